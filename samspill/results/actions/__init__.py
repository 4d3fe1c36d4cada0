"""What changes results: closing a round, curating its comments, deleting what time is up for."""

from samspill.results.actions.closing import close_round
from samspill.results.actions.curating import cast_vote, delete_expired_comments
from samspill.results.actions.exporting import record_export

__all__ = ["cast_vote", "close_round", "delete_expired_comments", "record_export"]
