"""The front page of a committee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.amu.models import AnnualReport, Case, Meeting, Minutes
from samspill.amu.queries.access import Place
from samspill.amu.queries.home import to_approve
from samspill.amu.queries.meetings import coming_meeting, meetings_of, proposals_to
from samspill.amu.queries.minutes import approved_of
from samspill.amu.queries.people import MembersPage, members_page
from samspill.amu.queries.reports import reports_of, years_to_report
from samspill.organisations.rules import Viewer

MOST = 8


@dataclass(frozen=True, slots=True)
class CommitteePage:
    members: MembersPage
    coming: Meeting | None
    writing: tuple[Meeting, ...]
    """Held, and the minutes not sent."""
    waiting: tuple[Minutes, ...]
    """For this viewer's approval."""
    meetings: Sequence[Meeting]
    approved: Sequence[Minutes]
    proposals: Sequence[Case]
    reports: Sequence[AnnualReport]
    years: Sequence[int]
    sentence: str


def committee_page(viewer: Viewer, place: Place) -> CommitteePage:
    reads = place.standing.reads
    coming = coming_meeting(place.committee, viewer.today) if reads else None
    meetings = list(meetings_of(place)[:MOST]) if reads else []
    waiting = to_approve(viewer).filter(meeting__committee=place.committee) if reads else Minutes.objects.none()
    return CommitteePage(
        members=members_page(viewer, place),
        coming=coming,
        writing=tuple(one for one in meetings if one.state == Meeting.State.HELD and one.is_open),
        waiting=tuple(waiting),
        meetings=meetings,
        approved=list(approved_of(place)[:MOST]),
        proposals=proposals_to(place) if reads else [],
        reports=reports_of(place),
        years=years_to_report(place.committee, viewer.today) if place.standing.runs else [],
        sentence=_sentence(coming),
    )


def _sentence(coming: Meeting | None) -> str:
    if coming is None:
        return _("Ingen møter er planlagt.")
    if coming.state == Meeting.State.CALLED:
        return _("Neste møte er %(day)s. Innkallingen er sendt.") % {"day": coming.day}
    return _("Neste møte er %(day)s. Innkallingen er ikke sendt ennå.") % {"day": coming.day}
