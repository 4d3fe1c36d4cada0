"""The yearly rhythm: which round opens when, for how long, and what it asks. Nothing in July."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from samspill.content.holidays import working_day_on_or_after, working_days_from
from samspill.content.language import LocalText
from samspill.content.questionnaires.shipped import shipped
from samspill.content.source import ContentError, shipped_data

DEFAULT_VARIANT = "standard"
FIRST_YEAR, LAST_YEAR = 2000, 2199


@dataclass(frozen=True, slots=True)
class RoundLength:
    """When a kind of round opens in its month, and how long it stays open."""

    week: int
    weekday: int
    working_days: int
    reminders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    id: str
    title: LocalText
    about: LocalText
    months: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Rhythm:
    pause: int
    lengths: Mapping[str, RoundLength]
    rotating: Mapping[int, str]
    variants: Mapping[str, Variant]


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """A round of the year. One can answer from `opens_on` to the end of `closes_on`, both included."""

    kind: str
    opens_on: date
    closes_on: date
    items: tuple[str, ...]
    rotating: str | None
    open_question: str | None
    reminders_on: tuple[date, ...]


@cache
def rhythm() -> Rhythm:
    raw = shipped_data("rhythm.yaml")
    return Rhythm(
        pause=raw["pause"],
        lengths=MappingProxyType({kind: _length(each) for kind, each in raw["length"].items()}),
        rotating=MappingProxyType(raw["rotating"]),
        variants=MappingProxyType({each["id"]: _variant(each) for each in raw["variants"]}),
    )


@cache
def rounds_for_year(year: int, variant: str = DEFAULT_VARIANT, *, sector: bool = False) -> tuple[PlannedRound, ...]:
    """The rounds of a year in order. With `sector` the annual survey also asks about violence and threats."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ContentError(f"the rhythm is made for the years {FIRST_YEAR} to {LAST_YEAR}, not {year}")
    if variant not in rhythm().variants:
        raise ContentError(f"no rhythm {variant!r}; there are {', '.join(rhythm().variants)}")
    rounds: list[PlannedRound] = []
    for month, kind in rhythm().variants[variant].months.items():
        earliest = _earliest_after(rounds[-1].closes_on) if rounds else date(year, 1, 1)
        opens_on = max(_wanted_opening(year, month, rhythm().lengths[kind]), earliest)
        rounds.append(_planned(kind, month, opens_on, sector=sector))
    return tuple(rounds)


def _earliest_after(closed_on: date) -> date:
    """People get their pause, and results their conversation, before the next round asks again."""
    pause = working_days_from(closed_on + timedelta(days=1), rhythm().pause)
    return working_day_on_or_after(pause[-1] + timedelta(days=1))


def _wanted_opening(year: int, month: int, length: RoundLength) -> date:
    first = date(year, month, 1)
    days = (length.weekday - first.weekday()) % 7 + 7 * (length.week - 1)
    return working_day_on_or_after(first + timedelta(days=days))


def _planned(kind: str, month: int, opens_on: date, *, sector: bool) -> PlannedRound:
    length = rhythm().lengths[kind]
    days = working_days_from(opens_on, length.working_days)
    questionnaire = shipped(kind)
    rotating = rhythm().rotating[month] if questionnaire.rotating else None
    added = shipped("sector").items if sector and kind == "yearly" else ()
    items = questionnaire.items_with(rotating) + added
    return PlannedRound(
        kind=kind,
        opens_on=opens_on,
        closes_on=days[-1],
        items=tuple(item.id for item in items),
        rotating=rotating,
        open_question=next((question.id for question in questionnaire.open_questions), None),
        reminders_on=tuple(days[number - 1] for number in length.reminders),
    )


def _length(raw: dict[str, Any]) -> RoundLength:
    return RoundLength(
        week=raw["opens"]["week"],
        weekday=raw["opens"]["weekday"],
        working_days=raw["working_days"],
        reminders=tuple(raw["reminders"]),
    )


def _variant(raw: dict[str, Any]) -> Variant:
    return Variant(
        id=raw["id"],
        title=LocalText.of(raw["title"]),
        about=LocalText.of(raw["about"]),
        months=MappingProxyType(raw["months"]),
    )
