"""People as dots, group by group: who is counted in a figure, and who is not told of by itself."""

from __future__ import annotations

import svg
from django.utils.safestring import SafeString

from samspill.design.charts.frame import Plot, text
from samspill.design.charts.types import Dots

STEP, RADIUS, A_LINE = 20, 7, 14
ROW, BETWEEN = 24, 18


def people_chart(rows: tuple[Dots, ...], *, title: str, description: str) -> SafeString:
    """One row per group: its name and figure over its people. Filled dots are in a figure, hollow ones in none.

    >>> from samspill.design.charts.types import Dots
    >>> picture = people_chart((Dots(3, "Team B: skjult", is_shown=False),), title="Tre", description="")
    >>> picture.count("<circle"), "c-hollow" in picture
    (3, True)
    """
    elements: list[svg.Element] = []
    top = 0
    for row in rows:
        lines = -(-row.count // A_LINE)
        name = "c-tx c-tx-line" if row.is_shown else "c-tx"
        elements.append(text(row.label, x=0, y=top + 13, name=name))
        elements += [_dot(place, row, top + ROW) for place in range(row.count)]
        top += ROW + lines * STEP + BETWEEN
    return Plot("c-dots", max(top, 1), 0, 1).finish(elements, title=title, description=description)


def _dot(place: int, row: Dots, top: int) -> svg.Element:
    line, at = divmod(place, A_LINE)
    name = "c-dot" if row.is_shown else "c-hollow"
    return svg.Circle(class_=[name], cx=RADIUS + 1 + at * STEP, cy=top + RADIUS + 1 + line * STEP, r=RADIUS)
