"""Parsing what is said of the wheel and of how it goes."""

from samspill.yearwheel.forms.changing import CatchUpForm, DoneForm, EvidenceForm, HandOverForm, MoveForm, ReasonForm
from samspill.yearwheel.forms.wheel import ChoiceForm, KindForm, MilestoneForm

__all__ = [
    "CatchUpForm",
    "ChoiceForm",
    "DoneForm",
    "EvidenceForm",
    "HandOverForm",
    "KindForm",
    "MilestoneForm",
    "MoveForm",
    "ReasonForm",
]
