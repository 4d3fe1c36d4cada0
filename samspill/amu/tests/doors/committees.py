"""Tor sits for the employer and is HR, Amina for the employees, Kari is her deputy and has not pledged; Per writes."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from samspill.amu.models import Seat
from samspill.amu.tests.holding import a_committee
from tests.cast import Cast
from tests.doors import Door

NOBODY = {**dict.fromkeys(("kari", "jonas", "amina", "per", "tor", "siri", "ola", "rut"), 404), "anonymous": 302}
RUNS = {**NOBODY, "per": 200, "tor": 200}
MEMBERS = {**RUNS, "amina": 200, "kari": 200}
WORKS_HERE = {**MEMBERS, "jonas": 200}


def redirects(expect: dict[str, int]) -> dict[str, int]:
    return {name: 302 if status == 200 else status for name, status in expect.items()}


def committee(cast: Cast) -> dict[str, Any]:
    return {"committee_id": a_committee(cast, timezone.now()).pk}


def seat(cast: Cast) -> dict[str, Any]:
    at = committee(cast)
    return {**at, "seat_id": Seat.objects.get(person=cast.amina).pk}


DOORS: dict[str, Door] = {
    # Whoever has one committee to read begins in it; here nobody has any.
    "committees": Door(expect={**WORKS_HERE, "siri": 200, "ola": 200}),
    "committee_new": Door(expect={**RUNS, "ola": 200}),
    "committee": Door(args=committee, expect=WORKS_HERE),
    "committee_edit": Door(args=committee, expect=RUNS),
    "committee_members": Door(args=committee, expect=MEMBERS),
    "seat_new": Door(args=committee, expect=RUNS),
    "seat_end": Door(args=seat, expect=RUNS),
    "chair_new": Door(args=committee, expect=RUNS),
    "committee_pledge": Door(args=committee, expect={**NOBODY, "kari": 200}),
    "committee_cases": Door(args=committee, expect=MEMBERS),
    "case_propose": Door(args=committee, expect=MEMBERS),
    "meeting_new": Door(args=committee, expect=RUNS),
    "report_draft": Door(args=committee, method="post", data={"year": "2025"}, expect=redirects(RUNS)),
}
