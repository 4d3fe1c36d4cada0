"""What a trend is computed from: spreads that are pooled, histories that are refused."""

import math
from math import sqrt

import pytest

from samspill.insight.errors import BadInput
from samspill.insight.trends import (
    Point,
    Series,
    TrendInputError,
    assess,
    index_sigma,
    pooled_sigma,
)

SHORT = Series("team", None, tuple(Point(f"r{t}", t, 3.5, 8) for t in range(6)))


def test_the_spread_is_pooled_over_the_last_twelve_rounds_only():
    assert pooled_sigma([(9000.0, 100)] + [(100.0, 100)] * 12) == 1.0
    assert pooled_sigma([(0.1, 100)]) == 0.5
    assert pooled_sigma([(900.0, 100)]) == 1.5


def test_the_spread_of_an_index_lies_between_independence_and_the_safe_bound():
    assert index_sigma([0.9] * 3, correlation=0.0) == pytest.approx(0.9 / sqrt(3))
    assert index_sigma([0.8, 1.0]) == pytest.approx(0.9)


def _points(*pairs):
    return tuple(Point(round_id, on, 3.5, 8) for round_id, on in pairs)


@pytest.mark.parametrize(
    ("given_series", "word"),
    [
        ([Series("a", None, ()), Series("a", None, ())], "'a' is given twice"),
        ([Series("a", None, _points(("r1", 2), ("r2", 1)))], "1 does not come after 2"),
        ([Series("a", None, _points(("r1", 1), ("r2", "2026-01-01")))], "does not come after"),
        ([Series("a", None, _points(("r1", 1))), Series("b", "a", _points(("r1", 2)))], "dated 1 and 2"),
        (
            [Series("a", None, _points(("x", 1))), Series("b", "a", _points(("y", "2026-01-01")))],
            "1, and '2026-01-01' of 'y'",
        ),
        ([Series("a", None, (Point("r", 1, 5.1, 8),))], "5.1 is not on the scale"),
        ([Series("a", None, (Point("r", 1, float("nan"), 8),))], "nan is not on the scale"),
        ([Series("a", None, (Point("r", 1, 3.0, 0),))], "a figure from 0 answers"),
        ([Series("a", "b", _points(("r", 1))), Series("b", "a", ())], "unit 'a' hangs on a cycle"),
        ([Series("org", None, _points(("r", 1))), Series("b", "c", ()), Series("c", "b", ())], "unit 'b' hangs on"),
    ],
)
def test_a_history_that_contradicts_itself_is_refused_by_name(given_series, word):
    with pytest.raises(TrendInputError, match=word):
        assess(given_series, sigma=0.9)


@pytest.mark.parametrize("n", [2.5, float("nan"), float("inf"), -3])
def test_a_figure_is_of_whole_people(n):
    with pytest.raises(TrendInputError, match=f"unit 'a', round 'r': a figure from {n} answers"):
        assess([Series("a", None, (Point("r", 1, 3.0, n),))], sigma=0.9)


@pytest.mark.parametrize("sigma", [0.0, -1.0, float("nan"), float("inf"), [0.9, 0.9]])
def test_a_spread_that_cannot_be_is_refused(sigma):
    with pytest.raises(TrendInputError, match="sigma"):
        assess([SHORT], sigma=sigma)


def test_a_shift_of_an_unknown_unit_is_refused():
    with pytest.raises(TrendInputError, match="no such unit"):
        assess([SHORT], sigma=0.9, shifts={"other": "r1"})


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: pooled_sigma([(-1.0, 3)]), "-1.0"),
        (lambda: pooled_sigma([(1.0, -3)]), "-3"),
        (lambda: pooled_sigma([(math.nan, 40)]), "nan"),
        (lambda: pooled_sigma([(40.0, math.inf)]), "inf"),
        (lambda: index_sigma([]), "[]"),
        (lambda: index_sigma([0.9, -0.9]), "-0.9"),
        (lambda: index_sigma([math.nan]), "nan"),
        (lambda: index_sigma([0.9], correlation=2), "2"),
    ],
)
def test_measures_of_spread_refuse_what_cannot_be_by_name(call, named):
    with pytest.raises(BadInput) as refused:
        call()
    assert named in str(refused.value)


def test_whoever_catches_bad_input_catches_a_bad_history_too():
    assert issubclass(TrendInputError, BadInput)
