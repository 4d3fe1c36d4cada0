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
    record_all_present,
    record_attendance,
    send_minutes,
    take_back_minutes,
    write_outcome,
)
from samspill.amu.forms.minutes import Asked, AttendanceForm, ChangeWishForm, OutcomeForm, ReasonForm, outcome_initial
from samspill.amu.models import Case, Meeting, Minutes
from samspill.amu.queries.access import Place, case_for, meeting_for
from samspill.amu.queries.meetings import agenda_of, followed_up
from samspill.amu.queries.minutes import (
    EditionPage,
    attendance_rows,
    both_texts,
    edition_for,
    edition_page,
    guests_of,
    members_present,
)
from samspill.amu.queries.people import likely_names, named_among, people_at, people_of, people_to_name
from samspill.amu.rules.access import can_run
from samspill.amu.rules.minutes import differences
from samspill.amu.views.meetings import run_by
from samspill.audit.rules import Hidden
from samspill.design.edits import Edit, Subject, sent_in
from samspill.organisations.access import viewer_required
from samspill.organisations.models import Person
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
        "is_attended": members_present(at.meeting) > 0,
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
    make = partial(OutcomeForm, asked=_asked(viewer, case, place))
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


def _asked(viewer: Viewer, case: Case, place: Place) -> Asked:
    """An exempt case is given to nobody but the committee's own: others may not know of it."""
    if case.is_exempt:
        own = people_of(place.committee, viewer.today)
        find = partial(_named, own)
        return Asked(find, [one.name for one in own], people_at(case), case.owner, case.dissents.count())
    find = partial(named_among, people_to_name(viewer, place.committee))
    names = likely_names(viewer, place.committee)
    return Asked(find, names, people_at(case), case.owner, case.dissents.count())


def _named(people: list[Person], text: str) -> list[Person]:
    wanted = text.casefold()
    return [one for one in people if wanted in {one.name.casefold(), (one.email or "").casefold()}]


@require_POST
@viewer_required
def send(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    at = run_by(viewer, meeting_id)
    said = _("Protokollen er sendt til godkjenning.")
    if tried(request, partial(send_minutes, meeting=at.meeting, by=viewer), said):
        return redirect("meeting", meeting_id)
    is_held = at.meeting.state == Meeting.State.HELD and at.meeting.is_open
    return redirect("minutes_attendance" if is_held and not members_present(at.meeting) else "minutes_wall", meeting_id)


@require_POST
@viewer_required
def all_present(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    at = run_by(viewer, meeting_id)
    tried(
        request, partial(record_all_present, meeting=at.meeting, by=viewer), _("Det er ført at alle medlemmene møtte.")
    )
    return redirect("minutes_wall", meeting_id)


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, minutes_id: int) -> HttpResponse:
    return _shown(request, edition_page(viewer, minutes_id), ChangeWishForm())


def _shown(request: HttpRequest, page: EditionPage, wish: ChangeWishForm, status: int = 200) -> HttpResponse:
    context = {"page": page, "minutes": page.minutes, "meeting": page.minutes.meeting, "wish": wish}
    return render(request, "amu/minutes.html", context, status=status)


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
    if not form.is_valid() and minutes.state == Minutes.State.WAITING:
        return _shown(request, edition_page(viewer, minutes_id), form, status=422)
    reason = form.cleaned_data.get("reason", "")
    act = partial(take_back_minutes, minutes=minutes, reason=reason, by=viewer)
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
