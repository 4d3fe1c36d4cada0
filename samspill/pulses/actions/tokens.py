from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.backends.utils import CursorWrapper

from samspill.organisations.rules import Viewer
from samspill.pulses.keys import link_token, round_key
from samspill.pulses.models import Channel, Participant, PulseRound, Token
from samspill.pulses.rules import TokenClosed, TokenSpent, TokenUnknown, answering

# One number for all rounds: answers share it, whoever stops a round has it alone.
ANSWERING_LOCK = 5_041_603
# Held from the spending of a code to the end of its transaction, so that no two count the same pile at once.
PILE_LOCK = 5_041_604


@dataclass(frozen=True, slots=True)
class Spent:
    round_id: int
    cell_id: int
    attribute_cell_id: int | None = None


# Plain SQL on the answering path: building these statements anew would take most of an answer's time.
_SPEND = """
UPDATE pulses_token SET is_spent = true
WHERE digest = %s AND NOT is_spent AND EXISTS (
    SELECT 1 FROM pulses_pulseround r
    WHERE r.id = pulses_token.pulse_round_id AND r.state = 'open' AND r.opens_at <= %s AND r.closes_at > %s
)
RETURNING pulse_round_id, cell_id, attribute_cell_id, participant_id, pile_unit_id
"""
_TAKE_PART = "UPDATE pulses_participant SET has_answered = true WHERE key = %s AND NOT has_answered"


def spend_token(*, digest: str, now: datetime, cursor: CursorWrapper) -> Spent:
    """Use up the right to answer, in the caller's transaction; of many at the same time, one comes through.

    No audit line: when somebody answered is not written anywhere.
    """
    hold_off_stopping()
    moment = connection.ops.adapt_datetimefield_value(now)
    cursor.execute(_SPEND, [digest, moment, moment])
    if not (spent := cursor.fetchone()):
        raise _why_not(digest)
    round_id, cell_id, attribute_cell, participant, pile_unit = spent
    if participant is None:
        _take_from_pile(round_id, pile_unit)
    else:
        cursor.execute(_TAKE_PART, [participant])
        if not cursor.rowcount:
            raise TokenSpent
    return Spent(round_id, cell_id, attribute_cell)


def _take_from_pile(round_id: int, unit_id: int) -> None:
    """A pile printed anew has as many codes as people, but is used no more often than there are people."""
    _lock("pg_advisory_xact_lock", PILE_LOCK)
    pile = Participant.objects.filter(pulse_round_id=round_id, home_id=unit_id, channel=Channel.CODE)
    used = Token.objects.filter(pulse_round_id=round_id, pile_unit_id=unit_id, is_spent=True)
    if used.count() > pile.count():
        raise TokenSpent


def _why_not(digest: str) -> TokenSpent | TokenClosed | TokenUnknown:
    token = Token.objects.only("is_spent").filter(digest=digest).first()
    if token is None:
        return TokenUnknown()
    return TokenSpent() if token.is_spent else TokenClosed()


def hold_off_stopping() -> None:
    """Until this transaction ends no round is stopped, so that an answer under way is counted or refused.

    SQLite lets one writer in at a time and needs no lock of ours.
    """
    _lock("pg_advisory_xact_lock_shared")


def wait_for_answers_under_way() -> None:
    _lock("pg_advisory_xact_lock")


def _lock(function: str, number: int = ANSWERING_LOCK) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [number])


def make_home_token(*, viewer: Viewer, pulse_round: PulseRound, now: datetime) -> str:
    """The viewer's own link, for «Svar» on the home page: the same as in the mail, so that one answer is one.

    Makes no row and no audit line: that somebody was about to answer is not written anywhere.
    """
    participant = Participant.objects.filter(pulse_round=pulse_round, person_id=viewer.person_id or 0).first()
    participant = answering(pulse_round, participant, now)
    return link_token(participant, key=round_key(pulse_round))
