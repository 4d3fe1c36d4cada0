"""How far the auditor searches is counted in work: a busy machine gives the verdict an idle one gives."""

from __future__ import annotations

import random

import pytest

from samspill.insight.auditor import mixtures, search
from samspill.insight.auditor.classes import PeopleClass
from samspill.insight.auditor.groups import Group
from samspill.insight.auditor.search import Overlap, Undecided


def tangle(classes: int, groups: int, orders: int, seed: int) -> Overlap:
    """People in one group of each order; the orders have nothing to do with each other."""
    draw = random.Random(seed)
    most: dict[frozenset[int], int] = {}
    for _class in range(classes):
        key = frozenset(order * groups + draw.randrange(groups) for order in range(orders))
        most[key] = most.get(key, 0) + draw.choice([1, 2, 3, 5, 8])
    found = [PeopleClass(key, (), number) for key, number in most.items()]
    places = {place for one in found for place in one.figures}
    numbers = {place: sum(one.most for one in found if place in one.figures) for place in places}
    return Overlap(found, numbers, 5)


def test_a_tangle_that_needs_searching_is_decided_and_twice_alike() -> None:
    first, second = ([found.people for found in tangle(200, 20, 3, 2).small_groups()] for _twice in range(2))
    assert first == second


def test_a_search_cut_short_says_so_and_finds_nothing_by_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "NODES", 1)
    for _twice in range(2):
        with pytest.raises(Undecided):
            list(tangle(400, 40, 3, 3).small_groups())


def test_no_clock_has_a_say(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[set[str]] = []

    def spy(*args: object, options: dict[str, float], **more: object) -> object:
        asked.append(set(options))
        return solve(*args, options=options, **more)

    solve = search.milp
    for module in (search, mixtures):
        monkeypatch.setattr(module, "milp", spy)
    list(tangle(30, 5, 2, 1).small_groups())
    groups = [Group(0, 5, 14, 14), Group(1, 5, 13, 13), Group(2, 5, 12, 12)]
    mixtures.pinned((0, 4, 0, 9, 2), groups, [(one, 3) for one in groups])
    assert asked
    assert all(options == {"node_limit"} for options in asked)
