"""Writing the long tables before they are published, so that the transaction that publishes holds nobody up.

No query reads a figure or a finding of a round that is not published, so what is written ahead is seen by nobody. It
is written a part at a time, each in a transaction of its own. Should two processes close the same round, the rows are
those of the one that began last, and only that one can publish them; what a close that was cut short had written is
removed first.
"""

from __future__ import annotations

import secrets

from django.db import models, transaction

from samspill.pulses.models import PulseRound
from samspill.results.actions.freezing import Frozen, long_tables
from samspill.results.actions.writing import ROWS_AT_ONCE, insertions
from samspill.results.models import AttributeFigure, Figure, Finding, WrittenAhead

LONG: tuple[type[models.Model], ...] = (Figure, AttributeFigure, Finding)


class Superseded(Exception):
    """Another process has begun to write the same round."""


def write_ahead(frozen: Frozen | None, *, pulse_round: PulseRound) -> str:
    """Write the long tables of a round that is closing, or none; returns what ``is_mine`` asks for."""
    mine = secrets.token_hex(8)
    with transaction.atomic():
        if not PulseRound.objects.select_for_update().filter(pk=pulse_round.pk, state=PulseRound.State.CLOSING):
            return ""
        WrittenAhead.objects.update_or_create(pulse_round=pulse_round, defaults={"by": mine})
    try:
        for table in LONG:
            while _remove_some(table, pulse_round, mine):
                pass
        for table, rows in long_tables(frozen, pulse_round) if frozen else ():
            for write in insertions(table, rows):
                with transaction.atomic():
                    _check_is_mine(pulse_round, mine)
                    write()
    except Superseded:
        return ""
    return mine


def is_mine(pulse_round: PulseRound, mine: str) -> bool:
    """Whether what lies written is what this process wrote; ask it inside the transaction that publishes."""
    return bool(WrittenAhead.objects.select_for_update().filter(pulse_round=pulse_round, by=mine))


def _check_is_mine(pulse_round: PulseRound, mine: str) -> None:
    if not is_mine(pulse_round, mine):
        raise Superseded


@transaction.atomic
def _remove_some(table: type[models.Model], pulse_round: PulseRound, mine: str) -> int:
    _check_is_mine(pulse_round, mine)
    rows = table._default_manager.filter(pulse_round=pulse_round)  # noqa: SLF001 - Django's own name for it
    keys = list(rows.values_list("pk", flat=True)[:ROWS_AT_ONCE])
    return rows.filter(pk__in=keys).delete()[0] if keys else 0
