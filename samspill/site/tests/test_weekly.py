"""One letter a week to those who chose it; with nothing to tell there is none."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from samspill.amu.tests.holding import SECRET, a_committee, a_held_meeting, sent_minutes
from samspill.measures.tests.plans import a_measure
from samspill.notices.actions import notify
from samspill.notices.models import How, Kind, Message, Wish
from samspill.notices.queries import opened
from samspill.notices.rules import News, Words
from samspill.pulses.tests.rounds import an_open_round
from samspill.site.jobs import tick
from tests.cast import Cast

WHISPER = "Samtale med Kari om fraværet"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def jonas(cast: Cast) -> Any:
    Wish.objects.create(person=cast.jonas, kind=Kind.DUTIES, how=How.WEEKLY)
    return cast.jonas


def letters() -> list[Any]:
    return [opened(message) for message in Message.objects.order_by("pk")]


def overdue(cast: Cast, now: datetime) -> None:
    a_measure(
        cast.nord,
        title=WHISPER,
        status="decided",
        responsible=cast.jonas,
        starts_on=now.date() - timedelta(days=30),
        due_on=now.date() - timedelta(days=1),
    )


def test_the_letter_says_what_waits_and_nothing_anybody_wrote(cast: Cast, now: datetime, jonas: Any) -> None:
    overdue(cast, now)
    for _twice in range(2):
        tick(now)
    [mail] = letters()
    assert (mail.to, mail.subject) == ("jonas@solvik.example", "Uken på jobb: det du bør vite")
    assert "Dette venter på deg:\n- Tiltak du har ansvar for" in mail.text
    assert WHISPER not in mail.text + mail.html
    assert "http://localhost:8000/" in mail.text


def test_whether_one_has_a_round_to_answer_is_not_in_it(cast: Cast, now: datetime, jonas: Any) -> None:
    an_open_round(cast, now)
    tick(now)
    assert letters() == []


def test_what_is_gathered_for_the_week_is_in_it_once(cast: Cast, now: datetime, jonas: Any) -> None:
    said = Words("Vernerunde nærmer seg", "/", "Se")
    notify(news=[News(jonas.pk, Kind.DUTIES, "wheel-1", lambda: said)], now=now - timedelta(days=2))
    tick(now)
    assert "Siden sist:\n- Vernerunde nærmer seg" in letters()[0].text
    tick(now + timedelta(days=7))
    assert len(letters()) == 1, "nothing since"


def test_the_next_week_has_its_own(cast: Cast, now: datetime, jonas: Any) -> None:
    overdue(cast, now)
    for days in range(14):
        tick(now + timedelta(days=days))
    assert len(letters()) == 2


@pytest.mark.parametrize("moment", ["2026-11-22T10:00+01:00", "2026-11-23T05:00+01:00", "2026-07-13T10:00+02:00"])
def test_it_waits_for_the_week_to_begin_and_for_july_to_end(cast: Cast, now: datetime, jonas: Any, moment: str) -> None:
    overdue(cast, now)
    tick(datetime.fromisoformat(moment))
    assert letters() == []


def test_who_did_not_choose_it_or_has_left_gets_none(cast: Cast, now: datetime, jonas: Any) -> None:
    overdue(cast, now)
    cast.jonas.left_on = now.date() - timedelta(days=1)
    cast.jonas.save()
    tick(now)
    assert letters() == []


def test_it_is_in_the_readers_language(cast: Cast, now: datetime, jonas: Any) -> None:
    overdue(cast, now)
    cast.jonas.user.language = "nn"
    cast.jonas.user.save()
    tick(now)
    assert letters()[0].subject == "Veka på jobb: det du bør vite"


def test_a_committee_is_told_of_in_our_own_words(cast: Cast, now: datetime) -> None:
    Wish.objects.create(person=cast.amina, kind=Kind.DUTIES, how=How.WEEKLY)
    sent_minutes(cast, a_held_meeting(cast, a_committee(cast, now), now, secret=True), now)
    tick(now)
    [mail] = [letter for letter in letters() if letter.subject.startswith("Uken")]
    assert "- Protokollen venter på godkjenning fra deg" in mail.text
    assert SECRET not in mail.text + mail.html
