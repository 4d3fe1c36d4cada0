"""A reader who knows the procedure: every answer of small workplaces enumerated, grouped by what is published.

In each group of answers that would have been published alike the reader looks for fewer than k people who are known
too well, and for one person whose answer somebody with one answer of their own could tell. The reader is an algorithm
of its own (``samspill/insight/tests/aware_reader.py``).
"""

from __future__ import annotations

import random

from bench.measure import Bar, judge
from samspill.insight.index import index_figure
from samspill.insight.publish import Figure
from samspill.insight.tests.aware_reader import narrowed, pinned
from samspill.insight.tests.test_distributions import drawn, every_world, worlds_with_sums
from samspill.insight.tests.workplaces import small_trees, tree_of, worlds_of


def main() -> None:
    items()
    distributions()
    index()


def items() -> None:
    trees, worlds, found = 0, 0, 0
    for reach, k, how_many, most_worlds in ((4, 5, 120, 1100), (3, 5, 40, 700), (1, 5, 40, 300), (4, 6, 30, 900)):
        for tree, people in small_trees(random.Random(reach * k), how_many, reach=reach, k=k, most_worlds=most_worlds):
            published = list(worlds_of(tree, people, reach=reach, k=k))
            trees, worlds = trees + 1, worlds + len(published)
            found += len(narrowed(people, reach, k, published))
    judge("items: trees enumerated", trees, Bar(low=200), said=f", {worlds} data sets")
    judge("items: groups of fewer than k or persons narrowed", found, Bar(high=0))


def distributions() -> None:
    """Whole worlds of one and two groups, and worlds with the same means of four."""
    chance = random.Random(2)
    cases = [list(every_world(tree_of(-1, 0), people)) for people in ((1, 10), (0, 11))]
    cases += [list(worlds_with_sums(*drawn(chance))) for _ in range(12)]
    worlds = sum(map(len, cases))
    found = sum(len(pinned(case)) for case in cases)
    judge("distributions: persons pinned", found, Bar(high=0), said=f" in {worlds} data sets")


def index() -> None:
    """Made of rounded published means alone: the same three means, the same index, whatever the answers were."""
    chance, differ = random.Random(3), 0
    for _ in range(500):
        means = [round(chance.uniform(1, 5), 2) for _ in range(3)]
        told = {
            index_figure(
                [
                    Figure("team", None, item, 9, ("team",), mean, None, 2, tuple(chance.sample(range(9), 5)), None)
                    for item, mean in zip("abc", means, strict=True)
                ]
            )
            for _ in range(3)
        }
        differ += len(told) > 1
    judge("index: cases in which it tells more than the three means", differ, Bar(high=0))


if __name__ == "__main__":
    main()
