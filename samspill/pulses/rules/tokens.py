from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from samspill.audit.rules import Hidden, Refused
from samspill.pulses.models import Channel, Participant, PulseRound


class TokenSpent(Refused):
    """The link or code has been used."""

    def __init__(self) -> None:
        super().__init__(_("Denne lenken eller koden er brukt. Svaret som ble gitt, er talt med."))


class TokenClosed(Refused):
    """The round no longer receives answers, or not yet."""

    def __init__(self) -> None:
        super().__init__(_("Målingen tar ikke imot svar nå."))


class TokenUnknown(Refused):
    """No such token; said in one way, whatever the reason."""

    def __init__(self) -> None:
        super().__init__(_("Vi kjenner ikke igjen lenken eller koden."))


def is_receiving(pulse_round: PulseRound, now: datetime) -> bool:
    """True by the clock too, so that a worker that is late keeps nothing open."""
    is_open = pulse_round.state == PulseRound.State.OPEN
    return is_open and pulse_round.opens_at <= now < pulse_round.closes_at


def check_can_answer(pulse_round: PulseRound, *, now: datetime) -> None:
    if not is_receiving(pulse_round, now):
        raise TokenClosed


def answering(pulse_round: PulseRound, participant: Participant | None, now: datetime) -> Participant:
    """Whoever may answer from the home page: invited, by link, not yet done, while the round is open."""
    if participant is None:
        raise Hidden
    check_can_answer(pulse_round, now=now)
    if participant.channel == Channel.CODE:
        raise Refused(_("Du svarer med en kode fra bunken på arbeidsstedet. Da er det bare ett svar fra deg."))
    if participant.has_answered:
        raise TokenSpent
    return participant
