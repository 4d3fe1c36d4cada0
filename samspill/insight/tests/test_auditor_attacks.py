"""Tables made to leak where an auditor might not look: each of these was once called safe."""

import random
from functools import cache

import pytest

from samspill.insight.auditor import BadResults, Kind, Shown, audit, unions
from samspill.insight.auditor.objections import Terms
from samspill.insight.auditor.parts import bounds
from samspill.insight.tests.audited import figure, kinds, results, rounds_of

REACH = 4


# Distributions and the means inside them


@cache
def contents(people, excess, value=0):
    """Every way a group can have answered: counts per value."""
    if value == REACH:
        return ((people,),) if people * value == excess else ()
    return tuple(
        (here, *rest)
        for here in range(people + 1)
        if here * value <= excess
        for rest in contents(people - here, excess - here * value, value + 1)
    )


def told_together(hist, groups):
    """What each group may have answered, given the distribution of all and the mean of each."""
    possible = [set() for _ in groups]

    def choose(left, chosen):
        if len(chosen) == len(groups):
            if not any(left):
                for place, counts in enumerate(chosen):
                    possible[place].add(counts)
            return
        for counts in contents(*groups[len(chosen)]):
            after = tuple(a - b for a, b in zip(left, counts, strict=True))
            if min(after) >= 0:
                choose(after, [*chosen, counts])

    choose(tuple(hist), [])
    return possible


def random_groups(rng):
    weights = [rng.choice((0, 1, 1, 3, 6)) for _ in range(REACH + 1)]
    sizes = [rng.choice((5, 5, 6, 7)) for _ in range(rng.choice((2, 3, 3)))]
    return [rng.choices(range(REACH + 1), weights if sum(weights) else None, k=n) for n in sizes]


def told(groups):
    answers = [answer for group in groups for answer in group]
    hist = [answers.count(value) for value in range(REACH + 1)]
    units = [figure(f"u{at}", len(group), str(at), 1 + sum(group) / len(group)) for at, group in enumerate(groups)]
    whole = figure("unit", len(answers), "".join(map(str, range(len(groups)))), 1 + sum(answers) / len(answers))
    rounded = [{**one, "mean": round(one["mean"], 2)} for one in (whole, *units)]
    return hist, results({**rounded[0], "hist": hist}, *rounded[1:])


def test_a_group_that_is_pinned_by_what_is_told_of_the_others_is_found():
    rng = random.Random(1)
    leaks = alone = 0
    while leaks < 25:
        groups = random_groups(rng)
        if not all(REACH + 1 < sum(group) < len(group) * REACH - REACH - 1 for group in groups):
            continue
        hist, file = told(groups)
        if max(hist) >= sum(hist) - 1:
            continue
        possible = told_together(hist, [(len(group), sum(group)) for group in groups])
        stuck = any(
            all(counts[value] >= len(group) - 1 for counts in found)
            for group, found in zip(groups, possible, strict=True)
            for value in range(REACH + 1)
        )
        found = Kind.HISTOGRAM in kinds(audit(file))
        assert found == stuck, (groups, hist)
        leaks += stuck
        alone += not stuck
    assert alone > 25


def test_a_band_inside_a_distribution_is_looked_at_with_it():
    whole = figure("unit", 16, "ab", mean=3.31, hist=[5, 0, 0, 6, 5])
    band = figure("team", 5, "a", mean=None, band=[1.0, 2.0])
    assert Kind.HISTOGRAM in kinds(audit(results({**whole, "mean": round(1 + 38 / 16, 2)}, band)))
    limber = {**whole, "mean": round(1 + 29 / 16, 2), "hist": [5, 5, 0, 0, 6]}
    assert Kind.HISTOGRAM not in kinds(audit(results(limber, band)))


