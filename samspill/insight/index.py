"""The index: the mean of the pulse items, made only from what is already published of them."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.insight.errors import BadInput
from samspill.insight.tables import DECIMALS, INDEX, Figure, Reason


def index_figure(parts: Sequence[Figure]) -> Figure:
    """The index of a unit from its published pulse figures, one per pulse item.

    Only the rounded means enter, never a count, so that the index adds nothing to what is known. Where one of
    the items shows no mean there is no index this round.

    :raises BadInput: without figures, or for figures that are not of one unit.

    >>> def joy(item, mean):
    ...     return Figure("team", None, item, 9, ("team",), mean, None, 2, None, None)
    >>> index_figure([joy("a", 3.11), joy("b", 3.56), joy("c", 4.0)]).mean
    3.56
    """
    units = {(figure.unit, figure.parent) for figure in parts}
    if len(units) != 1:
        names = ", ".join(sorted(repr(unit) for unit, _ in units))
        raise BadInput(f"an index is made of the figures of one unit, not of {names or 'none'}")
    unit, parent = parts[0].unit, parts[0].parent
    means = [figure.mean for figure in parts if figure.mean is not None]
    if len(means) < len(parts):
        shown = [figure for figure in parts if figure.reason is None]
        reason = Reason.ITEM_MISSING if shown else Reason.TOO_FEW_OR_EXTREME
        return Figure(unit, parent, INDEX, None, (), None, None, DECIMALS, None, reason)
    n = min(figure.n or 0 for figure in parts)
    mean = round(sum(means) / len(means), DECIMALS)
    return Figure(unit, parent, INDEX, n, parts[0].covers, mean, None, DECIMALS, None, None)
