"""What a round asks and what it promises, in the language of whoever reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspill.content.factors import factors
from samspill.content.items import Item, item_bank
from samspill.content.language import LocalText, text_in
from samspill.organisations.models import Role
from samspill.pulses.models import PulseRound


@dataclass(frozen=True, slots=True)
class AskedItem:
    id: str
    text: str
    label: str
    factor: str
    frame: str
    is_reversed: bool
    is_sensitive: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A questionnaire as people read it."""

    title: str
    items: tuple[AskedItem, ...]
    scale: tuple[tuple[int, str], ...]
    open_question: str


def asked_in(definition: dict[str, Any]) -> Asked:
    scale = definition["scale"]
    values = range(scale["min"], scale["max"] + 1)
    labels = [_local(label) for label in scale["labels"]]
    return Asked(
        title=_local(definition["title"]),
        items=tuple(_frozen_item(item) for item in definition["items"]),
        scale=tuple(zip(values, labels, strict=True)),
        open_question=_local(definition["open_question"] or {}),
    )


def asked_item(item: Item) -> AskedItem:
    language = get_language() or "nb"
    factor, frame = factors().get(item.factor), item_bank().frames.get(item.frame)
    return AskedItem(
        id=item.id,
        text=item.text.in_language(language),
        label=item.label.in_language(language),
        factor=factor.name.in_language(language) if factor else item.factor,
        frame=frame.in_language(language) if frame else "",
        is_reversed=item.reversed,
        is_sensitive=item.sensitive,
    )


def _frozen_item(item: dict[str, Any]) -> AskedItem:
    return asked_item(
        Item(
            id=item["id"],
            text=LocalText.of(item["text"]),
            label=LocalText.of(item["label"]),
            factor=item["factor"],
            law=(),
            direction=item["direction"],
            sensitive=item["sensitive"],
            frame=item.get("frame", ""),
        )
    )


def _local(texts: dict[str, str]) -> str:
    return text_in(texts, get_language() or "nb")


def locked_lines(pulse_round: PulseRound) -> list[tuple[str, str]]:
    """What was fixed at opening, as (label, sentence): shown to the respondent and to those who run the round."""
    locked = pulse_round.locked
    if not locked:
        return []
    invited = ngettext("%(n)d er invitert", "%(n)d er invitert", locked["invited"]) % {"n": locked["invited"]}
    lines = [
        (_("Hvem som er spurt"), f"{', '.join(_unit_name(unit) for unit in locked['audience'])}. {invited}."),
        (_("Minste gruppe"), _("Ingen tall for færre enn %(k)d personer.") % {"k": locked["k"]}),
        (_("Spørsmål"), ", ".join(item.label for item in asked_in(pulse_round.definition).items)),
        *_grouping(locked),
        (_("Hvem leser tallene"), "; ".join(_reader(reader) for reader in locked["readers"])),
        (_("Åpnet"), date_format(date.fromisoformat(locked["opened_on"]))),
        (_("Lagring"), _("Svar og hvem som har svart, slettes når målingen lukkes. Bare summene blir igjen.")),
    ]
    if locked["comments"]:
        rule = _("Går gjennom to personer. Det som ikke er gjennomgått, slettes etter %(days)d dager.")
        lines.append((_("Kommentarer"), rule % {"days": locked["comment_days"]}))
    else:
        lines.append((_("Kommentarer"), _("Ikke i denne målingen.")))
    return lines


def _grouping(locked: dict[str, Any]) -> list[tuple[str, str]]:
    name = locked.get("attribute")
    if not name:
        return [(_("Inndeling"), _("Tall for enheter, ikke etter noe annet."))]
    sentence = _(
        "Tall for enheter, og etter «%(name)s» for grupper med minst ti svar: i hele virksomheten og i enhetene rett "
        "under den. Enhetene får gjennomsnitt, ikke fordelinger. Den som svarer med kode, telles bare i enheten."
    )
    return [(_("Inndeling"), sentence % {"name": name})]


def _unit_name(unit: dict[str, Any]) -> str:
    return str(unit.get(get_language() or "nb") or unit["name"])


def _reader(reader: dict[str, Any]) -> str:
    names = ", ".join(reader["names"]) or str(reader["count"])
    label = Role(reader["role"]).label if reader["role"] in Role.values else _(reader["label"])
    return f"{label} ({names})"
