"""A witness is a proof: whatever the trading finds agrees with the programme that decides everything."""

from __future__ import annotations

import random

import pytest

from samspill.insight.auditor import histograms, witnesses
from samspill.insight.auditor.groups import Group
from samspill.insight.auditor.histograms import is_stuck
from samspill.insight.auditor.mixtures import pinned
from samspill.insight.auditor.witnesses import is_witnessed

REACH = 4


def answered(seed, *, slack=0):
    """Groups that have in fact answered, all that may be asked of them, and what each gave."""
    chance = random.Random(seed)
    hands = []
    for _ in range(chance.randint(2, 6)):
        level, people = chance.uniform(0, REACH), chance.randint(5, 9)
        values = [min(REACH, max(0, round(chance.gauss(level, 0.7)))) for _ in range(people)]
        hands.append([values.count(value) for value in range(REACH + 1)])
    groups = []
    for place, hand in enumerate(hands):
        excess = sum(value * count for value, count in enumerate(hand))
        groups.append(Group(place, sum(hand), excess - chance.randint(0, slack), excess + chance.randint(0, slack)))
    asked = [(one, value) for one in groups for value in range(REACH + 1) if one.may_all_be(value)]
    return tuple(map(sum, zip(*hands, strict=True))), groups, asked


@pytest.mark.parametrize("slack", [0, 2])
def test_where_a_witness_is_found_the_programme_pins_nobody(slack) -> None:
    found = [answered(seed, slack=slack) for seed in range(60)]
    witnessed = [one for one in found if one[2] and is_witnessed(*one)]
    assert len(witnessed) >= 20
    assert [pinned(*one) for one in witnessed] == [[] for _ in witnessed]


def test_the_most_part_of_what_the_programme_lets_pass_is_witnessed() -> None:
    safe = [one for one in map(answered, range(60)) if one[2] and not pinned(*one)]
    assert sum(is_witnessed(*one) for one in safe) >= 0.5 * len(safe) > 10


def test_a_group_that_must_all_have_said_the_same_has_no_witness() -> None:
    groups = [Group(0, 5, 0, 0), Group(1, 6, 13, 13)]
    assert not is_witnessed((5, 1, 3, 2, 0), groups, [(groups[0], 0)])


def test_sums_that_cannot_be_have_no_witness() -> None:
    groups = [Group(0, 5, 12, 12), Group(1, 5, 12, 12)]
    assert not is_witnessed((0, 5, 0, 5, 0), groups, [])
    assert not is_witnessed((0, 0, 10, 0, 0), groups, [])


def test_two_answers_are_traded_for_two_of_the_same_sum() -> None:
    groups = [Group(0, 5, 4, 4), Group(1, 6, 16, 16)]
    counts, asked = (4, 1, 0, 5, 1), [(groups[0], 0)]
    assert not pinned(counts, groups, asked)
    assert is_witnessed(counts, groups, asked)


def test_so_many_that_dealing_takes_long_are_left_to_the_programme(monkeypatch) -> None:
    groups = [Group(0, 6, 12, 12), Group(1, 6, 12, 12)]
    asked = [(one, 2) for one in groups]
    monkeypatch.setattr(witnesses, "MOST_PEOPLE", 12)
    assert is_witnessed((0, 3, 6, 3, 0), groups, asked)
    monkeypatch.setattr(witnesses, "MOST_PEOPLE", 11)
    assert not is_witnessed((0, 3, 6, 3, 0), groups, asked)


def test_what_has_no_witness_is_decided_by_the_programme(monkeypatch) -> None:
    """Fourteen, thirteen and twelve above the least: each could be spread out, but not beside the others."""
    groups = [Group(0, 5, 14, 14), Group(1, 5, 13, 13), Group(2, 5, 12, 12)]
    counts = (0, 4, 0, 9, 2)
    assert not any(is_stuck(counts, one, 3) for one in groups)
    assert histograms._is_told(counts, groups, 5)
    monkeypatch.setattr(histograms, "is_witnessed", lambda *_given: True)
    assert not histograms._is_told(counts, groups, 5)


def test_a_distribution_of_one_group_alone_is_read_as_it_stands() -> None:
    assert is_stuck((0, 0, 9, 1, 0), Group(0, 10, 21, 21), 2)
    assert not is_stuck((0, 0, 8, 2, 0), Group(0, 10, 22, 22), 2)
    assert is_stuck((0, 0, 8, 2, 0), Group(0, 10, 23, 24), 2), "no such answers exist"
