"""Two families of units: no combination of what is published of both describes few."""

import csv
import random
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from samspill.insight.auditor import audit
from samspill.insight.auditor.cuts import small_cuts
from samspill.insight.errors import BadInput, BadTree, BelowFloor
from samspill.insight.families import Both, Family, by_attribute, two_families
from samspill.insight.flow import bounded_flow
from samspill.insight.strict import strict
from samspill.insight.tests.workplaces import tree_of
from samspill.insight.tree import Tree

TREES = Path(__file__).parents[3].parent / "shared/data/trees"
HIDDEN = 0


def node_of(family, published, unit, offset):
    while unit >= 0 and not published[unit]:
        unit = family.parents[unit]
    return HIDDEN if unit < 0 else 1 + offset + unit


def edges_of(first, second, people, cover):
    return [
        (node_of(first, cover.first, one.first, 0), node_of(second, cover.second, one.second, len(first.ids)), one)
        for one in people
    ]


def smallest_cut(edges):
    """By trying every side: the fewest people, but not nobody, that a combination describes."""
    nodes = sorted({node for one, other, _ in edges for node in (one, other)} - {HIDDEN})
    sides = (set(side) for size in range(1, len(nodes) + 1) for side in combinations(nodes, size))
    sizes = (sum(both.people for one, other, both in edges if (one in side) != (other in side)) for side in sides)
    return min((size for size in sizes if size), default=None)


def random_families(rng):
    first = Family(*forest(rng, "u", rng.randint(1, 5), tops=1))
    second = Family(*forest(rng, "p", rng.randint(1, 4), tops=2))
    people = Counter()
    for _ in range(rng.randint(2, 9)):
        people[rng.randrange(len(first.ids)), rng.randrange(-1, len(second.ids))] += rng.choice((1, 2, 3, 5, 6, 9))
    return first, second, [Both(*units, number) for units, number in people.items()]


def forest(rng, name, units, *, tops):
    parents = tuple(-1 if unit < tops else rng.randrange(unit) for unit in range(units))
    return tuple(f"{name}{unit}" for unit in range(units)), parents


def results_of(first, second, people, cover):
    """The same as a results file: a cell for each combination of units, everybody moderately content."""
    cells = {(one.first, one.second): f"{one.first}/{one.second}" for one in people}
    figures = []
    for family, shown, side in ((first, cover.first, 0), (second, cover.second, 1)):
        for unit, name in enumerate(family.ids):
            inside = [one for one in people if is_inside(family, (one.first, one.second)[side], unit)]
            if shown[unit]:
                n, covers = sum(one.people for one in inside), [cells[one.first, one.second] for one in inside]
                figures.append({"unit": name, "item": "joy", "n": n, "covers": covers, "mean": 3.0, "hierarchy": side})
    rows = [{"id": cells[one.first, one.second], "invited": one.people} for one in people]
    return {"k": 5, "scale": [1, 5], "rounds": [{"id": "1", "cells": rows, "figures": figures}]}


def is_inside(family, unit, above):
    while unit >= 0 and unit != above:
        unit = family.parents[unit]
    return unit == above


def test_no_cut_of_what_is_published_is_of_fewer_than_k():
    rng = random.Random(3)
    for _ in range(150):
        first, second, people = random_families(rng)
        cover = two_families(first, second, people)
        edges = edges_of(first, second, people, cover)
        smallest = smallest_cut(edges)
        assert smallest is None or smallest >= 5
        assert list(small_cuts([(one, other, both.people) for one, other, both in edges], 5)) == []


def test_no_figure_can_be_added_to_what_is_published():
    rng = random.Random(4)
    for _ in range(60):
        first, second, people = random_families(rng)
        cover = two_families(first, second, people)
        totals = [
            [
                sum(one.people for one in people if is_inside(family, (one.first, one.second)[side], unit))
                for unit in range(len(family.ids))
            ]
            for side, family in enumerate((first, second))
        ]
        for side, unit in [(0, unit) for unit in range(len(totals[0]))] + [(1, unit) for unit in range(len(totals[1]))]:
            shown = [list(cover.first), list(cover.second)]
            if totals[side][unit] >= 5 and not shown[side][unit]:
                shown[side][unit] = True
                more = type(cover)(tuple(shown[0]), tuple(shown[1]))
                assert 0 < smallest_cut(edges_of(first, second, people, more)) < 5


def test_the_auditor_agrees_with_what_is_published():
    rng = random.Random(5)
    for _ in range(40):
        first, second, people = random_families(rng)
        cover = two_families(first, second, people)
        assert audit(results_of(first, second, people, cover)) == ()


def test_the_auditor_finds_what_publishing_everything_tells():
    rng = random.Random(6)
    found = 0
    for _ in range(40):
        first, second, people = random_families(rng)
        everything = type(two_families(first, second, people))((True,) * len(first.ids), (True,) * len(second.ids))
        smallest = smallest_cut(edges_of(first, second, people, everything))
        if smallest is not None and smallest < 5:
            found += 1
            assert audit(results_of(first, second, people, everything))
    assert found > 20


