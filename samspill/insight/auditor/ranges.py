"""Figures that overlap: the least and greatest excess of every class, also for a reader who is in one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations, islice

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from samspill.insight.auditor.classes import PeopleClass
from samspill.insight.auditor.objections import Kind, Objection, Shown, Terms
from samspill.insight.auditor.parts import SLACK, bounds, cramped

MOST_CLASSES = 300
"""Classes in a connected piece whose ranges are looked for; two linear programmes each."""

MOST_UNIONS = 100
"""Small classes taken together that are looked at in a connected piece."""

MOST_INSIDE = 10
"""Classes in a connected piece that are also looked at with the eyes of somebody in them."""

Range = tuple[float, float]


def range_objections(figures: Sequence[Shown], piece: Sequence[PeopleClass], terms: Terms) -> Iterator[Objection]:
    """Objections to what overlapping figures say of classes of people, and of persons to one who knows one answer.

    :param piece: connected classes of the figures; those whose number is uncertain only limit the others.

    Linear programmes by HiGHS. Ranges of real numbers are never narrower than those of whole ones.

    >>> figures = [Shown("a", "joy", 9, ("x", "y"), mean=3.0), Shown("b", "joy", 9, ("y", "z"), band=(1.0, 1.3))]
    >>> piece = [PeopleClass(frozenset(key), (cell,), n, n) for key, cell, n in (({0}, "x", 4), ({0, 1}, "y", 5))]
    >>> piece += [PeopleClass(frozenset({1}), ("z",), 4, 4)]
    >>> sorted({one.kind.value for one in range_objections(figures, piece, Terms(5, 1, 5)) if one.cells == ("z",)})
    ['at_the_end', 'too_narrow']
    """
    if len(piece) > MOST_CLASSES or len({place for one in piece for place in one.figures}) < 2:
        return
    system = _System(figures, piece, terms)
    if not system.is_possible():
        yield system.object(piece[0], Kind.CONTRADICTION)
        return
    for group in _groups(piece, terms.k):
        people = sum(piece[at].most for at in group)
        if _is_roomy(people, system.range_seen(group, {}), terms):
            continue
        for kind in cramped(people, system.range_of(group, {}), terms):
            yield replace(system.object(piece[group[0]], kind), size=people, cells=_cells(piece, group))
    if len(piece) <= MOST_INSIDE:
        yield from _seen_from_inside(system, piece, terms.reach)


def _is_roomy(people: int, seen: Range, terms: Terms) -> bool:
    """Whether solutions already met leave a group its room: the whole range is never narrower."""
    return seen[0] <= seen[1] and not any(cramped(people, seen, terms))


def _groups(piece: Sequence[PeopleClass], k: int) -> Iterator[tuple[int, ...]]:
    """Every class whose number is certain, and small ones taken together."""
    certain = [at for at, one in enumerate(piece) if one.is_certain and one.most]
    small = [at for at in certain if piece[at].most < k - 1]
    unions = chain.from_iterable(combinations(small, size) for size in range(2, k))
    few = (group for group in unions if sum(piece[at].most for at in group) < k)
    return chain(((at,) for at in certain), islice(few, MOST_UNIONS))


def _cells(piece: Sequence[PeopleClass], group: Sequence[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell for at in group for cell in piece[at].cells))


class _System:
    """What is known of the excess of every class, as inequalities."""

    def __init__(self, figures: Sequence[Shown], piece: Sequence[PeopleClass], terms: Terms) -> None:
        self.figures = figures
        places = sorted({place for one in piece for place in one.figures})
        known = [bounds(figures[place], terms) for place in places]
        entries = [
            (row, at) for row, place in enumerate(places) for at, one in enumerate(piece) if place in one.figures
        ]
        rows, columns = zip(*entries, strict=True)
        sums = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(places), len(piece))).toarray()
        self.sums = np.vstack([sums, -sums])
        self.limits = np.array([high for _, high in known] + [-low for low, _ in known])
        self.room = [(0.0, float(one.most * terms.reach)) for one in piece]
        self.seen: list[np.ndarray] = []

    def is_possible(self) -> bool:
        """Whether the figures can all be true."""
        return bool(linprog(np.zeros(len(self.room)), A_ub=self.sums, b_ub=self.limits, bounds=self.room).status != 2)

    def range_of(self, group: Sequence[int], given: Mapping[int, Range]) -> Range:
        """The least and the greatest excess of some classes; an empty range when what is given cannot be."""
        cost = np.zeros(len(self.room))
        cost[list(group)] = 1
        room = [given.get(place, here) for place, here in enumerate(self.room)]
        ends = [linprog(sign * cost, A_ub=self.sums, b_ub=self.limits, bounds=room) for sign in (1, -1)]
        if ends[0].status == 2:
            return 1.0, 0.0
        self.seen += [end.x for end in ends]
        return float(ends[0].fun), -float(ends[1].fun)

    def range_seen(self, group: Sequence[int], given: Mapping[int, Range]) -> Range:
        """The range of some classes among solutions already met: never wider than the whole, and free."""
        if not self.seen:
            return 1.0, 0.0
        met = np.array(self.seen)
        for place, (low, high) in given.items():
            met = met[(met[:, place] >= low) & (met[:, place] <= high)]
        sums = met[:, list(group)].sum(axis=1)
        return (float(sums.min()), float(sums.max())) if len(sums) else (1.0, 0.0)

    def object(self, one: PeopleClass, kind: Kind) -> Objection:
        """An objection to the smallest figure that a class is in."""
        figure = min((self.figures[place] for place in one.figures), key=lambda shown: shown.n)
        return Objection(figure.unit, figure.item, kind, one.most, one.cells)


def _seen_from_inside(system: _System, piece: Sequence[PeopleClass], reach: int) -> Iterator[Objection]:
    """Classes in which somebody's answer is certain to a person who gave one of the possible answers."""
    certain = [at for at, one in enumerate(piece) if one.is_certain and one.most]
    for at in certain:
        for seen in certain:
            answers = (_seen(system, (at, own), seen, piece, reach) for own in range(reach + 1))
            if any(answers):
                yield system.object(piece[seen], Kind.AT_THE_END)


def _seen(system: _System, insider: tuple[int, int], seen: int, piece: Sequence[PeopleClass], reach: int) -> bool:
    at, own = insider
    given = {at: (float(own), float(own + (piece[at].most - 1) * reach))}
    people, known = piece[seen].most - (seen == at), own * (seen == at)

    def is_certain(low: float, high: float) -> bool:
        return min(float(reach), high - known) - max(0.0, low - known - (people - 1) * reach) < SLACK

    low, high = system.range_seen((seen,), given)
    if people == 0 or (low <= high and not is_certain(low, high)):
        return False
    low, high = system.range_of((seen,), given)
    return low <= high and is_certain(low, high)
