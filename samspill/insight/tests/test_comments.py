"""Comment pools at their edges."""

import pytest

from samspill.insight.comments import comment_pools
from samspill.insight.errors import BadTally
from samspill.insight.publish import CellTally
from samspill.insight.tests.workplaces import tree_of


def cells(*respondents):
    """A cell in each unit but the root."""
    return [CellTally(f"u{at}", f"u{at}", n, n, {}) for at, n in enumerate(respondents, start=1)]


def pools(respondents, comments, *, k=5):
    tree = tree_of(-1, *[0] * len(respondents))
    written = {f"u{at}": n for at, n in enumerate(comments, start=1) if n is not None}
    return [(pool.unit, pool.cells, pool.comments) for pool in comment_pools(tree, cells(*respondents), written, k=k)]


@pytest.mark.parametrize(
    ("respondents", "written", "opens"), [(10, 5, True), (9, 5, False), (10, 4, False), (10, None, False)]
)
def test_a_pool_opens_from_ten_respondents_with_five_comments(respondents, written, opens):
    assert bool(pools([respondents], [written])) is opens


def test_a_larger_smallest_group_asks_more_of_both():
    assert pools([12], [6], k=6)
    assert not pools([11], [6], k=6)
    assert not pools([12], [5], k=6)


def test_units_without_cells_are_passed_by():
    tree = tree_of(-1, 0, 0, 2, 0)
    tallies = [CellTally("u3", "u3", 12, 12, {}), CellTally("u4", "u4", 12, 12, {})]
    found = comment_pools(tree, tallies, {"u3": 6, "u4": 7})
    assert sorted((pool.unit, pool.comments) for pool in found) == [("u3", 6), ("u4", 7)]


def test_cells_nobody_wrote_in_count_their_people_and_no_comments():
    assert pools([6, 6], [5, None]) == [("u0", ("u1", "u2"), 5)]
    assert pools([6, 6], [4, None]) == []
    assert pools([6, 6], [5, 0]) == [("u0", ("u1", "u2"), 5)]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"night": 1}, "comments for an unknown cell 'night'"),
        ({"u1": 11}, "cell 'u1' cannot have 11 comments"),
        ({"u1": -1}, "cell 'u1' cannot have -1 comments"),
        ({"u1": 2.5}, "cell 'u1' cannot have 2.5 comments"),
    ],
)
def test_comments_that_cannot_be_are_refused_by_name(written, said):
    with pytest.raises(BadTally) as refused:
        comment_pools(tree_of(-1, 0), cells(10), written)
    assert str(refused.value) == said
