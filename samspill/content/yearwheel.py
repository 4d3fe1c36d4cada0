"""The annual wheel a workplace may begin with: the milestones of a year, for its size and kind. Nothing in July."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Literal

from samspill.content.duties import Band, duties_for, proposal_for
from samspill.content.holidays import working_day_on_or_after
from samspill.content.language import LocalText
from samspill.content.law import Provision, provision
from samspill.content.source import ContentError, shipped_data

Scope = Literal["organisation", "unit"]
DoneBy = Literal["marked", "attached", "meeting_held", "plan_reviewed", "assessment_reviewed", "evaluated"]


class Ring(StrEnum):
    """From the outside in. Rounds of questions come from the rhythm; only conversations in their place are here."""

    ROUNDS = "rounds"
    MEETINGS = "meetings"
    DUTIES = "duties"
    SUPPORT = "support"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something to have done between two days of a month. `owner` is a role; `proof` says what counts as done.

    `short` is the title as it is written along an arc; `duty` the duty of `duties` it follows from, if there is one.
    """

    id: str
    title: LocalText
    short: LocalText
    text: LocalText
    proof: LocalText
    month: int
    days: tuple[int, int]
    ring: Ring
    owner: str
    scope: Scope
    done_by: DoneBy
    lead_days: int
    law: tuple[str, ...]
    duty: str

    def window(self, year: int) -> tuple[date, date]:
        """The first working day in the window, and its last day."""
        first, last = (date(year, self.month, day) for day in self.days)
        return min(working_day_on_or_after(first), last), last

    def provisions(self) -> tuple[Provision, ...]:
        return tuple(map(provision, self.law))


@dataclass(frozen=True, slots=True)
class Preset:
    """A wheel for one size. `optional`: what binds only when somebody asks, by agreement or by industry."""

    id: str
    name: LocalText
    about: LocalText
    milestones: tuple[Milestone, ...]
    optional: tuple[Milestone, ...]


@lru_cache(maxsize=256)
def preset_for(headcount: int, *, public: bool = False, violence: bool = False) -> Preset:
    """The wheel for a workplace of that size. `violence`: where violence or threats may occur (see `industries`)."""
    raw = _size(headcount)
    status = {duty.id: duty.status for duty in duties_for(headcount, public)}
    roles = proposal_for(headcount).roles
    on: list[Milestone] = []
    off: list[Milestone] = []
    for each in shipped_data("yearwheel.yaml")["milestones"]:
        if not _fits(each, headcount, public=public, violence=violence):
            continue
        needed = status.get(each["duty"]) if "duty" in each else "required"
        if needed:
            (on if needed == "required" else off).append(_milestone(each, roles))
    return Preset(raw["id"], LocalText.of(raw["name"]), LocalText.of(raw["about"]), _in_order(on), _in_order(off))


@cache
def shipped_milestones() -> Mapping[str, Milestone]:
    """Every milestone of any size and kind, by its id, with the owner it has where all the roles are there."""
    every = shipped_data("yearwheel.yaml")["milestones"]
    return MappingProxyType({each["id"]: _milestone(each, (each["owner"],)) for each in every})


@cache
def ring_names() -> Mapping[Ring, LocalText]:
    raw = shipped_data("yearwheel.yaml")["rings"]
    return MappingProxyType({ring: LocalText.of(raw[ring]) for ring in Ring})


@cache
def wheel_note() -> LocalText:
    """To be shown with the wheel: the dates are proposals of ours."""
    return LocalText.of(shipped_data("yearwheel.yaml")["note"])


def _size(headcount: int) -> dict[str, Any]:
    for raw in shipped_data("yearwheel.yaml")["sizes"]:
        if _band(raw).holds(headcount):
            return dict(raw)
    raise ContentError(f"a workplace has at least one employee, not {headcount}")


def _fits(raw: dict[str, Any], headcount: int, *, public: bool, violence: bool) -> bool:
    kinds = raw.get("public", public) == public and raw.get("violence", violence) == violence
    return kinds and _band({"from": 1, **raw}).holds(headcount)


def _band(raw: dict[str, Any]) -> Band:
    return Band(raw["from"], raw.get("to"), "required")


def _in_order(milestones: list[Milestone]) -> tuple[Milestone, ...]:
    return tuple(sorted(milestones, key=lambda each: (each.month, each.days)))


def _owner(role: str, roles: tuple[str, ...]) -> str:
    """Where there is no such role yet, it falls to the general manager; a committee comes with its members."""
    return role if role in (*roles, "amu_member") else "general_manager"


def _milestone(raw: dict[str, Any], roles: tuple[str, ...]) -> Milestone:
    return Milestone(
        id=raw["id"],
        title=LocalText.of(raw["title"]),
        short=LocalText.of(raw["short"]),
        text=LocalText.of(raw["text"]),
        proof=LocalText.of(raw["proof"]),
        month=raw["month"],
        days=(raw["days"][0], raw["days"][1]),
        ring=Ring(raw["ring"]),
        owner=_owner(raw["owner"], roles),
        scope=raw.get("scope", "organisation"),
        done_by=raw["done_by"],
        lead_days=raw.get("lead_days", 14),
        law=tuple(raw.get("law", ())),
        duty=raw.get("duty", ""),
    )
