"""The library of measures: what can be done, how sure anybody is that it helps, and how to see whether it did here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from samspill.content.factors import factors
from samspill.content.language import LocalText
from samspill.content.law import Provision, provision
from samspill.content.references import Reference, reference
from samspill.content.source import ContentError, shipped_data


class Level(StrEnum):
    """Where a measure takes hold. Causes before symptoms: the order is the order of the library."""

    ORGANISATION = "organisation"
    TEAM = "team"
    INDIVIDUAL = "individual"


class Effort(StrEnum):
    """Working days for one unit: S less than one, M one to five, L more than five or all the time."""

    SMALL = "S"
    MEDIUM = "M"
    LARGE = "L"


class Grade(StrEnum):
    """A several controlled studies or reviews agree; B some or one good; C few, small or indirect; D practice only."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A grade, and what it is about where a measure has more than one ("" when it holds for the whole)."""

    grade: Grade
    about: LocalText


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What to look at eight to twelve weeks later. A sensitive item is shown for the whole workplace only."""

    text: LocalText
    items: tuple[str, ...]
    facts: tuple[LocalText, ...]


@dataclass(frozen=True, slots=True)
class LibraryMeasure:
    """`pair_with`: measures on work itself that an individual one goes with. `warning`: can do harm if used alone."""

    id: str
    level: Level
    title: LocalText
    summary: LocalText
    factors: tuple[str, ...]
    effort: Effort
    evidence: tuple[Evidence, ...]
    is_duty: bool
    law: tuple[str, ...]
    warning: LocalText
    pair_with: tuple[str, ...]
    steps: tuple[LocalText, ...]
    known: LocalText
    unknown: LocalText
    backfires: LocalText
    evaluation: Evaluation
    sources: tuple[str, ...]
    reviewed_on: date

    @property
    def can_backfire(self) -> bool:
        return bool(self.warning)

    @property
    def concerns_every_factor(self) -> bool:
        return len(self.factors) == len(factors())

    def provisions(self) -> tuple[Provision, ...]:
        return tuple(map(provision, self.law))

    def references(self) -> tuple[Reference, ...]:
        return tuple(map(reference, self.sources))


@cache
def library() -> Mapping[str, LibraryMeasure]:
    """Every measure by its id: those on the organisation first, then on the team, then on the individual."""
    raw = shipped_data("measures/library.yaml")
    found = {
        each["id"]: _measure(level, each, words.get(each["id"], {}), raw["reviewed_on"])
        for level in Level
        for words in (shipped_data(f"measures/{level}.yaml") or {},)
        for each in raw[level]
    }
    return MappingProxyType(found)


def library_measure(measure_id: str) -> LibraryMeasure:
    if measure_id not in library():
        raise ContentError(f"no measure {measure_id!r} in the library")
    return library()[measure_id]


def measures_for_factor(code: str) -> tuple[LibraryMeasure, ...]:
    """In the order of the library; what concerns every factor comes last, as it says least about this one."""
    found = [measure for measure in library().values() if code in measure.factors]
    return tuple(sorted(found, key=lambda measure: measure.concerns_every_factor))


@cache
def effort_words() -> Mapping[Effort, LocalText]:
    raw = shipped_data("measures/library.yaml")["efforts"]
    return MappingProxyType({Effort(code): LocalText.of(text) for code, text in raw.items()})


@cache
def grade_words() -> Mapping[Grade, LocalText]:
    """What each grade means, in words a leader can repeat."""
    raw = shipped_data("measures/library.yaml")["grades"]
    return MappingProxyType({Grade(code): LocalText.of(text) for code, text in raw.items()})


@cache
def short_grade_words() -> Mapping[Grade, LocalText]:
    """For a list, where the letter would tell a leader nothing."""
    raw = shipped_data("measures/library.yaml")["grades_in_short"]
    return MappingProxyType({Grade(code): LocalText.of(text) for code, text in raw.items()})


def _measure(level: Level, raw: dict[str, Any], words: dict[str, Any], reviewed_on: date) -> LibraryMeasure:
    return LibraryMeasure(
        id=raw["id"],
        level=level,
        title=LocalText.of(raw["title"]),
        summary=_text(words, "summary"),
        factors=tuple(factors()) if raw["factors"] == "every" else tuple(raw["factors"]),
        effort=Effort(raw["effort"]),
        evidence=tuple(Evidence(Grade(grade), _text(raw["evidence"], grade)) for grade in raw["evidence"]),
        is_duty=raw.get("duty", False),
        law=tuple(raw.get("law", ())),
        warning=_text(raw, "warning"),
        pair_with=tuple(raw.get("pair_with", ())),
        steps=tuple(map(LocalText.of, words.get("steps", ()))),
        known=_text(words, "known"),
        unknown=_text(words, "unknown"),
        backfires=_text(words, "backfires"),
        evaluation=_evaluation(raw, words),
        sources=tuple(raw["sources"]),
        reviewed_on=reviewed_on,
    )


def _evaluation(raw: dict[str, Any], words: dict[str, Any]) -> Evaluation:
    return Evaluation(
        text=_text(words, "evaluation"),
        items=tuple(raw.get("items", ())),
        facts=tuple(map(LocalText.of, raw.get("facts", ()))),
    )


def _text(raw: Mapping[str, Any], key: str) -> LocalText:
    return LocalText.of(raw.get(key) or {})
