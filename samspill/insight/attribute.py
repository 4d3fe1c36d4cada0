"""Figures by one attribute beside those of the units, such that the two together tell nothing of few.

The units come first and lose no mean by it. Then the attribute's groups are tried one by one, in an order that is
public. The exact sum of a group is shown only if it could have been ``need`` higher and ``need`` lower, whatever
else is known (``room.py``). People of whom the units' table tells something else than an exact sum, and those who
skipped the item, are held against it where they would hurt most. At the first group that fails, its part of the
organisation is done: nothing more is tried there. Proof: docs/reference/disclosure.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt

from samspill.insight.attribute_cells import BETWEEN
from samspill.insight.check import check_tally
from samspill.insight.cover import Cover
from samspill.insight.errors import BadInput, BadTally, check_people
from samspill.insight.index import index_figure
from samspill.insight.room import NOBODY, Room
from samspill.insight.scoring import excess
from samspill.insight.tables import (
    DECIMALS,
    INDEX,
    Attribute,
    AttributeFigure,
    AttributeTally,
    CellTally,
    Figure,
    Item,
    Reason,
)

CLOSED = -1
"""The row of people about whose answers something else than an exact sum is known."""


@dataclass(slots=True)
class _Group:
    """Cells whose answers are first shown together: of one value, in a department or in the organisation."""

    place: tuple[str, str]
    cells: tuple[str, ...]
    answered: int
    excess: int
    gaps: int
    people: dict[int, int] = field(default_factory=dict)
    """Who answered anything, by row."""


def check_attribute(attribute: Attribute, items: Sequence[Item]) -> None:
    """Refuse a second table that contradicts itself.

    :raises BadTally: a cell twice, what :func:`~samspill.insight.check.check_tally` refuses, or other numbers in
        ``both`` than in the cells.
    :raises BadInput: for unknown cells in ``both``, or what is no number of people there.

    >>> cell = AttributeTally("a×day", "a", "day", 9, 7, {"joy": (0, 1, 2, 3, 1)})
    >>> check_attribute(Attribute("a", (cell,), {("a", "a×day"): 6}), [Item("joy")])
    Traceback (most recent call last):
        ...
    samspill.insight.errors.BadTally: cell 'a×day': 7 respondents, and 6 by the units
    """
    by_units: dict[str, int] = {}
    for tally in attribute.tallies:
        if tally.cell in by_units:
            raise BadTally(f"cell {tally.cell!r} is there twice")
        check_tally(tally, items)
        by_units[tally.cell] = 0
    for (unit_cell, cell), number in attribute.both.items():
        if cell not in by_units:
            raise BadInput(f"people in a cell that is not there: {cell!r}")
        check_people(number, f"cells {unit_cell!r} and {cell!r}")
        by_units[cell] += number
    for tally in attribute.tallies:
        if by_units[tally.cell] != tally.respondents:
            both = f"{tally.respondents} respondents, and {by_units[tally.cell]} by the units"
            raise BadTally(f"cell {tally.cell!r}: {both}")


def need_of(reach: int, k: int) -> int:
    """How much higher and lower a sum must be able to be.

    >>> need_of(4, 5), need_of(1, 5), need_of(10, 5)
    (10, 5, 25)
    """
    large = k - 1 + -(-(k - 1) // reach)
    return max(max(reach + 1, k - 1) + 1, -(-reach * large // 2))


def is_tried(attribute: Attribute, item: Item, k: int) -> bool:
    """Whether any group is large enough to be tried; decided from numbers of answers alone.

    >>> is_tried(Attribute("a", (), {}), Item("joy"), 5)
    False
    """
    return any(_is_large(group, item, k) for group in _groups(attribute, item, k))


def attribute_figures(
    attribute: Attribute, item: Item, cover: Cover, tallies: Sequence[CellTally], k: int
) -> list[AttributeFigure]:
    """The figures of one item by the attribute: one for each value of each department, and of the organisation.

    :param cover: the units' cover of the item over ``tallies``.

    >>> from samspill.insight.cover import Atom
    >>> whole = CellTally("a", "a", 60, 60, {"joy": (0, 10, 20, 20, 10)})
    >>> day = AttributeTally("a×day", "a", "day", 30, 30, {"joy": (0, 5, 10, 10, 5)})
    >>> attribute = Attribute("a", (day,), {("a", "a×day"): 30})
    >>> found = attribute_figures(attribute, Item("joy"), Cover((Atom(0, (0,)),), (), ()), [whole], 5)
    >>> [(one.value, one.figure.mean, one.figure.n) for one in found]
    [('day', 3.5, 30)]
    """
    rows = _Rows(cover, tallies, item)
    groups = [group for group in _groups(attribute, item, k) if _is_large(group, item, k)]
    rows.place(groups, attribute)
    opened = [group for part in _parts(groups) for group in _opened(part, rows, need_of(item.reach, k))]
    return list(_figures(attribute, item, opened))


class _Rows:
    """The units' atoms as rows: what each sums to, and in which row the people of a cell are."""

    def __init__(self, cover: Cover, tallies: Sequence[CellTally], item: Item) -> None:
        self.reach = item.reach
        self.sums: dict[int, tuple[int, int]] = {}
        """For each row the excess of its answers and the number of those who answered anything."""
        self.gaps: dict[int, int] = {}
        closed = set(cover.closed)
        self.row_of = {tallies[cell].cell: CLOSED if cell in closed else NOBODY for cell in cover.left}
        for row, atom in enumerate(cover.atoms, start=1):
            cells = [tallies[cell] for cell in atom.cells]
            if atom.masked:
                self.row_of |= {one.cell: CLOSED for one in cells}
                continue
            self.row_of |= {one.cell: row for one in cells}
            counts = [one.counts[item.id] for one in cells]
            people = sum(one.respondents for one in cells)
            self.sums[row] = sum(map(excess, counts)), people
            self.gaps[row] = people - sum(map(sum, counts))

    def place(self, groups: Sequence[_Group], attribute: Attribute) -> None:
        """Find the groups' people by row; a cell the units' table leaves out may be known otherwise, and is closed."""
        group_of = {cell: group for group in groups for cell in group.cells}
        for (unit_cell, cell), number in attribute.both.items():
            if number and cell in group_of:
                people, row = group_of[cell].people, self.row_of.get(unit_cell, CLOSED)
                people[row] = people.get(row, 0) + number

    def outlook(self, group: _Group, need: int) -> float:
        """How much more room than needed a group would have if it were like its units, in units of chance.

        Made of what is published of the units, so that the order it gives, and what it leaves out, tells nothing.
        """
        known = {row: number for row, number in group.people.items() if row > NOBODY}
        if not known:
            return 0
        mean = sum(number * self.sums[row][0] / self.sums[row][1] for row, number in known.items())
        expected = group.answered * mean / sum(known.values())
        closed = group.people.get(CLOSED, 0)
        sure = sum(group.people.values()) - closed - group.gaps
        return (min(sure * self.reach - expected, expected - closed * self.reach) - need) / sqrt(group.answered)

    def room(self, rows: Iterable[int], *, filled: bool) -> Room:
        """The rows with their sums as they are, or with every gap filled by the highest answer."""
        totals = {}
        for row in rows:
            total, people = self.sums[row]
            totals[row] = total + (self.gaps[row] * self.reach if filled else 0), people * self.reach
        return Room(totals)


