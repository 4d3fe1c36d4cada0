"""What the law asks of a workplace of a given size, and what we propose for it to begin with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Literal

from samspill.content.language import LocalText
from samspill.content.law import Provision, provision
from samspill.content.source import ContentError, shipped_data

Status = Literal["required", "on_request", "by_agreement", "by_industry"]


@dataclass(frozen=True, slots=True)
class Band:
    """Headcounts from `first` to `last` (None: without end), and how the duty binds them."""

    first: int
    last: int | None
    status: Status

    def holds(self, headcount: int) -> bool:
        return self.first <= headcount and (self.last is None or headcount <= self.last)


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty as it binds one workplace. Its words are ours: the law itself must be read before relying on them."""

    id: str
    title: LocalText
    text: LocalText
    status: Status
    law: tuple[Provision, ...]
    valid_from: date | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a workplace of a size may begin. Below five people no pulse can be anonymous: `measuring` is "dialogue"."""

    measuring: Literal["pulse", "dialogue"]
    rhythm: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Industry:
    id: str
    name: LocalText
    hint: LocalText
    factors: tuple[str, ...]
    violence: bool
    public: bool


@lru_cache(maxsize=256)
def duties_for(headcount: int, public: bool = False) -> tuple[Duty, ...]:  # noqa: FBT001, FBT002 - reads as a sentence
    """The duties of a workplace with so many employees, in the order they should be read."""
    if headcount < 1:
        raise ContentError(f"a workplace has at least one employee, not {headcount}")
    found = []
    for raw in shipped_data("duties.yaml")["duties"]:
        bands = raw.get("public_bands", raw["bands"]) if public else raw["bands"]
        status = next((band.status for band in map(_band, bands) if band.holds(headcount)), None)
        if status:
            found.append(_duty(raw, status))
    return tuple(found)


@cache
def thresholds() -> tuple[int, ...]:
    """The headcounts at which the law asks for more."""
    return tuple(shipped_data("duties.yaml")["thresholds"])


@cache
def duties_note() -> LocalText:
    """To be shown wherever duties are: these are our words, read the law."""
    return LocalText.of(shipped_data("duties.yaml")["note"])


@lru_cache(maxsize=256)
def proposal_for(headcount: int) -> Proposal:
    for raw in shipped_data("duties.yaml")["proposals"]:
        if _holds(raw, headcount):
            return Proposal(raw["measuring"], raw["rhythm"], tuple(raw["roles"]))
    raise ContentError(f"a workplace has at least one employee, not {headcount}")


@cache
def industries() -> Mapping[str, Industry]:
    return MappingProxyType({each["id"]: _industry(each) for each in shipped_data("duties.yaml")["industries"]})


def _band(raw: dict[str, Any]) -> Band:
    return Band(raw["from"], raw.get("to"), raw["status"])


def _holds(raw: dict[str, Any], headcount: int) -> bool:
    return _band({"status": "required", **raw}).holds(headcount)


def _duty(raw: dict[str, Any], status: Status) -> Duty:
    return Duty(
        id=raw["id"],
        title=LocalText.of(raw["title"]),
        text=LocalText.of(raw["text"]),
        status=status,
        law=tuple(map(provision, raw["law"])),
        valid_from=raw.get("valid_from"),
    )


def _industry(raw: dict[str, Any]) -> Industry:
    return Industry(
        id=raw["id"],
        name=LocalText.of(raw["name"]),
        hint=LocalText.of(raw["hint"]),
        factors=tuple(raw["factors"]),
        violence=raw.get("violence", False),
        public=raw.get("public", False),
    )
