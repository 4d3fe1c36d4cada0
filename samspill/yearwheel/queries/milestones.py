"""The milestones themselves, and what each is to be done for."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from samspill.audit.rules import Hidden
from samspill.organisations.models import Assignment, Person, Role, Unit
from samspill.organisations.queries import people_by_unit
from samspill.organisations.queries.viewers import here_on, valid_on
from samspill.organisations.rules import Viewer
from samspill.yearwheel.models import Milestone, Wheel
from samspill.yearwheel.rules import can_manage

MOST_NAMES = 400
A_TEAM = 2
"""One person alone is no team to have a meeting with."""


def wheel_for(viewer: Viewer) -> Wheel | None:
    return Wheel.objects.filter(organisation_id=viewer.organisation_id).select_related("organisation").first()


def milestones_for(viewer: Viewer) -> QuerySet[Milestone]:
    """All that are switched on, in the order of the year, for everybody; those switched off for who manages them."""
    found = Milestone.objects.filter(organisation_id=viewer.organisation_id).select_related("owner")
    return found if can_manage(viewer) else found.filter(off_on=None)


def milestone_for(viewer: Viewer, milestone_id: int) -> Milestone:
    """Also one that is off: what was done in earlier years stays readable."""
    found = Milestone.objects.filter(organisation_id=viewer.organisation_id, pk=milestone_id)
    milestone = found.select_related("owner", "organisation").first()
    if milestone is None:
        raise Hidden
    return milestone


def managed_milestone_for(viewer: Viewer, milestone_id: int) -> Milestone:
    if not can_manage(viewer):
        raise Hidden
    return milestone_for(viewer, milestone_id)


def units_to_ask(organisation_id: int, on: date) -> list[int]:
    """The units that do a unit's milestones: those with a team of their own; of a very small workplace the whole."""
    teams = [unit for unit, people in people_by_unit(organisation_id, on).items() if people >= A_TEAM]
    opened = Unit.objects.filter(organisation_id=organisation_id, closed_on=None)
    found = list(opened.filter(pk__in=teams).values_list("pk", flat=True)) if teams else []
    return found or list(opened.filter(parent=None).values_list("pk", flat=True))


def people_to_name(viewer: Viewer, *, also: Person | None = None) -> list[Person]:
    """Who can be named for a milestone: those with a role here, by name."""
    given = Assignment.objects.filter(valid_on(viewer.today)).exclude(role=Role.CONSULTANT)
    people = Person.objects.filter(here_on(viewer.today), organisation_id=viewer.organisation_id)
    found = list(people.filter(pk__in=given.values("person_id")).order_by("name", "pk")[:MOST_NAMES])
    return found if also is None or also in found else [also, *found]
