"""From the counts of a closed round to everything it publishes.

Whatever is published counts as known to everybody, readers put it together, and they know this procedure.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from samspill.insight.attribute import attribute_figures, attribute_index, check_attribute, is_tried
from samspill.insight.check import check_round
from samspill.insight.comments import comment_pools
from samspill.insight.cover import Column, Cover, masked_cover
from samspill.insight.figures import Counts, figures_of
from samspill.insight.index import index_figure
from samspill.insight.intervals import are_many, sigma, spread_of
from samspill.insight.organisation import organisation_figure
from samspill.insight.rates import rate_step
from samspill.insight.scoring import excess
from samspill.insight.tables import (
    INDEX,
    Attribute,
    AttributeFigure,
    AttributeTally,
    CellTally,
    CommentPool,
    Figure,
    Item,
    Publication,
    Rate,
    Reason,
    Spread,
    Tables,
)
from samspill.insight.tree import Tree

__all__ = [
    "Attribute",
    "AttributeFigure",
    "AttributeTally",
    "CellTally",
    "CommentPool",
    "Figure",
    "Item",
    "Publication",
    "Rate",
    "Reason",
    "Spread",
    "Tables",
    "publish",
    "publish_tables",
    "sigma",
]


def publish(
    tree: Tree,
    tallies: Sequence[CellTally],
    items: Sequence[Item],
    *,
    k: int = 5,
    comments: Mapping[str, int] | None = None,
) -> Publication:
    """Publish one round of one hierarchy.

    :param tallies: the cells' counts, in any order; a unit may have several cells or none.
    :param items: what was asked; those with ``pulse`` share their cover and make the index.
    :param k: the smallest group, at least 5.
    :param comments: number of comments per cell, when comments were asked for.
    :raises BadInput: (a ``ValueError``) naming the unit, cell, item or number that offends.

    Cost is linear in units times items for trees of bounded depth. See the package's example.

    >>> tree = Tree(("team",), (-1,))
    >>> tally = CellTally("team", "team", 20, 13, {"joy": (0, 2, 3, 6, 2)})
    >>> publication = publish(tree, [tally], [Item("joy")])
    >>> publication.figures[0].mean, publication.figures[0].hist, publication.rates[0].percent
    (3.62, (0, 2, 3, 6, 2), 65)
    """
    return publish_tables(tree, Tables(tuple(tallies)), items, k=k, comments=comments)


def publish_tables(
    tree: Tree,
    tables: Tables,
    items: Sequence[Item],
    *,
    k: int = 5,
    comments: Mapping[str, int] | None = None,
) -> Publication:
    """Publish one round of one hierarchy, and beside it by one attribute where the round has one.

    Units lose no mean by it. Of an item whose groups are tried they show no distributions.

    :param tables: the cells' counts, and those of the attribute's cells.
    :raises BadInput: as :func:`publish`, and for a second table that contradicts the first.

    >>> whole = CellTally("team", "team", 60, 60, {"joy": (0, 10, 20, 20, 10)})
    >>> day = AttributeTally("team×day", "team", "day", 30, 30, {"joy": (0, 5, 10, 10, 5)})
    >>> tables = Tables((whole,), Attribute("team", (day,), {("team", "team×day"): 30}))
    >>> publication = publish_tables(Tree(("team",), (-1,)), tables, [Item("joy")])
    >>> [(one.value, one.figure.mean, one.figure.n) for one in publication.by_attribute]
    [('day', 3.5, 30)]
    """
    tallies = tables.units
    check_round(tree, tallies, items, k)
    if tables.attribute is not None:
        check_attribute(tables.attribute, items)
    with _no_search_for_cycles():
        counts = Counts(tree, tallies, k)
        beside = _Beside(tables.attribute, counts, items)
        figures = _all_figures(counts, items, beside)
        return Publication(
            figures=tuple(figure for column in figures.values() for figure in column),
            spreads={item.id: _spread(counts, figures[item.id], item) for item in items},
            pools=() if comments is None else comment_pools(tree, tallies, comments, k=k),
            rates=_rates(counts),
            by_attribute=beside.all_figures(),
        )


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Figures refer to nothing that refers back, and searching all of them again and again makes each dearer the more
    there are: half as dear again at 100 000 units."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Beside:
    """The figures by the attribute, made as each item's cover is found; none without an attribute."""

    def __init__(self, attribute: Attribute | None, counts: Counts, items: Sequence[Item]) -> None:
        self.attribute = attribute
        self.counts = counts
        self.items = items
        self.figures: dict[str, list[AttributeFigure]] = {}

    def tries(self, item: Item) -> bool:
        return self.attribute is not None and is_tried(self.attribute, item, self.counts.k)

    def add(self, item: Item, cover: Cover) -> None:
        if self.attribute is not None:
            made = attribute_figures(self.attribute, item, cover, self.counts.tallies, self.counts.k)
            self.figures[item.id] = made

    def all_figures(self) -> tuple[AttributeFigure, ...]:
        pulse = [self.figures[item.id] for item in self.items if item.pulse and item.id in self.figures]
        index = attribute_index(pulse) if pulse else []
        return (*index, *(one for item in self.items for one in self.figures.get(item.id, ())))


