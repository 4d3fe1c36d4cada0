"""Closing a round in three steps, so that a kill between any two loses nothing and shows nothing early.

1. A short transaction: the round stops receiving.
2. Without a lock, in memory, from the start again if it was cut short: count, protect, audit, repair.
   Then the long tables are written, a part at a time, where no query sees them before the round is published.
3. One short transaction: the round is published, and tallies, participation and round key are deleted. The sealed
   pages, which nothing can open any longer, go afterwards a part at a time.

Before step 3 nobody can read a row; after it there is nothing left to compute from, so no closed round is ever computed
again.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.db import transaction
from django.utils import timezone

from samspill.audit.actions import record
from samspill.insight.tree import Tree
from samspill.organisations.queries import UnitTree, tree_on
from samspill.organisations.rules import Worker
from samspill.pulses.actions import forget_round, forget_tokens, stop_receiving
from samspill.pulses.models import PulseRound
from samspill.results.actions.ahead import is_mine, write_ahead
from samspill.results.actions.disk import sweep_disk
from samspill.results.actions.freezing import Frozen, freeze
from samspill.results.gate import (
    Auditor,
    Collected,
    Release,
    collected,
    delete_answers,
    delete_pages,
    is_unchanged,
    release,
)
from samspill.results.gate.collecting import items_of
from samspill.results.gate.over_rounds import attribute_of, moved_up
from samspill.results.gate.publishing import Counted
from samspill.results.models import Objection, WrittenAhead

State = PulseRound.State


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a close takes from outside: the auditor, chance for shuffling, and what tests listen to between steps."""

    auditor: Auditor
    chance: Random
    between: Callable[[str], None]


def _silent(step: str) -> None:
    """Nobody listens."""


def close_round(*, pulse_round: PulseRound, now: datetime, surroundings: Surroundings | None = None) -> PulseRound:
    """Close a round whose time is up, from whichever step it had come to; a closed one is left as it is."""
    around = surroundings or Surroundings(Auditor(), secrets.SystemRandom(), _silent)
    pulse_round.refresh_from_db()
    if pulse_round.state == State.OPEN:
        stop_receiving(pulse_round=pulse_round, by=Worker(pulse_round.organisation_id), now=now)
        pulse_round.refresh_from_db()
        around.between("stopped")
    while pulse_round.state == State.CLOSING:
        _count_and_publish(pulse_round, now, around)
        pulse_round.refresh_from_db()
    return pulse_round


def _count_and_publish(pulse_round: PulseRound, now: datetime, around: Surroundings) -> None:
    answered = collected(pulse_round)
    units = tree_on(pulse_round.organisation_id, timezone.localtime(pulse_round.opens_at).date())
    released = release(_counted(pulse_round, answered, units), auditor=around.auditor)
    on, publication = timezone.localdate(now), released.publication
    frozen = Frozen.of(pulse_round, units, answered, publication, on=on) if publication else None
    around.between("counted")
    forget_tokens(pulse_round=pulse_round)
    mine = write_ahead(frozen, pulse_round=pulse_round)
    around.between("written")
    with transaction.atomic():
        locked = PulseRound.objects.select_for_update().get(pk=pulse_round.pk)
        if locked.state != State.CLOSING or not is_mine(locked, mine) or not is_unchanged(locked, answered.mark):
            # Another worker was faster, or an answer under way came in after we counted: look again.
            return
        if frozen is not None:
            freeze(frozen, pulse_round=locked, now=now, chance=around.chance)
        _settle(locked, released, now)
    around.between("published")
    delete_pages()
    sweep_disk()


def _counted(pulse_round: PulseRound, answered: Collected, units: UnitTree) -> Counted:
    tree = Tree(units.external_ids, units.parents)
    comments = {cell: len(written) for cell, written in answered.written.items()}
    return Counted(
        tree=tree,
        tallies=moved_up(pulse_round, answered.tallies, units),
        items=items_of(pulse_round.definition),
        k=pulse_round.minimum_group,
        comments=comments if pulse_round.has_comments else None,
        everybody=answered.tallies,
        sums=answered.sums,
        attribute=attribute_of(answered, units.external_ids[0]),
    )


def _settle(pulse_round: PulseRound, released: Release, now: datetime) -> None:
    """The second half of step 3: what the published tables were made from goes, in the same transaction."""
    write_objections(pulse_round, released.withdrawn)
    delete_answers(pulse_round)
    WrittenAhead.objects.filter(pulse_round=pulse_round).delete()
    forget_round(pulse_round=pulse_round)
    pulse_round.state = State.PUBLISHED if released.publication else State.NOT_PUBLISHED
    pulse_round.published_at = now
    pulse_round.save(update_fields=["state", "published_at"])
    record(
        "close_round",
        by=Worker(organisation_id=pulse_round.organisation_id),
        now=now,
        subject=pulse_round,
        is_published=released.publication is not None,
        withdrawn=sum(released.withdrawn),
    )


def write_objections(pulse_round: PulseRound, withdrawn: Sequence[int]) -> None:
    Objection.objects.bulk_create(
        Objection(pulse_round=pulse_round, attempt=attempt, withdrawn=number)
        for attempt, number in enumerate(withdrawn, start=1)
    )
