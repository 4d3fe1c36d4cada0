"""How far answers spread within units, and the interval that follows."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist

PRESET_SIGMA = 0.9
LEAST_DF = 30
SIGMA_BOUNDS = (0.5, 1.5)
ROUNDS_POOLED = 12


def pooled_sigma(rounds: Sequence[tuple[float, int]]) -> float:
    """Standard deviation of one person's answer around the unit's mean, pooled over the organisation.

    `rounds`: (within-unit sum of squares, degrees of freedom) as frozen at each close, oldest first; the
    last twelve are used. Rounded to .1 and kept within .5-1.5, so that it says nothing about any one unit;
    below 30 degrees of freedom the preset .9. Raises ValueError on a negative sum or count.

    >>> pooled_sigma([(75.0, 100), (77.0, 100)]), pooled_sigma([(3.0, 12)])
    (0.9, 0.9)
    """
    recent = rounds[-ROUNDS_POOLED:]
    for squares, df in recent:
        if squares < 0 or df < 0:
            raise ValueError(f"a round cannot have sum of squares {squares} and degrees of freedom {df}")
    freedom = sum(df for _, df in recent)
    if freedom < LEAST_DF:
        return PRESET_SIGMA
    low, high = SIGMA_BOUNDS
    return min(max(round(sqrt(sum(squares for squares, _ in recent) / freedom), 1), low), high)


def index_sigma(sigmas: Sequence[float], *, correlation: float = 1.0) -> float:
    """Standard deviation of the mean of several items answered by the same person.

    `correlation` is that between two items within a unit; 1 is the safe bound where it is unknown, since
    cross-products are never collected per cell. Raises ValueError without items or outside 0-1.

    >>> index_sigma([0.9, 0.9, 0.9]), round(index_sigma([0.9, 0.9, 0.9], correlation=0.4), 2)
    (0.9, 0.7)
    """
    if not sigmas or not 0 <= correlation <= 1:
        raise ValueError(f"need items and a correlation of 0-1, got {len(sigmas)} and {correlation}")
    own = sum(sigma**2 for sigma in sigmas)
    shared = sum(sigmas) ** 2 - own
    return round(sqrt(own + correlation * shared) / len(sigmas), 10)


def interval(
    value: float,
    n: int,
    sigma: float,
    *,
    level: float = 0.9,
    scale: tuple[float, float] = (1.0, 5.0),
) -> tuple[float, float]:
    """Where the unit's lasting level lies with the given confidence, kept within the scale.

    Uses the organisation's `sigma`, never the unit's own spread: mean and own interval together would pin
    down the answers. Raises ValueError unless n >= 1, sigma > 0 and 0 < level < 1.

    >>> low, high = interval(2.9, 13, 0.9)
    >>> round(low, 1), round(high, 1)
    (2.5, 3.3)
    """
    if n < 1 or sigma <= 0 or not 0 < level < 1:
        raise ValueError(f"no interval for n={n}, sigma={sigma}, level={level}")
    half = NormalDist().inv_cdf((1 + level) / 2) * sigma / sqrt(n)
    return max(value - half, scale[0]), min(value + half, scale[1])
