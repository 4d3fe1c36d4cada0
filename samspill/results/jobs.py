"""What falls due by itself."""

from __future__ import annotations

from datetime import datetime

from samspill.results.actions import close_round, delete_expired_comments
from samspill.results.queries.rounds import rounds_to_close


def tick(now: datetime) -> None:
    """Close every round whose time is up, also one that fell due while nobody was there; delete what has expired."""
    for pulse_round in rounds_to_close(now):
        close_round(pulse_round=pulse_round, now=now)
    delete_expired_comments(now=now)
