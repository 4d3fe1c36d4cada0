"""The watch itself: an exponentially weighted moving average with an honest standard error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspill.insight.trends.baseline import LEAST_ROUNDS, Fit, fit
from samspill.insight.trends.panel import Flags, Floats, Ints, Panel

BASELINE_ROUNDS = 12
LAMBDA = 0.2
FALL_AT, RISE_AT = -2.75, 3.3  # set by simulation for a sigma rounded to .1; provisionally +-3.3
WORTH_A_TALK = 0.3
LET_GO = 2.0  # what is told stays told until |Z| < 2: after a lasting change Z wanders about its threshold


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """The watch over U units and T rounds.

    `number` (U, T): running number of a seen round, 0 if unseen. `size` (U,): rounds of the baseline, 0
    where there are too few. `z`, `shift` (U, T): smoothed departure in standard errors and in scale units,
    as of each round. `state` (U, T): -1 while a fall is told, 1 a rise, 0 otherwise. `began` (U,): round in
    which what is told now was first told, -1 if nothing is.
    """

    fit: Fit
    number: Ints
    size: Ints
    z: Floats
    shift: Floats
    state: npt.NDArray[np.int8]
    began: Ints

    @property
    def watched(self) -> Flags:
        """(U, T): seen rounds after the baseline."""
        return (self.number > self.size[:, None]) & (self.size > 0)[:, None]


def monitor(panel: Panel, sigma: Floats) -> Trace:
    """Watch all units of an organisation at once (EWMA: Roberts 1959; its variance: Lucas and Saccucci 1990).

    `sigma` (T,): pooled spread of one answer in each round. What the others did is itself uncertain in a
    small organisation, and counts as noise. The baseline is a unit's first twelve seen rounds; until there
    are more than twelve, the first six; and it stays six where a change found on it still stands at the
    twelfth, so that a baseline never swallows a change already told.

    >>> from samspill.insight.trends import Point, Series, tabulate
    >>> panel = tabulate([Series("org", None, tuple(Point(f"r{t}", t, 4.0, 9) for t in range(14)))])
    >>> trace = monitor(panel, np.full(14, 0.9))
    >>> int(trace.size[0]), float(trace.z[0, -1])
    (12, 0.0)
    """
    number = np.where(panel.seen, np.cumsum(panel.seen, axis=1), 0)
    count = number.max(axis=1, initial=0)
    early = np.where(count >= LEAST_ROUNDS, LEAST_ROUNDS, 0)
    first = _watch(panel, sigma, np.where(number <= BASELINE_ROUNDS, number, 0), early)
    longer = (count > BASELINE_ROUNDS) & (first.began < 0)
    return _watch(panel, sigma, number, np.where(longer, BASELINE_ROUNDS, early))


def _watch(panel: Panel, sigma: Floats, number: Ints, size: Ints) -> Trace:
    found = fit(panel, (number > 0) & (number <= size[:, None]), sigma)
    watched = (number > size[:, None]) & (size > 0)[:, None]
    units, rounds = watched.shape
    e, v, w = np.zeros(units), np.zeros(units), np.zeros(units)
    told, began = np.zeros(units, dtype=np.int8), np.full(units, -1)
    fall_at = np.where(size == BASELINE_ROUNDS, FALL_AT, -RISE_AT)
    z, shift = np.zeros((units, rounds)), np.zeros((units, rounds))
    state = np.zeros((units, rounds), dtype=np.int8)
    for t in range(rounds):
        at = watched[:, t]
        rest = panel.value[at, t] - found.mean[at] - found.effect[at, t]
        e[at] = LAMBDA * rest + (1 - LAMBDA) * e[at]
        noise = sigma[t] ** 2 * (1 / panel.n[at, t] + found.share[at, t])
        v[at] = LAMBDA**2 * noise + (1 - LAMBDA) ** 2 * v[at]
        w[at] = LAMBDA + (1 - LAMBDA) * w[at]
        going = w > 0
        z[going, t] = e[going] / np.sqrt(v[going] + w[going] ** 2 * found.variance[going])
        shift[going, t] = e[going] / w[going]
        now = _told(told, z[:, t], shift[:, t], fall_at)
        began = np.where(now == 0, -1, np.where(now != told, t, began))
        told = state[:, t] = now
    return Trace(found, number, size, z, shift, state, began)


def _told(before: npt.NDArray[np.int8], z: Floats, shift: Floats, fall_at: Floats) -> npt.NDArray[np.int8]:
    worth = np.abs(shift) >= WORTH_A_TALK
    fresh = np.where(worth & (z < fall_at), -1, np.where(worth & (z > RISE_AT), 1, 0))
    kept = np.where(before * z > LET_GO, before, 0)
    return np.where(fresh != 0, fresh, kept).astype(np.int8)


def change_point(panel: Panel, trace: Trace) -> Ints:
    """The round from which what is told now most likely holds, (U,); -1 where nothing is told.

    Maximum likelihood of one step from the baseline to a new level: among watched rounds c up to the
    telling, the one with the largest S(c)^2 / W(c), S and W being the sums from c on of n times what is
    left of the value, and of n, with S on the side that is told.

    >>> from samspill.insight.trends import Point, Series, tabulate
    >>> panel = tabulate([Series("org", None, tuple(Point(f"r{t}", t, 4 - (t > 14), 9) for t in range(20)))])
    >>> change_point(panel, monitor(panel, np.full(20, 0.9)))
    array([15])
    """
    rest = np.where(trace.watched, panel.value - trace.fit.mean[:, None] - trace.fit.effect, 0.0)
    weight = np.where(trace.watched, panel.n, 0.0)
    from_here = np.cumsum((weight * rest)[:, ::-1], axis=1)[:, ::-1]
    answers = np.cumsum(weight[:, ::-1], axis=1)[:, ::-1]
    told = trace.state[:, -1:]
    open_to = trace.watched & (np.arange(len(panel.rounds)) <= trace.began[:, None]) & (from_here * told > 0)
    likelihood = np.where(open_to, from_here**2 / np.maximum(answers, 1), -1.0)
    return np.where(trace.began >= 0, likelihood.argmax(axis=1), -1)
