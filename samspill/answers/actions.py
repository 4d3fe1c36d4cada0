from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samspill.answers.models import SealedComment, Tally
from samspill.answers.seal import Written, add, empty, layout_of, open_tally, seal_comment, seal_tally
from samspill.pulses.actions import spend_token
from samspill.pulses.models import Cell, PulseRound

TABLE = "unit"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person answers: a value per item (nothing for «ikke aktuelt») and perhaps a comment."""

    values: Mapping[str, int | None]
    written: Written


def submit(*, digest: str, answer: Answer, pulse_round: PulseRound, now: datetime) -> None:
    """Spend the token, mark participation and add to the tally: all or nothing.

    No audit line: that somebody answered, and when, is nobody's business. Raises ``Refused`` when the token is spent
    or the round no longer receives.
    """
    with transaction.atomic():
        # Holds off the close until this ends: what is thanked for is counted.
        spent = spend_token(digest=digest, now=now)
        tally = _locked_tally(pulse_round, spent.cell_id)
        _add(tally, pulse_round, answer.values)
        if pulse_round.has_comments:
            _leave_page(pulse_round, spent.cell_id, answer.written)


def _locked_tally(pulse_round: PulseRound, cell_id: int) -> Tally:
    locked = Tally.objects.select_for_update().filter(pulse_round=pulse_round, table=TABLE, cell_id=cell_id)
    tally = locked.first()
    if tally is None:
        lay_out_tallies(pulse_round=pulse_round)
        tally = locked.get()
    return tally


def _add(tally: Tally, pulse_round: PulseRound, values: Mapping[str, int | None]) -> None:
    place = {"pulse_round": pulse_round, "table": tally.table, "cell_id": tally.cell_id}
    block = add(open_tally(tally.sealed, **place), layout_of(pulse_round.definition), values)
    Tally.objects.filter(pk=tally.pk).update(sealed=seal_tally(block, **place))


def _leave_page(pulse_round: PulseRound, cell_id: int, written: Written) -> None:
    sealed = seal_comment(written, pulse_round=pulse_round, cell_id=cell_id)
    SealedComment.objects.create(pulse_round=pulse_round, cell_id=cell_id, sealed=sealed)


def lay_out_tallies(*, pulse_round: PulseRound) -> None:
    """An empty tally for every cell at once, so that a tally's being there says nothing of anybody."""
    block = empty(layout_of(pulse_round.definition))
    cells = Cell.objects.filter(pulse_round=pulse_round, table=TABLE).values_list("pk", flat=True)
    rows = [
        Tally(
            pulse_round=pulse_round,
            table=TABLE,
            cell_id=cell_id,
            sealed=seal_tally(block, pulse_round=pulse_round, table=TABLE, cell_id=cell_id),
        )
        for cell_id in cells
    ]
    Tally.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
