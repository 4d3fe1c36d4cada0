"""A month as days, and a quarter as three months beside each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samspill.design.months import FIRST_YEAR, LAST_YEAR, DayItem, Month, days_shown, month_of
from samspill.organisations.rules import Viewer
from samspill.yearwheel.queries.year import MonthList, items_between

DECEMBER, QUARTER = 12, 3
LONGEST = timedelta(days=62)
"""What begins in the month may end so much later."""


def wheel_month(viewer: Viewer, first: date) -> Month:
    """The day something begins and its last day."""
    start, end = days_shown(first)
    found: dict[date, list[DayItem]] = defaultdict(list)
    for one in items_between(viewer, start, end + LONGEST):
        if one.starts_on == one.ends_on:
            found[one.ends_on].append(DayItem("", one.title, one.url))
            continue
        found[one.starts_on].append(DayItem(_("Begynner"), one.title, one.url))
        found[one.ends_on].append(DayItem(_("Siste dag"), one.title, one.url))
    return month_of(first, found, today=viewer.today)


@dataclass(frozen=True, slots=True)
class QuarterPage:
    first: date
    months: tuple[MonthList, ...]

    @property
    def number(self) -> int:
        return (self.first.month + 2) // QUARTER

    @property
    def before_query(self) -> str:
        return _query(self.first - timedelta(days=1))

    @property
    def after_query(self) -> str:
        return _query(_next(self.first))


def _query(day: date) -> str:
    return f"?kvartal={day.year}-{(day.month + 2) // QUARTER}"


def _next(first: date) -> date:
    return date(first.year + first.month // 10, (first.month + 2) % DECEMBER + 1, 1)


def quarter_named(text: str, today: date) -> date:
    """The first day of «2026-4»; of this quarter where there is no such."""
    year, _dash, number = text.partition("-")
    if year.isdecimal() and len(year) == 4 and FIRST_YEAR < int(year) < LAST_YEAR and number in {"1", "2", "3", "4"}:
        return date(int(year), QUARTER * int(number) - 2, 1)
    return date(today.year, (today.month - 1) // QUARTER * QUARTER + 1, 1)


def quarter_of(viewer: Viewer, first: date) -> QuarterPage:
    items = items_between(viewer, first, _next(first) - timedelta(days=1))
    months = [date(first.year, first.month + step, 1) for step in range(QUARTER)]
    return QuarterPage(
        first, tuple(MonthList(each, tuple(one for one in items if one.ends_on.month == each.month)) for each in months)
    )
