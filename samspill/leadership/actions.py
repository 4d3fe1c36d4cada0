from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samspill.audit.actions import record
from samspill.audit.rules import Hidden
from samspill.leadership.models import Decision, Question
from samspill.leadership.queries import decision_for
from samspill.leadership.rules import (
    check_can_ask,
    check_can_review,
    check_can_tell,
    check_days,
)
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as its teller words it."""

    title: str
    decided: str
    reason: str
    units: tuple[Unit, ...]
    decided_on: date
    alternatives: str = ""
    heard: str = ""
    equal_treatment: str = ""
    review_on: date | None = None


@transaction.atomic
def tell_decision(*, told: Told, by: Viewer, now: datetime) -> Decision:
    _check(told, by)
    decision = Decision(organisation_id=by.organisation_id, decided_by_id=by.person_id, decided_by_name=by.name)
    decision.told_at = now
    _write(decision, told)
    record("tell_decision", by=by, now=now, subject=decision, units=_names(told.units))
    return decision


@transaction.atomic
def revise_decision(*, decision: Decision, told: Told, by: Viewer, now: datetime) -> Decision:
    """Word a decision better, or add what was forgotten; the log keeps that it was changed, and by whom."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    check_can_tell(by, _paths(decision.units.all()))
    _check(told, by)
    _write(decision, told)
    record("revise_decision", by=by, now=now, subject=decision, units=_names(told.units))
    return decision


@transaction.atomic
def review_decision(*, decision: Decision, outcome: str, by: Viewer, now: datetime) -> Decision:
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    check_can_tell(by, _paths(decision.units.all()))
    check_can_review(reviewed_on=decision.reviewed_on, decided_on=decision.decided_on, today=by.today)
    decision.reviewed_on, decision.outcome = by.today, outcome
    decision.save(update_fields=["reviewed_on", "outcome"])
    record("review_decision", by=by, now=now, subject=decision)
    return decision


@transaction.atomic
def ask_about_decision(*, decision: Decision, text: str, by: Viewer, now: datetime) -> Question:
    check_can_ask(by)
    question = Question.objects.create(decision=decision, asked_by_id=by.person_id, text=text, asked_at=now)
    record("ask_about_decision", by=by, now=now, subject=decision)
    return question


@transaction.atomic
def answer_question(*, decision: Decision, question_id: int, answer: str, by: Viewer, now: datetime) -> Question:
    decision = decision_for(by, decision.pk)
    check_can_tell(by, _paths(decision.units.all()))
    question = decision.questions.select_for_update().filter(pk=question_id).first()
    if question is None:
        raise Hidden
    question.answer, question.answered_by_id, question.answered_at = answer, by.person_id, now
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    record("answer_question", by=by, now=now, subject=decision)
    return question


def _check(told: Told, by: Viewer) -> None:
    check_can_tell(by, _paths(told.units))
    check_days(decided_on=told.decided_on, review_on=told.review_on, today=by.today)


def _write(decision: Decision, told: Told) -> None:
    decision.title, decision.decided, decision.reason = told.title, told.decided, told.reason
    decision.alternatives, decision.heard = told.alternatives, told.heard
    decision.equal_treatment = told.equal_treatment
    decision.decided_on, decision.review_on = told.decided_on, told.review_on
    decision.save()
    decision.units.set(told.units)


def _paths(units: Iterable[Unit]) -> list[str]:
    return [unit.path for unit in units]


def _names(units: Iterable[Unit]) -> list[str]:
    return [unit.name for unit in units]
