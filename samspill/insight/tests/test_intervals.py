"""The one spread that is kept, and the intervals made of it, at their edges."""

import math
from statistics import NormalDist

import pytest

from samspill.insight.errors import BadInput
from samspill.insight.intervals import are_many, interval, sigma, spread_of
from samspill.insight.tables import Spread

LEAST = 30


def test_the_spread_is_that_of_answers_around_their_cells_mean_to_one_decimal():
    cells = [(3, 4, 6, 5, 2), (0, 2, 9, 1, 0), (0, 0, 0, 0, 0), (5, 0, 0, 0, 5)]
    squares, freedom = 0.0, 0
    for counts in cells:
        answers = [value for value, count in enumerate(counts) for _ in range(count)]
        squares += sum((one - sum(answers) / len(answers)) ** 2 for one in answers)
        freedom += max(len(answers) - 1, 0)
    kept = spread_of(cells)
    assert kept.df == freedom
    assert kept.ss == pytest.approx(round(math.sqrt(squares / freedom), 1) ** 2 * freedom)


@pytest.mark.parametrize(("people", "kept"), [(LEAST, Spread(0.0, 0)), (LEAST + 1, Spread(0.0, LEAST))])
def test_below_thirty_degrees_of_freedom_nothing_is_kept(people, kept):
    assert spread_of([(0, 0, people, 0, 0)]) == kept


def test_what_is_kept_says_no_more_than_six_decimals():
    cells = [(1, 0, 31, 0, 1)]
    assert spread_of(cells).ss == round(spread_of(cells).ss, 6)


def test_cells_that_cannot_be_are_refused():
    with pytest.raises(BadInput):
        spread_of([(0, -1, 3, 0, 0)])


@pytest.mark.parametrize(
    ("sizes", "many"),
    [
        ([7] * 5, True),
        ([7] * 4 + [6], False),
        ([7] * 5 + [1], True),
        ([34, 1, 1, 1, 1], False),
        ([30, 2, 2, 2, 2], True),
        ([32, 2, 2, 2], False),
        ([27, 2, 2, 2, 2], True),
        ([26, 2, 2, 2, 2], False),
    ],
)
def test_a_spread_of_five_cells_with_thirty_to_spare_says_little_of_any(sizes, many):
    assert are_many([(0, 0, size, 0, 0) for size in sizes]) is many


@pytest.mark.parametrize(
    ("spread", "used"),
    [
        (Spread(LEAST * 1.21, LEAST), 1.1),
        (Spread(29 * 1.21, 29), 0.9),
        (Spread(0.0, 99), 0.5),
        (Spread(99 * 4.0, 99), 1.5),
        (Spread(99 * 0.74, 99), 0.9),
    ],
)
def test_the_deviation_used_is_rounded_and_kept_within_bounds(spread, used):
    assert sigma(spread) == used


@pytest.mark.parametrize("level", [0.5, 0.9, 0.99])
def test_an_interval_leaves_as_much_outside_on_either_side(level):
    for n in (1, 2, 9):
        low, high = interval(3.7, n, 0.9, level)
        assert low + high == pytest.approx(7.4)
        error = NormalDist(3.7, 0.9 / math.sqrt(n))
        assert error.cdf(high) - error.cdf(low) == pytest.approx(level)
    assert interval(3.7, 9, 0.9) == interval(3.7, 9, 0.9, 0.9)
    assert interval(3.7, 9, 0.0) == (3.7, 3.7)


@pytest.mark.parametrize(
    ("mean", "n", "spread", "level"),
    [(3, 0, 1, 0.9), (3, 5, -1, 0.9), (3, 5, math.nan, 0.9), (3, 5, 1, 0), (3, 5, 1, 1), (math.inf, 5, 1, 0.9)],
)
def test_an_interval_of_nothing_is_refused_with_what_was_given(mean, n, spread, level):
    with pytest.raises(BadInput, match=f"n = {n}, sigma = {spread}, level = {level}"):
        interval(mean, n, spread, level)
