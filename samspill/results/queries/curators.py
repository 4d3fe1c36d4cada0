"""Who may read comments first: people with a duty of care who lead nobody that may have written them."""

from __future__ import annotations

from datetime import date

from samspill.organisations.models import Assignment, Person, Role, Unit
from samspill.organisations.queries import people_with_role
from samspill.organisations.queries.viewers import valid_on
from samspill.organisations.rules import LEADS
from samspill.pulses.rules.access import CURATES

CURATORS_NEEDED = 2


def eligible_curators(unit: Unit, on: date) -> list[Person]:
    """HR/HMS, the area's safety representatives and the chief one, without whoever leads a unit in or over the pool."""
    found: dict[int, Person] = {}
    for role in sorted(CURATES):
        over = unit.path if role == Role.SAFETY_REP else None
        found.update({one.pk: one for one in people_with_role(unit.organisation_id, role, over_path=over, on=on)})
    leading = set(
        Assignment.objects.filter(
            valid_on(on), role=Role.LEADER, person__in=found, units__path__startswith=unit.path
        ).values_list("person_id", flat=True)
    )
    for role in LEADS:
        leading |= {one.pk for one in people_with_role(unit.organisation_id, role, over_path=unit.path, on=on)}
    return [one for pk, one in found.items() if pk not in leading]
