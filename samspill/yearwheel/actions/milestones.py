from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from samspill.audit.actions import record
from samspill.organisations.models import Person
from samspill.organisations.rules import Viewer
from samspill.yearwheel.actions.planning import plan_occurrences, replan, window_of
from samspill.yearwheel.models import Milestone, Occurrence
from samspill.yearwheel.rules import (
    Window,
    check_can_cite,
    check_can_manage,
    check_can_recur,
    check_can_switch_off,
    check_title,
)

State = Occurrence.State


@dataclass(frozen=True, slots=True)
class MilestonePlan:
    """A milestone as somebody wishes it. An empty title, text or proof means the shipped one."""

    title: str
    window: Window
    ring: str
    owner_role: str
    text: str = ""
    proof: str = ""
    scope: str = Milestone.Scope.ORGANISATION
    done_by: str = "marked"
    owner: Person | None = None
    lead_days: int = 14
    law: tuple[str, ...] = ()


@transaction.atomic
def add_milestone(*, plan: MilestonePlan, by: Viewer, now: datetime) -> Milestone:
    """One of the organisation's own."""
    check_can_manage(by)
    check_title(plan.title)
    milestone = Milestone(organisation_id=by.organisation_id, since=by.today, scope=plan.scope)
    _write(milestone, plan)
    plan_occurrences(organisation_id=by.organisation_id, today=by.today)
    record("add_milestone", by=by, now=now, subject=milestone)
    return milestone


@transaction.atomic
def change_milestone(*, milestone: Milestone, plan: MilestonePlan, by: Viewer, now: datetime) -> Milestone:
    """What has not begun follows the new days; what was done stays. Its scope is for good."""
    check_can_manage(by)
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk, organisation_id=by.organisation_id)
    if not milestone.key:
        check_title(plan.title)
    before = window_of(milestone)
    lead_before = milestone.lead_days
    _write(milestone, plan)
    if (window_of(milestone), milestone.lead_days) != (before, lead_before):
        replan(milestone, by.today)
        plan_occurrences(organisation_id=by.organisation_id, today=by.today)
    record("change_milestone", by=by, now=now, subject=milestone)
    return milestone


def _write(milestone: Milestone, plan: MilestonePlan) -> None:
    check_can_recur(plan.window)
    check_can_cite(plan.law)
    milestone.own_title, milestone.own_text, milestone.own_proof = plan.title.strip(), plan.text, plan.proof
    milestone.ring, milestone.done_by = plan.ring, plan.done_by
    milestone.owner_role, milestone.owner = plan.owner_role, plan.owner
    milestone.first_month, milestone.first_day = plan.window.first_month, plan.window.first_day
    milestone.last_month, milestone.last_day = plan.window.last_month, plan.window.last_day
    milestone.lead_days, milestone.law = plan.lead_days, list(plan.law)
    milestone.save()


@transaction.atomic
def switch_off_milestone(*, milestone: Milestone, reason: str, by: Viewer, now: datetime) -> None:
    check_can_manage(by)
    check_can_switch_off(reason)
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk, organisation_id=by.organisation_id)
    switch_off(milestone, reason.strip(), by.today)
    record("switch_off_milestone", by=by, now=now, subject=milestone, reason=reason.strip())


@transaction.atomic
def switch_on_milestone(*, milestone: Milestone, by: Viewer, now: datetime) -> None:
    check_can_manage(by)
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk, organisation_id=by.organisation_id)
    switch_on(milestone, by.today)
    plan_occurrences(organisation_id=by.organisation_id, today=by.today)
    record("switch_on_milestone", by=by, now=now, subject=milestone)


def switch_off(milestone: Milestone, reason: str, today: date) -> None:
    """Inside the caller's transaction. What is not done goes with it; what is done stays to be read."""
    milestone.off_on, milestone.off_reason = today, reason[:400]
    milestone.save(update_fields=["off_on", "off_reason"])
    left = milestone.occurrences.filter(state=State.OPEN)
    left.update(state=State.OFF, reason=reason[:400], sequence=F("sequence") + 1)


def switch_on(milestone: Milestone, today: date) -> None:
    """Inside the caller's transaction. What has passed meanwhile was not asked for and stays off."""
    milestone.off_on, milestone.off_reason = None, ""
    milestone.save(update_fields=["off_on", "off_reason"])
    back = milestone.occurrences.filter(state=State.OFF, ends_on__gte=today)
    back.exclude(unit__closed_on__lte=today).update(state=State.OPEN, reason="", sequence=F("sequence") + 1)
