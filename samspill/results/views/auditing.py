from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samspill.audit.rules import Hidden
from samspill.documents.downloads import download
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.pulses.forms import CancelForm
from samspill.results.actions import ask_for_audit, record_export, withdraw_round
from samspill.results.exports import everything_file
from samspill.results.gate.auditing import said_of
from samspill.results.jobs import carry_out_if_quick
from samspill.results.queries.audits import (
    audits_for,
    found_in,
    latest_audit,
    objections_for,
    round_to_withdraw_for,
)
from samspill.results.rules import can_see_audits, can_see_objections, can_take_file

RUNS_A_PAGE = 10


@viewer_required
def overview(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Can anybody work out what somebody answered? What the auditor looked at, found, and when."""
    language = get_language() or viewer.language
    runs = audits_for(viewer)
    latest = latest_audit(viewer.organisation_id)
    shown = Paginator(runs.filter(finished_at__isnull=False), RUNS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "waiting": runs.filter(finished_at=None).first(),
        "latest": latest,
        "said": said_of(latest, language) if latest else None,
        "found": found_in(viewer, latest),
        "runs": shown,
        "lines": [(run, said_of(run, language)) for run in shown],
        "objected": objections_for(viewer),
        "sees_objections": can_see_objections(viewer),
        "may_take_file": can_take_file(viewer),
    }
    return render(request, "results/audit.html", context)


@require_POST
@viewer_required
def run(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    if not can_see_audits(viewer):
        raise Hidden
    now = timezone.now()
    carry_out_if_quick(ask_for_audit(by=viewer, now=now), now)
    return redirect("results_audit")


@viewer_required
def file(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Everything published, to be checked somewhere else."""
    if not can_take_file(viewer):
        raise Hidden
    made = everything_file(viewer)
    record_export(unit=None, form="json", by=viewer, now=timezone.now())
    return download(made, "results.json")


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def withdraw(request: HttpRequest, viewer: Viewer, round_id: int) -> HttpResponse:
    pulse_round = round_to_withdraw_for(viewer, round_id)
    form = CancelForm(request.POST or None, expected=pulse_round.title)
    if request.method == "POST" and form.is_valid():
        latest = latest_audit(viewer.organisation_id)
        withdraw_round(pulse_round=pulse_round, run=latest, by=viewer, now=timezone.now())
        messages.success(request, _("Tallene er trukket tilbake."))
        return redirect("results_audit")
    return render(request, "results/round_withdraw.html", {"form": form, "round": pulse_round})
