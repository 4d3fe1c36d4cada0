"""Plans as files."""

from samspill.measures.exports.plans import MOST_ON_PAPER, Plan, mark_for, plan_file

__all__ = ["MOST_ON_PAPER", "Plan", "mark_for", "plan_file"]
