"""Comments after the close: in pools, without those who wrote them, in no order, for two to read first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from samspill.answers.seal import Written
from samspill.insight.publish import CommentPool as PublishedPool
from samspill.organisations.models import Person, Unit
from samspill.pulses.models import PulseRound
from samspill.pulses.rules import COMMENT_DAYS
from samspill.results.models import Comment, CommentPool, Reader
from samspill.results.queries.curators import CURATORS_NEEDED, Curators


@dataclass(frozen=True, slots=True)
class ReadyPool:
    """A pool that two people or more can read first, found before anything is written."""

    unit_id: int
    cells: tuple[str, ...]
    curators: tuple[Person, ...]


def ready_pools(pools: Iterable[PublishedPool], *, pulse_round: PulseRound, on: date) -> tuple[ReadyPool, ...]:
    """A pool that two people cannot be found for is not made: its comments are never decrypted into a table."""
    units = {one.external_id: one for one in Unit.objects.filter(organisation_id=pulse_round.organisation_id)}
    curators = Curators(pulse_round.organisation_id, on)
    found = (ReadyPool(units[one.unit].pk, one.cells, tuple(curators.over(units[one.unit]))) for one in pools)
    return tuple(one for one in found if len(one.curators) >= CURATORS_NEEDED)


def write_pools(
    pools: Sequence[ReadyPool],
    written: Mapping[str, tuple[Written, ...]],
    *,
    pulse_round: PulseRound,
    now: datetime,
    chance: Random,
) -> None:
    expires_on = timezone.localdate(now) + timedelta(days=pulse_round.locked.get("comment_days", COMMENT_DAYS))
    made = CommentPool.objects.bulk_create(
        CommentPool(pulse_round=pulse_round, unit_id=one.unit_id, covers=list(one.cells), expires_on=expires_on)
        for one in pools
    )
    beside = list(zip(made, pools, strict=True))
    reads_first = CommentPool.curators.through
    reads_first.objects.bulk_create(
        reads_first(commentpool=pool, person=person) for pool, one in beside for person in one.curators
    )
    for pool, one in beside:
        Comment.objects.bulk_create(
            _shuffled(pool, [text for cell in one.cells for text in written.get(cell, ())], chance)
        )


def _shuffled(pool: CommentPool, written: Sequence[Written], chance: Random) -> list[Comment]:
    comments = [Comment(pool=pool, text=one.text, reader=_reader(one.reader)) for one in written]
    chance.shuffle(comments)
    return comments


def _reader(chosen: str) -> str:
    """Whatever cannot be read as a choice is read as the narrowest."""
    return chosen if chosen in Reader.values else Reader.SAFETY_REP
