"""What the worker does with rounds, on every tick; each step can be interrupted and taken up again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Q
from django.utils import timezone, translation

from samspill.audit.rules import Refused
from samspill.organisations.rules import Worker
from samspill.pulses.actions import (
    miss_round,
    note_obstacle,
    open_round,
    plan_year,
    queue_invitations,
    say_participation,
)
from samspill.pulses.models import PulseRound, Rhythm

TRY_AGAIN = timedelta(minutes=10)
BATCHES_PER_TICK = 4
NEXT_YEAR_FROM_MONTH = 11
Row = TypeVar("Row")


def one_by_one(rows: Iterable[Row], work: Callable[[Row], object]) -> None:
    """Every row has its turn: what stops one workplace's round keeps no other workplace's waiting.

    The last failure is raised when all have had theirs, so that the worker tells of it.
    """
    failed: Exception | None = None
    for row in rows:
        try:
            work(row)
        except Exception as error:  # noqa: BLE001 - raised below
            failed = error
    if failed is not None:
        raise failed


def tick(now: datetime) -> None:
    one_by_one((open_due_rounds, mail_due_rounds, say_words_of_the_day, plan_next_rounds), lambda step: step(now))


def open_due_rounds(now: datetime) -> None:
    """Also those that fell due while the server was down; what stands in the way is written for HR to read."""
    waiting = PulseRound.objects.filter(state=PulseRound.State.PLANNED, opens_at__lte=now)
    for pulse_round in waiting.filter(closes_at__lte=now):
        miss_round(pulse_round=pulse_round, by=Worker(pulse_round.organisation_id), now=now)
    due = waiting.filter(Q(tried_at=None) | Q(tried_at__lte=now - TRY_AGAIN), closes_at__gt=now)
    one_by_one(due.select_related("organisation"), lambda pulse_round: _open(pulse_round, now))


def _open(pulse_round: PulseRound, now: datetime) -> None:
    try:
        with translation.override(pulse_round.organisation.language):
            open_round(pulse_round=pulse_round, by=Worker(pulse_round.organisation_id), now=now)
    except Refused as refused:
        note_obstacle(pulse_round=pulse_round, sentence=str(refused), now=now)


def mail_due_rounds(now: datetime) -> None:
    """A few batches a tick, so that who is reminded is decided shortly before the mail leaves."""
    one_by_one(PulseRound.objects.receiving(now), lambda pulse_round: _mail(pulse_round, now))


def _mail(pulse_round: PulseRound, now: datetime) -> None:
    for _batch in range(BATCHES_PER_TICK):
        if not queue_invitations(pulse_round=pulse_round, by=Worker(pulse_round.organisation_id), now=now):
            return


def say_words_of_the_day(now: datetime) -> None:
    one_by_one(
        PulseRound.objects.receiving(now), lambda pulse_round: say_participation(pulse_round=pulse_round, now=now)
    )


def plan_next_rounds(now: datetime) -> None:
    """The rounds a chosen rhythm still lacks: of this year, and from November of the next one too."""
    today = timezone.localdate(now)
    years = [today.year] + ([today.year + 1] if today.month >= NEXT_YEAR_FROM_MONTH else [])
    chosen = Rhythm.objects.filter(is_active=True).select_related("organisation")
    one_by_one(
        [(rhythm, year) for rhythm in chosen for year in years],
        lambda each: plan_year(rhythm=each[0], year=each[1], by=Worker(each[0].organisation_id), now=now),
    )
