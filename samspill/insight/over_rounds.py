"""Two rounds side by side must not tell what one person answered, nor after a reorganisation what a few did.

Where everybody in a group answered both times, the people behind the two figures are known, and so is who came, left
or moved. The parts of the earlier round and the cells of this one are two families over the same people, and as in
:mod:`~samspill.insight.families` all is well if no cut is of 1 to k - 1 people. A group that would make such a cut
moves up: its answers count in the unit above. Any figure is a union of cells, and putting cells together makes no
new cuts, so what is safe for cells is safe for whatever is then published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

from samspill.insight.errors import BadInput, check_floor
from samspill.insight.flow import bounded_flow
from samspill.insight.tree import Tree

NOBODY = 0
"""The node of everybody about whom at least one of the rounds does not tell exactly."""

OUTSIDE = -1
"""Instead of a unit: the answers are in no figure of this round."""


@dataclass(frozen=True, slots=True)
class Group:
    """People whose answers are counted together at a unit (its index), and whether all who were invited answered.

    >>> Group(1, {"kari", "jonas"}, everybody=True).unit
    1
    """

    unit: int
    people: Collection[Hashable]
    everybody: bool


def moved_up(
    tree: Tree, groups: Sequence[Group], before: Mapping[Hashable, Hashable], *, k: int = 5
) -> tuple[int, ...]:
    """Where each group's answers may be counted this time.

    :param groups: the cells of this round, each person in one of them.
    :param before: for people in a part of an earlier round in which everybody answered, which part; a part is a
        published figure less the published figures inside it.
    :returns: for each group its own unit, one above it, or ``OUTSIDE``.
    :raises BadInput: for an unknown unit, or somebody in two groups.
    :raises BelowFloor: for ``k`` < 5.

    For several earlier rounds move the groups for one after the other: what has been put together stays so.

    A figure of a unit less the figures inside it is of what is left there, so that moving up helps only where there
    are others to be counted with; with nobody's answers missing there, the group's answers are in no figure.

    >>> tree = Tree(("company", "team", "shift"), (-1, 0, 0))
    >>> day, office = Group(1, "abcdefgh", True), Group(0, "ijklmn", False)
    >>> moved_up(tree, [day, office], dict.fromkeys("abcdefgh", "team"))
    (1, 0)
    >>> moved_up(tree, [day, office], dict.fromkeys("abcdefg", "team"))
    (0, 0)
    """
    check_floor(k)
    network = _Network(groups, before, k)
    waiting: list[list[int]] = [[] for _ in tree.ids]
    units = [OUTSIDE] * len(groups)
    for place, group in enumerate(groups):
        if not 0 <= group.unit < len(tree):
            raise BadInput(f"no unit has the index {group.unit!r}")
        waiting[group.unit].append(place)
    for unit in tree.post_order:
        here = waiting[unit]
        if not here or network.tells_nothing(here):
            for place in here:
                units[place] = unit
        elif unit != tree.root:
            waiting[tree.parents[unit]] += here
    return tuple(units)


class _Network:
    """Parts of the earlier round and groups of this one as nodes, people as edges."""

    def __init__(self, groups: Sequence[Group], before: Mapping[Hashable, Hashable], k: int) -> None:
        self.k = k
        self.groups = groups
        names: dict[Hashable, int] = {}
        self.parts = {person: names.setdefault(part, len(names) + 1) for person, part in before.items()}
        self.fresh = len(names) + 1
        self.ties: dict[int, dict[int, int]] = {node: {} for node in range(self.fresh)}
        for part, number in Counter(self.parts.values()).items():
            self._tie(part, NOBODY, number)
        seen: set[Hashable] = set()
        for group in groups:
            twice = seen & set(group.people)
            if twice:
                raise BadInput(f"{min(map(repr, twice))} is in two groups")
            seen.update(group.people)

    def tells_nothing(self, places: Sequence[int]) -> bool:
        """Tell the groups, taken together, from everybody else if that is safe; else leave all as it was."""
        if not all(self.groups[place].everybody for place in places):
            return True
        people = Counter(self.parts.get(person, NOBODY) for place in places for person in self.groups[place].people)
        node, self.fresh = self.fresh, self.fresh + 1
        self.ties[node] = {}
        for part, number in people.items():
            self._tie(part, NOBODY, -number)
            self._tie(part, node, number)
        flow = bounded_flow(self.ties, (node, NOBODY), self.k)
        if flow in {0, self.k}:
            return True
        for part, number in people.items():
            self._tie(part, node, -number)
            self._tie(part, NOBODY, number)
        return False

    def _tie(self, one: int, other: int, people: int) -> None:
        if one == other:
            return
        left = self.ties[one].get(other, 0) + people
        if left:
            self.ties[one][other] = self.ties[other][one] = left
        else:
            del self.ties[one][other], self.ties[other][one]
