from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspill.organisations.access import administrators_only
from samspill.organisations.actions import change_organisation, change_safety
from samspill.organisations.forms import FactsForm, SafetyForm
from samspill.organisations.queries.browsing import organisation_of
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import carried_out


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def settings(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Two forms on one page; a hidden field says which of them was sent."""
    organisation = organisation_of(viewer)
    sent = next((name for name in ("facts", "safety") if f"{name}-sent" in request.POST), "")
    facts = FactsForm(request.POST if sent == "facts" else None, initial=organisation.__dict__, prefix="facts")
    safety = SafetyForm(request.POST if sent == "safety" else None, initial=organisation.__dict__, prefix="safety")
    done = (
        sent == "facts"
        and carried_out(
            facts,
            lambda: change_organisation(facts=facts.facts(organisation), by=viewer, now=timezone.now()),
        )
    ) or (
        sent == "safety"
        and carried_out(safety, lambda: change_safety(**safety.limits(), by=viewer, now=timezone.now()))
    )
    if done:
        messages.success(request, _("Innstillingene er lagret."))
        return redirect("organisation_settings")
    page = {"facts": facts, "safety": safety}
    return render(request, "organisations/settings.html", page, status=422 if sent else 200)
