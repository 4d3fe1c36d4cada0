"""Changing the wheel and saying how it goes: one transaction and one audit line each.

Apps above tell of what they have held or closed with ``report_done``::

    report_done(done=Done(organisation_id, how="meeting_held", on=day, keys=("amu_1", "amu_2"), source=address),
                by=viewer, now=now)

It closes the open occurrence that fits best and returns it; ``None`` where there is nothing to close, which is no
error. The same report twice changes nothing the second time.
"""

from samspill.yearwheel.actions.attaching import attach_evidence, remove_evidence
from samspill.yearwheel.actions.choosing import Choice, choose_wheel
from samspill.yearwheel.actions.milestones import (
    MilestonePlan,
    add_milestone,
    change_milestone,
    switch_off_milestone,
    switch_on_milestone,
)
from samspill.yearwheel.actions.occurrences import (
    Finish,
    hand_over_occurrences,
    mark_done,
    move_occurrences,
    skip_occurrences,
    undo_changes,
)
from samspill.yearwheel.actions.planning import plan_occurrences, tend_wheel
from samspill.yearwheel.actions.reporting import Done, find_done, report_done

__all__ = [
    "Choice",
    "Done",
    "Finish",
    "MilestonePlan",
    "add_milestone",
    "attach_evidence",
    "change_milestone",
    "choose_wheel",
    "find_done",
    "hand_over_occurrences",
    "mark_done",
    "move_occurrences",
    "plan_occurrences",
    "remove_evidence",
    "report_done",
    "skip_occurrences",
    "switch_off_milestone",
    "switch_on_milestone",
    "tend_wheel",
    "undo_changes",
]
