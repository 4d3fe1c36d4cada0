"""What a distribution and the means inside it tell together: integer programmes over who gave what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, eye, hstack, kron

from samspill.insight.auditor.groups import Asked, Group

NODES = 1000
"""As in ``search``: limited by work, not by the clock."""


def pinned(counts: Sequence[int], groups: Sequence[Group], asked: Sequence[Asked]) -> list[Asked]:
    """The pairs (group, value) for which at most one of the group can have answered otherwise, all else being as told.

    :param counts: how many gave each value, lowest first, of exactly the people in ``groups``.
    :returns: also pairs that could not be decided within the limits of the search.

    Five, five and five with 14, 13 and 12 above the least: each of them could be spread out, but not beside the others.

    >>> groups = [Group(0, 5, 14, 14), Group(1, 5, 13, 13), Group(2, 5, 12, 12)]
    >>> [group.place for group, _ in pinned((0, 4, 0, 9, 2), groups, [(one, 3) for one in groups])]
    [1]
    """
    mixture = _Mixture(counts, groups)
    # Most often all can be elsewhere at the same time, and one programme says so.
    left = mixture.not_elsewhere(asked)
    return left if len(asked) == 1 else [one for one in left if mixture.not_elsewhere([one])]


class _Mixture:
    """Who gave what: for each group and value a whole number, with sums as told. Groups after each other."""

    def __init__(self, counts: Sequence[int], groups: Sequence[Group]) -> None:
        self.groups = list(groups)
        self.values = len(counts)
        self.counts = counts
        each, every = eye(len(groups)), eye(self.values)
        people = [group.people for group in groups]
        self.sums = [
            (kron(np.ones((1, len(groups))), every), counts, counts),
            (kron(each, np.ones((1, self.values))), people, people),
            (
                kron(each, np.arange(self.values).reshape(1, -1)),
                [group.low for group in groups],
                [group.high for group in groups],
            ),
        ]

    def not_elsewhere(self, asked: Sequence[Asked]) -> list[Asked]:
        """Those of the pairs that have too many at the value, in an answer with as few of that as can be."""
        number, more = len(self.groups) * self.values, len(asked)
        empty = csr_matrix((number, more))
        limits = [
            LinearConstraint(hstack([sums, empty[: sums.shape[0]]]).tocsr(), low, high) for sums, low, high in self.sums
        ]
        rows = [self.groups.index(group) * self.values + value for group, value in asked]
        at = csr_matrix((np.ones(more), (range(more), rows)), shape=(more, number))
        limits.append(LinearConstraint(hstack([at, -eye(more)]).tocsr(), -np.inf, [g.people - 2 for g, _ in asked]))
        excess = self._excess(limits, number, more)
        if excess is None:
            return list(asked)
        return [one for one, too_many in zip(asked, excess, strict=True) if too_many > 0.5]

    def _excess(self, limits: list[LinearConstraint], number: int, more: int) -> Any:
        most = np.tile(np.array(self.counts, dtype=float), len(self.groups))
        answer = milp(
            np.r_[np.zeros(number), np.ones(more)],
            integrality=np.r_[np.ones(number), np.zeros(more)],
            bounds=Bounds(np.zeros(number + more), np.r_[most, np.full(more, 2.0)]),
            constraints=limits,
            options={"node_limit": NODES},
        )
        return None if answer.x is None else answer.x[number:]
