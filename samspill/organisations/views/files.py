"""Import: upload, see over, confirm."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspill.audit.rules import Refused
from samspill.organisations.access import administrators_only
from samspill.organisations.forms import ImportForm
from samspill.organisations.imports import ImportRefused, Problem, confirm_draft, draft_plan, drop_draft, keep_draft
from samspill.organisations.rules import Viewer

PROBLEMS_SHOWN = 100
LINES_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def upload(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        keep_draft(units=data["units"], people=data["people"], by=viewer, now=timezone.now())
        try:
            draft_plan(by=viewer, now=timezone.now())
        except ImportRefused as refused:
            drop_draft(by=viewer)
            problems = refused.problems
        else:
            return redirect("import_preview")
    page = {"form": form, "problems": problems[:PROBLEMS_SHOWN], "more": len(problems) - PROBLEMS_SHOWN}
    return render(request, "organisations/import_upload.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def preview(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    if request.method == "POST":
        return _confirm(request, viewer)
    try:
        plan = draft_plan(by=viewer, now=timezone.now())
    except ImportRefused as refused:
        messages.error(request, str(refused.problems[0]))
        return redirect("import_upload")
    if plan is None:
        return redirect("import_upload")
    sections = [(section, section.lines[:LINES_SHOWN], section.count - LINES_SHOWN) for section in plan.sections()]
    return render(request, "organisations/import_preview.html", {"plan": plan, "sections": sections})


def _confirm(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    try:
        confirm_draft(digest=request.POST.get("digest", ""), by=viewer, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("import_preview")
    messages.success(request, _("Importen er gjort."))
    return redirect("organisation")


@require_http_methods(["POST"])
@administrators_only
def drop(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    drop_draft(by=viewer)
    messages.info(request, _("Filene er slettet, og ingenting er endret."))
    return redirect("import_upload")
