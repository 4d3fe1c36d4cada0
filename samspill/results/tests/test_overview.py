"""What a committee may be told: the organisation's trend, and where something has clearly changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samspill.leadership.tests.telling import viewer_of
from samspill.pulses.models import PulseRound
from samspill.results.access import Asked, Overview, overview
from samspill.results.actions import close_round
from samspill.results.models import Figure, Finding
from samspill.results.tests.rounds import open_round
from tests.cast import make_unit

ASKED = Asked(3, "nb")


@pytest.fixture
def look(cast, now):
    return lambda name: viewer_of(cast, name, timezone.localdate(now))


@pytest.fixture
def last(cast, now):
    """One real round, whose findings a test sets."""
    answers = {cast.nord: [2, 3, 3, 4] * 3, cast.sor: [3, 3, 4, 4] * 3}
    return close_round(pulse_round=open_round(cast.solvik, answers, now=now), now=now)


def signalled(last, unit, state="fall", **more):
    said = {"state": state, "shift": -1.0 if state == "fall" else 1.0, "since": last.pk, "level": 3.0, "sigma": 0.9}
    Finding.objects.filter(pulse_round=last, unit=unit).update(assessment={**said, **more})


def told(viewer, cast, asked=ASKED):
    return [one.place for one in overview(viewer, cast.root, asked).signals]


def test_before_the_first_round_there_is_nothing(cast, look):
    assert overview(look("per"), cast.root, ASKED) == Overview()


def test_without_a_signal_only_the_whole_is_told(cast, look, last):
    seen = overview(look("per"), cast.root, ASKED)
    assert seen.signals == ()
    assert seen.overall is not None
    assert seen.overall.place == "Solvik"
    assert "24 svar" in seen.overall.described


@pytest.mark.parametrize("state", ["fall", "rise"])
def test_a_clear_change_is_told_both_ways(cast, look, last, state):
    signalled(last, cast.nord, state)
    assert told(look("per"), cast) == ["Hjemmetjenesten Nord"]


def test_the_whole_comes_before_its_parts_and_no_more_than_are_asked_for(cast, look, last):
    for unit in (cast.nord, cast.sor, cast.root):
        signalled(last, unit)
    assert told(look("per"), cast) == ["Solvik", "Hjemmetjenesten Nord", "Hjemmetjenesten Sør"]
    assert told(look("per"), cast, Asked(1, "nb")) == ["Solvik"]


def test_what_follows_a_change_above_is_left_to_that(cast, look, last):
    signalled(last, cast.root)
    signalled(last, cast.nord, follows=cast.root.pk)
    assert told(look("per"), cast) == ["Solvik"]


def test_fewer_than_ten_answers_are_not_named_and_a_dash_never_is(cast, look, last):
    signalled(last, cast.nord)
    signalled(last, cast.sor)
    Figure.objects.filter(pulse_round=last, unit=cast.nord).update(n=9, histogram=None)
    hidden = {"n": None, "mean": None, "low": None, "high": None, "histogram": None, "reason": "too_few_or_extreme"}
    Figure.objects.filter(pulse_round=last, unit=cast.sor).update(**hidden)
    assert told(look("per"), cast) == []


def test_whoever_asks_is_told_the_same(cast, look, last):
    signalled(last, cast.nord)
    seen = [overview(look(name), cast.root, ASKED) for name in ("per", "kari", "amina", "tor")]
    assert all(one == seen[0] for one in seen)


def test_somebody_from_elsewhere_is_told_nothing(cast, look, last):
    assert overview(look("ola"), cast.root, ASKED) == Overview()


def test_a_day_before_the_close_has_nothing_of_it(cast, look, last):
    before = timezone.localtime(last.closes_at).date() - timedelta(days=1)
    assert overview(look("per"), cast.root, Asked(3, "nb", until=before)) == Overview()


def test_a_round_that_was_taken_back_is_not_told(cast, look, last):
    PulseRound.objects.update(state=PulseRound.State.NOT_PUBLISHED)
    assert overview(look("per"), cast.root, ASKED) == Overview()


def test_it_costs_the_same_at_ten_and_at_twenty_units(cast, look, last):
    signalled(last, cast.nord)
    costs = []
    for start in (0, 10):
        for number in range(start, start + 10):
            unit = make_unit(cast.solvik, f"Lag {number}", cast.helse)
            Figure.objects.create(pulse_round=last, unit=unit, item="P1", n=6, mean=3.0)
        with CaptureQueriesContext(connection) as asked:
            overview(look("per"), cast.root, ASKED)
        costs.append(len(asked))
    assert costs[0] == costs[1]
