"""How strongly two things go together: a point and its interval between never and always together."""

from __future__ import annotations

import svg
from django.utils.safestring import SafeString

from samspill.design.charts.frame import Anchor, Plot, percent, text
from samspill.design.charts.types import Relation

MIDDLE, TICK = 18, 7
ENDS: tuple[tuple[int, str, Anchor], ...] = ((-1, "−1", "start"), (0, "0", "middle"), (1, "1", "end"))


def relation_chart(relation: Relation, *, title: str, description: str) -> SafeString:
    """A lying interval on the whole scale from -1 to 1, with nothing in the middle.

    >>> from samspill.design.charts.types import Relation
    >>> chart = relation_chart(Relation(0.5, 0.2, 0.7), title="Tydelig sammenheng", description="0,5")
    >>> chart.count("<circle"), 'height="50"' in chart
    (1, True)
    """
    line = svg.Line(class_=["c-rule"], x1=0, x2=percent(100), y1=MIDDLE, y2=MIDDLE)
    nothing = svg.Line(class_=["c-break"], x1=_x(0), x2=_x(0), y1=MIDDLE - TICK - 6, y2=MIDDLE + TICK + 6)
    drawn: list[svg.Element] = [line, nothing]
    drawn += [
        svg.Line(class_=["c-ci"], x1=_x(relation.low), x2=_x(relation.high), y1=MIDDLE, y2=MIDDLE),
        svg.Circle(class_=["c-dot"], cx=_x(relation.value), cy=MIDDLE, r=5),
    ]
    drawn += [text(words, x=_x(place), y=46, anchor=anchor) for place, words, anchor in ENDS]
    return Plot("c-row", 50, 0, 50).finish(drawn, title=title, description=description)


def _x(value: float) -> svg.Length:
    return percent((value + 1) * 50)
