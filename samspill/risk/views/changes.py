"""A planned change: thought through before it is decided, looked at again afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.audit.rules import Hidden, Refused
from samspill.design.edits import Edit, Subject, sent_in
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import carried_out, saved
from samspill.risk.actions import abandon_change, begin_change, decide_change, evaluate_change, write_change
from samspill.risk.forms import ChangeForm, DecideForm, OutcomeForm, change_initial, outcome_of, rows_sent
from samspill.risk.models import ChangeAssessment
from samspill.risk.queries import known_factors
from samspill.risk.queries.changes import (
    change_for,
    changes_for,
    expected_of,
    is_late,
    readers_of_change,
    writes_change,
)
from samspill.risk.queries.places import units_to_assess

PER_PAGE = 25
State = ChangeAssessment.State
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change in the list."""

    change: ChangeAssessment
    units: str
    is_late: bool


@require_safe
@viewer_required
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    sought = request.GET.get("q", "").strip()[:200]
    page = Paginator(changes_for(viewer, sought=sought), PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        ChangeRow(one, ", ".join(unit.name for unit in one.units.all()), is_late(one, viewer.today)) for one in page
    ]
    context = {"page": page, "rows": rows, "sought": sought, "writes": bool(units_to_assess(viewer)[:1])}
    return render(request, "risk/changes.html", context)


@form_methods
@viewer_required
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    units = list(units_to_assess(viewer))
    if not units:
        raise Hidden
    known = known_factors(viewer.organisation_id, get_language() or viewer.language)
    initial = {"units": units} if len(units) == 1 else {}
    form = ChangeForm(request.POST or None, units=units, known=known, initial=initial)
    begun: list[ChangeAssessment] = []

    def begin() -> None:
        begun.append(begin_change(plan=form.plan(), by=viewer, now=timezone.now()))

    if request.method == "POST" and carried_out(form, begin):
        messages.success(request, _("Lagret som utkast. Ta det opp med dem det gjelder før dere beslutter."))
        return _onwards(request, form, begun[0])
    return render(request, "risk/change_form.html", {"form": form})


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, change_id: int) -> HttpResponse:
    change = change_for(viewer, change_id)
    context = {
        "change": change,
        "expected": expected_of(change),
        "readers": readers_of_change(change, viewer.today),
        "writes": writes_change(viewer, change),
        "late": is_late(change, viewer.today),
        "happened": change.change_on <= viewer.today,
    }
    return render(request, "risk/change.html", context)


@form_methods
@viewer_required
def edit(request: HttpRequest, viewer: Viewer, change_id: int) -> HttpResponse:
    change = _own(request, viewer, change_id, State.DRAFT)
    known = known_factors(viewer.organisation_id, get_language() or viewer.language)
    units = list(dict.fromkeys([*units_to_assess(viewer), *change.units.all()]))
    rows = max(len(change.factors), rows_sent(request.POST) - 1)
    make = partial(ChangeForm, units=units, known=known, rows=rows)
    edit = Edit(Subject(row=change, standing=change_initial, make=make), sent_in(request))

    def store() -> object:
        return write_change(change=change, plan=edit.form.plan(), by=viewer, now=timezone.now())

    if saved(request, edit, store):
        messages.success(request, _("Endringen er lagret."))
        return _onwards(request, edit.form, change)
    return render(request, "risk/change_form.html", {"change": change, "form": edit.form})


def _onwards(request: HttpRequest, form: ChangeForm, change: ChangeAssessment) -> HttpResponse:
    """To the change; where factors were ticked that nothing is written of, to their places in the form."""
    added = form.added()
    if not added:
        return redirect("change", change.pk)
    told = ngettext(
        "Skriv hva dere venter for faktoren du krysset av.",
        "Skriv hva dere venter for hver av de %(n)d faktorene du krysset av.",
        len(added),
    )
    messages.info(request, told % {"n": len(added)})
    return redirect(reverse("change_edit", args=[change.pk]) + f"#id_expected_{len(form.plan().factors) - len(added)}")


@form_methods
@viewer_required
def decide(request: HttpRequest, viewer: Viewer, change_id: int) -> HttpResponse:
    change = _own(request, viewer, change_id, State.DRAFT)
    form = DecideForm(request.POST or None)

    def act() -> object:
        return decide_change(change=change, decision=form.cleaned_data["decision"], by=viewer, now=timezone.now())

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Beslutningen står nå for alle det gjelder."))
        return redirect("change", change.pk)
    context = {"form": form, "change": change, "late": is_late(change, viewer.today)}
    return render(request, "risk/change_decide.html", context)


@require_POST
@viewer_required
def abandon(request: HttpRequest, viewer: Viewer, change_id: int) -> HttpResponse:
    change = change_for(viewer, change_id)
    if not writes_change(viewer, change):
        raise Hidden
    try:
        abandon_change(change=change, by=viewer, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Endringen blir ikke gjennomført. Det som er skrevet, kan fortsatt leses."))
    return redirect("change", change.pk)


@form_methods
@viewer_required
def evaluate(request: HttpRequest, viewer: Viewer, change_id: int) -> HttpResponse:
    change = _own(request, viewer, change_id, State.DECIDED)
    edit = Edit(Subject(row=change, standing=outcome_of, make=OutcomeForm), sent_in(request))

    def act() -> object:
        outcome = edit.form.cleaned_data["outcome"]
        return evaluate_change(change=change, outcome=outcome, by=viewer, now=timezone.now())

    if saved(request, edit, act):
        messages.success(request, _("Det står nå ved endringen."))
        return redirect("change", change.pk)
    context = {"form": edit.form, "change": change, "expected": expected_of(change)}
    return render(request, "risk/change_evaluate.html", context)


def _own(request: HttpRequest, viewer: Viewer, change_id: int, state: str) -> ChangeAssessment:
    """A change in a state, of whoever may write of it; for others the page is not there.

    Where another has decided while somebody wrote, the action says so beside what they wrote.
    """
    change = change_for(viewer, change_id)
    is_there = change.state == state or request.method == "POST"
    if not is_there or not writes_change(viewer, change):
        raise Hidden
    return change
