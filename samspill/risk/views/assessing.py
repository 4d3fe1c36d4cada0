"""Step by step through an assessment; each page leads to the next that is not done."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspill.audit.rules import Hidden
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import carried_out
from samspill.risk.actions import choose_factors, weigh_factor, write_combined, write_facts
from samspill.risk.forms import CombinedForm, FactorsForm, FactsForm, WeighForm, combined_initial, weigh_initial
from samspill.risk.models import Assessment
from samspill.risk.queries import assessment_for, factors_of, known_factors
from samspill.risk.queries.combining import combined_start
from samspill.risk.queries.grounds import grounds_of, participants
from samspill.risk.queries.reading import lines_of
from samspill.risk.rules import can_assess
from samspill.risk.views.again import Sent, shown_again

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
    chosen = list(assessment.factors.values_list("factor", flat=True))
    make = partial(FactorsForm, known=known, initial={"factors": chosen, "version": assessment.version})
    form = make(request.POST or None)

    def choose() -> object:
        codes = form.cleaned_data["factors"]
        return choose_factors(assessment=assessment, codes=codes, seen=form.seen(), by=viewer, now=timezone.now())

    if request.method == "POST" and carried_out(form, choose):
        return redirect(_next(assessment, viewer))
    left_out = [one for one in known.values() if one.not_relevant]
    context = {"assessment": assessment, "left_out": left_out}
    return shown_again(request, "risk/assessment_factors.html", context, Sent(form, make, assessment.version))


@form_methods
@viewer_required
def weigh(request: HttpRequest, viewer: Viewer, assessment_id: int, code: str) -> HttpResponse:
    assessment = draft_for(request, viewer, assessment_id)
    one = assessment.factors.filter(factor=code).first()
    if one is None:
        raise Hidden
    language, unit = get_language() or viewer.language, assessment.number.unit
    grounds = grounds_of(viewer, unit, assessment.pulse_round, language).get(code, [])
    initial = weigh_initial(one, assessment.version)
    if grounds and not one.reasoning:
        initial |= {"reasoning": "\n".join(ground.sentence for ground in grounds), "sources": ["pulse"]}
    with_residual = one.measures.exists() or one.residual_probability is not None
    make = partial(WeighForm, initial=initial, with_residual=with_residual)
    form = make(request.POST or None)

    def store() -> object:
        return weigh_factor(
            assessment=assessment, text=form.text(code), seen=form.seen(), by=viewer, now=timezone.now()
        )

    if request.method == "POST" and carried_out(form, store):
        return redirect(_next(assessment, viewer, after=code))
    context = _place(assessment, viewer, code) | {"grounds": grounds, "one": one}
    return shown_again(request, "risk/factor_weigh.html", context, Sent(form, make, assessment.version))


@form_methods
@viewer_required
def facts(request: HttpRequest, viewer: Viewer, assessment_id: int) -> HttpResponse:
    assessment = draft_for(request, viewer, assessment_id)
    initial = {"version": assessment.version, **{f"fact_{key}": text for key, text in assessment.facts.items()}}
    make = partial(FactsForm, initial=initial)
    form = make(request.POST or None)

    def store() -> object:
        return write_facts(assessment=assessment, found=form.found(), seen=form.seen(), by=viewer, now=timezone.now())

    if request.method == "POST" and carried_out(form, store):
        return redirect(_next(assessment, viewer))
    context = {"assessment": assessment}
    return shown_again(request, "risk/assessment_facts.html", context, Sent(form, make, assessment.version))


@form_methods
@viewer_required
def combined(request: HttpRequest, viewer: Viewer, assessment_id: int) -> HttpResponse:
    """All factors side by side, and what they do to each other."""
    assessment = draft_for(request, viewer, assessment_id)
    language = get_language() or viewer.language
    initial = combined_initial(assessment)
    if not assessment.together:
        initial["together"] = combined_start(list(assessment.factors.order_by("pk")), factors_of(assessment, language))
    if not assessment.took_part:
        initial["took_part"] = participants(viewer, assessment.number.unit)
    make = partial(CombinedForm, initial=initial)
    form = make(request.POST or None)

    def store() -> object:
        return write_combined(
            assessment=assessment, text=form.combined(), seen=form.seen(), by=viewer, now=timezone.now()
        )

    if request.method == "POST" and carried_out(form, store):
        messages.success(request, _("Vurderingen er lagret. Les gjennom, og send den til verneombudet."))
        return redirect("risk", assessment.pk)
    context = {"assessment": assessment, "lines": lines_of(assessment, language)}
    return shown_again(request, "risk/assessment_combined.html", context, Sent(form, make, assessment.version))


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
