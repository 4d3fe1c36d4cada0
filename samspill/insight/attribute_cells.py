"""Collection cells of a second table: people of a department who share the value of one attribute.

Fixed when a round opens, like the cells of the units, and beside them: who has a value is counted in one cell of
either table. A department is a unit directly under the root.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samspill.insight.errors import BadInput, check_floor, check_people
from samspill.insight.tree import Tree

OTHERS = "*"
"""The value of a cell in which rare values were put together."""
BETWEEN = "×"
"""Stands between department and value in the id of a cell."""

Source = tuple[str, str]
"""A unit and a value: the people in the unit who have it."""


@dataclass(frozen=True, slots=True)
class AttributeCell:
    """People of ``unit`` (a department, or the root) with ``value``, counted together; ``invited`` is at least k.

    >>> AttributeCell("north", "night", (("north", "night"),), 7).id
    'north×night'
    """

    unit: str
    value: str
    sources: tuple[Source, ...]
    invited: int

    @property
    def id(self) -> str:
        """Unit and value together."""
        return f"{self.unit}{BETWEEN}{self.value}"


def attribute_cells(tree: Tree, invited: Mapping[Source, int], *, k: int = 5) -> tuple[AttributeCell, ...]:
    """Divide the invited who have a value into cells of at least ``k``.

    :param invited: people per unit and value; those without a value are left out by the caller.
    :param k: the smallest group, at least 5.
    :returns: cells, by department and then value, those of the root last. A value too rare in a department passes up
        to the whole organisation, one too rare there joins the other rare ones, and if even those are too few their
        values are not collected at all.
    :raises BadTree: for an unknown unit.
    :raises BadInput: for a negative or fractional number, an empty value, or the value ``*``, naming it.
    :raises BelowFloor: for ``k`` < 5.

    >>> tree = Tree(("all", "north", "south"), (-1, 0, 0))
    >>> people = {("north", "day"): 9, ("north", "night"): 3, ("south", "night"): 4, ("south", "day"): 2}
    >>> [(cell.id, cell.invited) for cell in attribute_cells(tree, people)]
    [('north×day', 9), ('all×night', 7)]
    """
    check_floor(k)
    root = tree.ids[tree.root]
    departments = _departments(tree)
    pools: dict[Source, list[Source]] = {}
    for source in sorted(invited):
        _check(source, invited[source])
        pools.setdefault((departments[tree.index_of(source[0])], source[1]), []).append(source)
    cells, left = _taken({place: pool for place, pool in pools.items() if place[0] != root}, invited, k)
    for (_, value), sources in left.items():
        pools.setdefault((root, value), []).extend(sources)
    ours, left = _taken({place: pool for place, pool in pools.items() if place[0] == root}, invited, k)
    rare = [source for sources in left.values() for source in sources]
    others, _ = _taken({(root, OTHERS): rare}, invited, k)
    return (*cells, *ours, *others)


def _departments(tree: Tree) -> list[str]:
    """For each unit the one directly under the root that it is or is in; the root for itself."""
    found = [""] * len(tree)
    for unit in reversed(tree.post_order):
        parent = tree.parents[unit]
        is_top = tree.root in {unit, parent}
        found[unit] = tree.ids[unit] if is_top else found[parent]
    return found


def _taken(
    pools: Mapping[Source, list[Source]], invited: Mapping[Source, int], k: int
) -> tuple[list[AttributeCell], dict[Source, list[Source]]]:
    cells, left = [], {}
    for (unit, value), sources in sorted(pools.items()):
        number = sum(invited[source] for source in sources)
        if number >= k:
            cells.append(AttributeCell(unit, value, tuple(sources), number))
        else:
            left[unit, value] = sources
    return cells, left


def _check(source: Source, number: int) -> None:
    check_people(number, f"{source!r}, invited")
    if source[1] in {"", OTHERS}:
        raise BadInput(f"{source[1]!r} is not a value of an attribute: {source!r}")
