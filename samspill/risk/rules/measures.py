"""When a measure may be tied to a risk."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused, permits
from samspill.content.assessment import band_of
from samspill.risk.models import Assessment

State = Assessment.State
CALLS_FOR_MEASURES = min(
    probability * consequence
    for probability in range(1, 5)
    for consequence in range(1, 5)
    if band_of(probability, consequence) != "low"
)
"""From this product of probability and consequence on, somebody asks what is being done about it."""


def check_can_tie_measures(state: str) -> None:
    """A draft, or what holds: the measures come after the assessment. What is being read for signing is left alone."""
    if state == State.TO_SIGN:
        raise Refused(_("Vurderingen venter på underskrift. Ta den tilbake først, eller velg tiltak etterpå."))
    if state == State.REPLACED:
        raise Refused(_("Det finnes en nyere utgave av vurderingen. Velg tiltak der."))


def can_tie_measures(state: str) -> bool:
    return permits(check_can_tie_measures, state)
