"""The conversation about a result: its steps and words, for a team with figures and for one that talks instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from samspill.content.factors import Factor, factor
from samspill.content.language import LocalText
from samspill.content.source import ContentError, shipped_data

Length = Literal[45, 60]
Output = Literal["", "keep", "change", "causes", "measures", "responsible"]


@dataclass(frozen=True, slots=True)
class ConversationStep:
    """`minutes` by the length of the meeting. `output`: what is written down, if anything, and at `most` how many."""

    id: str
    title: LocalText
    question: LocalText
    how: LocalText
    say: LocalText
    minutes: Mapping[int, int]
    output: Output
    most: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """`ground_rules` are read aloud first. `preparation` is for whoever leads the meeting."""

    title: LocalText
    introduction: LocalText
    preparation: tuple[LocalText, ...]
    ground_rules: tuple[LocalText, ...]
    steps: tuple[ConversationStep, ...]
    closing: LocalText

    def minutes(self, length: Length) -> int:
        return sum(step.minutes[length] for step in self.steps)


@dataclass(frozen=True, slots=True)
class FactorCard:
    """A card for the table: what it is like when it works, and what wears. `keep` and `change` start a sentence."""

    factor: Factor
    good: LocalText
    strained: LocalText
    keep: LocalText
    change: LocalText


@cache
def result_conversation() -> Conversation:
    """See, keep, change, causes, choose, agree: from a result to a measure in one meeting."""
    return _conversation("result")


@cache
def dialogue_conversation() -> Conversation:
    """The same with factor cards for units too small to survey. Only what the group agrees on is written down."""
    return _conversation("dialogue")


@cache
def factor_cards() -> Mapping[str, FactorCard]:
    """By factor code. Offensive behaviour and violence have none: such things are not laid on the table in a group."""
    raw = shipped_data("conversation.yaml")["cards"]
    return MappingProxyType({each["factor"]: _card(each) for each in raw})


def factor_card(code: str) -> FactorCard:
    if code not in factor_cards():
        raise ContentError(f"no card for factor {code!r}")
    return factor_cards()[code]


def _conversation(kind: str) -> Conversation:
    raw = shipped_data("conversation.yaml")[kind]
    return Conversation(
        title=LocalText.of(raw["title"]),
        introduction=LocalText.of(raw["introduction"]),
        preparation=_texts(raw["preparation"]),
        ground_rules=_texts(raw["ground_rules"]),
        steps=tuple(_step(each) for each in raw["steps"]),
        closing=LocalText.of(raw["closing"]),
    )


def _step(raw: dict[str, Any]) -> ConversationStep:
    return ConversationStep(
        id=raw["id"],
        title=LocalText.of(raw["title"]),
        question=LocalText.of(raw["question"]),
        how=LocalText.of(raw["how"]),
        say=LocalText.of(raw["say"]),
        minutes=MappingProxyType(raw["minutes"]),
        output=raw.get("output", ""),
        most=raw.get("most", 0),
    )


def _card(raw: dict[str, Any]) -> FactorCard:
    return FactorCard(
        factor=factor(raw["factor"]),
        good=LocalText.of(raw["good"]),
        strained=LocalText.of(raw["strained"]),
        keep=LocalText.of(raw["keep"]),
        change=LocalText.of(raw["change"]),
    )


def _texts(raw: list[dict[str, str]]) -> tuple[LocalText, ...]:
    return tuple(map(LocalText.of, raw))