def test_a_team_that_shares_three_with_a_project_hides_one_of_the_two():
    teams, projects = Family(("a", "b"), (-1, -1)), Family(("p", "q"), (-1, -1))
    cover = two_families(teams, projects, [Both(0, 0, 7), Both(0, 1, 3), Both(1, 1, 8)])
    assert cover.first == (True, True)
    assert cover.suppressed == 2


def test_the_organisation_is_preferred_to_its_division():
    tree = tree_of(-1, 0, 0)
    first, second, people = by_attribute(tree, [(1, "n", 6), (1, "s", 2), (2, "n", 6), (2, "s", 7)])
    cover = two_families(first, second, people)
    assert cover.first == (True, True, True)
    assert dict(zip(second.ids, cover.second, strict=True))["u1×s"] is False


def worst_cut(edges, people, gaps):
    """The fewest who answered in any cut, when non-answers lie as badly as each part's number of them allows."""
    nodes = sorted({node for one, other, _ in edges for node in (one, other)} - {HIDDEN})
    worst = None
    for side in (set(side) for size in range(1, len(nodes) + 1) for side in combinations(nodes, size)):
        cut = [both for one, other, both in edges if (one in side) != (other in side)]
        size = sum(both.people for both in cut)
        if size:
            answered = min(sum(both.people for both in cut) - lost for lost in possible_losses(cut, people, gaps))
            worst = answered if worst is None else min(worst, answered)
    return worst


def possible_losses(cut, people, gaps):
    """Non-answers in the cut, for every way they can lie."""

    def lay(place, first, second, lost):
        if place == len(people):
            if not any(first.values()) and not any(second.values()):
                yield lost
            return
        both = people[place]
        most = min(both.people, first[both.first], second[both.second])
        for here in range(most + 1):
            yield from lay(
                place + 1,
                {**first, both.first: first[both.first] - here},
                {**second, both.second: second[both.second] - here},
                lost + here * (both in cut),
            )

    return lay(0, *(dict(enumerate(numbers)) for numbers in gaps), 0)


def test_non_answers_count_as_lying_where_they_tell_most():
    rng = random.Random(8)
    for _ in range(60):
        first, second = Family(("a", "b", "c"), (-1, 0, 0)), Family(("p", "q"), (-1, -1))
        people = [Both(unit, project, rng.choice((1, 3, 6, 9))) for unit in (1, 2) for project in (0, 1)]
        lost = [min(one.people, rng.choice((0, 0, 1, 2))) for one in people]
        gaps = (
            [sum(n for n, one in zip(lost, people, strict=True) if one.first == unit) for unit in range(3)],
            [sum(n for n, one in zip(lost, people, strict=True) if one.second == unit) for unit in range(2)],
        )
        cover = two_families(first, second, people, gaps=gaps)
        worst = worst_cut(edges_of(first, second, people, cover), people, gaps)
        assert worst is None or worst >= 5


@pytest.mark.parametrize(
    ("people", "gaps", "message"),
    [
        ([Both(1, 0, 5)], None, "units that are not there"),
        ([Both(0, 1, 5)], None, "units that are not there"),
        ([Both(0, 0, -1)], None, "-1 is not a number of people"),
        ([Both(0, 0, 9)], ([0, 0], [0]), "2 numbers of non-answers for 1 units"),
        ([Both(0, 0, 9)], ([0], [0.5]), "unit 'p', non-answers: 0.5 is not a number of people"),
    ],
)
def test_what_cannot_be_is_named(people, gaps, message):
    with pytest.raises(BadInput, match=message):
        two_families(Family(("a",), (-1,)), Family(("p",), (-1,)), people, gaps=gaps)


def test_of_one_family_alone_as_many_figures_are_shown_as_can_be():
    rng = random.Random(14)
    for _ in range(150):
        units = rng.randint(2, 9)
        family = Family(*forest(rng, "u", units, tops=1))
        own = [rng.choice((0, 1, 2, 3, 6)) for _ in range(units)]
        cover = two_families(family, Family(("p",), (-1,)), [Both(unit, -1, n) for unit, n in enumerate(own)])
        best = strict(Tree(family.ids, family.parents), own).published
        assert sum(cover.first) == sum(shown and n > 0 for shown, n in zip(best, totals_of(family, own), strict=True))


def totals_of(family, own):
    return [sum(n for unit, n in enumerate(own) if is_inside(family, unit, above)) for above in range(len(own))]


def test_a_division_has_a_tree_for_each_value():
    tree = tree_of(-1, 0, 1, 0)
    first, second, people = by_attribute(tree, [(2, "n", 6), (3, "n", 2), (0, "s", 7)])
    above = {
        name: second.ids[parent] if parent >= 0 else None
        for name, parent in zip(second.ids, second.parents, strict=True)
    }
    assert above == {"u2×n": "u1×n", "u1×n": "u0×n", "u0×n": None, "u3×n": "u0×n", "u0×s": None}
    assert (first.ids, first.parents) == (tree.ids, tree.parents)
    assert [(one.first, second.ids[one.second], one.people) for one in people] == [
        (2, "u2×n", 6),
        (3, "u3×n", 2),
        (0, "u0×s", 7),
    ]


