"""What a page shows, to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samspill.audit.rules import Hidden
from samspill.documents.downloads import download, wanted_mark
from samspill.documents.report import FORMS, report_file
from samspill.organisations.access import viewer_required
from samspill.organisations.queries import unit_for
from samspill.organisations.rules import Viewer
from samspill.results.access import result_for
from samspill.results.actions import record_export
from samspill.results.exports import file_name, mark_for
from samspill.site.queries import reports


@require_safe
@viewer_required
def unit_report(request: HttpRequest, viewer: Viewer, unit_id: int, form: str) -> HttpResponse:
    """Whoever sees the page may take the report; a page without figures has none."""
    language = get_language() or viewer.language
    page = result_for(viewer, unit_for(viewer, unit_id), round_id=request.GET.get("maling"), language=language)
    if form not in FORMS or page.table is None or not page.table.rows:
        raise Hidden
    mark = mark_for(viewer, page.unit, wanted_mark(request))
    report = reports.unit_report(viewer, page, mark=mark, language=language)
    made = report_file(report, name=file_name(page), form=form)
    record_export(unit=page.unit, form=form, by=viewer, now=timezone.now())
    return download(made.content, made.name)
