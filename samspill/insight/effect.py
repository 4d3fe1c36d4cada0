"""Did it help? A measure's effect, judged on what was expected before it began.

Three or more units with the measure are compared with units without it (difference in differences); a
measure for everybody is compared with the course the organisation was on (interrupted time series); for
one or two units there is a chart with a date and nothing to test. Units are often chosen because they were
low, and such units rise by themselves: the level before is therefore the shrunk one, towards which chance
would have brought them anyway. One or two units are given no test: a sign is called one only as far from chance as
the trend rule asks, and only if it is worth a talk. A verdict is a sign, never a cause nor a return on investment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy import stats

from samspill.insight.errors import BadInput
from samspill.insight.trends import Panel, Series, shrink, tabulate

ROUNDS = 6
LEAST_ROUNDS = 3
LEAST_TREATED, LEAST_COMPARED = 3, 5
LEAST_BEFORE = 8
PERMUTATIONS = 999
SIZE = 0.05
# As the trend rule: what counts as a fall, as a rise, and the smallest change worth a talk.
FALL, RISE, WORTH = -3.0, 3.3, 0.3
END = 0.1  # of the scale: as far from its ends as a level is taken to lie at the least

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Verdict(StrEnum):
    """What may be said of a measure.

    >>> Verdict("better").name
    'BETTER'
    """

    BETTER = "better"
    UNCLEAR = "unclear"
    WORSE = "worse"
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as registered before it began.

    `start` is of the same kind as the points' `on`; rounds on or after it come after. `chosen_low`: whether
    units may have been chosen because they were low; only a choice by lot makes False right.

    >>> Measure("2026-03-01", frozenset({"north", "south", "west"})).chosen_low
    True
    """

    start: str | int
    units: frozenset[str]
    chosen_low: bool = True
    scale: tuple[float, float] = (1.0, 5.0)


@dataclass(frozen=True, slots=True)
class Effect:
    """`estimate`: scale units, positive is better. `p`: two-sided. Both None where there is nothing to go by.
    `units` with the measure and `compared` without it are those with figures enough to count.

    >>> Effect(Verdict.TOO_EARLY).p is None
    True
    """

    verdict: Verdict
    estimate: float | None = None
    p: float | None = None
    units: int = 0
    compared: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class _Units:
    """The units with rounds enough to count: change, weight, spread (a factor in common) and who has the measure."""

    change: Floats
    weight: Floats
    spread: Floats
    given: Flags

    def contrast(self, given: Flags) -> tuple[Floats, Floats]:
        """Weighted mean change with minus without, for each row of `given` (R, U), and its error up to a factor."""
        pull, noise = self.weight * self.change, self.weight * self.spread
        with_it, mass, its_noise = given @ pull, given @ self.weight, given @ noise
        rest = self.weight.sum() - mass
        estimate = with_it / mass - (pull.sum() - with_it) / rest
        error = np.sqrt(its_noise / mass**2 + (noise.sum() - its_noise) / rest**2)
        return np.asarray(estimate), np.asarray(error)


def difference_in_differences(
    series: Sequence[Series], measure: Measure, *, sigma: float, rng: np.random.Generator
) -> Effect:
    """Compare the change of units with the measure with that of units without it.

    `series`: the units with it and comparable ones without, none of them containing another. Uses the six
    rounds before the start and the first six after it; a unit counts with three or more in each. The level
    before is the empirical-Bayes mean unless the units were drawn by lot; weights are inverse variances; p
    comes from 999 reassignments of the measure to units (Fisher 1935; Ernst 2004). Since answers spread most in the
    middle of a scale, and units chosen because they were low lie there, each assignment counts in standard errors of
    its own (Chung and Romano 2013; spread by level after Wedderburn 1974). Fewer than three units with it, five
    without, or six rounds since: too early, without p. Raises BadInput where units overlap, one with the measure is
    unknown, or `sigma` is not positive.

    >>> from samspill.insight.trends import Point
    >>> def team(name, after):
    ...     points = (Point(str(t), t, 3.0 if t < 6 else after, 9) for t in range(12))
    ...     return Series(name, "org", tuple(points))
    >>> teams = [team(f"u{i}", 3.8 if i < 4 else 3.0) for i in range(20)]
    >>> with_it = Measure(6, frozenset({"u0", "u1", "u2", "u3"}))
    >>> found = difference_in_differences(teams, with_it, sigma=0.9, rng=np.random.default_rng(1))
    >>> found.verdict.value, round(found.estimate, 2)
    ('better', 0.8)
    """
    _check(series, measure)
    _check_sigma(sigma)
    panel = tabulate(series, scale=measure.scale)
    after = _after(panel, series, measure.start)
    units = _units(panel, measure, _first(after), sigma)
    with_it, without = int(units.given.sum()), int((~units.given).sum())
    if not with_it or not without:
        return Effect(Verdict.TOO_EARLY, None, None, with_it, without)
    estimate, error = (float(one[0]) for one in units.contrast(units.given[None, :]))
    if after.sum() < ROUNDS or with_it < LEAST_TREATED or without < LEAST_COMPARED:
        return Effect(Verdict.TOO_EARLY, estimate, None, with_it, without)
    p = _by_lot(units, estimate / error, rng)
    return Effect(_verdict(estimate, p), estimate, p, with_it, without)


