"""Collection cells: the smallest groups whose answers are ever stored together, fixed when a round opens.

Not even the database is to hold the answers of a group of two. Bottom-up, each unit pools the people who
belong to it with what its children passed up; a pool of at least k becomes a cell, a smaller one passes up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samspill.insight.errors import BadInput, TooFewInvited, check_floor, check_people
from samspill.insight.tree import Tree

REST = ":rest"
"""Ending of the id of a group that is what remains of a unit when its smaller groups have been taken out."""


@dataclass(frozen=True, slots=True)
class Cell:
    """People whose answers are counted together.

    ``id`` is the unit's id for a unit without children, else ``unit:rest``; ``sources`` are the units whose
    home members go into the cell; ``invited`` is their number, at least k; ``includes_remainder`` says that
    the people left over at the root, too few for a cell of their own, were put into this one.

    >>> Cell("company:rest", "company", ("company", "depot"), 5).includes_remainder
    False
    """

    id: str
    unit: str
    sources: tuple[str, ...]
    invited: int
    includes_remainder: bool = False


def collection_cells(tree: Tree, invited: Sequence[int], *, k: int = 5) -> tuple[Cell, ...]:
    """Divide the invited into cells of at least ``k``.

    :param invited: home members invited, one whole number per unit of ``tree``.
    :param k: the smallest group, at least 5.
    :returns: cells in bottom-up order; every invited person is in exactly one.
    :raises TooFewInvited: when fewer than ``k`` are invited in all.
    :raises BadInput: for a wrong length, or a negative or fractional number, naming the unit.
    :raises BelowFloor: for ``k`` < 5.

    >>> tree = Tree(("company", "office", "depot"), (-1, 0, 0))
    >>> for cell in collection_cells(tree, [3, 9, 2]):
    ...     print(cell.id, cell.sources, cell.invited)
    office ('office',) 9
    company:rest ('company', 'depot') 5
    >>> collection_cells(tree, [1, 9, 2])[0]
    Cell(id='office', unit='office', sources=('office', 'company', 'depot'), invited=12, includes_remainder=True)
    """
    check_floor(k)
    _check_invited(tree, invited)
    if sum(invited) < k:
        raise TooFewInvited(f"{sum(invited)} invited, and the smallest group is {k}")
    cells, left, sources = _pool(tree, invited, k)
    if left:
        largest = max(range(len(cells)), key=lambda place: cells[place].invited)
        cell = cells[largest]
        cells[largest] = replace(
            cell,
            sources=cell.sources + sources,
            invited=cell.invited + left,
            includes_remainder=True,
        )
    return tuple(cells)


def _check_invited(tree: Tree, invited: Sequence[int]) -> None:
    if len(invited) != len(tree):
        raise BadInput(f"{len(invited)} numbers of invited for {len(tree)} units")
    for unit, number in zip(tree.ids, invited, strict=True):
        check_people(number, f"unit {unit!r}, invited")


def _pool(tree: Tree, invited: Sequence[int], k: int) -> tuple[list[Cell], int, tuple[str, ...]]:
    cells: list[Cell] = []
    waiting: list[tuple[int, tuple[str, ...]]] = [(0, ())] * len(tree)
    for unit in tree.post_order:
        own = (tree.ids[unit],) if invited[unit] else ()
        passed = [waiting[child] for child in tree.children[unit]]
        pool = int(invited[unit]) + sum(number for number, _ in passed)
        sources = own + tuple(source for _, names in passed for source in names)
        if pool < k:
            waiting[unit] = (pool, sources)
            continue
        name = tree.ids[unit]
        cells.append(Cell(name + REST if tree.children[unit] else name, name, sources, pool))
    return cells, *waiting[tree.root]
