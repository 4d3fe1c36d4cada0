"""A tree of units is walked bottom-up in linear time at any depth, and a wrong one is refused by name."""

import random

import pytest

from samspill.insight.errors import BadTree
from samspill.insight.tests.workplaces import tree_of
from samspill.insight.tree import Tree


def test_every_unit_comes_after_its_descendants_whatever_the_order_given():
    rng = random.Random(3)
    for _ in range(50):
        ids = list(range(rng.randint(1, 30)))
        parent_of = {unit: rng.randrange(unit) for unit in ids[1:]}
        rng.shuffle(ids)
        parents = tuple(ids.index(parent_of[unit]) if unit in parent_of else -1 for unit in ids)
        tree = Tree(tuple(map(str, ids)), parents)
        at = {unit: place for place, unit in enumerate(tree.post_order)}
        assert sorted(at) == list(range(len(ids)))
        assert all(at[unit] < at[parent] for unit, parent in enumerate(parents) if parent >= 0)
        assert tree.post_order[-1] == tree.root


def test_a_chain_of_a_hundred_thousand_units_needs_no_recursion():
    tree = tree_of(*range(-1, 99_999))
    assert tree.post_order == tuple(range(99_999, -1, -1))
    assert tree.children[0] == (1,)
    assert tree.children[99_999] == ()


def test_units_are_found_by_id():
    tree = tree_of(-1, 0, 1)
    assert tree.index_of("u2") == 2
    assert (tree.parent_id(0), tree.parent_id(2)) == (None, "u1")
    with pytest.raises(BadTree, match="'u7'"):
        tree.index_of("u7")


@pytest.mark.parametrize(
    ("ids", "parents", "named"),
    [
        ((), (), "at least one unit"),
        (("a", "b"), (-1,), "one parent per unit"),
        (("a", "a"), (-1, 0), "'a' is there twice"),
        (("a", "b"), (-1, 7), "'b' has a parent that does not exist: 7"),
        (("a", "b"), (-1, 2), "'b' has a parent that does not exist: 2"),
        (("a", "b"), (-1, 0.5), "'b' has a parent that does not exist: 0.5"),
        (("a", "b"), (-1, -2), "'b' has a parent that does not exist: -2"),
        (("a", "b"), (-1, -1), "'b' is a second root beside 'a'"),
        (("a", "b"), (1, 0), "^no unit is the root: 'a' too has a parent, 'b'$"),
        (("a", "b", "c", "d"), (-1, 2, 1, 0), "'b' hangs on a cycle"),
        (("a", "b"), (-1, 1), "'b' hangs on a cycle"),
    ],
)
def test_what_is_not_one_tree_is_refused_naming_the_unit(ids, parents, named):
    with pytest.raises(ValueError, match=named):
        Tree(ids, parents)
