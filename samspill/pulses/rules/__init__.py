"""Who may do what with a round, and when; each refusal with the sentence the user reads."""

from samspill.pulses.rules.access import (
    can_plan,
    check_can_approve,
    check_can_plan,
    check_can_print_codes,
    sees_participation,
)
from samspill.pulses.rules.mailing import mailing_due, no_pile, nothing_to_approve
from samspill.pulses.rules.opening import (
    COMMENT_DAYS,
    Grouping,
    Readiness,
    check_can_cancel,
    check_can_group,
    check_can_open,
    check_can_replan,
    check_can_stop,
    comments_are_possible,
    obstacles,
    participation_word,
)
from samspill.pulses.rules.planning import check_plan
from samspill.pulses.rules.tokens import (
    TokenClosed,
    TokenSpent,
    TokenUnknown,
    answering,
    check_can_answer,
    is_receiving,
)

__all__ = [
    "COMMENT_DAYS",
    "Grouping",
    "Readiness",
    "TokenClosed",
    "TokenSpent",
    "TokenUnknown",
    "answering",
    "can_plan",
    "check_can_answer",
    "check_can_approve",
    "check_can_cancel",
    "check_can_group",
    "check_can_open",
    "check_can_plan",
    "check_can_print_codes",
    "check_can_replan",
    "check_can_stop",
    "check_plan",
    "comments_are_possible",
    "is_receiving",
    "mailing_due",
    "no_pile",
    "nothing_to_approve",
    "obstacles",
    "participation_word",
    "sees_participation",
]
