"""The home page: what waits and what has happened, told by every app that has something to tell."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from types import CodeType, FrameType
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import samspill
from samspill.amu.tests.holding import a_case, a_committee, a_held_meeting, a_meeting, approved_minutes, sent_minutes
from samspill.leadership.models import Decision
from samspill.leadership.tests.telling import told_in
from samspill.measures.actions.stories import Tale, tell_story
from samspill.measures.tests.plans import a_finished_measure
from samspill.organisations.queries import viewer_of
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.pulses.tests.rounds import a_planned_round
from samspill.risk.tests.assessing import valid
from samspill.site.queries.calendar import calendar_for
from samspill.site.queries.home import news_beside, since_last, waiting_for
from samspill.site.queries.year import next_in_year
from tests.cast import Cast

DAY = timedelta(days=1)
TOLD = ("due_between", "happened_since")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def look(cast: Cast, name: str, now: datetime) -> Viewer:
    viewer = viewer_of(getattr(cast, name), now.date())
    assert viewer
    return viewer


def tellers() -> Iterator[tuple[str, CodeType]]:
    """Every ``due_between`` and ``happened_since`` there is, by where it was written."""
    for one in pkgutil.walk_packages(samspill.__path__, "samspill."):
        if ".queries" in one.name and ".tests" not in one.name:
            module = importlib.import_module(one.name)
            for name in TOLD:
                found = getattr(module, name, None)
                if found is not None and found.__module__ == one.name:
                    yield f"{one.name}.{name}", found.__code__


def called_by(*, viewer: Viewer, now: datetime) -> set[CodeType]:
    called: set[CodeType] = set()

    def note(frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call":
            called.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        waiting_for(viewer, now=now)
        since_last(viewer, now=now)
        next_in_year(viewer)
        calendar_for(viewer)
    finally:
        sys.setprofile(before)
    return called


def texts(cast: Cast, name: str, now: datetime) -> str:
    return " ".join(one.text for one in since_last(look(cast, name, now), now=now))


def published(cast: Cast, now: datetime, *, days: int) -> PulseRound:
    moment = now - timedelta(days=days)
    closed = a_planned_round(cast, now, opens_at=moment - 7 * DAY, closes_at=moment - DAY)
    closed.state, closed.published_at, closed.opened_at = PulseRound.State.PUBLISHED, moment, moment - 7 * DAY
    closed.save()
    return closed


def test_every_app_that_tells_of_days_or_news_is_asked(cast: Cast, now: datetime) -> None:
    found = dict(tellers())
    assert len(found) >= 12
    called = called_by(viewer=look(cast, "per", now), now=now)
    assert [name for name, code in found.items() if code not in called] == []


def test_what_happened_in_every_app_is_told_to_those_it_is_about(cast: Cast, now: datetime) -> None:
    told_in(cast, cast.nord, now=now - DAY, by="jonas", title="Ny vaktplan")
    a_finished_measure(cast.nord, title="Fast møte", finished_on=now.date())
    tell_story(tale=Tale("Vakttelefonen går på rundgang."), by=look(cast, "jonas", now), now=now)
    valid(cast, cast.nord, now=now)
    approved_minutes(cast, a_held_meeting(cast, a_committee(cast, now), now), now)
    told = texts(cast, "kari", now)
    for said in (
        "Ny vaktplan",
        "Fast møte",
        "rundgang",
        "Risikovurderingen av",
        "Protokollen fra Arbeidsmiljøutvalget",
    ):
        assert said in told
    assert texts(cast, "ola", now) == ""


def test_figures_are_news_for_a_quarter(cast: Cast, now: datetime) -> None:
    one = published(cast, now, days=90)
    assert "tallene ble klare" in texts(cast, "kari", now)
    assert "tallene ble klare" not in texts(cast, "ola", now)
    PulseRound.objects.filter(pk=one.pk).update(published_at=now - 93 * DAY)
    assert texts(cast, "kari", now) == ""


def test_figures_that_wait_to_be_read_are_not_told_again_as_news(cast: Cast, now: datetime) -> None:
    older, newest = published(cast, now, days=60), published(cast, now, days=1)
    kari = look(cast, "kari", now)
    waiting, happened = waiting_for(kari, now=now), since_last(kari, now=now)
    assert [one.on for one in happened] == [newest.published_at, older.published_at]
    assert [one.on for one in news_beside(waiting, happened)] == [older.published_at]
    assert news_beside([], happened) == happened


def test_what_a_committee_waits_for_is_not_crowded_out_by_meetings_that_were(cast: Cast, now: datetime) -> None:
    committee = a_committee(cast, now, pledged=("tor", "amina", "kari"))
    for days in range(13):
        meeting = a_meeting(cast, committee, now, days=days + 20)
        a_case(cast, meeting, now)
        meeting.state, meeting.starts_at = meeting.State.CALLED, now - timedelta(days=days + 20)
        meeting.ends_at = meeting.starts_at + timedelta(hours=1)
        meeting.called_at = meeting.pack_at = now
        meeting.save()
    a_held_meeting(cast, committee, now)
    tor = look(cast, "tor", now + 20 * DAY)
    assert "Et vedtak du har ansvar for" in " ".join(one.heading for one in waiting_for(tor, now=now + 20 * DAY))


def test_minutes_wait_for_those_who_approve_them(cast: Cast, now: datetime) -> None:
    sent_minutes(cast, a_held_meeting(cast, a_committee(cast, now), now), now)
    heading = "Protokollen venter på godkjenning fra deg"
    assert heading in [one.heading for one in waiting_for(look(cast, "amina", now), now=now)]
    assert heading not in [one.heading for one in waiting_for(look(cast, "jonas", now), now=now)]


def test_the_page_takes_as_many_statements_for_twenty_of_everything_as_for_ten(cast: Cast, now: datetime) -> None:
    client, asked = Client(), []
    client.force_login(cast.user("jonas"))
    committee = a_committee(cast, now)
    for _ten in range(2):
        for number in range(10):
            a_finished_measure(cast.nord, title=f"Tiltak {number}", finished_on=now.date())
            told_in(cast, cast.nord, now=now - DAY, by="per")
            tell_story(tale=Tale("Vakttelefonen går på rundgang."), by=look(cast, "jonas", now), now=now)
            a_meeting(cast, committee, now, days=1 + number + 10 * len(asked))
        Decision.objects.update(decided_by=cast.jonas, review_on=now.date())
        client.get("/")
        with CaptureQueriesContext(connection) as statements:
            client.get("/")
        asked.append(len(statements))
    assert asked[0] == asked[1]
