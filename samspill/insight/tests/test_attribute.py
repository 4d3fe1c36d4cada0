"""Figures by an attribute beside those of the units: a reader who knows the procedure learns nothing of few."""

import math
import random
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import product

import pytest

from samspill.insight.attribute import attribute_figures, check_attribute
from samspill.insight.attribute_cells import OTHERS, attribute_cells
from samspill.insight.cover import Column, masked_cover
from samspill.insight.errors import BadInput, BadTally, BelowFloor
from samspill.insight.room import NOBODY, Room
from samspill.insight.scoring import excess
from samspill.insight.tables import Attribute, AttributeTally, CellTally, Item
from samspill.insight.tests.aware_reader import narrowed
from samspill.insight.tree import Tree


def spread(people, total, reach):
    """Some counts per value of ``people`` who sum to ``total``."""
    low, more = divmod(total, people) if people else (0, 0)
    counts = [0] * (reach + 1)
    if people:
        counts[low] += people - more
        if more:
            counts[low + 1] += more
    return tuple(counts)


def added(rows, reach):
    return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * (reach + 1)


class Workplace:
    """A tree with people by unit and value, None for those without one."""

    def __init__(self, parents, people, *, reach=4, k=5):
        self.tree = Tree(tuple(f"u{unit}" for unit in range(len(parents))), parents)
        self.classes = list(people)
        self.people = list(people.values())
        self.item, self.k = Item("joy", 0, reach), k
        cells = attribute_cells(self.tree, {(f"u{u}", v): n for (u, v), n in people.items() if v and n}, k=k)
        self.cell_of = {source: cell for cell in cells for source in cell.sources}

    def published(self, totals):
        """What everybody reads when each class sums to this; None where nothing of the attribute could be tried."""
        reach = self.item.reach
        counts = {one: spread(n, e, reach) for one, n, e in zip(self.classes, self.people, totals, strict=True)}
        units = sorted({unit for unit, _ in self.classes})
        tallies = []
        for unit in units:
            mine = added([c for one, c in counts.items() if one[0] == unit], reach)
            tallies.append(CellTally(f"u{unit}", f"u{unit}", sum(mine), sum(mine), {"joy": mine}))
        values = [tally.counts["joy"] for tally in tallies]
        cover = masked_cover(
            self.tree, units, [Column([sum(v) for v in values], [excess(v) for v in values], reach)], k=self.k
        )
        found = attribute_figures(self.attribute(counts), self.item, cover, tallies, self.k)
        told = [(atom, sum(excess(values[cell]) for cell in atom.cells)) for atom in cover.atoms]
        shown = tuple(
            (one.department, one.value, one.figure.n, one.figure.mean) for one in found if one.figure.mean is not None
        )
        return (tuple(told), cover.bands, cover.left, cover.closed, shown)

    def attribute(self, counts):
        rows, both = defaultdict(list), Counter()
        for (unit, value), mine in counts.items():
            cell = self.cell_of.get((f"u{unit}", value))
            if cell:
                rows[cell].append(mine)
                both[f"u{unit}", cell.id] += sum(mine)
        tallies = []
        for cell, found in rows.items():
            mine = added(found, self.item.reach)
            tallies.append(AttributeTally(cell.id, cell.unit, cell.value, cell.invited, sum(mine), {"joy": mine}))
        attribute = Attribute("u0", tuple(tallies), both)
        check_attribute(attribute, [self.item])
        return attribute

    def worlds(self):
        reach = self.item.reach
        for totals in product(*(range(n * reach + 1) for n in self.people)):
            yield self.published(totals), totals

    def leaks(self):
        worlds = list(self.worlds())
        self.shown = sum(bool(published[-1]) for published, _ in worlds)
        self.kinds = len({published[-1] for published, _ in worlds})
        return narrowed(self.people, self.item.reach, self.k, worlds)


SMALL = [
    # One team, half of it with a value.
    ((-1, 0), {(1, "day"): 10, (1, None): 10}, 1),
    ((-1, 0), {(1, "day"): 10, (1, None): 9}, 4),
    # Two teams, two values in each.
    ((-1, 0, 0), {(1, "day"): 6, (1, "night"): 6, (2, "day"): 6, (2, "night"): 6}, 1),
    # Some of the value above the team, too few for a figure of their own.
    ((-1, 0), {(1, "day"): 10, (1, None): 8, (0, "day"): 3}, 2),
    # A team whose mean is often masked, beside one whose mean is shown.
    ((-1, 0, 0), {(1, "day"): 2, (1, None): 6, (2, "day"): 12, (2, None): 12}, 1),
]


@pytest.mark.parametrize(("parents", "people", "reach"), SMALL)
def test_a_reader_who_knows_the_procedure_learns_nothing_of_few(parents, people, reach):
    """All answers: 0 groups of fewer than five narrowed, and nobody pinned by somebody who knows the own answer."""
    workplace = Workplace(parents, people, reach=reach)
    assert workplace.leaks() == []
    assert workplace.shown > 0


