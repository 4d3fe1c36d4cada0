"""How far a workplace has come in setting itself up, and what its small units can expect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspill.audit.queries import events_for
from samspill.audit.rules import Hidden
from samspill.insight.prognosis import Advice, Prognosis, Team, advise
from samspill.organisations.models import Measurement, Organisation, Role, Unit
from samspill.organisations.queries import home_units, organisation_of, people_with_role, tree_on
from samspill.organisations.rules import Viewer, can_administer
from samspill.pulses.queries import consultations_for, rhythm_for, rounds_for


@dataclass(frozen=True, slots=True)
class Step:
    heading: str
    text: str
    done: bool
    url: str
    label: str


def organisation_to_set_up(viewer: Viewer) -> Organisation:
    if not can_administer(viewer):
        raise Hidden
    return organisation_of(viewer)


STEPS = (
    ("setup_workplace", _("Virksomheten"), _("Antall ansatte og næring."), _("Fyll ut")),
    ("import_upload", _("Enheter og folk"), _("Fra en fil, eller for hånd."), _("Importer")),
    ("roles", _("Ledere og verneombud"), _("Hvem leder, og hvem representerer."), _("Gi roller")),
    ("setup_units", _("Små enheter"), _("Hvem får tall, og hvem bør snakke sammen i stedet."), _("Se over")),
    ("pulse_rhythm", _("Rytmen i året"), _("Når dere spør."), _("Velg")),
    (
        "consultation_new",
        _("Drøfting"),
        _("Med de tillitsvalgte, før den første (aml kapittel 9)."),
        _("Skriv protokoll"),
    ),
    ("pulse_home", _("Første måling"), _("Den åpner av seg selv på dagen."), _("Se planen")),
)
"""(address, heading, text, label) in the order that costs least typing."""


def setup_for(viewer: Viewer, *, now: datetime) -> list[Step]:
    """Each step is done when the workplace shows that it is; nothing needs to be ticked off."""
    done = _done(viewer)
    return [
        Step(str(heading), str(text), name in done, reverse(name), str(label)) for name, heading, text, label in STEPS
    ]


def _done(viewer: Viewer) -> set[str]:
    organisation = organisation_to_set_up(viewer)
    outlooks = outlooks_for(viewer)
    have = [people_with_role(organisation.pk, role, on=viewer.today) for role in (Role.LEADER, Role.SAFETY_REP)]
    found = {
        "setup_workplace": organisation.headcount > 0,
        "import_upload": sum(one.eligible for one in outlooks) > 1,
        "roles": all(have),
        "setup_units": bool(outlooks) and (not undecided(outlooks) or _reviewed(organisation.pk)),
        "pulse_rhythm": rhythm_for(viewer) is not None,
        "consultation_new": consultations_for(viewer).exists(),
        "pulse_home": rounds_for(viewer).exists(),
    }
    return {name for name, is_done in found.items() if is_done}


def _reviewed(organisation_id: int) -> bool:
    return events_for(organisation_id).filter(action="review_units").exists()


@dataclass(frozen=True, slots=True)
class UnitOutlook:
    """One unit's chances of a figure: ``rounds`` of eleven."""

    unit: Unit
    eligible: int
    prognosis: Prognosis
    together: tuple[str, ...]


def outlooks_for(viewer: Viewer) -> list[UnitOutlook]:
    """Every open unit with people of its own, smallest first: those are the ones to decide about."""
    organisation = organisation_to_set_up(viewer)
    tree = tree_on(organisation.pk, viewer.today)
    eligible = dict.fromkeys(tree.ids, 0)
    for home in home_units(organisation.pk, viewer.today).values():
        if home is not None:
            eligible[home] += 1
    parents = {
        unit: (tree.ids[parent] if parent >= 0 else None) for unit, parent in zip(tree.ids, tree.parents, strict=True)
    }
    teams = [Team(str(unit), _text(parents[unit]), count) for unit, count in eligible.items() if count]
    advice = advise(teams, k=organisation.minimum_group)
    units = Unit.objects.in_bulk([int(team.unit) for team in teams])
    found = [_outlook(team, advice[team.unit], units) for team in teams]
    return sorted(found, key=lambda one: (one.eligible, one.unit.name))


def undecided(outlooks: list[UnitOutlook]) -> list[UnitOutlook]:
    """Units that would seldom get a figure and are still asked alone."""
    return [
        one for one in outlooks if one.prognosis.advice != Advice.ENOUGH and one.unit.measurement == Measurement.PULSE
    ]


def _text(parent: int | None) -> str | None:
    return None if parent is None else str(parent)


def _outlook(team: Team, prognosis: Prognosis, units: dict[int, Unit]) -> UnitOutlook:
    names = tuple(units[int(other)].name for other in prognosis.together if other != team.unit)
    return UnitOutlook(units[int(team.unit)], team.eligible, prognosis, names)
