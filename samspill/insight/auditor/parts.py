"""Parts: what figures that lie inside each other divide people into, and when too much is known of a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor

from samspill.insight.auditor.objections import Kind, Shown, Terms

SLACK = 1e-6


@dataclass(slots=True)
class Node:
    """A figure in the hierarchy, with the least and greatest excess it may have.

    ``children`` and ``parent`` are places in the list; ``loose`` is the number of answers in none of the figures
    inside it, and ``own`` the cells those are in.

    >>> Node(Shown("team", "joy", 6, ("a",), mean=3.0), low=12.0, high=12.0, loose=6).is_exact
    True
    """

    shown: Shown
    low: float
    high: float
    parent: int = -1
    children: list[int] = field(default_factory=list)
    loose: int = 0
    own: list[str] = field(default_factory=list)

    @property
    def is_exact(self) -> bool:
        """Whether a mean is shown."""
        return self.shown.mean is not None


def bounds(shown: Shown, terms: Terms) -> tuple[float, float]:
    """The least and the greatest excess that one figure by itself allows, as whole numbers.

    A rounded mean of many answers says a little less than the exact sum; a distribution says the exact sum.

    >>> bounds(Shown("team", "joy", 6, ("a",), mean=3.17), Terms(5, 1, 5))
    (13.0, 13.0)
    >>> bounds(Shown("team", "joy", 6, ("a",), band=(1.0, 1.83)), Terms(5, 1, 5))
    (0.0, 5.0)
    >>> bounds(Shown("town", "joy", 999, ("a",), mean=3.0, histogram=(0, 0, 999, 0, 0)), Terms(5, 1, 5))
    (1998.0, 1998.0)
    """
    half = 0.5 * 10.0**-shown.decimals
    least, most = 0.0, float(shown.n * terms.reach)
    told = [] if shown.mean is None else [(shown.mean, shown.mean)]
    for low, high in [*told, *([] if shown.band is None else [shown.band])]:
        least = max(least, float(ceil((low - half - terms.low) * shown.n - SLACK)))
        most = min(most, float(floor((high + half - terms.low) * shown.n + SLACK)))
    if shown.histogram is not None and sum(shown.histogram) == shown.n:
        total = float(sum(step * count for step, count in enumerate(shown.histogram)))
        least, most = max(least, total), min(most, total)
    return least, most


def nest(figures: Sequence[Shown], terms: Terms) -> tuple[list[Node], list[Shown]]:
    """Hang every figure, largest cover first, under the smallest that holds it.

    :returns: the nodes, parents before children, and the figures that cross another and were left out.

    >>> large, small = Shown("a", "joy", 9, ("x", "y")), Shown("b", "joy", 5, ("y",))
    >>> nodes, crossing = nest([small, large, Shown("c", "joy", 6, ("y", "z"))], Terms(5, 1, 5))
    >>> [(node.shown.unit, node.loose, node.own) for node in nodes], [one.unit for one in crossing]
    ([('a', 4, ['x']), ('b', 5, ['y'])], ['c'])
    """
    owner: dict[str, int] = {}
    nodes: list[Node] = []
    crossing = []
    for shown in sorted(figures, key=lambda one: (-len(one.covers), -one.n)):
        above = {owner.get(cell, -1) for cell in shown.covers}
        if len(above) != 1:
            crossing.append(shown)
            continue
        place, parent = len(nodes), above.pop()
        nodes.append(Node(shown, *bounds(shown, terms), parent=parent, loose=shown.n))
        if parent >= 0:
            nodes[parent].children.append(place)
            nodes[parent].loose -= shown.n
        owner.update(dict.fromkeys(shown.covers, place))
    for cell, place in owner.items():
        nodes[place].own.append(cell)
    return nodes, crossing


def cramped(people: int, known: tuple[float, float], terms: Terms) -> Iterator[Kind]:
    """Whether bounds on the excess of a group leave too little room for it, or for some of it.

    Of ``g`` people in a group of ``m`` with excess at least ``low`` and at most ``high``, on a scale of width R, one
    knows that they have at least ``low - (m - g) R`` and at most ``high``.

    >>> list(cramped(6, (1, 1), Terms(5, 1, 5))), list(cramped(6, (12, 12), Terms(5, 1, 5)))
    ([<Kind.TOO_NARROW: 'too_narrow'>, <Kind.AT_THE_END: 'at_the_end'>], [])
    """
    low, high = known
    top = people * terms.reach
    if people <= 0 or (low <= 0 and high >= top):
        return
    groups = range(1, min(people, terms.k - 1) + 1)
    widths = ((g, min(g * terms.reach, high) - max(0.0, low - (people - g) * terms.reach)) for g in groups)
    if any(width < g - SLACK for g, width in widths):
        yield Kind.TOO_NARROW
    end = min(top, terms.margin)
    if high < end - SLACK or top - low < end - SLACK:
        yield Kind.AT_THE_END
