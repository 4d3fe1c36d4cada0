from __future__ import annotations

from datetime import date, timedelta

import pytest

from samspill.audit.models import Event
from samspill.audit.rules import Hidden
from samspill.documents.calendars import Entry
from samspill.notices.actions.feeds import close_feed, open_feed, tell_entries
from samspill.notices.models import CalendarFeed, FeedEntry
from samspill.notices.queries.feeds import feed_by_secret, feed_of
from samspill.notices.rules.feeds import remembered, told_now
from samspill.organisations.queries import viewer_of

DAY = date(2026, 12, 1)
FRIST, MOTE = Entry("frist", "Frist", DAY), Entry("mote", "Møte", DAY + timedelta(days=9))


def after(entries: list[Entry], before: list[Entry], now, **later: int) -> dict[str, tuple[int, bool]]:
    """Number and «off» of each entry when ``entries`` follow ``before``."""
    first = remembered(told_now(before, {}, off="Utgår", now=now))
    told = told_now(entries, first, off="Utgår", now=now + timedelta(days=1, **later))
    return {one.entry.uid: (one.sequence, one.is_cancelled) for one in told}


def test_what_is_the_same_keeps_its_number(now):
    assert after([FRIST, MOTE], [FRIST, MOTE], now) == {"frist": (0, False), "mote": (0, False)}


def test_what_moved_or_was_named_anew_gets_the_next_number_under_the_same_name(now):
    moved = Entry("frist", "Frist", DAY + timedelta(days=3))
    assert after([moved, MOTE], [FRIST, MOTE], now) == {"frist": (1, False), "mote": (0, False)}


def test_what_was_skipped_is_off_on_its_day_and_says_nothing_more(now):
    first = remembered(told_now([FRIST], {}, off="Utgår", now=now))
    [off] = told_now([], first, off="Utgår", now=now + timedelta(days=1))
    assert (off.entry, off.sequence, off.is_cancelled) == (Entry("frist", "Utgår", DAY), 1, True)


def test_what_is_over_just_goes(now):
    assert after([MOTE], [Entry("frist", "Frist", now.date() - timedelta(days=2)), MOTE], now) == {"mote": (0, False)}


def test_what_was_off_and_comes_back_has_a_higher_number_still(now):
    first = remembered(told_now([FRIST], {}, off="Utgår", now=now))
    off = remembered(told_now([], first, off="Utgår", now=now + timedelta(days=1)))
    [back] = told_now([FRIST], off, off="Utgår", now=now + timedelta(days=2))
    assert (back.sequence, back.is_cancelled) == (2, False)


def test_that_it_is_off_is_told_the_same_for_two_months_and_then_no_more(now):
    first = remembered(told_now([FRIST], {}, off="Utgår", now=now))
    off = told_now([], first, off="Utgår", now=now + timedelta(days=1))
    assert told_now([], remembered(off), off="Utgår", now=now + timedelta(days=50)) == off
    assert not told_now([], remembered(off), off="Utgår", now=now + timedelta(days=70))


# -- in the database -------------------------------------------------------------------------------


@pytest.fixture
def kari(cast, now):
    return viewer_of(cast.kari, now.date())


@pytest.mark.django_db
def test_the_secret_lies_nowhere(kari, now):
    secret = open_feed(by=kari, now=now)
    kept = " ".join(map(str, [*CalendarFeed.objects.values_list().get(), *Event.objects.values_list()]))
    assert len(secret) >= 43
    assert secret not in kept
    assert feed_by_secret(secret, now.date()) == feed_of(kari)


@pytest.mark.django_db
def test_a_new_address_ends_the_old_one_and_ending_it_ends_all(kari, now):
    old, new = open_feed(by=kari, now=now), open_feed(by=kari, now=now)
    with pytest.raises(Hidden):
        feed_by_secret(old, now.date())
    assert feed_by_secret(new, now.date())
    close_feed(by=kari, now=now)
    with pytest.raises(Hidden):
        feed_by_secret(new, now.date())
    close_feed(by=kari, now=now)
    assert list(Event.objects.order_by("id").values_list("action", flat=True)) == ["open_feed", "open_feed", "close_feed"]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("secret", ["", "x", "æøå", "' or 1=1", "a" * 5000])
def test_a_guess_opens_nothing(kari, now, secret):
    open_feed(by=kari, now=now)
    with pytest.raises(Hidden):
        feed_by_secret(secret, now.date())


@pytest.mark.django_db
def test_who_has_left_or_may_not_sign_in_has_no_calendar_any_more(cast, kari, now):
    secret = open_feed(by=kari, now=now)
    cast.kari.left_on = now.date()
    cast.kari.save()
    assert feed_by_secret(secret, now.date()), "the last day is a day at work"
    with pytest.raises(Hidden):
        feed_by_secret(secret, now.date() + timedelta(days=1))
    cast.kari.left_on = None
    cast.kari.save()
    user = cast.user("kari")
    user.is_active = False
    user.save()
    with pytest.raises(Hidden):
        feed_by_secret(secret, now.date())


@pytest.mark.django_db
def test_reading_again_writes_nothing_and_keeps_the_numbers(kari, now, django_assert_num_queries):
    feed = feed_by_secret(open_feed(by=kari, now=now), now.date())
    first = tell_entries(feed=feed, entries=[FRIST, MOTE], off="Utgår", now=now)
    with django_assert_num_queries(1):
        again = tell_entries(feed=feed, entries=[FRIST, MOTE], off="Utgår", now=now + timedelta(days=1))
    assert again == first


@pytest.mark.django_db
def test_what_is_remembered_follows_what_is_told(kari, now, django_assert_max_num_queries):
    feed = feed_by_secret(open_feed(by=kari, now=now), now.date())
    many = [Entry(f"m{n}", "Frist", DAY + timedelta(days=n)) for n in range(20)]
    tell_entries(feed=feed, entries=many, off="Utgår", now=now)
    with django_assert_max_num_queries(8):
        tell_entries(feed=feed, entries=many[10:], off="Utgår", now=now + timedelta(days=1))
    assert FeedEntry.objects.filter(is_cancelled=True).count() == 10
    tell_entries(feed=feed, entries=many[10:], off="Utgår", now=now + timedelta(days=90))
    assert set(FeedEntry.objects.values_list("uid", flat=True)) == {f"m{n}" for n in range(10, 20)}
    assert "Frist" not in str(list(FeedEntry.objects.values()))
