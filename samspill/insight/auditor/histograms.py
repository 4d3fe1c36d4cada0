"""Distributions: of exactly the answers of a mean, and with nobody's answer to be read out of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samspill.insight.auditor.objections import Kind, Objection, Shown, Terms
from samspill.insight.auditor.parts import SLACK, Node, nest

FEWEST = 10
"""Answers that a distribution, and a distribution less those inside it, must be of."""


def histogram_objections(nodes: Sequence[Node], terms: Terms) -> Iterator[Objection]:
    """Objections to the distributions among the figures of one hierarchy.

    :param nodes: the hierarchy, with the tightest bounds of every figure.

    Each must count the answers of its mean; each less those inside it must be of ten or more with at least two
    apart from the most common value; and whatever group it can be split into by exact means must be able to have
    two of its members elsewhere, for any value.

    >>> team = Shown("team", "joy", 10, ("a",), mean=3.0, histogram=(0, 0, 10, 0, 0))
    >>> found = histogram_objections(nest([team], Terms(5, 1, 5))[0], Terms(5, 1, 5))
    >>> [(one.kind.value, one.size) for one in found]
    [('histogram', 10)]
    """
    told, _ = nest([node.shown for node in nodes if node.shown.histogram is not None], terms)
    parts = _mean_parts(nodes, terms)
    for node in told:
        below = [told[child].shown.histogram or () for child in node.children]
        own = node.shown.histogram or ()
        part = [count - sum(less) for count, *less in zip(own, *below, strict=True)]
        people = sum(part)
        fits = sum(own) == node.shown.n and min(part) >= 0 and _agrees(node.shown, terms)
        hides = people == 0 or (people >= FEWEST and max(part) < people - 1)
        if not fits or not hides or any(is_stuck(part, m, s) for m, s in _inside(parts, node)):
            yield Objection(node.shown.unit, node.shown.item, Kind.HISTOGRAM, people, tuple(node.own))


def _agrees(shown: Shown, terms: Terms) -> bool:
    """Whether mean and distribution are of the same answers."""
    if shown.mean is None:
        return False
    total = sum((terms.low + step) * count for step, count in enumerate(shown.histogram or ()))
    return abs(total / shown.n - shown.mean) <= 0.5 * 10.0**-shown.decimals + SLACK


def _mean_parts(nodes: Sequence[Node], terms: Terms) -> dict[str, tuple[int, int]]:
    """The parts of which number and excess are known for certain, by each of their cells."""
    found = {}
    for node in nodes:
        inside = [nodes[child] for child in node.children]
        low, high = node.low - sum(one.high for one in inside), node.high - sum(one.low for one in inside)
        if node.loose >= terms.k and node.is_exact and high - low < SLACK:
            found.update(dict.fromkeys(node.own, (node.loose, round(low))))
    return found


def _inside(parts: dict[str, tuple[int, int]], node: Node) -> set[tuple[int, int]]:
    return {parts[cell] for cell in node.own if cell in parts}


def is_stuck(counts: Sequence[int], people: int, excess: int) -> bool:
    """Whether every way to pick ``people`` with a given excess from a distribution has all but one at one value.

    :param counts: how many gave each value, lowest first; the people are among them.

    >>> is_stuck((5, 0, 0, 0, 6), 5, 0), is_stuck((5, 3, 3, 0, 6), 5, 10)
    (True, False)
    """
    for value in range(len(counts)):
        may_be = 0 <= excess - value * (people - 1) < len(counts)
        if may_be and not _can(counts, people, excess, (value, people - 2)):
            return True
    return False


def _can(counts: Sequence[int], people: int, excess: int, limit: tuple[int, int]) -> bool:
    """Whether some choice exists with at most ``limit[1]`` at the value ``limit[0]``: sets of sums as bits."""
    ways = [1] + [0] * people
    for value, count in enumerate(counts):
        most = min(count, people, limit[1] if value == limit[0] else people)
        ways = [
            _either(ways[taken - here] << value * here for here in range(min(most, taken) + 1))
            for taken in range(people + 1)
        ]
    return bool(ways[people] >> excess & 1)


def _either(sets: Iterator[int]) -> int:
    union = 0
    for members in sets:
        union |= members
    return union
