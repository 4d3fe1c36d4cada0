from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspill.content.rhythm import DEFAULT_VARIANT
from samspill.organisations.access import administrators_only, viewer_required
from samspill.organisations.queries import organisation_of
from samspill.organisations.rules import Viewer
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
    known = rhythm_for(viewer)
    initial = {
        "variant": known.variant if known else DEFAULT_VARIANT,
        "starts_on": known.starts_on if known else viewer.today,
        "asks_about_violence": bool(known and known.asks_about_violence),
    }
    form = RhythmForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        wanted = Rhythm(organisation=organisation_of(viewer), **form.cleaned_data)
        planned = choose_rhythm(wanted=wanted, by=viewer, now=timezone.now())
        messages.success(request, _("%(planned)d målinger er lagt i planen.") % {"planned": len(planned)})
        return redirect("pulse_rhythm")
    year = viewer.today.year
    years = [(each, rounds_of_year_for(viewer, each)) for each in (year, year + 1)]
    return render(request, "pulses/rhythm.html", {"form": form, "years": years, "known": known})
