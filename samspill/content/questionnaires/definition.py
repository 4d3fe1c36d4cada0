"""A questionnaire as plain JSON values, to be frozen in a round, and back again."""

from typing import Any

from samspill.content.items import Item, Scale
from samspill.content.language import LocalText
from samspill.content.questionnaires.shipped import OpenQuestion, Questionnaire


def definition_of(questionnaire: Questionnaire, *, items: tuple[Item, ...] | None = None) -> dict[str, Any]:
    """What a round freezes. `items` are the ones this round asks, where that differs from the fixed ones."""
    asked = questionnaire.items if items is None else items
    return {
        "id": questionnaire.id,
        "kind": questionnaire.kind,
        "title": questionnaire.title.as_dict(),
        "about": questionnaire.about.as_dict(),
        "scale": _scale_definition(questionnaire.scale),
        "items": [_item_definition(item) for item in asked],
        "open_questions": [{"id": each.id, "text": each.text.as_dict()} for each in questionnaire.open_questions],
        "seconds": questionnaire.seconds,
        "source": questionnaire.source,
    }


def questionnaire_from(definition: dict[str, Any]) -> Questionnaire:
    """The questionnaire of a frozen definition; rotating items are by then ordinary ones."""
    return Questionnaire(
        id=definition["id"],
        kind=definition["kind"],
        title=LocalText.of(definition["title"]),
        about=LocalText.of(definition["about"]),
        scale=_scale(definition["scale"]),
        items=tuple(_item(each) for each in definition["items"]),
        open_questions=tuple(
            OpenQuestion(each["id"], LocalText.of(each["text"])) for each in definition["open_questions"]
        ),
        seconds=definition["seconds"],
        source=definition["source"],
    )


def _scale_definition(scale: Scale) -> dict[str, Any]:
    labels = [label.as_dict() for label in scale.labels]
    return {"min": scale.min, "max": scale.max, "labels": labels, "skip": scale.skip.as_dict()}


def _scale(raw: dict[str, Any]) -> Scale:
    return Scale(raw["min"], raw["max"], tuple(map(LocalText.of, raw["labels"])), LocalText.of(raw["skip"]))


def _item_definition(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "text": item.text.as_dict(),
        "label": item.label.as_dict(),
        "factor": item.factor,
        "also": list(item.also),
        "law": list(item.law),
        "direction": item.direction,
        "sensitive": item.sensitive,
        "frame": item.frame,
    }


def _item(raw: dict[str, Any]) -> Item:
    texts = {"text": LocalText.of(raw["text"]), "label": LocalText.of(raw["label"])}
    lists = {"law": tuple(raw["law"]), "also": tuple(raw["also"])}
    return Item(**{**raw, **texts, **lists})
