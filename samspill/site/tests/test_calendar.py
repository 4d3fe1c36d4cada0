from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject
from django.test import Client
from django.urls import reverse

from samspill.amu.models import Meeting, Seat
from samspill.amu.tests.holding import a_called_meeting, a_committee, a_held_meeting
from samspill.leadership.models import Decision
from samspill.measures.models import Measure
from samspill.measures.tests.plans import a_measure
from samspill.notices.actions.feeds import open_feed
from samspill.organisations.queries import viewer_of
from samspill.pulses.models import PulseRound
from samspill.pulses.tests.rounds import a_planned_round
from samspill.risk.actions import decide_change
from samspill.risk.models import Assessment, AssessmentNumber
from samspill.risk.tests.assessing import a_change
from samspill.site.queries.calendar import calendar_for
from samspill.yearwheel.actions import move_occurrences, skip_occurrences
from samspill.yearwheel.tests.telling import a_wheel, of
from tests.cast import Cast, make_person

WHISPER = "Samtale med Kari om fraværet"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.user("jonas"))
    return client


def address(cast: Cast, now: datetime, name: str = "jonas") -> str:
    viewer = viewer_of(getattr(cast, name), now.date())
    assert viewer
    return reverse("calendar_feed", args=[open_feed(by=viewer, now=now)])


def events(content: bytes) -> Iterator[Any]:
    return iter(vobject.readOne(content.decode()).contents.get("vevent", []))


def told(content: bytes) -> list[tuple[str, date]]:
    return [(event.summary.value, event.dtstart.value) for event in events(content)]


def a_day_of_everything(cast: Cast, now: datetime) -> None:
    a_planned_round(cast, now, opens_at=now + timedelta(days=14), closes_at=now + timedelta(days=18))
    a_measure(cast.nord, title=WHISPER, status="decided", responsible=cast.jonas,
              starts_on=date(2026, 12, 1), due_on=date(2027, 1, 15), evaluate_on=date(2027, 2, 15))  # fmt: skip
    number = AssessmentNumber.objects.create(organisation=cast.solvik, unit=cast.nord)
    whole = {"together": "s", "took_part": "t", "signed_on": now.date(), "signed_name": "Amina Ali"}
    Assessment.objects.create(number=number, edition=1, begun_on=now.date(), state="valid", valid_from=now.date(),
                              review_on=date(2027, 11, 1), responsible=cast.jonas, **whole)  # fmt: skip
    Decision.objects.create(
        organisation=cast.solvik, title=WHISPER, decided=WHISPER, reason="r", decided_on=now.date(), told_at=now,
        decided_by=cast.jonas, decided_by_name="Jonas Vik", review_on=date(2027, 3, 1),
    )  # fmt: skip


def test_a_leader_has_the_rounds_and_what_he_is_responsible_for(cast: Cast, now: datetime) -> None:
    a_day_of_everything(cast, now)
    content = Client().get(address(cast, now)).content
    assert told(content) == [
        ("Et tiltak begynner (Hjemmetjenesten Nord)", date(2026, 12, 1)),
        ("Månedspuls, desember 2026: åpen for svar", date(2026, 12, 7)),
        ("Frist for et tiltak (Hjemmetjenesten Nord)", date(2027, 1, 15)),
        ("Se om et tiltak virket (Hjemmetjenesten Nord)", date(2027, 2, 15)),
        ("Se på en avgjørelse igjen", date(2027, 3, 1)),
        ("Se på risikovurderingen av Hjemmetjenesten Nord igjen", date(2027, 11, 1)),
    ]
    assert WHISPER.encode() not in content.replace(b"\r\n ", b"")
    assert all(event.url.value.startswith("http://localhost:8000/") for event in events(content))


def test_a_member_has_the_rounds_and_nothing_of_what_is_others(cast: Cast, now: datetime) -> None:
    a_day_of_everything(cast, now)
    assert [title for title, _day in told(Client().get(address(cast, now, "kari")).content)] == [
        "Månedspuls, desember 2026: åpen for svar"
    ]


