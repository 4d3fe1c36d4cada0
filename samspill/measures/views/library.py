from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.audit.rules import Hidden, Refused
from samspill.design.edits import Edit, Subject, sent_in
from samspill.measures.actions import (
    OwnPlan,
    add_own_measure,
    change_own_measure,
    restore_own_measure,
    retire_own_measure,
)
from samspill.measures.forms import OwnMeasureForm
from samspill.measures.models import Level, OwnMeasure
from samspill.measures.queries import (
    Sought,
    effort_choices,
    entries_on,
    entry_for,
    entry_page,
    factor_choices,
    grade_choices,
    key_of,
    library_for,
    order_explained,
    own_measure_for,
    trait_named,
    traits_in,
    unit_to_plan_for,
    units_to_plan_in,
)
from samspill.measures.rules import can_edit_library, check_can_edit_library
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import saved

CARRIED = ("enhet", "faktor", "maling")
"""Where one came from, taken along to the new measure."""


@require_safe
@viewer_required
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    language, asked = get_language() or viewer.language, request.GET
    sought = Sought(
        search=asked.get("q", "").strip()[:200],
        level=asked.get("niva", ""),
        factor=asked.get("faktor", ""),
        effort=asked.get("innsats", ""),
        grade=asked.get("evidens", ""),
    )
    page = {
        "order": order_explained(),
        "shelves": library_for(viewer, sought, language),
        "sought": sought,
        "levels": Level.choices,
        "factors": factor_choices(language),
        "efforts": effort_choices(language),
        "grades": grade_choices(language),
        "came_from": _came_from(request),
        "own_url": _new_url(request, viewer),
        "carried": [(name, asked[name]) for name in ("enhet", "maling") if name in asked],
        "may_edit": can_edit_library(viewer),
    }
    return render(request, "measures/library.html", page)


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponse:
    language = get_language() or viewer.language
    entry = entry_for(viewer, key, language)
    page = {
        "entry": entry,
        "page": entry_page(entry, language),
        "came_from": _came_from(request),
        "choose_url": _new_url(request, viewer, tiltak=key),
        "may_edit": entry.own is not None and can_edit_library(viewer),
    }
    return render(request, "measures/library_measure.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def add(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    check_can_edit_library(viewer)
    form = _form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            own = add_own_measure(plan=_plan(form), by=viewer, now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Tiltaket står i biblioteket, og alle her kan velge det."))
            return redirect("library_measure", key_of(own.pk))
    return _shown(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def edit(request: HttpRequest, viewer: Viewer, own_id: int) -> HttpResponse:
    own = own_measure_for(viewer, own_id)
    check_can_edit_library(viewer)
    edit = Edit(Subject(row=own, standing=_initial, make=_form), sent_in(request))

    def store() -> object:
        return change_own_measure(own=own, plan=_plan(edit.form), by=viewer, now=timezone.now())

    if saved(request, edit, store):
        messages.success(request, _("Endringen er lagret."))
        return redirect("library_measure", key_of(own.pk))
    return _shown(request, edit.form, own)


@require_POST
@viewer_required
def retire(request: HttpRequest, viewer: Viewer, own_id: int) -> HttpResponse:
    own, now = own_measure_for(viewer, own_id), timezone.now()
    if own.retired_on is None:
        retire_own_measure(own=own, by=viewer, now=now)
        messages.success(request, _("Tiltaket er tatt ut av biblioteket. De som har valgt det, beholder det."))
    else:
        restore_own_measure(own=own, by=viewer, now=now)
        messages.success(request, _("Tiltaket står i biblioteket igjen."))
    return redirect("library_measure", key_of(own.pk))


@require_safe
@viewer_required
def traits(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    good, risky = traits_in(get_language() or viewer.language)
    return render(request, "measures/traits.html", {"good": good, "risky": risky})


@require_safe
@viewer_required
def trait(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    language = get_language() or viewer.language
    found = trait_named(code, language)
    page = {"trait": found, "entries": entries_on(viewer, found.codes, language)}
    return render(request, "measures/trait.html", page)


def _came_from(request: HttpRequest, **more: str) -> str:
    """The end of an address."""
    return _query(_kept(request) | more)


def _new_url(request: HttpRequest, viewer: Viewer, **more: str) -> str:
    """Where a measure begins: in one's own unit when the one asked about is not; empty for who plans nowhere."""
    if not units_to_plan_in(viewer):
        return ""
    kept = _kept(request)
    if "enhet" in kept and not _plans_in(viewer, kept["enhet"]):
        del kept["enhet"]
    return reverse("measure_new") + _query(kept | more)


def _plans_in(viewer: Viewer, number: str) -> bool:
    try:
        return number.isdecimal() and len(number) <= 18 and bool(unit_to_plan_for(viewer, int(number)))
    except Hidden:
        return False


def _kept(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in CARRIED if request.GET.get(name)}


def _query(parts: Mapping[str, str]) -> str:
    return f"?{urlencode(parts)}" if parts else ""


def _form(data: QueryDict | None, initial: Mapping[str, Any] | None = None) -> OwnMeasureForm:
    language = get_language() or "nb"
    return OwnMeasureForm(data, initial=initial, factors=factor_choices(language), efforts=effort_choices(language))


def _initial(own: OwnMeasure) -> dict[str, Any]:
    names = ("title", "summary", "level", "effort", "factors", "steps", "evaluation")
    return {name: getattr(own, name) for name in names}


def _plan(form: OwnMeasureForm) -> OwnPlan:
    return OwnPlan(**{**form.cleaned_data, "factors": tuple(form.cleaned_data["factors"])})


def _shown(request: HttpRequest, form: OwnMeasureForm, own: OwnMeasure | None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "measures/library_form.html", {"form": form, "own": own}, status=status)
