"""Choosing, proposing and changing a measure: one form, most of it filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspill.audit.rules import Hidden, Refused
from samspill.design.edits import Edit, Subject, sent_in
from samspill.measures.actions import (
    MeasurePlan,
    carry_over,
    carry_over_all,
    change_measure,
    decide_measure,
    propose_measure,
)
from samspill.measures.actions.plans import locked
from samspill.measures.forms import CarryForm, MeasureForm
from samspill.measures.models import Measure
from samspill.measures.queries import (
    Start,
    candidates_for,
    carried_draft,
    draft_for,
    draft_of,
    entry_for,
    expects_in_form,
    factor_choices,
    first_scope_key,
    indicator_choices,
    left_to_carry,
    measure_for,
    new_days,
    scope_for,
    unit_to_plan_for,
    units_to_plan_in,
)
from samspill.measures.rules import can_change_plan, check_can_change_plan
from samspill.organisations.access import viewer_required
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import carried_out, saved
from samspill.pulses.queries import round_for


@dataclass(frozen=True, slots=True)
class _Page:
    """The form and what stands around it."""

    form: MeasureForm
    start: Start
    decides: bool
    """Else one proposes."""


Make = Callable[..., MeasureForm]
Act = Callable[[MeasurePlan, Viewer], Measure]
"""Stores a measure as it is wished; an app above also keeps what it came of."""


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    asked = request.GET
    start = start_in(request, viewer, unit=asked.get("enhet", ""), factor=asked.get("faktor", ""))
    return begin_measure(request, viewer, start, act=_decided)


def begin_measure(request: HttpRequest, viewer: Viewer, start: Start, *, act: Act, back_url: str = "") -> HttpResponse:
    """The form for a new measure; ``back_url`` is where one came from and goes again."""
    page = _page(request, viewer, start, {})
    if request.method == "POST" and page.form.is_valid():
        try:
            measure = act(_plan(page.form, start), viewer)
        except Refused as refused:
            page.form.add_error(None, str(refused))
        else:
            said = _("Tiltaket står i planen.") if page.decides else _("Forslaget er lagt fram for den som bestemmer.")
            messages.success(request, said)
            return redirect(back_url or reverse("measure", args=[measure.pk]))
    return _shown(request, page, {"heading": _("Hva skal vi gjøre?"), "entry": start.entry, "back_url": back_url})


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def carry(request: HttpRequest, viewer: Viewer, measure_id: int) -> HttpResponse:
    """What was not done goes on as a measure of its own."""
    before = measure_for(viewer, measure_id)
    check_can_change_plan(viewer, before.unit.path)
    start = Start(before.unit)
    page = _page(request, viewer, start, carried_draft(before, viewer.today))
    if request.method == "POST" and page.form.is_valid():
        plan = _plan(page.form, start, before)
        try:
            carried = carry_over(measure=before, plan=plan, by=viewer, now=timezone.now())
        except Refused as refused:
            page.form.add_error(None, str(refused))
        else:
            messages.success(request, _("Tiltaket går videre med nye datoer."))
            return redirect("measure", carried.pk)
    return _shown(request, page, {"heading": _("Hvordan går vi videre?"), "before": before})


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def carry_several(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponse:
    """The year is over, and some of it is not done: choose, give new dates once, and go on."""
    scope = scope_for(viewer, key, get_language() or viewer.language)
    if not scope.may_change:
        raise Hidden
    measures = left_to_carry(viewer, scope)
    form = CarryForm(request.POST or None, measures=measures, initial=new_days(viewer.today))

    def carry_on() -> None:
        carried = carry_over_all(measures=form.chosen(), days=form.days(), by=viewer, now=timezone.now())
        messages.success(request, _("%(n)d tiltak går videre med nye datoer.") % {"n": len(carried)})

    if request.method == "POST" and carried_out(form, carry_on):
        return redirect("plan_board", key)
    context = {"scope": scope, "form": form, "measures": measures}
    return render(request, "measures/plan_carry.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def change(request: HttpRequest, viewer: Viewer, measure_id: int) -> HttpResponse:
    measure = measure_for(viewer, measure_id)
    check_can_change_plan(viewer, measure.unit.path)
    start = Start(measure.unit)
    subject = Subject(row=measure, standing=draft_of, make=_maker(viewer, start, measure), hold=locked)
    edit = Edit(subject, sent_in(request))

    def store() -> object:
        plan = _plan(edit.form, start, edit.row)
        return change_measure(measure=edit.row, plan=plan, by=viewer, now=timezone.now())

    if saved(request, edit, store):
        messages.success(request, _("Endringen er lagret."))
        return redirect("measure", measure.pk)
    page = _Page(edit.form, start, can_change_plan(viewer, measure.unit.path))
    return _shown(request, page, {"heading": _("Hva skal endres?"), "measure": measure})


def _shown(request: HttpRequest, page: _Page, more: dict[str, Any]) -> HttpResponse:
    measure = more.get("measure") or more.get("before")
    before = reverse("measure", args=[measure.pk]) if measure else reverse("plan_board", args=[page.start.unit.pk])
    more["back_url"] = more.get("back_url") or before
    shown = {
        "form": page.form,
        "unit": page.start.unit,
        "unit_name": page.start.unit.name_in(get_language() or "nb"),
        "decides": page.decides,
        **more,
    }
    return render(request, "measures/measure_form.html", shown, status=422 if page.form.is_bound else 200)


def _decided(plan: MeasurePlan, viewer: Viewer) -> Measure:
    if can_change_plan(viewer, plan.unit.path):
        return decide_measure(plan=plan, by=viewer, now=timezone.now())
    return propose_measure(plan=plan, by=viewer, now=timezone.now())


def start_in(request: HttpRequest, viewer: Viewer, *, unit: str, factor: str) -> Start:
    """Where one comes from: a unit, a factor, a round, a measure of the library; each may be missing."""
    asked, language = request.GET, get_language() or viewer.language
    key = asked.get("tiltak", "")
    return Start(
        _unit(viewer, request.POST.get("unit", "") or unit),
        entry_for(viewer, key, language) if key else None,
        factor,
        round_for(viewer, int(asked["maling"])) if _is_number(asked.get("maling", "")) else None,
    )


def _unit(viewer: Viewer, number: str) -> Unit:
    """The unit asked for; else the one whose plan one looks at most, among those one may plan in."""
    if _is_number(number):
        return unit_to_plan_for(viewer, int(number))
    units = {str(unit.pk): unit for unit in units_to_plan_in(viewer)}
    if not units:
        raise Hidden
    return units.get(first_scope_key(viewer)) or next(iter(units.values()))


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= 18


def _page(request: HttpRequest, viewer: Viewer, start: Start, initial: dict[str, Any]) -> _Page:
    initial = initial or draft_for(viewer, start, get_language() or viewer.language)
    form = _maker(viewer, start)(request.POST or None, initial={"unit": str(start.unit.pk), **initial})
    return _Page(form, start, can_change_plan(viewer, start.unit.path))


def _maker(viewer: Viewer, start: Start, measure: Measure | None = None) -> Make:
    language, unit = get_language() or viewer.language, start.unit
    responsible = measure.responsible_id if measure else None

    def make(data: QueryDict | None, initial: dict[str, Any]) -> MeasureForm:
        return MeasureForm(
            data,
            initial=initial,
            units=units_to_plan_in(viewer, also=unit),
            people=candidates_for(unit, viewer.today, also=responsible),
            choices=(factor_choices(language), indicator_choices(initial["factors"], initial["indicator"], language)),
            expects=expects_in_form(measure),
        )

    return make


def _plan(form: MeasureForm, start: Start, before: Measure | None = None) -> MeasurePlan:
    cleaned = form.cleaned_data
    same = ("title", "aim", "starts_on", "due_on", "evaluate_on", "description", "level", "took_part", "resources")
    return MeasurePlan(
        unit=form.chosen_unit(),
        **{name: cleaned[name] for name in same},
        **form.expected(),
        factors=tuple(cleaned["factors"]),
        responsible=form.chosen_person(),
        **_origin(start, before),
    )


def _origin(start: Start, before: Measure | None) -> dict[str, Any]:
    if before is not None:
        return {"library_id": before.library_id, "own": before.own, "origin": before.origin}
    entry = start.entry
    return {
        "library_id": entry.key if entry and entry.shipped else "",
        "own": entry.own if entry else None,
        "origin": Measure.Origin.RESULT if start.pulse_round else Measure.Origin.FREE,
        "pulse_round": start.pulse_round,
    }