def test_nobody_is_a_number_of_people_and_belonging_nowhere_is_a_place():
    cover = two_families(Family(("a",), (-1,)), Family(("p",), (-1,)), [Both(0, 0, 0), Both(0, -1, 6), Both(-1, 0, 5)])
    assert (cover.first, cover.second, cover.suppressed) == ((True,), (True,), 0)


def test_the_larger_figure_is_preferred_where_one_of_two_must_go():
    teams, projects = Family(("a",), (-1,)), Family(("p", "q"), (-1, -1))
    cover = two_families(teams, projects, [Both(0, 0, 6), Both(-1, 0, 1), Both(0, 1, 9), Both(-1, 1, 2)])
    assert (cover.first, cover.second) == ((True,), (False, True))


def test_non_answers_elsewhere_do_not_hide_what_is_safe_whatever_they_are():
    first, second = Family(("a", "b"), (-1, -1)), Family(("p", "q"), (-1, -1))
    people = [Both(0, 0, 9), Both(1, 1, 9)]
    assert two_families(first, second, people, gaps=([1, 0], [1, 0])).suppressed == 0
    assert two_families(first, second, people, gaps=([5, 0], [5, 0])).first == (False, True)


def test_a_flow_stops_at_what_is_enough_and_equals_the_smallest_cut():
    rng = random.Random(9)
    for _ in range(200):
        nodes = rng.randint(2, 7)
        ties = {node: {} for node in range(nodes)}
        for one, other in combinations(range(nodes), 2):
            if rng.random() < 0.6:
                ties[one][other] = ties[other][one] = rng.randint(1, 4)
        sides = [{0, *side} for size in range(nodes - 1) for side in combinations(range(1, nodes - 1), size)]
        cuts = [sum(p for n in side for to, p in ties[n].items() if to not in side) for side in sides]
        assert bounded_flow(ties, (0, nodes - 1), 99) == min(cuts)
        assert bounded_flow(ties, (0, nodes - 1), 3) == min(3, *cuts)


@pytest.mark.parametrize(
    ("people", "gaps"),
    [
        ([Both(2, 0, 5)], None),
        ([Both(0, -2, 5)], None),
        ([Both(0, 0, -1)], None),
        ([Both(0, 0, 1.5)], None),
        ([Both(0, 0, 5)], ([0], [0])),
        ([Both(0, 0, 5)], ([0, 0], [-1])),
    ],
)
def test_people_in_units_that_are_not_there_are_refused(people, gaps):
    with pytest.raises(BadInput):
        two_families(Family(("a", "b"), (-1, 0)), Family(("p",), (-1,)), people, gaps=gaps)


def test_units_that_hang_on_each_other_are_refused():
    for parents in ((1, 0), (-2, -1), (-1, 5)):
        with pytest.raises(BadTree):
            Family(("a", "b"), parents)


def test_the_floor_holds():
    with pytest.raises(BelowFloor):
        two_families(Family(("a",), (-1,)), Family(("p",), (-1,)), [], k=3)


# The shared trees. Units without anybody are not in the files; they count among the figures and show nothing.


def rows_of(name):
    with (TREES / f"{name}_persons.csv").open() as file:
        return list(csv.DictReader(file))


def family_of(rows, levels, root=None):
    places, parents = ({root: 0}, [-1]) if root else ({}, [])
    for row in rows:
        at = 0 if root else -1
        for level in levels:
            if row[level] not in places:
                places[row[level]] = len(parents)
                parents.append(at)
            at = places[row[level]]
    return places, tuple(parents)


def check_large(first, second, people, *, empty, most):
    cover = two_families(first, second, people)
    edges = edges_of(first, second, people, cover)
    assert list(small_cuts([(one, other, both.people) for one, other, both in edges], 5)) == []
    assert cover.suppressed + empty <= most


@pytest.mark.data
@pytest.mark.skipif(not TREES.is_dir(), reason="the shared trees are not here")
def test_a_thousand_teams_beside_their_projects():
    rows = rows_of("1000_1_matrix")
    units, parents = family_of(rows, ("l3", "l2", "l1", "team"), root="all")
    projects, above = family_of(rows, ("port", "prog", "proj"))
    people = Counter((units[row["team"]], projects[row["proj"]]) for row in rows)
    first, second = Family(tuple(units), parents), Family(tuple(projects), above)
    assert len(first.ids) + len(second.ids) + 3 == 2143
    both = [Both(*where, number) for where, number in people.items()]
    check_large(first, second, both, empty=3, most=803)


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.skipif(not TREES.is_dir(), reason="the shared trees are not here")
def test_ten_thousand_teams_by_site():
    rows = rows_of("10000_1")
    units, parents = family_of(rows, ("l4", "l3", "l2", "l1", "team"), root="all")
    people = Counter((units[row["team"]], row["site"]) for row in rows)
    tree = Tree(tuple(units), parents)
    first, second, both = by_attribute(tree, [(unit, site, number) for (unit, site), number in people.items()])
    assert len(first.ids) + len(second.ids) + 32 == 45664
    check_large(first, second, both, empty=32, most=33517)
