"""What charts are drawn from: plain values, already safe to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Width = Literal["wide", "narrow", "tiny"]


@dataclass(frozen=True, slots=True)
class Scale:
    """The whole scale is always drawn; words stand at its ends where there is room."""

    lowest: float = 1
    highest: float = 5
    low_word: str = ""
    high_word: str = ""


ONE_TO_FIVE = Scale()


@dataclass(frozen=True, slots=True)
class Point:
    """One round. `mean` with its interval, or an `area`, or neither: then the round is a gap.

    `signal`: belongs to the run that raised it. `changed`: the unit is not quite the same people as before.
    """

    label: str
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    area: tuple[float, float] | None = None
    signal: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Where the figures use to swing."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Series:
    """The rounds of one figure, oldest first."""

    points: tuple[Point, ...]
    band: Band | None = None
    scale: Scale = ONE_TO_FIVE


@dataclass(frozen=True, slots=True)
class Effect:
    """A measure: the team's rounds, when it started (before the round with that index), what was hoped for."""

    series: Series
    start: float
    start_label: str
    team_label: str
    hoped: float | None = None
    hoped_label: str = ""
    others: tuple[float | None, ...] = ()
    others_label: str = ""
    band_label: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """How two things go together, from -1 to 1, with its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a distribution, from the low end; at most three."""

    count: int
    label: str


@dataclass(frozen=True, slots=True)
class Dots:
    """A group of people in a picture of who is counted: how many, what stands over them, and whether a figure tells."""

    count: int
    label: str
    is_shown: bool = True
