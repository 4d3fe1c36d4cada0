"""Items about offensive behaviour and violence: one figure, for the whole organisation, or none."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.insight.figures import Counts
from samspill.insight.policy import Outcome, Policy
from samspill.insight.scoring import excess
from samspill.insight.tables import DECIMALS, Figure, Item, Reason

FEWEST_ANSWERS = 20
FEWEST_APART = 10


def organisation_figure(counts: Counts, item: Item, shown: Sequence[Figure]) -> list[Figure]:
    """Figures of a sensitive item, one per unit: a mean at the root at the most.

    The mean is shown for at least 20 answers, and only if nobody or at least 10 of the people counted are outside any
    other figure. Counted are everybody or, where that is too near another figure, those of one of the root's others.

    :param shown: everything else that is shown of the round.
    :returns: one figure per unit, in the tree's order.

    >>> from samspill.insight.tables import CellTally
    >>> from samspill.insight.tree import Tree
    >>> tallies = [CellTally("a", "a", 30, 24, {"threat": (15, 4, 3, 1, 1)})]
    >>> organisation_figure(Counts(Tree(("a",), (-1,)), tallies, 5), Item("threat", sensitive=True), [])[0].mean
    1.71
    """
    root = counts.tree.root
    figures = [
        Figure(
            name,
            counts.tree.parent_id(unit),
            item.id,
            None,
            (),
            None,
            None,
            DECIMALS,
            None,
            Reason.TOO_FEW_OR_EXTREME if unit == root else Reason.ORGANISATION_ONLY,
        )
        for unit, name in enumerate(counts.tree.ids)
    ]
    others = {figure.covers for figure in shown if figure.covers}
    everybody = tuple(tally.cell for tally in counts.tallies)
    choices = [everybody, *sorted((f.covers for f in shown if f.unit == counts.tree.ids[root]), key=len)[::-1]]
    for covers in choices:
        if covers and _is_apart(counts, item, covers, others):
            figures[root] = _root_figure(counts, item, covers, figures[root])
            break
    return figures


def _is_apart(counts: Counts, item: Item, covers: tuple[str, ...], others: set[tuple[str, ...]]) -> bool:
    n = {cell: sum(counts.cell(cell, item.id)) for cell in covers}
    total = sum(n.values())
    return all(
        total - shared == 0 or total - shared >= FEWEST_APART
        for shared in (sum(n.get(cell, 0) for cell in other) for other in others)
    )


def _root_figure(counts: Counts, item: Item, covers: tuple[str, ...], hidden: Figure) -> Figure:
    values = [counts.cell(cell, item.id) for cell in covers]
    n, above = sum(map(sum, values)), sum(map(excess, values))
    policy = Policy(reach=item.reach, k=counts.k)
    if n < max(FEWEST_ANSWERS, policy.large) or policy.divide((), n).outcome(above) is not Outcome.OPEN:
        return hidden
    mean = round(item.lo + above / n, DECIMALS)
    return Figure(hidden.unit, None, item.id, n, covers, mean, None, DECIMALS, None, None)
