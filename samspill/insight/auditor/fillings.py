"""Classes whose numbers a file does not tell: every way in which the figures' own numbers leave them to be filled.

A reader often knows how many work where, though the file does not say so. What is told too narrowly however the classes
are filled is told too narrowly to everybody; what is so in some fillings only, no file can settle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from samspill.insight.auditor.classes import PeopleClass
from samspill.insight.auditor.objections import Shown

MOST_CLASSES = 10
"""Classes in a connected piece that are filled."""

MOST_FILLINGS = 40
"""Ways to fill a piece that are looked at, each with all its linear programmes."""

Left = dict[int, int]
"""People still to be placed, by figure."""


def fillings(figures: Sequence[Shown], piece: Sequence[PeopleClass]) -> list[list[PeopleClass]]:
    """Every way to fill connected classes with people, classes of nobody left out; nothing if the ways are many.

    :param figures: figures of one item; each of those in the piece is of people in the piece alone.

    >>> figures = [Shown(name, "joy", 6, tuple(cells), mean=3.0) for name, cells in (("a", "xy"), ("b", "yz"))]
    >>> piece = [PeopleClass(frozenset(key), (), most, least) for key, most, least in (({0}, 2, 1), ({1}, 6, 0))]
    >>> piece += [PeopleClass(frozenset({0, 1}), (), 6, 0)]
    >>> [[one.most for one in filled] for filled in fillings(figures, piece)]
    [[1, 1, 5], [2, 2, 4]]
    """
    if len(piece) > MOST_CLASSES or any(one.most - one.least > MOST_FILLINGS for one in piece):
        return []
    left = {place: figures[place].n for one in piece for place in one.figures}
    found = list(islice(_filled(piece, left), MOST_FILLINGS + 1))
    if len(found) > MOST_FILLINGS:
        return []
    return [
        [replace(one, least=number, most=number) for one, number in zip(piece, numbers, strict=True) if number]
        for numbers in found
    ]


def _filled(classes: Sequence[PeopleClass], left: Left) -> Iterator[tuple[int, ...]]:
    """Numbers for the classes such that nobody is left over in any figure."""
    if not classes:
        yield ()
        return
    first, *others = classes
    for number in _numbers(first, others, left):
        rest = {place: people - (number if place in first.figures else 0) for place, people in left.items()}
        yield from ((number, *numbers) for numbers in _filled(others, rest))


def _numbers(first: PeopleClass, others: Sequence[PeopleClass], left: Left) -> range:
    """What the figures of a class, each by itself, leave for it; for the last class in a figure, who is left in it."""
    low, high = first.least, first.most
    for place in first.figures:
        beside = [one for one in others if place in one.figures]
        low = max(low, left[place] - sum(one.most for one in beside))
        high = min(high, left[place] - sum(one.least for one in beside))
    return range(low, high + 1)
