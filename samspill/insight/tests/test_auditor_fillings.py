"""Where a file does not tell how many are in each cell: what is so however they are filled is objected to."""

import random
from itertools import product

import pytest

from samspill.insight.auditor import Kind, audit
from samspill.insight.auditor.classes import PeopleClass, people_classes
from samspill.insight.auditor.fillings import MOST_CLASSES, MOST_FILLINGS, fillings
from samspill.insight.auditor.objections import Shown
from samspill.insight.tests.audited import figure, results
from samspill.insight.tests.aware_reader import narrowed
from samspill.insight.tests.test_auditor_reader import REACH, K, answers_of, in_no_order, told


def shown(*groups):
    return [Shown(f"f{at}", "joy", n, tuple(cells), mean=3.0) for at, (cells, n) in enumerate(groups)]


def all_ways(groups):
    """By trying every number in every cell."""
    cells = sorted({cell for names, _ in groups for cell in names})
    most = [min(n for names, n in groups if cell in names) for cell in cells]
    for numbers in product(*(range(number + 1) for number in most)):
        filled = dict(zip(cells, numbers, strict=True))
        if all(sum(filled[cell] for cell in names) == n for names, n in groups):
            yield filled


@pytest.mark.parametrize(
    "groups",
    [
        [("xy", 6), ("yz", 7)],
        [("xy", 8), ("yz", 8), ("xz", 6)],
        [("wxy", 7), ("yz", 6), ("xz", 5)],
        [("wxyz", 5), ("xy", 3), ("yz", 4)],
    ],
)
def test_every_way_is_found_once_and_no_other(groups):
    figures = shown(*groups)
    piece = people_classes(figures, {}, {}, {})
    found = [{one.cells[0]: one.most for one in filled} for filled in fillings(figures, piece)]
    expected = [{cell: number for cell, number in way.items() if number} for way in all_ways(groups)]
    assert sorted(found, key=repr) == sorted(({c: w[c] for c in sorted(w)} for w in expected), key=repr) != []


def test_what_can_be_filled_in_too_many_ways_is_left():
    def ways(n):
        figures = shown(("xy", n), ("yz", n))
        return len(fillings(figures, [PeopleClass(frozenset(key), (), n, 0) for key in ({0}, {0, 1}, {1})]))

    assert ways(MOST_FILLINGS - 1) == MOST_FILLINGS
    assert ways(MOST_FILLINGS) == ways(1000) == 0
    figures = shown(("abcdefghijk", 60), ("a", 5))
    lone = [PeopleClass(frozenset({0}), (), 5, 5) for _ in range(MOST_CLASSES)]
    assert fillings(figures, [*lone, PeopleClass(frozenset({0, 1}), (), 10, 10)]) == []


def test_numbers_that_follow_from_the_figures_are_as_good_as_told():
    """Pairs of 8, 8 and 6: three, five and three. Together the three of z have all but one of the most there is."""
    figures = [figure("xy", 8, "xy", 3.0), figure("yz", 8, "yz", 3.38), figure("xz", 6, "xz", None, band=[3.33, 3.67])]
    found = audit(results(*figures))
    numbered = audit(results(*figures, cells=[("x", "x", 3, None), ("y", "y", 5, None), ("z", "z", 3, None)]))
    assert {(one.kind, one.size) for one in found} == {(one.kind, one.size) for one in numbered}
    assert found


def test_somebody_is_told_of_however_many_they_are():
    """Of nine in each of two figures that cross, hardly any answered above the lowest: whoever they are, it shows."""
    near = [figure("ab", 9, "ab", 1.11), figure("bc", 9, "bc", None, band=[1.0, 2.0])]
    found = audit(results(*near))
    assert Kind.AT_THE_END in {one.kind for one in found}
    assert {one.unit for one in found} >= {"ab"}


@pytest.mark.parametrize("seed", range(3))
def test_without_numbers_the_auditor_objects_wherever_every_filling_tells_too_much(seed):
    rng = random.Random(100 + seed)
    settled = 0
    while settled < 3:
        units, covers = in_no_order(rng)
        people = [rng.choice((1, 2, 3, 5)) for _ in range(units)]
        excess = answers_of(rng, people)
        large = [cells for cells in covers if sum(people[at] for at in cells) >= K]
        if sum(people) > 10 or not large:
            continue
        pairs = [told(rng, f"u{at}", cells, people, excess) for at, cells in enumerate(large)]
        groups = [(cells, sum(people[at] for at in cells)) for cells in large]
        if all(is_told_too_much(way, [known for _, known in pairs]) for way in all_ways(groups)):
            settled += 1
            assert audit(results(*(one for one, _ in pairs)))


def is_told_too_much(filled, known):
    """Whether what is known narrows few of the people in these cells; also where it cannot be at all."""
    cells = [cell for cell, number in filled.items() if number]
    at = {cell: place for place, cell in enumerate(cells)}
    sums = [([at[cell] for cell in names if cell in at], low, high) for names, low, high in known]
    worlds = [
        world
        for world in product(*(range(filled[cell] * REACH + 1) for cell in cells))
        if all(low <= sum(world[place] for place in places) <= high for places, low, high in sums)
    ]
    return not worlds or bool(narrowed([filled[cell] for cell in cells], REACH, K, [((), one) for one in worlds]))
