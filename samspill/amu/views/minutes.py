"""Minutes: written in the meeting, on a page for the wall; read, approved, compared and corrected."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.amu.actions.locking import hold_case, hold_meeting
from samspill.amu.actions.minutes import (
    Presence,
    approve_minutes,
    correct_minutes,
    record_attendance,
    send_minutes,
    take_back_minutes,
    write_outcome,
)
from samspill.amu.forms.meetings import AttendanceForm, ChangeWishForm, OutcomeForm, ReasonForm, outcome_initial
from samspill.amu.models import Meeting
from samspill.amu.queries.access import case_for, meeting_for
from samspill.amu.queries.meetings import agenda_of, followed_up
from samspill.amu.queries.minutes import attendance_rows, both_texts, edition_for, edition_page, guests_of
from samspill.amu.queries.people import people_of
from samspill.amu.rules.access import can_run
from samspill.amu.rules.minutes import differences
from samspill.amu.views.meetings import run_by
from samspill.audit.rules import Hidden
from samspill.design.edits import Edit, Subject, sent_in
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import carried_out, saved, tried

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@viewer_required
def wall(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    """What everybody in the room looks at: the cases, and what has been written of each."""
    at = meeting_for(viewer, meeting_id)
    if at.meeting.state != Meeting.State.HELD:
        raise Hidden
    context = {
        "at": at,
        "meeting": at.meeting,
        "agenda": agenda_of(at.meeting, at.standing, viewer.today),
        "followed": followed_up(at, viewer.today),
        "people": at.meeting.attendance.all(),
        "may_write": can_run(at.standing) and at.meeting.is_open,
    }
    return render(request, "amu/wall.html", context)


def _open_for(viewer: Viewer, meeting: Meeting, *, is_sent: bool) -> None:
    """Where the minutes were sent while somebody wrote, the action says so beside what they wrote."""
    if not is_sent and (meeting.state != Meeting.State.HELD or not meeting.is_open):
        raise Hidden


@form_methods
@viewer_required
def attendance(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    at = run_by(viewer, meeting_id)
    _open_for(viewer, at.meeting, is_sent=request.method == "POST")
    make = partial(AttendanceForm, rows=attendance_rows(at.meeting))
    edit = Edit(Subject(row=at.meeting, standing=guests_of, make=make, hold=hold_meeting), sent_in(request))

    def store() -> object:
        given = Presence(**edit.form.given())
        return record_attendance(meeting=edit.row, presence=given, by=viewer, now=timezone.now())

    if saved(request, edit, store):
        return redirect("minutes_wall", meeting_id)
    context = {"meeting": at.meeting, "committee": at.committee, "form": edit.form}
    return render(request, "amu/attendance.html", context)


@form_methods
@viewer_required
def outcome(request: HttpRequest, viewer: Viewer, case_id: int) -> HttpResponse:
    """One case at a time; saving leads to the next."""
    case, place = case_for(viewer, case_id)
    if case.meeting is None or not can_run(place.standing):
        raise Hidden
    _open_for(viewer, case.meeting, is_sent=request.method == "POST")
    make = partial(OutcomeForm, people=people_of(place.committee, viewer.today, also=(case.owner_id,)))
    edit = Edit(Subject(row=case, standing=outcome_initial, make=make, hold=hold_case), sent_in(request))

    def store() -> object:
        return write_outcome(case=edit.row, outcome=edit.form.outcome(), by=viewer, now=timezone.now())

    agenda = [line.case for line in agenda_of(case.meeting, place.standing, viewer.today) if line.is_readable]
    at = next((index for index, one in enumerate(agenda) if one.pk == case.pk), 0)
    if saved(request, edit, store):
        later = agenda[at + 1] if at + 1 < len(agenda) else None
        return redirect("minutes_case", later.pk) if later else redirect("minutes_wall", case.meeting_id)
    way = [(one.sign, reverse("minutes_case", args=[one.pk])) for one in agenda]
    context = {"case": case, "meeting": case.meeting, "way": way, "number": at + 1, "is_last": at + 1 == len(agenda)}
    return render(request, "amu/minutes_case.html", {**context, "form": edit.form})


@require_POST
@viewer_required
def send(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    at = run_by(viewer, meeting_id)
    said = _("Protokollen er sendt til godkjenning.")
    if not tried(request, partial(send_minutes, meeting=at.meeting, by=viewer), said):
        return redirect("minutes_wall", meeting_id)
    return redirect("meeting", meeting_id)


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, minutes_id: int) -> HttpResponse:
    page = edition_page(viewer, minutes_id)
    context = {"page": page, "minutes": page.minutes, "meeting": page.minutes.meeting, "wish": ChangeWishForm()}
    return render(request, "amu/minutes.html", context)


@require_POST
@viewer_required
def approve(request: HttpRequest, viewer: Viewer, minutes_id: int) -> HttpResponse:
    minutes, place = edition_for(viewer, minutes_id)
    if not place.standing.reads:
        raise Hidden
    tried(request, partial(approve_minutes, minutes=minutes, by=viewer), _("Det er ført at du har godkjent."))
    return redirect("minutes", minutes_id)


@require_POST
@viewer_required
def take_back(request: HttpRequest, viewer: Viewer, minutes_id: int) -> HttpResponse:
    minutes, place = edition_for(viewer, minutes_id)
    if not (can_run(place.standing) or place.standing.approves):
        raise Hidden
    form = ChangeWishForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    act = partial(take_back_minutes, minutes=minutes, note=note, by=viewer)
    if not tried(request, act, _("Protokollen kan skrives i igjen.")):
        return redirect("minutes", minutes_id)
    return redirect("minutes_wall", minutes.meeting_id)


@form_methods
@viewer_required
def correct(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    at = run_by(viewer, meeting_id)
    form = ReasonForm(request.POST or None)

    def reopen() -> object:
        return correct_minutes(meeting=at.meeting, reason=form.cleaned_data["reason"], by=viewer, now=timezone.now())

    if request.method == "POST" and carried_out(form, reopen):
        messages.success(request, _("Rett det som er feil, og send den nye utgaven til godkjenning."))
        return redirect("minutes_wall", meeting_id)
    return render(request, "amu/correct.html", {"form": form, "meeting": at.meeting, "committee": at.committee})


@require_safe
@viewer_required
def compare(request: HttpRequest, viewer: Viewer, earlier_id: int, later_id: int) -> HttpResponse:
    earlier, later = both_texts(viewer, earlier_id, later_id)
    context = {
        "earlier": earlier.minutes,
        "later": later.minutes,
        "meeting": later.minutes.meeting,
        "differences": differences(earlier.text, later.text),
    }
    return render(request, "amu/compare.html", context)
