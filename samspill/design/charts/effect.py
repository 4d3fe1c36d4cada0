"""Did it work? The team's own line against what was hoped for and what comparable units did meanwhile."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import svg
from django.utils.safestring import SafeString, mark_safe

from samspill.design.charts.frame import Plot, percent, text
from samspill.design.charts.types import Effect

CLOSEST = 19


def effect_chart(
    effect: Effect, *, title: str, description: str, width: Literal["wide", "narrow"] = "wide"
) -> SafeString:
    """Names stand at the ends of the lines when wide; when narrow they belong in a list under the chart."""
    scale = effect.series.scale
    wide = width == "wide"
    plot = Plot("c-wide", 370, 30, 320, scale) if wide else Plot("c-narrow", 300, 30, 260, scale)
    values = [scale.lowest + step for step in range(round(scale.highest - scale.lowest) + 1)]
    elements = [*plot.rules(values, words=wide), *_band(plot, effect), *_start(plot, effect)]
    elements += [*_others(plot, effect), *_team(plot, effect), *_months(plot, effect, every=1 if wide else 2)]
    elements += _names(plot, effect) if wide else []
    return plot.finish(elements, title=title, description=description)


def effect_charts(effect: Effect, *, title: str, description: str) -> SafeString:
    """Both drawings; the style sheet shows the one there is room for."""
    wide = effect_chart(effect, title=title, description=description)
    narrow = effect_chart(effect, title=title, description=description, width="narrow")
    return mark_safe(f'<div class="c-for-wide">{wide}</div><div class="c-for-narrow">{narrow}</div>')


def _x(effect: Effect, index: float) -> float:
    return index * 100 / max(len(effect.series.points) - 1, 1)


def _band(plot: Plot, effect: Effect) -> list[svg.Element]:
    band = effect.series.band
    if band is None:
        return []
    top = plot.y(band.high)
    return [svg.Rect(class_=["c-band"], x=0, y=top, width=percent(100), height=round(plot.y(band.low) - top, 1), rx=3)]


def _start(plot: Plot, effect: Effect) -> list[svg.Element]:
    place = _x(effect, effect.start)
    x = percent(place)
    words = text(effect.start_label, x=x, y=plot.top - 4, name="c-tx-mark")
    if isinstance(words, svg.Text):
        late = 55
        words.dx, words.text_anchor = (12, "start") if place < late else (-12, "end")
    drawn: list[svg.Element] = [
        svg.Line(class_=["c-mark"], x1=x, x2=x, y1=plot.top - 8, y2=plot.bottom),
        svg.Circle(class_=["c-mark-dot"], cx=x, cy=plot.top - 8, r=4.5),
        words,
    ]
    if effect.hoped is not None:
        y = plot.y(effect.hoped)
        drawn.append(svg.Line(class_=["c-goal"], x1=x, x2=percent(100), y1=y, y2=y))
    return drawn


def _others(plot: Plot, effect: Effect) -> list[svg.Element]:
    drawn: list[svg.Element] = []
    for (index, before), (_, after) in pairwise(enumerate(effect.others)):
        if before is not None and after is not None:
            drawn.append(_piece(plot, effect, index, (before, after), "c-cmp"))
    return drawn


def _piece(plot: Plot, effect: Effect, index: int, values: tuple[float, float], *names: str) -> svg.Element:
    return plot.piece((_x(effect, index), _x(effect, index + 1)), values, list(names))


def _team(plot: Plot, effect: Effect) -> list[svg.Element]:
    points = effect.series.points
    drawn: list[svg.Element] = []
    for (index, before), (_, after) in pairwise(enumerate(points)):
        if before.mean is not None and after.mean is not None:
            drawn.append(_piece(plot, effect, index, (before.mean, after.mean), "c-line", "c-strong"))
    last = len(points) - 1
    for index, point in enumerate(points):
        if point.mean is None:
            continue
        x = percent(_x(effect, index))
        if index == last and point.low is not None and point.high is not None:
            drawn.append(plot.upright(x, point.low, point.high, name="c-ci"))
        name, radius = ("c-dot", 5.5) if index == last else ("c-ring", 4)
        drawn.append(svg.Circle(class_=[name], cx=x, cy=plot.y(point.mean), r=radius))
    return drawn


def _months(plot: Plot, effect: Effect, *, every: int) -> list[svg.Element]:
    """A label may carry its year on a second line, after a line break."""
    drawn = []
    for index, point in enumerate(effect.series.points):
        if index % every:
            continue
        x = percent(_x(effect, index))
        for line, words in enumerate(point.label.split("\n")):
            drawn.append(text(words, x=x, y=plot.bottom + 24 + 14 * line, anchor="middle"))
    return drawn


def _names(plot: Plot, effect: Effect) -> list[svg.Element]:
    """At the lines' ends, pushed apart so that none covers another."""
    points, others, band = effect.series.points, effect.others, effect.series.band
    wanted = [
        (points[-1].mean if points else None, effect.team_label, "c-tx-line"),
        (effect.hoped, effect.hoped_label, "c-tx-mark"),
        (others[-1] if others else None, effect.others_label, "c-tx"),
        (band.low if band else None, effect.band_label, "c-tx"),
    ]
    places = sorted((plot.y(value), words, name) for value, words, name in wanted if value is not None and words)
    drawn: list[svg.Element] = []
    lowest = 0.0
    for y, words, name in places:
        lowest = max(y, lowest + CLOSEST)
        named = text(words, x=percent(100), y=round(lowest + 4, 1), name=name)
        if isinstance(named, svg.Text):
            named.dx = 16
        drawn.append(named)
    return drawn
