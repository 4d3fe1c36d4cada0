from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from samspill.audit.actions import record
from samspill.audit.rules import Hidden
from samspill.organisations.actions.locking import Administrator, locked_organisation
from samspill.organisations.actions.people import check_remaining
from samspill.organisations.actions.scopes import held_roles
from samspill.organisations.models import Assignment, Person, Role, Unit
from samspill.organisations.rules import (
    NEEDS_UNITS,
    Held,
    check_are_open,
    check_can_end_role,
    check_can_give_role,
    check_is_here,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTerm:
    """What is given: a role, over which units, and for how long."""

    role: Role
    units: Sequence[Unit] = ()
    since: date
    until: date | None = None
    """The last day, inclusive."""


@transaction.atomic
def give_role(*, person: Person, term: RoleTerm, by: Administrator, now: datetime) -> Assignment:
    units = term.units if term.role in NEEDS_UNITS else ()
    locked_organisation(by, person, *units)
    check_is_here(person, on=term.since)
    check_are_open(units)
    wanted = Held(str(person.pk), person.name, term.role, tuple(unit.path for unit in units), term.since, term.until)
    check_can_give_role(wanted, already=held_roles(Assignment.objects.filter(person=person)))
    assignment = Assignment.objects.create(
        person=person,
        role=term.role,
        valid_from=term.since,
        valid_to=term.until,
        recorded_on=timezone.localdate(now),
    )
    assignment.units.set(units)
    places = [unit.external_id for unit in units]
    record("give_role", by=by, now=now, subject=person, role=term.role, units=places)
    return assignment


@transaction.atomic
def end_role(*, assignment: Assignment, last_day: date, by: Administrator, now: datetime) -> None:
    """The role holds through ``last_day``; one that had not begun by then is taken away."""
    assignment = Assignment.objects.select_related("person").filter(pk=assignment.pk).first() or _gone()
    organisation = locked_organisation(by, assignment.person)
    check_can_end_role(last_day, until=assignment.valid_to)
    check_remaining(organisation, without=Assignment.objects.filter(pk=assignment.pk))
    if last_day < assignment.valid_from:
        assignment.delete()
    else:
        assignment.valid_to, assignment.end_recorded_on = last_day, timezone.localdate(now)
        assignment.save(update_fields=["valid_to", "end_recorded_on"])
    record("end_role", by=by, now=now, subject=assignment.person, role=assignment.role)


def _gone() -> Assignment:
    raise Hidden
