"""What is mapped, paragraph by paragraph, and the factors it is counted by."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.audit.rules import Hidden
from samspill.organisations.access import viewer_required
from samspill.organisations.queries.browsing import UnitDirectory
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import carried_out
from samspill.risk.actions import (
    add_own_factor,
    find_not_relevant,
    find_relevant_again,
    record_mapping,
    retire_own_factor,
)
from samspill.risk.forms import MappingForm, NotRelevantForm, OwnFactorForm
from samspill.risk.queries import known_factors
from samspill.risk.queries.coverage import can_read_coverage, coverage_for
from samspill.risk.queries.factors import (
    mappings_in,
    not_relevant_for,
    not_relevant_in,
    own_factor_for,
    own_factors,
)
from samspill.risk.queries.places import units_to_assess
from samspill.risk.rules import can_manage_factors

A_YEAR = timedelta(days=365)
LATEST = 10
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@viewer_required
def coverage(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    covered = coverage_for(viewer)
    context = {
        "covered": covered,
        "mapped": sum(one.is_mapped for one in covered),
        "total": len(covered),
        "by_hand": mappings_in(viewer)[:LATEST],
        "manages": can_manage_factors(viewer),
        "maps": bool(units_to_assess(viewer)[:1]),
    }
    return render(request, "risk/coverage.html", context)


@require_safe
@viewer_required
def factors(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What the workplace has added, and what it has put aside."""
    if not can_read_coverage(viewer):
        raise Hidden
    known = known_factors(viewer.organisation_id, get_language() or viewer.language)
    aside = [(known[one.factor].name, one) for one in not_relevant_in(viewer) if one.factor in known]
    context = {"own": own_factors(viewer), "aside": aside, "manages": can_manage_factors(viewer), "known": known}
    return render(request, "risk/own_factors.html", context)


@form_methods
@viewer_required
def new_factor(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    _managers_only(viewer)
    form = OwnFactorForm(request.POST or None)

    def add() -> object:
        data = form.cleaned_data
        return add_own_factor(
            name=data["name"], explanation=data["explanation"], law=tuple(data["law"]), by=viewer, now=timezone.now()
        )

    if request.method == "POST" and carried_out(form, add):
        messages.success(request, _("Faktoren kan velges i vurderinger fra nå av."))
        return redirect("risk_own_factors")
    return render(request, "risk/own_factor_new.html", {"form": form})


@require_POST
@viewer_required
def retire_factor(request: HttpRequest, viewer: Viewer, factor_id: int) -> HttpResponse:
    _managers_only(viewer)
    retire_own_factor(own=own_factor_for(viewer, factor_id), by=viewer, now=timezone.now())
    messages.success(request, _("Faktoren er tatt ut av bruk. Vurderingene den står i, beholder den."))
    return redirect("risk_own_factors")


@form_methods
@viewer_required
def put_aside(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """«Ikke relevant hos oss», with the reason in writing."""
    _managers_only(viewer)
    known = known_factors(viewer.organisation_id, get_language() or viewer.language)
    initial = {"factor": request.GET.get("faktor", ""), "review_on": viewer.today + A_YEAR}
    form = NotRelevantForm(request.POST or None, known=known, initial=initial)

    def put() -> object:
        data = form.cleaned_data
        return find_not_relevant(
            code=data["factor"], reason=data["reason"], review_on=data["review_on"], by=viewer, now=timezone.now()
        )

    if request.method == "POST" and carried_out(form, put):
        messages.success(request, _("Begrunnelsen står i lovdekningen."))
        return redirect("risk_own_factors")
    return render(request, "risk/factor_aside.html", {"form": form})


@require_POST
@viewer_required
def take_back_in(request: HttpRequest, viewer: Viewer, found_id: int) -> HttpResponse:
    _managers_only(viewer)
    find_relevant_again(found=not_relevant_for(viewer, found_id), by=viewer, now=timezone.now())
    messages.success(request, _("Faktoren kan velges igjen."))
    return redirect("risk_own_factors")


@form_methods
@viewer_required
def new_mapping(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    units = list(units_to_assess(viewer))
    if not units:
        raise Hidden
    known = known_factors(viewer.organisation_id, get_language() or viewer.language)
    initial = {"unit": units[0], "held_on": viewer.today}
    form = MappingForm(request.POST or None, directory=UnitDirectory(tuple(units)), known=known, initial=initial)

    def keep() -> object:
        return record_mapping(mapped=form.mapped(), by=viewer, now=timezone.now())

    if request.method == "POST" and carried_out(form, keep):
        messages.success(request, _("Kartleggingen er ført."))
        return redirect("coverage" if can_read_coverage(viewer) else "risks")
    return render(request, "risk/mapping_new.html", {"form": form})


def _managers_only(viewer: Viewer) -> None:
    """For the others the page is not there."""
    if not can_manage_factors(viewer):
        raise Hidden
