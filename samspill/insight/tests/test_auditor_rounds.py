"""The auditor over rounds, on indexes, and on what is told beside the figures, at every edge."""

import random
from itertools import combinations

import pytest

from samspill.insight.auditor import Kind, audit
from samspill.insight.auditor.objections import Shown, Terms
from samspill.insight.auditor.parts import nest
from samspill.insight.auditor.reading import Published
from samspill.insight.auditor.rounds import _between
from samspill.insight.auditor.unions import _tangles, _unions, joint_bounds, small_unions
from samspill.insight.auditor.values import text_or_none
from samspill.insight.tests.audited import figure, kinds, results

TERMS = Terms(5, 1, 5)


# -- two rounds side by side -----------------------------------------------------------------------


def drawn(seed):
    """Everybody's part in either round, or none; most stay where they were."""
    rng = random.Random(seed)
    units = "abc"[: rng.randint(1, 3)]
    before, after = {}, {}
    for number in range(rng.randint(6, 24)):
        home = rng.choice(units)
        for parts in (before, after):
            at = rng.choice((*units, None)) if rng.random() < 0.25 else home
            if at is not None:
                parts[f"p{number}"] = at
    return before, after


def shown_of(parts, label):
    sizes = {unit: list(parts.values()).count(unit) for unit in parts.values()}
    figures = {unit: Shown(f"{unit}{label}", "joy", n, (unit,), mean=3.0) for unit, n in sizes.items()}
    return {person: figures[unit] for person, unit in parts.items()}


def cuts(before, after):
    """Every set of people that some choice of parts sets apart, with the parts, by trying all choices."""
    nodes = [(0, unit) for unit in sorted(set(before.values()))] + [(1, unit) for unit in sorted(set(after.values()))]
    people = sorted({**before, **after})
    for size in range(1, len(nodes) + 1):
        for side in map(set, combinations(nodes, size)):
            cut = [p for p in people if ((0, before.get(p)) in side) != ((1, after.get(p)) in side)]
            if cut:
                yield frozenset(cut)


def kind_of(cut, before, after):
    came, left = any(p not in before for p in cut), any(p not in after for p in cut)
    stays = any(p in before and p in after for p in cut)
    if stays or (came and left):
        return Kind.MOVER
    return Kind.JOINER if came else Kind.LEAVER


@pytest.mark.parametrize("seed", range(80))
def test_who_stands_out_between_two_rounds_is_found_by_trying_every_set_of_parts(seed):
    before, after = drawn(seed)
    later = Published("2", TERMS, (), people={person: {f"cell of {person}"} for person in after})
    found = list(_between(shown_of(before, 0), shown_of(after, 1), later, 5))
    small = {cut for cut in cuts(before, after) if len(cut) < 5}
    assert bool(found) is bool(small)
    told = {
        (len(cut), kind_of(cut, before, after), tuple(sorted(f"cell of {p}" for p in cut if p in after)))
        for cut in small
    }
    assert {(one.size, one.kind, one.cells) for one in found} <= told
    names = {f"{unit}{at}" for at, parts in enumerate((before, after)) for unit in parts.values()}
    assert {one.unit for one in found} <= names
    assert {(one.round, one.item) for one in found} <= {("2", "joy")}


def test_the_smallest_figure_that_tells_is_named():
    """Of two teams whose people are known, one lost two; the smaller of its figures is to be withdrawn."""
    before = {f"p{at}": "a" for at in range(9)} | {f"q{at}": "b" for at in range(30)}
    after = {person: unit for person, unit in before.items() if person not in {"p0", "p1"}}
    later = Published("2", TERMS, (), people={})
    (found,) = _between(shown_of(before, 0), shown_of(after, 1), later, 5)
    assert (found.unit, found.kind, found.size, found.cells) == ("a1", Kind.LEAVER, 2, ())


def file_of(*rounds):
    """Rounds as (name, figures, cells)."""
    return {
        "k": 5,
        "scale": [1, 5],
        "rounds": [
            {
                "id": name,
                "closed_on": name,
                "figures": figures,
                "cells": [{"id": cell, "unit": cell, "invited": n} for cell, n in cells.items()],
            }
            for name, figures, cells in rounds
        ],
    }


def rows(name, cell, people):
    return [(name, person, cell) for person in people]


def test_every_pair_of_rounds_is_looked_at_the_older_first_and_told_once():
    teams = {"1": "abcdefgh", "2": "abcdefghijklm", "3": "abcdefghijklmn"}
    figures = {name: [figure("t", len(who), "x", item=item) for item in ("joy", "calm")] for name, who in teams.items()}
    file = file_of(*((name, figures[name], {"x": len(who)}) for name, who in reversed(teams.items())))
    found = audit(file, [row for name, who in teams.items() for row in rows(name, "x", who)])
    assert [(one.kind, one.size, one.round, one.unit) for one in found] == [(Kind.JOINER, 1, "3", "t")]


