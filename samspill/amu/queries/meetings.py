"""Meetings and what is on their agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from samspill.amu.models import Case, Committee, Meeting
from samspill.amu.queries.access import MeetingPlace, Place, readable
from samspill.amu.queries.lines import line_of
from samspill.amu.rules.access import Standing
from samspill.amu.rules.meetings import owner_of
from samspill.amu.rules.minutes import CaseLine
from samspill.content.committee import AgendaItem, standing_agenda

State = Meeting.State
OF_A_MANAGEMENT_GROUP = ("minutes", "trends", "measures", "changes", "other")
MOST_FOLLOWED = 12
MOST_LISTED = 40


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A case as the agenda has it. Of what is exempt others are told that there is a case."""

    case: Case
    title: str
    is_readable: bool
    owner: str = ""
    told: CaseLine | None = None
    """As the minutes would have it."""


@dataclass(frozen=True, slots=True)
class FollowedLine:
    """What became of an earlier decision."""

    case: Case
    owner: str
    status: str


def meetings_of(place: Place) -> QuerySet[Meeting]:
    return place.committee.meetings.order_by("-starts_at", "-pk")


def coming_meeting(committee: Committee, today: date) -> Meeting | None:
    waiting = committee.meetings.filter(state__in=[State.PLANNED, State.CALLED], starts_at__date__gte=today)
    return waiting.order_by("starts_at", "pk").first()


def agenda_of(meeting: Meeting, standing: Standing, today: date) -> list[AgendaLine]:
    """Two statements."""
    cases = meeting.cases.select_related("responsible", "owner", "measure").prefetch_related("dissents")
    cases = cases.order_by("position", "pk")
    return [agenda_line(case, standing, today) for case in cases]


def agenda_line(case: Case, standing: Standing, today: date) -> AgendaLine:
    is_readable = standing.sees_exempt or not case.is_exempt
    if not is_readable:
        return AgendaLine(case, "", is_readable)
    return AgendaLine(case, case.title, is_readable, owner_of(case.owner, today), line_of(case, today))


def proposals_to(place: Place) -> list[Case]:
    """Cases on no agenda yet, the oldest first."""
    waiting = place.committee.cases.filter(readable(place.standing), meeting=None).select_related("proposed_by")
    return list(waiting.order_by("pk")[:MOST_LISTED])


def standing_left(meeting: Meeting) -> list[AgendaItem]:
    """Items of the standing agenda not on this meeting's, and the yearly ones not dealt with this year."""
    there = set(meeting.cases.values_list("standing", flat=True))
    this_year = meeting.committee.cases.filter(meeting__year=meeting.year).exclude(meeting__state=State.CANCELLED)
    dealt_with = set(this_year.exclude(standing="").values_list("standing", flat=True))
    items = [item for item in standing_agenda() if _belongs(item, meeting.committee.kind)]
    return [one for one in items if one.id not in (there if one.every_meeting else there | dealt_with)]


def _belongs(item: AgendaItem, kind: str) -> bool:
    return kind == Committee.Kind.AMU or item.id in OF_A_MANAGEMENT_GROUP


def previous_meeting(meeting: Meeting) -> Meeting | None:
    held = meeting.committee.meetings.filter(state=State.HELD, starts_at__lt=meeting.starts_at)
    return held.order_by("-starts_at", "-pk").first()


def followed_up(at: MeetingPlace, today: date) -> list[FollowedLine]:
    """Decisions of the meeting before, and older ones whose measure still runs."""
    before = previous_meeting(at.meeting)
    if before is None:
        return []
    running = Q(measure__isnull=False, measure__finished_on=None)
    decided = at.committee.cases.filter(readable(at.standing), meeting__starts_at__lt=at.meeting.starts_at)
    promised = Q(meeting=before) & (Q(measure__isnull=False) | Q(owner__isnull=False) | Q(due_on__isnull=False))
    cases = decided.filter(promised | running).exclude(decision="").select_related("owner", "measure", "meeting")
    return [_followed(case, today) for case in cases.order_by("year", "number")[:MOST_FOLLOWED]]


def _followed(case: Case, today: date) -> FollowedLine:
    status = str(case.measure.get_status_display()) if case.measure else ""
    return FollowedLine(case, owner_of(case.owner, today), status)


def other_meetings(committee: Committee, but: Meeting | None = None) -> QuerySet[Meeting]:
    """Those that take up a time."""
    found = committee.meetings.exclude(state=State.CANCELLED)
    return found.exclude(pk=but.pk) if but else found


def meetings_to_place_in(place: Place, today: date) -> Sequence[Meeting]:
    """Where a proposed case may be put."""
    coming = place.committee.meetings.filter(state__in=[State.PLANNED, State.CALLED], starts_at__date__gte=today)
    return list(coming.order_by("starts_at")[:MOST_LISTED])
