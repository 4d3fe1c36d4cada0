"""Several small parts of a hierarchy taken together: the bounds on their joint excess.

Given the total of a figure, the least excess that chosen people in it can have is a convex function of that total
that first does not rise and then rises by one for each: what must be placed goes to the others first. Such a
function is four numbers, sums of figures add them up, and so the tightest bounds cost one walk up the hierarchy.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, islice

from samspill.insight.auditor.objections import Kind, Objection, Terms
from samspill.insight.auditor.parts import Node, cramped

MOST_UNIONS = 2000
"""Unions looked at in one tangle of bands; a larger tangle is looked at so far, and said to be undecided."""


def small_unions(nodes: Sequence[Node], terms: Terms) -> Iterator[Objection]:
    """Objections to what is known of two or more parts that together number fewer than k.

    :param nodes: a hierarchy, parents first, with the tightest bounds of every figure.

    Only parts with nothing but bands between them can tell of each other; an exact figure stands between the
    others.

    >>> from samspill.insight.auditor.parts import nest
    >>> from samspill.insight.auditor.objections import Shown
    >>> unit = Shown("unit", "joy", 9, ("a", "b", "c"), mean=2.0)
    >>> team = Shown("team", "joy", 7, ("b", "c"), band=(1.0, 1.7))
    >>> shift = Shown("shift", "joy", 5, ("c",), mean=1.4)
    >>> nodes, _ = nest([unit, team, shift], Terms(5, 1, 5))
    >>> [(found.kind.value, found.size, found.cells) for found in small_unions(nodes, Terms(5, 1, 5))]
    [('too_narrow', 4, ('a', 'b'))]
    """
    for top, inside in _tangles(nodes).items():
        small = [place for place in inside if 0 < nodes[place].loose < terms.k and nodes[place].children]
        unions = _unions(nodes, small, terms.k)
        for chosen in islice(unions, MOST_UNIONS):
            people = sum(nodes[place].loose for place in chosen)
            known = joint_bounds(nodes, inside, chosen, terms.reach)
            for kind in cramped(people, known, terms):
                cells = tuple(cell for place in chosen for cell in nodes[place].own)
                yield Objection(nodes[top].shown.unit, nodes[top].shown.item, kind, people, cells)
        if next(unions, None):
            yield Objection(nodes[top].shown.unit, nodes[top].shown.item, Kind.UNDECIDED)


def _tangles(nodes: Sequence[Node]) -> dict[int, list[int]]:
    """Places by the nearest exact figure at or above them (or outermost figure), parents first."""
    tops: list[int] = []
    tangles: dict[int, list[int]] = {}
    for place, node in enumerate(nodes):
        top = place if node.is_exact or node.parent < 0 else tops[node.parent]
        tops.append(top)
        tangles.setdefault(top, []).append(place)
    return {top: inside for top, inside in tangles.items() if len(inside) > 1}


def _unions(nodes: Sequence[Node], small: Sequence[int], k: int) -> Iterator[tuple[int, ...]]:
    for how_many in range(2, min(k, len(small) + 1)):
        for chosen in combinations(small, how_many):
            if sum(nodes[place].loose for place in chosen) < k:
                yield chosen


def joint_bounds(
    nodes: Sequence[Node], inside: Sequence[int], chosen: Collection[int], reach: int
) -> tuple[float, float]:
    """The least and the greatest joint excess of the loose people of the ``chosen`` figures.

    :param inside: one tangle, its outermost figure first; exact figures inside it count with their bounds.
    :param reach: the width of the scale.

    >>> from samspill.insight.auditor.parts import nest
    >>> from samspill.insight.auditor.objections import Shown
    >>> unit = Shown("unit", "joy", 9, ("a", "b", "c"), mean=2.0)
    >>> team = Shown("team", "joy", 7, ("b", "c"), band=(1.0, 1.7))
    >>> trio = Shown("shift", "joy", 5, ("c",), mean=1.4)
    >>> nodes, _ = nest([unit, team, trio], Terms(5, 1, 5))
    >>> joint_bounds(nodes, [0, 1], [0, 1], 4)
    (7.0, 7.0)
    """
    low = _extreme(nodes, inside, chosen, reach)
    return low, -_extreme(nodes, inside, chosen, reach, sign=-1)


def _extreme(
    nodes: Sequence[Node], inside: Sequence[int], chosen: Collection[int], reach: int, *, sign: int = 1
) -> float:
    """The least of ``sign`` times the joint excess, by four numbers per figure: the totals it may have, the value
    at the smallest of them, and the total up to which the value keeps its first slope.
    """
    found: dict[int, tuple[float, float, float, float]] = {}
    taken = set(chosen)
    within = set(inside)
    for place in reversed(inside):
        node = nodes[place]
        spare = float(max(node.loose, 0) * reach)
        first = spare if (place in taken) == (sign < 0) else 0.0
        pieces = [(0.0, spare, 0.0, first)]
        for child in node.children:
            below = nodes[child]
            pieces.append(found[child] if child in within else (below.low, below.high, 0.0, _flat(below, sign)))
        low, high, value, run = _added(pieces)
        start = max(low, node.low)
        moved = start - low
        slopes = (0.0, 1.0) if sign > 0 else (-1.0, 0.0)
        value += slopes[0] * min(moved, run) + slopes[1] * max(moved - run, 0.0)
        end = min(high, node.high)
        found[place] = (start, end, value, min(max(run - moved, 0.0), end - start))
    _, _, value, run = found[inside[0]]
    return value - run if sign < 0 else value


def _flat(node: Node, sign: int) -> float:
    """How far an exact figure inside can go without changing what the chosen have."""
    return node.high - node.low if sign > 0 else 0.0


def _added(pieces: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    low, high, value, run = (sum(numbers) for numbers in zip(*pieces, strict=True))
    return low, high, value, run
