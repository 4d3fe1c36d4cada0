"""Into the queue, out of it, and what each person chooses."""

from samspill.notices.actions.outbox import (
    BLOCK,
    DEAD_LETTERS_KEPT,
    LEASE,
    bury_message,
    delete_dead_letter,
    drop_old_dead_letters,
    forget_message,
    lease_messages,
    new_message_id,
    put_off_message,
    queue_mail,
    release_messages,
    rest_channel,
    retry_dead_letters,
    wake_channel,
)
from samspill.notices.actions.personal import notify
from samspill.notices.actions.webhooks import announce
from samspill.notices.rules import Mail

__all__ = [
    "BLOCK",
    "DEAD_LETTERS_KEPT",
    "LEASE",
    "Mail",
    "announce",
    "bury_message",
    "delete_dead_letter",
    "drop_old_dead_letters",
    "forget_message",
    "lease_messages",
    "new_message_id",
    "notify",
    "put_off_message",
    "queue_mail",
    "release_messages",
    "rest_channel",
    "retry_dead_letters",
    "wake_channel",
]
