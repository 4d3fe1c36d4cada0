"""What goes into a trend and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samspill.insight.errors import BadInput


class TrendInputError(BadInput):
    """The series contradict themselves; the message holds the offending value.

    >>> raise TrendInputError("unit 'a' is given twice")
    Traceback (most recent call last):
    samspill.insight.trends.types.TrendInputError: unit 'a' is given twice
    """


class State(StrEnum):
    """What may be said about a unit today.

    `PROVISIONAL` is `ORDINARY` with a baseline of six rounds instead of a year's. A `FALL` or `RISE` may
    itself rest on a provisional baseline; `Assessment.firm` tells.

    >>> [state.value for state in State]
    ['too_short', 'provisional', 'ordinary', 'fall', 'rise']
    """

    TOO_SHORT = "too_short"
    PROVISIONAL = "provisional"
    ORDINARY = "ordinary"
    FALL = "fall"
    RISE = "rise"


class Rhythm(StrEnum):
    """How often the item is asked: it decides from how many points anything is said.

    >>> Rhythm("quarterly").name
    'QUARTERLY'
    """

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class Point:
    """One published figure.

    `on` is an ISO date or any whole number that orders the rounds; one kind throughout. `value` is in
    scale units, already scored (higher is better), None when the round was hidden for this unit. `n` is the
    number of answers. For a figure shown as a band `banded` is true and `value` is the band's inner edge.
    `new_cover` marks a figure that covers other people than the unit's previous one.

    >>> Point("2026-11", "2026-11-27", 2.9, 13).banded
    False
    """

    round_id: str
    on: str | int
    value: float | None
    n: int | None
    banded: bool = False
    new_cover: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The published history of one unit; `parent` is None for the organisation itself.

    Points come in the order of their `on`. A parent need not have a series of its own.

    >>> Series("team", "department", ()).parent
    'department'
    """

    unit: str
    parent: str | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything a page needs to draw and word one unit's trend.

    `since`: round from which a signalled change is most likely. `level`: baseline mean. `shift`: how far the
    smoothed present lies from it, scale units. `z`: the same in standard errors. `band`: where the next
    figure would lie in 95 of 100 cases if nothing had changed. `firm`: the baseline is a year's.
    `used_month_effect`: what all others did the same months has been taken out. `mostly_banded`: shown mostly
    as bands, so no signal can be given. `follows`: the unit above whose change this one only shares.
    Fields that cannot be known are None.

    >>> Assessment("team", State.TOO_SHORT, ()).signalled
    False
    """

    unit: str
    state: State
    points: tuple[Point, ...]
    since: str | None = None
    level: float | None = None
    shift: float | None = None
    z: float | None = None
    band: tuple[float, float] | None = None
    firm: bool = False
    used_month_effect: bool = False
    mostly_banded: bool = False
    rhythm: Rhythm = Rhythm.MONTHLY
    follows: str | None = None

    @property
    def signalled(self) -> bool:
        """Whether the state is a fall or a rise."""
        return self.state in {State.FALL, State.RISE}

    @property
    def latest(self) -> Point | None:
        """The last point with a figure, if any."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    @property
    def since_point(self) -> Point | None:
        """The point that `since` names."""
        return next((point for point in self.points if point.round_id == self.since), None)
