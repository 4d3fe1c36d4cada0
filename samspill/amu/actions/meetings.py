from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.amu.actions.locking import locked_meeting, locked_place
from samspill.amu.actions.mailing import tell_members
from samspill.amu.models import Attendance, Committee, Meeting
from samspill.amu.queries.meetings import other_meetings, previous_meeting
from samspill.amu.queries.packs import build_packs
from samspill.amu.queries.people import seats_on
from samspill.amu.rules.access import check_can_run
from samspill.amu.rules.meetings import (
    MeetingPlan,
    check_can_begin,
    check_can_call,
    check_can_change_meeting,
    check_can_refresh_pack,
    check_meeting_plan,
    clock,
)
from samspill.audit.actions import record
from samspill.notices.actions import announce
from samspill.notices.models import Occasion
from samspill.notices.rules import Words
from samspill.organisations.rules import Viewer

State = Meeting.State


@transaction.atomic
def plan_meeting(*, committee: Committee, plan: MeetingPlan, by: Viewer, now: datetime) -> Meeting:
    place = locked_place(by, committee)
    check_can_run(place.standing)
    check_meeting_plan(plan, others=other_meetings(place.committee), now=now)
    meeting = Meeting(committee=place.committee)
    _write(meeting, plan)
    _build(meeting, by, now)
    meeting.save()
    record("plan_meeting", by=by, now=now, subject=meeting)
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, plan: MeetingPlan, by: Viewer, now: datetime) -> Meeting:
    """Those who have been called are told."""
    meeting, place = locked_meeting(by, meeting)
    check_can_run(place.standing)
    check_can_change_meeting(meeting)
    check_meeting_plan(plan, others=other_meetings(place.committee, meeting), now=now)
    is_moved = (meeting.starts_at, meeting.ends_at, meeting.place) != (plan.starts_at, plan.ends_at, plan.place)
    _write(meeting, plan)
    meeting.save()
    if meeting.state == State.CALLED and is_moved:
        _tell(meeting, _moved, now)
    record("change_meeting", by=by, now=now, subject=meeting)
    return meeting


def _write(meeting: Meeting, plan: MeetingPlan) -> None:
    year = timezone.localtime(plan.starts_at).year
    if meeting.year != year:
        last = meeting.committee.meetings.filter(year=year).aggregate(last=Max("number"))["last"]
        meeting.year, meeting.number = year, (last or 0) + 1
    meeting.starts_at, meeting.ends_at = plan.starts_at, plan.ends_at
    meeting.place, meeting.note = plan.place, plan.note


@transaction.atomic
def refresh_pack(*, meeting: Meeting, by: Viewer, now: datetime) -> Meeting:
    meeting, place = locked_meeting(by, meeting)
    check_can_run(place.standing)
    check_can_refresh_pack(meeting)
    _build(meeting, by, now)
    meeting.save(update_fields=["pack", "pack_at"])
    record("refresh_pack", by=by, now=now, subject=meeting)
    return meeting


def _build(meeting: Meeting, by: Viewer, now: datetime) -> None:
    """Said once in each language at the same moment: all read the same paper, each in their own words."""
    packs = build_packs(by, meeting, previous_meeting(meeting))
    meeting.pack = {language: pack.as_data() for language, pack in packs.items()}
    meeting.pack_at = now


@transaction.atomic
def call_meeting(*, meeting: Meeting, by: Viewer, now: datetime) -> Meeting:
    """Send the agenda. From here on the pack is the one people prepare on."""
    meeting, place = locked_meeting(by, meeting)
    check_can_run(place.standing)
    check_can_call(meeting, cases=meeting.cases.count(), now=now)
    _build(meeting, by, now)
    meeting.state, meeting.called_at = State.CALLED, now
    meeting.save()
    _tell(meeting, _called, now)
    if place.standing.is_formal:
        _announce(meeting, now)
    record("call_meeting", by=by, now=now, subject=meeting)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Viewer, now: datetime) -> Meeting:
    """Its cases wait for another meeting, under their numbers."""
    meeting, place = locked_meeting(by, meeting)
    check_can_run(place.standing)
    check_can_change_meeting(meeting)
    was_called, meeting.state = meeting.state == State.CALLED, State.CANCELLED
    meeting.save(update_fields=["state"])
    meeting.cases.filter(standing="").update(meeting=None)
    if was_called:
        _tell(meeting, _cancelled, now)
    record("cancel_meeting", by=by, now=now, subject=meeting)
    return meeting


@transaction.atomic
def begin_meeting(*, meeting: Meeting, by: Viewer, now: datetime) -> Meeting:
    """Open it: everybody with a seat that day stands on the list, and nobody is present until somebody says so."""
    meeting, place = locked_meeting(by, meeting)
    check_can_run(place.standing)
    check_can_begin(meeting, today=by.today)
    meeting.state, meeting.begun_at = State.HELD, now
    meeting.save(update_fields=["state", "begun_at"])
    day = timezone.localtime(meeting.starts_at).date()
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person=seat.person, name=seat.person.name, side=seat.side, is_deputy=seat.is_deputy)
        for seat in seats_on(place.committee, day)
    )
    record("begin_meeting", by=by, now=now, subject=meeting)
    return meeting


def _tell(meeting: Meeting, words: Callable[[Meeting], Words], now: datetime) -> None:
    """Each time it is moved is a new thing to tell."""
    key = f"{words.__name__.strip('_')}-{meeting.pk}-{meeting.starts_at:%Y%m%d%H%M}"
    tell_members(meeting.committee, lambda: words(meeting), key=f"meeting-{key}", now=now)


def _announce(meeting: Meeting, now: datetime) -> None:
    """To the channels: that the committee meets. A management group's meetings are its own."""
    organisation, key = meeting.committee.organisation_id, str(meeting.pk)
    words = partial(_meets, meeting)
    announce(organisation_id=organisation, occasion=Occasion.MEETING_CALLED, key=key, words=words, now=now)


def _meets(meeting: Meeting) -> Words:
    """For everybody at work, so it leads to the page that everybody may read."""
    title, ask = _("%(committee)s møtes %(day)s kl. %(hour)s"), _("Se hvem som sitter der")
    return replace(_words(meeting, title, ask), path=reverse("committee", args=[meeting.committee_id]))


def _words(meeting: Meeting, title: str, label: str) -> Words:
    said = {"committee": meeting.committee.name, "day": meeting.day, "hour": clock(meeting.starts_at)}
    return Words(title % said, reverse("meeting", args=[meeting.pk]), label)


def _called(meeting: Meeting) -> Words:
    return _words(meeting, _("Innkalling: %(committee)s %(day)s kl. %(hour)s"), _("Se saksliste og møtepakke"))


def _moved(meeting: Meeting) -> Words:
    return _words(meeting, _("Ny tid eller nytt sted: %(committee)s %(day)s kl. %(hour)s"), _("Se hva som er nytt"))


def _cancelled(meeting: Meeting) -> Words:
    return _words(meeting, _("Avlyst: %(committee)s %(day)s"), _("Se sakene som venter"))
