"""What an auditor is shown, and what it may object: plain values, no sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Which promise an objection says would be broken.

    >>> Kind.SMALL_PART.value
    'small_part'
    """

    SMALL_FIGURE = "small_figure"
    """A figure of fewer than k, or a distribution of fewer than ten."""
    SMALL_PART = "small_part"
    """Figures of one hierarchy whose difference describes fewer than k."""
    COMBINATION = "combination"
    """Figures that overlap, some sum or difference of which describes fewer than k."""
    TOO_NARROW = "too_narrow"
    """The total of fewer than k is known to within less than one step of the scale for each of them."""
    AT_THE_END = "at_the_end"
    """A group so near an end of the scale that one of them, at least, knows what another answered."""
    CONTRADICTION = "contradiction"
    """A figure that cannot be true beside the others."""
    HISTOGRAM = "histogram"
    """A distribution that covers others than its mean, or tells what nearly everybody in some group answered."""
    INDEX = "index"
    """An index that is not the mean of published means, and so tells of what is hidden."""
    JOINER = "joiner"
    """Two rounds that differ by fewer than k who came."""
    LEAVER = "leaver"
    """Two rounds that differ by fewer than k who left."""
    MOVER = "mover"
    """Two rounds that differ by fewer than k, some of whom came and some of whom left or moved."""
    SMALL_GROUP = "small_group"
    """Comments of fewer than k, or a response rate of fewer than ten."""
    RELATION = "relation"
    """A correlation that is not of the whole organisation, of too few, or told more finely than in tenths."""
    UNDECIDED = "undecided"
    """Too intricate to be proven safe within the limits of the search."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One published figure: ``n`` answers from the cells ``covers``; a mean or a band in scale units, already turned.

    ``histogram`` counts the same answers per value; ``hierarchy`` names the family of units, ``decimals`` is how
    the mean is rounded.

    >>> Shown("team", "joy", 6, ("a",), mean=3.0).band is None
    True
    """

    unit: str
    item: str
    n: int
    covers: tuple[str, ...]
    mean: float | None = None
    band: tuple[float, float] | None = None
    histogram: tuple[int, ...] | None = None
    hierarchy: str = "unit"
    decimals: int = 2


@dataclass(frozen=True, slots=True)
class Objection:
    """A figure that must not stand, and why.

    :param unit: withdraw this unit's figure for ``item``, and the objection falls.
    :param kind: a :class:`Kind`.
    :param size: people in the group that would be described, where one is.
    :param cells: the cells that group is in.
    :param round: id of the round, empty when only one was looked at.

    >>> Objection("team", "joy", Kind.SMALL_PART, 3, ("b",)).size
    3
    """

    unit: str
    item: str
    kind: str
    size: int | None = None
    cells: tuple[str, ...] = ()
    round: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the promise is in one round: groups of ``k``, on a scale of whole numbers from ``low`` to ``high``.

    >>> Terms(5, 1, 5).reach, Terms(5, 1, 5).margin
    (4, 5)
    """

    k: int
    low: int
    high: int

    @property
    def reach(self) -> int:
        """The most that one person adds to a group's excess (its sum less the lowest it could have)."""
        return self.high - self.low

    @property
    def margin(self) -> int:
        """How far from both ends a group's excess must be able to lie for its members to be in doubt of each other."""
        return max(self.reach + 1, self.k - 1)
