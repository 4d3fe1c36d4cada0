"""Which committees a viewer may know, and how they stand to each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.amu.models import Case, Chair, Committee, Meeting, Pledge, Seat
from samspill.amu.rules.access import Standing
from samspill.audit.rules import Hidden
from samspill.organisations.models import Role
from samspill.organisations.queries.viewers import valid_on
from samspill.organisations.rules import Viewer, can_administer

State = Meeting.State


@dataclass(frozen=True, slots=True)
class Place:
    """A committee, and how the viewer stands to it."""

    committee: Committee
    standing: Standing

    @property
    def next_day(self) -> str:
        """When it meets next, for those who are called; the other parts of the list say what it is."""
        at = getattr(self.committee, "next_at", None) if self.standing.reads else None
        return _("Neste møte er %(day)s.") % {"day": date_format(timezone.localtime(at), _("j. F"))} if at else ""


def places_for(viewer: Viewer) -> list[Place]:
    """One statement, whatever the number."""
    coming = Meeting.objects.filter(
        committee=OuterRef("pk"), state__in=[State.PLANNED, State.CALLED], starts_at__date__gte=viewer.today
    ).order_by("starts_at")
    found = _with_standing(viewer, Committee.objects.filter(organisation_id=viewer.organisation_id))
    found = found.annotate(next_at=coming.values("starts_at")[:1])
    places = [Place(committee, _standing(viewer, committee)) for committee in found]
    return [place for place in places if place.standing.reads_open]


def place_for(viewer: Viewer, committee_id: int) -> Place:
    """Members and those who run it read all but what is exempt; others who work here what is open."""
    found = Committee.objects.filter(organisation_id=viewer.organisation_id, pk=committee_id)
    committee = _with_standing(viewer, found).first()
    if committee is None:
        raise Hidden
    place = Place(committee, _standing(viewer, committee))
    if not place.standing.reads_open:
        raise Hidden
    return place


def inner_place_for(viewer: Viewer, committee_id: int) -> Place:
    """For those who read agendas, packs and drafts."""
    place = place_for(viewer, committee_id)
    if not place.standing.reads:
        raise Hidden
    return place


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    meeting: Meeting
    committee: Committee
    standing: Standing


def meeting_for(viewer: Viewer, meeting_id: int) -> MeetingPlace:
    """A meeting as its members and those who run it may read it."""
    rows = Meeting.objects.filter(pk=meeting_id, committee__organisation_id=viewer.organisation_id)
    committee_id = rows.values_list("committee_id", flat=True).first()
    if committee_id is None:
        raise Hidden
    place = inner_place_for(viewer, committee_id)
    meeting = rows.get()
    meeting.committee = place.committee
    return MeetingPlace(meeting, place.committee, place.standing)


def case_for(viewer: Viewer, case_id: int) -> tuple[Case, Place]:
    """A case one may read; what is exempt is not there for those who may not."""
    found = Case.objects.filter(pk=case_id, committee__organisation_id=viewer.organisation_id)
    case = found.select_related("meeting", "responsible", "owner", "measure", "proposed_by").first()
    if case is None:
        raise Hidden
    place = inner_place_for(viewer, case.committee_id)
    if case.is_exempt and not place.standing.sees_exempt:
        raise Hidden
    case.committee = place.committee
    return case, place


def owned_decision_for(viewer: Viewer, case_id: int) -> Case:
    """What somebody outside the committee has been asked to see to. Of an exempt case nobody outside is told."""
    asked = Case.objects.filter(committee__organisation_id=viewer.organisation_id, owner=viewer.person_id or 0)
    held = asked.filter(pk=case_id, is_exempt=False, meeting__state=Meeting.State.HELD).exclude(decision="")
    case = held.select_related("meeting", "measure", "committee__secretary").first()
    if case is None:
        raise Hidden
    return case


def readable(standing: Standing) -> Q:
    """Of the committee's cases: what is exempt is not even counted for those who may not read it."""
    return Q() if standing.sees_exempt else Q(is_exempt=False)


def _with_standing(viewer: Viewer, committees: QuerySet[Committee]) -> QuerySet[Committee]:
    mine = Seat.objects.filter(valid_on(viewer.today), committee=OuterRef("pk"), person=viewer.person_id)
    leads = Chair.objects.filter(valid_on(viewer.today), committee=OuterRef("pk"), person=viewer.person_id)
    pledged = Pledge.objects.filter(committee=OuterRef("pk"), person=viewer.person_id)
    return committees.select_related("secretary", "organisation").annotate(
        my_side=mine.values("side")[:1],
        sits=Exists(mine),
        sits_in=Exists(mine.filter(is_deputy=False)),
        leads=Exists(leads),
        pledged=Exists(pledged),
    )


def _standing(viewer: Viewer, committee: Committee) -> Standing:
    told = committee
    return Standing(
        kind=committee.kind,
        is_member=told.sits,  # type: ignore[attr-defined]
        side=told.my_side or "",  # type: ignore[attr-defined]
        is_deputy=told.sits and not told.sits_in,  # type: ignore[attr-defined]
        is_chair=told.leads and told.sits,  # type: ignore[attr-defined]
        is_secretary=_writes(viewer, committee),
        administers=can_administer(viewer),
        works_here=any(hat.role != Role.CONSULTANT for hat in viewer.hats),
        has_pledged=told.pledged,  # type: ignore[attr-defined]
    )


def _writes(viewer: Viewer, committee: Committee) -> bool:
    named = named_secretary(committee, viewer)
    if named is not None:
        return named == viewer.person_id
    return viewer.has(Role.HR)


def named_secretary(committee: Committee, viewer: Viewer) -> int | None:
    """Nobody, where whoever was named has left."""
    one = committee.secretary
    has_left = one is not None and one.left_on is not None and one.left_on < viewer.today
    return None if one is None or has_left else one.pk
