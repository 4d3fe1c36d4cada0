"""From a draft that is whole to an assessment in force."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samspill.audit.rules import Hidden, Refused
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import carried_out
from samspill.risk.actions import (
    return_to_draft,
    revise_assessment,
    send_to_sign,
    sign_assessment,
    validate_unsigned,
)
from samspill.risk.forms import ReasonForm, ReturnForm, SignForm
from samspill.risk.models import Assessment
from samspill.risk.queries import assessment_for
from samspill.risk.queries.quoting import telling_for
from samspill.risk.queries.reading import lines_of
from samspill.risk.rules import can_assess, can_sign
from samspill.risk.views.assessing import draft_for

form_methods = require_http_methods(["GET", "HEAD", "POST"])
State = Assessment.State


@require_POST
@viewer_required
def send(request: HttpRequest, viewer: Viewer, assessment_id: int) -> HttpResponse:
    assessment = assessment_for(viewer, assessment_id)
    if not can_assess(viewer, assessment.number.unit.path):
        raise Hidden
    done = _("Sendt. Verneombudet ser den på forsiden sin.")
    return _done(request, assessment, lambda: send_to_sign(assessment=assessment, by=viewer, now=timezone.now()), done)


@require_POST
@viewer_required
def take_back(request: HttpRequest, viewer: Viewer, assessment_id: int) -> HttpResponse:
    assessment = assessment_for(viewer, assessment_id)
    path = assessment.number.unit.path
    if not (can_assess(viewer, path) or can_sign(viewer, path)):
        raise Hidden

    def back() -> object:
        return return_to_draft(assessment=assessment, by=viewer, now=timezone.now())

    return _done(request, assessment, back, _("Vurderingen er et utkast igjen."))


@require_POST
@viewer_required
def revise(request: HttpRequest, viewer: Viewer, assessment_id: int) -> HttpResponse:
    assessment = assessment_for(viewer, assessment_id)
    if not can_assess(viewer, assessment.number.unit.path):
        raise Hidden
    try:
        draft = revise_assessment(assessment=assessment, by=viewer, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("risk", assessment.pk)
    messages.success(request, _("Ny utgave. Den gamle gjelder til denne er underskrevet."))
    return redirect("risk_factors", draft.pk)


@form_methods
@viewer_required
def sign(request: HttpRequest, viewer: Viewer, assessment_id: int) -> HttpResponse:
    assessment = _to_sign(request, viewer, assessment_id)
    form = SignForm(request.POST or None, initial={"version": assessment.version})

    def store() -> object:
        return sign_assessment(
            assessment=assessment, seen=form.seen(), remark=form.cleaned_data["remark"], by=viewer, now=timezone.now()
        )

    if request.method == "POST" and carried_out(form, store):
        messages.success(request, _("Underskrevet. Vurderingen gjelder fra i dag."))
        return redirect("risk", assessment.pk)
    tell = telling_for(viewer, assessment)
    lines = lines_of(assessment, get_language() or viewer.language, tell)
    context = {"form": form, "assessment": assessment, "together": tell(assessment.together), "lines": lines}
    return render(request, "risk/assessment_sign.html", context)


@form_methods
@viewer_required
def ask_for_more(request: HttpRequest, viewer: Viewer, assessment_id: int) -> HttpResponse:
    """Back to whoever wrote it, with what is missing."""
    assessment = _to_sign(request, viewer, assessment_id)
    form = ReturnForm(request.POST or None)

    def back() -> object:
        note = form.cleaned_data["note"]
        return return_to_draft(assessment=assessment, note=note, by=viewer, now=timezone.now())

    if request.method == "POST" and carried_out(form, back):
        messages.success(request, _("Sendt tilbake. Den som skriver vurderingen, får vite det på forsiden sin."))
        return redirect("risk", assessment.pk)
    return render(request, "risk/assessment_return.html", {"form": form, "assessment": assessment})


@form_methods
@viewer_required
def unsigned(request: HttpRequest, viewer: Viewer, assessment_id: int) -> HttpResponse:
    """For a workplace of fewer than five that has agreed on another arrangement."""
    assessment = draft_for(request, viewer, assessment_id)
    form = ReasonForm(request.POST or None)

    def store() -> object:
        return validate_unsigned(
            assessment=assessment, reason=form.cleaned_data["reason"], by=viewer, now=timezone.now()
        )

    if request.method == "POST" and carried_out(form, store):
        messages.success(request, _("Vurderingen gjelder fra i dag."))
        return redirect("risk", assessment.pk)
    return render(request, "risk/assessment_unsigned.html", {"form": form, "assessment": assessment})


def _to_sign(request: HttpRequest, viewer: Viewer, assessment_id: int) -> Assessment:
    """What waits for the viewer's signature; for others the page is not there.

    Where it was taken back while somebody wrote, the action says so beside what they wrote.
    """
    assessment = assessment_for(viewer, assessment_id)
    is_there = assessment.state == State.TO_SIGN or request.method == "POST"
    if not is_there or not can_sign(viewer, assessment.number.unit.path):
        raise Hidden
    return assessment


def _done(request: HttpRequest, assessment: Assessment, act: Callable[[], object], sentence: str) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect("risk", assessment.pk)
