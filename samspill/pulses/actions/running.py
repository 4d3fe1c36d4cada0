from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from samspill.pulses.models import PulseRound, Token
from samspill.pulses.rules import participation_word


def say_participation(*, pulse_round: PulseRound, now: datetime) -> None:
    """Write down the day's word, once a day; no audit line, which would give it a time of its own."""
    today = timezone.localdate(now)
    if pulse_round.participation_on is not None and pulse_round.participation_on >= today:
        return
    answered = Token.objects.filter(pulse_round=pulse_round, is_spent=True).count()
    word = participation_word(invited=pulse_round.participants.count(), answered=answered)
    PulseRound.objects.filter(pk=pulse_round.pk).update(participation=word, participation_on=today)


def note_obstacle(*, pulse_round: PulseRound, sentence: str, now: datetime) -> None:
    """Why the worker could not open a round, for HR's page, and when it tried, so as not to try every minute."""
    PulseRound.objects.filter(pk=pulse_round.pk).update(obstacle=sentence, tried_at=now)
