"""Intervals around a mean, and the one spread they may use.

A unit's own spread beside its mean would pin the whole distribution of its answers, so the spread is pooled
over the organisation, and coarse.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from statistics import NormalDist

from samspill.insight.errors import BadInput, check_people
from samspill.insight.tables import Spread

FEWEST_DF = 30
FEWEST_CELLS = 5
PRESET = 0.9
NARROWEST, WIDEST = 0.5, 1.5


def spread_of(cells: Sequence[Sequence[int]]) -> Spread:
    """The pooled spread of an item within cells, from their counts per value.

    It is kept beside the published means, so it must say nothing of any one cell: only the standard deviation to one
    decimal is in it, and below 30 degrees of freedom nothing at all. In a workplace of one team it would otherwise be
    that team's own spread, which with the mean tells what everybody answered.

    :raises BadInput: for what is no number of people.

    >>> spread_of([(0, 4, 8, 4, 0), (0, 0, 9, 9, 0)])
    Spread(ss=11.52, df=32)
    >>> spread_of([(0, 0, 0, 6, 0)])
    Spread(ss=0.0, df=0)
    """
    ss, df = 0.0, 0
    for counts in cells:
        for count in counts:
            check_people(count)
        n = sum(counts)
        if n:
            mean = sum(value * count for value, count in enumerate(counts)) / n
            ss += sum(count * (value - mean) ** 2 for value, count in enumerate(counts))
            df += n - 1
    if df < FEWEST_DF:
        return Spread(ss=0.0, df=0)
    return Spread(ss=round(round(math.sqrt(ss / df), 1) ** 2 * df, 6), df=df)


def are_many(cells: Sequence[Sequence[int]]) -> bool:
    """Whether a common spread of these cells says little of any one of them.

    >>> are_many([(0, 2, 4, 2, 0)] * 5), are_many([(0, 20, 40, 20, 0)] * 2)
    (True, False)
    """
    sizes = [n for counts in cells if (n := sum(counts)) > 1]
    return len(sizes) >= FEWEST_CELLS and sum(sizes) - len(sizes) >= FEWEST_DF


def sigma(spread: Spread) -> float:
    """The standard deviation between people to be used for every unit.

    :returns: the pooled standard deviation, rounded to one decimal and kept within 0.5 .. 1.5; 0.9 where there
        are fewer than 30 degrees of freedom.
    :raises BadInput: for a sum of squares or degrees of freedom that are negative or no numbers.

    >>> sigma(Spread(ss=40.0, df=50)), sigma(Spread(ss=40.0, df=20)), sigma(Spread(ss=0.0, df=50))
    (0.9, 0.9, 0.5)
    """
    if not (0 <= spread.ss < math.inf and 0 <= spread.df < math.inf):
        raise BadInput(f"no spread has a sum of squares of {spread.ss!r} and {spread.df!r} degrees of freedom")
    if spread.df < FEWEST_DF:
        return PRESET
    return min(max(round(math.sqrt(spread.ss / spread.df), 1), NARROWEST), WIDEST)


def interval(mean: float, n: int, sigma: float, level: float = 0.9) -> tuple[float, float]:
    """A normal interval ``mean ± z sigma / sqrt(n)`` for the mean of ``n`` answers.

    :param level: the coverage, between 0 and 1.
    :returns: lower and upper end, not clipped to the scale.
    :raises BadInput: for ``n`` < 1, a negative ``sigma`` or a ``level`` outside 0 .. 1.

    Reference: any text on the normal distribution; z is its quantile at (1 + level) / 2.

    >>> low, high = interval(3.7, 9, 0.9)
    >>> round(low, 3), round(high, 3)
    (3.207, 4.193)
    """
    if not 1 <= n < math.inf or not 0 <= sigma < math.inf or not 0 < level < 1 or not math.isfinite(mean):
        raise BadInput(f"no interval for mean = {mean!r}, n = {n!r}, sigma = {sigma!r}, level = {level!r}")
    half = _quantile(level) * sigma / math.sqrt(n)
    return mean - half, mean + half


@cache
def _quantile(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)
