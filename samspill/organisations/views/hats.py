from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from samspill.accounts.models import User
from samspill.audit.rules import Hidden
from samspill.organisations.access import HAT_KEY, viewer_required
from samspill.organisations.queries import hats_of
from samspill.organisations.rules import Viewer


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def switch(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """In which role, and in which organisation, one is here."""
    hats = hats_of(cast("User", request.user), viewer.today)
    if request.method == "POST":
        key = request.POST.get("hat", "")
        if key not in {hat.key for _organisation, hat in hats}:
            raise Hidden
        request.session[HAT_KEY] = key
        return redirect("/")
    return render(request, "organisations/hats.html", {"hats": hats, "active": viewer.active})
