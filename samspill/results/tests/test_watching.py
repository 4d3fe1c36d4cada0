from __future__ import annotations

from datetime import timedelta

import pytest

from samspill.organisations.models import Unit
from samspill.organisations.queries import viewer_for
from samspill.results.actions import close_round
from samspill.results.gate.sentences import reservations
from samspill.results.gate.tables import inner_edge, unit_table
from samspill.results.models import Finding
from samspill.results.tests.rounds import open_round, quarterly

STEADY = [3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 4, 3, 4, 3]
LOW = [2, 2, 3, 2, 2, 3, 2, 2, 2, 3, 2, 2, 3, 2]


def rounds(cast, now, answers, *, definition=None):
    """One round a month up to now, with each unit's answers in turn."""
    count = max(map(len, answers.values()))
    closed = []
    for month in range(count):
        at = now - timedelta(days=30 * (count - month))
        given = {unit: months[month] for unit, months in answers.items()}
        due = open_round(cast.solvik, given, now=at, definition=definition)
        closed.append(close_round(pulse_round=due, now=at))
    return closed


def said(pulse_round, unit, item="index"):
    return Finding.objects.get(pulse_round=pulse_round, unit=unit, item=item).assessment


def test_nothing_is_said_before_there_is_something_to_compare_with(cast, now) -> None:
    closed = rounds(cast, now, {cast.nord: [STEADY] * 3})
    assert [said(one, cast.nord)["state"] for one in closed] == ["too_short"] * 3


def test_a_clear_fall_is_found_and_dated_and_the_items_explain_it(cast, now) -> None:
    closed = rounds(cast, now, {cast.nord: [STEADY] * 8 + [LOW] * 3, cast.sor: [STEADY] * 11})
    found = said(closed[-1], cast.nord)
    assert found["state"] == "fall"
    assert found["since"] == closed[8].pk
    assert said(closed[-1], cast.nord, "P1")["state"] == "fall"
    assert said(closed[-1], cast.sor)["state"] == "provisional"


def test_a_change_that_follows_the_one_above_says_so_to_those_who_see_both(cast, now) -> None:
    months = [STEADY] * 8 + [LOW] * 3
    closed = rounds(cast, now, {cast.nord: months, cast.sor: months})
    found = said(closed[-1], cast.nord)
    assert found["state"] == "fall"
    above = found["follows"]
    assert said(closed[-1], Unit.objects.get(pk=above))["state"] == "fall"
    assert said(closed[-1], cast.root)["follows"] is None
    hr, kari = (viewer_for(cast.user(name), hat_key=None, today=now.date()) for name in ("per", "kari"))
    for viewer, sees in ((hr, True), (kari, above == cast.root.pk)):
        table = unit_table(viewer, cast.nord, chosen=closed[-1], rounds=closed, language="nb")
        told = "Endringen er den samme i enheten over, så den gjelder flere enn dere."
        assert (told in reservations(table, "nb")) is sees


def test_what_was_said_after_a_round_stays_as_it_was_said(cast, now) -> None:
    closed = rounds(cast, now, {cast.nord: [STEADY] * 8 + [LOW] * 3})
    assert said(closed[7], cast.nord)["state"] == "provisional"


def test_an_item_asked_seldom_is_judged_by_its_own_rhythm(cast, now) -> None:
    closed = rounds(cast, now, {cast.nord: [STEADY] * 2}, definition=quarterly())
    assert said(closed[0], cast.nord, "B16")["rhythm"] == "yearly"
    assert said(closed[1], cast.nord, "B16")["rhythm"] == "monthly", "it has in fact been asked a month apart"
    assert said(closed[1], cast.nord, "P1")["rhythm"] == "monthly"


def test_a_unit_that_took_in_another_begins_anew(cast, now) -> None:
    closed = rounds(cast, now, {cast.nord: [STEADY] * 8})
    assert said(closed[-1], cast.nord)["state"] == "provisional"
    merged_on = (now - timedelta(days=3)).date()
    Unit.objects.filter(pk=cast.sor.pk).update(closed_on=merged_on, merged_into=cast.nord)
    again = open_round(cast.solvik, {cast.nord: LOW}, now=now + timedelta(days=30))
    assert said(close_round(pulse_round=again, now=now + timedelta(days=30)), cast.nord)["state"] == "too_short"


@pytest.mark.parametrize(("band", "edge"), [((1.0, 1.83), 1.83), ((4.17, 5.0), 4.17)])
def test_an_area_enters_a_trend_with_the_edge_towards_the_middle(band, edge) -> None:
    assert inner_edge(*band) == edge
