"""Rounds for tests: cells, participants and sealed tallies as opening and answering leave them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from samspill.answers.models import SHARDS, SealedComment, Shard, Tally
from samspill.answers.seal import (
    Written,
    add,
    add_pairs,
    empty,
    layout_of,
    no_pairs,
    pair_layout_of,
    seal_comment,
    seal_shard,
    seal_tally,
)
from samspill.content.questionnaires import shipped
from samspill.organisations.models import Organisation, Unit
from samspill.pulses.keys import wrap_new_round_key
from samspill.pulses.models import AudienceUnit, Cell, PulseRound
from samspill.pulses.queries.definitions import definition_of

State = PulseRound.State
Answers = Mapping[Unit, Sequence[int]]


def monthly() -> dict[str, Any]:
    return definition_of(shipped("monthly"))


def quarterly() -> dict[str, Any]:
    return definition_of(shipped("quarterly"))


def open_round(
    organisation: Organisation,
    answers: Answers,
    *,
    now: datetime,
    definition: dict[str, Any] | None = None,
    invited: Mapping[Unit, int] | None = None,
    comments: Mapping[Unit, Sequence[Written]] | None = None,
    kind: str = "monthly",
) -> PulseRound:
    """A round that is due: in each unit everybody answers all items with their one value."""
    definition = definition or monthly()
    pulse_round = PulseRound.objects.create(
        organisation=organisation,
        kind=kind,
        definition=definition,
        opens_at=now - timedelta(days=7),
        closes_at=now - timedelta(minutes=1),
        has_comments=comments is not None,
    )
    pulse_round.state, pulse_round.sealed_key = State.OPEN, wrap_new_round_key(pulse_round.pk)
    pulse_round.save()
    for root in Unit.objects.filter(organisation=organisation, parent=None):
        AudienceUnit.objects.create(pulse_round=pulse_round, unit=root)
    parents = set(Unit.objects.filter(organisation=organisation).values_list("parent_id", flat=True))
    for unit, values in answers.items():
        key = f"{unit.external_id}:rest" if unit.pk in parents else unit.external_id
        number = (invited or {}).get(unit, max(len(values), 5))
        cell = Cell.objects.create(pulse_round=pulse_round, key=key, unit=unit, invited=number)
        fill(pulse_round, cell, values, (comments or {}).get(unit, ()))
    return pulse_round


def yearly() -> dict[str, Any]:
    return definition_of(shipped("yearly"))


def add_sheets(pulse_round: PulseRound, sheets: Sequence[Mapping[str, int | None]]) -> None:
    """What whole sheets of answers leave in the shards; there must be fifty."""
    PulseRound.objects.filter(pk=pulse_round.pk).update(locked={"invited": len(sheets)})
    layout = pair_layout_of(pulse_round.definition)
    assert layout is not None
    blocks = [no_pairs(layout)] * SHARDS
    for place, sheet in enumerate(sheets):
        blocks[place % SHARDS] = add_pairs(blocks[place % SHARDS], layout, sheet)
    for number, block in enumerate(blocks):
        sealed = seal_shard(block, pulse_round=pulse_round, number=number)
        Shard.objects.create(pulse_round=pulse_round, number=number, sealed=sealed)


def fill(pulse_round: PulseRound, cell: Cell, values: Sequence[int], written: Sequence[Written]) -> None:
    layout = layout_of(pulse_round.definition)
    block = empty(layout)
    for value in values:
        block = add(block, layout, dict.fromkeys(layout.items, value))
    sealed = seal_tally(block, pulse_round=pulse_round, table="unit", cell_id=cell.pk)
    Tally.objects.create(pulse_round=pulse_round, cell=cell, sealed=sealed)
    pages = [*written, *[Written("", "team", "nb")] * (len(values) - len(written))]
    for page in pages if pulse_round.has_comments else ():
        sealed = seal_comment(page, pulse_round=pulse_round, cell_id=cell.pk)
        SealedComment.objects.create(pulse_round=pulse_round, cell=cell, sealed=sealed)