def test_bands_and_the_index_are_no_parts_of_rounds():
    for more in ({"mean": None, "band": [2.0, 4.0]}, {"item": "index"}):
        rounds = [
            (name, [{**figure("t", len(who), "x"), **more}], {"x": len(who)})
            for name, who in (("1", "abcdefgh"), ("2", "abcdefghi"))
        ]
        people = rows("1", "x", "abcdefgh") + rows("2", "x", "abcdefghi")
        assert not kinds(audit(file_of(*rounds), people)) & {Kind.JOINER, Kind.LEAVER, Kind.MOVER}


# -- several small parts between bands -------------------------------------------------------------


def chain(*told):
    """Figures each inside the one before, as (people, mean or band)."""
    cells = "abcdefgh"
    figures = []
    for at, (people, one) in enumerate(told):
        how = {"band": one} if isinstance(one, tuple) else {"mean": one}
        figures.append(Shown(f"u{at}", "joy", people, tuple(cells[at : len(told)]), **how))
    return nest(figures, TERMS)[0]


def test_only_bands_tie_parts_together():
    nodes = chain((20, 3.0), (18, (1.0, 4.9)), (16, 3.0), (14, (1.0, 4.9)), (12, (1.0, 4.9)))
    assert _tangles(nodes) == {0: [0, 1], 2: [2, 3, 4]}
    assert _tangles(chain((20, (1.0, 4.0)), (18, (1.0, 4.9)))) == {0: [0, 1]}
    assert _tangles(chain((20, 3.0), (15, 3.0))) == {}


def test_unions_are_of_two_parts_or_more_and_of_fewer_than_k():
    nodes = chain((20, 3.0), (19, (1.0, 4.9)), (17, (1.0, 4.9)), (14, (1.0, 4.9)), (10, (1.0, 4.9)))
    assert [node.loose for node in nodes] == [1, 2, 3, 4, 10]
    assert sorted(_unions(nodes, [0, 1, 2, 3], 5)) == [(0, 1), (0, 2)]
    assert sorted(_unions(nodes, [0, 1, 2, 3], 7)) == [(0, 1), (0, 1, 2), (0, 2), (0, 3), (1, 2), (1, 3)]
    assert sorted(_unions(nodes, [1], 5)) == []


def test_parts_with_nothing_inside_them_and_parts_of_many_are_left_to_the_walk(monkeypatch):
    asked = []
    monkeypatch.setattr(
        "samspill.insight.auditor.unions.joint_bounds",
        lambda nodes, inside, chosen, reach: asked.append((inside, chosen, reach)) or (0, 99),
    )
    nodes = chain((20, 3.0), (18, (1.0, 4.9)), (12, (1.0, 4.9)), (10, (1.0, 4.9)), (3, (1.0, 4.9)))
    assert list(small_unions(nodes, TERMS)) == []
    assert asked == [([0, 1, 2, 3, 4], (0, 2), 4)]


@pytest.mark.parametrize("seed", range(40))
def test_what_parts_have_together_beside_an_exact_figure_is_bounded_as_tightly_as_can_be(seed):
    rng = random.Random(seed)
    loose = [rng.randint(1, 3) for _ in range(3)]
    held = [rng.randint(0, 4 * people) for people in loose]
    told = [(sum(loose[at:]), (1.0, 5.0)) for at in range(3)]
    nodes = chain(*told)
    for at, node in enumerate(nodes):
        total, wide = sum(held[at:]), rng.randint(0, 4) if at < 2 else rng.randint(0, 1)
        node.low, node.high = float(max(0, total - wide)), float(min(4 * node.shown.n, total + wide))
    worlds = [
        (a, b, c)
        for a in range(4 * loose[0] + 1)
        for b in range(4 * loose[1] + 1)
        for c in range(4 * loose[2] + 1)
        if all(node.low <= sum((a, b, c)[at:]) <= node.high for at, node in enumerate(nodes))
    ]
    for chosen in ([0], [1], [0, 1]):
        sums = [sum(world[at] for at in chosen) for world in worlds]
        assert joint_bounds(nodes, [0, 1], chosen, 4) == (min(sums), max(sums))


# -- indexes ---------------------------------------------------------------------------------------


def index_of(means, told, pulse=("x", "y", "z"), **more):
    shown = [
        figure(
            "team", 9, "a", item=item, **({"mean": None, "band": mean} if isinstance(mean, list) else {"mean": mean})
        )
        for item, mean in zip("xyz", means, strict=False)
    ]
    file = results(*shown, figure("team", 9, "a", item="index", **{"mean": told} | more))
    file["rounds"][0]["pulse"] = list(pulse)
    found = [one for one in audit(file) if one.kind == Kind.INDEX]
    assert all((one.size, one.cells, one.item) == (9, ("a",), "index") for one in found)
    return [one.unit for one in found]


@pytest.mark.parametrize(("told", "fits"), [(3.11, True), (3.12, False), (3.1, False), (3.13, False)])
def test_an_index_is_the_rounded_mean_of_its_items_and_nothing_near_it(told, fits):
    assert index_of([3.0, 3.0, 3.33], told) == ([] if fits else ["team"])


