from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samspill.audit.rules import Hidden
from samspill.documents.downloads import download
from samspill.documents.report import FORMS
from samspill.measures.actions import record_plan_export
from samspill.measures.exports import MOST_ON_PAPER, Plan, mark_for, plan_file
from samspill.measures.queries import counts_of, whole_measures
from samspill.measures.views.plans import chosen, kept_filter
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer


@require_safe
@viewer_required
def export(request: HttpRequest, viewer: Viewer, key: str, form: str) -> HttpResponse:
    """The plan as one sees it, or what one has filtered of it, as a file."""
    if form not in FORMS:
        raise Hidden
    scope, measures = chosen(request, viewer, key)
    rows = list(whole_measures(measures, most=None if form == "xlsx" else MOST_ON_PAPER))
    mark = mark_for(scope, request.GET.get("merke", ""))
    made = plan_file(
        Plan(viewer, scope, rows, counts_of(measures, viewer.today), mark, is_part=bool(kept_filter(request))),
        form=form,
    )
    record_plan_export(unit=scope.unit, form=form, by=viewer, now=timezone.now())
    return download(made.content, made.name)
