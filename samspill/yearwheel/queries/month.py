"""A month as days, and a quarter as three months beside each other."""

from __future__ import annotations

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samspill.organisations.rules import Viewer
from samspill.yearwheel.queries.year import Item, Month, items_between

FIRST, LAST = 1900, 2200
DECEMBER, QUARTER = 12, 3


@dataclass(frozen=True, slots=True)
class DayItem:
    what: str
    item: Item


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    is_in_month: bool
    is_today: bool
    items: tuple[DayItem, ...]


@dataclass(frozen=True, slots=True)
class MonthPage:
    first: date
    weeks: tuple[tuple[Day, ...], ...]
    is_empty: bool

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def before_query(self) -> str:
        return f"?maned={self.before:%Y-%m}"

    @property
    def after_query(self) -> str:
        return f"?maned={self.after:%Y-%m}"


def month_of(viewer: Viewer, first: date) -> MonthPage:
    """The day something begins and its last day."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    start, end = weeks[0][0], weeks[-1][-1]
    found: dict[date, list[DayItem]] = defaultdict(list)
    for one in items_between(viewer, start, end + timedelta(days=62)):
        if one.starts_on == one.ends_on:
            found[one.ends_on].append(DayItem("", one))
            continue
        found[one.starts_on].append(DayItem(_("Begynner"), one))
        found[one.ends_on].append(DayItem(_("Siste dag"), one))
    days = tuple(
        tuple(Day(on, on.month == first.month, on == viewer.today, tuple(found.get(on, ()))) for on in week)
        for week in weeks
    )
    return MonthPage(first, days, not any(found.get(on) for week in weeks for on in week if on.month == first.month))


@dataclass(frozen=True, slots=True)
class QuarterPage:
    first: date
    months: tuple[Month, ...]

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
    if year.isdecimal() and len(year) == 4 and FIRST < int(year) < LAST and number in {"1", "2", "3", "4"}:
        return date(int(year), QUARTER * int(number) - 2, 1)
    return date(today.year, (today.month - 1) // QUARTER * QUARTER + 1, 1)


def quarter_of(viewer: Viewer, first: date) -> QuarterPage:
    items = items_between(viewer, first, _next(first) - timedelta(days=1))
    months = [date(first.year, first.month + step, 1) for step in range(QUARTER)]
    return QuarterPage(
        first, tuple(Month(each, tuple(one for one in items if one.ends_on.month == each.month)) for each in months)
    )
