from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samspill.audit.rules import Hidden
from samspill.documents.downloads import download
from samspill.documents.report import FORMS
from samspill.measures.actions import record_plan_export
from samspill.measures.exports import MOST_ON_PAPER, Plan, mark_for, plan_file
from samspill.measures.queries import counts_of, measures_in, scope_for, whole_measures
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer


@require_safe
@viewer_required
def export(request: HttpRequest, viewer: Viewer, key: str, form: str) -> HttpResponse:
    """The plan as one sees it, as a file."""
    if form not in FORMS:
        raise Hidden
    scope = scope_for(viewer, key, get_language() or viewer.language)
    measures = measures_in(viewer, scope)
    rows = list(whole_measures(measures, most=None if form == "xlsx" else MOST_ON_PAPER))
    mark = mark_for(scope, request.GET.get("merke", ""))
    made = plan_file(Plan(viewer, scope, rows, counts_of(measures, viewer.today), mark), form=form)
    record_plan_export(unit=scope.unit, form=form, by=viewer, now=timezone.now())
    return download(made.content, made.name)