def drawn(seed, *, most):
    """Trees at random that sometimes show a figure by the attribute, with at most so many worlds."""
    rng = random.Random(seed)
    while True:
        reach, units = rng.choice((1, 1, 2, 3, 4)), rng.randint(2, 5)
        parents = (-1, *(rng.choice([0, 0, *range(unit)]) for unit in range(1, units)))
        people = {
            (rng.randrange(units), rng.choice(("day", "day", "night", None))): rng.choice((1, 2, 3, 5, 6, 7, 8, 9, 10))
            for _ in range(rng.randint(2, 6))
        }
        if math.prod(n * reach + 1 for n in people.values()) > most:
            continue
        workplace = Workplace(parents, people, reach=reach)
        for _ in range(20):
            totals = [sum(rng.randint(0, reach) for _ in range(n)) for n in workplace.people]
            if workplace.published(totals)[-1]:
                yield workplace
                break


@pytest.mark.slow
def test_nor_on_trees_at_random():
    for workplace, _ in zip(drawn(11, most=30000), range(25), strict=False):
        assert workplace.leaks() == [], workplace.classes


def test_less_room_than_needed_would_tell(monkeypatch):
    monkeypatch.setattr("samspill.insight.attribute.need_of", lambda _reach, _k: 1)
    assert any(Workplace(parents, people, reach=reach).leaks() for parents, people, reach in SMALL[:3])


# -- cells ------------------------------------------------------------------------------------------


CHAIN = Tree(("all", "north", "n1", "n2", "south"), (-1, 0, 1, 1, 0))


def cells_of(invited, **options):
    return {cell.id: cell.invited for cell in attribute_cells(CHAIN, invited, **options)}


def test_people_of_a_department_with_the_same_value_are_counted_together():
    assert cells_of({("n1", "day"): 3, ("n2", "day"): 4, ("south", "day"): 5}) == {"north×day": 7, "south×day": 5}


def test_a_value_rare_in_a_department_passes_up_to_the_organisation():
    assert cells_of({("n1", "day"): 4, ("south", "day"): 1, ("all", "day"): 2}) == {"all×day": 7}


def test_values_rare_everywhere_are_counted_together_or_not_at_all():
    assert cells_of({("n1", "day"): 4, ("south", "night"): 3}) == {f"all×{OTHERS}": 7}
    assert cells_of({("n1", "day"): 4}) == {}


def test_a_raised_minimum_holds_for_the_second_table_too():
    assert cells_of({("n1", "day"): 6, ("south", "day"): 7}, k=7) == {"south×day": 7}
    with pytest.raises(BelowFloor):
        cells_of({("n1", "day"): 6}, k=4)


@pytest.mark.parametrize("source", [("n1", ""), ("n1", OTHERS)])
def test_a_value_that_is_none_is_refused(source):
    with pytest.raises(BadInput, match="not a value"):
        cells_of({source: 6})


@pytest.mark.parametrize("number", [-1, 2.5])
def test_a_number_that_is_none_is_refused(number):
    with pytest.raises(BadInput, match=f"^\\('n1', 'day'\\), invited: {number} is not a number of people$"):
        cells_of({("n1", "day"): number})


# -- figures ----------------------------------------------------------------------------------------


