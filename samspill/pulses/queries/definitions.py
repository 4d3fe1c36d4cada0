"""A questionnaire as a round freezes it: plain data, so that later changes of our texts change no earlier round."""

from __future__ import annotations

from typing import Any

from samspill.content.items import PULSE_ITEMS, Item, item_bank
from samspill.content.questionnaires import OpenQuestion, Questionnaire, open_questions, shipped
from samspill.content.questionnaires import definition as content
from samspill.content.rhythm import PlannedRound


def definition_of(questionnaire: Questionnaire) -> dict[str, Any]:
    """An own or shipped questionnaire as it stands, without a rotating item."""
    question = questionnaire.open_questions[0] if questionnaire.open_questions else None
    return _frozen(questionnaire, questionnaire.items, question)


def definition_of_planned(planned: PlannedRound) -> dict[str, Any]:
    """What the yearly rhythm asks in this round."""
    question = open_questions()[planned.open_question] if planned.open_question else None
    return _frozen(shipped(planned.kind), item_bank().chosen(planned.items), question)


def shipped_definition(kind: str) -> dict[str, Any]:
    return definition_of(shipped(kind))


def _frozen(questionnaire: Questionnaire, items: tuple[Item, ...], question: OpenQuestion | None) -> dict[str, Any]:
    """Of several open questions one round asks one; the three pulse items are marked, whatever else is asked."""
    frozen = content.definition_of(questionnaire, items=items)
    for item in frozen["items"]:
        item["pulse"] = item["id"] in PULSE_ITEMS
    return {**frozen, "open_question": question.text.as_dict() if question else None}
