"""Distributions that overlap in no order: what they say together of how many in a group gave each value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.optimize import linprog

from samspill.insight.auditor.classes import PeopleClass
from samspill.insight.auditor.histograms import FEWEST
from samspill.insight.auditor.objections import Kind, Objection, Shown, Terms
from samspill.insight.auditor.parts import SLACK, nest

MOST_CLASSES = 100


def crossing_histograms(figures: Sequence[Shown], piece: Sequence[PeopleClass], terms: Terms) -> Iterator[Objection]:
    """Objections to distributions of figures that cross each other.

    :param piece: connected classes of the figures.

    A group whose number is known must neither have its own distribution told, if it is of fewer than ten, nor all or
    all but one at the same value. Each value is counted by itself: its counts are sums over the same classes.

    >>> pairs = [("ab", "xy", (2, 3, 10, 3, 2)), ("bc", "yz", (2, 3, 10, 3, 2)), ("ac", "xz", (4, 4, 4, 4, 4))]
    >>> figures = [Shown(name, "joy", 20, tuple(cells), mean=3.0, histogram=hist) for name, cells, hist in pairs]
    >>> piece = [PeopleClass(frozenset(key), (cell,), 10, 10) for key, cell in (({0, 2}, "x"), ({0, 1}, "y"))]
    >>> piece += [PeopleClass(frozenset({1, 2}), ("z",), 10, 10)]
    >>> [found.cells for found in crossing_histograms(figures, piece, Terms(5, 1, 5))]
    []
    """
    places = sorted({place for one in piece for place in one.figures if figures[place].histogram is not None})
    told = [figures[place] for place in places]
    if len(told) < 2 or not nest(told, terms)[1]:
        return
    smallest = min(told, key=lambda shown: shown.n)
    if len(piece) > MOST_CLASSES:
        yield Objection(smallest.unit, smallest.item, Kind.UNDECIDED)
        return
    sums = np.array([[float(place in one.figures) for one in piece] for place in places])
    for at, one in enumerate(piece):
        if one.is_certain and one.most:
            ranges = [_range(at, value, piece, (sums, told)) for value in range(terms.reach + 1)]
            if any(low > high for low, high in ranges) or _is_told(one.most, ranges, max(FEWEST, terms.k)):
                inside = [shown for place, shown in zip(places, told, strict=True) if place in one.figures]
                figure = min(inside or told, key=lambda shown: shown.n)
                yield Objection(figure.unit, figure.item, Kind.HISTOGRAM, one.most, one.cells)


def _range(
    at: int, value: int, piece: Sequence[PeopleClass], system: tuple[np.ndarray, Sequence[Shown]]
) -> tuple[float, float]:
    """The least and the greatest number in a class who gave a value; an empty range when nothing is possible."""
    sums, told = system
    counts = [(shown.histogram or ())[value] for shown in told]
    cost = np.zeros(len(piece))
    cost[at] = 1
    room = [(0.0, float(one.most)) for one in piece]
    ends = [linprog(sign * cost, A_eq=sums, b_eq=counts, bounds=room) for sign in (1, -1)]
    return (1.0, 0.0) if ends[0].status == 2 else (float(ends[0].fun), -float(ends[1].fun))


def _is_told(people: int, ranges: Sequence[tuple[float, float]], fewest: int) -> bool:
    alike = any(low > max(people - 1, 1) - 1 + SLACK for low, _ in ranges)
    return alike or (people < fewest and all(high - low < SLACK for low, high in ranges))
