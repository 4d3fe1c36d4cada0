"""What is normal for a unit, and what all the others did that month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samspill.insight.trends.panel import Flags, Floats, Ints, Panel

LEAST_SIBLINGS = 4
LEAST_OTHERS = 5
LEAST_ROUNDS = 6
SWEEPS = 3  # means and month effects settle to the second decimal of a standard error in two


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Baselines of U units and month effects of T rounds.

    `mean` (U,): shrunk baseline mean, nan without a baseline. `variance` (U,): its uncertainty. `effect`
    (U, T): what the others did. `share` (U, T): one over the answers behind it,
    so that sigma^2 times it is its sampling variance. `used` (U, T):
    whether there were enough others.

    >>> from samspill.insight.trends import Point, Series, tabulate
    >>> panel = tabulate([Series("org", None, tuple(Point(f"r{t}", t, 4.0, 9) for t in range(6)))])
    >>> float(fit(panel, panel.seen, np.full(6, 0.9)).mean[0])
    4.0
    """

    mean: Floats
    variance: Floats
    effect: Floats
    share: Floats
    used: Flags


def shrink(mean: Floats, variance: Floats, group: Ints, *, alone: Flags) -> tuple[Floats, Floats]:
    """Empirical-Bayes means: each unit's mean drawn towards its siblings' by as much as it is uncertain.

    `mean`, `variance` (U,): baseline means and their sampling variances, nan where unknown. `group` (U,): siblings
    share a number. `alone` (U,): units never shrunk. Returns (mu, V), both (U,). With B = tau2 / (tau2 + variance):
    mu = B mean + (1 - B) centre, the centre being the siblings' random-effects mean and tau2 after DerSimonian and
    Laird (1986). V = tau2 (1 - B) and, after Morris (1983), what is not known of centre and tau2 when siblings are
    few: (1 - B)^2 times the variance of the centre plus 2 (mean - centre)^2 / (siblings - 3); never above
    `variance`. Fewer than four siblings: own mean and variance.

    >>> means, nobody = np.array([3.0, 3.5, 4.0, 4.5]), np.zeros(4, bool)
    >>> mu, v = shrink(means, np.full(4, 0.1), np.zeros(4, int), alone=nobody)
    >>> mu.round(2), v.round(3)
    (array([3.18, 3.56, 3.94, 4.32]), array([0.1  , 0.089, 0.089, 0.1  ]))
    """
    used = np.isfinite(mean) & ~alone
    groups = int(group.max(initial=-1)) + 1

    def total(x: Floats) -> Floats:
        return np.bincount(group[used], weights=x[used], minlength=groups).astype(float)

    def over(x: Floats, y: Floats) -> Floats:
        return np.divide(x, y, out=np.zeros_like(x), where=y > 0)

    weight = 1 / variance
    count, w, w2 = total(np.ones_like(mean)), total(weight), total(weight**2)
    q = total(weight * (mean - over(total(weight * mean), w)[group]) ** 2)
    tau2 = np.maximum(over(q - (count - 1), w - over(w2, w)), 0)[group]
    again = 1 / (tau2 + variance)
    centre = over(total(again * mean), total(again))[group]
    keep = tau2 / (tau2 + variance)
    few = over(np.ones_like(w), total(again))[group] + 2 * (mean - centre) ** 2 / np.maximum(count - 3, 1)[group]
    known = np.minimum(tau2 * (1 - keep) + (1 - keep) ** 2 * few, variance)
    shrunk = used & (count[group] >= LEAST_SIBLINGS)
    return np.where(shrunk, keep * mean + (1 - keep) * centre, mean), np.where(shrunk, known, variance)


def month_effect(panel: Panel, mean: Floats) -> tuple[Floats, Floats, Flags]:
    """What the *other* units did in each round, relative to their own normal.

    `mean` (U,): baselines, nan where there is none. Others of a unit are the lowest published units outside
    its own subtree. Returns (effect, 1 / answers behind it, used), each (U, T); effect 0 where fewer than
    five others are shown that round, and for the organisation itself.

    >>> from samspill.insight.trends import Point, Series, tabulate
    >>> panel = tabulate([Series(name, "org", (Point("r", 1, 3.2, 8),)) for name in "abcdef"])
    >>> effect, _, used = month_effect(panel, np.full(6, 3.0))
    >>> effect[0].round(2), used[0]
    (array([0.2]), array([ True]))
    """
    shown = panel.seen & (panel.lowest & np.isfinite(mean))[:, None]
    answers = np.where(shown, panel.n, 0.0)
    pull = np.where(shown, panel.n * (panel.value - mean[:, None]), 0.0)
    below = np.stack([answers, pull, shown.astype(float)], axis=2)
    whole = below.sum(axis=0)
    for rows in reversed(panel.by_depth[1:]):
        np.add.at(below, panel.parent[rows], below[rows])
    answers, pull, count = np.moveaxis(whole - below, 2, 0)
    used = (count > LEAST_OTHERS - 0.5) & ~panel.is_root[:, None]
    one = np.where(used, np.maximum(answers, 1), 1)
    return np.where(used, pull / one, 0.0), np.where(used, 1 / one, 0.0), used


def fit(panel: Panel, base: Flags, sigma: Floats) -> Fit:
    """Baselines and month effects together, by alternating between them.

    `base` (U, T): the rounds of each unit's baseline; `sigma` (T,). Freeing the baselines from the month
    effects puts units with different baseline rounds (new units, acknowledged shifts) on one footing.

    >>> from samspill.insight.trends import Point, Series, tabulate
    >>> panel = tabulate([Series("org", None, tuple(Point(f"r{t}", t, 4.0, 9) for t in range(6)))])
    >>> found = fit(panel, np.ones((1, 6), bool), np.full(6, 0.9))
    >>> found.mean, found.variance.round(3)
    (array([4.]), array([0.015]))
    """
    enough = base.sum(axis=1) >= LEAST_ROUNDS
    weight = np.where(base & enough[:, None], panel.n, 0.0)
    answers = np.where(enough, weight.sum(axis=1), np.nan)
    sampling = (weight * sigma**2).sum(axis=1) / answers**2
    effect = np.zeros_like(panel.n)
    for _ in range(SWEEPS):
        own = (weight * np.where(base, panel.value - effect, 0.0)).sum(axis=1) / answers
        mean, variance = shrink(own, sampling, panel.group, alone=panel.is_root)
        effect, share, used = month_effect(panel, mean)
    return Fit(mean, variance, effect, share, used)
