"""What is sent about assessments, parsed and never saved."""

from samspill.risk.forms.assessments import (
    BeginForm,
    CombinedForm,
    FactorsForm,
    FactsForm,
    ReasonForm,
    SignForm,
    WeighForm,
    combined_initial,
    weigh_initial,
)

__all__ = [
    "BeginForm",
    "CombinedForm",
    "FactorsForm",
    "FactsForm",
    "ReasonForm",
    "SignForm",
    "WeighForm",
    "combined_initial",
    "weigh_initial",
]
