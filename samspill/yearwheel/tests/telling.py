"""Wheels to test with."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from samspill.leadership.tests.telling import viewer_of
from samspill.organisations.models import Organisation
from samspill.organisations.rules import Worker
from samspill.yearwheel.actions import Choice, MilestonePlan, add_milestone, choose_wheel
from samspill.yearwheel.models import Milestone, Occurrence
from samspill.yearwheel.queries.choosing import Kind
from samspill.yearwheel.rules import Window
from tests.cast import Cast

TODAY = date(2026, 11, 23)
NEW_YEAR = date(2026, 1, 2)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Europe/Oslo"))


def chosen(organisation: Organisation, kind: Kind, *, on: date = NEW_YEAR) -> None:
    """Everything the kind proposes."""
    keys = frozenset(one.id for one in kind.preset.milestones)
    by = Worker(organisation.pk)
    choose_wheel(choice=Choice(kind, keys), by=by, now=at(on), today=on)


def a_wheel(cast: Cast, *, on: date = NEW_YEAR) -> None:
    """Solvik's, since the beginning of the year."""
    chosen(cast.solvik, Kind(40, is_public=True), on=on)


def of(key: str, year: int = 2026, unit: Any = None, **fields: Any) -> Occurrence:
    """The occurrence of a shipped milestone, straight from the database."""
    found = Occurrence.objects.select_related("milestone", "unit", "owner")
    if unit is not None:
        fields["unit"] = unit
    return found.get(milestone__key=key, year=year, **fields)


def a_plan(**wishes: Any) -> MilestonePlan:
    given = {
        "title": "Sommerfest",
        "window": Window(11, 10, 11, 30),
        "ring": "recovery",
        "owner_role": "hr",
        **wishes,
    }
    return MilestonePlan(**given)


def an_own_milestone(cast: Cast, *, day: date = TODAY, **wishes: Any) -> Milestone:
    return add_milestone(plan=a_plan(**wishes), by=viewer_of(cast, "per", day), now=at(day))
