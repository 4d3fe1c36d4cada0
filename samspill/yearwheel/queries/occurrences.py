"""Occurrences one by one, as a viewer may read them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from samspill.audit.rules import Hidden
from samspill.organisations.models import Person, Post
from samspill.organisations.queries.viewers import here_on, valid_on
from samspill.organisations.rules import MEMBER, SEES_ALL_UNITS, SEES_SCOPE, Viewer
from samspill.yearwheel.models import Change, Evidence, Occurrence
from samspill.yearwheel.queries.seats import Holders, mine

State = Occurrence.State
MOST_PEOPLE = 60


def occurrences_for(viewer: Viewer) -> QuerySet[Occurrence]:
    """Those of the whole, which everybody reads, and those of the units one may see."""
    found = Occurrence.objects.filter(organisation_id=viewer.organisation_id)
    if viewer.has(*SEES_ALL_UNITS):
        return found
    return found.filter(Q(unit=None) | _of_units(viewer))


def _of_units(viewer: Viewer) -> Q:
    """Where one works, and what one leads, represents or advises. The top unit's own team is nobody else's."""
    seen = Q(unit__in=[pk for hat in viewer.hats if hat.role == MEMBER for pk in hat.unit_ids])
    for hat in viewer.hats:
        if hat.role in SEES_SCOPE:
            for path in hat.paths:
                seen |= Q(unit__path__startswith=path)
    return seen


def whole(occurrences: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """With what a page says of each."""
    return occurrences.select_related("milestone__owner", "unit", "owner")


def occurrence_for(viewer: Viewer, occurrence_id: int) -> Occurrence:
    found = whole(occurrences_for(viewer)).filter(pk=occurrence_id).first()
    if found is None:
        raise Hidden
    return found


def mine_for(viewer: Viewer, holders: Holders) -> QuerySet[Occurrence]:
    """What waits for this viewer and is not done, in order of time."""
    found = Occurrence.objects.filter(mine(viewer, holders), organisation_id=viewer.organisation_id, state=State.OPEN)
    return found.order_by("ends_on", "pk")


def missed_for(viewer: Viewer, holders: Holders) -> QuerySet[Occurrence]:
    """What the time of passed while nobody said how it went."""
    return whole(mine_for(viewer, holders).filter(ends_on__lt=viewer.today))


def under_way_for(viewer: Viewer, holders: Holders) -> QuerySet[Occurrence]:
    """What this viewer sees to whose time is now."""
    return whole(mine_for(viewer, holders).filter(starts_on__lte=viewer.today, ends_on__gte=viewer.today))


def changes_of(viewer: Viewer, occurrence: Occurrence) -> QuerySet[Change]:
    """``occurrence`` comes from ``occurrence_for(viewer, …)``. The newest first."""
    return Change.objects.filter(occurrence=occurrence, occurrence__organisation_id=viewer.organisation_id)


def evidence_of(viewer: Viewer, occurrence: Occurrence) -> QuerySet[Evidence]:
    """Without the files themselves."""
    found = Evidence.objects.filter(occurrence=occurrence, occurrence__organisation_id=viewer.organisation_id)
    return found.defer("content").select_related("added_by")


def evidence_for(viewer: Viewer, evidence_id: int) -> Evidence:
    seen = occurrences_for(viewer).values("pk")
    found = Evidence.objects.filter(pk=evidence_id, occurrence__in=seen).select_related("occurrence__milestone").first()
    if found is None:
        raise Hidden
    return found


def with_evidence(occurrences: list[Occurrence]) -> frozenset[int]:
    """Ids of those that something is attached to."""
    found = Evidence.objects.filter(occurrence__in=[one.pk for one in occurrences])
    return frozenset(found.values_list("occurrence_id", flat=True))


def people_to_ask(viewer: Viewer, occurrence: Occurrence, on: date) -> QuerySet[Person]:
    """Whom it can be handed over to: of a unit those who work there that day, else everybody who works here."""
    people = Person.objects.filter(here_on(on), organisation_id=viewer.organisation_id)
    if occurrence.unit is not None:
        working = Post.objects.filter(valid_on(on), unit=occurrence.unit).values("person_id")
        people = people.filter(pk__in=working)
    return people.order_by("name", "pk")


def batch_size_for(viewer: Viewer, batch: UUID) -> int:
    """How many were changed at once, while it has not been undone."""
    found = Change.objects.filter(batch=batch, undone_at=None, made_by_id=viewer.person_id)
    return found.filter(occurrence__organisation_id=viewer.organisation_id).count()
