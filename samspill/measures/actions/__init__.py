"""What can be done with measures, plans, conversations and stories."""

from samspill.measures.actions.attachments import attach_file, remove_attachment
from samspill.measures.actions.exporting import record_plan_export
from samspill.measures.actions.library import (
    OwnPlan,
    add_own_measure,
    change_own_measure,
    restore_own_measure,
    retire_own_measure,
)
from samspill.measures.actions.moving import hand_over_measures, move_plans
from samspill.measures.actions.notes import write_note
from samspill.measures.actions.plans import (
    Days,
    carry_over,
    carry_over_all,
    change_measure,
    decide_measure,
    propose_measure,
    share_plan,
)
from samspill.measures.actions.reminding import remind_of_measures
from samspill.measures.actions.statuses import Ending, end_measure, move_measure_on, undo_status
from samspill.measures.actions.withholding import withhold_measure
from samspill.measures.rules import MeasurePlan

__all__ = [
    "Days",
    "Ending",
    "MeasurePlan",
    "OwnPlan",
    "add_own_measure",
    "attach_file",
    "carry_over",
    "carry_over_all",
    "change_measure",
    "change_own_measure",
    "decide_measure",
    "end_measure",
    "hand_over_measures",
    "move_measure_on",
    "move_plans",
    "propose_measure",
    "record_plan_export",
    "remind_of_measures",
    "remove_attachment",
    "restore_own_measure",
    "retire_own_measure",
    "share_plan",
    "undo_status",
    "withhold_measure",
    "write_note",
]
