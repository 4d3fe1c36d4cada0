from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samspill.audit.actions import record
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.risk.models import ChangeAssessment
from samspill.risk.queries import known_factors
from samspill.risk.rules import (
    check_can_assess,
    check_can_decide_change,
    check_can_evaluate_change,
    check_can_write_change,
    check_change_days,
    check_factor_code,
    check_texts,
)

State = ChangeAssessment.State


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """A planned change as its owner describes it."""

    title: str
    what_changes: str
    units: tuple[Unit, ...]
    change_on: date
    who_is_affected: str = ""
    factors: tuple[dict[str, str], ...] = ()
    better: str = ""
    when_told: str = ""
    participation: str = ""
    evaluate_on: date | None = None

    @property
    def texts(self) -> dict[str, str]:
        return {
            "what_changes": self.what_changes,
            "who_is_affected": self.who_is_affected,
            "better": self.better,
            "when_told": self.when_told,
            "participation": self.participation,
        }


@transaction.atomic
def begin_change(*, plan: ChangePlan, by: Viewer, now: datetime) -> ChangeAssessment:
    _check(plan, by)
    change = ChangeAssessment(organisation_id=by.organisation_id, begun_on=by.today, responsible_id=by.person_id)
    _write(change, plan)
    record("begin_change", by=by, now=now, subject=change, units=[unit.name for unit in plan.units])
    return change


@transaction.atomic
def write_change(*, change: ChangeAssessment, plan: ChangePlan, by: Viewer, now: datetime) -> ChangeAssessment:
    change = _locked(change, by)
    check_can_write_change(change.state)
    _check(plan, by)
    _write(change, plan)
    record("write_change", by=by, now=now, subject=change)
    return change


@transaction.atomic
def decide_change(*, change: ChangeAssessment, decision: str, by: Viewer, now: datetime) -> ChangeAssessment:
    change = _locked(change, by)
    check_can_decide_change(state=change.state, participation=change.participation, decision=decision)
    check_texts({"decision": decision})
    change.state, change.decision, change.decided_on = State.DECIDED, decision, by.today
    change.save()
    record("decide_change", by=by, now=now, subject=change)
    return change


@transaction.atomic
def abandon_change(*, change: ChangeAssessment, by: Viewer, now: datetime) -> ChangeAssessment:
    """It did not come about; what was thought of it stays readable."""
    change = _locked(change, by)
    check_can_write_change(change.state)
    change.state = State.ABANDONED
    change.save()
    record("abandon_change", by=by, now=now, subject=change)
    return change


@transaction.atomic
def evaluate_change(*, change: ChangeAssessment, outcome: str, by: Viewer, now: datetime) -> ChangeAssessment:
    """What one sees afterwards; written anew, it replaces what was seen before."""
    change = _locked(change, by)
    check_can_evaluate_change(state=change.state, change_on=change.change_on, today=by.today, outcome=outcome)
    check_texts({"outcome": outcome})
    change.outcome, change.evaluated_on = outcome.strip(), by.today
    change.save()
    record("evaluate_change", by=by, now=now, subject=change)
    return change


def _locked(change: ChangeAssessment, by: Viewer) -> ChangeAssessment:
    change = ChangeAssessment.objects.select_for_update().get(pk=change.pk)
    for unit in change.units.all():
        check_can_assess(by, unit.path)
    return change


def _check(plan: ChangePlan, by: Viewer) -> None:
    for unit in plan.units:
        check_can_assess(by, unit.path)
    check_change_days(change_on=plan.change_on, evaluate_on=plan.evaluate_on)
    check_texts(plan.texts)
    known = known_factors(by.organisation_id, by.language)
    for row in plan.factors:
        check_factor_code(row["factor"], known=known)
        check_texts(row)


def _write(change: ChangeAssessment, plan: ChangePlan) -> None:
    change.title, change.change_on, change.evaluate_on = plan.title, plan.change_on, plan.evaluate_on
    change.factors = list(plan.factors)
    for name, text in plan.texts.items():
        setattr(change, name, text)
    change.save()
    change.units.set(plan.units)
