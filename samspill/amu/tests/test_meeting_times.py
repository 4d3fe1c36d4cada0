"""Times that overlap, follow each other, or are no times at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from samspill.amu.actions.meetings import cancel_meeting, change_meeting, plan_meeting
from samspill.amu.models import Meeting
from samspill.amu.rules.meetings import LONGEST, MeetingPlan, check_meeting_plan
from samspill.amu.tests.holding import DAY, a_called_meeting, a_case, a_group, a_held_meeting, a_meeting, a_plan
from samspill.amu.tests.standings import HOUR, NOW
from samspill.audit.rules import Refused, permits

QUARTER = timedelta(minutes=15)
starts = st.integers(0, 40).map(lambda count: NOW + count * QUARTER)
lengths = st.integers(1, 12).map(lambda count: count * QUARTER)


@st.composite
def times(draw):
    begins = draw(starts)
    return begins, begins + draw(lengths)


def a_row(begins: datetime, ends: datetime) -> Meeting:
    return Meeting(starts_at=begins, ends_at=ends)


def free(plan: tuple[datetime, datetime], *taken: tuple[datetime, datetime]) -> bool:
    return permits(check_meeting_plan, MeetingPlan(*plan, "Her"), others=[a_row(*one) for one in taken], now=NOW)


@given(one=times(), other=times())
def test_two_meetings_meet_when_they_share_a_minute_and_only_then(one, other):
    minutes = range(0, 60 * 24, 5)
    shared = any(
        one[0] <= NOW + timedelta(minutes=at) < one[1] and other[0] <= NOW + timedelta(minutes=at) < other[1]
        for at in minutes
    )
    assert free(one, other) is not shared


@given(one=times(), other=times())
def test_it_is_the_same_whichever_was_planned_first(one, other):
    assert free(one, other) is free(other, one)


@given(plan=times(), taken=st.lists(times(), max_size=5))
def test_a_time_is_free_when_it_is_free_of_each(plan, taken):
    assert free(plan, *taken) is all(free(plan, one) for one in taken)


@given(length=st.integers(-60, 60 * 30).map(lambda count: timedelta(minutes=count)))
def test_a_meeting_lasts_more_than_nothing_and_no_longer_than_half_a_day(length):
    assert free((NOW, NOW + length)) is (timedelta(0) < length <= LONGEST)


@pytest.mark.parametrize(("days", "right"), [(0, True), (365, True), (799, True), (801, False), (3650, False)])
def test_a_meeting_is_planned_within_two_years_or_so(days, right):
    begins = NOW + timedelta(days=days)
    assert free((begins, begins + HOUR)) is right


def test_the_sentence_says_when_the_other_meeting_is():
    other = a_row(datetime(2026, 11, 23, 12, 30, tzinfo=UTC), datetime(2026, 11, 23, 14, 45, tzinfo=UTC))
    plan = MeetingPlan(other.starts_at + HOUR, other.ends_at + HOUR, "Her")
    with pytest.raises(Refused) as refused:
        check_meeting_plan(plan, others=[other], now=NOW)
    for part in ("23. november 2026", "13.30", "15.45", "Velg en annen tid"):
        assert part in str(refused.value)


def test_a_meeting_over_midnight_takes_up_both_days():
    night = (datetime(2026, 11, 23, 22, tzinfo=UTC), datetime(2026, 11, 24, 1, tzinfo=UTC))
    early = (datetime(2026, 11, 24, 0, tzinfo=UTC), datetime(2026, 11, 24, 2, tzinfo=UTC))
    assert not free(early, night)


def test_the_hour_that_comes_twice_in_october_is_two_hours():
    """From 2.30 summer time to 2.30 winter time is an hour on the clock on the wall, though it says the same."""
    before, after = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert timezone.localtime(before).time() == timezone.localtime(after).time()
    assert permits(check_meeting_plan, MeetingPlan(before, after, "Her"), others=[], now=before - DAY)


# -- in the database -----------------------------------------------------------------------------------------


def test_a_meeting_moved_onto_another_is_refused_and_stays(cast, committee, now, look):
    a_meeting(cast, committee, now)
    second = a_meeting(cast, committee, now, days=20)
    with pytest.raises(Refused, match="allerede et møte"):
        change_meeting(meeting=second, plan=a_plan(now), by=look("per"), now=now)
    kept = Meeting.objects.get(pk=second.pk)
    assert (kept.starts_at, kept.ends_at) == (second.starts_at, second.ends_at)


def test_a_time_that_was_given_up_can_be_taken(cast, committee, now, look):
    first = a_meeting(cast, committee, now)
    change_meeting(meeting=first, plan=a_plan(now, days=12), by=look("per"), now=now)
    assert a_meeting(cast, committee, now).number == 2


def test_a_called_meeting_and_one_that_was_held_take_up_their_time(cast, committee, now, look):
    a_held_meeting(cast, committee, now)
    a_called_meeting(cast, committee, now)
    for days in (0, 10):
        with pytest.raises(Refused, match="allerede et møte"):
            plan_meeting(committee=committee, plan=a_plan(now, days=days), by=look("per"), now=now)


def test_another_committee_meets_when_it_likes(cast, committee, now, look):
    a_meeting(cast, committee, now)
    assert a_meeting(cast, a_group(cast, now), now).number == 1


def test_a_meeting_moved_to_another_year_gets_a_number_there_and_its_cases_keep_theirs(cast, committee, now, look):
    a_meeting(cast, committee, now, days=60)
    meeting = a_meeting(cast, committee, now)
    sign = a_case(cast, meeting, now).sign
    moved = change_meeting(meeting=meeting, plan=a_plan(now, days=70), by=look("per"), now=now)
    assert (moved.year, moved.number) == (2027, 2)
    assert moved.cases.get().sign == sign == "1/26"


def test_a_number_that_a_cancelled_meeting_had_is_not_used_again(cast, committee, now, look):
    cancel_meeting(meeting=a_meeting(cast, committee, now), by=look("per"), now=now)
    assert a_meeting(cast, committee, now).number == 2


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_what_was_held_or_cancelled_is_not_moved(cast, committee, now, look, state):
    meeting = a_held_meeting(cast, committee, now) if state == "held" else a_meeting(cast, committee, now)
    if state == "cancelled":
        meeting = cancel_meeting(meeting=meeting, by=look("per"), now=now)
    with pytest.raises(Refused, match="kan ikke flyttes"):
        change_meeting(meeting=meeting, plan=a_plan(now, days=30), by=look("per"), now=now)


@pytest.mark.parametrize("change", [{"ends_at": NOW - 900 * DAY}, {"number": 1}])
def test_the_database_keeps_times_and_numbers_whole(cast, committee, now, change):
    a_meeting(cast, committee, now)
    a_meeting(cast, committee, now, days=20)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.update(**change)
