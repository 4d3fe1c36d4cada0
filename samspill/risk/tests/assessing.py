"""Assessments to test with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from samspill.leadership.tests.telling import viewer_of
from samspill.organisations.models import Unit
from samspill.risk.actions import (
    Combined,
    FactorText,
    begin_assessment,
    choose_factors,
    send_to_sign,
    sign_assessment,
    weigh_factor,
    write_combined,
)
from samspill.risk.models import Assessment
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
        weigh_factor(assessment=assessment, text=text, seen=assessment.version, by=viewer, now=now)
    assessment.refresh_from_db()
    text = Combined("Mengde og lite hvile forsterker hverandre.", "Teamet og verneombudet.")
    return write_combined(assessment=assessment, text=text, seen=assessment.version, by=viewer, now=now)


def waiting(cast: Cast, unit: Unit, *, now: datetime, by: str = "per") -> Assessment:
    return send_to_sign(assessment=written(cast, unit, now=now, by=by), by=looks(cast, by, now), now=now)


def valid(cast: Cast, unit: Unit, *, now: datetime, by: str = "per") -> Assessment:
    sent = waiting(cast, unit, now=now, by=by)
    return sign_assessment(assessment=sent, seen=sent.version, by=looks(cast, "amina", now), now=now)