def one_team(*, day=20, others=20, day_mean=3, invited=None):
    """A team of people with answers 1-5, some of whom have a value."""
    counts = [0] * 5
    counts[day_mean - 1] = day
    rest = [0, 0, others // 2, others - others // 2, 0]
    whole = tuple(map(sum, zip(counts, rest, strict=True)))
    people = day + others
    tally = CellTally("a", "a", people, people, {"joy": whole})
    mine = AttributeTally("a×day", "a", "day", invited or day, day, {"joy": tuple(counts)})
    cover = masked_cover(Tree(("a",), (-1,)), [0], [Column([people], [excess(whole)], 4)])
    attribute = Attribute("a", (mine,), {("a", "a×day"): day})
    return attribute, cover, tally


def shown(attribute, cover, tally):
    return [one.figure.mean for one in attribute_figures(attribute, Item("joy"), cover, [tally], 5)]


def test_a_group_in_the_middle_of_the_scale_is_shown():
    assert shown(*one_team()) == [3.0]


@pytest.mark.parametrize("mean", [1, 5])
def test_a_group_at_an_end_of_the_scale_is_not(mean):
    assert shown(*one_team(day_mean=mean)) == [None]


def test_ten_answers_are_needed():
    assert shown(*one_team(day=10, others=30)) == [3.0]
    assert shown(*one_team(day=9, others=30)) == [None]


def test_a_group_that_leaves_only_few_others_is_not_shown():
    assert shown(*one_team(day=30, others=4)) == [None]


def test_non_answers_count_where_they_would_hurt():
    attribute, cover, tally = one_team(day=12, others=12)
    assert shown(attribute, cover, tally) == [3.0]
    silent = replace(attribute.tallies[0], respondents=20, invited=20)
    tally = replace(tally, respondents=32, invited=32)
    assert shown(replace(attribute, tallies=(silent,), both={("a", "a×day"): 20}), cover, tally) == [None]


def test_people_known_otherwise_are_held_against_a_group():
    attribute, cover, tally = one_team(day=20, others=20)
    elsewhere = replace(attribute, both={("a", "a×day"): 8, ("moved", "a×day"): 12})
    assert shown(attribute, cover, tally) == [3.0]
    assert shown(elsewhere, cover, tally) == [None]


def test_the_organisations_figure_is_the_sum_of_what_is_shown_below():
    tree = Tree(("all", "north", "south"), (-1, 0, 0))
    tallies, mine, both = [], [], {}
    for unit, values in (("north", (0, 5, 10, 5, 0)), ("south", (0, 0, 10, 10, 0))):
        whole = tuple(2 * number for number in values)
        tallies.append(CellTally(unit, unit, 40, 40, {"joy": whole}))
        mine.append(AttributeTally(f"{unit}×day", unit, "day", 20, 20, {"joy": values}))
        both[unit, f"{unit}×day"] = 20
    columns = [Column([40, 40], [excess(tally.counts["joy"]) for tally in tallies], 4)]
    cover = masked_cover(tree, [1, 2], columns)
    found = attribute_figures(Attribute("all", tuple(mine), both), Item("joy"), cover, tallies, 5)
    assert [(one.figure.unit, one.figure.parent, one.figure.n, one.figure.mean) for one in found] == [
        ("all×day", None, 40, 3.25),
        ("north×day", "all×day", 20, 3.0),
        ("south×day", "all×day", 20, 3.5),
    ]
    assert set(found[0].figure.covers) == {"north×day", "south×day"}


GOOD = AttributeTally("a×day", "a", "day", 9, 7, {"joy": (0, 1, 2, 3, 1)})


@pytest.mark.parametrize(
    ("tallies", "both", "said"),
    [
        ((GOOD, GOOD), {("a", "a×day"): 7}, "twice"),
        ((replace(GOOD, respondents=10),), {("a", "a×day"): 10}, "10 respondents of 9 invited"),
        ((replace(GOOD, counts={"joy": (1, 2)}),), {("a", "a×day"): 7}, "item 'joy'"),
        ((replace(GOOD, counts={}),), {("a", "a×day"): 7}, "item 'joy'"),
        ((replace(GOOD, counts={"joy": (0, -1, 3, 3, 2)}),), {("a", "a×day"): 7}, "item 'joy': -1 is not"),
        ((replace(GOOD, invited=-9),), {("a", "a×day"): 7}, "invited: -9 is not"),
        ((GOOD,), {("a", "a×day"): 6}, "7 respondents, and 6"),
    ],
)
def test_a_second_table_that_contradicts_itself_is_refused(tallies, both, said):
    with pytest.raises(BadTally, match=said):
        check_attribute(Attribute("a", tallies, both), [Item("joy")])


def test_people_in_a_cell_that_is_not_there_are_refused():
    with pytest.raises(BadInput, match="'b'"):
        check_attribute(Attribute("a", (), {("a", "b"): 6}), [Item("joy")])


@pytest.mark.parametrize("number", [-7, 3.5, math.nan])
def test_people_in_two_cells_are_a_number_of_people(number):
    with pytest.raises(BadInput, match=f"cells 'a' and 'a×day': {number} is not a number of people"):
        check_attribute(Attribute("a", (GOOD,), {("a", "a×day"): number}), [Item("joy")])


# -- room -------------------------------------------------------------------------------------------


def moved(rows, columns, people):
    """By trying every table of answers: how much higher and lower the last column's sum could be."""
    sums, last = {}, list(columns)[-1]
    for edge in product(*(range(number + 1) for number in people.values())):
        by_row, by_column = Counter(), Counter()
        for (row, column), carried in zip(people, edge, strict=True):
            by_row[row] += carried
            by_column[column] += carried
        if all(by_row[row] == total for row, total in rows.items()):
            others = {column: by_column[column] for column in columns if column != last}
            if others == {column: total for column, total in columns.items() if column != last}:
                sums[by_column[last]] = True
    return max(sums) - columns[last], columns[last] - min(sums)


def test_room_is_what_trying_every_table_says():
    rng = random.Random(3)
    for _ in range(40):
        people = {
            (row, column): rng.randint(0, 2) for row in (NOBODY, 1, 2) for column in (NOBODY, 3, 4) if row or column
        }
        edge = {place: rng.randint(0, number) for place, number in people.items()}
        rows = {row: sum(v for (r, _), v in edge.items() if r == row) for row in (1, 2)}
        columns = {column: sum(v for (_, c), v in edge.items() if c == column) for column in (3, 4)}
        most = {row: sum(n for (r, _), n in people.items() if r == row) for row in (1, 2)}
        room = Room({row: (rows[row], most[row]) for row in (1, 2)})
        for column, total in columns.items():
            assert room.split(column, {r: n for (r, c), n in people.items() if c == column}, total)
        free = room.free(NOBODY, 4, 99), room.free(4, NOBODY, 99)
        assert free == moved(rows, columns, people), (people, edge)


def test_a_sum_that_cannot_be_is_seen():
    assert not Room({1: (10, 20)}).split(2, {1: 8}, 9)
    assert not Room({1: (10, 20)}).split(2, {1: 8}, -1)
