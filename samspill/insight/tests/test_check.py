"""A round that contradicts itself is refused, with the place and the value that offend."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from samspill.insight.check import check_round
from samspill.insight.errors import BadInput, BadTally
from samspill.insight.scoring import excess, scored
from samspill.insight.tables import CellTally, Item
from samspill.insight.tree import Tree

JOY, TREE = Item("joy"), Tree(("a",), (-1,))
GOOD = (1, 1, 1, 1, 1)


def tally(invited: int = 5, respondents: int = 5, counts: Sequence[int] = GOOD) -> CellTally:
    return CellTally("nord", "a", invited, respondents, {"joy": tuple(counts)})


@pytest.mark.parametrize(
    ("offending", "said"),
    [
        (tally(invited=-1), "cell 'nord', invited: -1 is not a number of people"),
        (tally(respondents=-1), "cell 'nord', respondents: -1 is not a number of people"),
        (tally(counts=(1, 1, 1, 1, -1)), "cell 'nord', item 'joy': -1 is not a number of people"),
        (tally(counts=(1, 1)), "cell 'nord', item 'joy': 2 counts for a scale of 5 values"),
        (tally(counts=(2, 1, 1, 1, 1)), "cell 'nord', item 'joy': 6 answers of 5 respondents"),
        (tally(invited=4), "cell 'nord': 5 respondents of 4 invited"),
        (CellTally("nord", "a", 5, 5, {}), "cell 'nord' has no counts for item 'joy'"),
    ],
)
def test_a_tally_that_cannot_be_is_named_with_its_cell_and_number(offending: CellTally, said: str) -> None:
    with pytest.raises(BadTally, match=f"^{re.escape(said)}$"):
        check_round(TREE, [offending], [JOY], 5)


def test_a_scale_of_two_values_is_a_scale_and_one_of_a_single_value_is_none() -> None:
    yes_or_no = Item("joy", lo=0, hi=1)
    check_round(TREE, [tally(counts=(2, 3))], [yes_or_no], 5)
    with pytest.raises(BadInput, match=r"'joy' has no scale of whole numbers: 3 \.\. 3"):
        check_round(TREE, [], [Item("joy", lo=3, hi=3)], 5)


@pytest.mark.parametrize(("lo", "hi"), [(1.5, 5), (1, 4.5)])
def test_a_scale_is_of_whole_numbers_at_both_ends(lo: float, hi: float) -> None:
    with pytest.raises(BadInput, match="has no scale of whole numbers"):
        check_round(TREE, [], [Item("joy", lo=lo, hi=hi)], 5)  # type: ignore[arg-type]


def test_a_round_without_items_asks_nothing() -> None:
    with pytest.raises(BadInput, match=r"^a round needs at least one item$"):
        check_round(TREE, [], [], 5)


def test_a_high_tick_is_kept_as_it_is_and_a_turned_item_is_turned() -> None:
    assert scored((9, 4, 2, 1, 0), "+") == (9, 4, 2, 1, 0)
    assert scored((9, 4, 2, 1, 0), "-") == (0, 1, 2, 4, 9)
    with pytest.raises(BadInput, match="not '±'"):
        scored(GOOD, "±")


@pytest.mark.parametrize("direction", ["+", "-"])
def test_turning_an_item_twice_changes_nothing_and_moves_each_answer_to_its_mirror(direction: str) -> None:
    assert scored(scored((3, 0, 1), direction), direction) == (3, 0, 1)
    assert excess(scored((3, 0, 1), "-")) == 2 * 4 - excess((3, 0, 1))
