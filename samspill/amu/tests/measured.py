"""Fourteen published rounds: Nord falls clearly in the last four, the whole swings as usual, and Teknisk has too few."""

from __future__ import annotations

from datetime import datetime, timedelta

from samspill.content.items import PULSE_ITEMS
from samspill.insight.tables import INDEX
from samspill.organisations.models import Unit
from samspill.pulses.models import PulseRound
from samspill.results.models import Figure, Finding
from samspill.results.tests.rounds import monthly
from tests.cast import Cast

CALM, FALLEN = 3.6, 2.6
ORDINARY = {"state": "ordinary", "level": CALM, "band": [3.3, 3.9], "firm": True, "sigma": 0.9}


def a_measured_year(cast: Cast, now: datetime, *, people: int = 16) -> PulseRound:
    """The last round, as a close leaves it. ``people``: how many answer in Nord."""
    rounds = [_round(cast, now - timedelta(days=30 * month - 20)) for month in range(14, 0, -1)]
    for place, one in enumerate(rounds):
        fallen = FALLEN if place >= 10 else CALM
        for unit, n, mean in ((cast.root, 40, CALM), (cast.helse, 28, CALM), (cast.nord, people, fallen)):
            _figures(one, unit, n, mean)
        _figures(one, cast.teknisk, None, None)
    begun = rounds[10].pk
    fall = {**ORDINARY, "state": "fall", "shift": -1.0, "since": begun, "z": -5.0}
    for unit, said in ((cast.root, ORDINARY), (cast.helse, ORDINARY), (cast.nord, fall)):
        for item in (*PULSE_ITEMS, INDEX):
            Finding.objects.create(pulse_round=rounds[-1], unit=unit, item=item, assessment=said)
    return rounds[-1]


def _round(cast: Cast, closes_at: datetime) -> PulseRound:
    return PulseRound.objects.create(
        organisation=cast.solvik,
        kind="monthly",
        definition=monthly(),
        opens_at=closes_at - timedelta(days=7),
        closes_at=closes_at,
        published_at=closes_at,
        state=PulseRound.State.PUBLISHED,
    )


def _figures(one: PulseRound, unit: Unit, n: int | None, mean: float | None) -> None:
    reason = "" if n else "too_few_or_extreme"
    Figure.objects.bulk_create(
        Figure(pulse_round=one, unit=unit, item=item, n=n, mean=mean, cover="same", reason=reason)
        for item in (*PULSE_ITEMS, INDEX)
    )
