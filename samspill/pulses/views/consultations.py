from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspill.audit.rules import Hidden
from samspill.content.texts import protocol
from samspill.documents.downloads import download
from samspill.documents.report import report_pdf
from samspill.organisations.access import administrators_only, viewer_required
from samspill.organisations.rules import Viewer
from samspill.pulses.actions import record_consultation
from samspill.pulses.exports import minute_points, minutes
from samspill.pulses.forms import ConsultationForm
from samspill.pulses.queries import consultation_for, consultations_for, reads_minutes
from samspill.pulses.rules import can_plan


@require_safe
@viewer_required
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    if not reads_minutes(viewer):
        raise Hidden
    page = {"consultations": consultations_for(viewer), "runs_rounds": can_plan(viewer)}
    return render(request, "pulses/consultations.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = ConsultationForm(request.POST or None, today=viewer.today)
    if request.method == "POST" and form.is_valid():
        kept = record_consultation(
            held_on=form.cleaned_data["held_on"],
            participants=form.cleaned_data["participants"],
            answers=form.answers(),
            by=viewer,
            now=timezone.now(),
        )
        messages.success(request, _("Protokollen er lagret. De som var med, kan lese den her."))
        return redirect("consultation_show", kept.pk)
    introduction = protocol().introduction.in_language(get_language() or "nb")
    return render(request, "pulses/consultation_new.html", {"form": form, "introduction": introduction})


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, consultation_id: int) -> HttpResponse:
    consultation = consultation_for(viewer, consultation_id)
    page = {"consultation": consultation, "points": minute_points(consultation)}
    return render(request, "pulses/consultation_show.html", page)


@require_safe
@viewer_required
def pdf(request: HttpRequest, viewer: Viewer, consultation_id: int) -> HttpResponse:
    consultation = consultation_for(viewer, consultation_id)
    return download(report_pdf(minutes(consultation)), "droftingsprotokoll.pdf")
