"""The names behind the numbers, for the safety representative alone: that nobody was put where they do not work."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F

from samspill.audit.rules import Hidden
from samspill.organisations.models import Person
from samspill.organisations.rules import Viewer
from samspill.pulses.models import Participant, PulseRound
from samspill.pulses.queries.audience import audience_of
from samspill.pulses.rules.access import represents


@dataclass(frozen=True, slots=True)
class InvitedUnit:
    unit_id: int
    name: str
    path: str
    people: int


def invited_units_for(viewer: Viewer, pulse_round: PulseRound) -> list[InvitedUnit]:
    """The home units of the viewer's area: of those who are invited, or would be if it opened today."""
    found = _planned(viewer, pulse_round) if pulse_round.opened_at is None else _opened(pulse_round)
    return [unit for unit in found if represents(viewer, unit.path)]


def _opened(pulse_round: PulseRound) -> list[InvitedUnit]:
    rows = (
        Participant.objects.filter(pulse_round=pulse_round)
        .values("home_id", name=F("home__name"), path=F("home__path"))
        .annotate(people=Count("key"))
        .order_by("path")
    )
    return [InvitedUnit(row["home_id"], row["name"], row["path"], row["people"]) for row in rows]


def _planned(viewer: Viewer, pulse_round: PulseRound) -> list[InvitedUnit]:
    audience = audience_of(pulse_round, viewer.today)
    people: dict[int, int] = {}
    for home in audience.homes.values():
        people[home] = people.get(home, 0) + 1
    tree = audience.tree
    return [InvitedUnit(tree.ids[home], tree.names[home], tree.paths[home], people[home]) for home in sorted(people)]


def invited_names_for(viewer: Viewer, pulse_round: PulseRound, unit_id: int) -> tuple[InvitedUnit, list[str]]:
    units = {unit.unit_id: unit for unit in invited_units_for(viewer, pulse_round)}
    if unit_id not in units:
        raise Hidden
    if pulse_round.opened_at is not None:
        people = Person.objects.filter(pk__in=_participants(pulse_round, unit_id))
    else:
        audience = audience_of(pulse_round, viewer.today)
        position = audience.tree.positions()[unit_id]
        people = Person.objects.filter(pk__in=[person for person, home in audience.homes.items() if home == position])
    return units[unit_id], list(people.order_by("name").values_list("name", flat=True))


def _participants(pulse_round: PulseRound, unit_id: int) -> list[int]:
    invited = Participant.objects.filter(pulse_round=pulse_round, home_id=unit_id)
    return list(invited.values_list("person_id", flat=True))
