from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from samspill.audit.actions import Actor, record
from samspill.measures.models import Measure, SharedPlan
from samspill.measures.rules import (
    MeasurePlan,
    check_can_change_plan,
    check_can_edit,
    check_can_expect,
    check_can_propose,
    check_can_rewrite,
    check_plan,
    has_begun,
    has_left,
)
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer

ALIKE = (
    "title", "level", "starts_on", "due_on", "aim", "description", "responsible", "took_part", "resources",
    "evaluate_on",
)  # fmt: skip
"""What is called the same in a plan and in the measure, and may be changed until it has ended."""
BORN_WITH = ("library_id", "own", "origin", "pulse_round", "conversation", "story")
EXPECTED = ("expectation", "indicator", "hoped_level")


@dataclass(frozen=True, slots=True)
class Days:
    """The dates of what is carried over."""

    starts_on: date
    due_on: date
    evaluate_on: date | None = None


@transaction.atomic
def decide_measure(*, plan: MeasurePlan, by: Actor, now: datetime) -> Measure:
    """Put a measure on the plan of its unit."""
    if isinstance(by, Viewer):
        check_can_change_plan(by, plan.unit.path)
    measure = _made(plan, today=timezone.localdate(now))
    measure.save()
    record("decide_measure", by=by, now=now, subject=measure, unit=plan.unit.name)
    return measure


@transaction.atomic
def propose_measure(*, plan: MeasurePlan, by: Viewer, now: datetime) -> Measure:
    """Put it on the table; it counts for nothing until somebody who may has decided it."""
    check_can_propose(by, plan.unit.path)
    measure = _made(plan, today=timezone.localdate(now))
    measure.status, measure.proposed_by_id = Measure.Status.PROPOSED, by.person_id
    measure.save()
    record("propose_measure", by=by, now=now, subject=measure, unit=plan.unit.name)
    return measure


@transaction.atomic
def change_measure(*, measure: Measure, plan: MeasurePlan, by: Viewer, now: datetime) -> Measure:
    check_can_change_plan(by, plan.unit.path)
    measure, today = locked(measure), timezone.localdate(now)
    check_can_change_plan(by, measure.unit.path)
    check_can_edit(measure)
    if has_begun(measure):
        plan = replace(plan, starts_on=measure.starts_on, **{name: getattr(measure, name) for name in EXPECTED})
    else:
        check_can_rewrite(measure, plan, today=today)
    check_plan(plan, today=today)
    _expect(measure, plan, today)
    for name in (*ALIKE, "unit"):
        setattr(measure, name, getattr(plan, name))
    measure.factors, measure.reminded_on = list(plan.factors), None
    measure.save()
    record("change_measure", by=by, now=now, subject=measure)
    return measure


@transaction.atomic
def carry_over(*, measure: Measure, plan: MeasurePlan, by: Viewer, now: datetime) -> Measure:
    """Go on with what was not done, as a measure of its own: the old one keeps its dates and its verdict."""
    carried = decide_measure(plan=plan, by=by, now=now)
    carried.carried_from = measure
    carried.save(update_fields=["carried_from"])
    return carried


@transaction.atomic
def carry_over_all(*, measures: Sequence[Measure], days: Days, by: Viewer, now: datetime) -> list[Measure]:
    """Several at once, with new dates; all or none."""
    return [carry_over(measure=one, plan=_carried(one, days, now), by=by, now=now) for one in measures]


def _carried(measure: Measure, days: Days, now: datetime) -> MeasurePlan:
    """What one expects is for the new round, and is written anew; who has left is responsible no more."""
    here = measure.responsible and not has_left(measure.responsible, timezone.localdate(now))
    same = ("unit", "title", "level", "aim", "description", "library_id", "own", "origin", "took_part", "resources")
    return MeasurePlan(
        **{name: getattr(measure, name) for name in same},
        factors=tuple(measure.factors),
        responsible=measure.responsible if here else None,
        starts_on=days.starts_on,
        due_on=days.due_on,
        evaluate_on=days.evaluate_on,
    )


@transaction.atomic
def share_plan(*, unit: Unit, is_shared: bool, by: Viewer, now: datetime) -> None:
    """Let everybody in the organisation read the plan of a unit, or no longer."""
    check_can_change_plan(by, unit.path)
    if is_shared:
        facts = {"shared_on": timezone.localdate(now), "shared_by_id": by.person_id}
        SharedPlan.objects.get_or_create(unit=unit, defaults=facts)
        record("share_plan", by=by, now=now, subject=unit)
    else:
        SharedPlan.objects.filter(unit=unit).delete()
        record("unshare_plan", by=by, now=now, subject=unit)


def locked(measure: Measure) -> Measure:
    """The row as it is now, held until the transaction ends."""
    rows = Measure.objects.select_for_update(of=("self",)).select_related("unit", "responsible")
    return rows.get(pk=measure.pk)


def _made(plan: MeasurePlan, *, today: date) -> Measure:
    check_plan(plan, today=today)
    check_can_expect(plan, today=today)
    measure = Measure(organisation_id=plan.unit.organisation_id, unit=plan.unit, created_on=today)
    for name in (*ALIKE, *BORN_WITH):
        setattr(measure, name, getattr(plan, name))
    measure.factors = list(plan.factors)
    _expect(measure, plan, today)
    return measure


def _expect(measure: Measure, plan: MeasurePlan, today: date) -> None:
    if any(plan.expects):
        was = (measure.expectation, measure.indicator, measure.hoped_level)
        measure.expected_on = measure.expected_on if was == plan.expects and measure.expected_on else today
    else:
        measure.expected_on = None
    for name in EXPECTED:
        setattr(measure, name, getattr(plan, name))
