"""How the answers were spread: three parts of one bar, sand to petrol, never red to green."""

from __future__ import annotations

import svg
from django.utils.safestring import SafeString

from samspill.design.charts.frame import Plot, percent, text
from samspill.design.charts.types import Part

NAMES = ("low", "mid", "high")
ROOM_FOR_WORDS = 30
ROOM_FOR_NUMBER = 7


def distribution_bar(parts: tuple[Part, ...], *, title: str, description: str) -> SafeString:
    """Parts from the low end, each as wide as its share; the words stand inside where they fit.

    >>> from samspill.design.charts.types import Part
    >>> bar = distribution_bar((Part(5, "5 svarte 1–2"), Part(4, "4 svarte 3")), title="Fordeling", description="")
    >>> bar.count("<rect")
    2
    """
    total = sum(part.count for part in parts) or 1
    elements: list[svg.Element] = []
    start = 0.0
    for name, part in zip(NAMES, parts, strict=False):
        share = part.count * 100 / total
        elements += _part(part, name, start, share)
        start += share
    return Plot("c-bar", 40, 0, 40).finish(elements, title=title, description=description)


def _part(part: Part, name: str, start: float, share: float) -> list[svg.Element]:
    if not part.count:
        return []
    drawn: list[svg.Element] = [
        svg.Rect(class_=[f"c-{name}"], x=percent(start), y=0, width=percent(max(share - 0.4, 0.4)), height=40, rx=3)
    ]
    words = part.label if share >= ROOM_FOR_WORDS else str(part.count) if share >= ROOM_FOR_NUMBER else ""
    if words:
        drawn.append(text(words, x=percent(start + share / 2), y=25, anchor="middle", name=f"c-t-{name}"))
    return drawn
