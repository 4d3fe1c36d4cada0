"""Two control charts: the present against the unit's baseline, and against the twelve rounds before the last six.

What a difference between two stretches of a series is worth depends on who answered. When the same people answer
month after month, two rounds differ less than independent answers would, and the longer apart they are, the more of
the people have been replaced. Both are taken into account with one number, the *likeness* of a unit's rounds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samspill.insight.trends.baseline import Fit
from samspill.insight.trends.panel import Flags, Floats, Panel

LAMBDA = 0.15
STAYING = 0.98  # of the people in a unit from one month to the next: about a fifth are replaced in a year
LAGS = 6
LEAST_PAIRS = 120  # with fewer, likeness is too uncertain and rounds count as independent
MOST_ALIKE = 0.9
RECENT, BEFORE = 6, 12
LEAST_RECENT, LEAST_BEFORE = 3, 6


@dataclass(frozen=True, slots=True, eq=False)
class Noise:
    """How U units' figures vary over T rounds if nothing changes.

    `left` (U, T): what is left of a figure without baseline and month effect, 0 where unseen. `own` (U, T): its
    sampling variance. `tie` (U, T): the covariance of two rounds is the product of their ties, times `staying` for
    each round between them. `n` (U, T): answers, 0 where unseen.

    >>> one = np.ones((1, 2))
    >>> Noise(left=0 * one, own=0.1 * one, tie=0 * one, n=8 * one, staying=0.97).n
    array([[8., 8.]])
    """

    left: Floats
    own: Floats
    tie: Floats
    n: Floats
    staying: float

    def variance(self, weights: Floats) -> Floats:
        """Variance (U,) of the sums of figures with `weights` (U, T).

        >>> one = np.full((1, 2), 1.0)
        >>> Noise(one, 4 * one, one, one, staying=0.5).variance(np.array([[1.0, -1.0]]))
        array([7.])
        """
        total: Floats = (weights**2 * self.own).sum(axis=1)
        pulls = weights * self.tie
        carried = np.zeros(len(weights))
        for pull in pulls.T:
            carried = carried * self.staying
            total += 2 * pull * carried
            carried += pull
        return total


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """The smoothed present of U units in T rounds, what it is held against, and the standard error between them.

    All (U, T), in scale units around each unit's baseline; `error` is infinite where the chart says nothing.

    >>> chart = Chart(present=np.array([[3.2]]), past=np.array([[4.0]]), error=np.array([[0.25]]))
    >>> chart.shift.round(1), chart.z.round(1)
    (array([[-0.8]]), array([[-3.2]]))
    """

    present: Floats
    past: Floats
    error: Floats

    @property
    def shift(self) -> Floats:
        """(U, T): how far the present lies from the past."""
        return self.present - self.past

    @property
    def z(self) -> Floats:
        """(U, T): the same in standard errors, 0 where the chart says nothing."""
        return self.shift / self.error


def likeness(panel: Panel, left: Floats, base: Flags, sigma: Floats, *, staying: float = STAYING) -> float:
    """How much of the variance of a figure two successive rounds of a unit share: 0 for new people every round.

    `left` (U, T): figures without month effect; `base` (U, T): the rounds to look at; `sigma` (T,). Pooled over the
    lowest units and over rounds up to six apart: independent figures differ by their sampling variances; as much as
    they differ less, they are alike. Bands do not count. 0 with fewer than 120 pairs, 0.9 at the most.

    >>> from samspill.insight.trends import Point, Series, tabulate
    >>> units = [Series(f"u{u}", None, tuple(Point(f"r{t}", t, 3.5, 8) for t in range(12))) for u in range(20)]
    >>> panel = tabulate(units)
    >>> likeness(panel, panel.value, panel.seen, np.full(12, 0.9))
    0.9
    """
    counted = base & panel.lowest[:, None] & ~panel.banded
    variance = sigma**2 / np.where(counted, panel.n, 1)
    less, most, pairs = 0.0, 0.0, 0
    for lag in range(1, min(LAGS, len(panel.rounds) - 1) + 1):
        both = counted[:, lag:] & counted[:, :-lag]
        expected = (variance[:, lag:] + variance[:, :-lag])[both]
        differs = (left[:, lag:] - left[:, :-lag])[both]
        less += float((expected - differs**2).sum())
        most += float(expected.sum()) * staying**lag
        pairs += int(both.sum())
    return min(max(less / most, 0.0), MOST_ALIKE) if pairs >= LEAST_PAIRS else 0.0


def noise_of(panel: Panel, found: Fit, base: Flags, sigma: Floats, *, staying: float = STAYING) -> Noise:
    """What may be expected of the units' figures, from baselines `found` on the rounds `base` (U, T).

    What the others did is itself uncertain in a small organisation, and counts as noise after the baseline.

    >>> from samspill.insight.trends import Point, Series, tabulate
    >>> from samspill.insight.trends.baseline import fit
    >>> panel = tabulate([Series("org", None, tuple(Point(f"r{t}", t, 4.0, 9) for t in range(6)))])
    >>> base, sigma = panel.seen, np.full(6, 0.9)
    >>> float(noise_of(panel, fit(panel, base, sigma), base, sigma).own[0, 0].round(2))
    0.09
    """
    seen = panel.seen & np.isfinite(found.mean)[:, None]
    left = np.where(seen, panel.value - found.effect - found.mean[:, None], 0.0)
    alike = likeness(panel, left, base & seen, sigma, staying=staying)
    own = np.where(seen, sigma**2 / np.where(seen, panel.n, 1), 0.0)
    shared = np.where(seen & ~base, sigma**2 * found.share, 0.0)
    return Noise(left, own + shared, np.sqrt(alike * own), np.where(seen, panel.n, 0.0), staying)


def against_baseline(noise: Noise, found: Fit, base: Flags, watched: Flags) -> Chart:
    """An exponentially weighted moving average (Roberts 1959) against the baseline, with its exact variance.

    The baseline counts with the share that shrinkage left of the unit's own mean; what is not known of the rest is
    in `found.variance`. `base`, `watched` (U, T).

    >>> from samspill.insight.trends import Point, Series, tabulate
    >>> from samspill.insight.trends.baseline import fit
    >>> panel = tabulate([Series("org", None, tuple(Point(f"r{t}", t, 4 - (t > 5), 9) for t in range(8)))])
    >>> base, sigma = panel.seen & (np.arange(8) < 6), np.full(8, 0.9)
    >>> found = fit(panel, base, sigma)
    >>> against_baseline(noise_of(panel, found, base, sigma), found, base, panel.seen & ~base).z.round(1)
    array([[ 0. ,  0. ,  0. ,  0. ,  0. ,  0. , -3.1, -4.1]])
    """
    share = np.where(base, noise.n, 0.0)
    share /= np.maximum(share.sum(axis=1, keepdims=True), 1)
    sampling = (share**2 * noise.own).sum(axis=1)
    keep = np.divide(found.variance, sampling, out=np.ones_like(sampling), where=sampling > 0).clip(max=1)
    whole_baseline = keep**2 * (noise.variance(share) - sampling) + found.variance
    present, error = np.zeros_like(noise.left), np.full_like(noise.left, np.inf)
    walk = _Smoothed(noise, share)
    for t in range(noise.n.shape[1]):
        walk.step(t, watched[:, t])
        going = walk.weight > 0
        w = np.where(going, walk.weight, 1)
        variance = walk.variance / w**2 + whole_baseline - 2 * keep * walk.with_baseline / w
        present[:, t] = walk.value / w
        error[going, t] = np.sqrt(np.maximum(variance, _LEAST))[going]
    return Chart(present, np.zeros_like(present), error)


class _Smoothed:
    """An average that forgets, with its variance and its covariance with the baseline, one round at a time."""

    def __init__(self, noise: Noise, share: Floats) -> None:
        self.noise, self.share = noise, share
        self.value, self.weight, self.variance, self.with_baseline, self.tied, self.baseline_tied = np.zeros(
            (6, len(share))
        )

    def step(self, t: int, at: Flags) -> None:
        """Take in round `t` where it is watched; time passes for all."""
        noise, keep, tie = self.noise, 1 - LAMBDA, self.noise.tie[:, t]
        self.baseline_tied = self.baseline_tied * noise.staying + self.share[:, t] * tie
        self.tied = self.tied * noise.staying
        spread = keep**2 * self.variance + LAMBDA**2 * noise.own[:, t] + 2 * LAMBDA * keep * tie * self.tied
        self.variance = np.where(at, spread, self.variance)
        self.value = np.where(at, keep * self.value + LAMBDA * noise.left[:, t], self.value)
        self.weight = np.where(at, keep * self.weight + LAMBDA, self.weight)
        together = keep * self.with_baseline + LAMBDA * tie * self.baseline_tied
        self.with_baseline = np.where(at, together, self.with_baseline)
        self.tied = np.where(at, keep * self.tied + LAMBDA * tie, self.tied)


def against_last_year(noise: Noise, watched: Flags) -> Chart:
    """The last six rounds, the newest counting most, against the twelve before them.

    A baseline grows old: people are replaced, and what happens late drowns in what has drifted since. This chart
    forgets, so a slow decline is for the other one to find. It needs three figures of the six and six of the twelve.

    >>> flat = np.where(np.arange(20) < 17, 0.0, -1.0)[None, :]
    >>> noise = Noise(flat, np.full((1, 20), 0.1), np.zeros((1, 20)), np.full((1, 20), 8.0), STAYING)
    >>> against_last_year(noise, np.arange(20)[None, :] >= 12).z[0, 16:].round(1)
    array([ 0. , -1.5, -2.7, -3.8])
    """
    present, past = np.zeros_like(noise.left), np.zeros_like(noise.left)
    error = np.full_like(noise.left, np.inf)
    for t in range(RECENT + LEAST_BEFORE - 1, noise.n.shape[1]):
        first = max(0, t + 1 - RECENT - BEFORE)
        part = _between(noise, first, t + 1)
        split = t + 1 - RECENT - first
        seen = part.n > 0
        enough = (seen[:, split:].sum(axis=1) >= LEAST_RECENT) & (seen[:, :split].sum(axis=1) >= LEAST_BEFORE)
        at = watched[:, t] & enough
        if not at.any():
            continue
        part, seen = _of(part, at), seen[at]
        age = np.arange(seen.shape[1])[::-1]
        new = np.where(age < RECENT, (1 - LAMBDA) ** age, 0.0) * seen
        old = np.where(age < RECENT, 0.0, part.n)
        new, old = (weights / weights.sum(axis=1, keepdims=True) for weights in (new, old))
        present[at, t], past[at, t] = (new * part.left).sum(axis=1), (old * part.left).sum(axis=1)
        error[at, t] = np.sqrt(np.maximum(part.variance(new - old), _LEAST))
    return Chart(present, past, error)


_LEAST = 1e-12


def _of(noise: Noise, rows: Flags) -> Noise:
    return Noise(noise.left[rows], noise.own[rows], noise.tie[rows], noise.n[rows], noise.staying)


def _between(noise: Noise, first: int, end: int) -> Noise:
    rounds = slice(first, end)
    return Noise(noise.left[:, rounds], noise.own[:, rounds], noise.tie[:, rounds], noise.n[:, rounds], noise.staying)
