"""Who can be responsible for a measure of a unit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from samspill.audit.rules import Hidden
from samspill.measures.queries.access import planned_unit_for
from samspill.measures.rules import can_propose
from samspill.organisations.models import Assignment, Person, Post, Role, Unit
from samspill.organisations.queries import units_for
from samspill.organisations.queries.readers import ids_in
from samspill.organisations.queries.viewers import here_on, valid_on
from samspill.organisations.rules import Viewer

MOST_NAMES = 400
TOLD = (Role.GENERAL_MANAGER, Role.LEADER, Role.HR, Role.CHIEF_SAFETY_REP, Role.SAFETY_REP)


def candidates_for(unit: Unit, on: date, *, also: int | None = None) -> list[Person]:
    """Those who work in the unit or below it, the leaders over it, the safety representatives and HR; by name."""
    posts = Post.objects.filter(valid_on(on), unit__path__startswith=unit.path).values("person")
    over = Q(role=Role.LEADER) | Q(role=Role.SAFETY_REP)
    roles = Assignment.objects.filter(
        valid_on(on), Q(over, units__in=ids_in(unit.path)) | Q(role__in=[Role.HR, Role.GENERAL_MANAGER])
    ).values("person")
    people = Person.objects.filter(here_on(on), organisation_id=unit.organisation_id)
    found = list(people.filter(Q(pk__in=posts) | Q(pk__in=roles)).order_by("name", "pk")[:MOST_NAMES])
    if also is not None and also not in {person.pk for person in found}:
        found += list(people.filter(pk=also))
    return found


def roles_of(people: Iterable[int], on: date) -> dict[int, str]:
    """By which role each looks after things here, for documents that name nobody. One statement."""
    return {person: str(role.label) for person, role in offices_of(people, on).items()}


def offices_of(people: Iterable[int], on: date) -> dict[int, Role]:
    """Only roles that are told to everybody: whom somebody is elected by is theirs to tell."""
    given = Assignment.objects.filter(valid_on(on), person__in=set(people), role__in=TOLD)
    found: dict[int, Role] = {}
    for person, role in sorted(given.values_list("person_id", "role"), key=lambda one: TOLD.index(Role(one[1]))):
        found.setdefault(person, Role(role))
    return found


def units_to_plan_in(viewer: Viewer, *, also: Unit | None = None) -> list[Unit]:
    """Units whose plan the viewer may decide or propose in, from the top of the tree."""
    units = units_for(viewer)
    if not viewer.has(Role.HR, Role.GENERAL_MANAGER, Role.CHIEF_SAFETY_REP):
        mine = Q(pk__in=[])
        for hat in viewer.hats:
            if hat.role in {Role.LEADER, Role.SAFETY_REP}:
                for path in hat.paths:
                    mine |= Q(path__startswith=path)
        units = units.filter(mine)
    found = list(units.order_by("path")[:MOST_NAMES])
    return found if also is None or also in found else [also, *found]


def unit_to_plan_for(viewer: Viewer, unit_id: int) -> Unit:
    """A unit whose plan the viewer may decide or propose in."""
    unit = planned_unit_for(viewer, unit_id)
    if not can_propose(viewer, unit.path):
        raise Hidden
    return unit
