from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from samspill.audit.rules import Hidden
from samspill.documents.downloads import download, wanted_mark
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.results.actions import record_export
from samspill.results.exports import FORMS, mark_for, unit_file
from samspill.results.gate.pages import unit_page
from samspill.results.queries.rounds import chosen_round, closed_rounds_for


@viewer_required
def export(request: HttpRequest, viewer: Viewer, unit_id: int, form: str) -> HttpResponse:
    """The figures of the page one sees, for other programs.

    By GET, so that the address can be kept; the line in the log is the one thing written. It changes nothing that
    anybody is shown, and a file fetched twice has left the house twice.
    """
    language = get_language() or viewer.language
    round_id = request.GET.get("maling")
    page = unit_page(viewer, unit_id, round_id=round_id, language=language)
    chosen = chosen_round(closed_rounds_for(viewer), round_id)
    if form not in FORMS or chosen is None or page.table is None or not page.table.rows:
        raise Hidden
    mark = mark_for(viewer, page.unit, wanted_mark(request))
    made = unit_file(page, chosen, form=form, viewer=viewer, mark=mark)
    record_export(unit=page.unit, form=form, by=viewer, now=timezone.now())
    return download(made.content, made.name)
