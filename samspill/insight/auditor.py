"""An independent look at what is about to be published: can anybody work out what a handful answered?

The auditor is given the published figures and nothing else, and shares no code with what made them. It first
proves for itself that the figures of an item form one hierarchy: any two either have no cell in common, or one
lies wholly inside the other. Then no linear combination of them describes a group that is not a sum of *parts*,
a part being a figure less the figures inside it, and it is enough to look at the parts:

* a part of exact figures has no people at all, or at least k;
* what all figures together say of any part, as the lowest and the highest total it may have, leaves every group
  of fewer than k as much room as it has people, and nobody's answer at either end of the scale;
* distributions add up to the figures beside them, and so do the distributions of their parts.

Finding the bounds takes one walk up and one walk down the hierarchy: in a tree of sums those two walks give the
tightest bounds there are. All work is linear in the length of the covers.

>>> team = Shown("team", "joy", 6, ("a",), mean=3.0)
>>> [found.why for found in audit([team, Shown("unit", "joy", 9, ("a", "b"), mean=3.11)], k=5, scale=(1, 5))]
['small_part', 'too_narrow']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import ceil, floor

ROUNDED_TO = 2
HISTOGRAM_OF = 10
SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Shown:
    """One published figure: ``n`` answers from the cells ``covers``; a mean or a band in scale units, already turned.

    >>> Shown("team", "joy", 6, ("a",), mean=3.0).band is None
    True
    """

    unit: str
    item: str
    n: int
    covers: tuple[str, ...]
    mean: float | None = None
    band: tuple[float, float] | None = None
    histogram: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Objection:
    """A figure that must not be published, and which promise it would break.

    ``why``: ``small_figure``, ``not_laminar``, ``small_part``, ``too_narrow``, ``at_the_end``, ``contradiction``,
    ``histogram``.

    >>> Objection("team", "joy", "small_part").why
    'small_part'
    """

    unit: str
    item: str
    why: str


@dataclass(slots=True)
class _Node:
    """A figure in the hierarchy, with the least and greatest excess (sum less the lowest possible sum) it may have."""

    shown: Shown
    low: float
    high: float
    children: list[int] = field(default_factory=list)
    loose: int = 0
    """People of the figure in none of the figures inside it."""


def audit(
    figures: Sequence[Shown], *, k: int, scale: tuple[int, int], rounded_to: int = ROUNDED_TO
) -> tuple[Objection, ...]:
    """Everything wrong with a set of figures; nothing if the promise holds. Figures may come in any order.

    :param figures: all that is or becomes known of one round, hidden figures left out.
    :param k: the smallest group that may be described.
    :param scale: lowest and highest value of the scale.
    :param rounded_to: decimals of the published means.

    >>> audit([Shown("team", "joy", 6, ("a",), mean=1.0)], k=5, scale=(1, 5))
    (Objection(unit='team', item='joy', why='at_the_end'),)
    """
    by_item: dict[str, list[Shown]] = defaultdict(list)
    for shown in figures:
        by_item[shown.item].append(shown)
    check = _Check(k=k, lowest=scale[0], reach=scale[1] - scale[0], rounded_to=rounded_to)
    return tuple(dict.fromkeys(chain.from_iterable(map(check.item, by_item.values()))))


@dataclass(frozen=True, slots=True)
class _Check:
    k: int
    lowest: int
    reach: int
    rounded_to: int

    def item(self, figures: list[Shown]) -> Iterator[Objection]:
        small = [one for one in figures if one.n < self.k or (one.histogram and one.n < HISTOGRAM_OF)]
        if small:
            yield from (_object(one, "small_figure") for one in small)
            return
        ordered = sorted(figures, key=lambda one: (-len(one.covers), -one.n))
        nodes = [_Node(one, *self.bounds(one)) for one in ordered]
        crossing = _nest(nodes)
        if crossing:
            yield from (_object(one, "not_laminar") for one in crossing)
            return
        yield from self.counts(nodes)
        yield from self.totals(nodes)
        yield from self.histograms([one for one in ordered if one.histogram])

    def bounds(self, one: Shown) -> tuple[float, float]:
        """What the figure by itself says of its excess; a rounded mean says a little less than an exact one."""
        if one.mean is not None:
            half = 0.5 * 10.0**-self.rounded_to
            low, high = one.mean - half, one.mean + half
        elif one.band is not None:
            low, high = one.band
        else:
            return 0.0, float(one.n * self.reach)
        whole = ceil((low - self.lowest) * one.n - SLACK), floor((high - self.lowest) * one.n + SLACK)
        return max(float(whole[0]), 0.0), min(float(whole[1]), float(one.n * self.reach))

    def counts(self, nodes: list[_Node]) -> Iterator[Objection]:
        """A part of exact figures holds nobody or at least k; no part holds fewer than nobody."""
        for node in nodes:
            exact = node.shown.n - sum(n for n in self.exact_inside(nodes, node))
            if node.loose < 0 or (node.shown.mean is not None and 0 < exact < self.k):
                yield _object(node.shown, "small_part" if node.loose >= 0 else "contradiction")

    def exact_inside(self, nodes: list[_Node], node: _Node) -> Iterator[int]:
        """The number of answers of the outermost exact figures inside ``node``."""
        for child in node.children:
            if nodes[child].shown.mean is not None:
                yield nodes[child].shown.n
            else:
                yield from self.exact_inside(nodes, nodes[child])

    def totals(self, nodes: list[_Node]) -> Iterator[Objection]:
        """The tightest bounds on every part, and whether they leave room. Parents stand before children."""
        for node in reversed(nodes):
            inside = [nodes[child] for child in node.children]
            node.low = max(node.low, sum(one.low for one in inside))
            node.high = min(node.high, sum(one.high for one in inside) + node.loose * self.reach)
        for node in nodes:
            inside = [nodes[child] for child in node.children]
            low, high = sum(one.low for one in inside), sum(one.high for one in inside)
            spare = float(max(node.loose, 0) * self.reach)
            loose = max(node.low - high, 0.0), min(node.high - low, spare)
            for one in inside:
                # Read the sums of the others before this one is narrowed: they are those of the walk upwards.
                one.low, one.high = (
                    max(one.low, node.low - (high - one.high) - spare),
                    min(one.high, node.high - (low - one.low)),
                )
            yield from self.room(node.shown, node.shown.n, (node.low, node.high))
            if node.children:
                yield from self.room(node.shown, node.loose, loose)

    def room(self, shown: Shown, people: int, bounds: tuple[float, float]) -> Iterator[Objection]:
        low, high = bounds
        if low > high + SLACK:
            yield _object(shown, "contradiction")
            return
        if people <= 0:
            return
        end = min(people * self.reach, max(self.reach + 1, self.k - 1))
        if people < self.k and high - low < people - SLACK:
            yield _object(shown, "too_narrow")
        if high < end - SLACK or people * self.reach - low < end - SLACK:
            yield _object(shown, "at_the_end")

    def histograms(self, figures: list[Shown]) -> Iterator[Objection]:
        """Each adds up to its figure, and each less those inside it is itself a distribution that may be shown."""
        nodes = [_Node(one, 0.0, 0.0) for one in figures]
        _nest(nodes)
        for node in nodes:
            own = node.shown.histogram or ()
            inside = [nodes[child].shown.histogram or () for child in node.children]
            part = [count - sum(below) for count, *below in zip(own, *inside, strict=True)]
            people = sum(part)
            fits = sum(own) == node.shown.n and self.agrees(node.shown, own)
            hides = people == 0 or (people >= HISTOGRAM_OF and max(part) < people - 1)
            if not fits or not hides or min(part) < 0:
                yield _object(node.shown, "histogram")

    def agrees(self, shown: Shown, counts: Sequence[int]) -> bool:
        """Whether mean and distribution are of the same answers."""
        if shown.mean is None:
            return False
        total = sum((self.lowest + step) * count for step, count in enumerate(counts))
        return abs(total / shown.n - shown.mean) <= 0.5 * 10.0**-self.rounded_to + SLACK


def _nest(nodes: list[_Node]) -> list[Shown]:
    """Hang every node, largest cover first, under the smallest that holds it; returns those that cross another."""
    owner: dict[str, int] = {}
    crossing = []
    for place, node in enumerate(nodes):
        above = {owner.get(cell, -1) for cell in node.shown.covers}
        node.loose += node.shown.n
        if len(above) != 1:
            crossing.append(node.shown)
            continue
        parent = above.pop()
        if parent >= 0:
            nodes[parent].children.append(place)
            nodes[parent].loose -= node.shown.n
        owner.update(dict.fromkeys(node.shown.covers, place))
    return crossing


def _object(shown: Shown, why: str) -> Objection:
    return Objection(shown.unit, shown.item, why)
