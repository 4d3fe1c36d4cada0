"""What a meeting pack is made of: published figures, counts and words that everybody may read, and nothing else.

The types are the promise. There is no field for a comment, for a small unit, or for a person, so what
must never enter has nowhere to stand. See ADR 0025.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from samspill.design.charts.types import Band, Point, Scale, Series

COUNTS_OF_WORK = 4
"""The counts that no answer is behind; how many answered comes before them."""
MOST_SIGNALS = 3


@dataclass(frozen=True, slots=True)
class PackTrend:
    """A line of one item in the organisation or one of its units, from the rounds that are published."""

    place: str
    name: str
    words: str
    detail: str
    """The latest figure, its interval and how many answered, as every page says it."""
    series: Series
    is_line: bool
    measures: str = ""


@dataclass(frozen=True, slots=True)
class PackMeasure:
    """A measure of the whole organisation, which everybody may read."""

    title: str
    status: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    made_on: str
    measured: str
    """Which closed round the figures are of; empty where nothing has been published."""
    overall: PackTrend | None
    signals: tuple[PackTrend, ...]
    story: str = ""
    story_about: str = ""
    story_id: int | None = None
    """Whether it still stands is asked whenever the pack is read."""
    measures: tuple[str, ...] = ()
    plan: tuple[PackMeasure, ...] = ()
    wheel: tuple[str, ...] = ()
    counts: tuple[tuple[str, str], ...] = ()
    is_taken_back: bool = False
    """A survey behind the figures has been withdrawn since, so none of them is read any more."""

    def without_figures(self) -> Pack:
        """What is left when a survey is withdrawn: what has been done, and nothing that was answered."""
        counts = self.counts[-COUNTS_OF_WORK:]
        return replace(self, measured="", overall=None, signals=(), counts=counts, is_taken_back=True)

    def without_story(self) -> Pack:
        return replace(self, story="", story_about="")

    def with_renamed(self, was: Collection[str], title: str) -> Pack:
        """With another title for measures that were called something which may no longer be read."""
        return replace(self, plan=tuple(replace(one, title=title) if one.title in was else one for one in self.plan))

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Pack:
        overall = data["overall"]
        return cls(
            made_on=data["made_on"],
            measured=data["measured"],
            overall=_trend(overall) if overall else None,
            signals=tuple(map(_trend, data["signals"])),
            story=data["story"],
            story_about=data["story_about"],
            story_id=data["story_id"],
            measures=tuple(data["measures"]),
            plan=tuple(PackMeasure(**one) for one in data["plan"]),
            wheel=tuple(data["wheel"]),
            counts=tuple((label, count) for label, count in data["counts"]),
        )


def _trend(data: Mapping[str, Any]) -> PackTrend:
    return PackTrend(**{**data, "series": _series(data["series"])})


def _series(data: Mapping[str, Any]) -> Series:
    band = Band(**data["band"]) if data["band"] else None
    return Series(tuple(map(_point, data["points"])), band, Scale(**data["scale"]))


def _point(data: Mapping[str, Any]) -> Point:
    area = data["area"]
    return Point(**{**data, "area": (area[0], area[1]) if area else None})
