"""Which measures a viewer may know of: the same answer as ``rules.sees_plan`` for each, in one statement."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from samspill.audit.rules import Hidden
from samspill.measures.models import Attachment, Measure, SharedPlan
from samspill.measures.queries.homes import successors
from samspill.measures.rules import sees_plan
from samspill.organisations.models import Unit
from samspill.organisations.queries import units_for
from samspill.organisations.rules import SEES_ALL_UNITS, Viewer

HEAVY = ("description", "aim", "took_part", "resources", "expectation")
"""What no list shows."""


def measures_for(viewer: Viewer) -> QuerySet[Measure]:
    """Of the units they may see, of shared plans, and what they are responsible for themselves."""
    every = Measure.objects.filter(organisation_id=viewer.organisation_id)
    if viewer.has(*SEES_ALL_UNITS):
        return every
    seen = units_for(viewer).values("pk")
    known = Q(unit__in=seen) | Q(unit__closed_on=None, unit__shared_plan__isnull=False)
    if viewer.person_id is not None:
        known |= Q(responsible=viewer.person_id)
    homes = successors(viewer.organisation_id, viewer.today)
    if homes:
        reached = set(units_for(viewer).filter(pk__in=homes.values()).values_list("pk", flat=True))
        known |= Q(unit__in=[closed for closed, home in homes.items() if home in reached])
    return every.filter(known)


def measure_for(viewer: Viewer, measure_id: int) -> Measure:
    """One measure with the people and units it names; what a viewer may not know is not there."""
    named = ("unit", "responsible", "own", "moved_from", "carried_from", "proposed_by", "pulse_round")
    measure = measures_for(viewer).select_related(*named).filter(pk=measure_id).first()
    if measure is None:
        raise Hidden
    return measure


def attachment_for(viewer: Viewer, measure_id: int, attachment_id: int) -> Attachment:
    measure = measure_for(viewer, measure_id)
    found = Attachment.objects.filter(measure=measure, pk=attachment_id).select_related("measure").first()
    if found is None:
        raise Hidden
    return found


def planned_unit_for(viewer: Viewer, unit_id: int) -> Unit:
    """A unit whose plan the viewer may read; a closed one too, since its page says where the plan went."""
    unit = Unit.objects.filter(organisation_id=viewer.organisation_id, pk=unit_id).first()
    if unit is None or not sees_plan(viewer, unit.path, is_shared=is_shared(unit)):
        raise Hidden
    return unit


def is_shared(unit: Unit) -> bool:
    return unit.closed_on is None and SharedPlan.objects.filter(unit=unit).exists()
