"""The move-up cover: which groups of cells are first shown together, and where.

One hierarchy, one cover. The published units cut the respondents into *atoms*: a unit minus its published
descendants. No linear combination of published sums describes fewer than k people if and only if every atom
that is not empty has at least k. So, bottom-up, what is too small passes up, and nothing has to be hidden
afterwards to protect something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from samspill.insight.errors import BadInput, check_floor, check_people
from samspill.insight.policy import Block, Outcome, Policy
from samspill.insight.tree import Tree


@dataclass(frozen=True, slots=True)
class Atom:
    """Cells (their places in the list given) first shown together, at a unit (its index).

    ``masked`` says that some of them had waited as a block about which something was told or withheld.

    >>> Atom(0, (2, 1)).masked
    False
    """

    unit: int
    cells: tuple[int, ...]
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Cells that wait at a unit, and the one thing told of them: that an item's mean is low, or high.

    >>> Band(unit=1, cells=(1,), item=0, low=True).low
    True
    """

    unit: int
    cells: tuple[int, ...]
    item: int
    low: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """Atoms in bottom-up order, and the bands told of blocks that stayed closed.

    ``left`` are the cells that no atom covers, and ``closed`` those of them about which something was told or
    withheld.

    >>> Cover(atoms=(), bands=(Band(1, (1,), 0, low=True),), left=(0, 1), closed=(1,)).closed
    (1,)
    """

    atoms: tuple[Atom, ...]
    bands: tuple[Band, ...]
    left: tuple[int, ...]
    closed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One item over the cells: how many answered and their excess, and the width of its scale.

    >>> Column(answered=[1, 5], excess=[2, 3], reach=4).reach
    4
    """

    answered: Sequence[int]
    excess: Sequence[int]
    reach: int


@dataclass(slots=True)
class _Closed:
    """A block that waits, for each item of the family."""

    cells: tuple[int, ...]
    least: int
    blocks: tuple[Block, ...]
    excess: tuple[int, ...]


@dataclass(slots=True)
class _Waiting:
    cells: list[int] = field(default_factory=list)
    closed: list[_Closed] = field(default_factory=list)

    def all_cells(self) -> tuple[int, ...]:
        return tuple(self.cells) + self.closed_cells()

    def closed_cells(self) -> tuple[int, ...]:
        return tuple(cell for block in self.closed for cell in block.cells)


def plain_cover(tree: Tree, homes: Sequence[int], answered: Sequence[int], *, k: int = 5) -> Cover:
    """The move-up cover when only the number of people counts.

    :param homes: for each cell the index of its unit.
    :param answered: for each cell the number of answers.
    :returns: a cover without bands. Time and memory are linear in units and cells.
    :raises BelowFloor: for ``k`` < 5.
    :raises BadInput: for a unit that is not there, or what is no number of people.

    >>> tree = Tree(("company", "office", "depot"), (-1, 0, 0))
    >>> cover = plain_cover(tree, [1, 2, 0], [8, 4, 3])
    >>> cover.atoms, cover.left
    ((Atom(unit=1, cells=(0,), masked=False), Atom(unit=0, cells=(2, 1), masked=False)), ())
    """
    check_floor(k)
    _check_cells(tree, homes, answered)
    atoms = []
    waiting: list[list[int]] = [[] for _ in tree.ids]
    people = [0] * len(tree)
    for cell, home in enumerate(homes):
        waiting[home].append(cell)
        people[home] += answered[cell]
    for unit in tree.post_order:
        if people[unit] >= k:
            atoms.append(Atom(unit, tuple(waiting[unit])))
        elif unit != tree.root and waiting[unit]:
            _pass_up(waiting, unit, tree.parents[unit])
            people[tree.parents[unit]] += people[unit]
    left = () if people[tree.root] >= k else tuple(waiting[tree.root])
    return Cover(tuple(atoms), (), left)


def _check_cells(tree: Tree, homes: Sequence[int], answered: Sequence[int]) -> None:
    if len(homes) != len(answered):
        raise BadInput(f"{len(answered)} numbers of answers for {len(homes)} cells")
    for home, number in zip(homes, answered, strict=True):
        if home not in range(len(tree)):
            raise BadInput(f"no unit has the index {home!r}")
        check_people(number, f"unit {tree.ids[home]!r}")


def _check_excess(column: Column) -> None:
    if len(column.excess) != len(column.answered):
        raise BadInput(f"{len(column.excess)} sums for {len(column.answered)} numbers of answers")
    for people, above in zip(column.answered, column.excess, strict=True):
        if not isinstance(above, int) or not 0 <= above <= people * column.reach:
            raise BadInput(f"{people!r} answers on a scale {column.reach!r} wide cannot have the excess {above!r}")


def _pass_up(waiting: list[list[int]], unit: int, parent: int) -> None:
    """Hand over the list itself where the parent has none, so that long chains stay linear."""
    if waiting[parent]:
        waiting[parent].extend(waiting[unit])
    else:
        waiting[parent] = waiting[unit]


def masked_cover(tree: Tree, homes: Sequence[int], columns: Sequence[Column], *, k: int = 5) -> Cover:
    """The move-up cover under the outcome-safe mask policy, for items that share their atoms.

    :param homes: for each cell the index of its unit.
    :param columns: one per item; an atom opens for all of them or for none, and the smallest count of each
        cell decides whether it is large enough.
    :raises BelowFloor: for ``k`` < 5.
    :raises BadInput: for a unit that is not there, what is no number of people, or an excess they cannot have.

    >>> tree = Tree(("company", "team"), (-1, 0))
    >>> low_team = Column(answered=[1, 5], excess=[2, 3], reach=4)
    >>> cover = masked_cover(tree, [0, 1], [low_team])
    >>> cover.atoms, cover.bands, cover.left
    ((), (Band(unit=1, cells=(1,), item=0, low=True),), (0, 1))
    """
    check_floor(k)
    for column in columns:
        _check_cells(tree, homes, column.answered)
        _check_excess(column)
    return _MaskedWalk(tree, homes, columns, k).cover()


class _MaskedWalk:
    def __init__(self, tree: Tree, homes: Sequence[int], columns: Sequence[Column], k: int) -> None:
        self.tree = tree
        self.columns = columns
        made: dict[int, Policy] = {}
        for column in columns:
            made.setdefault(column.reach, Policy(reach=column.reach, k=k, veto=len(columns) > 1))
        self.policies = [made[column.reach] for column in columns]
        self.large = max(policy.large for policy in self.policies)
        self.least = [min(counts) for counts in zip(*(column.answered for column in columns), strict=True)]
        self.waiting: list[_Waiting | None] = [None] * len(tree)
        self.atoms: list[Atom] = []
        self.bands: list[Band] = []
        for cell, home in enumerate(homes):
            self._at(home).cells.append(cell)

    def cover(self) -> Cover:
        for unit in self.tree.post_order:
            waiting = self.waiting[unit]
            if waiting is None:
                continue
            rest = self._settle(unit, waiting)
            if rest is None or unit == self.tree.root:
                self.waiting[unit] = rest
            else:
                self._hand_over(rest, self.tree.parents[unit])
                self.waiting[unit] = None
        left = self.waiting[self.tree.root]
        if left is None:
            return Cover(tuple(self.atoms), tuple(self.bands), ())
        return Cover(tuple(self.atoms), tuple(self.bands), left.all_cells(), left.closed_cells())

    def _at(self, unit: int) -> _Waiting:
        waiting = self.waiting[unit]
        if waiting is None:
            waiting = self.waiting[unit] = _Waiting()
        return waiting

    def _hand_over(self, rest: _Waiting, parent: int) -> None:
        there = self.waiting[parent]
        if there is None:
            self.waiting[parent] = rest
        else:
            there.cells.extend(rest.cells)
            there.closed.extend(rest.closed)

    def _settle(self, unit: int, waiting: _Waiting) -> _Waiting | None:
        """Open an atom and return nothing, or return what passes up."""
        people = sum(self.least[cell] for cell in waiting.cells) + sum(b.least for b in waiting.closed)
        if people < self.large:
            return waiting
        loose = [sum(column.answered[cell] for cell in waiting.cells) for column in self.columns]
        if len(waiting.closed) == 1 and not any(loose):
            return waiting
        divisions = [
            policy.divide([block.blocks[item] for block in waiting.closed], loose[item])
            for item, policy in enumerate(self.policies)
        ]
        excess = tuple(self._excess(waiting, item) for item in range(len(self.columns)))
        outcomes = [division.outcome(e) for division, e in zip(divisions, excess, strict=True)]
        cells = waiting.all_cells()
        if all(outcome is Outcome.OPEN for outcome in outcomes):
            self.atoms.append(Atom(unit, cells, masked=bool(waiting.closed)))
            return None
        self.bands.extend(
            Band(unit, cells, item, outcome is Outcome.LOW)
            for item, outcome in enumerate(outcomes)
            if outcome in {Outcome.LOW, Outcome.HIGH}
        )
        blocks = tuple(
            policy.block(division, outcome)
            for policy, division, outcome in zip(self.policies, divisions, outcomes, strict=True)
        )
        return _Waiting([], [_Closed(cells, people, blocks, excess)])

    def _excess(self, waiting: _Waiting, item: int) -> int:
        own = sum(self.columns[item].excess[cell] for cell in waiting.cells)
        return own + sum(block.excess[item] for block in waiting.closed)
