"""Minutes: written in the meeting, sent, approved by both sides, and corrected in a new edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.amu.actions.locking import locked_case, locked_meeting
from samspill.amu.actions.mailing import tell_members
from samspill.amu.actions.wheel import tell_of_meeting
from samspill.amu.models import Approval, Attendance, Case, Dissent, Meeting, Minutes
from samspill.amu.queries.access import inner_place_for
from samspill.amu.queries.minutes import latest_edition, members_present, text_of
from samspill.amu.rules.access import check_can_run
from samspill.amu.rules.meetings import Outcome, check_can_write_minutes, check_outcome, check_votes
from samspill.amu.rules.minutes import (
    check_can_approve,
    check_can_correct,
    check_can_send_minutes,
    check_can_take_back,
    is_fully_approved,
)
from samspill.audit.actions import record
from samspill.audit.rules import Hidden
from samspill.notices.rules import Words
from samspill.organisations.rules import Viewer

State = Minutes.State
WRITTEN = ("discussion", "decision", "votes_for", "votes_against", "votes_blank", "owner", "due_on")


@dataclass(frozen=True, slots=True)
class Presence:
    """Who was there: by the rows of the list, whom a deputy sat for, and guests by name."""

    present: Sequence[int] = ()
    stands_in_for: Mapping[int, str] = field(default_factory=dict)
    guests: Sequence[str] = ()


@transaction.atomic
def record_attendance(*, meeting: Meeting, presence: Presence, by: Viewer, now: datetime) -> Meeting:
    meeting, place = locked_meeting(by, meeting)
    check_can_run(place.standing)
    check_can_write_minutes(meeting)
    rows = list(meeting.attendance.filter(person__isnull=False))
    for row in rows:
        row.is_present = row.pk in presence.present
        row.stands_in_for = presence.stands_in_for.get(row.pk, "") if row.is_present and row.is_deputy else ""
    Attendance.objects.bulk_update(rows, ["is_present", "stands_in_for"])
    meeting.attendance.filter(person=None, side="").delete()
    Attendance.objects.bulk_create(Attendance(meeting=meeting, name=name, is_present=True) for name in presence.guests)
    record("record_attendance", by=by, now=now, subject=meeting)
    return meeting


@transaction.atomic
def record_all_present(*, meeting: Meeting, by: Viewer, now: datetime) -> Meeting:
    """Every member was there, so nobody sat for anybody. Guests stay as they are."""
    meeting, place = locked_meeting(by, meeting)
    check_can_run(place.standing)
    rows = list(meeting.attendance.all())
    guests = [one.name for one in rows if one.person_id is None and not one.side]
    members = [one.pk for one in rows if one.person_id is not None and not one.is_deputy]
    return record_attendance(meeting=meeting, presence=Presence(members, guests=guests), by=by, now=now)


@transaction.atomic
def write_outcome(*, case: Case, outcome: Outcome, by: Viewer, now: datetime) -> Case:
    """What came up and what was decided."""
    case, place = locked_case(by, case)
    check_can_run(place.standing)
    if case.meeting is None:
        raise Hidden
    check_can_write_minutes(case.meeting)
    check_outcome(outcome)
    people = list(case.meeting.attendance.all())
    if {one.person.pk for one in outcome.dissents} - {one.person_id for one in people}:
        raise Hidden
    check_votes(outcome, people=people, is_formal=place.standing.is_formal)
    for name in WRITTEN:
        setattr(case, name, getattr(outcome, name))
    case.save()
    case.dissents.exclude(person=None).delete()
    Dissent.objects.bulk_create(
        Dissent(case=case, person=one.person, name=one.person.name, reason=one.reason) for one in outcome.dissents
    )
    record("write_outcome", by=by, now=now, subject=case)
    return case


@transaction.atomic
def send_minutes(*, meeting: Meeting, by: Viewer, now: datetime) -> Minutes:
    """An edition is made, and waits for one of each side. Until then nobody writes in it."""
    meeting, place = locked_meeting(by, meeting)
    check_can_run(place.standing)
    check_can_send_minutes(meeting, present=members_present(meeting))
    before = latest_edition(meeting)
    minutes = Minutes.objects.create(
        meeting=meeting,
        edition=before.edition + 1 if before else 1,
        content=text_of(meeting, by.today).as_data(),
        correction=meeting.correction,
        written_by_id=by.person_id,
        written_name=by.name,
        sent_at=now,
    )
    meeting.is_open = False
    meeting.save(update_fields=["is_open"])
    tell_members(place.committee, lambda: _waits(minutes), key=f"minutes-{minutes.pk}", now=now)
    record("send_minutes", by=by, now=now, subject=minutes)
    return minutes


def _waits(minutes: Minutes) -> Words:
    said = {"committee": minutes.meeting.committee.name, "day": minutes.meeting.day}
    title = _("Protokoll til godkjenning: %(committee)s %(day)s") % said
    return Words(title, reverse("minutes", args=[minutes.pk]), _("Les og godkjenn"))


def _locked_minutes(by: Viewer, minutes: Minutes) -> tuple[Minutes, Meeting]:
    meeting, _place = locked_meeting(by, minutes.meeting)
    found = Minutes.objects.select_for_update().filter(pk=minutes.pk, meeting=meeting).first()
    if found is None:
        raise Hidden
    return found, meeting


@transaction.atomic
def approve_minutes(*, minutes: Minutes, by: Viewer, now: datetime) -> Minutes:
    """When both sides have, it counts; the edition before it is kept and says that it was replaced."""
    minutes, meeting = _locked_minutes(by, minutes)
    standing = inner_place_for(by, meeting.committee_id).standing
    given = list(minutes.approvals.values_list("side", "person_id"))
    check_can_approve(standing, minutes, given=given, person=by.person_id or 0)
    side = standing.side if standing.is_formal else ""
    Approval.objects.create(minutes=minutes, person_id=by.person_id, name=by.name, side=side, at=now)
    record("approve_minutes", by=by, now=now, subject=minutes, side=side)
    if is_fully_approved(standing.kind, [one for one, _person in given] + [side]):
        meeting.minutes.filter(state=State.APPROVED).update(state=State.REPLACED)
        minutes.state, minutes.approved_at = State.APPROVED, now
        minutes.save(update_fields=["state", "approved_at"])
        meeting.correction = ""
        meeting.save(update_fields=["correction"])
        tell_of_meeting(meeting, by=by, now=now)
    return minutes


@transaction.atomic
def take_back_minutes(*, minutes: Minutes, reason: str, by: Viewer, now: datetime) -> Meeting:
    """The edition is kept, and says who took it back and why."""
    minutes, meeting = _locked_minutes(by, minutes)
    standing = inner_place_for(by, meeting.committee_id).standing
    check_can_take_back(standing, minutes, reason)
    minutes.state, minutes.taken_back_because = State.TAKEN_BACK, reason
    minutes.taken_back_name, minutes.taken_back_at = by.name, now
    minutes.save(update_fields=["state", "taken_back_because", "taken_back_name", "taken_back_at"])
    meeting.is_open, meeting.correction = True, reason
    meeting.save(update_fields=["is_open", "correction"])
    record("take_back_minutes", by=by, now=now, subject=minutes)
    return meeting


@transaction.atomic
def correct_minutes(*, meeting: Meeting, reason: str, by: Viewer, now: datetime) -> Meeting:
    """Write in approved minutes again. The approved edition counts until a new one is approved."""
    meeting, place = locked_meeting(by, meeting)
    check_can_run(place.standing)
    check_can_correct(meeting, latest_edition(meeting), reason)
    meeting.is_open, meeting.correction = True, reason
    meeting.save(update_fields=["is_open", "correction"])
    record("correct_minutes", by=by, now=now, subject=meeting, day=timezone.localdate(now).isoformat())
    return meeting
