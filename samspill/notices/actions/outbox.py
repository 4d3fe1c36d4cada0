from __future__ import annotations

import json
import secrets
import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from samspill import sealing
from samspill.accounts.models import User
from samspill.audit.actions import record
from samspill.notices import queries
from samspill.notices.models import Channel, Message
from samspill.notices.rules import (
    MAX_ATTEMPTS,
    Administrator,
    Mail,
    allowance_at,
    check_can_see_queue,
    on_one_line,
    pause_after,
    wait_after,
)

__all__ = ["Mail", "queue_mail"]

LEASE = timedelta(minutes=4)
BLOCK = 2048
DEAD_LETTERS_KEPT = timedelta(days=60)


# -- into the queue --------------------------------------------------------------------------------


def queue_mail(*, mails: Sequence[Mail], not_before: datetime, is_urgent: bool = False) -> None:
    """Put mails in the outbox, inside the caller's transaction: they leave if, and only if, it commits.

    A Message-ID that already waits is not queued again.
    """
    rows = [_row(on_one_line(mail), not_before, is_urgent=is_urgent) for mail in mails]
    Message.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def _row(mail: Mail, not_before: datetime, *, is_urgent: bool) -> Message:
    message_id = mail.message_id or new_message_id()
    content = {"to": mail.to, "subject": mail.subject, "text": mail.text, "html": mail.html}
    packed = zlib.compress(json.dumps(content).encode())
    # Whole blocks, so that the length of a row does not tell an invitation from a reminder.
    padded = packed.ljust(-(-len(packed) // BLOCK) * BLOCK, b"\x00")
    sealed = sealing.seal(padded, key=sealing.installation_key(), context=message_id)
    return Message(message_id=message_id, sealed=sealed, not_before=not_before, is_urgent=is_urgent)


def new_message_id() -> str:
    return f"<{secrets.token_urlsafe(18)}@{urlsplit(settings.BASE_URL).hostname}>"


# -- out of the queue ------------------------------------------------------------------------------


def lease_messages(*, limit: int, now: datetime, is_paced: bool) -> list[Message]:
    """Take up to ``limit`` messages for a few minutes, within the pace that all processes share."""
    with transaction.atomic():
        channel = _channel(now)
        if is_paced:
            channel.allowance = allowance_at(
                channel.allowance, since=channel.counted_at, now=now, per_minute=settings.MAIL_PER_MINUTE
            )
            channel.counted_at = now
            limit = min(limit, int(channel.allowance))
        taken = list(queries.due(now).select_for_update(skip_locked=True)[:limit]) if limit else []
        channel.allowance -= len(taken) if is_paced else 0
        channel.save(update_fields=["allowance", "counted_at"])
        Message.objects.filter(pk__in=[message.pk for message in taken]).update(leased_until=now + LEASE)
    return taken


def _channel(now: datetime) -> Channel:
    Channel.objects.get_or_create(pk=1, defaults={"counted_at": now, "allowance": 1})
    return Channel.objects.select_for_update().get(pk=1)


def release_messages(*, messages: Iterable[Message]) -> None:
    """Give back what was leased and not tried."""
    Message.objects.filter(pk__in=[message.pk for message in messages]).update(leased_until=None)


def forget_message(*, message: Message) -> None:
    """Sent: committed by itself, at once, so that only a kill right here sends it a second time."""
    Message.objects.filter(pk=message.pk).delete()


def wake_channel() -> None:
    """The server takes messages again."""
    Channel.objects.filter(pk=1, failures__gt=0).update(failures=0, paused_until=None, trouble="")


def put_off_message(*, message: Message, error: str, now: datetime) -> None:
    attempts = message.attempts + 1
    if attempts >= MAX_ATTEMPTS:
        bury_message(message=message, error=error, now=now)
        return
    Message.objects.filter(pk=message.pk).update(
        attempts=attempts, error=error[:300], leased_until=None, not_before=now + wait_after(attempts)
    )


def bury_message(*, message: Message, error: str, now: datetime) -> None:
    """No more attempts. The time is blurred to the month, since the hour would tell which mailing it belonged to."""
    Message.objects.filter(pk=message.pk).update(
        attempts=message.attempts + 1,
        error=error[:300],
        leased_until=None,
        is_dead=True,
        not_before=now.replace(day=1, hour=0, minute=0, second=0, microsecond=0),
    )


def rest_channel(*, trouble: str, now: datetime) -> None:
    """The server itself fails: everything waits a little, longer each time."""
    with transaction.atomic():
        channel = _channel(now)
        channel.failures += 1
        channel.paused_until = now + pause_after(channel.failures)
        channel.trouble = trouble[:300]
        channel.save(update_fields=["failures", "paused_until", "trouble"])


def drop_old_dead_letters(*, now: datetime) -> None:
    Message.objects.filter(is_dead=True, not_before__lt=now - DEAD_LETTERS_KEPT).delete()


# -- by the administrator --------------------------------------------------------------------------


@transaction.atomic
def retry_dead_letters(*, by: User, now: datetime, message: Message | None = None) -> int:
    """Try again: one dead letter, or all of them."""
    check_can_see_queue(by)
    chosen = Message.objects.filter(is_dead=True, **({"pk": message.pk} if message else {}))
    count = chosen.update(is_dead=False, attempts=0, error="", not_before=now)
    record("retry_dead_letters", by=_administrator(by), now=now, count=count)
    return count


@transaction.atomic
def delete_dead_letter(*, by: User, now: datetime, message: Message) -> None:
    check_can_see_queue(by)
    Message.objects.filter(is_dead=True, pk=message.pk).delete()
    record("delete_dead_letter", by=_administrator(by), now=now)


def _administrator(user: User) -> Administrator:
    return Administrator(user.pk, str(user))
