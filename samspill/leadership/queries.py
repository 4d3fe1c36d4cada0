"""Decisions as those they concern may read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from samspill.audit.rules import Hidden
from samspill.leadership.models import Decision
from samspill.organisations.models import Assignment, Post, Role, Unit
from samspill.organisations.queries import ReaderLine, units_for
from samspill.organisations.queries.readers import ids_in
from samspill.organisations.queries.viewers import here_on, valid_on
from samspill.organisations.rules import HAT_ORDER, MEMBER, SEES_ALL_UNITS, SEES_SCOPE, Viewer


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


def readers_of_decision(decision: Decision, on: date) -> list[ReaderLine]:
    """Everybody ``decisions_for`` lets in, from the roles as they are: two statements."""
    units = list(decision.units.all())
    over = {pk for unit in units for pk in ids_in(unit.path)}
    within = reduce(or_, (Q(units__path__startswith=unit.path) for unit in units), Q(units__in=over))
    seen = Q(role__in=SEES_ALL_UNITS) | (Q(role__in=SEES_SCOPE) & within)
    given = Assignment.objects.filter(
        valid_on(on), here_on(on, "person__"), seen, person__organisation_id=decision.organisation_id
    )
    names: dict[str, list[str]] = {}
    for role, name in given.order_by("person__name").values_list("role", "person__name").distinct():
        names.setdefault(role, []).append(name)
    lines = [ReaderLine(role, str(Role(role).label), tuple(names[role])) for role in HAT_ORDER if role in names]
    members = _members(units, on)
    return [*lines, ReaderLine(MEMBER, _("alle det gjelder"), count=members)] if members else lines


def _members(units: list[Unit], on: date) -> int:
    posts = Post.objects.filter(valid_on(on), here_on(on, "person__"))
    below = reduce(or_, (Q(unit__path__startswith=unit.path) for unit in units), Q(pk__in=[]))
    return posts.filter(below).values("person_id").distinct().count()


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
