"""Reading the wheel. The viewer comes first; ``due_between`` and ``happened_since`` are what other apps ask."""

from samspill.yearwheel.queries.entries import Entry, days_text, entries_between
from samspill.yearwheel.queries.home import Done, OwnWork, due_between, happened_since, own_between, own_work_of
from samspill.yearwheel.queries.milestones import (
    managed_milestone_for,
    milestone_for,
    milestones_for,
    wheel_for,
)
from samspill.yearwheel.queries.occurrences import (
    changes_of,
    evidence_for,
    evidence_of,
    missed_for,
    occurrence_for,
    occurrences_for,
    people_to_ask,
)
from samspill.yearwheel.queries.seats import Owner, holders_of, owner_of, seat_of

__all__ = [
    "Done",
    "Entry",
    "OwnWork",
    "Owner",
    "changes_of",
    "days_text",
    "due_between",
    "entries_between",
    "evidence_for",
    "evidence_of",
    "happened_since",
    "holders_of",
    "managed_milestone_for",
    "milestone_for",
    "milestones_for",
    "missed_for",
    "occurrence_for",
    "occurrences_for",
    "own_between",
    "own_work_of",
    "owner_of",
    "people_to_ask",
    "seat_of",
    "wheel_for",
]
