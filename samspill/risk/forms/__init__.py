"""What is sent about assessments, parsed and never saved."""

from samspill.risk.forms.assessments import (
    BeginForm,
    CombinedForm,
    FactorsForm,
    FactsForm,
    ReasonForm,
    ReturnForm,
    SignForm,
    WeighForm,
    combined_initial,
    factors_initial,
    facts_initial,
    weigh_initial,
)
from samspill.risk.forms.changes import ChangeForm, DecideForm, OutcomeForm, change_initial, outcome_of, rows_sent
from samspill.risk.forms.factors import MappingForm, NotRelevantForm, OwnFactorForm
from samspill.risk.forms.measures import TiedForm

__all__ = [
    "BeginForm",
    "ChangeForm",
    "CombinedForm",
    "DecideForm",
    "FactorsForm",
    "FactsForm",
    "MappingForm",
    "NotRelevantForm",
    "OutcomeForm",
    "OwnFactorForm",
    "ReasonForm",
    "ReturnForm",
    "SignForm",
    "TiedForm",
    "WeighForm",
    "change_initial",
    "combined_initial",
    "factors_initial",
    "facts_initial",
    "outcome_of",
    "rows_sent",
    "weigh_initial",
]
