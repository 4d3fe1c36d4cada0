"""Offensive behaviour and violence: one figure for everybody, far enough from all other figures, or none."""

import pytest

from samspill.insight.figures import Counts
from samspill.insight.organisation import organisation_figure
from samspill.insight.tables import DECIMALS, CellTally, Figure, Item, Reason
from samspill.insight.tests.workplaces import tree_of

THREAT = Item("threat", sensitive=True)
TREE = tree_of(-1, 0, 0)
EMPTY = (None, (), None, None, DECIMALS, None)
CALM = [Figure("u1", "u0", "threat", *EMPTY, Reason.ORGANISATION_ONLY)]
CALM += [Figure("u2", "u0", "threat", *EMPTY, Reason.ORGANISATION_ONLY)]


def cell(name, people):
    """A third of them have met it once, the others never."""
    return CellTally(name, "u1", people, people, {"threat": (people - people // 3, people // 3, 0, 0, 0)})


def shown(*covers, unit="u0"):
    parent = None if unit == "u0" else "u0"
    return Figure(unit, parent, "joy", 30, covers, 3.5, None, DECIMALS, None, None)


def told(cells, others, *, item=THREAT, k=5):
    return organisation_figure(Counts(TREE, cells, k), item, others)


def counted(cells, others):
    """The cells in the organisation's figure."""
    return set(told(cells, others)[0].covers)


def test_the_whole_of_what_is_told_is_one_mean_at_the_root():
    expected = Figure("u0", None, "threat", 30, ("a", "b"), 1.33, None, DECIMALS, None, None)
    assert told([cell("a", 18), cell("b", 12)], []) == [expected, *CALM]


def test_too_few_are_told_of_as_the_root_always_is_and_the_units_below_as_they_always_are():
    expected = Figure("u0", None, "threat", *EMPTY, Reason.TOO_FEW_OR_EXTREME)
    assert told([cell("a", 18)], []) == [expected, *CALM]


@pytest.mark.parametrize(("apart", "is_shown"), [(3, False), (9, False), (10, True), (11, True)])
def test_ten_or_more_of_those_counted_are_outside_any_other_figure(apart, is_shown):
    cells = [cell("a", 24), cell("b", apart)]
    assert counted(cells, [shown("a", unit="u1")]) == ({"a", "b"} if is_shown else set())


def test_when_everybody_is_too_near_another_figure_those_of_the_roots_own_figure_are_counted():
    cells = [cell("a", 24), cell("b", 3)]
    assert counted(cells, [shown("a"), shown("a", unit="u1")]) == {"a"}


def test_of_the_roots_own_figures_the_one_with_most_groups_is_tried_first():
    cells = [cell("a", 24), cell("b", 24), cell("y", 3), cell("z", 24)]
    few, many = shown("z"), shown("a", "b", "z")
    assert counted(cells, [few, many]) == counted(cells, [many, few]) == {"a", "b", "z"}


def test_where_the_largest_of_them_is_too_near_another_the_next_is_tried():
    cells = [cell(name, people) for name, people in (("a", 24), ("b", 24), ("c", 4), ("d", 3))]
    near = shown("a", "b", unit="u1")
    assert counted(cells, [shown("a", "b", "c"), shown("a", "b"), shown("a"), near]) == {"a", "b"}


def test_people_in_another_figure_who_are_not_counted_themselves_do_not_count_as_shared():
    """Of the 24 counted 12 are outside the figure of x, however many are in that figure beside them."""
    cells = [cell("a", 12), cell("b", 12), cell("x", 4)]
    others = [shown("a", "b"), shown("b", "x", unit="u2")]
    assert counted(cells, others) == {"a", "b"}


def test_a_raised_smallest_group_asks_for_more_answers_where_the_scale_is_narrow():
    happened = Item("threat", lo=0, hi=1, sensitive=True)
    yes_or_no = [CellTally("a", "u1", 21, 21, {"threat": (11, 10)})]
    assert told(yes_or_no, [], item=happened)[0].mean == 0.48
    assert told(yes_or_no, [], item=happened, k=12)[0].reason is Reason.TOO_FEW_OR_EXTREME
