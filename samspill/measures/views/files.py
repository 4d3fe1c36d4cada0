from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samspill.audit.rules import Hidden
from samspill.documents.downloads import download, wanted_mark
from samspill.documents.report import FORMS, PUBLIC
from samspill.measures.actions import record_plan_export
from samspill.measures.exports import MOST_ON_PAPER, Plan, mark_for, plan_file
from samspill.measures.queries import counts_of, number_for_one_person, open_to_all, roles_of, whole_measures
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
    mark = mark_for(scope, wanted_mark(request))
    left_out = number_for_one_person(measures) if mark == PUBLIC else 0
    shown = open_to_all(measures) if mark == PUBLIC else measures
    rows = list(whole_measures(shown, most=None if form == "xlsx" else MOST_ON_PAPER))
    is_part = bool(kept_filter(request))
    roles = roles_of([one.responsible_id for one in rows if one.responsible_id], viewer.today) if mark == PUBLIC else {}
    counts = counts_of(shown, viewer.today)
    plan = Plan(viewer, scope, rows, counts, mark, is_part=is_part, left_out=left_out, roles=roles)
    made = plan_file(plan, form=form)
    record_plan_export(unit=scope.unit, form=form, by=viewer, now=timezone.now())
    return download(made.content, made.name)
