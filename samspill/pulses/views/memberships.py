from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspill.audit.rules import Hidden, Refused
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.pulses.actions import approve_membership
from samspill.pulses.queries import (
    changed_units_for,
    invited_names_for,
    invited_units_for,
    represents_somebody,
    round_for,
)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def approvals(request: HttpRequest, viewer: Viewer, round_id: int) -> HttpResponse:
    if not represents_somebody(viewer):
        raise Hidden
    pulse_round = round_for(viewer, round_id)
    if request.method == "POST":
        seen = request.POST.get("seen", "").split(",")
        try:
            approved = approve_membership(pulse_round=pulse_round, seen=seen, by=viewer, now=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            names = ", ".join(unit.name for unit in approved)
            messages.success(request, _("Godkjent: %(names)s.") % {"names": names})
        return redirect("round_approvals", pulse_round.pk)
    changed = changed_units_for(viewer, pulse_round)
    page = {
        "round": pulse_round,
        "changed": changed,
        "waiting": ",".join(unit.digest for unit in changed if not unit.is_approved),
        "units": invited_units_for(viewer, pulse_round),
    }
    return render(request, "pulses/round_approvals.html", page)


@require_safe
@viewer_required
def names(request: HttpRequest, viewer: Viewer, round_id: int, unit_id: int) -> HttpResponse:
    pulse_round = round_for(viewer, round_id)
    unit, people = invited_names_for(viewer, pulse_round, unit_id)
    return render(request, "pulses/round_names.html", {"round": pulse_round, "unit": unit, "people": people})
