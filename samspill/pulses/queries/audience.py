"""Who would be invited, or is: the one place that reads the organisation for a round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from samspill.insight.attribute_cells import OTHERS, AttributeCell, attribute_cells
from samspill.insight.cells import Cell as CollectionCell
from samspill.insight.cells import collection_cells
from samspill.insight.tree import Tree
from samspill.organisations.models import Assignment, Measurement, Person
from samspill.organisations.queries import UnitTree, home_units, tree_on
from samspill.organisations.queries.viewers import here_on, valid_on
from samspill.organisations.rules import LEADS
from samspill.pulses.models import Consultation, Participant, PulseRound
from samspill.pulses.queries.memberships import unapproved_units
from samspill.pulses.rules import Grouping, Readiness
from samspill.pulses.rules.access import CURATES

FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Audience:
    """The people of a round on one day."""

    tree: UnitTree
    employees: int
    """All with a main post in the organisation, invited or not."""
    homes: dict[int, int]
    """Person to the position in ``tree`` of their home unit."""
    counted: dict[int, int]
    """Person to the position of the unit whose pool they are in."""
    values: dict[int, str] = field(default_factory=dict)
    """Person to the value of the round's attribute; not those who answer with a code, which is nobody's."""

    def attribute_cells(self, smallest_group: int) -> tuple[AttributeCell, ...]:
        invited = Counter(
            (self.tree.external_ids[self.counted[person]], value) for person, value in self.values.items()
        )
        return attribute_cells(Tree(self.tree.external_ids, self.tree.parents), invited, k=smallest_group)

    def cells(self, smallest_group: int) -> tuple[CollectionCell, ...]:
        per_unit = Counter(self.counted.values())
        invited = [per_unit[position] for position in range(len(self.tree.ids))]
        return collection_cells(Tree(self.tree.external_ids, self.tree.parents), invited, k=smallest_group)


def audience_of(pulse_round: PulseRound, on: date) -> Audience:
    """Everybody whose home unit lies in the audience, hired-in people too, but not units in dialogue mode."""
    tree = tree_on(pulse_round.organisation_id, on)
    roots = tuple(pulse_round.audience.values_list("unit__path", flat=True))
    positions, pools = tree.positions(), _pools(tree)
    homes = home_units(pulse_round.organisation_id, on)
    invited = {
        person: positions[unit]
        for person, unit in homes.items()
        if unit is not None and tree.paths[positions[unit]].startswith(roots)
    }
    counted = {person: pool for person, home in invited.items() if (pool := pools[home]) is not None}
    values = _values_of(pulse_round, counted.keys())
    return Audience(tree, len(homes), {person: invited[person] for person in counted}, counted, values)


def _values_of(pulse_round: PulseRound, people: Collection[int]) -> dict[int, str]:
    if not pulse_round.attribute:
        return {}
    with_link = Person.objects.filter(organisation_id=pulse_round.organisation_id).exclude(email=None).exclude(email="")
    known = {pk: kept.get(pulse_round.attribute, "") for pk, kept in with_link.values_list("pk", "attributes")}
    return {person: known[person] for person in people if known.get(person) not in {None, "", OTHERS}}


def _pools(tree: UnitTree) -> list[int | None]:
    """For each unit the one its people are counted in; a unit in dialogue mode has none."""
    pools: list[int | None] = []
    for position, measurement in enumerate(tree.measurement):
        if measurement == Measurement.WITH_PARENT and tree.parents[position] >= 0:
            pools.append(pools[tree.parents[position]])
        else:
            pools.append(None if measurement == Measurement.DIALOGUE else position)
    return pools


def readiness_of(pulse_round: PulseRound, audience: Audience, now: datetime) -> Readiness:
    organisation = pulse_round.organisation
    return Readiness(
        invited=len(audience.counted),
        smallest_group=organisation.minimum_group,
        is_consulted=Consultation.objects.filter(organisation=organisation).exists(),
        units_missing=tuple(
            pulse_round.audience.filter(unit__closed_on__lte=timezone.localdate(now)).values_list(
                "unit__name", flat=True
            )
        ),
        almost_the_same_as=_almost_the_same_as(pulse_round, audience.counted.keys(), now),
        unapproved=unapproved_units(pulse_round, timezone.localdate(now)),
        grouping=grouping_of(pulse_round, audience),
    )


def grouping_of(pulse_round: PulseRound, audience: Audience) -> Grouping | None:
    if not pulse_round.attribute:
        return None
    cells = audience.attribute_cells(pulse_round.organisation.minimum_group)
    return Grouping(pulse_round.attribute, audience.employees, len({cell.value for cell in cells}))


def _almost_the_same_as(pulse_round: PulseRound, invited: Iterable[int], now: datetime) -> str:
    """The two results, subtracted, would describe whoever is in only one of the rounds."""
    people, k = set(invited), pulse_round.organisation.minimum_group
    recent = PulseRound.objects.filter(
        organisation_id=pulse_round.organisation_id, opened_at__gt=now - FORTNIGHT
    ).exclude(state=PulseRound.State.CANCELLED)
    for other in recent.exclude(pk=pulse_round.pk):
        before = set(Participant.objects.filter(pulse_round=other).values_list("person_id", flat=True))
        if 0 < len(people - before) < k or 0 < len(before - people) < k:
            return str(other)
    return ""


def curators_of(organisation_id: int, on: date) -> int:
    """How many may read comments before others do, and lead nobody themselves."""
    roles = Assignment.objects.filter(valid_on(on), here_on(on, "person__"), person__organisation_id=organisation_id)
    leaders = roles.filter(role__in=LEADS).values("person_id")
    readers = roles.filter(role__in=CURATES).exclude(person_id__in=leaders)
    return readers.values("person_id").distinct().count()