def test_somebody_elses_workplace_has_its_own_calendar(cast: Cast, now: datetime) -> None:
    a_day_of_everything(cast, now)
    assert not told(Client().get(address(cast, now, "ola")).content)


def test_a_round_that_is_moved_moves_and_one_that_is_called_off_is_off(cast: Cast, now: datetime) -> None:
    a_planned_round(cast, now, opens_at=now + timedelta(days=14), closes_at=now + timedelta(days=18))
    here = address(cast, now)
    [first] = events(Client().get(here).content)
    PulseRound.objects.update(opens_at=now + timedelta(days=21), closes_at=now + timedelta(days=25))
    [moved] = events(Client().get(here).content)
    assert (moved.uid.value, moved.sequence.value, moved.dtstart.value) == (first.uid.value, "1", date(2026, 12, 14))
    PulseRound.objects.update(state="cancelled")
    [off] = events(Client().get(here).content)
    assert (off.uid.value, off.sequence.value, off.status.value) == (first.uid.value, "2", "CANCELLED")
    assert off.summary.value == "Utgår"


def test_nothing_new_is_answered_with_nothing(cast: Cast, now: datetime) -> None:
    a_day_of_everything(cast, now)
    here = address(cast, now)
    first = Client().get(here)
    etag = first.headers["ETag"]
    assert (first.headers["Content-Type"], first.status_code) == ("text/calendar; charset=utf-8", 200)
    again = Client().get(here, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    Measure.objects.update(due_on=date(2027, 1, 20))
    assert Client().get(here, headers={"if-none-match": etag}).status_code == 200
    assert Client().head(here).status_code == 200
    assert Client().post(here).status_code == 405


@pytest.mark.parametrize("how", ["revoked", "left", "unknown", "needs a second factor"])
def test_an_address_that_is_worth_nothing_is_no_address(cast: Cast, now: datetime, client: Client, how: str) -> None:
    here = address(cast, now)
    if how == "revoked":
        client.post(reverse("calendar_close"))
    elif how == "left":
        cast.jonas.left_on = now.date() - timedelta(days=1)
        cast.jonas.save()
    elif how == "unknown":
        here = reverse("calendar_feed", args=["gjettet"])
    else:
        cast.solvik.second_factor_roles = ["leader"]
        cast.solvik.save()
    assert Client().get(here).status_code == 404


def test_the_calendar_is_in_the_readers_language(cast: Cast, now: datetime) -> None:
    a_day_of_everything(cast, now)
    user = cast.user("jonas")
    user.language = "en"
    user.save()
    titles = [title for title, _day in told(Client().get(address(cast, now)).content)]
    assert "Deadline for a measure (Hjemmetjenesten Nord)" in titles


def test_the_page_shows_the_address_once_and_it_works(cast: Cast, now: datetime, client: Client) -> None:
    assert "Lag adressen" in client.get("/kalender/").content.decode()
    shown = client.post("/kalender/").content.decode()
    made = shown.split("<code>")[1].split("</code>")[0]
    assert made.startswith("http://localhost:8000/kalender/")
    assert Client().get(made).status_code == 200
    later = client.get("/kalender/").content.decode()
    assert "Lag en ny adresse" in later
    assert made not in later
    client.post("/kalender/")
    assert Client().get(made).status_code == 404


@pytest.mark.django_db
def test_the_calendar_takes_as_many_statements_for_twenty_measures_as_for_ten(
    cast: Cast, now: datetime, django_assert_num_queries: Any
) -> None:
    viewer = viewer_of(cast.jonas, now.date())
    assert viewer
    for _ten in range(2):
        for _one in range(10):
            a_measure(cast.nord, status="decided", responsible=cast.jonas)
        with django_assert_num_queries(10):
            calendar_for(viewer)


def test_the_wheel_is_in_it_for_who_sees_to_it_and_follows_what_is_moved_and_skipped(cast: Cast, now: datetime) -> None:
    a_wheel(cast)
    here, by = address(cast, now, "per"), viewer_of(cast.per, now.date())
    assert by
    review, uid = of("year_review"), f"arshjul-{of('year_review').pk}@localhost"
    before = {event.uid.value: event for event in events(Client().get(here).content)}[uid]
    assert (before.sequence.value, before.dtend.value) == ("0", review.ends_on + timedelta(days=1))
    to = (date(2027, 1, 11), date(2027, 1, 22))
    move_occurrences(ids=[review.pk], starts_on=to[0], ends_on=to[1], by=by, now=now)
    moved = {event.uid.value: event for event in events(Client().get(here).content)}[uid]
    assert (moved.sequence.value, moved.dtstart.value, moved.dtend.value) == ("1", to[0], date(2027, 1, 23))
    skip_occurrences(ids=[review.pk], reason="Vi gjør det sammen med AMU.", by=by, now=now)
    content = Client().get(here).content
    skipped = {event.uid.value: event for event in events(content)}[uid]
    assert (skipped.sequence.value, skipped.status.value) == ("2", "CANCELLED")
    assert b"AMU." not in content
    assert not told(Client().get(address(cast, now, "kari")).content)


def test_a_meeting_one_is_called_to_has_its_hours_on_either_side_of_the_clock_change(cast: Cast, now: datetime) -> None:
    meeting = a_called_meeting(cast, a_committee(cast, now), now)
    here = address(cast, now, "amina")
    for day, hour_in_utc in ((date(2027, 3, 26), 8), (date(2027, 3, 29), 7)):
        starts = datetime(day.year, day.month, day.day, 9, tzinfo=now.tzinfo)
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=starts, ends_at=starts + timedelta(hours=2))
        [event] = [one for one in events(Client().get(here).content) if one.uid.value.startswith("mote-")]
        assert event.dtstart.value.astimezone(UTC) == datetime(day.year, day.month, day.day, hour_in_utc, tzinfo=UTC)
        assert event.dtend.value - event.dtstart.value == timedelta(hours=2)
    assert not [title for title, _day in told(Client().get(address(cast, now, "jonas")).content) if "Møte" in title]


