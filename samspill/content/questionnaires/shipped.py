"""The questionnaires Samspill ships, made of items from the bank."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from samspill.content.items import Item, Scale, item_bank
from samspill.content.language import LocalText
from samspill.content.source import ContentError, shipped_data

SHIPPED_KINDS = ("monthly", "quarterly", "yearly", "sector")


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    id: str
    text: LocalText


@dataclass(frozen=True, slots=True)
class CommentRules:
    max_length: int
    warning: LocalText


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What a round asks. `kind` is one of SHIPPED_KINDS, or "own" for one that was read from a file."""

    id: str
    kind: str
    title: LocalText
    about: LocalText
    scale: Scale
    items: tuple[Item, ...]
    rotating: tuple[Item, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    seconds: int = 0
    source: str = ""

    def items_with(self, rotating: str | None) -> tuple[Item, ...]:
        """The items of one round: the fixed ones, and the rotating one the rhythm chose."""
        if rotating is None:
            return self.items
        extra = tuple(item for item in self.rotating if item.id == rotating)
        if not extra:
            raise ContentError(f"{rotating!r} is not a rotating item of {self.id!r}")
        return self.items + extra


@cache
def shipped(kind: str) -> Questionnaire:
    for raw in shipped_data("questionnaires.yaml")["questionnaires"]:
        if raw["id"] == kind:
            return _questionnaire(raw)
    raise ContentError(f"no shipped questionnaire {kind!r}")


@cache
def open_questions() -> Mapping[str, OpenQuestion]:
    raw = shipped_data("questionnaires.yaml")["open_questions"]
    return MappingProxyType({key: OpenQuestion(key, LocalText.of(text)) for key, text in raw.items()})


@cache
def comment_rules() -> CommentRules:
    raw = shipped_data("questionnaires.yaml")["comment"]
    return CommentRules(raw["max_length"], LocalText.of(raw["warning"]))


def _questionnaire(raw: dict[str, Any]) -> Questionnaire:
    bank = item_bank()
    return Questionnaire(
        id=raw["id"],
        kind=raw["id"],
        title=LocalText.of(raw["title"]),
        about=LocalText.of(raw["about"]),
        scale=bank.scale,
        items=bank.chosen(raw["items"]),
        rotating=bank.chosen(raw.get("rotating", [])),
        open_questions=tuple(open_questions()[key] for key in raw.get("open_questions", ())),
        seconds=raw["seconds"],
    )
