"""Scopes of roles when units change: what ends with a unit, and what would then meet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import QuerySet

from samspill.organisations.models import Assignment, Unit
from samspill.organisations.rules import LEADS, REPRESENTS, Held


def held_by_leaders_and_representatives(organisation_id: int) -> list[Held]:
    """Every leading and representing role of the organisation, also those yet to begin."""
    return held_roles(Assignment.objects.filter(person__organisation_id=organisation_id, role__in=LEADS | REPRESENTS))


def held_roles(assignments: QuerySet[Assignment]) -> list[Held]:
    return [
        Held(
            person=str(given.person_id),
            name=given.person.name,
            role=given.role,
            paths=tuple(unit.path for unit in given.units.all()),
            since=given.valid_from,
            until=given.valid_to,
        )
        for given in assignments.select_related("person").prefetch_related("units")
    ]


def end_scopes(unit_ids: Collection[int], *, on: date, today: date) -> None:
    """Take units out of every role from ``on``. What the role was until then stays in its own row."""
    touched = Assignment.objects.filter(units__in=unit_ids).exclude(valid_to__lt=on).distinct()
    for given in touched.prefetch_related("units"):
        remaining = [unit for unit in given.units.all() if unit.pk not in unit_ids]
        if given.valid_from >= on:
            _narrow(given, remaining)
        else:
            _split(given, remaining, on, today)


def _narrow(given: Assignment, remaining: list[Unit]) -> None:
    if remaining:
        given.units.set(remaining)
    else:
        given.delete()


def _split(given: Assignment, remaining: list[Unit], on: date, today: date) -> None:
    until = given.valid_to
    given.valid_to, given.end_recorded_on = on - timedelta(days=1), today
    given.save(update_fields=["valid_to", "end_recorded_on"])
    if remaining:
        narrower = Assignment.objects.create(
            person_id=given.person_id, role=given.role, valid_from=on, valid_to=until, recorded_on=today
        )
        narrower.units.set(remaining)
