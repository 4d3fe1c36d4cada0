"""The trend rule in thousands of invented teams, with other seeds than those it was tuned on.

A: eight independent answers a month. B: a panel of ten, own answers correlated .65, three of four answer, 3 % turnover
a month (``samspill/insight/tests/test_trends_simulated.py``). A drop is found when it is told within six rounds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.measure import Bar, cpu_ms, judge, report
from samspill.insight.tests import test_trends_simulated as simulated
from samspill.insight.trends import Point, Series, assess

TEAMS, TIMES, FALLEN = 6000, 3, 300
SEED = 20261130
BARS = {
    "A": {"falls": Bar(high=2), "half": Bar(low=0.60), "large": Bar(low=0.95)},
    "B": {"falls": Bar(high=4), "half": Bar(low=0.50), "large": Bar(low=0.95)},
}
World = Callable[..., Any]


def main() -> None:
    for name, world in (("A", simulated.independent), ("B", simulated.panels)):
        rng = np.random.default_rng(SEED)
        calm = [world(rng, np.zeros(TEAMS)).watch() for _ in range(TIMES)]
        falls, rises = (float(np.mean([simulated.told_anew(state, way) for state in calm])) for way in (-1, 1))
        judge(f"{name}: falls told falsely per 100 team-years", falls, BARS[name]["falls"])
        report(f"{name}: rises told falsely per 100 team-years", f"{rises:.2f}")
        for size, drop in (("half", 0.5), ("large", 0.8)):
            judge(f"{name}: a drop of {drop} found", found(world, rng, drop, 0), BARS[name][size])
            report(f"{name}: the same, a year into the watch", f"{found(world, rng, drop, 12):.2f}")
        healthy = float(np.mean([flagged(world, rng) for _ in range(10 * TIMES)]))
        judge(f"{name}: healthy of 475 told of a fall in a year", healthy, Bar(high=8))
    speed()


def found(world: World, rng: np.random.Generator, drop: float, later: int) -> float:
    """Share of fallen teams, one in twenty, that are told of within six rounds."""
    drops = np.where(np.arange(TEAMS) < FALLEN, drop, 0.0)
    begin = simulated.START + later
    states = [world(rng, drops, begin=begin).watch()[:FALLEN, begin : begin + 6] for _ in range(TIMES)]
    return float(np.mean([(state == -1).any(axis=1).mean() for state in states]))


def flagged(world: World, rng: np.random.Generator) -> int:
    year = world(rng, np.where(np.arange(500) < 25, 0.5, 0.0)).watch()[25:, simulated.START : simulated.START + 12]
    return int((year == -1).any(axis=1).sum())


def speed() -> None:
    values = np.clip(np.random.default_rng(5).normal(3.7, 0.4, (2287, 36)), 1, 5).tolist()
    units = [
        Series(f"u{u}", f"u{u // 8}", tuple(Point(str(t), t, v, 9) for t, v in enumerate(row)))
        for u, row in enumerate(values)
        if u
    ]
    took = cpu_ms(lambda: assess(units, sigma=0.9), times=1) / 1000
    judge("2 286 units, 36 rounds, assessed", took, Bar(high=1, unit=" s"))


if __name__ == "__main__":
    main()
