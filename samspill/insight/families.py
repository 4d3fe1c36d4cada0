"""Two families of units over the same people: the organisation beside one attribute, or beside a project tree.

The published units of each family divide people into *parts*: a unit less the published units inside it. Draw the
parts of both as nodes, all people outside a family's figures at one node more, and every person as an edge between
the two parts the person is in. The smallest group that any combination of figures describes is the smallest cut of
this network that cuts anybody; the figures are safe if and only if every such cut has at least k people.

Publishing one unit more divides one node in two. The only new cuts are those that part the two halves, and the
smallest of them is the largest flow between the halves: k short searches decide. Removing a figure never makes the
others unsafe, so a unit refused once stays refused, and one pass over the units ends with a set to which none can
be added. It begins with the strict optimum of the first family, whose figures matter most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from samspill.insight.errors import BadInput, BadTree, check_floor, check_people
from samspill.insight.flow import bounded_flow
from samspill.insight.strict import strict
from samspill.insight.tree import Tree

Gaps = tuple[Sequence[int], Sequence[int]]
"""Non-answers of one item among those directly in each unit of the first and of the second family."""

NOBODY = 0
"""The node of all people outside the figures: nothing is known of them, so that they cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Family:
    """Units of one family and for each the index of its parent, -1 for those at the top; they need not be one tree.

    :raises BadTree: naming the unit, for a repeated id, an unknown parent, or a cycle.

    >>> Family(("port", "north", "south"), (-1, 0, 0)).order
    (0, 2, 1)
    """

    ids: tuple[str, ...]
    parents: tuple[int, ...]
    order: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Indices of all units, every unit after its parent."""
    tree: Tree = field(init=False, repr=False, compare=False)
    """The same units, moved up by one, under a root of no name."""

    def __post_init__(self) -> None:
        for parent in self.parents:
            if not isinstance(parent, int) or parent < -1:
                raise BadTree(f"no unit has the index {parent!r}")
        tree = Tree(("", *self.ids), (-1, *(parent + 1 for parent in self.parents)))
        object.__setattr__(self, "tree", tree)
        object.__setattr__(self, "order", tuple(unit - 1 for unit in reversed(tree.post_order) if unit))


@dataclass(frozen=True, slots=True)
class Both:
    """People who belong directly to a unit of the first family and to one of the second (indices, -1 for none).

    >>> Both(0, -1, 7).people
    7
    """

    first: int
    second: int
    people: int


@dataclass(frozen=True, slots=True)
class TwoFamilies:
    """Which units of either family show a figure; ``suppressed`` counts those that do not, empty ones included.

    >>> TwoFamilies((True, True), (False, False)).suppressed
    2
    """

    first: tuple[bool, ...]
    second: tuple[bool, ...]

    @property
    def suppressed(self) -> int:
        """Units of both families without a figure."""
        return len(self.first) + len(self.second) - sum(self.first) - sum(self.second)


def by_attribute(tree: Tree, people: Iterable[tuple[int, str, int]]) -> tuple[Family, Family, tuple[Both, ...]]:
    """The organisation, and the organisation divided by one attribute.

    :param people: triples (index of the unit, value of the attribute, people directly in that unit with it).
    :returns: both families and who is in which; the second's ids are ``unit×value``, a tree for each value.
    :raises BadInput: for a unit that is not there, or what is no number of people.

    >>> tree = Tree(("company", "office"), (-1, 0))
    >>> by_attribute(tree, [(1, "north", 9), (0, "south", 6)])[1].ids
    ('office×north', 'company×north', 'company×south')
    """
    places: dict[tuple[int, str], int] = {}
    both = []
    for unit, value, number in people:
        if unit not in range(len(tree)):
            raise BadInput(f"no unit has the index {unit!r}")
        check_people(number, f"unit {tree.ids[unit]!r}, value {value!r}")
        at = unit
        while at >= 0 and (at, value) not in places:
            places[at, value] = len(places)
            at = tree.parents[at]
        both.append(Both(unit, places[unit, value], number))
    ids = tuple(f"{tree.ids[unit]}×{value}" for unit, value in places)
    parents = tuple(places[tree.parents[unit], value] if tree.parents[unit] >= 0 else -1 for unit, value in places)
    return Family(tree.ids, tree.parents), Family(ids, parents), tuple(both)


def two_families(
    first: Family,
    second: Family,
    people: Sequence[Both],
    *,
    k: int = 5,
    gaps: Gaps | None = None,
) -> TwoFamilies:
    """Whole units of two families that may be published together.

    :param people: who is in which units directly, each person once.
    :param k: the smallest group, at least 5.
    :param gaps: for one item, how many of those directly in each unit of the first and of the second family did not
        answer it, where it is not known who of them. Then any cut counts with as many non-answers as it can have.
    :returns: a safe set of figures to which none can be added (without ``gaps``), every figure of at least ``k``.
    :raises BadInput: for unknown units, numbers that are negative or not whole, naming them.
    :raises BelowFloor: for ``k`` < 5.

    >>> teams, projects = Family(("a", "b"), (-1, -1)), Family(("p", "q"), (-1, -1))
    >>> two_families(teams, projects, [Both(0, 0, 7), Both(0, 1, 3), Both(1, 1, 8)])
    TwoFamilies(first=(True, True), second=(False, False))
    """
    check_floor(k)
    families = first, second
    _check(families, people, gaps)
    network = _Network(families, people, k, gaps or ([0] * len(first.ids), [0] * len(second.ids)))
    best = strict(first.tree, [0, *network.own[0]], k=k).published[1:]
    for side, family in enumerate(families):
        answers = network.answers[side]
        large = [unit for unit in family.order if answers[unit] >= k]
        for unit in sorted(large, key=lambda at: (side == 1 or not best[at], -answers[at])):
            network.publish(side, unit)
    shown = [tuple(at in network.shown[side] for at in range(len(family.ids))) for side, family in enumerate(families)]
    return TwoFamilies(shown[0], shown[1])


def _check(families: Sequence[Family], people: Sequence[Both], gaps: Sequence[Sequence[int]] | None) -> None:
    sizes = [len(family.ids) for family in families]
    for both in people:
        if not (-1 <= both.first < sizes[0] and -1 <= both.second < sizes[1]):
            raise BadInput(f"people in units that are not there: {both!r}")
        check_people(both.people, repr(both))
    for family, numbers in zip(families, gaps or (), strict=gaps is not None):
        if len(numbers) != len(family.ids):
            raise BadInput(f"{len(numbers)} numbers of non-answers for {len(family.ids)} units")
        for unit, number in zip(family.ids, numbers, strict=True):
            check_people(number, f"unit {unit!r}, non-answers")


class _Network:
    """The parts of both families as nodes, and who is in which; grows as units are published."""

    def __init__(self, families: tuple[Family, Family], people: Sequence[Both], k: int, gaps: Gaps) -> None:
        self.families = families
        self.k = k
        self.gaps = gaps
        self.weights = [both.people for both in people]
        homes = [both.first for both in people], [both.second for both in people]
        self.under = [_gathered(family, where) for family, where in zip(families, homes, strict=True)]
        self.nodes = [[NOBODY] * len(people) for _ in families]
        self.ties: dict[int, dict[int, int]] = {NOBODY: {}}
        self.shown: tuple[set[int], set[int]] = (set(), set())
        self.missing = _most_missing(homes, gaps)
        self.lacking: dict[int, int] = {}
        self.own = [[-gap for gap in numbers] for numbers in gaps]
        for own, where in zip(self.own, homes, strict=True):
            for home, weight in zip(where, self.weights, strict=True):
                if home >= 0:
                    own[home] += weight
        self.answers = [_summed(family, own) for family, own in zip(families, self.own, strict=True)]

    def publish(self, side: int, unit: int) -> bool:
        """Give a unit its figure if all figures then are safe."""
        above, node = self._above(side, unit), self._node(side, unit)
        mine = [at for at in self.under[side][unit] if self.nodes[side][at] == above]
        self._move(side, mine, node)
        self.shown[side].add(unit)
        lacked = self._lacked(side, unit) if self.missing else 0
        self.lacking[node] = lacked
        self.lacking[above] = self.lacking.get(above, 0) - lacked
        if self._is_safe(node, above):
            return True
        self._move(side, mine, above)
        self.shown[side].discard(unit)
        self.lacking[above] += self.lacking.pop(node)
        return False

    def _node(self, side: int, unit: int) -> int:
        return 1 + unit + side * len(self.families[0].ids)

    def _above(self, side: int, unit: int) -> int:
        """The node that a unit's people are in when it has no figure: of the nearest unit above that has one."""
        parents = self.families[side].parents
        at = parents[unit]
        while at >= 0 and at not in self.shown[side]:
            at = parents[at]
        return self._node(side, at) if at >= 0 else NOBODY

    def _move(self, side: int, people: Sequence[int], node: int) -> None:
        mine, others = self.nodes[side], self.nodes[1 - side]
        self.ties.setdefault(node, {})
        for at in people:
            self._tie(mine[at], others[at], -self.weights[at])
            self._tie(node, others[at], self.weights[at])
            mine[at] = node

    def _tie(self, one: int, other: int, people: int) -> None:
        if one == other or not people:
            return
        left = self.ties[one].get(other, 0) + people
        if left:
            self.ties[one][other] = self.ties[other][one] = left
        else:
            del self.ties[one][other], self.ties[other][one]

    def _is_safe(self, node: int, above: int) -> bool:
        """Whether no cut that parts the two is of 1 to k - 1, however the non-answers lie."""
        if not self.missing and 0 < sum(self.ties[node].values()) < self.k:
            return False
        enough = self.k + self.missing
        flow = bounded_flow(self.ties, (node, above), enough)
        if flow in {0, enough} or not self.missing:
            return flow in {0, enough}
        return bounded_flow(_Answered(self.ties, self.lacking), (node, above), self.k) >= self.k

    def _lacked(self, side: int, unit: int) -> int:
        """Non-answers in a unit that has a figure, outside the units inside it that have one."""
        children = self.families[side].tree.children
        lacked, waiting = 0, [unit]
        while waiting:
            at = waiting.pop()
            lacked += self.gaps[side][at]
            waiting += [child - 1 for child in children[at + 1] if child - 1 not in self.shown[side]]
        return lacked


