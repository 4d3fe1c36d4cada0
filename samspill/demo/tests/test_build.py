from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from samspill.audit.rules import Refused
from samspill.demo.build import round_to_answer
from samspill.pulses.models import PulseRound
from samspill.pulses.tests.rounds import a_planned_round, viewer_of
from tests.cast import Cast

FRIDAY = date(2026, 11, 20)


def planned(cast: Cast, now: datetime, **fields: object) -> PulseRound:
    opens_at = now + timedelta(days=8)
    return a_planned_round(cast, now, opens_at=opens_at, closes_at=opens_at + timedelta(days=6), **fields)


def to_answer(cast: Cast, now: datetime) -> PulseRound:
    return round_to_answer(cast.solvik, by=viewer_of(cast.per), now=now)


def opens_on(pulse_round: PulseRound) -> date:
    return timezone.localtime(pulse_round.opens_at).date()


@pytest.mark.django_db
def test_a_round_whose_time_it_is_is_left_as_it_is(cast: Cast, now: datetime) -> None:
    pulse_round = a_planned_round(cast, now)
    found = to_answer(cast, now)
    assert (found.pk, found.opens_at) == (pulse_round.pk, pulse_round.opens_at)


@pytest.mark.django_db
def test_between_two_the_next_pulse_comes_early_and_nobody_is_asked_again_a_week_later(
    cast: Cast, now: datetime
) -> None:
    pulse_round = planned(cast, now, rhythm_on=date(2026, 12, 1))
    found = to_answer(cast, now)
    assert (found.pk, opens_on(found)) == (pulse_round.pk, FRIDAY)
    assert found.rhythm_on == date(2026, 12, 1), "so that the rhythm does not plan it again"
    assert PulseRound.objects.count() == 1


@pytest.mark.django_db
def test_before_something_longer_one_pulse_more_is_asked(cast: Cast, now: datetime) -> None:
    longer = planned(cast, now)
    PulseRound.objects.update(kind="quarterly")
    found = to_answer(cast, now)
    assert (found.kind, opens_on(found)) == ("monthly", FRIDAY)
    assert PulseRound.objects.get(pk=longer.pk).opens_at == longer.opens_at


@pytest.mark.django_db
def test_in_july_nobody_is_asked(cast: Cast, now: datetime) -> None:
    july = now.replace(month=7, day=20)
    with pytest.raises(Refused):
        to_answer(cast, july)
    assert not PulseRound.objects.exists()
