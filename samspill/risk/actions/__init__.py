"""What can be done with assessments, changes and factors."""

from samspill.risk.actions.assessments import (
    Combined,
    FactorText,
    begin_assessment,
    choose_factors,
    return_to_draft,
    revise_assessment,
    send_to_sign,
    sign_assessment,
    validate_unsigned,
    weigh_factor,
    write_combined,
    write_facts,
)
from samspill.risk.actions.changes import (
    ChangePlan,
    abandon_change,
    begin_change,
    decide_change,
    evaluate_change,
    write_change,
)
from samspill.risk.actions.exporting import (
    record_assessment_export,
    record_folder_export,
    record_register_export,
)
from samspill.risk.actions.factors import (
    Mapped,
    add_own_factor,
    find_not_relevant,
    find_relevant_again,
    record_mapping,
    retire_own_factor,
)
from samspill.risk.actions.measures import decide_for_risk, tie_measures

__all__ = [
    "ChangePlan",
    "Combined",
    "FactorText",
    "Mapped",
    "abandon_change",
    "add_own_factor",
    "begin_assessment",
    "begin_change",
    "choose_factors",
    "decide_change",
    "decide_for_risk",
    "evaluate_change",
    "find_not_relevant",
    "find_relevant_again",
    "record_assessment_export",
    "record_folder_export",
    "record_mapping",
    "record_register_export",
    "retire_own_factor",
    "return_to_draft",
    "revise_assessment",
    "send_to_sign",
    "sign_assessment",
    "tie_measures",
    "validate_unsigned",
    "weigh_factor",
    "write_change",
    "write_combined",
    "write_facts",
]
