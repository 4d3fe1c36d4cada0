"""What goes together with how people are: correlations of single items with the index, for the whole organisation.

No answer of a person is kept, so a correlation must be made from sums. While a round is open, each answer adds to the
sums of squares and products of a few random parts of the whole organisation, never of a unit; here they become a
strength in coarse steps, with an interval and a word. It is a description of answers given at the same time by the
same people, and never a cause.

What may be known of an item is decided twice. *Whether* it has a line at all follows from published numbers alone, so
an absence tells nothing. *What* the line says falls back to «no clear relation», which every kind of answers can lead
to, when few differ from the rest or one person could move it. See docs/reference/disclosure.md, Fact 5.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from samspill.insight.check import check_tally
from samspill.insight.errors import BadInput, BadTally
from samspill.insight.tables import CellTally, Driver, Figure, Item

FEWEST = 50
STEP = 10
"""Numbers of answers are told, and reckoned with, in whole tens downwards."""
WEAKEST, CLEAR = 0.3, 0.5
"""Cohen's (1988) medium and large correlation: weaker is not told, from the larger on it may be called clear."""
CLOSEST, FIRMLY = 0.1, 0.2
"""How far from nothing the whole interval of a relation lies that is told, and of a clear one."""
HALF_STEP = 0.05
TOPS = ((200, 0.7), (100, 0.6), (FEWEST, 0.5))
"""By number of answers the step that stands for itself and all stronger ones: the fewer, the coarser."""
ERROR = 0.05
REACHABLE = 0.85
"""The strongest correlation that answers from 1 to 5 can be counted on to have when they are paired at will."""


