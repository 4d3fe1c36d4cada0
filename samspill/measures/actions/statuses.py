from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from samspill.audit.actions import record
from samspill.measures.actions.plans import locked
from samspill.measures.models import Measure
from samspill.measures.rules import (
    ENDED,
    check_can_carry_out,
    check_can_change_plan,
    check_can_move_on,
    check_can_undo,
    check_verdict,
)
from samspill.organisations.rules import Viewer

Status = Measure.Status


@dataclass(frozen=True, slots=True)
class Ending:
    """How a measure ended: what one sees afterwards, and what was learnt."""

    status: str = Status.FINISHED
    verdict: str = ""
    lesson: str = ""


@transaction.atomic
def move_measure_on(*, measure: Measure, status: str, by: Viewer, now: datetime) -> Measure:
    """One step along the board. A measure that has ended says why: ``end_measure``."""
    measure = locked(measure)
    check_can_carry_out(by, measure, measure.unit.path)
    check_can_move_on(measure, status)
    if status in ENDED:
        return _end(measure, Ending(status), by, now)
    if status == Status.UNDER_WAY and measure.status == Status.DECIDED:
        _begin(measure, timezone.localdate(now))
    _step(measure, status)
    record("move_measure_on", by=by, now=now, subject=measure, status=status)
    return measure


@transaction.atomic
def end_measure(*, measure: Measure, ending: Ending, by: Viewer, now: datetime) -> Measure:
    measure = locked(measure)
    check_can_carry_out(by, measure, measure.unit.path)
    check_can_move_on(measure, ending.status)
    return _end(measure, ending, by, now)


@transaction.atomic
def undo_status(*, measure: Measure, by: Viewer, now: datetime) -> Measure:
    """Back to where it was before the last step; the verdict goes with the ending, the lesson is kept."""
    measure = locked(measure)
    check_can_carry_out(by, measure, measure.unit.path)
    check_can_undo(measure)
    if measure.status_before == Status.PROPOSED:
        # What was decided is undone by those who may decide.
        check_can_change_plan(by, measure.unit.path)
    measure.status, measure.status_before = measure.status_before, ""
    if measure.status not in ENDED:
        measure.verdict, measure.finished_on = "", None
    measure.save()
    record("undo_status", by=by, now=now, subject=measure, status=measure.status)
    return measure


def _begin(measure: Measure, today: date) -> None:
    """It starts when it is started: what was expected must lie before, so the day may come, but never go back."""
    measure.starts_on = today if measure.expected_on is None else max(today, measure.expected_on)
    measure.due_on = max(measure.due_on, measure.starts_on)
    if measure.evaluate_on is not None:
        measure.evaluate_on = max(measure.evaluate_on, measure.starts_on)


def _step(measure: Measure, status: str) -> None:
    measure.status, measure.status_before = status, measure.status
    measure.save()


def _end(measure: Measure, ending: Ending, by: Viewer, now: datetime) -> Measure:
    check_verdict(ending.status, ending.verdict, ending.lesson)
    measure.verdict, measure.lesson = ending.verdict, ending.lesson or measure.lesson
    measure.finished_on = timezone.localdate(now)
    _step(measure, ending.status)
    record("end_measure", by=by, now=now, subject=measure, status=ending.status, verdict=ending.verdict)
    return measure
