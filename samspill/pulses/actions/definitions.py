"""A questionnaire as a round freezes it: plain data, so that later changes of our texts change no earlier round."""

from __future__ import annotations

from typing import Any

from samspill.content.items import PULSE_ITEMS, Item, Scale, item_bank
from samspill.content.questionnaires import OpenQuestion, Questionnaire, open_questions, shipped
from samspill.content.rhythm import PlannedRound


def definition_of(questionnaire: Questionnaire) -> dict[str, Any]:
    """An own or shipped questionnaire as it stands, without a rotating item."""
    question = questionnaire.open_questions[0] if questionnaire.open_questions else None
    return _definition(questionnaire, questionnaire.items, question)


def definition_of_planned(planned: PlannedRound) -> dict[str, Any]:
    """What the yearly rhythm asks in this round."""
    question = open_questions()[planned.open_question] if planned.open_question else None
    return _definition(shipped(planned.kind), item_bank().chosen(planned.items), question)


def _definition(questionnaire: Questionnaire, items: tuple[Item, ...], question: OpenQuestion | None) -> dict[str, Any]:
    return {
        "id": questionnaire.id,
        "title": questionnaire.title.as_dict(),
        "scale": _scale(questionnaire.scale),
        "items": [_item(item) for item in items],
        "open_question": question.text.as_dict() if question else None,
    }


def _scale(scale: Scale) -> dict[str, Any]:
    labels = [label.as_dict() for label in scale.labels]
    return {"min": scale.min, "max": scale.max, "labels": labels}


def _item(item: Item) -> dict[str, Any]:
    frame = item_bank().frames.get(item.frame)
    return {
        "id": item.id,
        "text": item.text.as_dict(),
        "label": item.label.as_dict(),
        "factor": item.factor,
        "direction": item.direction,
        "sensitive": item.sensitive,
        "pulse": item.id in PULSE_ITEMS,
        "frame": frame.as_dict() if frame else {},
    }
