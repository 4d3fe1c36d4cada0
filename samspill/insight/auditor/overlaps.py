"""Figures of one item that do not form one hierarchy: what their combinations describe, and how narrowly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samspill.insight.auditor.classes import PeopleClass, connected
from samspill.insight.auditor.crossings import crossing_histograms
from samspill.insight.auditor.cuts import small_cuts
from samspill.insight.auditor.fillings import fillings
from samspill.insight.auditor.objections import Kind, Objection, Shown, Terms
from samspill.insight.auditor.ranges import range_objections
from samspill.insight.auditor.search import Overlap, Undecided


def overlap_objections(
    families: Sequence[Sequence[int]], figures: Sequence[Shown], classes: Sequence[PeopleClass], terms: Terms
) -> Iterator[Objection]:
    """Objections to figures that overlap.

    :param families: places of figures with a mean, by hierarchy; each hierarchy is laminar.
    :param figures: all figures of one item.
    :param classes: from :func:`~samspill.insight.auditor.classes.people_classes`, of the same figures.

    With two hierarchies and all numbers known, cuts decide exactly and at any size; otherwise a search does. Where
    numbers are open, what holds however they are filled is looked for too.

    >>> from samspill.insight.auditor.classes import people_classes
    >>> figures = [Shown("team", "joy", 9, ("a", "b"), mean=3.0), Shown("project", "joy", 8, ("b", "c"), mean=3.0)]
    >>> figures += [Shown("night", "joy", 7, ("a", "c"), mean=3.0)]
    >>> found = overlap_objections([[0], [1], [2]], figures, people_classes(figures, {}, {}, {}), Terms(5, 1, 5))
    >>> [(one.kind.value, one.size, one.cells) for one in found if one.kind == Kind.COMBINATION]
    [('combination', 3, ('c',)), ('combination', 4, ('a',))]
    """
    exact = {place for family in families for place in family}
    shared = [one for one in classes if one.figures & exact]
    if len(families) == 2 and all(one.is_certain for one in shared):
        yield from _by_cuts(families, figures, shared, terms.k)
        exact = set()
    for piece in connected(classes):
        yield from _in_piece(exact, figures, piece, terms) or _however_filled(exact, figures, piece, terms)


def _in_piece(exact: set[int], figures: Sequence[Shown], piece: Sequence[PeopleClass], terms: Terms) -> list[Objection]:
    """What is found of connected classes; ``exact`` are the figures among whose sums is searched."""
    return [
        *_by_search(exact, figures, piece, terms.k),
        *range_objections(figures, piece, terms),
        *crossing_histograms(figures, piece, terms),
    ]


def _by_cuts(
    families: Sequence[Sequence[int]], figures: Sequence[Shown], classes: Sequence[PeopleClass], k: int
) -> Iterator[Objection]:
    order = sorted(range(len(figures)), key=lambda place: (-len(figures[place].covers), -figures[place].n))
    rank = {place: at for at, place in enumerate(order)}
    nobody = len(figures)
    sides = [set(family) for family in families]
    ends = [tuple(max(one.figures & side, key=rank.__getitem__, default=nobody) for side in sides) for one in classes]
    edges = ((one, other, group.most) for (one, other), group in zip(ends, classes, strict=True))
    for size, side in small_cuts(edges, k):
        cut = [at for at, (one, other) in enumerate(ends) if (one in side) != (other in side) and classes[at].most]
        touched = {place for at in cut for place in ends[at]} - {nobody}
        figure = figures[min(touched, key=lambda place: figures[place].n)]
        cells = dict.fromkeys(cell for at in cut for cell in classes[at].cells)
        yield Objection(figure.unit, figure.item, Kind.COMBINATION, size, tuple(cells))


def _however_filled(
    exact: set[int], figures: Sequence[Shown], piece: Sequence[PeopleClass], terms: Terms
) -> Iterator[Objection]:
    """Objections to what is told too narrowly whatever the numbers are that the file does not tell."""
    if all(one.is_certain for one in piece):
        return
    told: list[list[Objection]] = []
    for filled in fillings(figures, piece):
        found = _in_piece(exact, figures, filled, terms)
        if not found:
            return
        if not any(one.kind == Kind.CONTRADICTION for one in found):
            told.append(found)
    if len(told) == 1:
        yield from told[0]
    elif told:
        # Who is told of differs from filling to filling; that somebody in these figures is, does not.
        smallest = min((figures[place] for one in piece for place in one.figures), key=lambda shown: shown.n)
        yield Objection(smallest.unit, smallest.item, Kind.TOO_NARROW, smallest.n, smallest.covers)


def _by_search(exact: set[int], figures: Sequence[Shown], piece: Sequence[PeopleClass], k: int) -> Iterator[Objection]:
    told = [PeopleClass(one.figures & exact, one.cells, one.most, one.least) for one in piece if one.most]
    told = [one for one in told if one.figures]
    if not told:
        return
    overlap = Overlap(told, {place: figures[place].n for place in exact}, k)
    try:
        for found in overlap.small_groups():
            used = [place for place, weight in zip(overlap.places, found.weights, strict=True) if weight]
            figure = figures[min(used, key=lambda place: figures[place].n)]
            cells = dict.fromkeys(cell for at in sorted(found.classes) for cell in told[at].cells)
            yield Objection(figure.unit, figure.item, Kind.COMBINATION, found.people, tuple(cells))
    except Undecided:
        figure = figures[min(overlap.places, key=lambda place: figures[place].n)]
        yield Objection(figure.unit, figure.item, Kind.UNDECIDED)
