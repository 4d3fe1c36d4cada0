"""Which figures are of one hierarchy: by the table their cells are in, by what they say, and by their covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from samspill.insight.auditor.objections import Shown
from samspill.insight.auditor.parts import nest
from samspill.insight.auditor.reading import Published


def hierarchies(figures: Sequence[Shown], published: Published) -> list[list[Shown]]:
    """Divide figures into sets in which none crosses another.

    First by the table their cells are in and the hierarchy they say they are of, where several say so; then what
    still crosses is set apart. Figures that do form one hierarchy stay together whatever they say.

    >>> from samspill.insight.auditor.objections import Terms
    >>> crossing = [Shown("a", "joy", 9, ("x", "y")), Shown("b", "joy", 9, ("y", "z"))]
    >>> [[one.unit for one in family] for family in hierarchies(crossing, Published("1", Terms(5, 1, 5), ()))]
    [['a'], ['b']]
    """
    tables: dict[bool, list[Shown]] = defaultdict(list)
    for one in figures:
        cell = published.cells.get(one.covers[0]) if one.covers else None
        tables[cell is not None and cell.attribute is not None].append(one)
    found: list[list[Shown]] = []
    for table in tables.values():
        if nest(table, published.terms)[1]:
            labelled: dict[str, list[Shown]] = defaultdict(list)
            for one in table:
                labelled[one.hierarchy].append(one)
            for family in labelled.values():
                found += _uncrossed(family, published)
        else:
            found.append(table)
    return found


def _uncrossed(figures: Sequence[Shown], published: Published) -> Iterator[list[Shown]]:
    left = list(figures)
    while left:
        nodes, crossing = nest(left, published.terms)
        yield [node.shown for node in nodes] or crossing
        left = crossing if nodes else []
