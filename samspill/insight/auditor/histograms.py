"""Distributions: of exactly the answers of a mean, and with nobody's answer to be read out of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor

from samspill.insight.auditor.groups import Group
from samspill.insight.auditor.objections import Kind, Objection, Shown, Terms
from samspill.insight.auditor.parts import SLACK, Node, nest
from samspill.insight.auditor.witnesses import is_witnessed

FEWEST = 10
"""Answers that a distribution, and a distribution less those inside it, must be of."""

MOST_GROUPS = 12
"""Groups inside a distribution that are looked at together; above that, one by one."""


def histogram_objections(nodes: Sequence[Node], terms: Terms) -> Iterator[Objection]:
    """Objections to the distributions among the figures of one hierarchy.

    :param nodes: the hierarchy, with the tightest bounds of every figure.

    Each must count the answers of its mean; each less those inside it must be of ten or more (or k, if that is more)
    with at least two apart from the most common value; and whatever group it can be split into by means and bands
    must be able to have two of its members elsewhere, for any value and with all the other groups as they are told.

    >>> team = Shown("team", "joy", 10, ("a",), mean=3.0, histogram=(0, 0, 10, 0, 0))
    >>> found = histogram_objections(nest([team], Terms(5, 1, 5))[0], Terms(5, 1, 5))
    >>> [(one.kind.value, one.size) for one in found]
    [('histogram', 10)]
    """
    told, _ = nest([node.shown for node in nodes if node.shown.histogram is not None], terms)
    groups = {cell: group for group, cells in _groups(nodes, terms) for cell in cells}
    for node in told:
        below = [told[child].shown.histogram or () for child in node.children]
        own = node.shown.histogram or ()
        part = tuple(count - sum(less) for count, *less in zip(own, *below, strict=True))
        people = sum(part)
        fits = sum(own) == node.shown.n and min(part) >= 0 and _agrees(node.shown, terms)
        hides = people == 0 or (people >= max(FEWEST, terms.k) and max(part) < people - 1)
        inside = tuple(dict.fromkeys(groups[cell] for cell in node.own if cell in groups))
        if not fits or not hides or (people and _is_told(part, inside, terms.k)):
            yield Objection(node.shown.unit, node.shown.item, Kind.HISTOGRAM, people, tuple(node.own))


def _groups(nodes: Sequence[Node], terms: Terms) -> Iterator[tuple[Group, list[str]]]:
    for place, node in enumerate(nodes):
        inside = [nodes[child] for child in node.children]
        low = max(node.low - sum(one.high for one in inside), 0.0)
        high = min(node.high - sum(one.low for one in inside), float(max(node.loose, 0) * terms.reach))
        if node.loose > 0 and node.own:
            yield Group(place, node.loose, ceil(low - SLACK), floor(high + SLACK)), node.own


def _is_told(counts: tuple[int, ...], groups: Sequence[Group], k: int) -> bool:
    """Whether some group is pinned, by itself or by what is told of the others."""
    reach = len(counts) - 1
    asked = [
        (group, value)
        for group in groups
        for value in range(reach + 1)
        if group.people >= k and group.may_all_be(value, reach)
    ]
    are_all = len(groups) > 1 and sum(group.people for group in groups) == sum(counts)
    if not asked or (are_all and is_witnessed(counts, groups, asked)):
        return False
    if any(is_stuck(counts, group, value) for group, value in asked):
        return True
    if not are_all or len(groups) > MOST_GROUPS:
        return False
    # Optimisation is slow to load, and most distributions do without.
    from samspill.insight.auditor.mixtures import pinned

    return bool(pinned(counts, groups, asked))


def _agrees(shown: Shown, terms: Terms) -> bool:
    """Whether mean and distribution are of the same answers."""
    if shown.mean is None:
        return False
    total = sum((terms.low + step) * count for step, count in enumerate(shown.histogram or ()))
    return abs(total / shown.n - shown.mean) <= 0.5 * 10.0**-shown.decimals + SLACK


def is_stuck(counts: Sequence[int], group: Group, value: int) -> bool:
    """Whether every way to pick a group from a distribution has all but one of it at ``value``, or more.

    :param counts: how many gave each value, lowest first; the group is among them.

    >>> is_stuck((5, 0, 0, 0, 6), Group(0, 5, 0, 0), 0), is_stuck((5, 3, 3, 0, 6), Group(0, 5, 10, 10), 2)
    (True, False)
    """
    if group.people == sum(counts):
        excess = sum(step * count for step, count in enumerate(counts))
        return counts[value] > group.people - 2 or not group.low <= excess <= group.high
    ways = _ways(counts, group.people, (value, group.people - 2))
    return not ways >> max(group.low, 0) & ((1 << (group.high - max(group.low, 0) + 1)) - 1)


def _ways(counts: Sequence[int], people: int, limit: tuple[int, int]) -> int:
    """The excesses that some choice has with at most ``limit[1]`` at the value ``limit[0]``, as bits."""
    ways = [1] + [0] * people
    for value, count in enumerate(counts):
        most = min(count, people, limit[1] if value == limit[0] else people)
        ways = [
            _either(ways[taken - here] << value * here for here in range(min(most, taken) + 1))
            for taken in range(people + 1)
        ]
    return ways[people]


def _either(sets: Iterator[int]) -> int:
    union = 0
    for members in sets:
        union |= members
    return union
