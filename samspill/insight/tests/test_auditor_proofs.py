"""What the auditor's proofs are made of: cuts, fractions, classes of people; and files that are not right."""

import random
from itertools import combinations

import pytest

from samspill.insight.auditor import BadResults, Kind, audit, overlaps, search
from samspill.insight.auditor.classes import Cell, PeopleClass, people_classes
from samspill.insight.auditor.cuts import small_cuts
from samspill.insight.auditor.exact import combination, described
from samspill.insight.auditor.objections import Shown, Terms
from samspill.insight.auditor.parts import nest
from samspill.insight.auditor.search import Overlap, Undecided
from samspill.insight.auditor.unions import joint_bounds
from samspill.insight.errors import BelowFloor
from samspill.insight.tests.audited import figure, results


def cut_sizes(edges, nodes):
    sides = (set(side) for size in range(1, nodes) for side in combinations(range(nodes), size))
    return {sum(people for one, other, people in edges if (one in side) != (other in side)) for side in sides} - {0}


def test_small_cuts_are_found_exactly_when_there_are_any():
    rng = random.Random(1)
    for _ in range(400):
        nodes = rng.randint(2, 8)
        pairs = [
            (rng.randrange(nodes), rng.randrange(nodes), rng.choice((1, 1, 2, 3, 5))) for _ in range(rng.randint(1, 16))
        ]
        edges = [pair for pair in pairs if pair[0] != pair[1]]
        found = list(small_cuts(pairs, 5))
        assert bool(found) == any(size < 5 for size in cut_sizes(edges, nodes))
        for size, side in found:
            assert size == sum(people for one, other, people in edges if (one in side) != (other in side)) < 5


def test_a_certificate_is_a_combination_that_cancels_everybody_else():
    rng = random.Random(2)
    for _ in range(200):
        figures = [set(rng.sample(range(7), rng.randint(1, 5))) for _ in range(rng.randint(1, 6))]
        group = set(rng.sample(range(7), rng.randint(1, 3)))
        weights = combination(figures, group)
        if weights is not None:
            assert described(figures, weights)
            assert described(figures, weights) <= group


def test_what_small_parts_have_together_is_bounded_as_tightly_as_can_be():
    rng = random.Random(3)
    for _ in range(100):
        loose, reach = [rng.randint(0, 3) for _ in range(3)], 2
        parents = [-1, rng.choice((0,)), rng.choice((0, 1))]
        covers = [{0, 1, 2}, {1, 2} if parents[2] == 1 else {1}, {2}]
        n = [sum(loose[at] for at in cells) for cells in covers]
        figures = [
            Shown(f"u{at}", "joy", n[at], tuple(map(str, cells)), band=(1.0, 3.0)) for at, cells in enumerate(covers)
        ]
        nodes, _ = nest(figures, Terms(5, 1, 3))
        worlds = [
            (a, b, c) for a in range(loose[0] * 2 + 1) for b in range(loose[1] * 2 + 1) for c in range(loose[2] * 2 + 1)
        ]
        for node in nodes:
            top = node.shown.n * reach
            node.low, node.high = sorted((float(rng.randint(0, top)), float(rng.randint(0, top))))
            own = covers[int(node.shown.unit[1])]
            worlds = [world for world in worlds if node.low <= sum(world[at] for at in own) <= node.high]
        if worlds:
            where = {node.shown.unit: place for place, node in enumerate(nodes)}
            sums = [world[1] + world[2] for world in worlds]
            chosen = [where["u1"], where["u2"]]
            assert joint_bounds(nodes, [0, 1, 2], chosen, reach) == (min(sums), max(sums))


def test_people_are_divided_by_members_where_they_are_known():
    figures = [Shown("a", "joy", 5, ("a",), mean=3.0), Shown("n", "joy", 6, ("a/n", "b/n"), mean=3.0)]
    people = {str(person): {"a", "a/n"} for person in range(4)} | {"x": {"a"}, "y": {"b/n"}, "z": {"b/n"}}
    found = {tuple(sorted(one.figures)): one.most for one in people_classes(figures, {}, {}, people)}
    assert found == {(0, 1): 4, (0,): 1, (1,): 2}


def test_without_members_only_those_below_a_unit_can_have_its_attribute():
    cells = {one.id: one for one in (Cell("a", "a", None, 9), Cell("b", "b", None, 9), Cell("a/n", "a", "n", 6))}
    figures = [Shown("all", "joy", 18, ("a", "b"), mean=3.0), Shown("a×n", "joy", 6, ("a/n",), mean=3.0)]
    found = people_classes(figures, cells, {"a": "all", "b": "all"}, {})
    assert ("b", "a/n") not in {one.cells for one in found}


def test_whoever_has_no_value_is_counted_in_the_unit_alone():
    """Twenty answered in the unit, and nine of them on nights; nobody says that the others are on nights too."""
    figures = [figure("a", 20, ["a"], parent=None), figure("a×n", 9, ["a/n"], parent="a", hierarchy="attribute")]
    file = results(*figures, cells=[("a", "a", 24, None), ("a/n", "a", 12, "n")])
    assert audit(file) == ()
    everybody = [("1", str(at), "a") for at in range(24)] + [("1", str(at), "a/n") for at in range(12)]
    assert audit(file, everybody) == ()


