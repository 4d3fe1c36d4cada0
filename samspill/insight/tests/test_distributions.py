"""A distribution is shown where neither showing nor hiding it tells anybody about anybody."""

import functools
import random
from itertools import product

import pytest

from samspill.insight import cover as covers
from samspill.insight import distributions
from samspill.insight.cover import Atom, Column, Cover, masked_cover
from samspill.insight.distributions import shown_distributions
from samspill.insight.policy import Policy
from samspill.insight.scoring import excess
from samspill.insight.tests.aware_reader import all_contents, pinned
from samspill.insight.tests.workplaces import tree_of
from samspill.insight.tree import Tree


@pytest.fixture(autouse=True)
def _policies_are_made_once(monkeypatch):
    monkeypatch.setattr(covers, "Policy", functools.cache(Policy))


def published(tree, contents):
    columns = [Column([sum(c) for c in contents], [excess(c) for c in contents], len(contents[0]) - 1)]
    cover = masked_cover(tree, range(len(contents)), columns)
    shown = shown_distributions(tree, cover, contents, 5)
    sums = tuple((atom.cells, sum(excess(contents[cell]) for cell in atom.cells)) for atom in cover.atoms)
    return sums, cover.bands, tuple(sorted(shown.items()))


def shown_for(tree, *contents):
    return dict(published(tree, contents)[2])


def test_ten_who_differ_are_shown():
    assert shown_for(tree_of(-1), (1, 1, 3, 4, 1)) == {0: (1, 1, 3, 4, 1)}


def test_nine_are_too_few():
    assert shown_for(tree_of(-1), (1, 1, 2, 4, 1)) == {}


@pytest.mark.parametrize("counts", [(0, 0, 10, 0, 0), (0, 1, 9, 0, 0), (0, 1, 8, 1, 0)])
def test_ten_who_nearly_agree_are_not_shown(counts):
    assert shown_for(tree_of(-1), counts) == {}


def test_a_parent_shows_the_sum_of_its_children():
    tree = tree_of(-1, 0, 0)
    day, night = (1, 1, 3, 4, 1), (0, 3, 3, 4, 1)
    assert shown_for(tree, (0,) * 5, day, night) == {0: (1, 4, 6, 8, 2), 1: day, 2: night}


def test_small_teams_are_shown_together_at_their_parent():
    tree = tree_of(-1, 0, 0, 0)
    teams = (1, 1, 2, 1, 1), (0, 2, 1, 2, 1), (1, 1, 2, 2, 0)
    assert shown_for(tree, (0,) * 5, *teams) == {0: (2, 4, 5, 5, 2)}


def test_nothing_with_a_masked_block_inside_is_shown():
    tree = tree_of(-1, 0)
    masked, others = (4, 2, 0, 0, 0), (1, 2, 6, 9, 3)
    assert shown_for(tree, others, masked) == {}


def test_where_agreement_stops_one_distribution_those_above_stop_too():
    stiff, limber = (0, 0, 5, 1, 0), (2, 0, 1, 0, 3)
    tree = tree_of(-1, 0, 1, 1, 1, 1, 0)
    large = (3, 3, 5, 6, 3)
    shown = shown_for(tree, (0,) * 5, (0,) * 5, stiff, limber, stiff, stiff, large)
    assert shown == {6: large}


def every_world(tree, people):
    for contents in product(*(all_contents(n, 4) for n in people)):
        yield published(tree, contents), contents


@pytest.mark.parametrize(
    ("parents", "people"), [((-1,), (10,)), ((-1,), (12,)), ((-1, 0), (1, 10)), ((-1, 0), (0, 11))]
)
def test_a_reader_who_knows_the_procedure_pins_nobody(parents, people):
    worlds = list(every_world(tree_of(*parents), people))
    assert any(shown for (_, _, shown), _ in worlds)
    assert pinned(worlds) == []


def worlds_with_sums(tree, people, sums):
    """All worlds with the same published means."""
    columns = [
        [counts for counts in all_contents(n, 4) if excess(counts) == total]
        for n, total in zip(people, sums, strict=True)
    ]
    for contents in product(*columns):
        yield published(tree, contents), contents


def drawn(rng):
    people = (0, *(rng.choice((5, 5, 6, 7)) for _ in range(3)))
    sums = (0, *(min(max(round(rng.gauss(2.5 * n, n**0.5)), 6), 4 * n - 6) for n in people[1:]))
    return tree_of(-1, 0, 0, rng.choice((0, 2))), people, sums


def pinned_among(cases):
    found, shown = [], 0
    for tree, people, sums in cases:
        worlds = list(worlds_with_sums(tree, people, sums))
        shown += sum(bool(published[2]) for published, _ in worlds)
        found += [(people, sums, leak) for leak in pinned(worlds)]
    return found, shown


def test_several_teams_shown_or_hidden_together_pin_nobody():
    rng = random.Random(2)
    found, shown = pinned_among([drawn(rng) for _ in range(12)])
    assert found == []
    assert shown > 100


@pytest.mark.slow
def test_many_teams_shown_or_hidden_together_pin_nobody():
    rng = random.Random(4)
    assert pinned_among([drawn(rng) for _ in range(120)])[0] == []


@pytest.mark.slow
@pytest.mark.parametrize("people", [(5, 5), (5, 6), (2, 10)])
def test_two_groups_shown_or_hidden_together_pin_nobody(people):
    assert pinned(every_world(tree_of(-1, 0), people)) == []


def test_the_reader_who_pins_nobody_here_pins_where_agreement_is_told():
    contents = [counts for counts in all_contents(6, 4) if excess(counts) == 12]
    assert pinned([(max(counts) >= 5, (counts,)) for counts in contents])


def test_a_quick_yes_about_a_large_group_is_a_true_one() -> None:
    values = (0, 1, 3, 4)
    for people in (6, 11, 17):
        for total in range(4 * people + 1):
            for most in (people, people - 2):
                if distributions._spread_out(people, total, values, most):
                    assert distributions._search(people, total, values, most)


def test_thousands_of_people_in_one_atom_are_not_searched_one_by_one() -> None:
    tree = Tree(("root", "a", "b", "c"), (-1, 0, 0, 0))
    cover = Cover((Atom(1, (0,)), Atom(2, (1,)), Atom(3, (2,))), (), ())
    values = [(100, 900, 4_000, 6_000, 3_000), (0, 0, 0, 1, 9), (3, 4, 9, 2, 2)]
    distributions._search.cache_clear()
    distributions.shown_distributions(tree, cover, values, 5)
    assert distributions._search.cache_info().misses < 20_000
