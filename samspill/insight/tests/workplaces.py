"""Small workplaces for the tests: trees, counts and rounds, drawn or given."""

from itertools import product
from math import prod

from hypothesis import strategies as st

from samspill.insight.cover import Column, masked_cover
from samspill.insight.publish import CellTally, Item
from samspill.insight.tree import Tree

JOY, CALM, HELP = (Item(name, pulse=True) for name in ("joy", "calm", "help"))
PULSE = [JOY, CALM, HELP]


def tree_of(*parents):
    return Tree(tuple(f"u{place}" for place in range(len(parents))), parents)


def tally(unit, *counts, item="joy", respondents=None):
    n = sum(counts) if respondents is None else respondents
    return CellTally(unit, unit, n, n, {item: counts})


def some_of(rng, people):
    """A plausible spread of answers on 1..5."""
    counts = [0] * 5
    for _ in range(people):
        counts[min(4, max(0, round(rng.gauss(2.7, 0.9))))] += 1
    return tuple(counts)


def random_round(rng, units, items, sizes=(0, 1, 2, 4, 5, 6, 7, 9, 12)):
    """Units of about six children each, so that the depth grows with the logarithm of their number."""
    parents = [-1] + [rng.randrange((unit - 1) // 9, (unit - 1) // 5 + 1) for unit in range(1, units)]
    tallies = []
    for unit in range(units):
        n = rng.choice(sizes)
        counts = {item.id: some_of(rng, max(0, n - rng.choice((0, 0, 0, 1)))) for item in items}
        tallies.append(CellTally(f"u{unit}", f"u{unit}", n + 2, n, counts))
    return tree_of(*parents), tallies


@st.composite
def rounds(draw, items=tuple(PULSE)):
    """Rounds with missing answers, empty cells and every degree of agreement."""
    units = draw(st.integers(1, 8))
    parents = [-1] + [draw(st.integers(0, unit - 1)) for unit in range(1, units)]
    tallies = []
    for unit in range(units):
        counts = {item.id: draw(st.tuples(*[st.integers(0, 4)] * (item.reach + 1))) for item in items}
        n = max(sum(values) for values in counts.values()) + draw(st.integers(0, 1))
        tallies.append(CellTally(f"u{unit}", f"u{unit}", n + draw(st.integers(0, 3)), n, counts))
    return tree_of(*parents), tallies


def small_trees(rng, how_many, *, reach, k, most_worlds):
    """Different trees of up to seven units and sixteen people, small enough to enumerate every answer."""
    found = {}
    while len(found) < how_many:
        units = rng.randint(1, 7)
        parents = (-1, *(rng.randrange(unit) for unit in range(1, units)))
        people = tuple(rng.choice((0, 1, 1, 2, 3, 4, 5, 5, 6, 7)) for _ in range(units))
        if k <= sum(people) <= 16 and prod(n * reach + 1 for n in people) <= most_worlds:
            found[parents, people] = tree_of(*parents), people
    return list(found.values())


def worlds_of(tree, people, *, reach=4, k=5):
    """Everything the people could have answered to one item, with what is published then."""
    homes = range(len(people))
    for excess in product(*(range(n * reach + 1) for n in people)):
        cover = masked_cover(tree, homes, [Column(people, excess, reach)], k=k)
        sums = tuple((atom.cells, sum(excess[cell] for cell in atom.cells)) for atom in cover.atoms)
        yield (sums, cover.bands), excess
