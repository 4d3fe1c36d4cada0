"""How strongly two nodes of a network are tied: a flow that stops as soon as it is large enough.

By the theorem of Ford and Fulkerson the largest flow between two nodes is the smallest number of people whose
edges must be cut to part them. Only flows below a small bound are of interest, so a few shortest paths decide, each
searched from both ends at once: where one side is small, only that side is ever looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

Ties = Mapping[int, Mapping[int, int]]
"""People between any two nodes, both ways."""

Before = dict[int, int]
"""For each node reached, the node it was reached from; an end of the path is its own."""

Spent = dict[tuple[int, int], int]
"""What already flows over an edge, less what flows back."""


def bounded_flow(ties: Ties, ends: tuple[int, int], enough: int) -> int:
    """The largest flow between two nodes, or ``enough`` if it is at least that.

    :param ties: an undirected network with whole numbers; every node must be there, if only with no ties.
    :param ends: the two nodes, different ones.

    The cost is at most ``enough`` searches.

    >>> ties = {0: {1: 2, 2: 4}, 1: {0: 2, 3: 9}, 2: {0: 4, 3: 1}, 3: {1: 9, 2: 1}}
    >>> bounded_flow(ties, (0, 3), 5), bounded_flow(ties, (0, 3), 2)
    (3, 2)
    """
    spent: Spent = {}
    total = 0
    while total < enough:
        path = _path(ties, ends, spent)
        if not path:
            return total
        more = min(enough - total, *(ties[one][other] - spent.get((one, other), 0) for one, other in pairwise(path)))
        for one, other in pairwise(path):
            spent[one, other] = spent.get((one, other), 0) + more
            spent[other, one] = spent.get((other, one), 0) - more
        total += more
    return total


def _path(ties: Ties, ends: tuple[int, int], spent: Spent) -> list[int]:
    """A path with room from one end to the other, or nothing; the smaller side is grown first."""
    forth, back = {ends[0]: ends[0]}, {ends[1]: ends[1]}
    edge_forth, edge_back = [ends[0]], [ends[1]]
    while edge_forth and edge_back:
        if len(edge_forth) <= len(edge_back):
            edge_forth, met = _grown_forth(ties, edge_forth, (forth, back), spent)
        else:
            edge_back, met = _grown_back(ties, edge_back, (forth, back), spent)
        if met is not None:
            return [*reversed(_walk(forth, met)), *_walk(back, met)[1:]]
    return []


def _grown_forth(
    ties: Ties, edge: Sequence[int], reached: tuple[Before, Before], spent: Spent
) -> tuple[list[int], int | None]:
    """The nodes one step further from the start, and where the two searches met, if they did."""
    forth, back = reached
    further: list[int] = []
    for node in edge:
        for neighbour, people in ties[node].items():
            if neighbour not in forth and people > spent.get((node, neighbour), 0):
                forth[neighbour] = node
                if neighbour in back:
                    return further, neighbour
                further.append(neighbour)
    return further, None


def _grown_back(
    ties: Ties, edge: Sequence[int], reached: tuple[Before, Before], spent: Spent
) -> tuple[list[int], int | None]:
    """The same one step further from the goal, against the stream."""
    forth, back = reached
    further: list[int] = []
    for node in edge:
        for neighbour, people in ties[node].items():
            if neighbour not in back and people > spent.get((neighbour, node), 0):
                back[neighbour] = node
                if neighbour in forth:
                    return further, neighbour
                further.append(neighbour)
    return further, None


def _walk(before: Before, node: int) -> list[int]:
    path = [node]
    while before[path[-1]] != path[-1]:
        path.append(before[path[-1]])
    return path
