from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.design.edits import Edit, Subject, sent_in
from samspill.organisations.access import administrators_only
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import carried_out, saved
from samspill.yearwheel.actions import (
    add_milestone,
    change_milestone,
    choose_wheel,
    switch_off_milestone,
    switch_on_milestone,
)
from samspill.yearwheel.forms import ChoiceForm, KindForm, MilestoneForm, ReasonForm
from samspill.yearwheel.forms.wheel import initial_of
from samspill.yearwheel.queries import managed_milestone_for, milestones_for, wheel_for
from samspill.yearwheel.queries.choosing import Kind, differences, kind_now, preview_for, yearly_days
from samspill.yearwheel.queries.milestones import people_to_name
from samspill.yearwheel.queries.year import note_text

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
@administrators_only
def choose(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What a wheel of this size and kind has, and what that changes; nothing is changed before it is sent."""
    now_kind = kind_now(viewer)
    sought = KindForm(request.GET if "ansatte" in request.GET else None, initial=_as_fields(now_kind))
    kind = sought.kind() if sought.is_valid() else now_kind
    proposed = preview_for(viewer, kind)
    form = ChoiceForm(request.POST or None, proposed=proposed, kind=kind)

    def begin() -> object:
        return choose_wheel(choice=form.choice(), by=viewer, now=timezone.now(), today=viewer.today)

    if request.method == "POST" and carried_out(form, begin):
        messages.success(request, _("Årshjulet er klart."))
        return redirect("wheel")
    page = {
        "sought": sought,
        "form": form,
        "kind": kind,
        "about": kind.preset.about.in_language(get_language() or "nb"),
        "chosen": wheel_for(viewer),
        "differences": differences(proposed),
        "not_for": [one for one in proposed if not one.is_possible and not one.is_on],
        "note": note_text(),
    }
    return render(request, "yearwheel/choose.html", page)


def _as_fields(kind: Kind) -> dict[str, Any]:
    return {"ansatte": kind.headcount, "offentlig": kind.is_public, "vold": kind.may_meet_violence}


@require_safe
@administrators_only
def milestones(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found = list(milestones_for(viewer))
    page = {
        "on": [(one, yearly_days(one)) for one in found if one.off_on is None],
        "off": [one for one in found if one.off_on is not None],
        "chosen": wheel_for(viewer),
    }
    return render(request, "yearwheel/milestones.html", page)


@form_methods
@administrators_only
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = MilestoneForm(request.POST or None, people=people_to_name(viewer))

    def add() -> object:
        return add_milestone(plan=form.plan(), by=viewer, now=timezone.now())

    if request.method == "POST" and carried_out(form, add):
        messages.success(request, _("Milepælen er med i årshjulet."))
        return redirect("milestones")
    return render(request, "yearwheel/milestone_form.html", {"form": form})


@form_methods
@administrators_only
def change(request: HttpRequest, viewer: Viewer, milestone_id: int) -> HttpResponse:
    milestone = managed_milestone_for(viewer, milestone_id)
    people = people_to_name(viewer, also=milestone.owner)
    make = partial(MilestoneForm, people=people, milestone=milestone)
    edit = Edit(Subject(row=milestone, standing=initial_of, make=make), sent_in(request))

    def store() -> object:
        return change_milestone(milestone=edit.row, plan=edit.form.plan(), by=viewer, now=timezone.now())

    if saved(request, edit, store):
        messages.success(request, _("Endringen er lagret. Det som alt er begynt, står som før."))
        return redirect("milestones")
    return render(request, "yearwheel/milestone_form.html", {"form": edit.form, "milestone": milestone})


@form_methods
@administrators_only
def switch_off(request: HttpRequest, viewer: Viewer, milestone_id: int) -> HttpResponse:
    milestone = managed_milestone_for(viewer, milestone_id)
    form = ReasonForm(request.POST or None)

    def put_off() -> object:
        reason = form.cleaned_data["reason"]
        return switch_off_milestone(milestone=milestone, reason=reason, by=viewer, now=timezone.now())

    if request.method == "POST" and carried_out(form, put_off):
        messages.success(request, _("Milepælen er slått av. Du kan slå den på igjen når som helst."))
        return redirect("milestones")
    return render(request, "yearwheel/milestone_off.html", {"form": form, "milestone": milestone})


@require_POST
@administrators_only
def switch_on(request: HttpRequest, viewer: Viewer, milestone_id: int) -> HttpResponse:
    milestone = managed_milestone_for(viewer, milestone_id)
    switch_on_milestone(milestone=milestone, by=viewer, now=timezone.now())
    messages.success(request, _("Milepælen er slått på."))
    return redirect("milestones")