def _all_figures(counts: Counts, items: Sequence[Item], beside: _Beside) -> dict[str, list[Figure]]:
    """The sensitive items come last: they keep their distance from everything else that is shown."""
    figures: dict[str, list[Figure]] = {}
    for family in _families(items):
        figures.update(_publish_family(counts, family, beside))
    pulse = [figures[item.id] for item in items if item.pulse]
    if pulse:
        figures[INDEX] = [index_figure(parts) for parts in _side_by_side(pulse)]
    shown = [figure for column in figures.values() for figure in column]
    for item in items:
        if item.sensitive:
            figures[item.id] = organisation_figure(counts, item, shown)
    return figures


def _side_by_side(columns: Sequence[Sequence[Figure]]) -> list[list[Figure]]:
    """The figures of the same unit for every item; a remainder that only some items tell of has no index."""
    units: dict[str, list[Figure]] = {}
    for column in columns:
        for figure in column:
            units.setdefault(figure.unit, []).append(figure)
    return [parts for parts in units.values() if len(parts) == len(columns)]


def _families(items: Sequence[Item]) -> list[list[Item]]:
    """The pulse items together, every other item that may be shown below the root by itself."""
    pulse = [item for item in items if item.pulse]
    single = [[item] for item in items if not item.pulse and not item.sensitive]
    return [pulse, *single] if pulse else single


def _publish_family(counts: Counts, family: Sequence[Item], beside: _Beside) -> dict[str, list[Figure]]:
    columns = []
    for item in family:
        values = counts.of(item.id)
        columns.append(Column([sum(c) for c in values], [excess(c) for c in values], item.reach))
    cover = masked_cover(counts.tree, counts.homes, columns, k=counts.k)
    made = {}
    for place, item in enumerate(family):
        bands = [band for band in cover.bands if band.item == place]
        made[item.id] = figures_of(counts, item, cover, bands, distributions=not beside.tries(item))
        beside.add(item, cover)
    return made


def _spread(counts: Counts, figures: Sequence[Figure], item: Item) -> Spread:
    """Over the root's cover; an item shown nowhere has no spread.

    Cells whose distribution is shown anyway tell nothing new. The others are taken along only when there are enough of
    them: of a single one the common spread, less what is known, would tell whether all in it answered alike.
    """
    root = counts.tree.ids[counts.tree.root]
    covers = next(figure.covers for figure in figures if figure.unit == root)
    shown = {figure.covers[0] for figure in figures if figure.hist and len(figure.covers) == 1}
    known = [counts.cell(cell, item.id) for cell in covers if cell in shown]
    others = [counts.cell(cell, item.id) for cell in covers if cell not in shown]
    return spread_of([*known, *(others if are_many(others) else [])])


def _rates(counts: Counts) -> tuple[Rate, ...]:
    """Units with too few respondents have no rate: it would tell a number below the smallest group."""
    rates = []
    for unit, (invited, respondents, cells) in enumerate(counts.turnout()):
        percent = rate_step(respondents, invited) if respondents >= counts.k else None
        if percent is not None:
            rates.append(Rate(counts.tree.ids[unit], cells, invited, percent))
    return tuple(rates)