def before_and_after(series: Sequence[Series], measure: Measure, *, sigma: float) -> Effect:
    """Compare one or two units with what they were before, without a test.

    `series` and the level before as in `difference_in_differences`; what at least five units without the measure did
    meanwhile is taken out, and with fewer there is nothing to shrink towards and nothing to take out. A sign is called
    one where the change lies as many standard errors from zero as the trend rule asks (sampling alone, so no p is
    given) and is 0.3 or more. Fewer than three rounds before or since: too early. Raises BadInput as there.

    >>> from samspill.insight.trends import Point
    >>> def team(name, after):
    ...     points = (Point(str(t), t, 3.0 if t < 6 else after, 12) for t in range(12))
    ...     return Series(name, "org", tuple(points))
    >>> found = before_and_after([team("u0", 3.9)], Measure(6, frozenset({"u0"})), sigma=0.9)
    >>> found.verdict.value, round(found.estimate, 1), found.p
    ('better', 0.9, None)
    """
    _check(series, measure)
    _check_sigma(sigma)
    panel = tabulate(series, scale=measure.scale)
    given = np.isin(np.array(panel.units), list(measure.units))
    after = _after(panel, series, measure.start)
    begin = _first(after)
    change, weight = _changes(panel, begin, sigma, guard=measure.chosen_low)
    counts = np.isfinite(change)
    others = counts & ~given
    if others.sum() < LEAST_COMPARED:
        others[:] = False
        change, weight = _changes(panel, begin, sigma, guard=False)
    treated = counts & given
    size = int(treated.sum()), int(others.sum())
    if not size[0]:
        return Effect(Verdict.TOO_EARLY, None, None, *size)
    estimate = float(np.average(change[treated], weights=weight[treated]))
    variance = 1 / weight[treated].sum()
    if size[1]:
        estimate -= float(np.average(change[others], weights=weight[others]))
        variance += 1 / weight[others].sum()
    return Effect(_sign(estimate, estimate / float(np.sqrt(variance))), estimate, None, *size)


def interrupted_series(
    one: Series, *, start: str | int, sigma: float, scale: tuple[float, float] = (1.0, 5.0)
) -> Effect:
    """Compare a whole organisation with the course it was on before the start.

    Segmented regression (level and slope, both free to change); the estimate is the mean departure from the
    continued course over the rounds since the start. Standard error after Newey and West (1987), but never
    below what sampling alone gives; t with rounds - 4 degrees of freedom. At least eight rounds before and
    six since, otherwise too early. Raises BadInput as `tabulate` does, and for a `sigma` that is not positive.

    >>> from samspill.insight.trends import Point
    >>> course = tuple(Point(str(t), t, 3.5 + 0.02 * (t % 2) + 0.4 * (t >= 12), 300) for t in range(20))
    >>> found = interrupted_series(Series("org", None, course), start=12, sigma=0.9)
    >>> found.verdict.value, round(found.estimate, 1)
    ('better', 0.4)
    """
    _check_sigma(sigma)
    panel = tabulate([one], scale=scale)
    at = np.flatnonzero(panel.n[0] > 0)
    after = _after(panel, [one], start)[at]
    if after.sum() < ROUNDS or (~after).sum() < LEAST_BEFORE:
        return Effect(Verdict.TOO_EARLY)
    since = np.where(after, at - at[after][0], 0.0)
    design = np.column_stack([np.ones(at.size), at, after, since]).astype(float)
    inverse = np.linalg.pinv(design)
    coefficients = inverse @ panel.value[0, at]
    covariance = newey_west(design, panel.value[0, at] - design @ coefficients)
    sampling = (inverse * (sigma**2 / panel.n[0, at])) @ inverse.T
    ask = np.array([0.0, 0.0, 1.0, since[after].mean()])
    estimate = float(ask @ coefficients)
    error = float(np.sqrt(max(ask @ covariance @ ask, ask @ sampling @ ask)))
    p = float(2 * stats.t.sf(abs(estimate) / error, at.size - design.shape[1]))
    return Effect(_verdict(estimate, p), estimate, p)


