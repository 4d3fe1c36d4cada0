"""What the worker does with rounds, on every tick; each step can be interrupted and taken up again."""

from __future__ import annotations

from datetime import datetime, timedelta

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


def tick(now: datetime) -> None:
    open_due_rounds(now)
    mail_due_rounds(now)
    for pulse_round in PulseRound.objects.receiving(now):
        say_participation(pulse_round=pulse_round, now=now)
    plan_next_rounds(now)


def open_due_rounds(now: datetime) -> None:
    """Also those that fell due while the server was down; what stands in the way is written for HR to read."""
    waiting = PulseRound.objects.filter(state=PulseRound.State.PLANNED, opens_at__lte=now)
    for pulse_round in waiting.filter(closes_at__lte=now):
        miss_round(pulse_round=pulse_round, by=Worker(pulse_round.organisation_id), now=now)
    due = waiting.filter(Q(tried_at=None) | Q(tried_at__lte=now - TRY_AGAIN), closes_at__gt=now)
    for pulse_round in due.select_related("organisation"):
        try:
            with translation.override(pulse_round.organisation.language):
                open_round(pulse_round=pulse_round, by=Worker(pulse_round.organisation_id), now=now)
        except Refused as refused:
            note_obstacle(pulse_round=pulse_round, sentence=str(refused), now=now)


def mail_due_rounds(now: datetime) -> None:
    """A few batches a tick, so that who is reminded is decided shortly before the mail leaves."""
    for pulse_round in PulseRound.objects.receiving(now):
        by = Worker(pulse_round.organisation_id)
        for _batch in range(BATCHES_PER_TICK):
            if not queue_invitations(pulse_round=pulse_round, by=by, now=now):
                break


def plan_next_rounds(now: datetime) -> None:
    """The rounds a chosen rhythm still lacks: of this year, and from November of the next one too."""
    today = timezone.localdate(now)
    years = [today.year] + ([today.year + 1] if today.month >= NEXT_YEAR_FROM_MONTH else [])
    for rhythm in Rhythm.objects.filter(is_active=True).select_related("organisation"):
        for year in years:
            plan_year(rhythm=rhythm, year=year, by=Worker(rhythm.organisation_id), now=now)
