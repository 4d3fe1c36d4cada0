"""One of sixteen sealed parts of the whole organisation changes with each answer, and none of them says anything."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from samspill.answers import actions, seal
from samspill.answers.actions import Answer, lay_out_tallies, submit
from samspill.answers.jobs import tick
from samspill.answers.models import Shard
from samspill.answers.seal import Written
from samspill.insight.drivers import Sums
from samspill.organisations.models import Person
from samspill.pulses.keys import digest_of
from samspill.pulses.models import PulseRound
from samspill.pulses.rules import TokenSpent
from samspill.pulses.tests.rounds import an_open_round, link_of
from tests.cast import Cast

SHEET = {"P1": 4, "P2": 5, "P3": 2, "B01": 3}
BLANK = Written("", "team", "nb")


def a_broad_round(cast: Cast, now: datetime, *, invited: int = 60) -> PulseRound:
    """One item more than the index, and as many invited as it says."""
    pulse_round = an_open_round(cast, now)
    more = {**pulse_round.definition["items"][0], "id": "B01", "pulse": False}
    definition = {**pulse_round.definition, "items": [*pulse_round.definition["items"], more]}
    PulseRound.objects.filter(pk=pulse_round.pk).update(definition=definition, locked={"invited": invited})
    pulse_round.refresh_from_db()
    return pulse_round


def answer(person: Person, pulse_round: PulseRound, now: datetime, **values: int | None) -> None:
    given = Answer({**SHEET, **values}, BLANK)
    submit(digest=digest_of(link_of(person, pulse_round)), read=lambda _asked: given, now=now)


def sealed(pulse_round: PulseRound) -> dict[int, bytes]:
    return {one.number: bytes(one.sealed) for one in Shard.objects.filter(pulse_round=pulse_round)}


def added_up(pulse_round: PulseRound) -> Sums:
    layout = seal.pair_layout_of(pulse_round.definition)
    assert layout is not None
    opened = [
        seal.open_shard(block, pulse_round=pulse_round, number=number) for number, block in sealed(pulse_round).items()
    ]
    return sum((seal.read_pairs(block, layout)["B01"] for block in opened), Sums())


@pytest.mark.django_db
def test_all_sixteen_are_laid_out_when_the_round_opens_and_look_alike(cast: Cast, now: datetime) -> None:
    pulse_round = a_broad_round(cast, now)
    tick(now)
    assert sorted(sealed(pulse_round)) == list(range(16))
    assert len({len(block) for block in sealed(pulse_round).values()}) == 1
    lay_out_tallies(pulse_round=pulse_round)
    assert Shard.objects.count() == 16


@pytest.mark.django_db
@pytest.mark.parametrize("invited", [0, 49])
def test_a_small_organisation_has_none(cast: Cast, now: datetime, invited: int) -> None:
    pulse_round = a_broad_round(cast, now, invited=invited)
    answer(cast.kari, pulse_round, now)
    assert not Shard.objects.exists()


@pytest.mark.django_db
def test_a_round_of_the_index_alone_has_none(cast: Cast, now: datetime) -> None:
    pulse_round = an_open_round(cast, now)
    PulseRound.objects.filter(pk=pulse_round.pk).update(locked={"invited": 60})
    lay_out_tallies(pulse_round=PulseRound.objects.get(pk=pulse_round.pk))
    assert not Shard.objects.exists()


@pytest.mark.django_db
def test_everybodys_answers_are_in_the_parts_together(cast: Cast, now: datetime) -> None:
    pulse_round = a_broad_round(cast, now)
    for person, value in ((cast.kari, 1), (cast.jonas, 5), (cast.amina, 2)):
        answer(person, pulse_round, now, B01=value)
    assert added_up(pulse_round) == Sums.of([(0, 8), (4, 8), (1, 8)])


@pytest.mark.django_db
@pytest.mark.parametrize("values", [{"B01": 1}, {"B01": None}, {"P2": None}])
def test_an_answer_changes_one_part_also_when_it_adds_nothing(
    cast: Cast, now: datetime, values: dict[str, Any]
) -> None:
    pulse_round = a_broad_round(cast, now)
    lay_out_tallies(pulse_round=pulse_round)
    before = sealed(pulse_round)
    answer(cast.kari, pulse_round, now, **values)
    after = sealed(pulse_round)
    assert sum(before[number] != after[number] for number in before) == 1
    assert {len(block) for block in after.values()} == {len(before[0])}


@pytest.mark.django_db
def test_which_part_it_is_is_drawn_and_no_matter_of_the_cell(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse_round = a_broad_round(cast, now)
    lay_out_tallies(pulse_round=pulse_round)
    drawn = iter([3, 11])
    monkeypatch.setattr(actions.secrets, "randbelow", lambda number: next(drawn) if number == 16 else None)
    before = sealed(pulse_round)
    for person in (cast.kari, cast.jonas):
        answer(person, pulse_round, now)
    after = sealed(pulse_round)
    assert {number for number in before if before[number] != after[number]} == {3, 11}


@pytest.mark.django_db
def test_a_second_answer_by_the_same_link_adds_nothing(cast: Cast, now: datetime) -> None:
    pulse_round = a_broad_round(cast, now)
    answer(cast.kari, pulse_round, now)
    before = sealed(pulse_round)
    with pytest.raises(TokenSpent):
        answer(cast.kari, pulse_round, now)
    assert sealed(pulse_round) == before


@pytest.mark.django_db
def test_a_round_opened_before_there_were_parts_gets_none_half_way(cast: Cast, now: datetime) -> None:
    pulse_round = a_broad_round(cast, now)
    lay_out_tallies(pulse_round=pulse_round)
    Shard.objects.all().delete()
    answer(cast.kari, pulse_round, now)
    assert not Shard.objects.exists()