def newey_west(design: Floats, residual: Floats, *, lags: int | None = None) -> Floats:
    """Covariance of least-squares coefficients that allows for neighbours in time to be alike.

    `design` (T, K), `residual` (T,) -> (K, K). Bartlett weights; `lags` defaults to 4 (T / 100)^(2/9)
    rounded down, as Newey and West (1994); multiplied by T / (T - K) for few rounds. Raises BadInput
    unless T > K.

    >>> newey_west(np.ones((4, 1)), np.array([1.0, -1.0, 1.0, -1.0]), lags=0).round(4)
    array([[0.3333]])
    """
    rounds, columns = design.shape
    if rounds <= columns:
        raise BadInput(f"{rounds} rounds do not suffice for {columns} coefficients")
    depth = int(4 * (rounds / 100) ** (2 / 9)) if lags is None else lags
    score = design * residual[:, None]
    meat = score.T @ score
    for lag in range(1, depth + 1):
        cross = score[lag:].T @ score[:-lag]
        meat += (1 - lag / (depth + 1)) * (cross + cross.T)
    bread = np.linalg.pinv(design.T @ design)
    return np.asarray(bread @ meat @ bread * rounds / (rounds - columns))


def _check(series: Sequence[Series], measure: Measure) -> None:
    names = {one.unit for one in series}
    inside = sorted(one.unit for one in series if one.parent in names)
    if inside:
        raise BadInput(f"unit {inside[0]!r} lies within another unit of the comparison")
    unknown = sorted(measure.units - names)
    if unknown:
        raise BadInput(f"no figures for unit {unknown[0]!r}")


def _check_sigma(sigma: float) -> None:
    if not 0 < sigma < np.inf:
        raise BadInput(f"the spread of an answer is above 0, not {sigma!r}")


def _after(panel: Panel, series: Sequence[Series], start: str | int) -> Flags:
    on = {point.round_id: point.on for one in series for point in one.points}
    if any(type(when) is not type(start) for when in on.values()):
        raise BadInput(f"start {start!r} is not of the same kind as the rounds' dates")
    late = {round_id for round_id, when in on.items() if when >= start}  # type: ignore[operator]
    return np.array([round_id in late for round_id in panel.rounds], dtype=bool)


def _first(after: Flags) -> int:
    """The round the measure began in; one past the last where it has not."""
    return int(np.argmax(after)) if after.any() else after.size


def _changes(panel: Panel, begin: int, sigma: float, *, guard: bool) -> tuple[Floats, Floats]:
    """Each unit's change (U,), nan where it has too few rounds, and its weight."""
    before = _level(panel, slice(max(begin - ROUNDS, 0), begin))
    after = _level(panel, slice(begin, begin + ROUNDS))
    mean, variance = before[0], sigma**2 / before[1]
    if guard:
        everyone = np.zeros(len(panel.units), dtype=np.intp)
        mean, variance = shrink(mean, variance, everyone, alone=np.zeros(len(panel.units), dtype=bool))
    return after[0] - mean, 1 / (variance + sigma**2 / after[1])


def _level(panel: Panel, rounds: slice) -> tuple[Floats, Floats]:
    n = panel.n[:, rounds]
    enough = (n > 0).sum(axis=1) >= LEAST_ROUNDS
    answers = np.where(enough, n.sum(axis=1), np.nan)
    return (n * np.nan_to_num(panel.value[:, rounds])).sum(axis=1) / answers, answers


def _spread(panel: Panel, begin: int, scale: tuple[float, float]) -> Floats:
    """How far answers can spread at each unit's level (U,), as variances up to a common factor."""
    low, high = scale
    margin = END * (high - low)
    level = np.clip(_level(panel, slice(max(begin - ROUNDS, 0), begin + ROUNDS))[0], low + margin, high - margin)
    return np.asarray((level - low) * (high - level))


def _units(panel: Panel, measure: Measure, begin: int, sigma: float) -> _Units:
    change, weight = _changes(panel, begin, sigma, guard=measure.chosen_low)
    counts = np.isfinite(change)
    spread = _spread(panel, begin, measure.scale)
    given = np.isin(np.array(panel.units), list(measure.units))
    return _Units(change[counts], weight[counts], spread[counts], given[counts])


def _by_lot(units: _Units, seen: float, rng: np.random.Generator) -> float:
    """The share of reassignments of the measure that lie as far from nothing as what was seen, itself included."""
    estimates, errors = units.contrast(rng.permuted(np.tile(units.given, (PERMUTATIONS, 1)), axis=1))
    as_far = np.abs(estimates) / errors >= abs(seen) - 1e-12
    return float((1 + as_far.sum()) / (1 + PERMUTATIONS))


def _verdict(estimate: float, p: float) -> Verdict:
    if p > SIZE:
        return Verdict.UNCLEAR
    return Verdict.BETTER if estimate > 0 else Verdict.WORSE


def _sign(estimate: float, z: float) -> Verdict:
    if abs(estimate) < WORTH or FALL <= z <= RISE:
        return Verdict.UNCLEAR
    return Verdict.BETTER if estimate > 0 else Verdict.WORSE
