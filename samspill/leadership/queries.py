"""Decisions as those they concern may read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from samspill.audit.rules import Hidden
from samspill.leadership.models import Decision
from samspill.organisations.models import Role, Unit
from samspill.organisations.queries import units_for
from samspill.organisations.queries.readers import ids_in
from samspill.organisations.rules import SEES_ALL_UNITS, SEES_SCOPE, Viewer


def decisions_for(viewer: Viewer, *, sought: str = "") -> QuerySet[Decision]:
    """What concerns the viewer's units, what lies above them, and for those with a scope what lies within it."""
    found = Decision.objects.filter(organisation_id=viewer.organisation_id)
    if not viewer.has(*SEES_ALL_UNITS):
        concerned = Unit.objects.filter(_concerns(viewer), organisation_id=viewer.organisation_id)
        found = found.filter(pk__in=Decision.units.through.objects.filter(unit__in=concerned).values("decision_id"))
    if sought:
        words = Q(title__icontains=sought) | Q(decided__icontains=sought) | Q(reason__icontains=sought)
        found = found.filter(words)
    return found


def _concerns(viewer: Viewer) -> Q:
    lent = [hat for hat in viewer.hats if hat.role == Role.CONSULTANT]
    own = [hat for hat in viewer.hats if hat.role != Role.CONSULTANT]
    above = {pk for hat in own for path in hat.paths for pk in ids_in(path)}
    # Who works here at all is concerned by what is decided for the whole.
    concerned = Q(pk__in=above) | (Q(path=viewer.root_path) if own else Q(pk__in=[]))
    for hat in [*lent, *(hat for hat in own if hat.role in SEES_SCOPE)]:
        for path in hat.paths:
            concerned |= Q(path__startswith=path)
    return concerned


def listed(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """With their units and how many questions wait for an answer."""
    waiting = Count("questions", filter=Q(questions__answer=""))
    return decisions.prefetch_related("units").annotate(waiting=waiting).order_by("-decided_on", "-pk")


def decision_for(viewer: Viewer, decision_id: int) -> Decision:
    found = decisions_for(viewer).filter(pk=decision_id).prefetch_related("units", "questions__asked_by").first()
    if found is None:
        raise Hidden
    return found


def units_to_tell(viewer: Viewer) -> list[Unit]:
    """The units somebody may tell of decisions in, in the order of the tree."""
    units = units_for(viewer).order_by("path")
    if viewer.has(Role.HR, Role.GENERAL_MANAGER):
        return list(units)
    led = [path for hat in viewer.hats if hat.role == Role.LEADER for path in hat.paths]
    return [unit for unit in units if any(unit.path.startswith(path) for path in led)]


@dataclass(frozen=True, slots=True)
class Due:
    """A decision whose time has come."""

    decision: Decision
    on: date


def due_between(viewer: Viewer, start: date, end: date) -> list[Due]:
    """Reviews that fall due, for whoever took the decision."""
    mine = Decision.objects.filter(
        organisation_id=viewer.organisation_id,
        decided_by_id=viewer.person_id,
        reviewed_on=None,
        review_on__gte=start,
        review_on__lte=end,
    )
    return [Due(one, one.review_on) for one in mine.order_by("review_on", "pk") if one.review_on]


def unanswered_for(viewer: Viewer) -> QuerySet[Decision]:
    """Decisions the viewer took that somebody has asked about."""
    return Decision.objects.filter(
        organisation_id=viewer.organisation_id,
        decided_by_id=viewer.person_id,
        questions__isnull=False,
        questions__answer="",
    ).distinct()


def happened_since(viewer: Viewer, since: datetime) -> QuerySet[Decision]:
    return decisions_for(viewer).filter(told_at__gte=since)