def _groups(attribute: Attribute, item: Item, k: int) -> list[_Group]:
    """The largest first. A value with too few answers in a department goes up to the organisation."""
    pools: dict[tuple[str, str], list[AttributeTally]] = {}
    for tally in attribute.tallies:
        is_enough = sum(tally.counts[item.id]) >= fewest(item.reach, k)
        pools.setdefault((tally.unit if is_enough else attribute.root, tally.value), []).append(tally)
    groups = [_group(place, pool, item) for place, pool in pools.items()]
    return sorted(groups, key=lambda group: (-group.answered, group.place))


def fewest(reach: int, k: int) -> int:
    """How many answers a group by an attribute must have.

    >>> fewest(4, 5), fewest(1, 5)
    (10, 10)
    """
    return max(2 * k, -(-2 * need_of(reach, k) // reach))


def _group(place: tuple[str, str], pool: Sequence[AttributeTally], item: Item) -> _Group:
    counts = [tally.counts[item.id] for tally in pool]
    answered = sum(map(sum, counts))
    gaps = sum(tally.respondents for tally in pool) - answered
    return _Group(place, tuple(tally.cell for tally in pool), answered, sum(map(excess, counts)), gaps)


def _is_large(group: _Group, item: Item, k: int) -> bool:
    return group.answered >= fewest(item.reach, k)


def _parts(groups: Sequence[_Group]) -> list[list[_Group]]:
    """Groups that share rows, directly or by way of others; in the order given."""
    above: dict[int, int] = {}

    def named(row: int) -> int:
        while above.setdefault(row, row) != row:
            above[row] = row = above[above[row]]
        return row

    # Whoever is in no row, or closed, ties nothing: the proof leaves them as they are.
    linked = [sorted(row for row in group.people if row > NOBODY) or [-2 - at] for at, group in enumerate(groups)]
    for first, *others in linked:
        for row in others:
            above[named(row)] = named(first)
    parts: dict[int, list[_Group]] = {}
    for group, (first, *_) in zip(groups, linked, strict=True):
        parts.setdefault(named(first), []).append(group)
    return list(parts.values())


def _opened(groups: Sequence[_Group], rows: _Rows, need: int) -> Iterator[_Group]:
    """The groups shown, until the first that fails."""
    used = {row for group in groups for row in group.people if row > 0}
    high, low = rows.room(used, filled=False), rows.room(used, filled=True)
    hopeful = sorted(((rows.outlook(group, need), group) for group in groups), key=lambda pair: -pair[0])
    for column, (outlook, group) in enumerate(hopeful, start=1 + max(rows.sums, default=0)):
        if outlook < 0:
            return
        reach = {row: number * rows.reach for row, number in group.people.items() if row != CLOSED}
        unsure = group.people.get(CLOSED, 0) * rows.reach
        fits = (
            high.split(column, reach, group.excess + group.gaps * rows.reach),
            low.split(column, reach, group.excess - unsure),
        )
        if not all(fits) or high.free(NOBODY, column, need) < need or low.free(column, NOBODY, need) < need:
            return
        yield group


def attribute_index(columns: Sequence[Sequence[AttributeFigure]]) -> list[AttributeFigure]:
    """The index of each group from its figures of the pulse items, where all three are of the same cells.

    >>> def joy(item, mean, covers):
    ...     figure = Figure("a×day", None, item, 12, covers, mean, None, 2, None, None)
    ...     return [AttributeFigure("a", "day", figure)]
    >>> attribute_index([joy("P1", 3.0, ("x",)), joy("P2", 3.5, ("x",))])[0].figure.mean
    3.25
    >>> attribute_index([joy("P1", 3.0, ("x",)), joy("P2", 3.5, ("x", "y"))])[0].figure.mean
    """
    made = []
    for row in zip(*columns, strict=True):
        figures = [one.figure for one in row]
        same = len({frozenset(figure.covers) for figure in figures}) == 1
        index = index_figure(figures if same else [_without(figure) for figure in figures])
        made.append(AttributeFigure(row[0].department, row[0].value, index))
    return made


def _without(figure: Figure) -> Figure:
    return Figure(figure.unit, figure.parent, INDEX, None, (), None, None, DECIMALS, None, Reason.TOO_FEW_OR_EXTREME)


def _figures(attribute: Attribute, item: Item, opened: Sequence[_Group]) -> Iterator[AttributeFigure]:
    shown: dict[tuple[str, str], list[_Group]] = {}
    for group in opened:
        for place in dict.fromkeys((group.place, (attribute.root, group.place[1]))):
            shown.setdefault(place, []).append(group)
    places = {(tally.unit, tally.value) for tally in attribute.tallies}
    places |= {(attribute.root, tally.value) for tally in attribute.tallies}
    for department, value in sorted(places, key=lambda place: (place[0] != attribute.root, place)):
        groups = shown.get((department, value), [])
        parent = None if department == attribute.root else f"{attribute.root}{BETWEEN}{value}"
        yield AttributeFigure(department, value, _figure(f"{department}{BETWEEN}{value}", parent, item, groups))


def _figure(unit: str, parent: str | None, item: Item, groups: Sequence[_Group]) -> Figure:
    if not groups:
        return Figure(unit, parent, item.id, None, (), None, None, DECIMALS, None, Reason.TOO_FEW_OR_EXTREME)
    n = sum(group.answered for group in groups)
    mean = round(item.lo + sum(group.excess for group in groups) / n, DECIMALS)
    covers = tuple(cell for group in groups for cell in group.cells)
    return Figure(unit, parent, item.id, n, covers, mean, None, DECIMALS, None, None)