def test_a_distribution_tells_the_exact_sum_behind_a_rounded_mean():
    hist = (100, 200, 300, 200, 199)
    total = sum(value * count for value, count in enumerate(hist))
    shown = Shown("town", "joy", 999, ("a",), mean=round(1 + total / 999, 2), histogram=hist)
    assert bounds(shown, Terms(5, 1, 5)) == (total, total)


def test_distributions_that_cross_tell_of_those_they_share():
    def three(hists):
        pairs = zip(("ab", "bc", "ac"), hists, strict=True)
        return [figure(cells, sum(h), cells, mean=average(h), hist=h) for cells, h in pairs]

    # All of a answered 3; each distribution by itself looks well.
    a, b, c = [0, 0, 10, 0, 0], [2, 3, 5, 3, 2], [3, 3, 4, 3, 2]
    cells = [("a", "a", 10, None), ("b", "b", 15, None), ("c", "c", 15, None)]
    found = audit(results(*three([added(a, b), added(b, c), added(a, c)]), cells=cells))
    assert ("a",) in {one.cells for one in found if one.kind == Kind.HISTOGRAM}
    a = [2, 2, 2, 2, 2]
    assert audit(results(*three([added(a, b), added(b, c), added(a, c)]), cells=cells)) == ()


def average(hist):
    return round(1 + sum(value * count for value, count in enumerate(hist)) / sum(hist), 2)


def added(*rows):
    return [sum(counts) for counts in zip(*rows, strict=True)]


# Index


@pytest.mark.parametrize(("band", "is_told"), [([2.0, 2.1], True), ([2.33, 2.53], False)])
def test_a_band_of_the_index_is_no_narrower_than_its_items_leave_it(band, is_told):
    shown = [figure("team", 9, "a", item=item, mean=3.0) for item in ("x", "y")]
    masked = figure("team", 9, "a", item="z", mean=None, band=[1.0, 1.56])
    index = figure("team", 9, "a", item="index", mean=None, band=band)
    assert (kinds(audit(results(*shown, masked, index, pulse=["x", "y", "z"]))) == {Kind.INDEX}) is is_told


def test_a_distribution_of_the_index_is_always_too_much():
    shown = [figure("team", 12, "a", item=item, mean=3.0) for item in ("x", "y", "z")]
    index = figure("team", 12, "a", item="index", mean=3.0, hist=[0, 3, 6, 3, 0])
    assert kinds(audit(results(*shown, index))) == {Kind.INDEX}


# More than is declared


@pytest.mark.parametrize(
    "more", [{"mean": 3.1428}, {"mean": 3.14, "decimals": 1}, {"mean": None, "band": [1.0, 1.5556]}, {"median": 3}]
)
def test_more_than_the_auditor_is_told_of_is_refused(more):
    with pytest.raises(BadResults):
        audit(results({**figure("team", 9, "a"), **more}))


@pytest.mark.parametrize("more", [{"mean": 3.0}, {"mean": None, "band": [1.0, 2.0]}, {"hist": [1, 1, 1, 1, 0]}])
def test_a_value_without_a_number_of_answers_is_no_hidden_figure(more):
    with pytest.raises(BadResults, match="'n' is missing"):
        audit(results({**figure("team", None, "a", mean=None), **more}))


def test_a_mean_and_a_band_of_the_same_answers_are_taken_together():
    both = Shown("team", "joy", 999, ("a",), mean=3.0, band=(2.99, 3.0))
    alone = Shown("team", "joy", 999, ("a",), mean=3.0)
    (low, high), (wide_low, wide_high) = bounds(both, Terms(5, 1, 5)), bounds(alone, Terms(5, 1, 5))
    assert (low, high) == (wide_low, wide_high)
    narrow = Shown("team", "joy", 999, ("a",), mean=3.0, band=(3.01, 3.02))
    assert bounds(narrow, Terms(5, 1, 5))[0] > wide_low


# Who is where


