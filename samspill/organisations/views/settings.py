from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspill.design.edits import Edit, Subject
from samspill.organisations.access import administrators_only
from samspill.organisations.actions import change_organisation, change_safety
from samspill.organisations.forms import FactsForm, SafetyForm, safety_of, workplace_of
from samspill.organisations.queries.browsing import organisation_of
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import saved


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def settings(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Two forms on one page; a hidden field says which of them was sent."""
    organisation, now = organisation_of(viewer), timezone.now()
    sent = next((name for name in ("facts", "safety") if f"{name}-sent" in request.POST), "")
    facts = Edit(
        Subject(row=organisation, standing=workplace_of, make=partial(FactsForm, prefix="facts")),
        request.POST if sent == "facts" else None,
    )
    safety = Edit(
        Subject(row=organisation, standing=safety_of, make=partial(SafetyForm, prefix="safety")),
        request.POST if sent == "safety" else None,
    )
    if saved(
        request, facts, lambda: change_organisation(facts=facts.form.facts(facts.row), by=viewer, now=now)
    ) or saved(request, safety, lambda: change_safety(**safety.form.limits(), by=viewer, now=now)):
        messages.success(request, _("Innstillingene er lagret."))
        return redirect("organisation_settings")
    page = {"facts": facts.form, "safety": safety.form}
    return render(request, "organisations/settings.html", page, status=422 if sent else 200)
