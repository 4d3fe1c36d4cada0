"""The strict cover: a figure always means the whole unit, and as few figures as possible are held back.

In statutory reports a unit's figure must be of everybody in it. Then some figures of large enough units must be held
back, so that no remainder describes fewer than k. Which, is decided exactly, by dynamic programming over the tree:
the state of a unit is how many in its subtree are in no published figure yet, 0 to k - 1 or "k or more". Subtrees
are put together by a (max, +) convolution; a unit may be published when its state is 0 or k or more, and that makes
the state 0. Optimal, and linear in the number of units: O(N k^2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samspill.insight.errors import BadInput, check_floor, check_people
from samspill.insight.tree import Tree

Table = dict[int, int]
"""The most figures that can be published in a subtree, by how many in it are then uncovered."""

Split = dict[int, tuple[int, int]]
"""For each state of a unit with some of its children: the state without the last of them, and that child's state."""


@dataclass(frozen=True, slots=True)
class StrictCover:
    """Which units show a figure, in the tree's order; ``secondary`` counts those of k or more that do not.

    >>> StrictCover(published=(False, True), secondary=1).published[1]
    True
    """

    published: tuple[bool, ...]
    secondary: int


def strict(tree: Tree, n: Sequence[int], *, k: int = 5) -> StrictCover:
    """The largest set of whole units that may be published together.

    :param n: answers from people in each unit itself, its subunits left out; whole numbers, one per unit.
    :param k: the smallest group, at least 5.
    :returns: a cover in which every published unit less the published units inside it has nobody or at least ``k``.
        Units without answers are never published.
    :raises BadInput: for a wrong length, or a number that is negative or not whole, naming the unit.
    :raises BelowFloor: for ``k`` < 5.

    Extreme means are not looked at: forbid what must not be shown and run again.

    >>> tree = Tree(("company", "office", "depot", "shop"), (-1, 0, 0, 0))
    >>> strict(tree, [0, 9, 2, 7])
    StrictCover(published=(False, True, False, True), secondary=1)
    """
    check_floor(k)
    _check(tree, n)
    return _Walk(tree, n, k).cover()


def _check(tree: Tree, n: Sequence[int]) -> None:
    if len(n) != len(tree):
        raise BadInput(f"{len(n)} numbers of answers for {len(tree)} units")
    for unit, number in zip(tree.ids, n, strict=True):
        check_people(number, f"unit {unit!r}, answers")


class _Walk:
    def __init__(self, tree: Tree, n: Sequence[int], k: int) -> None:
        self.tree = tree
        self.own = n
        self.k = k
        self.totals = list(n)
        self.tables: list[Table] = [{}] * len(tree)
        self.splits: list[list[Split]] = [[] for _ in tree.ids]
        self.opened_from = [-1] * len(tree)

    def cover(self) -> StrictCover:
        for unit in self.tree.post_order:
            self._settle(unit)
        published = self._traced()
        large = sum(total >= self.k for total in self.totals)
        return StrictCover(tuple(published), large - sum(published))

    def _settle(self, unit: int) -> None:
        """The table of a unit, from those of its children."""
        table = {min(self.own[unit], self.k): 0}
        for child in self.tree.children[unit]:
            self.totals[unit] += self.totals[child]
            table = self._joined(table, self.tables[child], self.splits[unit])
            self.tables[child] = {}
        ready = [state for state in (0, self.k) if state in table]
        if ready and self.totals[unit] >= self.k:
            best = max(ready, key=table.__getitem__)
            self.opened_from[unit] = best
            table[0] = table[best] + 1
        self.tables[unit] = table

    def _joined(self, table: Table, child: Table, splits: list[Split]) -> Table:
        joined: Table = {}
        split: Split = {}
        for state, value in table.items():
            for other, more in child.items():
                both = min(state + other, self.k)
                if value + more > joined.get(both, -1):
                    joined[both] = value + more
                    split[both] = state, other
        splits.append(split)
        return joined

    def _traced(self) -> list[bool]:
        """Walk the best choice back from the root."""
        published = [False] * len(self.tree)
        table = self.tables[self.tree.root]
        waiting = [(self.tree.root, max(table, key=table.__getitem__))]
        while waiting:
            unit, state = waiting.pop()
            if state == 0 and self.opened_from[unit] >= 0:
                published[unit] = True
                state = self.opened_from[unit]
            for child, split in zip(reversed(self.tree.children[unit]), reversed(self.splits[unit]), strict=True):
                state, theirs = split[state]
                waiting.append((child, theirs))
        return published
