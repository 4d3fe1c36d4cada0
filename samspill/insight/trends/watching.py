"""The watch itself: when the charts say that something has changed, and how long it stays said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspill.insight.trends.baseline import LEAST_ROUNDS, Fit, fit
from samspill.insight.trends.charts import BEFORE, RECENT, STAYING, Chart, against_baseline, against_last_year, noise_of
from samspill.insight.trends.panel import Flags, Floats, Ints, Panel

Signs = npt.NDArray[np.int8]

BASELINE_ROUNDS = 12
FIRM_ROUNDS = 10  # shown of the baseline's twelve, at least
FALL_AT, RISE_AT = -2.82, 3.3  # set by simulation; provisionally +-3.3
ANEW_AT = 3.3  # of the chart that forgets
WORTH_A_TALK = 0.3
LET_GO = 2.0  # what is told stays told until |Z| < 2: after a lasting change Z wanders about its threshold


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """The watch over U units and T rounds.

    `number` (U, T): running number of a seen round, 0 if unseen. `size` (U,): rounds of the baseline, 0
    where there are too few. `z`, `shift` (U, T): smoothed departure in standard errors and in scale units,
    as of each round. `state` (U, T): -1 while a fall is told, 1 a rise, 0 otherwise. `began` (U,): round in
    which what is told now was first told, -1 if nothing is. `anew` (U,): told by the chart that compares with last
    year. `level` (U,): what the present is compared with, scale units, nan without a baseline.

    >>> from samspill.insight.trends import Point, Series, tabulate
    >>> panel = tabulate([Series("org", None, tuple(Point(f"r{t}", t, 4.0, 9) for t in range(14)))])
    >>> monitor(panel, np.full(14, 0.9)).watched[0, 11:]
    array([False,  True,  True])
    """

    fit: Fit
    number: Ints
    size: Ints
    z: Floats
    shift: Floats
    state: Signs
    began: Ints
    anew: Flags
    level: Floats

    @property
    def watched(self) -> Flags:
        """(U, T): seen rounds after the baseline."""
        return (self.number > self.size[:, None]) & (self.size > 0)[:, None]


def monitor(panel: Panel, sigma: Floats, *, staying: float = STAYING) -> Trace:
    """Watch all units of an organisation at once, with both charts.

    `sigma` (T,): pooled spread of one answer in each round. `staying`: share of people who are the same from one
    round to the next. The baseline is what is seen of the twelve rounds from a unit's first on, or its first ten seen
    rounds where that is fewer; until there are more than those, the first six; and it stays six where a change found
    on it still stands at the last of them, so that a baseline never swallows a change already told.

    >>> from samspill.insight.trends import Point, Series, tabulate
    >>> panel = tabulate([Series("org", None, tuple(Point(f"r{t}", t, 4.0, 9) for t in range(14)))])
    >>> trace = monitor(panel, np.full(14, 0.9))
    >>> int(trace.size[0]), float(trace.z[0, -1])
    (12, 0.0)
    """
    number = np.where(panel.seen, np.cumsum(panel.seen, axis=1), 0)
    count = number.max(axis=1, initial=0)
    early, whole = np.where(count >= LEAST_ROUNDS, LEAST_ROUNDS, 0), _seen_of_the_first_year(panel)
    first = _watch(panel, sigma, np.where(number <= whole[:, None], number, 0), early, staying=staying)
    longer = (count > whole) & (first.began < 0)
    return _watch(panel, sigma, number, np.where(longer, whole, early), staying=staying)


def _seen_of_the_first_year(panel: Panel) -> Ints:
    """A round that is hidden does not let a later one into the baseline, which would then swallow what begins there."""
    since_first = (panel.seen.cumsum(axis=1) > 0).cumsum(axis=1)
    shown: Ints = (panel.seen & (since_first <= BASELINE_ROUNDS)).sum(axis=1)
    return shown.clip(FIRM_ROUNDS, BASELINE_ROUNDS)


def _watch(panel: Panel, sigma: Floats, number: Ints, size: Ints, *, staying: float) -> Trace:
    base = (number > 0) & (number <= size[:, None])
    watched = (number > size[:, None]) & (size > 0)[:, None]
    found = fit(panel, base, sigma)
    noise = noise_of(panel, found, base, sigma, staying=staying)
    firm = size >= FIRM_ROUNDS
    usual = against_baseline(noise, found, base, watched)
    second_year = watched & (number > size[:, None] + BASELINE_ROUNDS) & firm[:, None]
    told = _Told(usual, against_last_year(noise, second_year), firm)
    for t in range(watched.shape[1]):
        told.look(t)
    return Trace(found, number, size, told.z, told.shift, told.state, told.began, told.anew, found.mean + told.past)


class _Told:
    """What is told of each unit, round by round; what was told by the chart that forgets is held against what it
    was compared with then."""

    def __init__(self, usual: Chart, last_year: Chart, firm: Flags) -> None:
        units, _rounds = usual.present.shape
        self.usual, self.last_year = usual, last_year
        self.fall_at = np.where(firm, FALL_AT, -RISE_AT)
        self.z, self.shift = usual.z, usual.shift
        self.state: Signs = np.zeros(usual.present.shape, dtype=np.int8)
        self.now: Signs = np.zeros(units, dtype=np.int8)
        self.began = np.full(units, -1)
        self.anew = np.zeros(units, dtype=bool)
        self.past, self.error = np.zeros(units), np.ones(units)

    def look(self, t: int) -> None:
        """Decide round `t`, given all before it."""
        usual = _beyond(self.usual.z[:, t], self.usual.shift[:, t], self.fall_at, RISE_AT)
        late = _beyond(self.last_year.z[:, t], self.last_year.shift[:, t], -ANEW_AT, ANEW_AT)
        # What only leads back to the usual is not told.
        late[late * self.last_year.present[:, t] < WORTH_A_TALK / 2] = 0
        since_then = self.last_year.present[:, t] - self.past
        still = np.where(self.anew, since_then / self.error, self.usual.z[:, t])
        held = np.isfinite(self.last_year.error[:, t]) | ~self.anew
        kept = np.where((self.now * still > LET_GO) | ~held, self.now, 0)
        before = self.now
        self.now = np.where(usual != 0, usual, np.where(kept != 0, kept, late)).astype(np.int8)
        self.began = np.where(self.now == 0, -1, np.where(self.now != before, t, self.began))
        newly = (self.now != 0) & (usual == 0) & (kept == 0)
        self.anew = (newly | self.anew) & (usual == 0) & (self.now != 0)
        self.past = np.where(newly, self.last_year.past[:, t], np.where(self.anew, self.past, 0.0))
        self.error = np.where(newly, self.last_year.error[:, t], self.error)
        shown = self.anew & np.isfinite(self.last_year.error[:, t])
        since_then = self.last_year.present[:, t] - self.past
        self.z[shown, t], self.shift[shown, t] = (since_then / self.error)[shown], since_then[shown]
        self.state[:, t] = self.now


def _beyond(z: Floats, shift: Floats, low: Floats | float, high: float) -> Signs:
    worth = np.abs(shift) >= WORTH_A_TALK
    signs: Signs = np.where(worth & (z < low), -1, np.where(worth & (z > high), 1, 0)).astype(np.int8)
    return signs


def change_point(panel: Panel, trace: Trace) -> Ints:
    """The round from which what is told now most likely holds, (U,); -1 where nothing is told.

    Maximum likelihood of one step from what the present is compared with to a new level: among watched rounds c
    up to the telling, the one with the largest S(c)^2 / W(c), S and W being the sums from c on of n times what is
    left of the value, and of n, with S on the side that is told.

    >>> from samspill.insight.trends import Point, Series, tabulate
    >>> panel = tabulate([Series("org", None, tuple(Point(f"r{t}", t, 4 - (t > 14), 9) for t in range(20)))])
    >>> change_point(panel, monitor(panel, np.full(20, 0.9)))
    array([15])
    """
    rounds = np.arange(len(panel.rounds))
    year = trace.began - RECENT - BEFORE
    looked = trace.watched & ((rounds > year[:, None]) | ~trace.anew[:, None])
    rest = np.where(looked, panel.value - trace.level[:, None] - trace.fit.effect, 0.0)
    weight = np.where(looked, panel.n, 0.0)
    from_here = np.cumsum((weight * rest)[:, ::-1], axis=1)[:, ::-1]
    answers = np.cumsum(weight[:, ::-1], axis=1)[:, ::-1]
    told = trace.state[:, -1:]
    open_to = looked & (rounds <= trace.began[:, None]) & (from_here * told > 0)
    likelihood = np.where(open_to, from_here**2 / np.maximum(answers, 1), -1.0)
    return np.where(trace.began >= 0, likelihood.argmax(axis=1), -1)
