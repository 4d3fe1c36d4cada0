"""What is done about one factor: chosen from the library, taken from the plan, or written anew."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspill.audit.rules import Hidden
from samspill.measures.models import Measure
from samspill.measures.rules import MeasurePlan
from samspill.measures.views.deciding import begin_measure, start_in
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import carried_out
from samspill.risk.actions import decide_for_risk, tie_measures
from samspill.risk.forms import TiedForm
from samspill.risk.models import Assessment, FactorAssessment
from samspill.risk.queries import assessment_for
from samspill.risk.queries.measures import library_on, running_measures
from samspill.risk.queries.reading import lines_of
from samspill.risk.rules import can_assess, can_tie_measures

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
@viewer_required
def measures(request: HttpRequest, viewer: Viewer, assessment_id: int, code: str) -> HttpResponse:
    assessment, one = _factor(viewer, assessment_id, code)
    language = get_language() or viewer.language
    running = list(running_measures(viewer, assessment.number.unit))
    tied = set(one.measures.values_list("measure_id", flat=True))
    form = TiedForm(request.POST or None, running=running, tied=tied)

    def tie() -> object:
        return tie_measures(one=one, chosen=form.chosen(), by=viewer, now=timezone.now())

    if request.method == "POST" and carried_out(form, tie):
        messages.success(request, _("Lagret. Tiltakene står ved vurderingen."))
        return redirect("risk", assessment.pk)
    context = {
        "assessment": assessment,
        "form": form,
        "running": running,
        "line": next(line for line in lines_of(assessment, language) if line.factor.code == code),
        "entries": library_on(viewer, code, language),
    }
    return render(request, "risk/factor_measures.html", context)


@form_methods
@viewer_required
def new_measure(request: HttpRequest, viewer: Viewer, assessment_id: int, code: str) -> HttpResponse:
    """The form of the plan, with the risk it came of kept beside it."""
    assessment, one = _factor(viewer, assessment_id, code)

    def act(plan: MeasurePlan, by: Viewer) -> Measure:
        return decide_for_risk(one=one, plan=plan, by=by, now=timezone.now())

    start = start_in(request, viewer, unit=str(assessment.number.unit_id), factor=code)
    return begin_measure(request, viewer, start, act=act, back_url=reverse("risk", args=[assessment.pk]))


def _factor(viewer: Viewer, assessment_id: int, code: str) -> tuple[Assessment, FactorAssessment]:
    """Where measures may be chosen; for others the page is not there."""
    assessment = assessment_for(viewer, assessment_id)
    one = assessment.factors.filter(factor=code).first()
    if one is None or not can_assess(viewer, assessment.number.unit.path) or not can_tie_measures(assessment.state):
        raise Hidden
    return assessment, one
