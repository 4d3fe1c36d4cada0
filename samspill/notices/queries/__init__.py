"""The queue as its keeper may see it, and what each person has of their own."""

from samspill.notices.queries.outbox import (
    DeadLetter,
    QueueState,
    dead_letter_for,
    dead_letters_for,
    due,
    is_paused,
    kept_message,
    kept_messages,
    opened,
    queue_state_for,
)

__all__ = [
    "DeadLetter",
    "QueueState",
    "dead_letter_for",
    "dead_letters_for",
    "due",
    "is_paused",
    "kept_message",
    "kept_messages",
    "opened",
    "queue_state_for",
]
