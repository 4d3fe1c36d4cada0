"""That results are ready is told to everybody they touch, once, whether they answered or not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from samspill.notices.models import Message, Notice
from samspill.organisations.models import Person
from samspill.pulses.models import Participant, PulseRound
from samspill.pulses.tests.rounds import an_open_round
from samspill.results.actions.telling import tell_ready
from samspill.results.jobs import tick
from samspill.results.models import ReadyTold
from samspill.results.queries.telling import rounds_to_tell_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(cast: Cast, now: datetime) -> PulseRound:
    """Everybody was invited but Amina, who represents them; Kari answered."""
    found = an_open_round(cast, now)
    Participant.objects.filter(pulse_round=found, person=cast.amina).delete()
    Participant.objects.filter(pulse_round=found, person=cast.kari).update(has_answered=True)
    published = {"state": "published", "published_at": now, "sealed_key": None}
    PulseRound.objects.filter(pk=found.pk).update(**published)
    found.refresh_from_db()
    return found


def told() -> set[str]:
    return set(Notice.objects.values_list("person__name", flat=True))


def test_everybody_hears_it_once_and_together(cast: Cast, now: datetime, published: PulseRound) -> None:
    for minute in range(3):
        tick(now + timedelta(minutes=minute))
    assert told() == {"Kari Nes", "Jonas Vik", "Amina Ali", "Per Moe", "Tor Lie", "Siri Dahl"}
    assert Notice.objects.count() == Message.objects.count() == 6
    assert set(Notice.objects.values_list("title", flat=True)) == {f"Tallene er klare: {published.name}"}
    assert ReadyTold.objects.get().is_done


def test_nobody_in_another_workplace_hears_it(cast: Cast, now: datetime, published: PulseRound) -> None:
    tick(now)
    assert not Notice.objects.filter(person__organisation=cast.other).exists()


def test_it_goes_on_where_it_was_interrupted(cast: Cast, now: datetime, published: PulseRound) -> None:
    while tell_ready(pulse_round=published, now=now, batch=2):
        pass
    assert Notice.objects.count() == len(told()) == 6


def test_who_has_left_by_then_is_not_told(cast: Cast, now: datetime, published: PulseRound) -> None:
    Person.objects.filter(pk=cast.kari.pk).update(left_on=now.date() - timedelta(days=1))
    tick(now)
    assert "Kari Nes" not in told()


def test_old_results_are_no_news(cast: Cast, now: datetime, published: PulseRound) -> None:
    assert rounds_to_tell_of(now + timedelta(days=6)) == [published]
    assert rounds_to_tell_of(now + timedelta(days=8)) == []


def test_what_was_not_published_is_not_told_of(cast: Cast, now: datetime, published: PulseRound) -> None:
    PulseRound.objects.update(state="not_published")
    tick(now)
    assert not Notice.objects.exists()
