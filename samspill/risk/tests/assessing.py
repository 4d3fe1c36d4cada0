"""Assessments to test with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from samspill.leadership.tests.telling import viewer_of
from samspill.organisations.models import Unit
from samspill.risk.actions import (
    ChangePlan,
    Combined,
    FactorText,
    begin_assessment,
    begin_change,
    choose_factors,
    decide_change,
    send_to_sign,
    sign_assessment,
    weigh_factor,
    write_combined,
)
from samspill.risk.models import Assessment, ChangeAssessment
from samspill.risk.rules import Weighed
from tests.cast import Cast

FIVE = ("MENGDE", "LEDERSTØTTE", "RESTIT", "ROLLE", "TRYGG")


def looks(cast: Cast, name: str, now: datetime, **more: Any):
    return viewer_of(cast, name, timezone.localtime(now).date(), **more)


def begun(cast: Cast, unit: Unit, *, now: datetime, by: str = "per", factors: Sequence[str] = FIVE) -> Assessment:
    viewer = looks(cast, by, now)
    assessment = begin_assessment(unit=unit, by=viewer, now=now)
    return choose_factors(assessment=assessment, codes=factors, by=viewer, now=now)


def written(cast: Cast, unit: Unit, *, now: datetime, by: str = "per", factors: Sequence[str] = FIVE) -> Assessment:
    viewer = looks(cast, by, now)
    assessment = begun(cast, unit, now=now, by=by, factors=factors)
    for place, code in enumerate(factors):
        assessment.refresh_from_db()
        text = FactorText(code, Weighed(1 + place % 4, 2), "Det kom fram i samtalen.", ("conversations",))
        weigh_factor(assessment=assessment, text=text, by=viewer, now=now)
    assessment.refresh_from_db()
    text = Combined("Mengde og lite hvile forsterker hverandre.", "Teamet og verneombudet.")
    return write_combined(assessment=assessment, text=text, by=viewer, now=now)


def waiting(cast: Cast, unit: Unit, *, now: datetime, by: str = "per") -> Assessment:
    return send_to_sign(assessment=written(cast, unit, now=now, by=by), by=looks(cast, by, now), now=now)


def valid(cast: Cast, unit: Unit, *, now: datetime, by: str = "per") -> Assessment:
    sent = waiting(cast, unit, now=now, by=by)
    return sign_assessment(assessment=sent, seen=sent.version, by=looks(cast, "amina", now), now=now)


def a_plan(*units: Unit, change_on: date, **wishes: Any) -> ChangePlan:
    given = {
        "title": "Felles vaktordning",
        "what_changes": "Nord og Sør deler nattevakt.",
        "who_is_affected": "Nattevaktene i begge lag.",
        "participation": "Drøftet med verneombudet og tillitsvalgte.",
        "factors": ({"factor": "MENGDE", "expected": "Flere brukere om natten.", "measure": "En ekstra vakt."},),
        **wishes,
    }
    return ChangePlan(units=units, change_on=change_on, **given)


def a_change(
    cast: Cast, *units: Unit, now: datetime, by: str = "per", days: int = 30, **wishes: Any
) -> ChangeAssessment:
    viewer = looks(cast, by, now)
    plan = a_plan(*units, change_on=viewer.today + timedelta(days=days), **wishes)
    return begin_change(plan=plan, by=viewer, now=now)


def a_decided_change(cast: Cast, *units: Unit, now: datetime, by: str = "per", days: int = 30) -> ChangeAssessment:
    change = a_change(cast, *units, now=now, by=by, days=days)
    return decide_change(change=change, decision="Vi begynner i mars.", by=looks(cast, by, now), now=now)
