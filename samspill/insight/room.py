"""How far one sum can move when all other published sums stay as they are.

Two divisions of the same people: *rows* (atoms of the units) and *columns* (groups by an attribute), each row and
column with its sum; everybody outside the rows or outside the columns is at one node, NOBODY, whose sum is unknown.
An answer of x steps above the lowest is x units of flow from the person's row to the person's column. What can be
sent once more between a column and NOBODY is how much that column's sum could have been higher or lower, whatever
else is known: by the theorem of Ford and Fulkerson it is the least room left at any cut that parts the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

NOBODY = 0
"""The node of those in no row, or in no column: their sum is not known."""


class Room:
    """A network of sums, grown by one column at a time.

    :param rows: for each row (a node number above 0) its sum, as excess over the lowest answers, and the most it
        could have been.

    >>> room = Room({1: (20, 40), 2: (18, 36)})
    >>> room.split(3, {1: 16, 2: 16}, 15)
    True
    >>> room.free(NOBODY, 3, 50), room.free(3, NOBODY, 50)
    (17, 15)
    """

    def __init__(self, rows: Mapping[int, tuple[int, int]]) -> None:
        self._left: dict[int, dict[int, int]] = {NOBODY: {}}
        """What can still be sent from node to node; to send back what was sent counts too."""
        for row, (total, most) in rows.items():
            self._left[row] = {NOBODY: most - total}
            self._left[NOBODY][row] = total

    def split(self, column: int, reach: Mapping[int, int], total: int) -> bool:
        """Take a column with a known sum out of NOBODY.

        :param reach: for each row, and for NOBODY, the most that its people in the column can carry.
        :returns: whether the sum is possible beside the others; if not, the network is of no further use.
        """
        self._left[column] = {}
        moved = sum(self._parted(row, column, most) for row, most in reach.items())
        wanted = abs(total - moved)
        ends = (NOBODY, column) if moved < total else (column, NOBODY)
        return total >= 0 and self._sent(*ends, wanted) == wanted

    def _parted(self, row: int, column: int, most: int) -> int:
        """Link a row to a column; returns what had to go along, since the row's others cannot carry it."""
        left, over = self._left, 0
        if row != NOBODY:
            outside = left[row][NOBODY] + left[NOBODY][row] - most
            over = max(0, left[NOBODY][row] - outside)
            left[NOBODY][row] -= over
            left[row][NOBODY] = outside - left[NOBODY][row]
        left[row][column], left[column][row] = most - over, over
        return over

    def free(self, start: int, goal: int, enough: int) -> int:
        """How much could be sent from one node to another, or ``enough`` if at least that."""
        sent = self._sent(start, goal, enough)
        self._sent(goal, start, sent)
        return sent

    def _sent(self, start: int, goal: int, most: int) -> int:
        sent = 0
        while sent < most and (path := self._path(start, goal)):
            more = min(most - sent, *(self._left[one][other] for one, other in pairwise(path)))
            for one, other in pairwise(path):
                self._left[one][other] -= more
                self._left[other][one] += more
            sent += more
        return sent

    def _path(self, start: int, goal: int) -> list[int]:
        reached, edge = {start: start}, [start]
        while edge and goal not in reached:
            edge = list(self._further(edge, reached))
        if goal not in reached:
            return []
        path = [goal]
        while path[-1] != start:
            path.append(reached[path[-1]])
        return path[::-1]

    def _further(self, edge: Iterable[int], reached: dict[int, int]) -> Iterable[int]:
        for node in edge:
            for neighbour, left in self._left[node].items():
                if left > 0 and neighbour not in reached:
                    reached[neighbour] = node
                    yield neighbour
