"""Large workplaces: how much is shown, and what it costs."""

import csv
import random
import time
from collections import Counter, defaultdict
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from samspill.insight.cover import Column, masked_cover, plain_cover
from samspill.insight.publish import CellTally, Item, publish
from samspill.insight.scoring import excess
from samspill.insight.tests.workplaces import random_round
from samspill.insight.tree import Tree

TREES = Path(__file__).parents[3].parent / "shared" / "data" / "trees"
SCORE = Item("score")


def workplace(name):
    path = TREES / f"{name}_persons.csv"
    if not path.exists():
        pytest.skip(f"{path.name} is not there: the generated workplaces are not part of the repository")
    counts, parent_of = defaultdict(Counter), {}
    with path.open() as rows:
        for row in csv.DictReader(rows):
            chain = [row["team"], *(row[level] for level in sorted(row) if level[0] == "l"), "root"]
            parent_of.update(pairwise(chain))
            counts[row["team"]][int(row["score"])] += 1
    ids = ("root", *parent_of)
    places = {unit: place for place, unit in enumerate(ids)}
    tree = Tree(ids, (-1, *(places[parent_of[unit]] for unit in ids[1:])))
    tallies = []
    for team, values in counts.items():
        n = values.total()
        tallies.append(CellTally(team, team, n, n, {"score": tuple(values[v] for v in range(1, 6))}))
    return tree, tallies


def shown(tree, tallies):
    """Units whose figure covers everybody below them, only some, and units with a band."""
    below = Counter()
    for tally in tallies:
        unit = tree.index_of(tally.unit)
        while unit != -1:
            below[tree.ids[unit]] += 1
            unit = tree.parents[unit]
    figures = [f for f in publish(tree, tallies, [SCORE]).figures if not f.unit.endswith(":rest")]
    exact = [len(f.covers) == below[f.unit] for f in figures if f.mean is not None]
    return sum(exact), len(exact) - sum(exact), sum(f.band is not None for f in figures)


def seconds(work):
    started = time.process_time()
    work()
    return time.process_time() - started


def columns_of(tallies):
    values = [tally.counts["score"] for tally in tallies]
    return [Column([sum(v) for v in values], [excess(v) for v in values], 4)]


@pytest.mark.data
def test_a_thousand_teams_show_at_least_720_full_figures_with_masks():
    full, some, bands = shown(*workplace("1000_1"))
    assert full >= 720, f"{full} full, {some} partial, {bands} bands"


@pytest.mark.data
@pytest.mark.slow
def test_ten_thousand_teams_cost_less_than_a_second_with_masks_and_a_fifth_without(record_property):
    tree, tallies = workplace("10000_1")
    homes = [tree.index_of(tally.unit) for tally in tallies]
    answered = [tally.respondents for tally in tallies]
    plain = min(seconds(lambda: plain_cover(tree, homes, answered)) for _ in range(3))
    masked = min(seconds(lambda: masked_cover(tree, homes, columns_of(tallies))) for _ in range(3))
    whole = min(seconds(lambda: publish(tree, tallies, [SCORE])) for _ in range(3))
    record_property("seconds", {"plain": plain, "masked": masked, "published": whole})
    assert plain < 0.2
    assert masked < 1
    assert whole < 1


@pytest.mark.slow
def test_the_cost_per_unit_does_not_grow_with_the_workplace(record_property):
    rng = random.Random(6)
    cost = {}
    for units in (10_000, 100_000):
        tree, tallies = random_round(rng, units, [SCORE])
        cost[units] = seconds(partial(publish, tree, tallies, [SCORE])) / units
    record_property("seconds per unit", cost)
    assert cost[100_000] < 1.5 * cost[10_000]
