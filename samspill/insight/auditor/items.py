"""One round: each item by its hierarchies and by what they tell together, the index, and what is not a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from samspill.insight.auditor.classes import people_classes
from samspill.insight.auditor.families import hierarchies
from samspill.insight.auditor.hierarchy import Hierarchy
from samspill.insight.auditor.histograms import FEWEST, histogram_objections
from samspill.insight.auditor.indexes import INDEX, index_objections
from samspill.insight.auditor.objections import Kind, Objection, Shown
from samspill.insight.auditor.parts import nest
from samspill.insight.auditor.reading import Published
from samspill.insight.auditor.relations import Surroundings, relation_objections

FEWEST_IN = {"rate": 10, "comments": 10, "drivers": 50}
"""People who must at least have been invited where something else than a figure is told."""


def audit_round(published: Published) -> Iterator[Objection]:
    """Every objection to one round by itself.

    >>> from samspill.insight.auditor.objections import Terms
    >>> four = Shown("team", "joy", 4, ("a",), mean=3.0)
    >>> [found.kind.value for found in audit_round(Published("1", Terms(5, 1, 5), (four,)))]
    ['small_figure']
    """
    by_item: dict[str, list[Shown]] = defaultdict(list)
    for shown in published.figures:
        by_item[shown.item].append(shown)
    for item, figures in by_item.items():
        # An index is a function of means, which are audited; its own sums are no whole numbers.
        if item != INDEX:
            yield from (replace(found, round=published.id) for found in _item(figures, published))
    for found in (*index_objections(published.figures, published.pulse), *_others(published)):
        yield replace(found, round=published.id)


def _item(figures: Sequence[Shown], published: Published) -> Iterator[Objection]:
    terms = published.terms
    small = [one for one in figures if one.n < terms.k or (one.histogram is not None and one.n < FEWEST)]
    yield from (Objection(one.unit, one.item, Kind.SMALL_FIGURE, one.n, one.covers) for one in small)
    yield from (Objection(one.unit, one.item, Kind.CONTRADICTION, one.n) for one in figures if not one.covers)
    refused = {id(one) for one in small}
    large = [one for one in figures if one.covers and id(one) not in refused]
    if large:
        yield from _unknown_tables(large, published)
    families = hierarchies(large, published)
    for family in families:
        nodes, _ = nest(family, terms)
        yield from Hierarchy(nodes, terms, published.invited).objections()
        yield from histogram_objections(nodes, terms)
    if len(families) > 1:
        # Optimisation is slow to load, and one hierarchy, the usual case, does without.
        from samspill.insight.auditor.overlaps import overlap_objections

        classes = people_classes(large, published.cells, published.parents, published.people)
        places = {id(one): place for place, one in enumerate(large)}
        exact = [[places[id(one)] for one in family if one.mean is not None] for family in families]
        yield from overlap_objections([family for family in exact if family], large, classes, terms)


def _unknown_tables(figures: Sequence[Shown], published: Published) -> Iterator[Objection]:
    """Hierarchies whose cells the file does not describe, and which share none: they may be of the same people."""
    cells: dict[str, set[str]] = defaultdict(set)
    for one in figures:
        cells[one.hierarchy].update(one.covers)
    first, *others = cells
    for label in others:
        if cells[label] - set(published.cells) and cells[label].isdisjoint(cells[first]):
            one = min((figure for figure in figures if figure.hierarchy == label), key=lambda figure: figure.n)
            yield Objection(one.unit, one.item, Kind.UNDECIDED, None, one.covers)


def _others(published: Published) -> Iterator[Objection]:
    """Comments, rates and what matters most are of cells: each of enough people; and no comment pools that overlap."""
    invited = published.invited
    pooled: set[str] = set()
    for one in published.other:
        people = sum(invited.get(cell, 0) for cell in one.covers)
        known = one.covers and all(cell in invited for cell in one.covers)
        overlaps = one.kind == "comments" and not pooled.isdisjoint(one.covers)
        if (known and people < max(FEWEST_IN[one.kind], published.terms.k)) or overlaps:
            yield Objection(one.unit, one.kind, Kind.SMALL_GROUP, people, one.covers)
        if one.kind == "comments":
            pooled.update(one.covers)
    yield from _relations(published)


def _relations(published: Published) -> Iterator[Objection]:
    told = [one for one in published.other if one.relation is not None]
    if not told:
        return
    top = next((unit for unit, parent in published.parents.items() if parent is None), "")
    mine = {one.item: one.mean is not None for one in published.figures if one.unit == top}
    listed = {name for name, cell in published.cells.items() if cell.attribute is None}
    shown = {cell for one in published.figures for cell in one.covers} if not published.cells else set()
    around = Surroundings(top, frozenset(listed | shown), mine, published.pulse)
    for one in told:
        if one.relation is not None:
            yield from relation_objections(one.unit, one.relation, frozenset(one.covers), around)
