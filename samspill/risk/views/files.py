"""Files of assessments, of the register, and the internal control folder."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samspill.audit.rules import Hidden
from samspill.documents.downloads import download, wanted_mark
from samspill.documents.report import FORMS, INTERNAL, PUBLIC
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.risk.actions import record_assessment_export, record_folder_export, record_register_export
from samspill.risk.exports import FOLDER_FORMS, REGISTER_FORMS, Exported, assessment_file, folder_file, register_file
from samspill.risk.queries import assessment_for, numbers_for
from samspill.risk.queries.internal_control import internal_control_for
from samspill.risk.queries.quoting import telling_for
from samspill.risk.queries.reading import lines_of, said_facts
from samspill.risk.queries.register import register_rows
from samspill.risk.rules import can_assess
from samspill.risk.views.register import sifted_by


@require_safe
@viewer_required
def assessment(request: HttpRequest, viewer: Viewer, assessment_id: int, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Hidden
    one, language = assessment_for(viewer, assessment_id), get_language() or viewer.language
    open_to_all = wanted_mark(request) == PUBLIC and can_assess(viewer, one.number.unit.path)
    tell = telling_for(viewer, one, open_to_all=open_to_all)
    one.together = tell(one.together)
    exported = Exported(
        viewer, one, lines_of(one, language, tell), said_facts(one, language), PUBLIC if open_to_all else INTERNAL
    )
    made = assessment_file(exported, form=form)
    record_assessment_export(assessment=one, form=form, by=viewer, now=timezone.now())
    return download(made.content, made.name)


@require_safe
@viewer_required
def register(request: HttpRequest, viewer: Viewer, form: str) -> HttpResponse:
    """As one has filtered it."""
    if form not in REGISTER_FORMS:
        raise Hidden
    rows = register_rows(list(numbers_for(viewer, sifted_by(request))), viewer.today)
    made = register_file(rows, form=form, viewer=viewer)
    record_register_export(form=form, by=viewer, now=timezone.now())
    return download(made.content, made.name)


@require_safe
@viewer_required
def folder(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    parts = internal_control_for(viewer)
    context = {"parts": parts, "filled": sum(part.is_filled for part in parts), "total": len(parts)}
    return render(request, "risk/internal_control.html", context)


@require_safe
@viewer_required
def folder_export(request: HttpRequest, viewer: Viewer, form: str) -> HttpResponse:
    if form not in FOLDER_FORMS:
        raise Hidden
    made = folder_file(internal_control_for(viewer), form=form, viewer=viewer)
    record_folder_export(form=form, by=viewer, now=timezone.now())
    return download(made.content, made.name)
