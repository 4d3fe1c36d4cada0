"""Cases: the register, proposing one, putting it up, and following up what was decided."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.amu.actions.cases import (
    add_case,
    change_case,
    follow_up_case,
    move_case,
    place_case,
    propose_case,
    take_off_agenda,
)
from samspill.amu.actions.locking import hold_case
from samspill.amu.forms.meetings import CaseForm, PlaceForm, case_initial
from samspill.amu.models import Case
from samspill.amu.queries.access import Place, case_for, inner_place_for, owned_decision_for
from samspill.amu.queries.cases import Sought, kind_choices, letter_choices, register_for, years_of
from samspill.amu.queries.meetings import agenda_line, meetings_to_place_in
from samspill.amu.queries.people import people_of
from samspill.amu.rules.access import can_run
from samspill.amu.rules.meetings import check_can_follow_up
from samspill.amu.views.meetings import run_by
from samspill.audit.rules import Hidden, permits
from samspill.design.edits import Edit, Subject, sent_in
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer, can_administer
from samspill.organisations.views.guard import carried_out, saved, tried

form_methods = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 30


@require_safe
@viewer_required
def register(request: HttpRequest, viewer: Viewer, committee_id: int) -> HttpResponse:
    place, language = inner_place_for(viewer, committee_id), get_language() or viewer.language
    asked = {name: request.GET.get(key, "").strip()[:100] for name, key in KEYS.items()}
    sought = Sought(**asked)
    page = Paginator(register_for(place, sought), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "place": place,
        "committee": place.committee,
        "page": page,
        "is_narrowed": sought.is_narrowed,
        "years": [(str(year), str(year)) for year in years_of(place)],
        "letters": letter_choices(language),
        "kinds": kind_choices(language),
    }
    return render(request, "amu/cases.html", context)


KEYS = {"words": "q", "year": "aar", "letter": "bokstav", "kind": "type"}


def _form_for(viewer: Viewer, place: Place, case: Case | None = None) -> partial[CaseForm]:
    also = (case.responsible_id,) if case else ()
    return partial(
        CaseForm,
        people=people_of(place.committee, viewer.today, also=also),
        language=get_language() or viewer.language,
        may_exempt=place.standing.sees_exempt,
        is_followed=case is not None and case.measure_id is not None,
    )


@form_methods
@viewer_required
def propose(request: HttpRequest, viewer: Viewer, committee_id: int) -> HttpResponse:
    place = inner_place_for(viewer, committee_id)
    form = _form_for(viewer, place)(request.POST or None)

    def send() -> object:
        return propose_case(committee=place.committee, plan=form.plan(), by=viewer, now=timezone.now())

    if request.method == "POST" and carried_out(form, send):
        messages.success(request, _("Saken er meldt inn. Den som kaller inn, setter den opp på et møte."))
        return redirect("committee", committee_id)
    return render(request, "amu/case_form.html", {"form": form, "committee": place.committee})


@form_methods
@viewer_required
def add(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    at = run_by(viewer, meeting_id)
    form = _form_for(viewer, Place(at.committee, at.standing))(request.POST or None)

    def put_up() -> object:
        return add_case(meeting=at.meeting, plan=form.plan(), by=viewer, now=timezone.now())

    if request.method == "POST" and carried_out(form, put_up):
        return redirect("meeting", meeting_id)
    return render(request, "amu/case_form.html", {"form": form, "committee": at.committee, "meeting": at.meeting})


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, case_id: int) -> HttpResponse:
    """Whoever is asked to see to a decision, and is no member, reads that much of it."""
    try:
        case, place = case_for(viewer, case_id)
    except Hidden:
        return render(request, "amu/decision.html", {"case": owned_decision_for(viewer, case_id)})
    return _shown(request, viewer, case, place)


def _shown(request: HttpRequest, viewer: Viewer, case: Case, place: Place, status: int = 200) -> HttpResponse:
    runs, line = can_run(place.standing), agenda_line(case, place.standing, viewer.today)
    meetings = meetings_to_place_in(place, viewer.today) if runs and case.meeting is None else []
    context: dict[str, Any] = {
        "case": case,
        "place": place,
        "committee": place.committee,
        "line": line,
        "told": line.told,
        "letters": dict(letter_choices(get_language() or viewer.language)),
        "runs": runs,
        "may_change": _may_change(case, place, viewer),
        "place_form": PlaceForm(meetings=meetings) if meetings else None,
        "may_follow_up": can_administer(viewer) and permits(check_can_follow_up, case),
    }
    return render(request, "amu/case.html", context, status=status)


def _may_change(case: Case, place: Place, viewer: Viewer) -> bool:
    is_own = case.meeting is None and case.proposed_by_id == viewer.person_id
    return (can_run(place.standing) or is_own) and (case.meeting is None or case.meeting.is_open)


@form_methods
@viewer_required
def edit(request: HttpRequest, viewer: Viewer, case_id: int) -> HttpResponse:
    case, place = case_for(viewer, case_id)
    if not _may_change(case, place, viewer) and request.method != "POST":
        raise Hidden
    make = _form_for(viewer, place, case)
    edit = Edit(Subject(row=case, standing=case_initial, make=make, hold=hold_case), sent_in(request))

    def change() -> object:
        return change_case(case=edit.row, plan=edit.form.plan(), by=viewer, now=timezone.now())

    if saved(request, edit, change):
        messages.success(request, _("Endringen er lagret."))
        return redirect("case", case_id)
    return render(request, "amu/case_form.html", {"form": edit.form, "committee": place.committee, "case": case})


@require_POST
@viewer_required
def put_up(request: HttpRequest, viewer: Viewer, case_id: int) -> HttpResponse:
    case, place = case_for(viewer, case_id)
    if not can_run(place.standing):
        raise Hidden
    form = PlaceForm(request.POST, meetings=meetings_to_place_in(place, viewer.today))
    if not form.is_valid():
        return _shown(request, viewer, case, place, status=422)
    meeting = form.meeting()
    tried(request, partial(place_case, case=case, meeting=meeting, by=viewer))
    return redirect("meeting", meeting.pk)


@require_POST
@viewer_required
def take_off(request: HttpRequest, viewer: Viewer, case_id: int) -> HttpResponse:
    case, meeting_id = _on_agenda(viewer, case_id)
    tried(request, partial(take_off_agenda, case=case, by=viewer))
    return redirect("meeting", meeting_id)


@require_POST
@viewer_required
def move(request: HttpRequest, viewer: Viewer, case_id: int) -> HttpResponse:
    case, meeting_id = _on_agenda(viewer, case_id)
    tried(request, partial(move_case, case=case, is_up=request.POST.get("retning") == "opp", by=viewer))
    return redirect("meeting", meeting_id)


def _on_agenda(viewer: Viewer, case_id: int) -> tuple[Case, int]:
    case, place = case_for(viewer, case_id)
    if case.meeting_id is None or not can_run(place.standing):
        raise Hidden
    return case, case.meeting_id


@require_POST
@viewer_required
def follow_up(request: HttpRequest, viewer: Viewer, case_id: int) -> HttpResponse:
    case, _place = case_for(viewer, case_id)
    said = _("Vedtaket står nå i handlingsplanen for hele virksomheten.")
    tried(request, partial(follow_up_case, case=case, by=viewer), said)
    return redirect("case", case_id)
