"""What the answering page says, as plain data in one language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from samspill.answers.seal import Layout, PairLayout, layout_of, pair_layout_of
from samspill.content.language import NAMES, text_in
from samspill.insight.drivers import FEWEST
from samspill.pulses.models import PulseRound
from samspill.pulses.queries import round_of

NOT_APPLICABLE = "-"


@dataclass(frozen=True, slots=True)
class AskedItem:
    id: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """All of a round that a respondent is shown; the same bytes for everybody who answers in this language."""

    language: str
    languages: tuple[tuple[str, str], ...]
    organisation: str
    title: str
    items: tuple[AskedItem, ...]
    scale: tuple[tuple[int, str], ...]
    choices: frozenset[str]
    """What may be sent for an item: a value of the scale, or «ikke aktuelt»."""
    question: str
    pulse_round: PulseRound


@lru_cache(maxsize=64)
def round_asked(round_id: int) -> PulseRound:
    """A round as it was locked at opening. Kept in the process: none of this changes while it is open, and whether
    it still is open is asked of the database each time."""
    return round_of(round_id)


@lru_cache(maxsize=64)
def layout_asked(round_id: int) -> Layout:
    return layout_of(round_asked(round_id).definition)


@lru_cache(maxsize=64)
def shard_layout_asked(round_id: int) -> PairLayout | None:
    return shard_layout(round_asked(round_id))


def shard_layout(pulse_round: PulseRound) -> PairLayout | None:
    """Nothing in a round that has no shards: too few invited, or nothing asked to hold against the index."""
    if pulse_round.locked.get("invited", 0) < FEWEST:
        return None
    return pair_layout_of(pulse_round.definition)


@lru_cache(maxsize=256)
def page_asked(round_id: int, language: str) -> AnswerPage:
    return page_in(round_asked(round_id), language)


def page_in(pulse_round: PulseRound, language: str) -> AnswerPage:
    definition = pulse_round.definition
    scale = definition["scale"]
    labels = [text_in(label, language) for label in scale["labels"]]
    asked = [text_in(item["text"], language) for item in definition["items"]]
    question = text_in(definition.get("open_question"), language) if pulse_round.has_comments else ""
    return AnswerPage(
        language=language,
        languages=tuple((code, name) for code, name in NAMES.items() if code != language),
        organisation=pulse_round.organisation.name,
        title=text_in(definition["title"], language),
        items=tuple(
            AskedItem(item["id"], number, text)
            for number, (item, text) in enumerate(zip(definition["items"], asked, strict=True), start=1)
        ),
        scale=tuple(zip(range(scale["min"], scale["max"] + 1), labels, strict=True)),
        choices=frozenset({*map(str, range(scale["min"], scale["max"] + 1)), NOT_APPLICABLE}),
        question=question,
        pulse_round=pulse_round,
    )
