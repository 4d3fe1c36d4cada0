"""What the home page, the calendar and the digest are told of committees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from samspill.amu.models import AnnualReport, Approval, Case, Committee, Meeting, Minutes, Pledge, Seat
from samspill.amu.queries.access import Place, places_for
from samspill.amu.rules.access import VOTES
from samspill.organisations.queries.viewers import valid_on
from samspill.organisations.rules import Viewer

MOST = 12


@dataclass(frozen=True, slots=True)
class Due:
    """``what`` is ``meeting``, ``decision`` (somebody sees to it) or ``term`` (a seat runs out)."""

    on: date
    what: str
    title: str
    committee_id: int
    object_id: int
    at: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """``what`` is ``minutes`` (approved) or ``report`` (adopted)."""

    on: datetime
    what: str
    title: str
    object_id: int


def due_between(viewer: Viewer, start: date, end: date, *, most: int = MOST) -> list[Due]:
    """Meetings one is called to, decisions one sees to, and terms that run out for those who look after them."""
    places = places_for(viewer)
    found = _meetings(places, start, end) + _decisions(viewer, places, (start, end)) + _terms(places, start, end)
    return sorted(found, key=lambda one: (one.on, one.what, one.object_id))[:most]


def _meetings(places: list[Place], start: date, end: date) -> list[Due]:
    mine = [place.committee.pk for place in places if place.standing.is_member or place.standing.is_secretary]
    called = Meeting.objects.filter(
        committee__in=mine, state=Meeting.State.CALLED, starts_at__date__gte=start, starts_at__date__lte=end
    ).select_related("committee")
    return [
        Due(
            timezone.localtime(one.starts_at).date(),
            "meeting",
            one.committee.name,
            one.committee_id,
            one.pk,
            one.starts_at,
            one.ends_at,
        )
        for one in called
    ]


def _decisions(viewer: Viewer, places: list[Place], days: tuple[date, date]) -> list[Due]:
    """Those followed up as measures have their dates there. Of an owner who has left, the secretary sees to it."""
    written = [place.committee.pk for place in places if place.standing.is_secretary]
    whole = [place.committee.pk for place in places if place.standing.sees_exempt]
    fallen = Q(owner__left_on__lt=viewer.today, committee__in=written)
    mine = Case.objects.filter(
        Q(owner=viewer.person_id or 0) | fallen,
        Q(is_exempt=False) | Q(committee__in=whole),
        committee__organisation_id=viewer.organisation_id,
        measure=None,
        due_on__range=days,
        meeting__state=Meeting.State.HELD,
    )
    return [Due(one.due_on, "decision", str(one), one.committee_id, one.pk) for one in mine if one.due_on]


def own_decisions_due(viewer: Viewer, start: date, end: date) -> list[Due]:
    """For somebody who has nothing else to do with a committee: what they were asked to see to. One statement."""
    return _decisions(viewer, [], (start, end))


def _terms(places: list[Place], start: date, end: date) -> list[Due]:
    kept = [place.committee.pk for place in places if place.standing.administers and place.standing.is_formal]
    ending = Seat.objects.filter(committee__in=kept, valid_to__range=(start, end)).select_related("committee", "person")
    followed = Seat.objects.filter(
        committee=OuterRef("committee"), person=OuterRef("person"), valid_from__gt=OuterRef("valid_to")
    )
    return [
        Due(one.valid_to, "term", one.person.name, one.committee_id, one.pk)
        for one in ending.exclude(Exists(followed))
        if one.valid_to
    ]


def happened_since(viewer: Viewer, since: datetime, *, most: int = MOST) -> list[Happened]:
    """Minutes approved and reports adopted in committees one may read, the newest first."""
    places = [place.committee.pk for place in places_for(viewer)]
    minutes = Minutes.objects.filter(
        meeting__committee__in=places, state=Minutes.State.APPROVED, approved_at__gte=since
    ).select_related("meeting__committee")
    reports = AnnualReport.objects.filter(committee__in=places, adopted_at__gte=since).select_related("committee")
    found = [Happened(one.approved_at, "minutes", str(one.meeting), one.pk) for one in minutes if one.approved_at]
    found += [Happened(one.adopted_at, "report", str(one), one.pk) for one in reports if one.adopted_at]
    return sorted(found, key=lambda one: one.on, reverse=True)[:most]


def to_approve(viewer: Viewer) -> QuerySet[Minutes]:
    """Minutes that wait for this viewer: their side has not approved, and they are one who may."""
    today = viewer.today
    seats = Seat.objects.filter(
        valid_on(today), committee=OuterRef("meeting__committee"), person=viewer.person_id or 0
    ).filter(Q(side__in=VOTES) | Q(committee__kind=Committee.Kind.MANAGEMENT))
    pledged = Pledge.objects.filter(committee=OuterRef("meeting__committee"), person=viewer.person_id or 0)
    done = Approval.objects.filter(minutes=OuterRef("pk"))
    waiting = Minutes.objects.filter(
        state=Minutes.State.WAITING, meeting__committee__organisation_id=viewer.organisation_id
    ).annotate(side=seats.values("side")[:1])
    mine = Q(Exists(pledged)) | Q(meeting__committee__kind=Committee.Kind.MANAGEMENT)
    by_side = done.filter(side=OuterRef("side"))
    return (
        waiting.filter(mine, Exists(seats))
        .exclude(Exists(by_side))
        .exclude(Exists(done.filter(person=viewer.person_id)))
        .select_related("meeting__committee")
        .order_by("sent_at")
    )


def pledges_owed(viewer: Viewer) -> list[Committee]:
    return [place.committee for place in places_for(viewer) if place.standing.owes_pledge]