class Strength(StrEnum):
    """What is said of one item.

    >>> Strength.CLEAR.value
    'clear'
    """

    CLEAR = "clear"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over the people who answered both an item (x) and all items of the index (y), in whole numbers.

    Both count from the low end of their scale: x in 0 .. R, y in 0 .. R times the number of items in the index.

    >>> Sums.of([(0, 1), (2, 5)])
    Sums(n=2, x=2, y=6, xx=4, yy=26, xy=10)
    >>> Sums.of([(0, 1)]) + Sums.of([(2, 5)]) == Sums.of([(0, 1), (2, 5)])
    True
    """

    n: int = 0
    x: int = 0
    y: int = 0
    xx: int = 0
    yy: int = 0
    xy: int = 0

    @classmethod
    def of(cls, pairs: Sequence[tuple[int, int]]) -> Sums:
        """The sums of pairs (x, y)."""
        rows = [(1, x, y, x * x, y * y, x * y) for x, y in pairs]
        return cls(*map(sum, zip(*rows, strict=True)))

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.n + other.n,
            self.x + other.x,
            self.y + other.y,
            self.xx + other.xx,
            self.yy + other.yy,
            self.xy + other.xy,
        )

    @property
    def squares(self) -> tuple[float, float]:
        """Sums of squares about the means, of x and of y."""
        return (self.xx - self.x**2 / self.n, self.yy - self.y**2 / self.n) if self.n else (0.0, 0.0)


def correlation(sums: Sums) -> float:
    """The product-moment correlation, -1 .. 1; 0 where one of the two does not vary, and nothing can be seen.

    :raises BadTally: for sums that no people could have.

    Reference: Pearson (1896), Phil. Trans. R. Soc. A 187, 253-318.

    >>> round(correlation(Sums.of([(0, 2), (1, 3), (2, 9), (4, 8)])), 4)
    0.8059
    >>> correlation(Sums.of([(3, 2), (3, 9)])), correlation(Sums())
    (0.0, 0.0)
    """
    if not sums.n:
        return 0.0
    # Whole numbers until the end: cancellation would cost the precision that large sums need most.
    varies_x, varies_y = sums.n * sums.xx - sums.x**2, sums.n * sums.yy - sums.y**2
    together = sums.n * sums.xy - sums.x * sums.y
    if min(varies_x, varies_y) < 0 or together**2 > varies_x * varies_y:
        raise BadTally(f"no people can have the sums {sums!r}")
    return together / math.sqrt(varies_x * varies_y) if varies_x and varies_y else 0.0


def fisher_interval(r: float, n: int, *, level: float = 0.95) -> tuple[float, float]:
    """An interval for a correlation: symmetric for artanh r, with standard error 1 / sqrt(n - 3).

    :param level: the coverage, between 0 and 1.
    :raises BadInput: for ``n`` < 4, ``r`` not within -1 .. 1 (ends left out) or a ``level`` outside 0 .. 1.

    References: Fisher (1915), Biometrika 10, 507-521, and (1921), Metron 1, 3-32.

    >>> low, high = fisher_interval(0.5, 103)
    >>> round(low, 3), round(high, 3)
    (0.339, 0.632)
    """
    if not 4 <= n < math.inf or not -1 < r < 1 or not 0 < level < 1:
        raise BadInput(f"no interval for r = {r!r}, n = {n!r}, level = {level!r}")
    z, half = math.atanh(r), NormalDist().inv_cdf((1 + level) / 2) / math.sqrt(n - 3)
    return math.tanh(z - half), math.tanh(z + half)


def strength_of(r: float | None, interval: tuple[float, float] | None) -> Strength:
    """The word for what is published; a function of it, so that it tells nothing more.

    >>> strength_of(0.5, (0.2, 0.7)).value, strength_of(-0.5, (-0.8, -0.1)).value, strength_of(None, None).value
    ('clear', 'some', 'none')
    """
    if r is None or interval is None:
        return Strength.NONE
    inner = min(map(abs, interval))
    return Strength.CLEAR if abs(r) >= CLEAR and inner >= FIRMLY else Strength.SOME


def drivers(
    figures: Sequence[Figure], tallies: Sequence[CellTally], items: Sequence[Item], sums: Mapping[str, Sums]
) -> tuple[Driver, ...]:
    """What is told of each item, in the order given; nothing where the organisation is too small.

    It is of everybody who answered, also those whose group is in no figure: a sum of products is kept of the whole
    organisation only. An item has a line when it is neither part of the index nor sensitive, when at least 50 answered
    both it and all of the index, and when the organisation itself has an exact mean of it and of all of the index.

    :param figures: what is published of the round.
    :param tallies: all cells of the round, also those that are in no figure.
    :param sums: per item id, over the whole organisation.
    :raises BadTally: for sums that no people could have, and what :func:`~samspill.insight.check.check_tally` refuses.

    Cost is linear in cells times items. The intervals hold together at 95 % (Dunn 1961, JASA 56, 52-64).

    >>> from samspill.insight.publish import publish
    >>> from samspill.insight.tree import Tree
    >>> even = (0, 20, 20, 20, 20)
    >>> tally = CellTally("a", "a", 90, 80, {"joy": even, "help": even})
    >>> items = [Item("joy", pulse=True), Item("help")]
    >>> figures = publish(Tree(("a",), (-1,)), [tally], items).figures
    >>> together = Sums.of([(x, x) for x in (1, 2, 3, 4) for _ in range(16)] + [(1, 4), (2, 3), (3, 2), (4, 1)] * 4)
    >>> [(one.item, one.n, one.r, one.interval) for one in drivers(figures, [tally], items, {"help": together})]
    [('help', 80, 0.5, (0.3, 1.0))]
    """
    covers = _organisation_means(figures)
    told = _with_a_line(items, covers, sums)
    pulse = sum(item.pulse for item in items)
    level = 1 - ERROR / max(len(told), 1)
    for tally in tallies:
        check_tally(tally, told)
    for item in told:
        _check(sums[item.id], item, tallies)
    return tuple(
        _line(sums[item.id], _Asked(item, pulse, _apart(tallies, item, covers[item.id])), level) for item in told
    )


def _organisation_means(figures: Sequence[Figure]) -> dict[str, set[str]]:
    """The items of which the organisation itself has an exact mean, and the cells in it."""
    return {one.item: set(one.covers) for one in figures if one.parent is None and one.mean is not None}


def _with_a_line(items: Sequence[Item], exact: Collection[str], sums: Mapping[str, Sums]) -> list[Item]:
    """Decided from published numbers alone, so that an absence tells nothing."""
    pulse = [item.id for item in items if item.pulse]
    if not pulse or not all(item in exact for item in pulse):
        return []
    return [
        item
        for item in items
        if not item.pulse and not item.sensitive and item.id in exact and sums.get(item.id, Sums()).n >= FEWEST
    ]


@dataclass(frozen=True, slots=True)
class _Asked:
    """An item, how many items the index has, and how many in the figure gave another answer than the commonest."""

    item: Item
    pulse: int
    apart: int


def _line(sums: Sums, asked: _Asked, level: float) -> Driver:
    n = sums.n // STEP * STEP
    none = Driver(asked.item.id, n, None, None)
    r = correlation(sums)
    top = next(step for fewest, step in TOPS if n >= fewest)
    shown = min(math.floor(abs(r) * 10 + 0.5) / 10, top)
    if shown < WEAKEST or asked.apart < STEP or shown > strongest_step(sums, asked.item.reach, asked.pulse):
        return none
    low, high = outwards(fisher_interval(shown, n, level=level))
    if low < CLOSEST:
        return none
    # The top step stands for all beyond it, so its interval has no far end.
    ends = (low, 1.0 if shown == top else high)
    return Driver(asked.item.id, n, *((shown, ends) if r > 0 else (-shown, (-ends[1], -ends[0]))), shown == top)


def strongest_step(sums: Sums, reach: int, pulse: int) -> float:
    """The strongest step for which one person, whatever that person answered, leaves the others room to make up for it.

    A person at the far ends adds shares a and b to the two sums of squares and can pull against the others with
    sqrt(a b). They reach the lower edge e of a step if e sqrt((1 + a)(1 + b)) + sqrt(a b) is within reach of them.

    :param reach: the width of the items' scale.
    :param pulse: how many items the index has.
    :returns: 0.0 .. 0.9; 0.0 where one of the two does not vary.

    >>> fifty = Sums.of([(x, x + y) for x in range(5) for y in range(10)])
    >>> strongest_step(fifty, 4, 3), strongest_step(Sums.of([(4, 9)] * 49 + [(0, 3)]), 4, 3)
    (0.7, 0.0)
    """
    squares = sums.squares
    if not all(squares):
        return 0.0
    means = sums.x / sums.n, sums.y / sums.n
    far = [max(mean, end - mean) for mean, end in zip(means, (reach, reach * pulse), strict=True)]
    a, b = (distance**2 / square for distance, square in zip(far, squares, strict=True))
    edge = (REACHABLE - math.sqrt(a * b)) / math.sqrt((1 + a) * (1 + b))
    return max(math.floor((edge + HALF_STEP) * 10 + 1e-9) / 10, 0.0)


def outwards(interval: tuple[float, float]) -> tuple[float, float]:
    """To one decimal, away from the middle, so that it stays true.

    >>> outwards((0.339, 0.632)), outwards((-0.41, -0.2))
    ((0.3, 0.7), (-0.5, -0.2))
    """
    low, high = (round(end * 10, 6) for end in interval)
    return math.floor(low) / 10, math.ceil(high) / 10


def _check(sums: Sums, item: Item, tallies: Sequence[CellTally]) -> None:
    answers = sum(sum(tally.counts[item.id]) for tally in tallies)
    if sums.n > answers:
        raise BadTally(f"item {item.id!r}: sums of {sums.n} people, and {answers} answers")


def _apart(tallies: Sequence[CellTally], item: Item, covers: Collection[str]) -> int:
    """How many in the organisation's own figure gave another answer than the commonest."""
    inside = (tally.counts[item.id] for tally in tallies if tally.cell in covers)
    counts = [sum(values) for values in zip(*inside, strict=True)]
    return int(sum(counts) - max(counts))
