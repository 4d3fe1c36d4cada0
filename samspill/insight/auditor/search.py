"""Figures that overlap in no order: a search for combinations that describe few, as a mixed-integer programme.

A combination with weights ``l`` weighs class j by ``w_j``, the sum of the weights of the figures it is in. Wanted is
a combination with some ``w`` not zero that describes as few people as possible. HiGHS does the searching; that what
it finds really is a combination is then shown in fractions. Two questions are asked:

* which classes can be all that is left, counted by the most people they may have; and
* which figures can be added up to a sum over each person once or not at all, counted by their own numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, eye, hstack

from samspill.insight.auditor.classes import PeopleClass
from samspill.insight.auditor.exact import combination, described

LARGEST_WEIGHT = 100.0
NODES = 1000
"""How far one programme is searched, by work and not by the clock: the same file has the same verdict on every machine.
Two hundred are enough where four hundred classes lie across three orders of forty groups."""
MOST_FOUND = 5
ZERO = 1e-6


@dataclass(frozen=True, slots=True)
class Described:
    """A group that figures describe: its classes by place, the most people in it, and the figures' exact weights.

    >>> Described(frozenset({2}), 3, (Fraction(1), Fraction(-1))).people
    3
    """

    classes: frozenset[int]
    people: int
    weights: tuple[Fraction, ...]


class Undecided(Exception):
    """The search was cut short before anything was proven.

    >>> raise Undecided("a thousand nodes were not enough")
    Traceback (most recent call last):
        ...
    samspill.insight.auditor.search.Undecided: a thousand nodes were not enough
    """


class Overlap:
    """Figures as sets of classes, numbered from zero.

    :param classes: connected classes; ``numbers``: answers in each figure, by the figure's place in the classes.
    :param k: groups smaller than this are looked for.

    >>> pairs = [PeopleClass(frozenset(key), (), 7) for key in ({0, 1}, {1, 2}, {0, 2})]
    >>> [found.people for found in Overlap(pairs, {0: 8, 1: 8, 2: 8}, 5).small_groups()]
    [4, 4, 4]
    """

    def __init__(self, classes: Sequence[PeopleClass], numbers: dict[int, int], k: int) -> None:
        self.classes = classes
        self.k = k
        self.places = sorted({place for one in classes for place in one.figures})
        column = {place: at for at, place in enumerate(self.places)}
        self.numbers = np.array([numbers[place] for place in self.places], dtype=float)
        entries = [(at, column[place]) for at, one in enumerate(classes) for place in one.figures]
        rows, columns = zip(*entries, strict=True)
        self.matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(classes), len(self.places)))
        self.sets = [set(self.matrix[:, at].nonzero()[0].tolist()) for at in range(len(self.places))]

    def small_groups(self) -> Iterator[Described]:
        """Groups of 1 to k - 1 that some combination describes, smallest first; none only if there is none.

        :raises Undecided: when the search has come to its limit.
        """
        seen: list[frozenset[int]] = []
        for question in (self._left_over, self._counted_once):
            while len(seen) < MOST_FOUND and (found := question(seen)) is not None:
                seen.append(found.classes)
                yield found

    def _left_over(self, seen: Sequence[frozenset[int]]) -> Described | None:
        """The smallest group by the most people its classes may have. Variables: weights, whether a class is left,
        whether it is left with a weight of at least one.
        """
        figures, number = len(self.places), len(self.classes)
        most = np.array([one.most for one in self.classes], dtype=float)
        nothing, unit = csr_matrix((number, number)), eye(number, format="csr")
        limits = [
            LinearConstraint(hstack([self.matrix, -LARGEST_WEIGHT * unit, nothing]), -np.inf, 0),
            LinearConstraint(hstack([-self.matrix, -LARGEST_WEIGHT * unit, nothing]), -np.inf, 0),
            LinearConstraint(hstack([self.matrix, nothing, -(1 + LARGEST_WEIGHT) * unit]), -LARGEST_WEIGHT, np.inf),
            LinearConstraint(np.r_[np.zeros(figures + number), np.ones(number)], 1, np.inf),
            LinearConstraint(np.r_[np.zeros(figures), most, np.zeros(number)], 1, self.k - 1),
        ]
        limits += [LinearConstraint(self._marked(group, figures, number), -np.inf, len(group) - 1) for group in seen]
        may = (most < self.k).astype(float)
        bounds = Bounds(
            np.r_[np.full(figures, -LARGEST_WEIGHT), np.zeros(2 * number)],
            np.r_[np.full(figures, LARGEST_WEIGHT), may, may],
        )
        cost, whole = np.r_[np.zeros(figures), most, np.zeros(number)], np.r_[np.zeros(figures), np.ones(2 * number)]
        return self._solved(cost, whole, limits, bounds)

    def _counted_once(self, seen: Sequence[frozenset[int]]) -> Described | None:
        """The smallest group by the figures' own numbers, in which every class has weight one or none."""
        if all(one.is_certain for one in self.classes):
            return None
        figures, number = len(self.places), len(self.classes)
        limits = [
            LinearConstraint(hstack([self.matrix, -eye(number, format="csr")]), 0, 0),
            LinearConstraint(np.r_[self.numbers, np.zeros(number)], 1, self.k - 1),
        ]
        limits += [LinearConstraint(self._marked(group, figures, 0), -np.inf, len(group) - 1) for group in seen]
        bounds = Bounds(
            np.r_[np.full(figures, -LARGEST_WEIGHT), np.zeros(number)],
            np.r_[np.full(figures, LARGEST_WEIGHT), np.ones(number)],
        )
        cost, whole = np.r_[self.numbers, np.zeros(number)], np.r_[np.zeros(figures), np.ones(number)]
        return self._solved(cost, whole, limits, bounds)

    def _marked(self, group: frozenset[int], before: int, after: int) -> np.ndarray:
        row = np.zeros(before + len(self.classes) + after)
        row[[before + at for at in group]] = 1
        return row

    def _solved(self, cost: Any, whole: Any, limits: list[LinearConstraint], bounds: Bounds) -> Described | None:
        answer = milp(cost, integrality=whole, bounds=bounds, constraints=limits, options={"node_limit": NODES})
        if answer.status == 2:
            return None
        if answer.x is None:
            raise Undecided(answer.message)
        left = self.matrix @ answer.x[: len(self.places)]
        weights = combination(self.sets, np.flatnonzero(np.abs(left) > ZERO).tolist())
        if weights is None:
            raise Undecided("what was found is no combination")
        return Described(described(self.sets, weights), round(answer.fun), weights)
