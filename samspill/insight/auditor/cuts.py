"""Two hierarchies over the same people: the smallest group that their figures together can be made to describe.

Draw the parts of both hierarchies as nodes, those without any figure as one node more, and each person as an edge
between the two parts the person is in. A combination of figures gives every part a number, the one without figures
zero, and weighs each person by the difference at the two ends; so those it describes contain a *cut*, and every
cut is described by some combination. The figures are safe if and only if no cut has between 1 and k - 1 people.

Cuts are found as by H. Nagamochi, T. Ono and T. Ibaraki (Implementing an efficient minimum capacity cut algorithm,
Mathematical Programming 67, 1994): visiting the nodes in order of how strongly they are tied to those visited, an
edge whose end is by then tied at least k times joins nodes that no small cut separates, and is contracted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

Graph = dict[int, dict[int, int]]


def small_cuts(edges: Iterable[tuple[int, int, int]], k: int) -> Iterator[tuple[int, frozenset[int]]]:
    """Cuts of 1 to k - 1 people; none only if there is none.

    :param edges: triples (node, node, people), both ends of any whole numbers; loops and repeats are allowed.
    :returns: pairs (people in the cut, nodes on one side of it). Not all small cuts, but at least one if any.

    >>> [(size, sorted(side)) for size, side in small_cuts([(0, 1, 9), (0, 2, 3), (2, 3, 8)], 5)]
    [(3, [0, 1])]
    >>> list(small_cuts([(0, 1, 3), (1, 2, 3), (2, 0, 3)], 5))
    []
    """
    graph = _graph(edges)
    members = {node: [node] for node in graph}
    while graph:
        joined: dict[int, int] = {}
        for node, ties in graph.items():
            size, strongest = sum(ties.values()), max(ties, key=ties.__getitem__, default=node)
            if size < k:
                if size and not (len(ties) == 1 and joined.get(strongest) == node):
                    yield size, frozenset(members[node])
                joined[node] = strongest
        graph = _contracted(graph, members, joined.items() or _tied(graph, k))


def _graph(edges: Iterable[tuple[int, int, int]]) -> Graph:
    graph: Graph = {}
    for one, other, people in edges:
        graph.setdefault(one, {})
        graph.setdefault(other, {})
        if one != other and people:
            graph[one][other] = graph[one].get(other, 0) + people
            graph[other][one] = graph[one][other]
    return graph


def _contracted(graph: Graph, members: dict[int, list[int]], pairs: Iterable[tuple[int, int]]) -> Graph:
    """The graph with the nodes of each pair made one, and without nodes that nothing ties to others."""
    name = {node: node for node in graph}

    def named(node: int) -> int:
        while name[node] != node:
            name[node] = node = name[name[node]]
        return node

    for pair in pairs:
        one, other = map(named, pair)
        if one != other:
            name[one] = other
            members[other] += members.pop(one)
    smaller: Graph = {}
    for node, ties in graph.items():
        mine = smaller.setdefault(named(node), {})
        for neighbour, people in ties.items():
            if named(neighbour) != named(node):
                mine[named(neighbour)] = mine.get(named(neighbour), 0) + people
    return {node: ties for node, ties in smaller.items() if ties}


def _tied(graph: Graph, k: int) -> Iterator[tuple[int, int]]:
    """Pairs of nodes that no small cut separates; at least one for each node that is left."""
    reached: dict[int, int] = {}
    visited: set[int] = set()
    for start in graph:
        heap = [] if start in visited else [(0, start)]
        while heap:
            node = heappop(heap)[1]
            if node in visited:
                continue
            visited.add(node)
            for neighbour, people in graph[node].items():
                if neighbour not in visited:
                    before = reached.get(neighbour, 0)
                    reached[neighbour] = before + people
                    if before + people >= k:
                        yield node, neighbour
                    if before < k:
                        heappush(heap, (-min(before + people, k), neighbour))
