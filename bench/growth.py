"""What publishing costs for each unit, in time and memory, from 1 000 to 100 000 units of one hierarchy."""

from __future__ import annotations

import multiprocessing
import statistics
import tracemalloc
from itertools import combinations
from multiprocessing.connection import Connection

from bench.measure import Bar, judge, once, report
from bench.workplaces import SCORE, invented
from samspill.insight.publish import publish

UNITS = (1_000, 10_000, 100_000)
ROUNDS = 3


def main() -> None:
    times = measured(time_per_unit, rounds=ROUNDS)
    memory = measured(bytes_per_unit, rounds=1)
    for units in UNITS:
        report(f"{units} units: for each", f"{times[units] * 1e6:.1f} µs, {memory[units] / 1e3:.2f} kB")
    judge("time for a unit, in a larger workplace against a smaller", growth(times), Bar(high=1.2))
    judge("memory for a unit, in a larger workplace against a smaller", growth(memory), Bar(high=1.2))


def growth(costs: dict[int, float]) -> float:
    """The most that a unit costs more in any of the workplaces than in a smaller one."""
    return max(costs[large] / costs[small] for small, large in combinations(UNITS, 2))


def measured(work: object, *, rounds: int) -> dict[int, float]:
    """Medians; the sizes take turns, so that a busy machine is busy for all of them; each in a fresh process."""
    found: dict[int, list[float]] = {units: [] for units in UNITS}
    for _ in range(rounds):
        for units in UNITS:
            found[units].append(alone(work, units))
    return {units: statistics.median(costs) for units, costs in found.items()}


def alone(work: object, units: int) -> float:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_tell, args=(there, work, units))
    process.start()
    cost = float(here.recv())
    process.join()
    return cost


def _tell(there: Connection, work: object, units: int) -> None:
    there.send(work(units))  # type: ignore[operator]


def time_per_unit(units: int) -> float:
    """After a round of the same kind, so that what is computed once for all is not counted to the small ones."""
    warm = invented(2_000, (SCORE,), seed=9)
    publish(warm.tree, warm.tallies, [SCORE])
    place = invented(units * 7 // 8, (SCORE,))
    return once(lambda: publish(place.tree, place.tallies, [SCORE])) / len(place.tree)


def bytes_per_unit(units: int) -> float:
    place = invented(units * 7 // 8, (SCORE,))
    tracemalloc.start()
    publish(place.tree, place.tallies, [SCORE])
    return tracemalloc.get_traced_memory()[1] / len(place.tree)


if __name__ == "__main__":
    main()
