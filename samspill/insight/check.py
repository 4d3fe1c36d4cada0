"""Checks of a round before anything is computed: a wrong table is never made in silence."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from samspill.insight.errors import BadInput, BadTally, check_floor, is_people
from samspill.insight.tables import INDEX, AttributeTally, CellTally, Item
from samspill.insight.tree import Tree


def check_round(tree: Tree, tallies: Sequence[CellTally], items: Sequence[Item], k: int) -> None:
    """Refuse a round that contradicts itself, naming what offends.

    :raises BelowFloor: ``k`` < 5.
    :raises BadTree: a tally of an unknown unit.
    :raises BadTally: a cell twice, a missing item, a wrong length, a negative or fractional count, more
        answers than respondents, more respondents than invited.
    :raises BadInput: no items, an item twice, a scale of one value, an item both pulse and sensitive, pulse
        items on different scales, an item called "index".

    >>> check_round(Tree(("a",), (-1,)), [CellTally("a", "a", 5, 5, {"joy": (1, 1, 1)})], [Item("joy")], 5)
    Traceback (most recent call last):
        ...
    samspill.insight.errors.BadTally: cell 'a', item 'joy': 3 counts for a scale of 5 values
    """
    check_floor(k)
    _check_items(items)
    seen: set[str] = set()
    for tally in tallies:
        tree.index_of(tally.unit)
        if tally.cell in seen:
            raise BadTally(f"cell {tally.cell!r} is there twice")
        seen.add(tally.cell)
        check_tally(tally, items)


def _check_items(items: Sequence[Item]) -> None:
    if not items:
        raise BadInput("a round needs at least one item")
    seen: set[str] = {INDEX}
    for item in items:
        if item.id in seen:
            raise BadInput(f"item id {item.id!r} is taken")
        seen.add(item.id)
        if type(item.lo) is not int or type(item.hi) is not int or item.reach < 1:
            raise BadInput(f"item {item.id!r} has no scale of whole numbers: {item.lo!r} .. {item.hi!r}")
        if item.pulse and item.sensitive:
            raise BadInput(f"item {item.id!r} cannot be both a pulse item and for the organisation only")
    scales = {(item.lo, item.hi) for item in items if item.pulse}
    if len(scales) > 1:
        raise BadInput(f"the pulse items have different scales: {sorted(scales)}")


def check_tally(tally: CellTally | AttributeTally, items: Sequence[Item]) -> None:
    """Refuse the counts of one cell that contradict themselves, naming the cell and what offends.

    :raises BadTally: as :func:`check_round` of a tally.

    >>> check_tally(CellTally("a", "a", 5, 6, {}), [])
    Traceback (most recent call last):
        ...
    samspill.insight.errors.BadTally: cell 'a': 6 respondents of 5 invited
    """
    _check_whole(tally, "invited", [tally.invited])
    _check_whole(tally, "respondents", [tally.respondents])
    if tally.respondents > tally.invited:
        raise BadTally(f"cell {tally.cell!r}: {tally.respondents} respondents of {tally.invited} invited")
    for item in items:
        if item.id not in tally.counts:
            raise BadTally(f"cell {tally.cell!r} has no counts for item {item.id!r}")
        counts = tally.counts[item.id]
        where = f"cell {tally.cell!r}, item {item.id!r}"
        if len(counts) != item.reach + 1:
            raise BadTally(f"{where}: {len(counts)} counts for a scale of {item.reach + 1} values")
        _check_whole(tally, f"item {item.id!r}", counts)
        if sum(counts) > tally.respondents:
            raise BadTally(f"{where}: {sum(counts)} answers of {tally.respondents} respondents")


def _check_whole(tally: CellTally | AttributeTally, what: str, numbers: Collection[int]) -> None:
    for number in numbers:
        if not is_people(number):
            raise BadTally(f"cell {tally.cell!r}, {what}: {number!r} is not a number of people")
