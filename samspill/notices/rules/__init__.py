"""What may leave the house when, and who may look at it."""

from samspill.notices.rules.outbox import (
    FIRST_PAUSE,
    FIRST_WAIT,
    LONGEST_PAUSE,
    LONGEST_WAIT,
    MAX_ATTEMPTS,
    STORE_SECONDS,
    Administrator,
    Mail,
    allowance_at,
    check_can_see_queue,
    leads_nowhere,
    on_one_line,
    pause_after,
    wait_after,
)
from samspill.notices.rules.personal import News, Words

__all__ = [
    "FIRST_PAUSE",
    "FIRST_WAIT",
    "LONGEST_PAUSE",
    "LONGEST_WAIT",
    "MAX_ATTEMPTS",
    "STORE_SECONDS",
    "Administrator",
    "Mail",
    "News",
    "Words",
    "allowance_at",
    "check_can_see_queue",
    "leads_nowhere",
    "on_one_line",
    "pause_after",
    "wait_after",
]
