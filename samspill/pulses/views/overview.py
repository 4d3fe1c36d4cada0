from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspill.content.rhythm import DEFAULT_VARIANT
from samspill.design.edits import Edit, Subject, sent_in
from samspill.organisations.access import administrators_only, viewer_required
from samspill.organisations.models import Organisation
from samspill.organisations.queries import organisation_of
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import saved
from samspill.pulses.actions import choose_rhythm
from samspill.pulses.forms import RhythmForm
from samspill.pulses.models import Rhythm
from samspill.pulses.queries import (
    coming_rounds_for,
    earlier_rounds_for,
    open_rounds_for,
    rhythm_for,
    rounds_of_year_for,
)
from samspill.pulses.rules import can_plan

PER_PAGE = 12
SHOWN_AHEAD = 3
RHYTHM = ("variant", "starts_on", "asks_about_violence")


@require_safe
@viewer_required
def home(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    now = timezone.now()
    page = {
        "open_rounds": open_rounds_for(viewer, now=now),
        "coming": coming_rounds_for(viewer, now=now)[:SHOWN_AHEAD],
        "earlier": Paginator(earlier_rounds_for(viewer), PER_PAGE).get_page(request.GET.get("page")),
        "runs_rounds": can_plan(viewer),
        "rhythm": rhythm_for(viewer),
        "now": now,
    }
    return render(request, "pulses/home.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def rhythm(request: HttpRequest, viewer: Viewer) -> HttpResponse:

    def standing(_organisation: Organisation) -> dict[str, Any]:
        known = rhythm_for(viewer)
        return {name: getattr(known, name) for name in RHYTHM} if known else {}

    subject = Subject(row=organisation_of(viewer), standing=standing, make=RhythmForm)
    edit = Edit(subject, sent_in(request), variant=DEFAULT_VARIANT, starts_on=viewer.today)

    def store() -> None:
        wanted = Rhythm(organisation=edit.row, **edit.form.cleaned_data)
        planned = choose_rhythm(wanted=wanted, by=viewer, now=timezone.now())
        messages.success(request, _("%(planned)d målinger er lagt i planen.") % {"planned": len(planned)})

    if saved(request, edit, store):
        return redirect("pulse_rhythm")
    year = viewer.today.year
    years = [(each, rounds_of_year_for(viewer, each)) for each in (year, year + 1)]
    return render(request, "pulses/rhythm.html", {"form": edit.form, "years": years, "known": rhythm_for(viewer)})
