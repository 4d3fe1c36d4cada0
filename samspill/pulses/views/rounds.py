from __future__ import annotations

import json
from datetime import date
from functools import partial
from typing import Any
from zlib import crc32

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.audit.rules import Refused
from samspill.design.edits import Edit, Subject, sent_in
from samspill.organisations.access import administrators_only, viewer_required
from samspill.organisations.queries import organisation_of
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import saved
from samspill.pulses.actions import RoundPlan, cancel_round, open_round, plan_round, replan_round
from samspill.pulses.forms import CancelForm, PlanForm
from samspill.pulses.models import PulseRound
from samspill.pulses.queries import (
    asked_in,
    attribute_choices_for,
    audience_choices_for,
    audience_ids,
    definition_for,
    editable_round_for,
    invited_units_for,
    locked_lines,
    open_rounds_for,
    piles_for,
    question_choices_for,
    round_for,
    status_for,
)
from samspill.pulses.rules import can_plan

AS_IS = "as-is:"
"""The questions that are planned; the number after it tells whether somebody has planned others meanwhile."""


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, round_id: int) -> HttpResponse:
    pulse_round, now = round_for(viewer, round_id), timezone.now()
    mine = next((one for one in open_rounds_for(viewer, now=now) if one.pulse_round == pulse_round), None)
    page = {
        "round": pulse_round,
        "now": now,
        "mine": mine,
        "asked": asked_in(pulse_round.definition),
        "locked": locked_lines(pulse_round),
        "status": status_for(viewer, pulse_round, now=now),
        "piles": piles_for(viewer, pulse_round),
        "area": invited_units_for(viewer, pulse_round),
        "runs_rounds": can_plan(viewer),
    }
    return render(request, "pulses/round_show.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def plan(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = _form(viewer, request.POST or None, {"questions": "monthly", "opens_on": viewer.today})
    if request.method == "POST" and form.is_valid():
        try:
            planned = plan_round(
                plan=_plan(form, viewer), organisation=organisation_of(viewer), by=viewer, now=timezone.now()
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Målingen er planlagt. Den åpner av seg selv."))
            return redirect("pulse_round", planned.pk)
    return render(request, "pulses/round_plan.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def change(request: HttpRequest, viewer: Viewer, round_id: int) -> HttpResponse:
    pulse_round = editable_round_for(viewer, round_id)
    subject = Subject(row=pulse_round, standing=_standing, make=partial(_form, viewer))
    edit = Edit(subject, sent_in(request))

    def store() -> object:
        plan = _plan(edit.form, viewer, edit.row)
        return replan_round(pulse_round=edit.row, plan=plan, by=viewer, now=timezone.now())

    if saved(request, edit, store):
        messages.success(request, _("Målingen er endret."))
        return redirect("pulse_round", pulse_round.pk)
    return render(request, "pulses/round_plan.html", {"form": edit.form, "round": pulse_round})


def _form(viewer: Viewer, data: QueryDict | None, initial: dict[str, Any]) -> PlanForm:
    units = audience_choices_for(viewer)
    initial = {"units": [str(units[0].pk)] if units else [], **initial}
    questions = question_choices_for(viewer)
    if initial["questions"].startswith(AS_IS):
        questions = [(initial["questions"], _("Det som er planlagt")), *questions]
    attributes = attribute_choices_for(viewer)
    return PlanForm(data, questions=questions, units=units, attributes=attributes, initial=initial)


def _standing(pulse_round: PulseRound) -> dict[str, Any]:
    return {
        "questions": f"{AS_IS}{crc32(json.dumps(pulse_round.definition, sort_keys=True).encode())}",
        "opens_on": timezone.localdate(pulse_round.opens_at),
        "closes_on": timezone.localdate(pulse_round.closes_at),
        "reminder_on": next(iter(pulse_round.reminders_on), None),
        "units": [str(unit) for unit in audience_ids(pulse_round)],
        "languages": pulse_round.languages,
        "has_comments": pulse_round.has_comments,
        "attribute": pulse_round.attribute,
    }


def _plan(form: PlanForm, viewer: Viewer, before: PulseRound | None = None) -> RoundPlan:
    cleaned = form.cleaned_data
    if before is not None and cleaned["questions"].startswith(AS_IS):
        kind, definition = before.kind, before.definition
    else:
        kind, definition = definition_for(viewer, cleaned["questions"])
    return RoundPlan(
        kind=kind,
        definition=definition,
        opens_on=cleaned["opens_on"],
        closes_on=cleaned["closes_on"],
        units=form.chosen_units(),
        languages=tuple(cleaned["languages"]),
        has_comments=cleaned["has_comments"],
        reminders_on=_reminders(cleaned["reminder_on"], before),
        attribute=cleaned.get("attribute", ""),
    )


def _reminders(first: date | None, before: PulseRound | None) -> tuple[date, ...]:
    """The form asks for the first; the later ones that the yearly rhythm gave go with it."""
    if first is None:
        return ()
    return (first, *(date.fromisoformat(day) for day in (before.reminders_on[1:] if before else ())))


@require_POST
@administrators_only
def open_now(request: HttpRequest, viewer: Viewer, round_id: int) -> HttpResponse:
    pulse_round = editable_round_for(viewer, round_id)
    try:
        open_round(pulse_round=pulse_round, by=viewer, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Målingen er åpen. Invitasjonene går ut om litt."))
    return redirect("pulse_round", pulse_round.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def cancel(request: HttpRequest, viewer: Viewer, round_id: int) -> HttpResponse:
    pulse_round = editable_round_for(viewer, round_id)
    form = CancelForm(request.POST or None, expected=pulse_round.title)
    if request.method == "POST" and form.is_valid():
        cancel_round(pulse_round=pulse_round, by=viewer, now=timezone.now(), destroys_answers=True)
        messages.success(request, _("Målingen er avlyst."))
        return redirect("pulse_home")
    return render(request, "pulses/round_cancel.html", {"form": form, "round": pulse_round})
