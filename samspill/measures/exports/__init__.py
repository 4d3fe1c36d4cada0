"""Plans as files."""

from samspill.measures.exports.plans import FORMS, MOST_ON_PAPER, File, Plan, mark_for, plan_file

__all__ = ["FORMS", "MOST_ON_PAPER", "File", "Plan", "mark_for", "plan_file"]
