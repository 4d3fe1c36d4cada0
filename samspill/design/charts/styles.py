"""The same drawing outside the page: in a PDF and, as a picture, in Word."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from samspill.design.charts.frame import PADDING

SHEET = Path(__file__).resolve().parent.parent / "static" / "design" / "build" / "charts.css"
# How wide a drawing is on paper when nothing else is asked for.
WIDTHS = {"c-row": 400, "c-tiny": 304, "c-spark": 240, "c-bar": 640, "c-dots": 300, "c-wide": 880, "c-narrow": 340}
HEAD = re.compile(r'<svg class="s-chart (?P<name>[\w-]+)" height="(?P<height>\d+)"')


@cache
def _sheet() -> str:
    return SHEET.read_text(encoding="utf-8")


def is_chart(text: str) -> bool:
    return HEAD.match(text) is not None


def with_styles(chart: str, *, width: int | None = None) -> str:
    """A chart as a file of its own, `width` pixels wide: style sheet inside, light values, padding as room around.

    >>> from samspill.design.charts.distribution import distribution_bar
    >>> with_styles(distribution_bar((), title="Fordeling", description="")).startswith("<svg xmlns=")
    True
    """
    head = HEAD.match(chart)
    if head is None:
        raise ValueError("Only a chart drawn here can be given styles.")
    left, right = PADDING[head["name"]]
    width, height = width or WIDTHS[head["name"]], head["height"]
    inner = f'<svg x="{left}" y="0" width="{width - left - right}" height="{height}" overflow="visible"'
    outer = f'<svg xmlns="http://www.w3.org/2000/svg" class="s-chart" width="{width}" height="{height}"'
    view = f'viewBox="0 0 {width} {height}"'
    return f"{outer} {view}><style>{_sheet()}</style>{inner}{chart[head.end() :]}</svg>"


def wheel_with_styles(wheel: str) -> str:
    """The wheel of the year as a file of its own: style sheet inside, light values.

    >>> from samspill.design.charts.wheel import MonthName, YearWheel, year_wheel
    >>> year = YearWheel(2026, "Solvik", tuple(MonthName("m", "m") for _ in range(12)), (), ("", ""))
    >>> wheel_with_styles(year_wheel(year, title="a", description="b")).startswith("<svg xmlns=")
    True
    """
    opening, rest = wheel.split(">", 1)
    size = 'xmlns="http://www.w3.org/2000/svg" width="1000" height="1000"'
    return f"{opening.replace('<svg', f'<svg {size}', 1)}><style>{_sheet()}</style>{rest}"
