"""A month of the plan: what starts, falls due and is to be looked at on which day."""

from __future__ import annotations

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samspill.measures.models import Measure
from samspill.measures.rules import RUNNING

SHOWN_A_DAY = 3
MOST_A_MONTH = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    measure_id: int
    what: str
    title: str


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    is_in_month: bool
    is_today: bool
    entries: tuple[Entry, ...] = ()
    more: int = 0


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
        return not any(day.entries for week in self.weeks for day in week)


def month_named(text: str, today: date) -> date:
    """The first day of «2026-11»; of this month where there is no such."""
    try:
        named = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return named if 1900 < named.year < 2200 else today.replace(day=1)


def month_of(measures: QuerySet[Measure], first: date, *, today: date) -> Month:
    """One statement: what has a day in the weeks the page shows."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    entries = _entries(measures, weeks[0][0], weeks[-1][-1])
    return Month(first, tuple(tuple(_day(on, first, today, entries.get(on, [])) for on in week) for week in weeks))


def _day(on: date, first: date, today: date, entries: list[Entry]) -> Day:
    shown = entries if len(entries) <= SHOWN_A_DAY else entries[: SHOWN_A_DAY - 1]
    return Day(on, on.month == first.month, on == today, tuple(shown), len(entries) - len(shown))


def _entries(measures: QuerySet[Measure], start: date, end: date) -> dict[date, list[Entry]]:
    days = (start, end)
    seen = Q(starts_on__range=days) | Q(due_on__range=days) | Q(evaluate_on__range=days)
    rows = measures.filter(seen, status__in=RUNNING).order_by("title", "pk")
    found: dict[date, list[Entry]] = defaultdict(list)
    for pk, title, *dates in rows.values_list("pk", "title", "starts_on", "due_on", "evaluate_on")[:MOST_A_MONTH]:
        for what, on in zip((_("Starter"), _("Frist"), _("Vurderes")), dates, strict=True):
            if on is not None and start <= on <= end:
                found[on].append(Entry(pk, what, title))
    return found
