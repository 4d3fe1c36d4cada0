"""How far a workplace has come in setting itself up, and what its small units can expect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.audit.rules import Hidden
from samspill.insight.prognosis import Advice, Prognosis, Team, advise
from samspill.organisations.models import Measurement, Organisation, Role, Unit
from samspill.organisations.queries import home_units, people_with_role, tree_on
from samspill.organisations.rules import Viewer
from samspill.pulses.queries import consultations_for, organisation_for, rhythm_for, rounds_for


@dataclass(frozen=True, slots=True)
class Step:
    heading: str
    text: str
    done: bool
    url: str
    label: str


def organisation_to_set_up(viewer: Viewer) -> Organisation:
    if not viewer.has(Role.HR, Role.GENERAL_MANAGER):
        raise Hidden
    return organisation_for(viewer)


def setup_for(viewer: Viewer, *, now: datetime) -> list[Step]:
    """The steps in the order that costs least typing; each is done when the workplace shows that it is."""
    organisation = organisation_to_set_up(viewer)
    homes = home_units(organisation.pk, viewer.today)
    reps = people_with_role(organisation.pk, Role.SAFETY_REP, on=viewer.today)
    reps += people_with_role(organisation.pk, Role.CHIEF_SAFETY_REP, on=viewer.today)
    leaders = people_with_role(organisation.pk, Role.LEADER, on=viewer.today)
    many = _("%(people)d personer er lagt inn.") % {"people": len(homes)}
    return [
        Step(_("Virksomheten"), _("Antall ansatte og næring."), organisation.headcount > 0, reverse("setup_workplace"), _("Fyll ut")),
        Step(_("Enheter og folk"), many, len(homes) > 1, reverse("organisation_import"), _("Importer")),
        Step(_("Ledere og verneombud"), _("Hvem leder og hvem representerer."), bool(reps and leaders), reverse("role_list"), _("Gi roller")),
        Step(_("Små enheter"), _("Hvem får tall, og hvem bør snakke sammen i stedet."), not undecided(outlooks_for(viewer)), reverse("setup_units"), _("Se over")),
        Step(_("Rytmen i året"), _("Når dere spør."), rhythm_for(viewer) is not None, reverse("setup_rhythm"), _("Velg")),
        Step(_("Drøfting"), _("Drøft målingene med de tillitsvalgte før den første (aml kapittel 9)."), consultations_for(viewer).exists(), reverse("consultation_new"), _("Skriv protokoll")),
        Step(_("Første måling"), _("Den åpner av seg selv på dagen."), rounds_for(viewer).exists(), reverse("pulse_home"), _("Se planen")),
    ]  # fmt: skip


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
