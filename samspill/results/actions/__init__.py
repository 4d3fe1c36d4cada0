"""What changes results: closing a round, curating its comments, deleting what time is up for."""

from samspill.results.actions.auditing import ask_for_audit, fail_audit, keep_audit, withdraw_round
from samspill.results.actions.closing import close_round
from samspill.results.actions.curating import cast_vote, delete_expired_comments
from samspill.results.actions.exporting import record_export

__all__ = [
    "ask_for_audit",
    "cast_vote",
    "close_round",
    "delete_expired_comments",
    "fail_audit",
    "keep_audit",
    "record_export",
    "withdraw_round",
]
