from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from samspill.answers.models import SHARDS, Shard, Tally
from samspill.answers.seal import (
    PairLayout,
    Written,
    add,
    add_pairs,
    empty,
    layout_of,
    no_pairs,
    open_shard,
    open_tally,
    pair_layout_of,
    seal_comment,
    seal_shard,
    seal_tally,
)
from samspill.insight.drivers import FEWEST
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
            # Always after the units' row and before a shard, so that no two answers wait for each other.
            _add(pulse_round, (ATTRIBUTE_TABLE, spent.attribute_cell_id), answer.values)
        _add_to_a_shard(pulse_round, answer.values)
        if pulse_round.has_comments:
            _leave_page(pulse_round, spent.cell_id, answer.written)


# Plain SQL on the answering path: building these statements anew would take most of an answer's time.
_LOCK = 'SELECT key, sealed FROM answers_tally WHERE pulse_round_id = %s AND "table" = %s AND cell_id = %s'
_STORE = "UPDATE answers_tally SET sealed = %s WHERE key = %s"
_LOCK_SHARD = "SELECT key, sealed FROM answers_shard WHERE pulse_round_id = %s AND number = %s"
_STORE_SHARD = "UPDATE answers_shard SET sealed = %s WHERE key = %s"
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
    for _attempt in range(2):
        cursor.execute(_for_update(_LOCK), [pulse_round.pk, *place])
        if found := cursor.fetchone():
            return found[0], bytes(found[1])
        lay_out_tallies(pulse_round=pulse_round)
    raise LookupError("The round has no such cell.")


def _for_update(statement: str) -> str:
    # SQLite lets one writer in at a time, so a row needs no lock of its own there.
    return f"{statement} FOR UPDATE" if connection.features.has_select_for_update else statement


def _add_to_a_shard(pulse_round: PulseRound, values: Mapping[str, int | None]) -> None:
    """One of sixteen parts of the whole organisation, drawn by lot; sealed anew also when there is nothing to add."""
    layout = shard_layout(pulse_round)
    if layout is None:
        return
    number = secrets.randbelow(SHARDS)
    with connection.cursor() as cursor:
        cursor.execute(_for_update(_LOCK_SHARD), [pulse_round.pk, number])
        # A round that was opened before there were shards has none, and gets none half-way.
        if found := cursor.fetchone():
            block = add_pairs(open_shard(found[1], pulse_round=pulse_round, number=number), layout, values)
            sealed = seal_shard(block, pulse_round=pulse_round, number=number)
            cursor.execute(_STORE_SHARD, [sealed, found[0]])


def shard_layout(pulse_round: PulseRound) -> PairLayout | None:
    """Nothing in a round that has no shards: too few invited, or nothing asked to hold against the index."""
    if pulse_round.locked.get("invited", 0) < FEWEST:
        return None
    return pair_layout_of(pulse_round.definition)


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
