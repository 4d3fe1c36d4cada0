"""Opening what is sealed, in memory and for the length of one close, and deleting it afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Count

from samspill.answers.models import SealedComment, Shard, Tally
from samspill.answers.seal import (
    Counts,
    Written,
    layout_of,
    open_comment,
    open_shard,
    open_tally,
    pair_layout_of,
    read,
    read_pairs,
)
from samspill.insight.drivers import Sums
from samspill.insight.publish import AttributeTally, CellTally, Item
from samspill.pulses.models import ATTRIBUTE_TABLE, UNIT_TABLE, Participant, PulseRound
from samspill.results.gate.texts import monthly_ids
from samspill.results.queries.rounds import CLOSED

PAGES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything answered in one round, cell by cell, and a mark by which a later change would be seen."""

    tallies: tuple[CellTally, ...]
    written: Mapping[str, tuple[Written, ...]]
    """Cell key to the comments that were written there; in no order of arrival, since their keys are random."""
    mark: str
    sums: Mapping[str, Sums] = field(default_factory=dict)
    """Per item the sums over the whole organisation that its relation to the index is made of."""
    grouped: tuple[AttributeTally, ...] = ()
    """The same answers in the attribute's table, where the round has one."""
    both: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """How many answered, by their cells in the two tables, of those who are in both."""


def items_of(definition: Mapping[str, Any]) -> tuple[Item, ...]:
    lo, hi = definition["scale"]["min"], definition["scale"]["max"]
    monthly = monthly_ids(definition)
    return tuple(
        Item(item["id"], lo, hi, item["id"] in monthly, bool(item.get("sensitive"))) for item in definition["items"]
    )


def scored(counts: Mapping[str, tuple[int, ...]], definition: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
    """Reversed items turned round, so that a high value is good in all of them."""
    turned = {item["id"] for item in definition["items"] if item["direction"] == "-"}
    return {item: tuple(reversed(values)) if item in turned else tuple(values) for item, values in counts.items()}


def collected(pulse_round: PulseRound) -> Collected:
    """Open the tallies and comments of a round that no longer receives.

    The rows are locked for a moment: an answer that was under way when the round stopped is waited for and counted.
    """
    with transaction.atomic():
        tallies = list(
            Tally.objects.select_for_update(of=("self",))
            .filter(pulse_round=pulse_round)
            .select_related("cell__unit")
            .order_by("pk")
        )
        shards = list(Shard.objects.filter(pulse_round=pulse_round))
    return Collected(
        tuple(_opened(pulse_round, tally) for tally in tallies if tally.table == UNIT_TABLE),
        _written(pulse_round),
        _mark(tally.sealed for tally in tallies),
        _added_up(pulse_round, shards),
        tuple(_grouped(pulse_round, tally) for tally in tallies if tally.table == ATTRIBUTE_TABLE),
        _in_both(pulse_round) if pulse_round.attribute else {},
    )


def _written(pulse_round: PulseRound) -> dict[str, tuple[Written, ...]]:
    """Read without a lock: a page comes in with the tally it belongs to, and those have been waited for."""
    written: dict[str, list[Written]] = {}
    pages = SealedComment.objects.filter(pulse_round=pulse_round).order_by("pk")
    for cell_id, cell, sealed in pages.values_list("cell_id", "cell__key", "sealed").iterator():
        said = open_comment(sealed, pulse_round=pulse_round, cell_id=cell_id)
        if said is not None:
            written.setdefault(cell, []).append(said)
    return {cell: tuple(texts) for cell, texts in written.items()}


def _added_up(pulse_round: PulseRound, shards: Sequence[Shard]) -> dict[str, Sums]:
    """One by one a shard is of nobody in particular, and together they are everybody: only that is ever looked at."""
    layout, whole = pair_layout_of(pulse_round.definition), dict[str, Sums]()
    if layout is None:
        return whole
    for shard in shards:
        block = open_shard(shard.sealed, pulse_round=pulse_round, number=shard.number)
        for item, sums in read_pairs(block, layout).items():
            whole[item] = whole.get(item, Sums()) + sums
    return whole


def _counts(pulse_round: PulseRound, tally: Tally) -> Counts:
    block = open_tally(tally.sealed, pulse_round=pulse_round, table=tally.table, cell_id=tally.cell_id)
    return read(block, layout_of(pulse_round.definition))


def _grouped(pulse_round: PulseRound, tally: Tally) -> AttributeTally:
    counts = _counts(pulse_round, tally)
    return AttributeTally(
        cell=tally.cell.key,
        unit=tally.cell.unit.external_id,
        value=tally.cell.attribute,
        invited=tally.cell.invited,
        respondents=counts.respondents,
        counts=scored(counts.counts, pulse_round.definition),
    )


def _in_both(pulse_round: PulseRound) -> dict[tuple[str, str], int]:
    took_part = Participant.objects.filter(pulse_round=pulse_round, has_answered=True, attribute_cell__isnull=False)
    rows = took_part.values_list("cell__key", "attribute_cell__key").annotate(people=Count("pk"))
    return {(cell, attribute_cell): people for cell, attribute_cell, people in rows}


def _opened(pulse_round: PulseRound, tally: Tally) -> CellTally:
    counts = _counts(pulse_round, tally)
    return CellTally(
        cell=tally.cell.key,
        unit=tally.cell.unit.external_id,
        invited=tally.cell.invited,
        respondents=counts.respondents,
        counts=scored(counts.counts, pulse_round.definition),
    )


def is_unchanged(pulse_round: PulseRound, mark: str) -> bool:
    """Whether the tallies are still those that were counted; ask it inside the transaction that deletes them."""
    sealed = (
        Tally.objects.select_for_update()
        .filter(pulse_round=pulse_round)
        .order_by("pk")
        .values_list("sealed", flat=True)
    )
    return _mark(sealed) == mark


def delete_answers(pulse_round: PulseRound) -> None:
    """What was counted in this round; called in the transaction that publishes it.

    The sealed pages are many and long. They cannot be opened once the round key is gone with that transaction, and are
    deleted after it: see ``delete_pages``.
    """
    Tally.objects.filter(pulse_round=pulse_round).delete()
    Shard.objects.filter(pulse_round=pulse_round).delete()


def delete_pages() -> None:
    """Every sealed page of rounds that are closed, some at a time, so that nobody who answers has to wait."""
    left = SealedComment.objects.filter(pulse_round__state__in=CLOSED)
    while keys := list(left.values_list("pk", flat=True)[:PAGES_AT_ONCE]):
        SealedComment.objects.filter(pk__in=keys).delete()


def answer_tables() -> tuple[str, ...]:
    """The database tables whose deleted rows must also leave the disk."""
    return tuple(model._meta.db_table for model in (Tally, Shard, SealedComment))  # noqa: SLF001 - Django's own name for it


def _mark(sealed: Any) -> str:
    digest = hashlib.sha256()
    for block in sealed:
        digest.update(bytes(block))
    return digest.hexdigest()