def test_a_unit_of_which_nothing_is_said_may_lie_under_any_other():
    cells = [("a", "a", 12, None), ("b", "b", 12, None), ("all/w", "all", 17, "w"), ("all/v", "all", 7, "v")]
    figures = [figure("all", 20, ["a", "b"]), figure("all×w", 17, ["all/w"], hierarchy="site")]
    found = audit(results(*figures, cells=cells))
    assert (Kind.COMBINATION, 3) in {(one.kind, one.size) for one in found}


def test_hierarchies_over_cells_that_are_not_described_are_not_called_safe():
    figures = [figure("all", 20, ["a", "b"]), figure("west", 17, ["w"], hierarchy="site")]
    assert kinds(audit(results(*figures))) == {Kind.UNDECIDED}


def test_a_list_of_some_members_hides_nobody():
    cells = [("a", "a", 20, None), ("a/w", "a", 17, "w"), ("a/v", "a", 3, "v")]
    figures = [figure("a", 20, ["a"], parent=None), figure("a×w", 17, ["a/w"], parent="a", hierarchy="site")]
    file = results(*figures, cells=cells)
    assert audit(file, [("1", "somebody", "a")]) == audit(file)
    assert Kind.COMBINATION in kinds(audit(file))


def test_who_came_is_found_in_an_attribute_too():
    def one(name, site):
        figures = [figure("a", 30, ["a"], parent=None), figure("a×w", site, ["a/w"], parent="a", hierarchy="site")]
        cells = [("a", "a", 40, None), ("a/w", "a", site, "w"), ("a/v", "a", 40 - site, "v")]
        return results(*figures, cells=cells, name=name)

    rows = [(name, f"p{at}", "a") for name in "12" for at in range(40)]
    rows += [
        (name, f"p{at}", "a/w" if at < size else "a/v") for name, size in (("1", 12), ("2", 13)) for at in range(40)
    ]
    found = audit(rounds_of(one("1", 12), one("2", 13)), rows)
    assert {(one.unit, one.kind, one.size) for one in found} == {("a×w", Kind.JOINER, 1)}


def test_whom_a_list_leaves_out_is_taken_for_the_same_person_in_both_rounds():
    def one(name, invited):
        return results(figure("a", invited, ["a"]), cells=[("a", "a", invited, None)], name=name)

    rows = [(name, f"p{at}", "a") for name in "12" for at in range(7)]
    assert audit(rounds_of(one("1", 8), one("2", 8)), rows) == ()
    assert kinds(audit(rounds_of(one("1", 8), one("2", 9)), rows)) == {Kind.JOINER}


# Comments, rates, and what matters most


@pytest.mark.parametrize(("kind", "enough"), [("comments", 10), ("rate", 10)])
def test_other_facts_are_of_enough_people(kind, enough):
    for people in (enough - 1, enough):
        other = [{"kind": kind, "unit": "a", "covers": ["a"]}]
        found = audit(results(cells=[("a", "a", people, None)], other=other))
        assert kinds(found) == ({Kind.SMALL_GROUP} if people < enough else set())


def test_pools_of_comments_do_not_overlap():
    cells = [(cell, cell, 12, None) for cell in "abc"]
    other = [{"kind": "comments", "unit": unit, "covers": list(unit)} for unit in ("ab", "bc")]
    assert [one.unit for one in audit(results(cells=cells, other=other))] == ["bc"]
    assert audit(results(cells=cells, other=other[:1])) == ()


# Limits of the search


def test_a_tangle_that_is_too_large_to_be_looked_through_is_not_called_safe(monkeypatch):
    monkeypatch.setattr(unions, "MOST_UNIONS", 1)
    names = "abcdefgh"
    bands = [figure(f"u{at}", 40 - at, names[at:], mean=None, band=[1.5, 4.5]) for at in range(1, len(names) - 1)]
    found = audit(results(figure("u0", 40, names, mean=3.0), *bands))
    assert Kind.UNDECIDED in kinds(found)
    monkeypatch.undo()
    assert Kind.UNDECIDED not in kinds(audit(results(figure("u0", 40, names, mean=3.0), *bands)))
