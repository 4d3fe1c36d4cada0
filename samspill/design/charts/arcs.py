"""Rings and the words along them: angles in degrees clockwise from the top, radii in the units of the drawing."""

from __future__ import annotations

import math
from dataclasses import dataclass

CENTRE = 500.0
TURN, RIGHT, LEFT = 360.0, 90.0, 270.0


def point(angle: float, radius: float) -> tuple[float, float]:
    """Where an angle meets a radius.

    >>> point(0, 100), point(90, 100)
    ((500.0, 400.0), (600.0, 500.0))
    """
    turned = math.radians(angle)
    return round(CENTRE + radius * math.sin(turned), 1), round(CENTRE - radius * math.cos(turned), 1)


@dataclass(frozen=True, slots=True)
class Arc:
    """A piece of a ring, between two angles and two radii."""

    start: float
    end: float
    inner: float
    outer: float

    @property
    def is_below(self) -> bool:
        """In the lower half words run the other way round, so that they do not stand on their heads."""
        return RIGHT < (self.start + self.end) / 2 % TURN < LEFT

    def inset(self, units: float) -> Arc:
        """A little smaller on both sides, by so many units at its outer edge."""
        turn = math.degrees(units / self.outer)
        return Arc(self.start + turn, self.end - turn, self.inner, self.outer)

    def outline(self) -> str:
        """As the `d` of a path."""
        (a, b), (c, d) = point(self.start, self.outer), point(self.end, self.outer)
        (e, f), (g, h) = point(self.end, self.inner), point(self.start, self.inner)
        out, back = f"{self.outer:g} {self.outer:g}", f"{self.inner:g} {self.inner:g}"
        return f"M{a:g} {b:g}A{out} 0 0 1 {c:g} {d:g}L{e:g} {f:g}A{back} 0 0 0 {g:g} {h:g}Z"

    def length(self, radius: float) -> float:
        return math.radians(self.end - self.start) * radius

    def line(self, radius: float, *, lead: float = 0) -> str:
        """The line words run along at a radius, in reading direction, `lead` units after its beginning."""
        turn = math.degrees(lead / radius)
        first, last = (self.end - turn, self.start) if self.is_below else (self.start + turn, self.end)
        (a, b), (c, d) = point(first, radius), point(last, radius)
        sweep = 0 if self.is_below else 1
        return f"M{a:g} {b:g}A{radius:g} {radius:g} 0 0 {sweep} {c:g} {d:g}"

    def reading_start(self, radius: float, lead: float) -> tuple[float, float, float]:
        """A place `lead` units into the reading direction, and how what stands there is turned."""
        turn = math.degrees(lead / radius)
        angle = self.end - turn if self.is_below else self.start + turn
        return *point(angle, radius), angle + (180 if self.is_below else 0)
