"""A month as weeks of days, the same for the plan and for the wheel."""

from __future__ import annotations

from datetime import date

import pytest

from samspill.design.months import DayItem, days_shown, month_named, month_of

TODAY = date(2026, 11, 23)
NOVEMBER = date(2026, 11, 1)


def some(number: int) -> list[DayItem]:
    return [DayItem("Frist", f"Sak {n}", f"/{n}/") for n in range(number)]


def test_a_month_is_whole_weeks_and_knows_its_own_days_and_today() -> None:
    month = month_of(NOVEMBER, {}, today=TODAY)
    days = [day for week in month.weeks for day in week]
    assert {len(week) for week in month.weeks} == {7}
    assert (days[0].on, days[-1].on) == days_shown(NOVEMBER) == (date(2026, 10, 26), date(2026, 12, 6))
    assert sum(day.is_in_month for day in days) == 30
    assert [day.on for day in days if day.is_today] == [TODAY]


@pytest.mark.parametrize(("there", "shown", "more"), [(2, 2, 0), (3, 3, 0), (4, 2, 2), (9, 2, 7)])
def test_what_there_is_no_room_for_is_counted_and_takes_one_of_the_places(there: int, shown: int, more: int) -> None:
    month = month_of(NOVEMBER, {TODAY: some(there)}, today=TODAY, most_a_day=3)
    [day] = [day for week in month.weeks for day in week if day.on == TODAY]
    assert (len(day.items), day.more) == (shown, more)


def test_a_day_has_all_of_it_where_nothing_else_is_said() -> None:
    month = month_of(NOVEMBER, {TODAY: some(40)}, today=TODAY)
    assert max(len(day.items) for week in month.weeks for day in week) == 40


def test_a_month_with_something_only_in_the_days_of_its_neighbours_is_empty() -> None:
    assert month_of(NOVEMBER, {date(2026, 12, 2): some(1)}, today=TODAY).is_empty
    assert not month_of(NOVEMBER, {date(2026, 11, 30): some(1)}, today=TODAY).is_empty


@pytest.mark.parametrize(
    ("first", "before", "after"),
    [
        (NOVEMBER, "2026-10", "2026-12"),
        (date(2026, 1, 1), "2025-12", "2026-02"),
        (date(2028, 2, 1), "2028-01", "2028-03"),
    ],
)
def test_it_leads_to_the_months_beside_it(first: date, before: str, after: str) -> None:
    month = month_of(first, {}, today=TODAY)
    assert (month.before_query, month.after_query) == (f"?maned={before}", f"?maned={after}")


@pytest.mark.parametrize("text", ["", "2026-13", "tull", "0001-01", "9999-12", "2026-11-01"])
def test_what_is_no_month_is_this_month(text: str) -> None:
    assert month_named(text, TODAY) == NOVEMBER
