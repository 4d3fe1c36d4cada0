"""Comments after the close: in pools, without those who wrote them, in no order, for two to read first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from samspill.answers.seal import Written
from samspill.insight.publish import CommentPool as PublishedPool
from samspill.organisations.models import Unit
from samspill.pulses.models import PulseRound
from samspill.pulses.rules import COMMENT_DAYS
from samspill.results.models import Comment, CommentPool, Reader
from samspill.results.queries.curators import CURATORS_NEEDED, eligible_curators


def write_pools(
    pools: Iterable[PublishedPool],
    written: Mapping[str, tuple[Written, ...]],
    *,
    pulse_round: PulseRound,
    now: datetime,
    chance: Random,
) -> None:
    """A pool that two people cannot be found for is not made: its comments are never decrypted into a table."""
    units = {one.external_id: one for one in Unit.objects.filter(organisation_id=pulse_round.organisation_id)}
    expires_on = timezone.localdate(now) + timedelta(days=pulse_round.locked.get("comment_days", COMMENT_DAYS))
    for pool in pools:
        unit = units[pool.unit]
        curators = eligible_curators(unit, on=timezone.localdate(now))
        if len(curators) < CURATORS_NEEDED:
            continue
        made = CommentPool.objects.create(
            pulse_round=pulse_round,
            unit=unit,
            covers=list(pool.cells),
            expires_on=expires_on,
        )
        made.curators.set(curators)
        Comment.objects.bulk_create(
            _shuffled(made, [one for cell in pool.cells for one in written.get(cell, ())], chance)
        )


def _shuffled(pool: CommentPool, written: Sequence[Written], chance: Random) -> list[Comment]:
    comments = [Comment(pool=pool, text=one.text, reader=_reader(one.reader)) for one in written]
    chance.shuffle(comments)
    return comments


def _reader(chosen: str) -> str:
    """Whatever cannot be read as a choice is read as the narrowest."""
    return chosen if chosen in Reader.values else Reader.SAFETY_REP
