"""What a risk assessment is made with: levels in words, sources, facts of a unit, and headings the law orders it by."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from samspill.content.language import LocalText
from samspill.content.law import Provision, provision
from samspill.content.source import ContentError, shipped_data

Scale = Literal["probability", "consequence"]
Band = Literal["low", "medium", "high"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a scale from 1 to 4."""

    value: int
    name: LocalText
    description: LocalText


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tick off, and what it means."""

    id: str
    name: LocalText
    hint: LocalText


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact leader and safety representative find together. `minimum`: people in the unit before it may be shown."""

    id: str
    name: LocalText
    hint: LocalText
    unit: LocalText
    factors: tuple[str, ...]
    minimum: int


@dataclass(frozen=True, slots=True)
class Heading:
    """One of the eight points of internkontrollforskriften § 5. `written`: it is to be in writing."""

    number: int
    name: LocalText
    guidance: LocalText
    written: bool


@cache
def steps_of(scale: Scale) -> Mapping[int, Step]:
    raw = shipped_data("assessment.yaml")[scale]
    return MappingProxyType({each["value"]: _step(each) for each in raw})


def band_of(probability: int, consequence: int) -> Band:
    """1 to 4 is low, 6 and 8 medium, 9 and above high: our proposal, no law draws these lines."""
    if probability not in steps_of("probability") or consequence not in steps_of("consequence"):
        raise ContentError(f"no risk of {probability} × {consequence}")
    score = probability * consequence
    if score < 5:
        return "low"
    return "medium" if score < 9 else "high"


@cache
def band_words() -> Mapping[Band, LocalText]:
    """Calm words, meant as the start of a conversation."""
    raw = shipped_data("assessment.yaml")["bands"]
    return MappingProxyType({band: LocalText.of(text) for band, text in raw.items()})


@cache
def evidence_sources() -> Mapping[str, Choice]:
    """Where an assessment may get its knowledge from: pulses, conversations, deviations and so on."""
    return _choices("sources")


@cache
def prompts() -> Mapping[str, LocalText]:
    """Questions above the free texts: reasoning, combined assessment, participation, residual risk, and of a change."""
    raw = shipped_data("assessment.yaml")["prompts"]
    return MappingProxyType({key: LocalText.of(text) for key, text in raw.items()})


@cache
def change_questions() -> tuple[Choice, ...]:
    """To be answered before a change is decided."""
    return tuple(_choices("change").values())


@cache
def facts() -> Mapping[str, Fact]:
    return MappingProxyType({each["id"]: _fact(each) for each in shipped_data("assessment.yaml")["facts"]})


@cache
def internal_control() -> tuple[Heading, ...]:
    """The eight headings of internkontrollforskriften § 5, in order."""
    return tuple(_heading(each) for each in shipped_data("assessment.yaml")["internal_control"])


@cache
def coverage_provisions() -> tuple[Provision, ...]:
    """What an overview of the law's coverage goes through, in reading order."""
    return tuple(map(provision, shipped_data("assessment.yaml")["coverage"]))


def _choices(section: str) -> Mapping[str, Choice]:
    raw = shipped_data("assessment.yaml")[section]
    found = {each["id"]: Choice(each["id"], LocalText.of(each["name"]), LocalText.of(each["hint"])) for each in raw}
    return MappingProxyType(found)


def _step(raw: dict[str, Any]) -> Step:
    return Step(raw["value"], LocalText.of(raw["name"]), LocalText.of(raw["description"]))


def _fact(raw: dict[str, Any]) -> Fact:
    return Fact(
        id=raw["id"],
        name=LocalText.of(raw["name"]),
        hint=LocalText.of(raw["hint"]),
        unit=LocalText.of(raw["unit"]),
        factors=tuple(raw["factors"]),
        minimum=raw.get("minimum", 0),
    )


def _heading(raw: dict[str, Any]) -> Heading:
    return Heading(raw["number"], LocalText.of(raw["name"]), LocalText.of(raw["guidance"]), raw["written"])
