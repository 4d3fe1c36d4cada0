"""Lines through the rounds of one figure in its natural band; points where a line would say too much."""

from __future__ import annotations

from itertools import pairwise

import svg
from django.utils.safestring import SafeString

from samspill.design.charts.frame import FILL, Anchor, Plot, hatching, percent, text
from samspill.design.charts.types import Band, Point, Series, Width

BREAK = 16
"""How high a changed unit is marked: at the foot, so that where every round has one the line is still what is seen."""
MOST_LABELS = {"wide": 6, "narrow": 4, "tiny": 4}
ENDS: dict[int, Anchor] = {0: "start", 100: "end"}
Places = list[tuple[float, Point]]


def trend_chart(series: Series, *, title: str, description: str, width: Width = "wide") -> SafeString:
    """A line in its natural band; gaps stay gaps. `title` states the finding, `description` the figures.

    >>> from samspill.design.charts.types import Point, Series
    >>> chart = trend_chart(Series((Point("okt", 3.1), Point("nov", 3.2))), title="Svinger som vanlig", description="")
    >>> chart.startswith('<svg class="s-chart c-row" height="124" role="img"')
    True
    """
    plot = _plot(series, width)
    places = _spread(series.points)
    elements = [*_ground(plot, series.band), *_lines(plot, places), *_points(plot, places)]
    elements += _labels(plot, places, most=MOST_LABELS[width])
    return plot.finish(elements, title=title, description=description)


def points_chart(series: Series, *, title: str, description: str, width: Width = "wide") -> SafeString:
    """Points with their intervals and no line: fewer than eight measurements do not make a trend."""
    plot = _plot(series, width)
    count = len(series.points)
    places = [((index + 0.5) * 100 / count, point) for index, point in enumerate(series.points)]
    elements = _ground(plot, None)
    for x, point in places:
        elements += _interval(plot, x, point)
    elements += [element for x, point in places for element in _dot(plot, x, point, last=point is series.points[-1])]
    elements += [*_areas(plot, places), *_dashes(plot, places), *_labels(plot, places, most=8)]
    return plot.finish(elements, title=title, description=description)


def sparkline(series: Series, *, title: str, description: str) -> SafeString:
    """A trend as small as a word, for many units side by side: band, line, latest point."""
    plot = Plot("c-spark", 44, 6, 38, series.scale)
    places = _spread(series.points)
    elements = [*_band(plot, series.band), *_lines(plot, places), *_points(plot, places)]
    return plot.finish(elements, title=title, description=description)


def _plot(series: Series, width: Width) -> Plot:
    if width == "tiny":
        return Plot("c-tiny", 112, 10, 90, series.scale)
    return Plot("c-row", 124, 10, 102, series.scale)


def _spread(points: tuple[Point, ...]) -> Places:
    step = 100 / max(len(points) - 1, 1)
    return [(index * step, point) for index, point in enumerate(points)]


def _ground(plot: Plot, band: Band | None) -> list[svg.Element]:
    scale = plot.scale
    return [*_band(plot, band), *plot.rules((scale.lowest, (scale.lowest + scale.highest) / 2, scale.highest))]


def _band(plot: Plot, band: Band | None) -> list[svg.Element]:
    if band is None:
        return []
    top = plot.y(min(band.high, plot.scale.highest))
    height = round(plot.y(max(band.low, plot.scale.lowest)) - top, 1)
    return [svg.Rect(class_=["c-band"], x=0, y=top, width=percent(100), height=height, rx=3)]


def _lines(plot: Plot, places: Places) -> list[svg.Element]:
    """Piece by piece, so that a missing round is never bridged; thicker where the signal is."""
    drawn: list[svg.Element] = []
    for (x1, before), (x2, after) in pairwise(places):
        if after.changed:
            x = percent((x1 + x2) / 2)
            drawn.append(svg.Line(class_=["c-break"], x1=x, x2=x, y1=plot.bottom - BREAK, y2=plot.bottom))
        if before.mean is None or after.mean is None:
            continue
        names = ["c-line", "c-strong"] if before.signal and after.signal else ["c-line"]
        drawn.append(plot.piece((x1, x2), (before.mean, after.mean), names))
    return drawn


def _points(plot: Plot, places: Places) -> list[svg.Element]:
    """Rings where the signal is and where a round stands alone; the latest round filled, with its interval."""
    shown = [index for index, (_, point) in enumerate(places) if point.mean is not None]
    drawn: list[svg.Element] = _areas(plot, places)
    for index in shown:
        x, point = places[index]
        last = index == len(places) - 1
        alone = index - 1 not in shown and index + 1 not in shown
        if last:
            drawn += _interval(plot, x, point)
        if last or alone or point.signal:
            drawn += _dot(plot, x, point, last=last)
    return drawn


def _interval(plot: Plot, x: float, point: Point) -> list[svg.Element]:
    if point.mean is None or point.low is None or point.high is None:
        return []
    return [plot.upright(percent(x), point.low, point.high, name="c-ci")]


def _dot(plot: Plot, x: float, point: Point, *, last: bool) -> list[svg.Element]:
    if point.mean is None:
        return []
    name, radius = ("c-dot", 5) if last else ("c-ring", 4)
    return [svg.Circle(class_=[name], cx=percent(x), cy=plot.y(point.mean), r=radius)]


def _areas(plot: Plot, places: Places) -> list[svg.Element]:
    banded = [(x, point.area) for x, point in places if point.area is not None]
    drawn: list[svg.Element] = [hatching()] if banded else []
    for x, (low, high) in banded:
        top, moved = plot.y(high), [svg.Translate(-11)]
        height = round(plot.y(low) - top, 1)
        drawn.append(
            svg.Rect(
                class_=["c-zone"], x=percent(x), y=top, width=22, height=height, rx=3, fill=FILL, transform=[*moved]
            )
        )
    return drawn


def _dashes(plot: Plot, places: Places) -> list[svg.Element]:
    """A dash where a round is not shown, as beside the chart."""
    y = (plot.top + plot.bottom) / 2 + 4
    hidden = [x for x, point in places if point.mean is None and point.area is None]
    return [text("–", x=percent(x), y=y, anchor="middle") for x in hidden]


def _labels(plot: Plot, places: Places, *, most: int) -> list[svg.Element]:
    """As many months as fit, counted from the latest; the month a signal began is always named."""
    count = len(places)
    step = -(-count // most)
    began = next((index for index, (_, point) in enumerate(places) if point.signal), None)
    shown = {index for index in range(count) if (count - 1 - index) % step == 0}
    if began is not None:
        shown = {index for index in shown if abs(index - began) >= step} | {began, count - 1}
    drawn = []
    for index in sorted(shown):
        x, point = places[index]
        name = "c-tx-line" if index == began else "c-tx"
        drawn.append(
            text(point.label, x=percent(x), y=plot.bottom + 18, anchor=ENDS.get(round(x), "middle"), name=name)
        )
    return drawn
