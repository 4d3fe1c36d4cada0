"""A whole year, day by day, with the clock set: for every size of workplace, private and public."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from samspill.content.holidays import is_working_day
from samspill.leadership.tests.telling import viewer_of
from samspill.notices.models import Message
from samspill.notices.queries import opened
from samspill.yearwheel.actions import Finish, mark_done
from samspill.yearwheel.jobs import tick
from samspill.yearwheel.models import Milestone, Occurrence
from samspill.yearwheel.queries import entries_between
from samspill.yearwheel.queries.choosing import Kind
from samspill.yearwheel.rules import Status
from samspill.yearwheel.tests.telling import at, chosen
from tests.cast import Cast

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAY = timedelta(days=1)
SIZES = (3, 7, 20, 40, 180)
EVERY_TIME = {(3, False), (180, True)}
"""The smallest and the largest; the others before a release, as each takes some seconds."""
DOING = ("marked", "attached")
FILE = ("notat.txt", b"Notat")
LEFT = {"year_review", "time_leaks", "whistleblowing"}
"""What nobody says anything of."""


@pytest.mark.parametrize(
    ("headcount", "is_public"),
    [
        pytest.param(size, public, marks=[] if (size, public) in EVERY_TIME else [pytest.mark.slow])
        for size in SIZES
        for public in (False, True)
    ],
)
def test_a_year_goes_by_as_it_was_planned(cast: Cast, headcount: int, is_public: bool) -> None:  # noqa: FBT001
    kind = Kind(headcount, is_public=is_public)
    chosen(cast.solvik, kind, on=FIRST)
    seen: dict[str, list[Status]] = defaultdict(list)
    mailed_on: Counter[date] = Counter()
    day = FIRST
    while day <= LAST:
        before = Message.objects.count()
        tick(at(day, 7))
        mailed_on[day] = Message.objects.count() - before
        _live(cast, day)
        _look(cast, day, seen)
        day += DAY
    wanted = {one.id for one in kind.preset.milestones}
    assert set(seen) == wanted
    for key, course in seen.items():
        assert course == _course(key), key
    _check_letters(cast, mailed_on)
    _check_next_year(cast, wanted)


def _live(cast: Cast, day: date) -> None:
    """Per says what was done, on the third day of each; a few are left lying."""
    open_ones = Occurrence.objects.filter(state="open", starts_on__lte=day - 2 * DAY, ends_on__gte=day)
    ids = list(open_ones.exclude(milestone__key__in=LEFT).values_list("pk", flat=True))
    if ids:
        mark_done(ids=ids, finish=Finish(day, file=FILE), by=viewer_of(cast, "per", day), now=at(day, 10))


def _look(cast: Cast, day: date, seen: dict[str, list[Status]]) -> None:
    """How each stands in the evening, where that is new."""
    for one in entries_between(viewer_of(cast, "per", day), FIRST, LAST):
        assert 7 not in {one.starts_on.month, one.ends_on.month}
        course = seen[one.milestone.key]
        if not course or course[-1] != one.status:
            course.append(one.status)


def _course(key: str) -> list[Status]:
    way = [Status.PLANNED, Status.DUE]
    return [*way, Status.OVERDUE] if key in LEFT else [*way, Status.DONE]


def _check_letters(cast: Cast, mailed_on: Counter[date]) -> None:
    """Everything is told of once, on a working day, and in July nobody hears anything."""
    for day, number in mailed_on.items():
        assert number == 0 or (is_working_day(day) and day.month != 7), day
    reminded = Occurrence.objects.filter(year=2026)
    assert not reminded.filter(reminded_on=None).exists()
    assert {(one.reminded_on or LAST).month for one in reminded} & {7} == set()
    told = Counter(line for mail in map(opened, Message.objects.all()) for line in _told_in(mail.to, mail.text))
    assert set(told.values()) == {1}
    lines = {line for _to, line in told}
    assert [one for one in reminded if not any(line.startswith(f"- {one}, ") for line in lines)] == []


def _told_in(to: str, text: str) -> list[tuple[str, str]]:
    return [(to, line) for line in text.splitlines() if line.startswith("- ")]


def _check_next_year(cast: Cast, wanted: set[str]) -> None:
    following = Occurrence.objects.filter(year=2027)
    assert set(following.values_list("milestone__key", flat=True)) == wanted
    tick(at(date(2027, 1, 2)))
    assert Occurrence.objects.filter(year=2028).values("milestone").distinct().count() == len(wanted)
    assert Milestone.objects.filter(organisation=cast.solvik).count() == len(wanted)


def test_a_worker_that_was_down_all_summer_reminds_of_what_is_still_ahead_and_digs_nothing_up(cast: Cast) -> None:
    chosen(cast.solvik, Kind(40, is_public=True), on=FIRST)
    tick(at(date(2026, 8, 26)))
    told = Occurrence.objects.exclude(reminded_on=None)
    assert set(told.values_list("milestone__key", flat=True)) >= {"newcomers", "budget", "safety_round"}
    assert not told.filter(ends_on__lt=date(2026, 8, 26)).exists()


def test_nothing_leaves_in_july_even_where_something_is_waiting(cast: Cast) -> None:
    chosen(cast.solvik, Kind(40), on=FIRST)
    Occurrence.objects.filter(milestone__key="budget").update(remind_on=date(2026, 7, 1))
    for day in (date(2026, 7, 1), date(2026, 7, 31)):
        tick(at(day))
    assert not Message.objects.exists()
    tick(at(date(2026, 8, 3)))
    assert Message.objects.exists()


def test_the_worker_looks_at_a_wheel_once_an_hour_and_twice_the_same_changes_nothing(cast: Cast) -> None:
    chosen(cast.solvik, Kind(40), on=FIRST)
    now = at(date(2026, 3, 2))
    tick(now)
    before = (Message.objects.count(), Occurrence.objects.count())
    tick(now)
    tick(now + timedelta(hours=2))
    assert (Message.objects.count(), Occurrence.objects.count()) == before
