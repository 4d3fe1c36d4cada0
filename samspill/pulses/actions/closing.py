from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from samspill.audit.actions import Actor, record
from samspill.organisations.rules import Viewer
from samspill.pulses.actions.tokens import wait_for_answers_under_way
from samspill.pulses.keys import forget_round_keys
from samspill.pulses.models import Participant, PulseRound
from samspill.pulses.rules import check_can_cancel, check_can_plan, check_can_stop

TOKENS_AT_ONCE = 2000
MEMBERSHIP_KEPT = timedelta(days=400)


@transaction.atomic
def stop_receiving(*, pulse_round: PulseRound, by: Actor, now: datetime) -> PulseRound:
    """The first step of closing: from here on nothing more comes in, and all that was thanked for is in."""
    wait_for_answers_under_way()
    pulse_round = PulseRound.objects.select_for_update().get(pk=pulse_round.pk)
    check_can_stop(pulse_round, now)
    pulse_round.state = PulseRound.State.CLOSING
    pulse_round.save(update_fields=["state"])
    record("stop_receiving", by=by, now=now, subject=pulse_round)
    return pulse_round


def forget_tokens(*, pulse_round: PulseRound) -> None:
    """Delete the tokens of a round that no longer receives, some at a time, so that nobody who answers has to wait."""
    while digests := list(pulse_round.tokens.values_list("pk", flat=True)[:TOKENS_AT_ONCE]):
        pulse_round.tokens.filter(pk__in=digests).delete()


def forget_round(*, pulse_round: PulseRound) -> None:
    """Delete the tokens, the round key, and who took part; in the transaction that publishes.

    Who was *invited* stays for a year and a month: the next rounds must not differ from this one by a few people.
    """
    pulse_round.tokens.all().delete()
    pulse_round.participants.update(has_answered=None)
    PulseRound.objects.filter(pk=pulse_round.pk).update(sealed_key=None, participation="", mailed_up_to=None)
    pulse_round.sealed_key = None
    Participant.objects.filter(
        pulse_round__organisation_id=pulse_round.organisation_id,
        pulse_round__closes_at__lt=pulse_round.closes_at - MEMBERSHIP_KEPT,
    ).delete()
    forget_round_keys()


@transaction.atomic
def cancel_round(*, pulse_round: PulseRound, by: Actor, now: datetime, destroys_answers: bool = False) -> None:
    """Call a round off. If it is open, everything that was collected is destroyed with it, unread."""
    if isinstance(by, Viewer):
        check_can_plan(by)
    wait_for_answers_under_way()
    pulse_round = PulseRound.objects.select_for_update().get(pk=pulse_round.pk)
    check_can_cancel(pulse_round, destroys_answers=destroys_answers)
    was_open = pulse_round.state == PulseRound.State.OPEN
    pulse_round.state = PulseRound.State.CANCELLED
    pulse_round.sealed_key = None
    pulse_round.save(update_fields=["state", "sealed_key"])
    # Tallies, comments, participants and tokens hang on the cells and go with them.
    pulse_round.cells.all().delete()
    forget_round_keys()
    record("cancel_round", by=by, now=now, subject=pulse_round, destroyed_answers=was_open)


@transaction.atomic
def miss_round(*, pulse_round: PulseRound, by: Actor, now: datetime) -> None:
    """A planned round whose time ran out before it could open: the server was down, or something stood in the way."""
    changed = PulseRound.objects.filter(pk=pulse_round.pk, state=PulseRound.State.PLANNED, closes_at__lte=now)
    if changed.update(state=PulseRound.State.CANCELLED):
        record("miss_round", by=by, now=now, subject=pulse_round, obstacle=pulse_round.obstacle)
