"""How often a measure's effect is found, and how often one is seen that is not there."""

from __future__ import annotations

import numpy as np

from bench.measure import Bar, judge
from samspill.insight.effect import Verdict
from samspill.insight.tests.test_effect import share_of

TIMES = 2000


def main() -> None:
    rng = np.random.default_rng(20261130)
    power = share_of(Verdict.BETTER, rng, times=TIMES, gain=0.3)
    judge("60 units, 5 with a measure that helps by .3: found", float(power), Bar(low=0.90))
    for how, lowest in (("by lot", False), ("because they were low, guarded", True)):
        size = 1 - share_of(Verdict.UNCLEAR, rng, times=TIMES, lowest=lowest)
        judge(f"no effect, units chosen {how}: said to have one", float(size), Bar(high=0.07))


if __name__ == "__main__":
    main()
