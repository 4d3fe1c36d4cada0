"""A committee to test with: Tor for the employer, Amina for the employees, Kari her deputy, and Per as secretary."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from samspill.amu.actions.cases import add_case
from samspill.amu.actions.committees import (
    CommitteeFacts,
    choose_chair,
    create_committee,
    give_seat,
    pledge_confidentiality,
)
from samspill.amu.actions.meetings import begin_meeting, call_meeting, plan_meeting
from samspill.amu.actions.minutes import Presence, approve_minutes, record_attendance, send_minutes, write_outcome
from samspill.amu.models import Case, Committee, Meeting, Minutes
from samspill.amu.rules.committees import Term
from samspill.amu.rules.meetings import CasePlan, MeetingPlan, Outcome
from samspill.leadership.tests.telling import viewer_of
from tests.cast import Cast

DAY = timedelta(days=1)
TWO_YEARS = timedelta(days=730)
SECRET = "Omplassering av to navngitte"


def today_of(now: datetime) -> date:
    return timezone.localtime(now).date()


def a_committee(cast: Cast, now: datetime, *, pledged: tuple[str, ...] = ("tor", "amina")) -> Committee:
    per, day = viewer_of(cast, "per", today_of(now)), today_of(now) - 100 * DAY
    facts = CommitteeFacts("Arbeidsmiljøutvalget", secretary=cast.per)
    committee = create_committee(facts=facts, by=per, now=now)
    for person, side, is_deputy in (
        (cast.tor, "employer", False),
        (cast.amina, "employees", False),
        (cast.kari, "employees", True),
    ):
        term = Term(person, day, day + TWO_YEARS, side, is_deputy=is_deputy)
        give_seat(committee=committee, term=term, by=per, now=now)
    choose_chair(committee=committee, term=Term(cast.tor, day, day + 365 * DAY), by=per, now=now)
    for name in pledged:
        pledge_confidentiality(committee=committee, by=viewer_of(cast, name, today_of(now)), now=now)
    return committee


def a_group(cast: Cast, now: datetime) -> Committee:
    """A management group: Jonas and Tor."""
    per, day = viewer_of(cast, "per", today_of(now)), today_of(now) - 100 * DAY
    group = create_committee(facts=CommitteeFacts("Ledergruppen", "management", cast.per), by=per, now=now)
    for person in (cast.jonas, cast.tor):
        give_seat(committee=group, term=Term(person, day), by=per, now=now)
    return group


def a_plan(now: datetime, *, days: float = 10, hours: float = 2, **more: Any) -> MeetingPlan:
    starts = now + timedelta(days=days)
    return MeetingPlan(starts, starts + timedelta(hours=hours), more.pop("place", "Møterom 2"), **more)


def a_meeting(cast: Cast, committee: Committee, now: datetime, *, days: float = 10) -> Meeting:
    return plan_meeting(
        committee=committee, plan=a_plan(now, days=days), by=viewer_of(cast, "per", today_of(now)), now=now
    )


def a_case(cast: Cast, meeting: Meeting, now: datetime, **wishes: Any) -> Case:
    plan = CasePlan(**{"title": "Overtid i turnus", "kind": "V", "letter": "f", **wishes})
    return add_case(meeting=meeting, plan=plan, by=viewer_of(cast, "per", today_of(now)), now=now)


def a_secret_case(cast: Cast, meeting: Meeting, now: datetime) -> Case:
    reason = "Gjelder få personer"
    return a_case(cast, meeting, now, title=SECRET, letter="e", is_exempt=True, exempt_reason=reason)


def a_called_meeting(cast: Cast, committee: Committee, now: datetime, *, days: float = 10) -> Meeting:
    meeting = a_meeting(cast, committee, now, days=days)
    a_case(cast, meeting, now)
    return call_meeting(meeting=meeting, by=viewer_of(cast, "per", today_of(now)), now=now)


def a_held_meeting(cast: Cast, committee: Committee, now: datetime, *, secret: bool = False) -> Meeting:
    """Called ten days ago and held now, with everybody there and one decision."""
    before = now - 10 * DAY
    meeting = a_meeting(cast, committee, before)
    case = a_case(cast, meeting, before)
    hidden = a_secret_case(cast, meeting, before) if secret else None
    call_meeting(meeting=meeting, by=viewer_of(cast, "per", today_of(before)), now=before)
    per = viewer_of(cast, "per", today_of(now))
    meeting = begin_meeting(meeting=meeting, by=per, now=now)
    there = [one.pk for one in meeting.attendance.filter(is_deputy=False)]
    meeting = record_attendance(meeting=meeting, presence=Presence(there), by=per, now=now)
    outcome = Outcome(decision="Hvilen skal være elleve timer.", owner=cast.tor, due_on=today_of(now) + 30 * DAY)
    write_outcome(case=case, outcome=outcome, by=per, now=now)
    if hidden:
        said = Outcome(discussion=SECRET, decision=SECRET)
        write_outcome(case=hidden, outcome=said, by=per, now=now)
    return meeting


def sent_minutes(cast: Cast, meeting: Meeting, now: datetime) -> Minutes:
    return send_minutes(meeting=meeting, by=viewer_of(cast, "per", today_of(now)), now=now)


def approved_minutes(cast: Cast, meeting: Meeting, now: datetime) -> Minutes:
    minutes = sent_minutes(cast, meeting, now)
    for name in ("tor", "amina"):
        minutes = approve_minutes(minutes=minutes, by=viewer_of(cast, name, today_of(now)), now=now)
    return minutes


def open_case(meeting: Meeting) -> Case:
    """The one that everybody may read."""
    return meeting.cases.get(is_exempt=False)
