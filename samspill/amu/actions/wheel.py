"""The wheel of the year is told of what the committee has held and adopted."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from samspill.amu.models import AnnualReport, Committee, Meeting
from samspill.organisations.rules import Viewer
from samspill.yearwheel.actions import Done, report_done
from samspill.yearwheel.models import DoneBy

MEETINGS = ("amu_1", "amu_2", "amu_3", "amu_4")
ADOPTED = ("amu_1",)


def tell_of_meeting(meeting: Meeting, *, by: Viewer, now: datetime) -> None:
    """Held, and its minutes approved. A management group has no milestones of its own."""
    if meeting.committee.kind == Committee.Kind.AMU:
        on = timezone.localtime(meeting.starts_at).date()
        _tell(meeting.committee, MEETINGS, (on, reverse("meeting", args=[meeting.pk])), by, now)


def tell_of_report(report: AnnualReport, meeting: Meeting, *, by: Viewer, now: datetime) -> None:
    on = timezone.localtime(meeting.starts_at).date()
    _tell(report.committee, ADOPTED, (on, reverse("annual_report", args=[report.pk])), by, now)


def _tell(committee: Committee, keys: tuple[str, ...], what: tuple[date, str], by: Viewer, now: datetime) -> None:
    on, address = what
    done = Done(committee.organisation_id, how=DoneBy.MEETING_HELD, on=on, keys=keys, source=address)
    report_done(done=done, by=by, now=now)
