"""What goes into publishing and what comes out: plain values, nothing that computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

DECIMALS = 2
"""Decimals of a published mean. The proofs assume that a reader can recover the exact sum from it."""

INDEX = "index"
"""The item id of the mean of the pulse items."""


class Reason(StrEnum):
    """Why a figure shows no mean and no band. Too few and too extreme share one code, because telling them
    apart would tell something about the answers.

    >>> Reason("too_few_or_extreme").name
    'TOO_FEW_OR_EXTREME'
    """

    TOO_FEW_OR_EXTREME = "too_few_or_extreme"
    ORGANISATION_ONLY = "organisation_only"
    ITEM_MISSING = "item_missing"


@dataclass(frozen=True, slots=True)
class Item:
    """One question on the whole numbers ``lo`` .. ``hi``.

    Items with ``pulse`` share one cover and make up the index. Items with ``sensitive`` (offensive behaviour,
    violence) are shown for the whole organisation only.

    >>> Item("joy").reach
    4
    """

    id: str
    lo: int = 1
    hi: int = 5
    pulse: bool = False
    sensitive: bool = False

    @property
    def reach(self) -> int:
        """The width of the scale: the most that one person can add to a group's excess."""
        return self.hi - self.lo


@dataclass(frozen=True, slots=True)
class CellTally:
    """The counts of one cell when the round has closed.

    :param respondents: people in the cell who answered anything.
    :param counts: per item id how many gave each value ``lo`` .. ``hi``, *scored* (reversed items turned).

    >>> CellTally("north", "north", invited=9, respondents=7, counts={"joy": (0, 1, 2, 3, 1)}).counts["joy"][3]
    3
    """

    cell: str
    unit: str
    invited: int
    respondents: int
    counts: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One item in one unit, as published.

    Exactly one of ``mean``, ``band`` and ``reason`` is set. ``n`` counts the people in ``covers`` (cell ids)
    who answered the item and is ``None`` with a reason; ``hist`` counts the same people per value.
    ``unit`` ends in ``:rest`` for what remains of a unit beside the smaller groups shown.

    >>> hidden = Figure("team", "unit", "joy", None, (), None, None, 2, None, Reason.TOO_FEW_OR_EXTREME)
    >>> hidden.reason.value
    'too_few_or_extreme'
    """

    unit: str
    parent: str | None
    item: str
    n: int | None
    covers: tuple[str, ...]
    mean: float | None
    band: tuple[float, float] | None
    decimals: int
    hist: tuple[int, ...] | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Spread:
    """Within-cell sum of squares and degrees of freedom of an item over the root's cover.

    ``ss`` is rounded so that the variance is a multiple of 0.05: enough for limits, too coarse to undo a mean.

    >>> from samspill.insight.intervals import sigma
    >>> sigma(Spread(ss=32.4, df=40))
    0.9
    """

    ss: float
    df: int


@dataclass(frozen=True, slots=True)
class CommentPool:
    """Cells whose comments are read together, for the readers of ``unit``.

    >>> CommentPool("company", ("office", "depot"), respondents=15, comments=7).cells
    ('office', 'depot')
    """

    unit: str
    cells: tuple[str, ...]
    respondents: int
    comments: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A unit's response in steps of five points: ``percent`` is the lower end of the step, at most 95.

    ``covers`` are the cells counted, ``invited`` the people in them.

    >>> Rate("office", ("office",), invited=20, percent=65).percent
    65
    """

    unit: str
    covers: tuple[str, ...]
    invited: int
    percent: int


@dataclass(frozen=True, slots=True)
class Driver:
    """How one item goes together with the index, over everybody who answered both, in all cells.

    ``n``: people who answered both, in whole tens downwards. ``r``: the correlation to one decimal, ``None`` where no
    relation is clear; ``or_more``: it stands for all that are stronger too. ``interval``: around ``r``, to one decimal.

    >>> Driver("trust", 140, 0.4, (0.2, 0.6)).or_more
    False
    """

    item: str
    n: int
    r: float | None
    interval: tuple[float, float] | None
    or_more: bool = False


@dataclass(frozen=True, slots=True)
class AttributeTally:
    """The counts of one cell of the attribute's table, as :class:`CellTally`.

    >>> AttributeTally("north×night", "north", "night", 9, 7, {"joy": (0, 1, 2, 3, 1)}).value
    'night'
    """

    cell: str
    unit: str
    value: str
    invited: int
    respondents: int
    counts: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Attribute:
    """The second table of a round.

    ``both`` counts who answered by their cells in the two tables, of those who are in both; ``root`` is the unit
    that stands for the whole organisation.

    >>> night = AttributeTally("north×night", "north", "night", 9, 7, {"joy": (0, 1, 2, 3, 1)})
    >>> Attribute("company", (night,), {("north", "north×night"): 7}).both["north", "north×night"]
    7
    """

    root: str
    tallies: tuple[AttributeTally, ...]
    both: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Tables:
    """What a round collected: the units' cells, and perhaps those of one attribute.

    >>> Tables((CellTally("north", "north", 9, 7, {"joy": (0, 1, 2, 3, 1)}),)).attribute is None
    True
    """

    units: tuple[CellTally, ...]
    attribute: Attribute | None = None


@dataclass(frozen=True, slots=True)
class AttributeFigure:
    """One item for those in a department, or in the organisation, who share a value.

    >>> figure = Figure("north×night", "company×night", "joy", 12, ("north×night",), 3.5, None, 2, None, None)
    >>> AttributeFigure("north", "night", figure).figure.mean
    3.5
    """

    department: str
    value: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything one round publishes.

    ``figures``: one per unit and item (and the index), then those of remainders; ``spreads``: per item id;
    ``pools``: comment pools; ``rates``: only units large enough; ``drivers``: what goes together with the index,
    for the whole of a large organisation; ``by_attribute``: one per group, item and, for pulse items, the index.

    >>> Publication(figures=(), spreads={}, pools=(), rates=()).drivers
    ()
    """

    figures: tuple[Figure, ...]
    spreads: Mapping[str, Spread]
    pools: tuple[CommentPool, ...]
    rates: tuple[Rate, ...]
    drivers: tuple[Driver, ...] = ()
    by_attribute: tuple[AttributeFigure, ...] = ()
