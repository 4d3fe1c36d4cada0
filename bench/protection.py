"""Publishing generated workplaces: how much is shown, what it costs, and that nothing leaks.

Trees from ``../shared/data/trees``; the peer beside it is ``bench.peer``.
"""

from __future__ import annotations

import random
from collections import Counter

from bench.measure import Bar, judge, leave_out, once, peak_mb, seconds
from bench.workplaces import (
    OTHERS,
    PULSE,
    SCORE,
    TwoWays,
    Workplace,
    beside_projects,
    by_site,
    invented,
    is_here,
    read,
)
from samspill.insight.auditor import audit
from samspill.insight.cover import plain_cover
from samspill.insight.families import two_families
from samspill.insight.publish import CellTally, Publication, publish
from samspill.insight.strict import strict
from samspill.insight.tests.audited import results_of
from samspill.insight.tests.test_families import edges_of, small_cuts
from samspill.insight.tree import Tree


def main() -> None:
    for name, optimum, limits in (("1000_1", 59, (0.2, 0.05, 1.0)), ("10000_1", 506, (0.2, 0.5, 1.0))):
        if is_here(name):
            one_hierarchy(name, optimum, limits)
        else:
            leave_out(name, "the generated workplaces are not beside the project")
    for name, most, limit in (("1000_1_matrix", 803, 2.0), ("10000_1", 33_517, 30.0)):
        if is_here(name):
            two_ways(name, by_site(name) if name == "10000_1" else beside_projects(name), most, limit)
        else:
            leave_out(f"{name}, two families", "the generated workplaces are not beside the project")
    auditor()
    whole_round()


def one_hierarchy(name: str, optimum: int, limits: tuple[float, float, float]) -> None:
    tree, tallies = read(name)
    n = [0] * len(tree)
    for tally in tallies:
        n[tree.index_of(tally.unit)] = tally.respondents
    homes = [unit for unit in range(len(tree)) if n[unit]]
    took, _cover = seconds(lambda: plain_cover(tree, homes, [n[unit] for unit in homes], k=5))
    judge(f"{name}: {len(tree)} units, cover without masks", took, Bar(high=limits[0], unit=" s"))
    took, found = seconds(lambda: strict(tree, n, k=5))
    judge(f"{name}: strict, figures held back (the optimum)", found.secondary, Bar(optimum, optimum))
    judge(f"{name}: strict", took, Bar(high=limits[1], unit=" s"))
    took, published = seconds(lambda: publish(tree, tallies, [SCORE]))
    judge(f"{name}: publish with the outcome-safe mask", took, Bar(high=limits[2], unit=" s"))
    if name == "1000_1":
        judge(
            f"{name}: full figures of {len(tree)} units, strict ends", full_figures(tree, tallies, published), Bar(720)
        )
    judge(f"{name}: objections of the auditor", len(audit(results_of(tallies, published))), Bar(high=0))


def full_figures(tree: Tree, tallies: list[CellTally], published: Publication) -> int:
    """Units whose mean is of everybody below them."""
    below: Counter[str] = Counter()
    for tally in tallies:
        unit = tree.index_of(tally.unit)
        while unit != -1:
            below[tree.ids[unit]] += 1
            unit = tree.parents[unit]
    return sum(f.mean is not None and len(f.covers) == below.get(f.unit) for f in published.figures)


def two_ways(name: str, both: TwoWays, most: int, limit: float) -> None:
    what = f"{name}, two families, {both.figures} figures"
    took, cover = seconds(lambda: two_families(both.first, both.second, both.people), times=1)
    judge(f"{what}: without a figure", cover.suppressed + both.empty, Bar(high=most))
    judge(f"{what}: processor time", took, Bar(high=limit, unit=" s"))
    edges = edges_of(both.first, both.second, both.people, cover)
    leaks = list(small_cuts([(one, other, people.people) for one, other, people in edges], 5))
    judge(f"{what}: groups below five (every cut, by another algorithm)", len(leaks), Bar(high=0))


def auditor() -> None:
    place = Workplace(*invented(176, (*PULSE, *OTHERS[:2])))
    published = publish(place.tree, place.tallies, [*PULSE, *OTHERS[:2]])
    took, found = seconds(lambda: audit(results_of(place.tallies, published)))
    judge(f"auditor: {len(place.tree)} units, five items", took, Bar(high=1, unit=" s"))
    judge("auditor: objections to it", len(found), Bar(high=0))


def whole_round() -> None:
    """About 100 000 people in 12 000 units, eight items and comments, in a process that does nothing else."""
    place = invented(10_500, (*PULSE, *OTHERS))
    chance = random.Random(5)
    comments = {one.cell: sum(chance.random() < 0.2 for _ in range(one.respondents)) for one in place.tallies}
    people = sum(one.respondents for one in place.tallies)
    kept: list[Publication] = []
    took = once(lambda: kept.append(publish(place.tree, place.tallies, [*PULSE, *OTHERS], comments=comments)))
    what = f"a round of {people} people, {len(place.tree)} units, 8 items, comments"
    judge(what, took, Bar(high=10, unit=" s"))
    objections: list[object] = []
    audited = once(lambda: objections.extend(audit(results_of(place.tallies, kept[0]))))
    judge("the same with the audit", took + audited, Bar(high=60, unit=" s"))
    judge("the same, objections", len(objections), Bar(high=0))
    judge("the same, largest memory", peak_mb(), Bar(high=1000, unit=" MB"))


if __name__ == "__main__":
    main()
