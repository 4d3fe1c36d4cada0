from datetime import date, timedelta
from itertools import pairwise

import pytest

from samspill.content.holidays import easter_sunday, is_working_day, public_holidays, working_days_from
from samspill.content.items import PULSE_ITEMS
from samspill.content.rhythm import rhythm, rounds_for_year
from samspill.content.source import ContentError

VARIANTS = tuple(rhythm().variants)
YEARS = range(2025, 2065)


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2011, date(2011, 4, 24)),
        (2019, date(2019, 4, 21)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
        (2049, date(2049, 4, 18)),
        (2076, date(2076, 4, 19)),
    ],
)
def test_easter_is_when_the_almanac_says(year, sunday):
    assert easter_sunday(year) == sunday


def test_easter_agrees_with_another_way_of_finding_it():
    def anonymous_gregorian(year):
        a, b, c = year % 19, year // 100, year % 100
        d, e, g = b // 4, b % 4, (8 * b + 13) // 25
        h = (19 * a + b - d - g + 15) % 30
        day = (2 * e + 2 * (c // 4) - h - c % 4 + 32) % 7
        m = (a + 11 * h + 22 * day) // 451
        month, rest = divmod(h + day - 7 * m + 114, 31)
        return date(year, month, rest + 1)

    for year in range(1900, 2400):
        assert easter_sunday(year) == anonymous_gregorian(year)


def test_the_holidays_of_2026_are_twelve_and_the_national_day_is_among_them():
    assert public_holidays(2026) >= {date(2026, 5, 17), date(2026, 5, 14), date(2026, 4, 2), date(2026, 5, 25)}
    assert len(public_holidays(2026)) == 12


def test_holy_week_and_the_days_after_christmas_are_left_in_peace():
    assert not is_working_day(date(2026, 3, 30))
    assert not is_working_day(date(2026, 12, 28))
    assert is_working_day(date(2026, 4, 7))


def test_working_days_are_counted_from_the_first_one():
    assert working_days_from(date(2026, 5, 13), 3) == (date(2026, 5, 13), date(2026, 5, 15), date(2026, 5, 18))


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_round_is_open_in_july_in_forty_years(variant):
    for year in YEARS:
        for planned in rounds_for_year(year, variant):
            assert planned.closes_on < date(year, 7, 1) or planned.opens_on > date(year, 7, 31)


@pytest.mark.parametrize("variant", VARIANTS)
def test_rounds_open_close_and_remind_on_working_days_only(variant):
    for year in YEARS:
        for planned in rounds_for_year(year, variant):
            for day in (planned.opens_on, planned.closes_on, *planned.reminders_on):
                assert is_working_day(day)
                assert day not in public_holidays(year)
            assert all(planned.opens_on < day < planned.closes_on for day in planned.reminders_on)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_round_opens_in_its_own_month_and_well_after_the_one_before(variant):
    months = tuple(rhythm().variants[variant].months)
    planned = [each for year in YEARS for each in rounds_for_year(year, variant)]
    assert [each.opens_on.month for each in planned] == list(months) * len(YEARS)
    for before, after in pairwise(planned):
        # A round is refused when its audience nearly equals that of one opened in the last fourteen days.
        assert after.opens_on - before.opens_on > timedelta(days=14)
        assert after.opens_on - before.closes_on > timedelta(days=5)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_pulse_is_open_five_working_days_and_the_annual_survey_three_weeks(variant):
    for year in YEARS:
        for planned in rounds_for_year(year, variant):
            days = working_days_from(planned.opens_on, {"yearly": 15}.get(planned.kind, 5))
            assert planned.closes_on == days[-1]
            assert len(planned.reminders_on) == {"yearly": 2}.get(planned.kind, 1)


def test_the_standard_year_is_eleven_rounds_with_the_annual_survey_in_march():
    kinds = [planned.kind for planned in rounds_for_year(2027)]
    assert len(kinds) == 11
    assert kinds.count("yearly") == 1
    assert kinds.count("quarterly") == 3
    assert next(each for each in rounds_for_year(2027) if each.kind == "yearly").opens_on.month == 3


def test_each_quarter_asks_its_own_rotating_item_after_the_fixed_ones():
    asked = {planned.opens_on.month: planned.rotating for planned in rounds_for_year(2027)}
    assert {month: item for month, item in asked.items() if item} == {6: "B21", 9: "B08", 11: "B26"}
    june = next(planned for planned in rounds_for_year(2027) if planned.rotating == "B21")
    assert june.items == (*PULSE_ITEMS, "B01", "B16", "B18", "B23", "B21")
    assert june.open_question == "helped"


def test_every_round_of_every_variant_asks_the_three_pulse_items_first():
    for variant in VARIANTS:
        assert all(planned.items[:3] == PULSE_ITEMS for planned in rounds_for_year(2028, variant))


def test_questions_about_violence_come_with_the_annual_survey_where_they_are_wanted():
    for planned in rounds_for_year(2027, sector=True):
        assert ("V1" in planned.items) == (planned.kind == "yearly")
    assert all("V1" not in planned.items for planned in rounds_for_year(2027))


def test_an_unknown_rhythm_or_an_impossible_year_is_refused():
    with pytest.raises(ContentError, match="standard"):
        rounds_for_year(2027, "weekly")
    with pytest.raises(ContentError, match="20270"):
        rounds_for_year(20270)
