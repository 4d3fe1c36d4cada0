"""Figures that lie inside each other: an own proof that they do, and all that can be worked out from them.

Figures form a hierarchy when any two either have no cell in common or one lies wholly inside the other. That is
verified here, from the covers alone. Then every linear combination of the figures describes a sum of *parts*, a
part being a figure less the figures inside it (the sets are laminar; see Schrijver, Combinatorial Optimization,
2003, section 13.4), and it is enough to look at the parts:

* a part of exact figures has no people at all, or at least k;
* what all figures together say of a part, as the lowest and the highest excess it may have, leaves every group of
  fewer than k within it as much room as it has people, and nobody's answer at either end of the scale;
* the same for several small parts taken together.

One walk up and one walk down give the tightest bounds there are in a tree of sums. All of it is linear in the
length of the covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from samspill.insight.auditor.objections import Kind, Objection, Terms
from samspill.insight.auditor.parts import SLACK, Node, cramped
from samspill.insight.auditor.unions import small_unions


class Hierarchy:
    """The objections to figures that form one hierarchy.

    :param nodes: from :func:`nest`.
    :param invited: people invited per cell, where known.

    >>> from samspill.insight.auditor.objections import Shown
    >>> from samspill.insight.auditor.parts import nest
    >>> figures = [Shown("unit", "joy", 9, ("a", "b"), mean=3.11), Shown("team", "joy", 6, ("a",), mean=3.0)]
    >>> terms = Terms(5, 1, 5)
    >>> found = Hierarchy(nest(figures, terms)[0], terms).objections()
    >>> [(one.kind.value, one.size, one.cells) for one in found]
    [('small_part', 3, ('b',)), ('too_narrow', 3, ('b',))]
    """

    def __init__(self, nodes: list[Node], terms: Terms, invited: Mapping[str, int] | None = None) -> None:
        self.nodes = nodes
        self.terms = terms
        self.invited = invited or {}

    def objections(self) -> Iterator[Objection]:
        """Every part that describes too few, too narrowly, or cannot be. Narrows the nodes' bounds."""
        yield from self._counts()
        yield from self._totals()
        yield from small_unions(self.nodes, self.terms)

    def _counts(self) -> Iterator[Objection]:
        for node in self.nodes:
            exact = node.shown.n - sum(self.nodes[place].shown.n for place in self._exact_inside(node))
            if self._is_impossible(node):
                yield _object(node, Kind.CONTRADICTION)
            elif node.is_exact and 0 < exact < self.terms.k:
                yield _object(node, Kind.SMALL_PART, exact, self._cells_outside_exact(node))

    def _is_impossible(self, node: Node) -> bool:
        """More answers inside than outside, answers from no cell, or more answers than people."""
        if node.loose < 0 or (node.loose > 0 and not node.own):
            return True
        known = self.invited and all(cell in self.invited for cell in node.own)
        return bool(known) and node.loose > sum(self.invited[cell] for cell in node.own)

    def _exact_inside(self, node: Node) -> Iterator[int]:
        """The outermost exact figures inside a node."""
        waiting = list(node.children)
        while waiting:
            place = waiting.pop()
            if self.nodes[place].is_exact:
                yield place
            else:
                waiting.extend(self.nodes[place].children)

    def _cells_outside_exact(self, node: Node) -> tuple[str, ...]:
        cells, waiting = list(node.own), list(node.children)
        while waiting:
            inside = self.nodes[waiting.pop()]
            if not inside.is_exact:
                cells += inside.own
                waiting.extend(inside.children)
        return tuple(cells)

    def _totals(self) -> Iterator[Objection]:
        """The tightest bounds on every part, and whether they leave room."""
        for node in reversed(self.nodes):
            inside = [self.nodes[child] for child in node.children]
            node.low = max(node.low, sum(one.low for one in inside))
            node.high = min(node.high, sum(one.high for one in inside) + max(node.loose, 0) * self.terms.reach)
        for node in self.nodes:
            loose = self._narrow(node)
            if node.low > node.high + SLACK:
                yield _object(node, Kind.CONTRADICTION)
                continue
            for kind in cramped(node.shown.n, (node.low, node.high), self.terms):
                yield _object(node, kind, node.shown.n, node.shown.covers)
            if node.children:
                for kind in cramped(node.loose, loose, self.terms):
                    yield _object(node, kind, node.loose, tuple(node.own))

    def _narrow(self, node: Node) -> tuple[float, float]:
        """Narrow the figures inside a node whose own bounds are final; returns the bounds of its loose people."""
        inside = [self.nodes[child] for child in node.children]
        low, high = sum(one.low for one in inside), sum(one.high for one in inside)
        spare = float(max(node.loose, 0) * self.terms.reach)
        for one in inside:
            # Read the sums of the others before this one is narrowed: they are those of the walk upwards.
            one.low, one.high = (
                max(one.low, node.low - (high - one.high) - spare),
                min(one.high, node.high - (low - one.low)),
            )
        return max(node.low - high, 0.0), min(node.high - low, spare)


def _object(node: Node, kind: Kind, size: int | None = None, cells: Sequence[str] = ()) -> Objection:
    return Objection(node.shown.unit, node.shown.item, kind, size, tuple(cells))
