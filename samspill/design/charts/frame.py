"""The frame all charts share: size, scale, rules, words, and the finished picture.

Positions along the time axis are percentages and everything else is pixels, so one drawing fits every width without
its text being scaled. Room for the words beside the plot is padding, in the style sheet and in PADDING alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import svg
from django.utils.safestring import SafeString, mark_safe

from samspill.design.charts.types import ONE_TO_FIVE, Scale

# class: (left, right) in pixels; frontend/css/charts.css says the same, and a test compares.
PADDING = {
    "c-row": (28, 10),
    "c-tiny": (28, 8),
    "c-spark": (6, 6),
    "c-bar": (0, 0),
    "c-dots": (0, 0),
    "c-wide": (68, 176),
    "c-narrow": (22, 10),
}
Anchor = Literal["start", "middle", "end"]


def percent(value: float) -> svg.Length:
    return svg.Length(round(value, 1), "%")


@dataclass(frozen=True, slots=True)
class Plot:
    """Maps a figure to a height. The scale is never cut."""

    name: str
    height: int
    top: int
    bottom: int
    scale: Scale = ONE_TO_FIVE

    def y(self, value: float) -> float:
        share = (value - self.scale.lowest) / (self.scale.highest - self.scale.lowest)
        return round(self.bottom - share * (self.bottom - self.top), 1)

    def rules(self, values: Sequence[float], *, words: bool = False) -> list[svg.Element]:
        """Hairlines with their numbers to the left; words at the ends where there is room."""
        ends = {self.scale.lowest: self.scale.low_word, self.scale.highest: self.scale.high_word} if words else {}
        drawn: list[svg.Element] = []
        for value in values:
            y = self.y(value)
            label = f"{value:g} {ends.get(value, '')}".strip()
            drawn.append(svg.Line(class_=["c-rule"], x1=0, x2=percent(100), y1=y, y2=y))
            drawn.append(text(label, x=-10, y=y + 4, anchor="end"))
        return drawn

    def upright(self, x: svg.Length, low: float, high: float, *, name: str) -> svg.Element:
        return svg.Line(class_=[name], x1=x, x2=x, y1=self.y(low), y2=self.y(high))

    def piece(self, x: tuple[float, float], values: tuple[float, float], names: list[str]) -> svg.Element:
        """One straight piece of a line, from one round to the next."""
        y1, y2 = self.y(values[0]), self.y(values[1])
        return svg.Line(class_=[*names], x1=percent(x[0]), x2=percent(x[1]), y1=y1, y2=y2)

    def finish(self, elements: list[svg.Element], *, title: str, description: str) -> SafeString:
        """The picture with its title and description, found by ids no other chart on the page has."""
        body = "".join(element.as_str() for element in elements)
        key = hashlib.blake2s(f"{self}{title}{description}{body}".encode(), digest_size=5).hexdigest()
        return mark_safe(
            f'<svg class="s-chart {self.name}" height="{self.height}" role="img" aria-labelledby="t{key} d{key}">'
            f'<title id="t{key}">{escape(title)}</title><desc id="d{key}">{escape(description)}</desc>'
            f"{body.replace(HATCH, f'h{key}')}</svg>"
        )


# Stands for the id of the chart's own hatching until the chart has one.
HATCH = "hatch-id"
FILL = f"url(#{HATCH})"


def hatching() -> svg.Element:
    line = svg.Line(class_=["c-hatch"], x1=0, y1=0, x2=0, y2=6)
    turned: list[svg.Transform] = [svg.Rotate(45)]
    pattern = svg.Pattern(
        id=HATCH, width=6, height=6, patternUnits="userSpaceOnUse", patternTransform=turned, elements=[line]
    )
    return svg.Defs(elements=[pattern])


def text(words: str, *, x: float | svg.Length, y: float, anchor: Anchor = "start", name: str = "c-tx") -> svg.Element:
    return svg.Text(class_=[name], x=x, y=y, text_anchor=anchor, text=escape(words))
