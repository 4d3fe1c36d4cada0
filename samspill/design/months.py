"""A month as weeks of days, whoever's calendar it is: what lies on each day, and the way to the months beside it."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class DayItem:
    """One line of a day: a deadline, a beginning, with what it is about."""

    what: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    is_in_month: bool
    is_today: bool
    items: tuple[DayItem, ...] = ()
    more: int = 0
    """How many there is no room for."""


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    weeks: tuple[tuple[Day, ...], ...]

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

    @property
    def is_empty(self) -> bool:
        """The days of other months that fill the first and the last week do not count."""
        return not any(day.items for week in self.weeks for day in week if day.is_in_month)


def month_named(text: str, today: date) -> date:
    """The first day of «2026-11»; of this month where there is no such."""
    try:
        named = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return named if FIRST_YEAR < named.year < LAST_YEAR else today.replace(day=1)


def days_shown(first: date) -> tuple[date, date]:
    """The Monday and the Sunday that the page of a month begins and ends with.

    >>> [day.isoformat() for day in days_shown(date(2026, 11, 1))]
    ['2026-10-26', '2026-12-06']
    """
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return weeks[0][0], weeks[-1][-1]


def month_of(
    first: date, items: Mapping[date, Sequence[DayItem]], *, today: date, most_a_day: int | None = None
) -> Month:
    """``items`` by day; what is beyond ``most_a_day`` is counted."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first, tuple(tuple(_day(on, first, today, items.get(on, ()), most_a_day) for on in week) for week in weeks)
    )


def _day(on: date, first: date, today: date, items: Sequence[DayItem], most: int | None) -> Day:
    shown = items if most is None or len(items) <= most else items[: most - 1]
    return Day(on, on.month == first.month, on == today, tuple(shown), len(items) - len(shown))