def test_what_one_sees_to_after_a_meeting_or_a_change_has_its_day(cast: Cast, now: datetime) -> None:
    a_held_meeting(cast, a_committee(cast, now), now)
    looked_back_on = now.date() + timedelta(days=60)
    change = a_change(cast, cast.nord, now=now, by="jonas", days=2, evaluate_on=looked_back_on)
    jonas, tor = viewer_of(cast.jonas, now.date()), viewer_of(cast.tor, now.date())
    assert jonas
    assert tor
    decide_change(change=change, decision=WHISPER, by=jonas, now=now)
    assert ("Se hvordan en endring gikk", looked_back_on) in [(one.title, one.day) for one in calendar_for(jonas)]
    deadline = now.date() + timedelta(days=30)
    assert ("Frist for et vedtak: sak 1/26", deadline) in [(one.title, one.day) for one in calendar_for(tor)]


def test_terms_that_run_out_crowd_no_meeting_out_of_the_secretarys_calendar(cast: Cast, now: datetime) -> None:
    committee = a_committee(cast, now)
    Seat.objects.filter(committee=committee).update(valid_to=now.date() + timedelta(days=1))
    for number in range(12):
        person = make_person(cast.nord, f"Vara {number}")
        day = now.date() + timedelta(days=1)
        Seat.objects.create(committee=committee, person=person, valid_from=now.date(), valid_to=day, side="employees")
    a_called_meeting(cast, committee, now)
    per = viewer_of(cast.per, now.date())
    assert per
    assert "Møte: Arbeidsmiljøutvalget" in [one.title for one in calendar_for(per)]
