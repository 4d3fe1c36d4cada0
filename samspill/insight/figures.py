"""From a cover to figures: every unit is the sum of the atoms opened in its subtree."""

from __future__ import annotations

from collections.abc import Sequence

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


def figures_of(counts: Counts, item: Item, cover: Cover, bands: Sequence[Band]) -> list[Figure]:
    """The figures of one item: one per unit in the tree's order, then the remainders in bottom-up order."""
    tree, values = counts.tree, counts.of(item.id)
    covers = gathered(tree, [(atom.unit, atom.cells) for atom in cover.atoms])
    names = counts.names_of(covers)
    totals = _totals(tree, cover, values)
    hists = shown_distributions(tree, cover, values, counts.k)
    banded = {band.unit: band for band in bands}
    figures, rests = [], []
    for unit, name in enumerate(tree.ids):
        parent = tree.parent_id(unit)
        if covers[unit]:
            n, above = totals[unit]
            mean = round(item.lo + above / n, DECIMALS)
            figures.append(
                Figure(name, parent, item.id, n, names[unit], mean, None, DECIMALS, hists.get(unit), None)
            )
        elif unit in banded:
            figures.append(_band_figure(counts, item, banded[unit], (name, parent)))
        else:
            figures.append(_hidden(name, parent, item))
    for atom in cover.atoms:
        if len(atom.cells) < len(covers[atom.unit]):
            rests.append(_rest_figure(counts, item, atom.unit, atom.cells))
    for band in bands:
        if covers[band.unit]:
            name = tree.ids[band.unit]
            rests.append(_band_figure(counts, item, band, (name + REST, name)))
    return figures + rests


def _totals(tree: Tree, cover: Cover, values: Sequence[tuple[int, ...]]) -> list[tuple[int, int]]:
    """Answers and excess of the atoms in every unit's subtree."""
    answered, above = [0] * len(tree), [0] * len(tree)
    for atom in cover.atoms:
        answered[atom.unit] += sum(sum(values[cell]) for cell in atom.cells)
        above[atom.unit] += sum(excess(values[cell]) for cell in atom.cells)
    for unit in tree.post_order[:-1]:
        answered[tree.parents[unit]] += answered[unit]
        above[tree.parents[unit]] += above[unit]
    return list(zip(answered, above, strict=True))


def _rest_figure(counts: Counts, item: Item, unit: int, cells: tuple[int, ...]) -> Figure:
    values = counts.of(item.id)
    n = sum(sum(values[cell]) for cell in cells)
    mean = round(item.lo + sum(excess(values[cell]) for cell in cells) / n, DECIMALS)
    name = counts.tree.ids[unit]
    covers = tuple(counts.tallies[cell].cell for cell in cells)
    return Figure(name + REST, name, item.id, n, covers, mean, None, DECIMALS, None, None)


def _band_figure(counts: Counts, item: Item, band: Band, place: tuple[str, str | None]) -> Figure:
    """The mean is only told to lie within M / n of one end of the scale, M = max(R + 1, k - 1)."""
    values = counts.of(item.id)
    n = sum(sum(values[cell]) for cell in band.cells)
    width = max(item.reach + 1, counts.k - 1) / n
    ends = (float(item.lo), item.lo + width) if band.low else (item.hi - width, float(item.hi))
    covers = tuple(counts.tallies[cell].cell for cell in band.cells)
    low, high = (round(end, DECIMALS) for end in ends)
    return Figure(*place, item.id, n, covers, None, (low, high), DECIMALS, None, None)


def _hidden(unit: str, parent: str | None, item: Item) -> Figure:
    return Figure(
        unit, parent, item.id, None, (), None, None, DECIMALS, None, Reason.TOO_FEW_OR_EXTREME
    )
