from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.audit.rules import Hidden, Refused
from samspill.documents.downloads import attached
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import carried_out, tried
from samspill.yearwheel.actions import (
    Finish,
    attach_evidence,
    hand_over_occurrences,
    mark_done,
    move_occurrences,
    remove_evidence,
    skip_occurrences,
    undo_changes,
)
from samspill.yearwheel.forms import DoneForm, EvidenceForm, HandOverForm, MoveForm, ReasonForm
from samspill.yearwheel.models import DoneBy, Evidence, Occurrence
from samspill.yearwheel.queries import (
    evidence_for,
    holders_of,
    milestone_for,
    occurrence_for,
    people_to_ask,
    seat_of,
)
from samspill.yearwheel.queries.occurrences import MOST_PEOPLE, with_evidence
from samspill.yearwheel.queries.pages import entry_of, occurrence_page, of_milestone, unit_lines
from samspill.yearwheel.rules import can_change, can_manage

PER_PAGE = 50
MOST_BYTES = 5_000_000
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, occurrence_id: int) -> HttpResponse:
    return _shown(request, viewer, occurrence_for(viewer, occurrence_id))


def _shown(
    request: HttpRequest, viewer: Viewer, occurrence: Occurrence, form: EvidenceForm | None = None
) -> HttpResponse:
    page = {
        "page": occurrence_page(viewer, occurrence),
        "occurrence": occurrence,
        "milestone": occurrence.milestone,
        "form": form or EvidenceForm(),
        "manages": can_manage(viewer),
    }
    return render(request, "yearwheel/occurrence.html", page, status=422 if form else 200)


@require_safe
@viewer_required
def milestone_year(request: HttpRequest, viewer: Viewer, milestone_id: int, year: int) -> HttpResponse:
    """A milestone that every unit does for itself, with how far they are."""
    milestone = milestone_for(viewer, milestone_id)
    entry = entry_of(viewer, milestone, year)
    if entry is None:
        raise Hidden
    if entry.occurrence_id is not None:
        return redirect("occurrence", entry.occurrence_id)
    page = Paginator(of_milestone(viewer, milestone, year), PER_PAGE).get_page(request.GET.get("page"))
    lines = unit_lines(viewer, list(page), holders_of(viewer.organisation_id, viewer.today))
    shown = {"milestone": milestone, "entry": entry, "page": page, "lines": lines, "manages": can_manage(viewer)}
    return render(request, "yearwheel/milestone_year.html", shown)


def _own(viewer: Viewer, occurrence_id: int) -> Occurrence:
    """One the viewer may say something of; for others the page is not there."""
    occurrence = occurrence_for(viewer, occurrence_id)
    if not can_change(viewer, seat_of(occurrence, viewer.today)):
        raise Hidden
    return occurrence


@form_methods
@viewer_required
def done(request: HttpRequest, viewer: Viewer, occurrence_id: int) -> HttpResponse:
    occurrence = _own(viewer, occurrence_id)
    needs_file = occurrence.milestone.done_by == DoneBy.ATTACHED and not with_evidence([occurrence])
    initial = {"done_on": viewer.today}
    form = DoneForm(request.POST or None, request.FILES or None, needs_file=needs_file, initial=initial)

    def carry_out(given: dict[str, Any]) -> object:
        file = (given["file"].name, given["file"].read(MOST_BYTES + 1)) if given["file"] else None
        finish = Finish(given["done_on"], given["note"], file)
        return mark_done(ids=[occurrence.pk], finish=finish, by=viewer, now=timezone.now())

    heading = _("Hvordan vet dere at det er gjort?")
    return _changed(request, occurrence, form, carry_out, (heading, _("Før det som gjort")))


