"""One meeting: planned, called, and what people prepare on."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.amu.actions.cases import add_standing_cases
from samspill.amu.actions.locking import hold_meeting
from samspill.amu.actions.meetings import (
    begin_meeting,
    call_meeting,
    cancel_meeting,
    change_meeting,
    plan_meeting,
    refresh_pack,
)
from samspill.amu.forms.meetings import MeetingForm, StandingForm, meeting_initial
from samspill.amu.models import Meeting
from samspill.amu.queries.access import MeetingPlace, inner_place_for, meeting_for
from samspill.amu.queries.meetings import agenda_of, followed_up, standing_left
from samspill.amu.queries.minutes import editions_of, open_minutes_of
from samspill.amu.queries.packs import pack_of
from samspill.amu.rules.access import can_run
from samspill.amu.views.drawing import drawn_pack
from samspill.audit.rules import Hidden
from samspill.content.committee import pack_promises
from samspill.design.edits import Edit, Subject, sent_in
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import carried_out, saved, tried

form_methods = require_http_methods(["GET", "HEAD", "POST"])


def run_by(viewer: Viewer, meeting_id: int) -> MeetingPlace:
    """A meeting the viewer calls and writes of; for others the page is not there."""
    at = meeting_for(viewer, meeting_id)
    if not can_run(at.standing):
        raise Hidden
    return at


@form_methods
@viewer_required
def new(request: HttpRequest, viewer: Viewer, committee_id: int) -> HttpResponse:
    place = inner_place_for(viewer, committee_id)
    if not can_run(place.standing):
        raise Hidden
    form = MeetingForm(request.POST or None)
    made: list[Meeting] = []

    def plan() -> None:
        made.append(plan_meeting(committee=place.committee, plan=form.plan(), by=viewer, now=timezone.now()))

    if request.method == "POST" and carried_out(form, plan):
        messages.success(request, _("Møtet er planlagt. Sett opp sakslisten, og kall inn når den er klar."))
        return redirect("meeting", made[0].pk)
    return render(request, "amu/meeting_form.html", {"form": form, "committee": place.committee})


@form_methods
@viewer_required
def edit(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    at = run_by(viewer, meeting_id)
    subject = Subject(row=at.meeting, standing=meeting_initial, make=MeetingForm, hold=hold_meeting)
    edit = Edit(subject, sent_in(request))

    def change() -> object:
        return change_meeting(meeting=edit.row, plan=edit.form.plan(), by=viewer, now=timezone.now())

    if saved(request, edit, change):
        messages.success(request, _("Endringen er lagret."))
        return redirect("meeting", meeting_id)
    context = {"committee": at.committee, "meeting": at.meeting, "form": edit.form}
    return render(request, "amu/meeting_form.html", context)


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    """Whoever is no member is led to what was approved of it."""
    try:
        at = meeting_for(viewer, meeting_id)
    except Hidden:
        return redirect("minutes", open_minutes_of(viewer, meeting_id).pk)
    context = {
        "at": at,
        "meeting": at.meeting,
        "committee": at.committee,
        "agenda": agenda_of(at.meeting, at.standing, viewer.today),
        "followed": followed_up(at, viewer.today),
        "editions": editions_of(at),
        "pack": pack_of(at.meeting),
        "is_the_day": timezone.localtime(at.meeting.starts_at).date() <= viewer.today,
        "left": len(standing_left(at.meeting)) if at.meeting.is_open else 0,
    }
    return render(request, "amu/meeting.html", context)


@form_methods
@viewer_required
def standing(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    """The standing agenda, with what comes up every time already chosen."""
    at, language = run_by(viewer, meeting_id), get_language() or viewer.language
    left = standing_left(at.meeting)
    items = [(one.id, one.title.in_language(language)) for one in left]
    form = StandingForm(request.POST or None, items=items, chosen=[one.id for one in left if one.every_meeting])

    def add() -> object:
        chosen = form.cleaned_data["items"]
        return add_standing_cases(meeting=at.meeting, chosen=chosen, by=viewer, now=timezone.now())

    if request.method == "POST" and carried_out(form, add):
        return redirect("meeting", meeting_id)
    return render(request, "amu/standing.html", {"form": form, "meeting": at.meeting, "has_items": bool(items)})


@require_safe
@viewer_required
def pack(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    at, language = meeting_for(viewer, meeting_id), get_language() or viewer.language
    found = pack_of(at.meeting)
    context = {
        "at": at,
        "meeting": at.meeting,
        "committee": at.committee,
        "pack": found,
        "drawn": drawn_pack(found) if found else None,
        "promises": [one.in_language(language) for one in pack_promises()],
    }
    return render(request, "amu/pack.html", context)


@require_POST
@viewer_required
def pack_refresh(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    at = run_by(viewer, meeting_id)
    tried(request, partial(refresh_pack, meeting=at.meeting, by=viewer))
    return redirect("meeting_pack", meeting_id)


@require_POST
@viewer_required
def call(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    at = run_by(viewer, meeting_id)
    said = _("Innkallingen er sendt til medlemmene. Møtepakken er nå den som gjelder.")
    tried(request, partial(call_meeting, meeting=at.meeting, by=viewer), said)
    return redirect("meeting", meeting_id)


@form_methods
@viewer_required
def cancel(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    """Asked about first, since those who were called are told at once."""
    at = run_by(viewer, meeting_id)
    if request.method != "POST":
        return render(request, "amu/meeting_cancel.html", {"meeting": at.meeting, "committee": at.committee})
    tried(request, partial(cancel_meeting, meeting=at.meeting, by=viewer), _("Møtet er avlyst."))
    return redirect("meeting", meeting_id)


@require_POST
@viewer_required
def begin(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    at = run_by(viewer, meeting_id)
    is_begun = tried(request, partial(begin_meeting, meeting=at.meeting, by=viewer))
    return redirect("minutes_attendance" if is_begun else "meeting", meeting_id)
