"""An index must be the mean of published means: otherwise it tells of an item that is hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from samspill.insight.auditor.objections import Kind, Objection, Shown

INDEX = "index"
MOST_ITEMS = 6
"""Items that an index may be made of."""


def index_objections(figures: Sequence[Shown], pulse: Sequence[str] = ()) -> Iterator[Objection]:
    """Objections to the indexes of a round.

    :param figures: all figures of the round.
    :param pulse: the items the index is made of, if known; otherwise the items that explain most indexes are found.

    An index over the same cells as the means it is the mean of is a function of them and tells nothing more, and so
    is a band as wide as they leave it. Any other gives away an item that is hidden or banded there.

    >>> means = [Shown("team", "a", 9, ("x",), mean=3.0), Shown("team", "b", 9, ("x",), band=(1.0, 1.56))]
    >>> [found.unit for found in index_objections([*means, Shown("team", "index", 9, ("x",), mean=2.2)])]
    ['team']
    """
    indexes = [one for one in figures if one.item == INDEX]
    if not indexes:
        return
    parts: dict[tuple[str, str, frozenset[str]], dict[str, Shown]] = {}
    for one in figures:
        if one.item != INDEX and (one.mean is not None or one.band is not None):
            parts.setdefault(_place(one), {})[one.item] = one
    beside = [parts.get(_place(one), {}) for one in indexes]
    items = tuple(pulse) or _best(indexes, beside)
    for one, here in zip(indexes, beside, strict=True):
        if one.histogram is not None or not _explains(items, one, here):
            yield Objection(one.unit, INDEX, Kind.INDEX, one.n, one.covers)


def _place(one: Shown) -> tuple[str, str, frozenset[str]]:
    return one.hierarchy, one.unit, frozenset(one.covers)


def _best(indexes: Sequence[Shown], beside: Sequence[Mapping[str, Shown]]) -> tuple[str, ...]:
    """The items whose means explain the most indexes."""
    seen = sorted({item for parts in beside for item in parts})
    sizes = range(1, min(MOST_ITEMS, len(seen)) + 1)
    choices = [choice for size in sizes for choice in combinations(seen, size)]
    sample = list(zip(indexes, beside, strict=True))[:: max(1, len(indexes) // 50)]
    return max(choices, key=lambda items: sum(_explains(items, *pair) for pair in sample), default=())


def _explains(items: Sequence[str], one: Shown, parts: Mapping[str, Shown]) -> bool:
    """Whether an index tells no more than the figures of its items: their mean, or no less wide a band."""
    if not items or not all(item in parts for item in items):
        return False
    slack = 0.5 * 10.0**-one.decimals + 1e-9
    low, high = (sum(end(parts[item]) for item in items) / len(items) for end in (_low, _high))
    if one.mean is not None:
        return low == high and abs(low - one.mean) <= slack
    return one.band is None or (one.band[0] <= low + slack and one.band[1] >= high - slack)


def _low(one: Shown) -> float:
    return one.mean if one.mean is not None else one.band[0] if one.band else 0.0


def _high(one: Shown) -> float:
    return one.mean if one.mean is not None else one.band[1] if one.band else 0.0
