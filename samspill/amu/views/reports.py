"""The report of a year."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.amu.actions.locking import hold_section
from samspill.amu.actions.reports import adopt_report, draft_report, draft_report_again, write_report_section
from samspill.amu.forms.reports import AdoptForm, SectionForm, YearForm, section_standing
from samspill.amu.models import AnnualReport
from samspill.amu.queries.access import Place, inner_place_for
from samspill.amu.queries.reports import held_meetings, report_for, section_line, sections_of, years_to_report
from samspill.amu.rules.access import can_run
from samspill.audit.rules import Hidden
from samspill.design.edits import Edit, Subject, sent_in
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import carried_out, saved, tried

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
@viewer_required
def draft(request: HttpRequest, viewer: Viewer, committee_id: int) -> HttpResponse:
    """One click: the draft is there to be read and changed."""
    place = inner_place_for(viewer, committee_id)
    if not can_run(place.standing):
        raise Hidden
    form = YearForm(request.POST, years=years_to_report(place.committee, viewer.today))
    made: list[int] = []

    def make() -> None:
        year = form.cleaned_data["year"]
        made.append(draft_report(committee=place.committee, year=year, by=viewer, now=timezone.now()).pk)

    if carried_out(form, make):
        return redirect("annual_report", made[0])
    messages.warning(request, _("Velg et år som ikke har en årsrapport fra før."))
    return redirect("committee", committee_id)


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, report_id: int) -> HttpResponse:
    report, place = report_for(viewer, report_id)
    return _shown(request, viewer, report, place)


def _shown(
    request: HttpRequest, viewer: Viewer, report: AnnualReport, place: Place, form: AdoptForm | None = None
) -> HttpResponse:
    may_write = can_run(place.standing) and report.state == AnnualReport.State.DRAFT
    meetings = held_meetings(place.committee) if may_write else []
    context: dict[str, Any] = {
        "report": report,
        "committee": place.committee,
        "sections": sections_of(report, get_language() or viewer.language),
        "may_write": may_write,
        "adopt": form or (AdoptForm(meetings=meetings) if meetings else None),
    }
    return render(request, "amu/report.html", context, status=422 if form else 200)


def _written_by(viewer: Viewer, report_id: int) -> tuple[AnnualReport, Place]:
    report, place = report_for(viewer, report_id)
    if not can_run(place.standing):
        raise Hidden
    return report, place


@form_methods
@viewer_required
def section(request: HttpRequest, viewer: Viewer, report_id: int, name: str) -> HttpResponse:
    report, _place = _written_by(viewer, report_id)
    line = section_line(report, name, get_language() or viewer.language)
    if report.state == AnnualReport.State.ADOPTED and request.method != "POST":
        raise Hidden
    subject = Subject(row=line.section, standing=section_standing, make=SectionForm, hold=hold_section)
    edit = Edit(subject, sent_in(request))

    def store() -> object:
        text = edit.form.cleaned_data["text"]
        return write_report_section(section=edit.row, text=text, by=viewer, now=timezone.now())

    if saved(request, edit, store):
        messages.success(request, _("Avsnittet er lagret."))
        return redirect("annual_report", report_id)
    return render(request, "amu/report_section.html", {"report": report, "line": line, "form": edit.form})


@require_POST
@viewer_required
def again(request: HttpRequest, viewer: Viewer, report_id: int) -> HttpResponse:
    report, _place = _written_by(viewer, report_id)
    said = _("Utkastet er hentet på nytt. Det dere har skrevet selv, er ikke rørt.")
    tried(request, partial(draft_report_again, report=report, by=viewer), said)
    return redirect("annual_report", report_id)


@require_POST
@viewer_required
def adopt(request: HttpRequest, viewer: Viewer, report_id: int) -> HttpResponse:
    report, place = _written_by(viewer, report_id)
    form = AdoptForm(request.POST, meetings=held_meetings(place.committee))

    def decide() -> object:
        return adopt_report(report=report, meeting=form.meeting(), by=viewer, now=timezone.now())

    if not carried_out(form, decide):
        return _shown(request, viewer, report, place, form=form)
    messages.success(request, _("Årsrapporten er vedtatt. Alle som arbeider her, kan lese den."))
    return redirect("annual_report", report_id)
