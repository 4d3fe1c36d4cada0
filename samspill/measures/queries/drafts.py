"""A new measure with everything filled in that can be, so that there is little to type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from samspill.content.factors import factors
from samspill.content.items import item_bank
from samspill.measures.models import Level, Measure
from samspill.measures.queries.homes import leaders_of
from samspill.measures.queries.library import Entry
from samspill.measures.queries.scopes import Scope, measures_in
from samspill.measures.rules import ENDED, can_change_plan
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound

A_YEAR, MOST_TO_CARRY = timedelta(days=366), 60
WEEKS_TO_DO, WEEKS_TO_SEE = 8, 10
"""Never judged after a month: eight to twelve weeks are needed to see anything."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where somebody comes from when they begin a measure."""

    unit: Unit
    entry: Entry | None = None
    factor: str = ""
    pulse_round: PulseRound | None = None


def draft_for(viewer: Viewer, start: Start, language: str) -> dict[str, Any]:
    """Initial values of the form."""
    entry, today = start.entry, viewer.today
    codes = _codes(start)
    leader = leaders_of([start.unit], today).get(start.unit.pk)
    return {
        "title": entry.title[:120] if entry else "",
        "level": entry.level if entry else Level.TEAM,
        "factors": codes,
        "aim": _aim(start.unit, codes, language),
        "description": steps_of(entry, language),
        "responsible": str(leader.pk) if leader else "",
        "starts_on": today,
        "due_on": today + timedelta(weeks=WEEKS_TO_DO),
        "evaluate_on": today + timedelta(weeks=WEEKS_TO_SEE),
        "indicator": _indicator(start, codes),
    }


def _codes(start: Start) -> list[str]:
    """The factor one came from; else those of the measure, but not all where it concerns everything."""
    if start.factor in factors():
        return [start.factor]
    codes = list(start.entry.factors) if start.entry else []
    return codes if len(codes) < len(factors()) else []


def _aim(unit: Unit, codes: list[str], language: str) -> str:
    if not codes:
        return ""
    name = factors()[codes[0]].name.in_language(language).lower()
    return _("Vi skal merke en forskjell på %(factor)s. Det gjelder alle i %(unit)s.") % {
        "factor": name,
        "unit": unit.name_in(language),
    }


def steps_of(entry: Entry | None, language: str) -> str:
    if entry is None:
        return ""
    if entry.own is not None:
        return entry.own.steps
    return "\n".join(step.in_language(language) for step in entry.shipped.steps) if entry.shipped else ""


def _indicator(start: Start, codes: list[str]) -> str:
    """What the library says to look at, best if it was asked in the round one comes from."""
    wanted = list(start.entry.shipped.evaluation.items) if start.entry and start.entry.shipped else []
    wanted += [item.id for item in item_bank().items.values() if item.factor in codes and not item.sensitive]
    asked = {item["id"] for item in start.pulse_round.definition["items"]} if start.pulse_round else set()
    return next((one for one in wanted if one in asked), next(iter(wanted), ""))


def indicator_choices(codes: list[str], chosen: str, language: str) -> list[tuple[str, str]]:
    """Items one could see it in; sensitive ones are never shown for one unit and so show nothing."""
    items = [item for item in item_bank().items.values() if not item.sensitive]
    items.sort(key=lambda item: (item.id != chosen, item.factor not in codes))
    return [(item.id, f"{item.label.in_language(language)}: «{item.text.in_language(language)}»") for item in items]


def indicator_name(measure: Measure, language: str) -> str:
    if measure.indicator in item_bank().items:
        return item_bank().items[measure.indicator].label.in_language(language)
    return measure.indicator


def draft_of(measure: Measure) -> dict[str, Any]:
    """A measure as the form shows it for changing."""
    names = (
        "title", "level", "factors", "aim", "description", "starts_on", "due_on", "evaluate_on", "took_part",
        "resources", "expectation", "indicator", "hoped_level",
    )  # fmt: skip
    return {
        **{name: getattr(measure, name) for name in names},
        "responsible": str(measure.responsible_id or ""),
        "unit": str(measure.unit_id),
    }


def carried_draft(measure: Measure, today: date) -> dict[str, Any]:
    """The same measure from today on: the dates are new, and what one expects is for the new round."""
    return {**draft_of(measure), **new_days(today), "expectation": "", "hoped_level": None}


def new_days(today: date) -> dict[str, date]:
    return {
        "starts_on": today,
        "due_on": today + timedelta(weeks=WEEKS_TO_DO),
        "evaluate_on": today + timedelta(weeks=WEEKS_TO_SEE),
    }


def left_to_carry(viewer: Viewer, scope: Scope) -> list[Measure]:
    """What ended in the last year and has not gone on, stopped ones first; only where the viewer decides."""
    ended = measures_in(viewer, scope).filter(
        status__in=ENDED, finished_on__gte=viewer.today - A_YEAR, carried=None, unit__closed_on=None
    )
    rows = ended.select_related("unit", "own", "responsible").order_by("-status", "-finished_on", "pk")
    return [one for one in rows[:MOST_TO_CARRY] if can_change_plan(viewer, one.unit.path)]
