from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from samspill import sealing
from samspill.accounts.models import User
from samspill.audit.rules import Hidden, permits
from samspill.notices.models import Channel, KeptMessage, Message
from samspill.notices.rules import Mail, check_can_see_queue


@dataclass(frozen=True, slots=True)
class QueueState:
    waiting: int
    dead: int
    trouble: str
    paused_until: datetime | None


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """Nothing of what the letter says, and not when it was written: that would tell what kind it is."""

    id: int
    recipient: str
    error: str
    attempts: int


def due(now: datetime) -> QuerySet[Message]:
    """What may leave now: those somebody waits for first, then the oldest."""
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    return Message.objects.filter(free, is_dead=False, not_before__lte=now).order_by("-is_urgent", "not_before", "id")


def is_paused(now: datetime) -> bool:
    return Channel.objects.filter(paused_until__gt=now).exists()


def opened(message: Message) -> Mail:
    """The mail inside; raises ``sealing.CannotOpen`` for another installation's key."""
    sealed = sealing.open_sealed(bytes(message.sealed), key=sealing.installation_key(), context=message.message_id)
    return Mail(**json.loads(zlib.decompressobj().decompress(sealed)), message_id=message.message_id)


def queue_state_for(user: User) -> QueueState:
    _require_administrator(user)
    channel = Channel.objects.filter(pk=1).first()
    return QueueState(
        waiting=Message.objects.filter(is_dead=False).count(),
        dead=Message.objects.filter(is_dead=True).count(),
        trouble=channel.trouble if channel else "",
        paused_until=channel.paused_until if channel else None,
    )


def dead_letters_for(user: User, *, limit: int = 200) -> list[DeadLetter]:
    """By recipient: the order of arrival would tell letters of the same day apart."""
    _require_administrator(user)
    letters = [_dead_letter(message) for message in Message.objects.filter(is_dead=True)[:limit]]
    return sorted(letters, key=lambda letter: (letter.recipient, letter.error))


def dead_letter_for(user: User, message_id: int) -> Message:
    _require_administrator(user)
    message = Message.objects.filter(is_dead=True, pk=message_id).first()
    if message is None:
        raise Hidden
    return message


def _dead_letter(message: Message) -> DeadLetter:
    try:
        recipient = opened(message).to
    except sealing.CannotOpen:
        recipient = "–"
    return DeadLetter(message.pk, recipient, message.error, message.attempts)


def _require_administrator(user: User) -> None:
    if not permits(check_can_see_queue, user):
        raise Hidden


def kept_messages() -> QuerySet[KeptMessage]:
    """The demo's mail, newest first."""
    return KeptMessage.objects.all()


def kept_message(message_id: int) -> KeptMessage:
    message = KeptMessage.objects.filter(pk=message_id).first()
    if message is None:
        raise Hidden
    return message
