"""Linear algebra in fractions: a certificate that anybody can check by hand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

Row = dict[int, Fraction]


def combination(figures: Sequence[Collection[int]], group: Collection[int]) -> tuple[Fraction, ...] | None:
    """Weights by which figures add up to something about a group and about nobody else.

    :param figures: for each figure the classes of people it is the sum of.
    :param group: classes; the others must cancel out, and not all of these may.
    :returns: one weight per figure, exact, or ``None`` when no combination of the figures is about ``group`` alone.

    Gauss elimination of the classes outside the group, with the weights carried along.

    >>> [str(weight) for weight in combination([{0, 1}, {1, 2}, {0, 2}], {0})]
    ['1', '-1', '1']
    >>> combination([{0, 1}, {1, 2}], {0}) is None
    True
    """
    inside = set(group)
    rows = [({column: Fraction(1) for column in covers}, {place: Fraction(1)}) for place, covers in enumerate(figures)]
    for column in sorted({column for covers in figures for column in covers} - inside):
        holding = [row for row in rows if column in row[0]]
        if not holding:
            continue
        pivot = min(holding, key=lambda row: len(row[0]))
        rows = [row if column not in row[0] else _less(row, pivot, column) for row in rows if row is not pivot]
    found = next((weights for left, weights in rows if left), None)
    if found is None:
        return None
    return tuple(found.get(place, Fraction(0)) for place in range(len(figures)))


def _less(row: tuple[Row, Row], pivot: tuple[Row, Row], column: int) -> tuple[Row, Row]:
    """A row less as much of the pivot's as makes it empty in a column."""
    factor = row[0][column] / pivot[0][column]
    return _minus(row[0], pivot[0], factor), _minus(row[1], pivot[1], factor)


def _minus(row: Row, other: Row, factor: Fraction) -> Row:
    left = dict(row)
    for place, value in other.items():
        left[place] = left.get(place, Fraction(0)) - factor * value
        if not left[place]:
            del left[place]
    return left


def described(figures: Sequence[Collection[int]], weights: Sequence[Fraction]) -> frozenset[int]:
    """The classes that a combination of figures is about: those it does not cancel out.

    >>> sorted(described([{0, 1}, {1, 2}], [Fraction(1), Fraction(-1)]))
    [0, 2]
    """
    total: Row = {}
    for covers, weight in zip(figures, weights, strict=True):
        total = _minus(total, dict.fromkeys(covers, Fraction(1)), -weight)
    return frozenset(total)
