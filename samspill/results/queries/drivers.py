"""What goes together with how people are, as it was frozen: of the whole organisation alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.results.models import Driver


class DriverRow(NamedTuple):
    """One line as it lies in the database."""

    round_id: int
    item: str
    n: int
    correlation: float | None
    low: float | None
    high: float | None
    or_more: bool


COLUMNS = ("pulse_round_id", *DriverRow._fields[1:])


def drivers_for(viewer: Viewer, unit: Unit, round_id: int) -> list[DriverRow]:
    """In the questionnaire's order; of the organisation alone. ``unit`` comes from ``unit_for(viewer, …)``."""
    if unit.parent_id is not None:
        return []
    rows = published_drivers(viewer.organisation_id, [round_id])
    return [DriverRow._make(row) for row in rows.values_list(*COLUMNS)]


def published_drivers(organisation_id: int, rounds: Sequence[int]) -> QuerySet[Driver]:
    return Driver.objects.filter(
        pulse_round__in=rounds,
        pulse_round__organisation_id=organisation_id,
        pulse_round__state=PulseRound.State.PUBLISHED,
    ).order_by("pulse_round_id", "pk")
