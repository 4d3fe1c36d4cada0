"""No published figure, difference or combination describes one to four people: checked by linear algebra that
knows nothing of how the tables were made.
"""

import random
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.insight.publish import Item, publish
from samspill.insight.tests.workplaces import PULSE, random_round, rounds

ITEMS = (*PULSE, Item("pay"))


def answered(tallies, item):
    """People who answered, per cell; everybody who responded, for what is not an item."""
    return {tally.cell: sum(tally.counts[item]) if item in tally.counts else tally.respondents for tally in tallies}


def small_groups_in_the_span(covers, people, k):
    """Sets of whole cells, of 1..k-1 people together, whose sum is a combination of published sums."""
    cells = [cell for cell, n in people.items() if n]
    rows = np.array([[cell in cover for cell in cells] for cover in covers], dtype=float)
    if not len(rows) or not cells:
        return []
    span = np.linalg.pinv(rows) @ rows
    sets = np.array(list(product((0.0, 1.0), repeat=len(cells))))
    sizes = sets @ np.array([people[cell] for cell in cells])
    few = sets[(sizes > 0) & (sizes < k)]
    return [row for row in few if np.allclose(row @ span, row)]


def told_groups(publication, tallies):
    """Per kind of statement: the groups it is about, and the people in each cell."""
    for item in (*ITEMS, None):
        name = item.id if item else "index"
        figures = [figure for figure in publication.figures if figure.item == name and figure.covers]
        people = answered(tallies, name if item else ITEMS[0].id)
        yield "means", [figure.covers for figure in figures if figure.mean is not None], people
        yield "bands", [figure.covers for figure in figures if figure.band], people
        yield "distributions", [figure.covers for figure in figures if figure.hist], people
    yield "comments", [pool.cells for pool in publication.pools], answered(tallies, None)


@given(rounds(items=ITEMS), st.integers(5, 6))
def test_nothing_published_describes_one_to_four_people(given_round, k):
    tree, tallies = given_round
    comments = {tally.cell: tally.respondents // 2 for tally in tallies}
    publication = publish(tree, tallies, ITEMS, k=k, comments=comments)
    for kind, covers, people in told_groups(publication, tallies):
        assert small_groups_in_the_span(covers, people, k) == [], kind
        assert all(sum(people[cell] for cell in cover) >= k for cover in covers), kind


@given(rounds())
def test_every_figure_says_what_its_cells_hold(given_round):
    tree, tallies = given_round
    by_cell = {tally.cell: tally for tally in tallies}
    for figure in publish(tree, tallies, PULSE).figures:
        assert (figure.mean is not None) + (figure.band is not None) + (figure.reason is not None) == 1
        assert (figure.n is None) == (figure.reason is not None)
        if figure.item == "index" or figure.reason:
            continue
        counts = np.sum([by_cell[cell].counts[figure.item] for cell in figure.covers], axis=0)
        mean = float(counts @ np.arange(1, 6)) / counts.sum()
        assert figure.n == counts.sum() >= 5
        assert figure.mean is None or figure.mean == pytest.approx(mean, abs=0.00501)
        assert figure.band is None or figure.band[0] - 0.005 <= mean <= figure.band[1] + 0.005
        assert figure.hist is None or (figure.hist == tuple(counts) and figure.n >= 10)


@given(rounds())
def test_the_order_of_units_and_cells_does_not_matter(given_round):
    tree, tallies = given_round
    there = {(f.unit, f.item): (f.n, f.mean, f.band, f.hist) for f in publish(tree, tallies, PULSE).figures}
    back = {(f.unit, f.item): (f.n, f.mean, f.band, f.hist) for f in publish(tree, tallies[::-1], PULSE).figures}
    assert there == back


@given(rounds())
def test_units_are_covered_by_what_lies_below_them(given_round):
    tree, tallies = given_round
    for figure in publish(tree, tallies, PULSE).figures:
        unit = tree.index_of(figure.unit.removesuffix(":rest"))
        for cell in figure.covers:
            above = tree.index_of(cell)
            while above not in {unit, tree.root}:
                above = tree.parents[above]
            assert above == unit


def test_comment_pools_do_not_overlap_and_hold_ten_people_and_five_comments():
    rng = random.Random(8)
    for _ in range(100):
        tree, tallies = random_round(rng, 12, PULSE[:1])
        comments = {tally.cell: rng.randint(0, tally.respondents) for tally in tallies}
        pools = publish(tree, tallies, PULSE[:1], comments=comments).pools
        cells = [cell for pool in pools for cell in pool.cells]
        assert len(cells) == len(set(cells))
        assert all(pool.respondents >= 10 and pool.comments >= 5 for pool in pools)


def test_the_checker_finds_what_it_looks_for():
    people = {"a": 6, "b": 3, "c": 0}
    assert small_groups_in_the_span([("a",), ("a", "b")], people, 5)
    assert small_groups_in_the_span([("a", "b", "c")], people, 5) == []
