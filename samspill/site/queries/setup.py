"""How far a workplace has come in setting itself up, and what its small units can expect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspill.audit.queries import events_for
from samspill.audit.rules import Hidden
from samspill.insight.prognosis import Prognosis, Team, advise, people_needed
from samspill.organisations.models import Measurement, Organisation, Role, Unit
from samspill.organisations.queries import home_units, organisation_of, people_by_unit, people_with_role, tree_on
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
    at_work = people_by_unit(organisation.pk, viewer.today)
    have = [people_with_role(organisation.pk, role, on=viewer.today) for role in (Role.LEADER, Role.SAFETY_REP)]
    found = {
        "setup_workplace": organisation.headcount > 0,
        "import_upload": sum(at_work.values()) > 1,
        "roles": all(have),
        "setup_units": _reviewed(organisation.pk)
        or (bool(at_work) and not _asks_a_small_unit_alone(organisation, at_work)),
        "pulse_rhythm": rhythm_for(viewer) is not None,
        "consultation_new": consultations_for(viewer).exists(),
        "pulse_home": rounds_for(viewer).exists(),
    }
    return {name for name, is_done in found.items() if is_done}


def _reviewed(organisation_id: int) -> bool:
    return events_for(organisation_id).filter(action="review_units").exists()


def _asks_a_small_unit_alone(organisation: Organisation, at_work: dict[int, int]) -> bool:
    """Without working out what each might do instead: that is for the page where it is decided."""
    enough = people_needed(k=organisation.minimum_group)
    asked = Unit.objects.filter(organisation=organisation, closed_on=None, measurement=Measurement.PULSE)
    return any(0 < at_work.get(unit, 0) < enough for unit in asked.values_list("pk", flat=True))


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


def measurements_of(organisation: Organisation) -> dict[int, str]:
    """How each open unit is asked, as it stands at this moment."""
    return dict(Unit.objects.filter(organisation=organisation, closed_on=None).values_list("pk", "measurement"))


def _text(parent: int | None) -> str | None:
    return None if parent is None else str(parent)


def _outlook(team: Team, prognosis: Prognosis, units: dict[int, Unit]) -> UnitOutlook:
    names = tuple(units[int(other)].name for other in prognosis.together if other != team.unit)
    return UnitOutlook(units[int(team.unit)], team.eligible, prognosis, names)
