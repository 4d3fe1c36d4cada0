"""The index, written out field by field: nothing in it that is not in the published means."""

import pytest

from samspill.insight.index import index_figure
from samspill.insight.rates import rate_step
from samspill.insight.tables import DECIMALS, INDEX, Figure, Reason

HIDDEN = (None, (), None, None, DECIMALS, None)


def shown(item, mean, n=9):
    return Figure("team", "office", item, n, ("a", "b"), mean, None, DECIMALS, (0, 1, 4, 3, 1), None)


def banded(item):
    return Figure("team", "office", item, 9, ("a", "b"), None, (4.3, 5.0), DECIMALS, None, None)


def hidden(item):
    return Figure("team", "office", item, *HIDDEN, Reason.TOO_FEW_OR_EXTREME)


def test_the_index_is_the_mean_of_the_means_over_the_same_cells_and_the_fewest_answers():
    found = index_figure([shown("joy", 3.11, n=9), shown("calm", 3.56, n=8), shown("help", 4.0)])
    assert found == Figure("team", "office", INDEX, 8, ("a", "b"), 3.56, None, DECIMALS, None, None)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([shown("joy", 3.1), banded("calm")], Reason.ITEM_MISSING),
        ([shown("joy", 3.1), hidden("calm")], Reason.ITEM_MISSING),
        ([banded("joy"), banded("calm")], Reason.ITEM_MISSING),
        ([hidden("joy"), hidden("calm")], Reason.TOO_FEW_OR_EXTREME),
    ],
)
def test_without_all_the_means_there_is_no_index_and_it_says_why(parts, reason):
    assert index_figure(parts) == Figure("team", "office", INDEX, *HIDDEN, reason)


def test_an_index_of_two_units_is_refused_in_plain_words():
    with pytest.raises(ValueError, match=r"^an index is made of the figures of one unit, not of 'night', 'team'$"):
        index_figure([shown("joy", 3.0), Figure("night", "office", "calm", *HIDDEN, Reason.TOO_FEW_OR_EXTREME)])


def test_an_index_of_nothing_is_refused():
    with pytest.raises(ValueError, match=r"of one unit, not of none$"):
        index_figure([])


@pytest.mark.parametrize(("answered", "invited", "step"), [(149, 199, 70), (150, 200, 75), (1, 10, 10), (94, 100, 90)])
def test_a_response_rate_is_the_lower_end_of_its_step(answered, invited, step):
    assert rate_step(answered, invited) == step
