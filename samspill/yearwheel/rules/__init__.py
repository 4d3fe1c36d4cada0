"""When a milestone can be, who may change it, and what counts as done. No queries, no clock."""

from samspill.yearwheel.rules.access import (
    ADMINISTERS,
    Seat,
    can_change,
    can_manage,
    check_can_change,
    check_can_manage,
    managed_organisation,
)
from samspill.yearwheel.rules.changing import (
    MOST_AT_ONCE,
    check_can_change_at_once,
    check_can_finish,
    check_can_move,
    check_can_remove_evidence,
    check_can_skip,
    check_can_switch_off,
    check_can_undo,
    check_is_open,
)
from samspill.yearwheel.rules.choosing import check_can_choose, check_can_cite
from samspill.yearwheel.rules.recurrence import Window, check_can_recur, check_title, remind_day
from samspill.yearwheel.rules.status import Status, status_of, status_of_many

__all__ = [
    "ADMINISTERS",
    "MOST_AT_ONCE",
    "Seat",
    "Status",
    "Window",
    "can_change",
    "can_manage",
    "check_can_change",
    "check_can_change_at_once",
    "check_can_choose",
    "check_can_cite",
    "check_can_finish",
    "check_can_manage",
    "check_can_move",
    "check_can_recur",
    "check_can_remove_evidence",
    "check_can_skip",
    "check_can_switch_off",
    "check_can_undo",
    "check_is_open",
    "check_title",
    "managed_organisation",
    "remind_day",
    "status_of",
    "status_of_many",
]