@pytest.mark.parametrize(
    ("band", "fits"), [([2.0, 2.33], True), ([2.01, 2.33], False), ([2.0, 2.32], False), ([1.5, 3.0], True)]
)
def test_a_band_of_the_index_is_at_least_as_wide_as_its_items(band, fits):
    assert index_of([3.0, 2.0, [1.0, 2.0]], None, band=band) == ([] if fits else ["team"])


def test_an_index_of_fewer_items_than_the_round_says_tells_of_one():
    assert index_of([3.0, 3.0], 3.0) == ["team"]
    assert index_of([3.0, 3.0], 3.0, pulse=("x", "y")) == []
    assert index_of([3.0, 3.0], 3.0, pulse=()) == []


def test_what_an_index_is_made_of_is_found_where_the_round_does_not_say():
    """Two items explain two of three indexes; the third is of something else."""
    means = {"s": (2.0, 3.0, 4.44), "t": (3.0, 4.0, 2.22), "u": (4.0, 3.0, 3.33)}
    told = {"s": 2.5, "t": 3.5, "u": 3.0}
    shown = [
        figure(unit, 9, unit, item=item, mean=mean)
        for unit, each in means.items()
        for item, mean in zip("xyz", each, strict=True)
    ]
    shown += [figure(unit, 9, unit, item="index", mean=mean) for unit, mean in told.items()]
    assert [one.unit for one in audit(results(*shown)) if one.kind == Kind.INDEX] == ["u"]


# -- what is told beside the figures ---------------------------------------------------------------


def beside(kind, people, k=5, cells=1):
    covers = "abcdefgh"[:cells]
    listed = [(cell, cell, people // cells, None) for cell in covers]
    file = results(cells=listed, other=[{"kind": kind, "unit": "t", "covers": list(covers)}], k=k)
    return [(one.kind, one.size, one.cells) for one in audit(file)]


@pytest.mark.parametrize("kind", ["rate", "comments"])
@pytest.mark.parametrize(("people", "k", "cells"), [(9, 5, 1), (8, 5, 2), (11, 12, 1)])
def test_what_is_told_of_too_few_is_objected_to_with_how_many(kind, people, k, cells):
    assert beside(kind, people, k, cells) == [(Kind.SMALL_GROUP, people, tuple("ab"[:cells]))]


@pytest.mark.parametrize("kind", ["rate", "comments"])
@pytest.mark.parametrize(("people", "k", "cells"), [(10, 5, 1), (10, 5, 2), (12, 12, 1)])
def test_what_is_told_of_enough_is_let_through(kind, people, k, cells):
    assert beside(kind, people, k, cells) == []


def test_what_is_told_of_cells_whose_number_is_not_known_is_not_called_small():
    file = results(cells=[("a", "a", None, None)], other=[{"kind": "rate", "unit": "t", "covers": ["a"]}])
    assert audit(file) == ()
    file = results(
        cells=[("a", "a", 3, None), ("b", "b", None, None)], other=[{"kind": "rate", "unit": "t", "covers": ["a", "b"]}]
    )
    assert audit(file) == ()
    assert audit(results(cells=[("a", "a", 3, None)], other=[{"kind": "rate", "unit": "t", "covers": []}])) == ()


def test_rates_may_overlap_each_other_and_pools_of_comments_may_not():
    cells = [("a", "a", 30, None), ("b", "b", 30, None), ("c", "c", 30, None)]
    for kind, clash in (("rate", []), ("comments", ["second"])):
        other = [
            {"kind": kind, "unit": unit, "covers": list(covers)} for unit, covers in (("first", "ab"), ("second", "bc"))
        ]
        assert [one.unit for one in audit(results(cells=cells, other=other))] == clash
    apart = [{"kind": "comments", "unit": unit, "covers": [unit]} for unit in "abc"]
    assert audit(results(cells=cells, other=apart)) == ()


@pytest.mark.parametrize(
    ("n", "hist", "small"),
    [(4, None, True), (5, None, False), (9, [1, 2, 3, 2, 1], True), (10, [1, 2, 4, 2, 1], False)],
)
def test_a_figure_is_of_five_and_a_distribution_of_ten(n, hist, small):
    found = audit(results(figure("team", n, "a", mean=3.0, **({"hist": hist} if hist else {}))))
    assert ([one.size for one in found if one.kind == Kind.SMALL_FIGURE] == [n]) is small


def test_a_figure_of_nobody_says_of_how_many_it_would_be():
    found = audit(results(figure("nobody", 9, "")))
    assert [(one.kind, one.size) for one in found] == [(Kind.CONTRADICTION, 9)]


def test_a_parent_without_a_name_is_none():
    assert [text_or_none(value) for value in ("", None, "a", 7)] == [None, None, "a", "7"]


def test_the_same_promise_of_each_item_of_each_round():
    small = figure("team", 4, "a")
    first, second = results(small, name="1"), results({**small, "item": "calm"}, name="2")
    file = {**first, "rounds": [*first["rounds"], *second["rounds"]]}
    assert [(one.round, one.item, one.kind) for one in audit(file)] == [
        ("1", "joy", Kind.SMALL_FIGURE),
        ("2", "calm", Kind.SMALL_FIGURE),
    ]
