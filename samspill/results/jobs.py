"""What falls due by itself."""

from __future__ import annotations

from datetime import datetime

from samspill.results.actions import close_round, delete_expired_comments
from samspill.results.queries.rounds import rounds_to_close


def tick(now: datetime) -> None:
    """Close every round whose time is up, also one that fell due while nobody was there; delete what has expired."""
    failed: Exception | None = None
    for pulse_round in rounds_to_close(now):
        try:
            close_round(pulse_round=pulse_round, now=now)
        except Exception as error:  # noqa: BLE001 - one round that cannot close keeps no other open
            failed = error
    delete_expired_comments(now=now)
    if failed is not None:
        raise failed
