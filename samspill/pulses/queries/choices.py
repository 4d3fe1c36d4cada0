"""What one can choose between when a round is planned."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.content.factors import factors
from samspill.content.items import item_bank
from samspill.content.questionnaires import SHIPPED_KINDS, shipped
from samspill.organisations.models import Person, Unit
from samspill.organisations.rules import Viewer
from samspill.pulses.models import Kind, PulseRound
from samspill.pulses.queries.definitions import shipped_definition
from samspill.pulses.queries.settings import questionnaire_for, questionnaires_for
from samspill.pulses.queries.terms import AskedItem, asked_in, asked_item
from samspill.pulses.rules.planning import MOST_UNITS_SHOWN

OWN = "own:"


def question_choices_for(viewer: Viewer) -> list[tuple[str, str]]:
    language = get_language() or "nb"
    ours = [
        (kind, f"{shipped(kind).title.in_language(language)}. {shipped(kind).about.in_language(language)}")
        for kind in SHIPPED_KINDS
        if kind != "sector"
    ]
    own = [
        (f"{OWN}{each.key}", _("Eget skjema: %(title)s") % {"title": asked_in(each.definition).title})
        for each in questionnaires_for(viewer)
    ]
    return ours + own


def definition_for(viewer: Viewer, choice: str) -> tuple[str, dict[str, Any]]:
    """Kind and frozen questionnaire of a choice from ``question_choices_for``."""
    if choice.startswith(OWN):
        return Kind.OWN, questionnaire_for(viewer, choice.removeprefix(OWN)).definition
    return choice, shipped_definition(choice)


def audience_choices_for(viewer: Viewer) -> list[Unit]:
    """Open units from the top, whole levels at a time, in the order of the tree: as many as one can choose among."""
    units = Unit.objects.filter(organisation_id=viewer.organisation_id, closed_on=None)
    by_level = sorted(units, key=lambda unit: unit.path.count("/"))
    shown: list[Unit] = []
    for _level, level in groupby(by_level, key=lambda unit: unit.path.count("/")):
        more = list(level)
        if shown and len(shown) + len(more) > MOST_UNITS_SHOWN:
            break
        shown += more
    names = {unit.pk: unit.name for unit in shown}
    return sorted(shown, key=lambda unit: [names[int(part)] for part in unit.path.split("/") if part])


def attribute_choices_for(viewer: Viewer) -> list[tuple[str, str]]:
    """None, and the columns of the register that people here have a value of."""
    people = Person.objects.filter(organisation_id=viewer.organisation_id, left_on=None).exclude(attributes={})
    names = {name for kept in people.values_list("attributes", flat=True).iterator() for name in kept}
    return [("", _("Nei, bare enhetene")), *((name, name) for name in sorted(names))]


def audience_ids(pulse_round: PulseRound) -> list[int]:
    return list(pulse_round.audience.values_list("unit_id", flat=True))


def bank_by_factor() -> list[tuple[str, list[AskedItem]]]:
    """Every question we ship, under the factor it belongs to."""
    language = get_language() or "nb"
    return [
        (factor.name.in_language(language), found)
        for code, factor in factors().items()
        if (found := [asked_item(item) for item in item_bank().items.values() if item.factor == code])
    ]