def test_a_list_of_those_who_answered_is_whole_where_the_cells_say_how_many():
    """Eighteen of twenty in one unit and two of twenty in the other are on nights: the two and two others stand out."""
    figures = [figure(unit, 20, [unit], parent="all") for unit in "ab"]
    figures.append(figure("all×n", 20, ["all/n"], parent=None, hierarchy="attribute"))
    figures.append(figure("all", 40, ["a", "b"], parent=None))
    cells = [("a", "a", 40, None), ("b", "b", 40, None), ("all/n", "all", 50, "n")]
    file = results(*figures, cells=cells)
    people = [("1", f"{unit}{at}", unit) for unit in "ab" for at in range(20)]
    people += [("1", f"{unit}{at}", "all/n") for unit, nights in (("a", 18), ("b", 2)) for at in range(nights)]
    assert audit(file, people) == audit(file) == ()
    for cell in file["rounds"][0]["cells"]:
        cell["answered"] = 20
    assert (Kind.COMBINATION, 4) in {(one.kind, one.size) for one in audit(file, people)}


def test_numbers_of_answers_bound_each_other():
    figures = [Shown("ab", "joy", 9, ("a", "b"), mean=3.0), Shown("bc", "joy", 9, ("b", "c"), mean=3.0)]
    cells = {name: Cell(name, name, None, most) for name, most in (("a", 4), ("b", 5), ("c", 9))}
    found = {one.cells: (one.least, one.most) for one in people_classes(figures, cells, {}, {})}
    assert found == {("a",): (4, 4), ("b",): (5, 5), ("c",): (4, 4)}


def test_a_group_is_found_by_the_figures_numbers_when_the_cells_do_not_tell():
    pieces = [PeopleClass(frozenset(key), (), 20) for key in ({0, 1}, {0, 2}, {0})]
    found = list(Overlap(pieces, {0: 20, 1: 9, 2: 8}, 5).small_groups())
    assert [(sorted(one.classes), one.people) for one in found] == [([2], 3)]


def test_what_cannot_be_decided_is_objected_to(monkeypatch):
    def never(self):
        raise Undecided("time is up")

    monkeypatch.setattr(search.Overlap, "small_groups", never)
    assert overlaps.Overlap.small_groups is never
    found = audit(results(figure("ab", 20, "ab"), figure("bc", 20, "bc"), figure("ac", 20, "ac")))
    assert {one.kind for one in found} == {Kind.UNDECIDED}


# Files that are not right


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"rounds": "none"}, "none"),
        ({"rounds": ["first"]}, "first"),
        ({"rounds": [{"figures": []}]}, "id"),
        ({"rounds": [{"id": 1}]}, "figures"),
        ({"scale": None, "rounds": [{"id": 1, "figures": []}]}, "None"),
        ({"scale": [5, 1], "rounds": [{"id": 1, "figures": []}]}, r"\[5, 1\]"),
    ],
)
def test_a_file_of_another_form_is_refused_by_name(change, named):
    with pytest.raises(BadResults, match=named):
        audit({**results(), **change})


@pytest.mark.parametrize(
    "wrong",
    [
        {"n": -1},
        {"n": 5.5},
        {"n": "six"},
        {"n": True},
        {"mean": "high"},
        {"mean": float("nan")},
        {"band": [1.0]},
        {"hist": [1, 2]},
        {"hist": [1, 2, -3, 4, 5]},
        {"covers": ["a", "a"]},
        {"covers": "a"},
        {"covers": ["elsewhere"]},
    ],
)
def test_a_figure_of_another_form_is_refused_with_its_place(wrong):
    file = results({**figure("team", 9, "a"), **wrong}, cells=[("a", "a", 9, None)])
    with pytest.raises(BadResults, match="round '1'"):
        audit(file)


@pytest.mark.parametrize(
    "rows", [[("9", "p", "a")], [("1", "p")], ["1pa"], [{"round": "1", "person": "p"}], [("1", "p", "x")]]
)
def test_members_of_another_form_are_refused(rows):
    with pytest.raises(BadResults):
        audit(results(figure("team", 9, "a"), cells=[("a", "a", 9, None)]), rows)


def test_members_may_be_rows_or_named_fields():
    file = results(figure("team", 9, "a"))
    assert audit(file, [{"round": "1", "person": "p", "cell": "a"}]) == audit(file, [("1", "p", "a")]) == ()


def test_hidden_figures_and_a_scale_of_names_are_read():
    file = {**results({**figure("team", None, "", mean=None), "reason": "x"}), "scale": {"min": 1, "max": 5}}
    assert audit(file) == ()


def test_the_floor_holds():
    with pytest.raises(BelowFloor):
        audit(results(figure("team", 9, "a"), k=4))
