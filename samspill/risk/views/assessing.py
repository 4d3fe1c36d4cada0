"""Step by step through an assessment; each page leads to the next that is not done."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspill.audit.rules import Hidden
from samspill.design.edits import Edit, Subject, sent_in
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import saved
from samspill.risk.actions import choose_factors, weigh_factor, write_combined, write_facts
from samspill.risk.actions.assessments import held_factor
from samspill.risk.forms import (
    CombinedForm,
    FactorsForm,
    FactsForm,
    WeighForm,
    combined_initial,
    factors_initial,
    facts_initial,
    weigh_initial,
)
from samspill.risk.models import Assessment, FactorAssessment
from samspill.risk.queries import assessment_for, factors_of, known_factors
from samspill.risk.queries.combining import combined_start
from samspill.risk.queries.grounds import grounds_of, participants
from samspill.risk.queries.reading import lines_of
from samspill.risk.rules import can_assess

form_methods = require_http_methods(["GET", "HEAD", "POST"])


def draft_for(request: HttpRequest, viewer: Viewer, assessment_id: int) -> Assessment:
    """A draft the viewer may write in; for others the page is not there.

    Where it was sent on while somebody wrote, the action says so beside what they wrote.
    """
    assessment = assessment_for(viewer, assessment_id)
    is_there = assessment.state == Assessment.State.DRAFT or request.method == "POST"
    if not is_there or not can_assess(viewer, assessment.number.unit.path):
        raise Hidden
    return assessment


@form_methods
@viewer_required
def factors(request: HttpRequest, viewer: Viewer, assessment_id: int) -> HttpResponse:
    assessment = draft_for(request, viewer, assessment_id)
    known = known_factors(viewer.organisation_id, get_language() or viewer.language)
    subject = Subject(row=assessment, standing=factors_initial, make=partial(FactorsForm, known=known))
    edit = Edit(subject, sent_in(request))

    def choose() -> object:
        codes = edit.form.cleaned_data["factors"]
        return choose_factors(assessment=assessment, codes=codes, by=viewer, now=timezone.now())

    if saved(request, edit, choose):
        return redirect(_next(assessment, viewer))
    left_out = [one for one in known.values() if one.not_relevant]
    context = {"assessment": assessment, "left_out": left_out, "form": edit.form}
    return render(request, "risk/assessment_factors.html", context)


@form_methods
@viewer_required
def weigh(request: HttpRequest, viewer: Viewer, assessment_id: int, code: str) -> HttpResponse:
    assessment = draft_for(request, viewer, assessment_id)
    one = assessment.factors.filter(factor=code).first()
    if one is None:
        raise Hidden
    language, unit = get_language() or viewer.language, assessment.number.unit
    grounds = grounds_of(viewer, unit, assessment.pulse_round, language).get(code, [])
    proposed = {"reasoning": "\n".join(ground.sentence for ground in grounds), "sources": ["pulse"]} if grounds else {}

    def standing(one: FactorAssessment) -> dict[str, Any]:
        return weigh_initial(one) | ({} if one.reasoning else proposed)

    with_residual = one.measures.exists() or one.residual_probability is not None
    make = partial(WeighForm, with_residual=with_residual)
    edit = Edit(Subject(row=one, standing=standing, make=make, hold=held_factor), sent_in(request))

    def store() -> object:
        return weigh_factor(assessment=assessment, text=edit.form.text(code), by=viewer, now=timezone.now())

    if saved(request, edit, store):
        return redirect(_next(assessment, viewer, after=code))
    context = _place(assessment, viewer, code) | {"grounds": grounds, "one": one, "form": edit.form}
    return render(request, "risk/factor_weigh.html", context)


@form_methods
@viewer_required
def facts(request: HttpRequest, viewer: Viewer, assessment_id: int) -> HttpResponse:
    assessment = draft_for(request, viewer, assessment_id)
    edit = Edit(Subject(row=assessment, standing=facts_initial, make=FactsForm), sent_in(request))

    def store() -> object:
        return write_facts(assessment=assessment, found=edit.form.found(), by=viewer, now=timezone.now())

    if saved(request, edit, store):
        return redirect(_next(assessment, viewer))
    return render(request, "risk/assessment_facts.html", {"assessment": assessment, "form": edit.form})


@form_methods
@viewer_required
def combined(request: HttpRequest, viewer: Viewer, assessment_id: int) -> HttpResponse:
    """All factors side by side, and what they do to each other."""
    assessment = draft_for(request, viewer, assessment_id)
    language = get_language() or viewer.language

    def standing(assessment: Assessment) -> dict[str, Any]:
        stands = combined_initial(assessment)
        stands["together"] = stands["together"] or combined_start(
            list(assessment.factors.order_by("pk")), factors_of(assessment, language)
        )
        stands["took_part"] = stands["took_part"] or participants(viewer, assessment.number.unit)
        return stands

    edit = Edit(Subject(row=assessment, standing=standing, make=CombinedForm), sent_in(request))

    def store() -> object:
        return write_combined(assessment=assessment, text=edit.form.combined(), by=viewer, now=timezone.now())

    if saved(request, edit, store):
        messages.success(request, _("Vurderingen er lagret. Les gjennom, og send den til verneombudet."))
        return redirect("risk", assessment.pk)
    context = {"assessment": assessment, "lines": lines_of(assessment, language), "form": edit.form}
    return render(request, "risk/assessment_combined.html", context)


def _place(assessment: Assessment, viewer: Viewer, code: str) -> dict[str, Any]:
    """Which factor this is, of how many, and what stands there now."""
    lines = lines_of(assessment, get_language() or viewer.language)
    codes = [line.factor.code for line in lines]
    at = codes.index(code)
    return {"assessment": assessment, "line": lines[at], "number": at + 1, "total": len(lines)}


def _next(assessment: Assessment, viewer: Viewer, after: str = "") -> str:
    """The next factor that is not done, from the one just written on; then all together."""
    lines = lines_of(assessment, viewer.language)
    codes = [line.factor.code for line in lines]
    start = codes.index(after) + 1 if after in codes else 0
    for line in [*lines[start:], *lines[:start]]:
        if not line.is_done and line.factor.code != after:
            return reverse("risk_weigh", args=[assessment.pk, line.factor.code])
    return reverse("risk_combined", args=[assessment.pk])
