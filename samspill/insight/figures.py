"""From a cover to figures: every unit is the sum of the atoms opened in its subtree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samspill.insight.cells import REST
from samspill.insight.cover import Band, Cover
from samspill.insight.distributions import shown_distributions
from samspill.insight.scoring import excess
from samspill.insight.tables import DECIMALS, CellTally, Figure, Item, Reason
from samspill.insight.tree import Tree


class Counts:
    """The tallies of a round by place: cells in the order given, units by index.

    >>> tree = Tree(("a",), (-1,))
    >>> counts = Counts(tree, [CellTally("a", "a", 6, 5, {"joy": (0, 0, 1, 4, 0)})], 5)
    >>> counts.homes, counts.of("joy"), counts.cell("a", "joy")
    ([0], [(0, 0, 1, 4, 0)], (0, 0, 1, 4, 0))
    """

    def __init__(self, tree: Tree, tallies: Sequence[CellTally], k: int) -> None:
        self.tree = tree
        self.tallies = tallies
        self.k = k
        self.homes = [tree.index_of(tally.unit) for tally in tallies]
        self._places = {tally.cell: place for place, tally in enumerate(tallies)}

    def of(self, item: str) -> list[tuple[int, ...]]:
        """The counts of one item, per cell."""
        return [tally.counts[item] for tally in self.tallies]

    def cell(self, cell: str, item: str) -> tuple[int, ...]:
        """The counts of one item in one cell, by the cell's id."""
        return self.tallies[self._places[cell]].counts[item]

    def turnout(self) -> list[tuple[int, int, tuple[str, ...]]]:
        """Per unit: invited, respondents and cells in its subtree."""
        invited, respondents = [0] * len(self.tree), [0] * len(self.tree)
        cells = gathered(self.tree, [(home, (place,)) for place, home in enumerate(self.homes)])
        for tally, home in zip(self.tallies, self.homes, strict=True):
            invited[home] += tally.invited
            respondents[home] += tally.respondents
        for unit in self.tree.post_order[:-1]:
            parent = self.tree.parents[unit]
            invited[parent] += invited[unit]
            respondents[parent] += respondents[unit]
        names = self.names_of(cells)
        return list(zip(invited, respondents, names, strict=True))

    def names_of(self, cells: Sequence[tuple[int, ...]]) -> list[tuple[str, ...]]:
        """Cell ids for tuples of places; equal tuples share one answer."""
        made: dict[int, tuple[str, ...]] = {}
        for places in cells:
            if id(places) not in made:
                made[id(places)] = tuple(self.tallies[place].cell for place in places)
        return [made[id(places)] for places in cells]


def gathered(tree: Tree, pieces: Sequence[tuple[int, tuple[int, ...]]]) -> list[tuple[int, ...]]:
    """For every unit the places put at it or below it; a unit that adds nothing shares its child's tuple.

    :param pieces: pairs (index of the unit, places put there).

    >>> gathered(Tree(("a", "b", "c"), (-1, 0, 0)), [(1, (7, 8)), (2, (9,))])
    [(7, 8, 9), (7, 8), (9,)]
    """
    parts: list[list[tuple[int, ...]]] = [[] for _ in tree.ids]
    for unit, places in pieces:
        parts[unit].append(places)
    whole: list[tuple[int, ...]] = [()] * len(tree)
    for unit in tree.post_order:
        mine = parts[unit]
        whole[unit] = mine[0] if len(mine) == 1 else tuple(place for part in mine for place in part)
        if whole[unit] and unit != tree.root:
            parts[tree.parents[unit]].append(whole[unit])
        parts[unit] = []
    return whole


