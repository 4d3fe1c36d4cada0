"""The strict cover is the optimum, and every remainder in it is of nobody or of k."""

import csv
import random
from itertools import product
from pathlib import Path

import pytest

from samspill.insight.errors import BadInput, BelowFloor
from samspill.insight.strict import strict
from samspill.insight.tests.workplaces import tree_of
from samspill.insight.tree import Tree

TREES = Path(__file__).parents[3].parent / "shared/data/trees"


def totals_of(tree, own):
    totals = list(own)
    for unit in tree.post_order[:-1]:
        totals[tree.parents[unit]] += totals[unit]
    return totals


def remainders(tree, own, published):
    """Per unit those in no published figure inside it, before and after its own figure."""
    left = list(own)
    found = []
    for unit in tree.post_order:
        if published[unit]:
            found.append(left[unit])
            left[unit] = 0
        if unit != tree.root:
            left[tree.parents[unit]] += left[unit]
    return found


def most_by_trying_all(tree, own, k):
    totals = totals_of(tree, own)
    choices = ((False, True) if total >= k else (False,) for total in totals)
    return max(
        sum(published)
        for published in product(*choices)
        if all(left == 0 or left >= k for left in remainders(tree, own, published))
    )


def test_no_choice_of_whole_units_publishes_more():
    rng = random.Random(11)
    for _ in range(450):
        units = rng.randint(1, 9)
        tree = tree_of(-1, *(rng.randrange(unit) for unit in range(1, units)))
        k = rng.choice((5, 5, 6, 8))
        own = [rng.choice((0, 0, 1, 2, 3, 4, 5, 6, 9)) for _ in range(units)]
        cover = strict(tree, own, k=k)
        assert all(left == 0 or left >= k for left in remainders(tree, own, cover.published))
        assert sum(cover.published) == most_by_trying_all(tree, own, k)
        assert cover.secondary == sum(total >= k for total in totals_of(tree, own)) - sum(cover.published)


def test_a_unit_with_a_single_child_and_nobody_of_its_own_is_published_with_it():
    assert strict(tree_of(-1, 0, 1), [0, 0, 7]).published == (True, True, True)


def test_one_direct_member_holds_back_the_unit_or_what_is_in_it():
    assert strict(tree_of(-1, 0), [1, 7]).secondary == 1


def test_an_empty_workplace_publishes_nothing():
    assert strict(tree_of(-1, 0), [0, 0]).published == (False, False)


def test_very_deep_trees_are_walked_without_recursion():
    units = 5000
    tree = tree_of(-1, *range(units - 1))
    assert strict(tree, [5] * units).secondary == 0


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ([1], "1 numbers of answers for 2 units"),
        ([1, -1], "unit 'u1', answers: -1 is not a number of people"),
        ([1, 2.5], "unit 'u1', answers: 2.5 is not a number of people"),
    ],
)
def test_wrong_numbers_are_refused_by_name(own, said):
    with pytest.raises(BadInput) as refused:
        strict(tree_of(-1, 0), own)
    assert str(refused.value) == said


def test_the_floor_holds():
    with pytest.raises(BelowFloor):
        strict(tree_of(-1), [9], k=4)


@pytest.mark.data
@pytest.mark.skipif(not TREES.is_dir(), reason="the shared trees are not here")
@pytest.mark.parametrize(
    ("name", "levels", "secondary"),
    [("1000_1", ("l3", "l2", "l1"), 59), ("10000_1", ("l4", "l3", "l2", "l1"), 506)],
)
def test_large_workplaces_are_covered_optimally(name, levels, secondary):
    assert strict(*workplace(name, levels)).secondary == secondary


def workplace(name, levels):
    places, parents, own = {"": 0}, [-1], [0]
    with (TREES / f"{name}_persons.csv").open() as file:
        for row in csv.DictReader(file):
            at = 0
            for level in (*levels, "team"):
                if row[level] not in places:
                    places[row[level]] = len(parents)
                    parents.append(at)
                    own.append(0)
                at = places[row[level]]
            own[at] += 1
    return Tree(tuple(places), tuple(parents)), own
