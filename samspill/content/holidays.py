"""Norwegian public holidays, and the days on which a workplace should be left in peace."""

from datetime import date, timedelta
from functools import cache

_SATURDAY = 5


def easter_sunday(year: int) -> date:
    """The date of Easter by golden number, century and epact (Knuth, TAOCP 1, exercise 1.3.2-14)."""
    golden = year % 19 + 1
    century = year // 100 + 1
    skipped_leap_years = 3 * century // 4 - 12
    moon_correction = (8 * century + 5) // 25 - 5
    sunday = 5 * year // 4 - skipped_leap_years - 10
    epact = (11 * golden + 20 + moon_correction - skipped_leap_years) % 30
    if (epact == 25 and golden > 11) or epact == 24:  # the two exceptions of the lunar table
        epact += 1
    full_moon = 44 - epact
    if full_moon < 21:  # not before the spring equinox
        full_moon += 30
    day_of_march = full_moon + 7 - (sunday + full_moon) % 7
    return date(year, 3, 1) + timedelta(days=day_of_march - 1)


@cache
def public_holidays(year: int) -> frozenset[date]:
    easter = easter_sunday(year)
    movable = {easter + timedelta(days=days) for days in (-3, -2, 0, 1, 39, 49, 50)}
    fixed = {date(year, month, day) for month, day in ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))}
    return frozenset(movable | fixed)


@cache
def quiet_days(year: int) -> frozenset[date]:
    """Working days on which many are away: early Holy Week, and Christmas Eve to New Year's Eve."""
    easter = easter_sunday(year)
    holy_week = {easter - timedelta(days=days) for days in (6, 5, 4)}
    christmas = {date(year, 12, day) for day in range(24, 32)}
    return frozenset(holy_week | christmas)


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year) and day not in quiet_days(day.year)


def working_day_on_or_after(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days_from(first: date, count: int) -> tuple[date, ...]:
    """The next `count` working days, `first` included if it is one."""
    days: list[date] = []
    while len(days) < count:
        first = working_day_on_or_after(first)
        days.append(first)
        first += timedelta(days=1)
    return tuple(days)