@form_methods
@viewer_required
def move(request: HttpRequest, viewer: Viewer, occurrence_id: int) -> HttpResponse:
    occurrence = _own(viewer, occurrence_id)
    initial = {"starts_on": occurrence.starts_on, "ends_on": occurrence.ends_on}
    form = MoveForm(request.POST or None, initial=initial)

    def carry_out(given: dict[str, Any]) -> object:
        return move_occurrences(ids=[occurrence.pk], by=viewer, now=timezone.now(), **given)

    return _changed(request, occurrence, form, carry_out, (_("Når passer det bedre i år?"), _("Flytt")))


@form_methods
@viewer_required
def skip(request: HttpRequest, viewer: Viewer, occurrence_id: int) -> HttpResponse:
    occurrence = _own(viewer, occurrence_id)

    def carry_out(given: dict[str, Any]) -> object:
        return skip_occurrences(ids=[occurrence.pk], reason=given["reason"], by=viewer, now=timezone.now())

    labels = (_("Hvorfor hopper dere over den i år?"), _("Hopp over"))
    return _changed(request, occurrence, ReasonForm(request.POST or None), carry_out, labels)


@form_methods
@viewer_required
def hand_over(request: HttpRequest, viewer: Viewer, occurrence_id: int) -> HttpResponse:
    occurrence = _own(viewer, occurrence_id)
    people = people_to_ask(viewer, occurrence, viewer.today)[:MOST_PEOPLE]
    form = HandOverForm(request.POST or None, people=list(people))

    def carry_out(_given: dict[str, Any]) -> object:
        return hand_over_occurrences(ids=[occurrence.pk], to=form.to(), by=viewer, now=timezone.now())

    return _changed(request, occurrence, form, carry_out, (_("Hvem ser til det i år?"), _("Gi videre")))


def _changed(
    request: HttpRequest,
    occurrence: Occurrence,
    form: forms.Form,
    carry_out: Callable[[dict[str, Any]], object],
    labels: tuple[str, str],
) -> HttpResponse:
    if request.method == "POST" and carried_out(form, lambda: carry_out(form.cleaned_data)):
        messages.success(request, _("Det er ført. Du kan angre nederst på siden."))
        return redirect("occurrence", occurrence.pk)
    page = {"form": form, "occurrence": occurrence, "heading": labels[0], "submit": labels[1]}
    return render(request, "yearwheel/occurrence_form.html", page)


def _attach(upload: Any, occurrence: Occurrence, viewer: Viewer) -> None:
    content = upload.read(MOST_BYTES + 1)
    attach_evidence(occurrence=occurrence, name=upload.name, content=content, by=viewer, now=timezone.now())


@require_POST
@viewer_required
def attach(request: HttpRequest, viewer: Viewer, occurrence_id: int) -> HttpResponse:
    occurrence, form = _own(viewer, occurrence_id), EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _attach(form.cleaned_data["file"], occurrence, viewer)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("Filen ligger ved."))
            return redirect("occurrence", occurrence.pk)
    return _shown(request, viewer, occurrence, form)


@require_safe
@viewer_required
def evidence(request: HttpRequest, viewer: Viewer, evidence_id: int) -> HttpResponse:
    found: Evidence = evidence_for(viewer, evidence_id)
    return attached(bytes(found.content), found.name, found.media_type)


@require_POST
@viewer_required
def evidence_remove(request: HttpRequest, viewer: Viewer, evidence_id: int) -> HttpResponse:
    found = evidence_for(viewer, evidence_id)
    occurrence = _own(viewer, found.occurrence_id)
    tried(request, partial(remove_evidence, evidence=found, by=viewer), _("Vedlegget er slettet."))
    return redirect("occurrence", occurrence.pk)


@require_POST
@viewer_required
def undo(request: HttpRequest, viewer: Viewer, batch: UUID) -> HttpResponse:
    try:
        found = undo_changes(batch=batch, by=viewer, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("wheel")
    messages.success(request, _("Det er angret. Alt står som før."))
    return redirect("occurrence", found[0].pk) if len(found) == 1 else redirect("wheel_catch_up")
