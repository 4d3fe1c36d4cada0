"""One tree of units, walked bottom-up without recursion: linear in the number of units at any depth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from samspill.insight.errors import BadTree


@dataclass(frozen=True, slots=True)
class Tree:
    """Units and their parents.

    :param ids: the units' names, N of them, in any order.
    :param parents: for each unit the index of its parent, -1 for the one root.
    :raises BadTree: (a ``ValueError``) naming the unit, for a repeated id, a parent that does not exist,
        no root or several, or a cycle.

    >>> tree = Tree(("team", "company", "office"), (2, -1, 1))
    >>> tree.ids[tree.root], tree.post_order, tree.children
    ('company', (0, 2, 1), ((), (2,), (0,)))
    >>> Tree(("a", "b"), (1, 0))
    Traceback (most recent call last):
        ...
    samspill.insight.errors.BadTree: no unit is the root: 'a' too has a parent, 'b'
    """

    ids: tuple[str, ...]
    parents: tuple[int, ...]
    root: int = field(init=False, repr=False, compare=False)
    """Index of the one unit without a parent."""
    children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    """For each unit the indices of its children, in the order given."""
    post_order: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Indices of all units, every unit after all its descendants; the root is last."""
    _places: dict[str, int] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        places = _places(self.ids, self.parents)
        children, root = _children(self.ids, self.parents)
        object.__setattr__(self, "_places", places)
        object.__setattr__(self, "root", root)
        object.__setattr__(self, "children", children)
        object.__setattr__(self, "post_order", _post_order(self.ids, children, root))

    def __len__(self) -> int:
        return len(self.ids)

    def index_of(self, unit: str) -> int:
        """The index of a unit, from its id.

        :raises BadTree: when the tree has no such unit.

        >>> Tree(("a", "b"), (-1, 0)).index_of("b")
        1
        """
        if unit not in self._places:
            raise BadTree(f"unknown unit {unit!r}")
        return self._places[unit]

    def parent_id(self, unit: int) -> str | None:
        """The id of a unit's parent, from the unit's index; ``None`` for the root.

        >>> Tree(("a", "b"), (-1, 0)).parent_id(1)
        'a'
        """
        return None if unit == self.root else self.ids[self.parents[unit]]


def _places(ids: Sequence[str], parents: Sequence[int]) -> dict[str, int]:
    if not ids or len(ids) != len(parents):
        raise BadTree(f"a tree needs one parent per unit and at least one unit: {len(ids)} and {len(parents)}")
    places: dict[str, int] = {}
    for index, unit in enumerate(ids):
        if places.setdefault(unit, index) != index:
            raise BadTree(f"unit {unit!r} is there twice")
    return places


def _children(ids: Sequence[str], parents: Sequence[int]) -> tuple[tuple[tuple[int, ...], ...], int]:
    below: list[list[int]] = [[] for _ in ids]
    roots = []
    for index, parent in enumerate(parents):
        if parent == -1:
            roots.append(index)
        elif isinstance(parent, int) and 0 <= parent < len(ids):
            below[parent].append(index)
        else:
            raise BadTree(f"unit {ids[index]!r} has a parent that does not exist: {parent!r}")
    if not roots:
        raise BadTree(f"no unit is the root: {ids[0]!r} too has a parent, {ids[parents[0]]!r}")
    if len(roots) > 1:
        raise BadTree(f"unit {ids[roots[1]]!r} is a second root beside {ids[roots[0]]!r}")
    return tuple(map(tuple, below)), roots[0]


def _post_order(ids: Sequence[str], children: Sequence[Sequence[int]], root: int) -> tuple[int, ...]:
    order, stack = [], [root]
    while stack:
        unit = stack.pop()
        order.append(unit)
        stack.extend(children[unit])
    if len(order) < len(ids):
        lost = next(iter(sorted(set(range(len(ids))) - set(order))))
        raise BadTree(f"unit {ids[lost]!r} hangs on a cycle of units")
    return tuple(reversed(order))
