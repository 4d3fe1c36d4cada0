"""Large workplaces: how much is shown, and how many steps it takes."""

import csv
import random
import sys
from collections import Counter, defaultdict
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from samspill.insight.publish import CellTally, Item, publish
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


def calls(work):
    """How many calls of functions a piece of work takes: the same on every machine."""
    seen = 0

    def count(frame, event, argument):
        nonlocal seen
        seen += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return seen


@pytest.mark.data
def test_a_thousand_teams_show_at_least_720_full_figures_with_masks():
    full, some, bands = shown(*workplace("1000_1"))
    assert full >= 720, f"{full} full, {some} partial, {bands} bands"


@pytest.mark.slow
def test_a_unit_takes_as_many_steps_in_a_large_workplace_as_in_a_small_one():
    """What a step costs is measured by ``dev.py bench``."""
    steps = {}
    for units in (1_000, 10_000):
        tree, tallies = random_round(random.Random(6), units, [SCORE])
        steps[units] = calls(partial(publish, tree, tallies, [SCORE])) / units
    assert steps[10_000] < 1.2 * steps[1_000], steps
