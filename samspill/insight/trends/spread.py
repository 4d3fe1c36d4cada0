"""How far answers spread within units, over several rounds or several items."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, sqrt

from samspill.insight import intervals
from samspill.insight.errors import BadInput
from samspill.insight.tables import Spread

ROUNDS_POOLED = 12


def pooled_sigma(rounds: Sequence[tuple[float, int]]) -> float:
    """Standard deviation of one person's answer around the unit's mean, pooled over the organisation's rounds.

    `rounds`: (within-unit sum of squares, degrees of freedom) as frozen at each close, oldest first; the last twelve
    are used, together as :func:`samspill.insight.intervals.sigma` uses one. Raises BadInput for a sum or degrees of
    freedom that are negative or no numbers.

    >>> pooled_sigma([(75.0, 100), (77.0, 100)]), pooled_sigma([(3.0, 12)])
    (0.9, 0.9)
    """
    recent = rounds[-ROUNDS_POOLED:]
    for squares, freedom in recent:
        if not (0 <= squares < inf and 0 <= freedom < inf):
            raise BadInput(f"no round has a sum of squares of {squares!r} and {freedom!r} degrees of freedom")
    return intervals.sigma(Spread(sum(squares for squares, _ in recent), sum(freedom for _, freedom in recent)))


def index_sigma(sigmas: Sequence[float], *, correlation: float = 1.0) -> float:
    """Standard deviation of the mean of several items answered by the same person.

    `correlation` is that between two items within a unit; 1 is the safe bound where it is unknown, since
    cross-products are never collected per cell. Raises BadInput without items, for a standard deviation that is
    negative or no number, and for a correlation outside 0-1.

    >>> index_sigma([0.9, 0.9, 0.9]), round(index_sigma([0.9, 0.9, 0.9], correlation=0.4), 2)
    (0.9, 0.7)
    """
    if not sigmas or not all(0 <= sigma < inf for sigma in sigmas) or not 0 <= correlation <= 1:
        raise BadInput(f"no spread of an index for sigmas = {sigmas!r}, correlation = {correlation!r}")
    own = sum(sigma**2 for sigma in sigmas)
    shared = sum(sigmas) ** 2 - own
    return round(sqrt(own + correlation * shared) / len(sigmas), 10)
