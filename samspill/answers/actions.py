from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from samspill.answers.models import SHARDS, Shard, Tally
from samspill.answers.queries import layout_asked, round_asked, shard_layout, shard_layout_asked
from samspill.answers.seal import (
    Written,
    add,
    add_pairs,
    empty,
    layout_of,
    no_pairs,
    open_shard,
    open_tally,
    seal_comment,
    seal_shard,
    seal_tally,
)
from samspill.pulses.actions import Spent, spend_token
from samspill.pulses.fields import random_key
from samspill.pulses.models import ATTRIBUTE_TABLE, UNIT_TABLE, Cell, PulseRound


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person answers: a value per item (nothing for «ikke aktuelt») and perhaps a comment."""

    values: Mapping[str, int | None]
    written: Written


Read = Callable[[PulseRound], Answer]
Place = tuple[str, int]
"""Which tally an answer is added to: table and cell."""


def submit(*, digest: str, read: Read, now: datetime) -> tuple[int, Answer]:
    """Spend the token, mark participation and add to the tallies: all or nothing. Returns the round and the answer.

    ``read`` gets the round the token is good for and gives the answer; what it raises undoes everything. So the
    database is asked about the token once, where it counts. Raises ``Refused`` when the token is unknown or spent,
    or the round no longer receives. No audit line: that somebody answered, and when, is nobody's business.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        # Holds off the close until this ends: what is thanked for is counted.
        spent = spend_token(digest=digest, now=now, cursor=cursor)
        pulse_round = round_asked(spent.round_id)
        answer = read(pulse_round)
        _add(cursor, pulse_round, _places(spent), answer.values)
        _add_to_a_shard(cursor, pulse_round, answer.values)
        if pulse_round.has_comments:
            _leave_page(cursor, pulse_round, spent.cell_id, answer.written)
    return spent.round_id, answer


# Plain SQL on the answering path: building these statements anew would take most of an answer's time.
_LOCK = 'SELECT key, sealed FROM answers_tally WHERE pulse_round_id = %s AND "table" = %s AND cell_id = %s'
_STORE = "UPDATE answers_tally SET sealed = %s WHERE key = %s"
_LOCK_SHARD = "SELECT key, sealed FROM answers_shard WHERE pulse_round_id = %s AND number = %s"
_STORE_SHARD = "UPDATE answers_shard SET sealed = %s WHERE key = %s"
_LEAVE = "INSERT INTO answers_sealedcomment (key, pulse_round_id, cell_id, sealed) VALUES (%s, %s, %s, %s)"


def _places(spent: Spent) -> list[Place]:
    """Always the units' row, then the attribute's and last a shard, so that no two answers wait for each other."""
    places = [(UNIT_TABLE, spent.cell_id)]
    if spent.attribute_cell_id is not None:
        places.append((ATTRIBUTE_TABLE, spent.attribute_cell_id))
    return places


def _add(
    cursor: CursorWrapper, pulse_round: PulseRound, places: Iterable[Place], values: Mapping[str, int | None]
) -> None:
    """Add one respondent to each tally, which from then on is this transaction's alone until it ends."""
    layout = layout_asked(pulse_round.pk)
    for table, cell_id in places:
        key, sealed = _locked(cursor, pulse_round, (table, cell_id))
        block = open_tally(sealed, pulse_round=pulse_round, table=table, cell_id=cell_id)
        block = add(block, layout, values)
        cursor.execute(_STORE, [seal_tally(block, pulse_round=pulse_round, table=table, cell_id=cell_id), key])


def _locked(cursor: CursorWrapper, pulse_round: PulseRound, place: Place) -> tuple[int, bytes]:
    for _attempt in range(2):
        cursor.execute(_for_update(_LOCK), [pulse_round.pk, *place])
        if found := cursor.fetchone():
            return found[0], bytes(found[1])
        lay_out_tallies(pulse_round=pulse_round)
    raise LookupError("The round has no such cell.")


def _for_update(statement: str) -> str:
    # SQLite lets one writer in at a time, so a row needs no lock of its own there.
    return f"{statement} FOR UPDATE" if connection.features.has_select_for_update else statement


def _add_to_a_shard(cursor: CursorWrapper, pulse_round: PulseRound, values: Mapping[str, int | None]) -> None:
    """One of sixteen parts of the whole organisation, drawn by lot; sealed anew also when there is nothing to add."""
    layout = shard_layout_asked(pulse_round.pk)
    if layout is None:
        return
    number = secrets.randbelow(SHARDS)
    cursor.execute(_for_update(_LOCK_SHARD), [pulse_round.pk, number])
    # A round that was opened before there were shards has none, and gets none half-way.
    if found := cursor.fetchone():
        block = add_pairs(open_shard(found[1], pulse_round=pulse_round, number=number), layout, values)
        sealed = seal_shard(block, pulse_round=pulse_round, number=number)
        cursor.execute(_STORE_SHARD, [sealed, found[0]])


def _leave_page(cursor: CursorWrapper, pulse_round: PulseRound, cell_id: int, written: Written) -> None:
    sealed = seal_comment(written, pulse_round=pulse_round, cell_id=cell_id)
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
    _lay_out_shards(pulse_round)


def _lay_out_shards(pulse_round: PulseRound) -> None:
    if layout := shard_layout(pulse_round):
        rows = [
            Shard(
                pulse_round=pulse_round,
                number=number,
                sealed=seal_shard(no_pairs(layout), pulse_round=pulse_round, number=number),
            )
            for number in range(SHARDS)
        ]
        Shard.objects.bulk_create(rows, ignore_conflicts=True)