def figures_of(counts: Counts, item: Item, cover: Cover, bands: Sequence[Band], *, distributions: bool) -> list[Figure]:
    """The figures of one item: one per unit in the tree's order, then the remainders in bottom-up order.

    :param bands: the bands of ``cover`` that tell of this item.
    :param distributions: whether they may be shown beside what else is told of the same people.

    >>> from samspill.insight.cover import Atom
    >>> counts = Counts(Tree(("a",), (-1,)), [CellTally("a", "a", 6, 5, {"joy": (0, 1, 1, 3, 0)})], 5)
    >>> cover = Cover((Atom(0, (0,)),), (), ())
    >>> [(one.unit, one.mean) for one in figures_of(counts, Item("joy"), cover, [], distributions=True)]
    [('a', 3.4)]
    """
    tree, values = counts.tree, counts.of(item.id)
    covers = gathered(tree, [(atom.unit, atom.cells) for atom in cover.atoms])
    names = counts.names_of(covers)
    totals = _totals(tree, cover, values)
    hists = shown_distributions(tree, cover, values, counts.k) if distributions else {}
    banded = {band.unit: _band_figure(counts, item, band, values) for band in bands}
    figures = []
    for unit, name in enumerate(tree.ids):
        figure = _hidden(name, tree.parent_id(unit), item)
        if covers[unit]:
            figure = _with_mean(figure, item, totals[unit], names[unit], hists.get(unit))
        elif unit in banded:
            figure = banded[unit]
        figures.append(figure)
    for atom in cover.atoms:
        if len(atom.cells) < len(covers[atom.unit]):
            rest = _hidden(tree.ids[atom.unit] + REST, tree.ids[atom.unit], item)
            cells = counts.names_of([atom.cells])[0]
            figures.append(_with_mean(rest, item, _sums(atom.cells, values), cells, None))
    figures += [_as_rest(figure) for unit, figure in banded.items() if covers[unit]]
    return figures


def _sums(cells: Sequence[int], values: Sequence[tuple[int, ...]]) -> tuple[int, int]:
    """Answers and excess of some cells."""
    return sum(sum(values[cell]) for cell in cells), sum(excess(values[cell]) for cell in cells)


def _with_mean(
    place: Figure, item: Item, sums: tuple[int, int], covers: tuple[str, ...], hist: tuple[int, ...] | None
) -> Figure:
    n, above = sums
    mean = round(item.lo + above / n, DECIMALS)
    return Figure(place.unit, place.parent, item.id, n, covers, mean, None, DECIMALS, hist, None)


def _as_rest(figure: Figure) -> Figure:
    """What is told of people who are not in their unit's own figure."""
    return replace(figure, unit=figure.unit + REST, parent=figure.unit)


def _totals(tree: Tree, cover: Cover, values: Sequence[tuple[int, ...]]) -> list[tuple[int, int]]:
    """Answers and excess of the atoms in every unit's subtree."""
    answered, above = [0] * len(tree), [0] * len(tree)
    for atom in cover.atoms:
        answered[atom.unit], above[atom.unit] = _sums(atom.cells, values)
    for unit in tree.post_order[:-1]:
        answered[tree.parents[unit]] += answered[unit]
        above[tree.parents[unit]] += above[unit]
    return list(zip(answered, above, strict=True))


def _band_figure(counts: Counts, item: Item, band: Band, values: Sequence[tuple[int, ...]]) -> Figure:
    """The mean is only told to lie within M / n of one end of the scale, M = max(R + 1, k - 1)."""
    n = _sums(band.cells, values)[0]
    width = max(item.reach + 1, counts.k - 1) / n
    ends = (float(item.lo), item.lo + width) if band.low else (item.hi - width, float(item.hi))
    low, high = (round(end, DECIMALS) for end in ends)
    tree = counts.tree
    place = tree.ids[band.unit], tree.parent_id(band.unit)
    covers = counts.names_of([band.cells])[0]
    return Figure(*place, item.id, n, covers, None, (low, high), DECIMALS, None, None)


def _hidden(unit: str, parent: str | None, item: Item) -> Figure:
    return Figure(unit, parent, item.id, None, (), None, None, DECIMALS, None, Reason.TOO_FEW_OR_EXTREME)
