from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from samspill.answers.models import Tally
from samspill.answers.seal import Written, add, empty, layout_of, open_tally, seal_comment, seal_tally
from samspill.pulses.actions import spend_token
from samspill.pulses.fields import random_key
from samspill.pulses.models import ATTRIBUTE_TABLE, UNIT_TABLE, Cell, PulseRound


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person answers: a value per item (nothing for «ikke aktuelt») and perhaps a comment."""

    values: Mapping[str, int | None]
    written: Written


def submit(*, digest: str, answer: Answer, pulse_round: PulseRound, now: datetime) -> None:
    """Spend the token, mark participation and add to the tally, or with an attribute to the two: all or nothing.

    No audit line: that somebody answered, and when, is nobody's business. Raises ``Refused`` when the token is spent
    or the round no longer receives.
    """
    with transaction.atomic():
        # Holds off the close until this ends: what is thanked for is counted.
        spent = spend_token(digest=digest, now=now)
        _add(pulse_round, (UNIT_TABLE, spent.cell_id), answer.values)
        if spent.attribute_cell_id is not None:
            # Always after the units' row, so that no two answers wait for each other.
            _add(pulse_round, (ATTRIBUTE_TABLE, spent.attribute_cell_id), answer.values)
        if pulse_round.has_comments:
            _leave_page(pulse_round, spent.cell_id, answer.written)


# Plain SQL on the answering path: building these statements anew would take most of an answer's time.
_LOCK = 'SELECT key, sealed FROM answers_tally WHERE pulse_round_id = %s AND "table" = %s AND cell_id = %s'
_STORE = "UPDATE answers_tally SET sealed = %s WHERE key = %s"
_LEAVE = "INSERT INTO answers_sealedcomment (key, pulse_round_id, cell_id, sealed) VALUES (%s, %s, %s, %s)"


def _add(pulse_round: PulseRound, place: tuple[str, int], values: Mapping[str, int | None]) -> None:
    """Add one respondent to a cell's tally (table, cell), which is this transaction's alone until it ends."""
    table, cell_id = place
    with connection.cursor() as cursor:
        key, sealed = _locked(cursor, pulse_round, place)
        block = open_tally(sealed, pulse_round=pulse_round, table=table, cell_id=cell_id)
        block = add(block, layout_of(pulse_round.definition), values)
        cursor.execute(_STORE, [seal_tally(block, pulse_round=pulse_round, table=table, cell_id=cell_id), key])


def _locked(cursor: CursorWrapper, pulse_round: PulseRound, place: tuple[str, int]) -> tuple[int, bytes]:
    # SQLite lets one writer in at a time, so the row needs no lock of its own there.
    lock = f"{_LOCK} FOR UPDATE" if connection.features.has_select_for_update else _LOCK
    for _attempt in range(2):
        cursor.execute(lock, [pulse_round.pk, *place])
        if found := cursor.fetchone():
            return found[0], bytes(found[1])
        lay_out_tallies(pulse_round=pulse_round)
    raise LookupError("The round has no such cell.")


def _leave_page(pulse_round: PulseRound, cell_id: int, written: Written) -> None:
    sealed = seal_comment(written, pulse_round=pulse_round, cell_id=cell_id)
    with connection.cursor() as cursor:
        cursor.execute(_LEAVE, [random_key(), pulse_round.pk, cell_id, sealed])


def lay_out_tallies(*, pulse_round: PulseRound) -> None:
    """An empty tally for every cell at once, so that a tally's being there says nothing of anybody."""
    block = empty(layout_of(pulse_round.definition))
    cells = Cell.objects.filter(pulse_round=pulse_round).values_list("table", "pk")
    rows = [
        Tally(
            pulse_round=pulse_round,
            table=table,
            cell_id=cell_id,
            sealed=seal_tally(block, pulse_round=pulse_round, table=table, cell_id=cell_id),
        )
        for table, cell_id in cells
    ]
    Tally.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