class _Answered(dict[int, dict[int, int]]):
    """The network with each edge as narrow as non-answers at its ends can make it, worked out when looked at."""

    def __init__(self, ties: dict[int, dict[int, int]], lacking: dict[int, int]) -> None:
        super().__init__()
        self.ties = ties
        # Of people outside a family nothing bounds the non-answers but the other end.
        self.lacking = {**lacking, NOBODY: max(lacking.values(), default=0)}

    def __missing__(self, node: int) -> dict[int, int]:
        here = self.lacking[node]
        narrowed = {end: max(0, people - min(here, self.lacking[end])) for end, people in self.ties[node].items()}
        self[node] = narrowed
        return narrowed


def _gathered(family: Family, homes: Sequence[int]) -> list[list[int]]:
    """For each unit the places of all people in it or below it."""
    under: list[list[int]] = [[] for _ in family.ids]
    for place, home in enumerate(homes):
        at = home
        while at >= 0:
            under[at].append(place)
            at = family.parents[at]
    return under


def _summed(family: Family, own: Sequence[int]) -> list[int]:
    totals = list(own)
    for unit in reversed(family.order):
        if family.parents[unit] >= 0:
            totals[family.parents[unit]] += totals[unit]
    return totals


def _most_missing(homes: Sequence[Sequence[int]], gaps: Gaps) -> int:
    """Non-answers there can be in all: those of a family that everybody is in, else those of both."""
    totals = [sum(numbers) for numbers in gaps]
    for where, total in zip(homes, totals, strict=True):
        if -1 not in where:
            return total
    return sum(totals)
