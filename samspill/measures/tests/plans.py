"""Measures for tests: decided as people do it, or put straight into the database where a test is not about that."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from samspill.measures.actions import MeasurePlan
from samspill.measures.models import Measure
from samspill.organisations.models import Unit
from tests.cast import Cast

TODAY = date(2026, 11, 23)


def a_plan(unit: Unit, **wishes: Any) -> MeasurePlan:
    given = {
        "title": "Ukentlig prioriteringsmøte",
        "level": "team",
        "starts_on": TODAY,
        "due_on": TODAY + timedelta(weeks=8),
        "evaluate_on": TODAY + timedelta(weeks=10),
        "factors": ("MENGDE",),
        **wishes,
    }
    return MeasurePlan(unit=unit, **given)


def a_measure(unit: Unit, **fields: Any) -> Measure:
    given = {
        "title": "Ukentlig prioriteringsmøte",
        "level": "team",
        "factors": ["MENGDE"],
        "starts_on": TODAY,
        "due_on": TODAY + timedelta(weeks=8),
        "created_on": TODAY,
        **fields,
    }
    return Measure.objects.create(organisation=unit.organisation, unit=unit, **given)


def a_finished_measure(unit: Unit, **fields: Any) -> Measure:
    ended = {"status": "finished", "verdict": "better", "finished_on": TODAY, "lesson": "Hold det kort.", **fields}
    return a_measure(unit, **ended)


def later(now: datetime, **time: float) -> datetime:
    return now + timedelta(**time)


def leave(cast: Cast, name: str, on: date) -> None:
    person = getattr(cast, name)
    person.left_on = on
    person.save()
