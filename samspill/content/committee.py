"""The words of the working environment committee: cases, standing agenda, minutes, confidentiality, annual report."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from samspill.content.language import LocalText
from samspill.content.source import shipped_data


@dataclass(frozen=True, slots=True)
class Matter:
    """What a committee deals with, by the letters a to f of aml § 7-2, in our own words."""

    letter: str
    name: LocalText
    examples: LocalText


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """`kind`: O information, D discussion, V decision. `letter`: the matter it belongs to, "" for none."""

    id: str
    kind: str
    title: LocalText
    text: LocalText
    letter: str
    every_meeting: bool


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section of the annual report: `guidance` for whoever edits it, `empty` for when there is nothing to tell."""

    id: str
    heading: LocalText
    guidance: LocalText
    empty: LocalText


@dataclass(frozen=True, slots=True)
class Confidentiality:
    """The statement members sign when they join."""

    title: LocalText
    text: LocalText
    promises: tuple[LocalText, ...]
    law: str


@cache
def kinds_of_case() -> Mapping[str, LocalText]:
    """O, D and V."""
    return _named("kinds")


@cache
def matters() -> Mapping[str, Matter]:
    raw = shipped_data("committee.yaml")["matters"]
    found = {each["letter"]: Matter(each["letter"], _text(each, "name"), _text(each, "examples")) for each in raw}
    return MappingProxyType(found)


@cache
def standing_agenda() -> tuple[AgendaItem, ...]:
    """In the order of the meeting, from the notice to any other business."""
    return tuple(_item(each) for each in shipped_data("committee.yaml")["agenda"])


@cache
def minutes_fields() -> Mapping[str, LocalText]:
    """What the minutes hold of each case and of the meeting."""
    return _named("minutes")


@cache
def pack_promises() -> tuple[LocalText, ...]:
    """What a meeting pack never holds, to be said on its first page."""
    return tuple(map(LocalText.of, shipped_data("committee.yaml")["pack_promises"]))


@cache
def confidentiality() -> Confidentiality:
    raw = shipped_data("committee.yaml")["confidentiality"]
    promises = tuple(map(LocalText.of, raw["promises"]))
    return Confidentiality(_text(raw, "title"), _text(raw, "text"), promises, raw["law"])


@cache
def annual_report() -> tuple[ReportSection, ...]:
    return tuple(_section(each) for each in shipped_data("committee.yaml")["annual_report"])


def _named(section: str) -> Mapping[str, LocalText]:
    raw = shipped_data("committee.yaml")[section]
    return MappingProxyType({key: LocalText.of(text) for key, text in raw.items()})


def _item(raw: dict[str, Any]) -> AgendaItem:
    return AgendaItem(
        id=raw["id"],
        kind=raw["kind"],
        title=_text(raw, "title"),
        text=_text(raw, "text"),
        letter=raw.get("letter", ""),
        every_meeting=raw.get("every_meeting", True),
    )


def _section(raw: dict[str, Any]) -> ReportSection:
    return ReportSection(raw["id"], _text(raw, "heading"), _text(raw, "guidance"), _text(raw, "empty"))


def _text(raw: dict[str, Any], key: str) -> LocalText:
    return LocalText.of(raw[key])
