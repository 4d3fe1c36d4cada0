"""What falls due by itself."""

from __future__ import annotations

from datetime import datetime

from samspill.pulses.jobs import one_by_one
from samspill.results.actions import close_round, delete_expired_comments
from samspill.results.queries.rounds import rounds_to_close


def tick(now: datetime) -> None:
    """Close every round whose time is up, also one that fell due while nobody was there; delete what has expired."""
    try:
        one_by_one(rounds_to_close(now), lambda pulse_round: close_round(pulse_round=pulse_round, now=now))
    finally:
        delete_expired_comments(now=now)
