"""When something may reach somebody. What is put off is put off to a moment that comes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samspill.content.holidays import is_working_day
from samspill.notices.rules.personal import Words, is_time_for_weekly, letter_of, may_leave_at, week_of

OSLO = ZoneInfo("Europe/Oslo")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


@pytest.mark.parametrize(
    ("now", "leaves", "why"),
    [
        ("2026-11-23T09:00", "2026-11-23T09:00", "a Monday morning"),
        ("2026-11-23T06:59", "2026-11-23T07:00", "before the day begins"),
        ("2026-11-23T17:00", "2026-11-24T07:00", "in the evening"),
        ("2026-11-27T18:00", "2026-11-30T07:00", "Friday evening"),
        ("2026-11-28T10:00", "2026-11-30T07:00", "a Saturday"),
        ("2026-12-23T20:00", "2027-01-04T07:00", "Christmas, and then a weekend"),
        ("2026-03-27T18:00", "2026-04-07T07:00", "Holy Week and Easter"),
        ("2026-05-13T20:00", "2026-05-15T07:00", "Ascension Day"),
        ("2026-07-15T10:00", "2026-07-15T10:00", "in July, what is no reminder"),
    ],
)
def test_a_notice_waits_for_people_to_be_at_work(now, leaves, why):
    assert may_leave_at(at(now), is_reminder=False, is_any_time=False) == at(leaves), why


@pytest.mark.parametrize(
    ("now", "leaves"),
    [("2026-07-01T08:00", "2026-08-03T07:00"), ("2026-07-31T23:00", "2026-08-03T07:00"), ("2026-06-30T18:00", "2026-08-03T07:00"), ("2024-06-29T02:00", "2024-08-01T07:00"), ("2026-08-03T08:00", "2026-08-03T08:00")],
)  # fmt: skip
def test_a_reminder_waits_till_july_is_over(now, leaves):
    assert may_leave_at(at(now), is_reminder=True, is_any_time=False) == at(leaves)


def test_who_works_at_night_is_told_at_night_but_not_reminded_in_july():
    night = at("2026-11-28T03:00")
    assert may_leave_at(night, is_reminder=True, is_any_time=True) == night
    assert may_leave_at(at("2026-07-15T03:00"), is_reminder=True, is_any_time=True) == at("2026-08-03T07:00")


@given(
    now=st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    is_reminder=st.booleans(),
)
@example(now=datetime(2024, 6, 29, tzinfo=UTC), is_reminder=True)  # a weekend that ends in July
def test_it_is_never_early_never_lost_and_always_at_work(now, is_reminder):
    leaves = may_leave_at(now, is_reminder=is_reminder, is_any_time=False)
    assert now <= leaves < now + timedelta(days=46)
    local = leaves.astimezone(OSLO)
    assert is_working_day(local.date())
    assert 7 <= local.hour < 17
    assert not (is_reminder and local.month == 7)
    assert may_leave_at(leaves, is_reminder=is_reminder, is_any_time=False) == leaves


@pytest.mark.parametrize(
    ("now", "is_time"),
    [("2026-11-23T06:00", False), ("2026-11-23T07:00", True), ("2026-11-22T12:00", False), ("2026-07-13T09:00", False)],
)
def test_the_weekly_letter_comes_in_working_hours_and_not_in_july(now, is_time):
    assert is_time_for_weekly(at(now)) is is_time


def test_the_week_begins_on_monday():
    assert week_of(at("2026-11-29T23:30")) == date(2026, 11, 23)


def test_a_letter_says_the_same_as_text_and_as_html_and_fetches_nothing():
    words = Words("Tallene <er> klare", "/resultater/", "Les resultatet", ("Alle fikk dem & samtidig.",))
    mail = letter_of(words, to="kari@x.example", address="https://p.example/resultater/", footer=(("Velg", "https://p.example/v/"),))  # fmt: skip
    assert mail.subject == "Tallene <er> klare"
    assert mail.text == (
        "Tallene <er> klare.\n\nAlle fikk dem & samtidig.\n\nLes resultatet:\nhttps://p.example/resultater/\n\n--\n"
        "Velg: https://p.example/v/\n"
    )
    assert "Tallene &lt;er&gt; klare" in mail.html
    assert 'href="https://p.example/resultater/"' in mail.html
    assert not any(word in mail.html for word in ("<img", "src=", "<script", "style="))
