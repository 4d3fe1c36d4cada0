"""What other apps' pages may have of results: for one viewer, in shapes that are safe to show.

The gate itself is closed to them. Whoever asks gets what the viewer may see, or ``Hidden``.
"""

from __future__ import annotations

from samspill.organisations.models import Unit
from samspill.organisations.queries import unit_for
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.results.gate.comparing import Course, Trial, course_of
from samspill.results.gate.effects import EffectPage, effect_page
from samspill.results.gate.pages import UnitPage, items_of, unit_page
from samspill.results.gate.signals import Asked, Overview, SafeTrend, overview
from samspill.results.gate.texts import INDEX_NAME
from samspill.results.queries.audits import is_taken_back_since
from samspill.results.queries.comments import comment_to_tell
from samspill.results.queries.rounds import latest_with_figures

__all__ = [
    "INDEX_NAME",
    "Asked",
    "Course",
    "EffectPage",
    "Overview",
    "SafeTrend",
    "Trial",
    "UnitPage",
    "comment_to_tell",
    "effect_for",
    "is_taken_back_since",
    "items_of",
    "overview",
    "result_for",
    "round_with_figures",
]


def result_for(viewer: Viewer, unit: Unit, *, round_id: int | str | None = None, language: str) -> UnitPage:
    """A unit's result of one round, the latest where none is named, as its page shows it."""
    return unit_page(viewer, unit.pk, round_id=str(round_id) if round_id else None, language=language)


def effect_for(viewer: Viewer, unit: Unit, trial: Trial, *, hoped: float | None, language: str) -> EffectPage | None:
    """What came after a measure in one unit; None where its item has never been asked."""
    course = course_of(viewer, unit_for(viewer, unit.pk), trial, language=language)
    return effect_page(course, hoped=hoped, language=language) if course else None


def round_with_figures(viewer: Viewer, unit: Unit) -> PulseRound | None:
    """The latest round in which a unit the viewer may see has a figure; None where there is nothing to talk about."""
    return latest_with_figures(viewer, unit_for(viewer, unit.pk))
