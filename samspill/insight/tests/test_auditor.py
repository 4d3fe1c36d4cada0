"""The auditor finds every leak that was planted, and nothing in tables that are safe."""

import random

import pytest

from samspill.insight.auditor import Kind, Objection, Shown, audit
from samspill.insight.publish import Item, publish
from samspill.insight.tests.audited import figure, kinds, results, results_of, rounds_of
from samspill.insight.tests.workplaces import PULSE, random_round


def small_groups(objections, *kinds_of):
    """Who the objections say is given away: cells and number."""
    return {("".join(sorted(one.cells)), one.size) for one in objections if one.kind in kinds_of}


# Parts of one hierarchy


def test_a_parent_less_its_published_children_tells_of_the_only_hidden_child():
    found = audit(results(figure("parent", 14, "abc"), figure("first", 6, "a"), figure("second", 5, "b")))
    assert ("c", 3) in small_groups(found, Kind.SMALL_PART)


def test_two_hidden_siblings_of_two_and_two_are_four():
    found = audit(results(figure("parent", 13, "abcd"), figure("a", 9, "ab")))
    assert small_groups(found, Kind.SMALL_PART) == {("cd", 4)}


def test_a_grandparent_tells_of_what_its_hidden_child_would_not():
    figures = [figure("top", 20, "abcde"), figure("left", 8, "ab"), figure("right.one", 9, "cd")]
    assert small_groups(audit(results(*figures)), Kind.SMALL_PART) == {("e", 3)}


def test_direct_members_beside_a_published_child_are_found():
    assert small_groups(audit(results(figure("unit", 8, "ua"), figure("a", 6, "a"))), Kind.SMALL_PART) == {("u", 2)}


def test_nobody_beside_the_published_children_is_no_leak():
    assert audit(results(figure("unit", 12, "ab"), figure("a", 6, "a"), figure("b", 6, "b"))) == ()


def test_a_figure_of_four_is_too_small_whatever_else_there_is():
    found = audit(results(figure("team", 4, "a"), figure("unit", 12, "ab")))
    assert [(one.unit, one.kind) for one in found] == [("team", Kind.SMALL_FIGURE)]


def test_an_organisation_may_raise_the_smallest_group():
    figures = figure("unit", 14, "ab"), figure("team", 8, "a")
    assert audit(results(*figures)) == ()
    assert small_groups(audit(results(*figures, k=7)), Kind.SMALL_PART) == {("b", 6)}


# Hierarchies that overlap


def test_two_hierarchies_tell_of_those_they_do_not_share():
    cells = [("ap", "a", 9, None), ("aq", "a", 3, None), ("bq", "b", 8, None)]
    figures = [
        figure("a", 12, ["ap", "aq"]),
        figure("b", 8, ["bq"]),
        figure("p", 9, ["ap"], hierarchy="project"),
        figure("q", 11, ["aq", "bq"], hierarchy="project"),
    ]
    found = audit(results(*figures, cells=cells))
    assert small_groups(found, Kind.SMALL_PART, Kind.COMBINATION) == {("aq", 3)}


def test_two_hierarchies_that_cross_are_decided_by_cuts():
    figures = [figure("a", 12, "wx"), figure("p", 13, "wy", hierarchy="project"), figure("all", 40, "wxyz")]
    safe = [("w", "w", 7, None), ("x", "x", 5, None), ("y", "y", 6, None), ("z", "z", 22, None)]
    assert audit(results(*figures, cells=safe)) == ()
    told = [("w", "w", 11, None), ("x", "x", 1, None), ("y", "y", 2, None), ("z", "z", 26, None)]
    assert small_groups(audit(results(*figures, cells=told)), Kind.COMBINATION) == {("xy", 3)}


def test_overlapping_combined_units_give_each_other_away():
    pairs = [figure("ab", 8, "ab"), figure("bc", 9, "bc"), figure("ac", 9, "ac")]
    found = small_groups(audit(results(*pairs)), Kind.COMBINATION)
    assert found == {("a", 4), ("b", 4)}


def test_overlapping_units_of_many_tell_nothing_of_few():
    pairs = [figure("ab", 20, "ab"), figure("bc", 20, "bc"), figure("ac", 20, "ac")]
    assert audit(results(*pairs)) == ()


def test_an_attribute_tells_of_those_in_the_value_that_is_not_shown():
    cells = [("d", "d", 20, None), ("d/n", "d", 10, "n"), ("d/s", "d", 7, "s"), ("all/w", "all", 8, "w")]
    figures = [
        figure("d", 20, ["d"], parent="all"),
        figure("d×n", 10, ["d/n"], parent="d", hierarchy="site"),
        figure("d×s", 7, ["d/s"], parent="d", hierarchy="site"),
    ]
    assert 3 in {one.size for one in audit(results(*figures, cells=cells)) if one.kind == Kind.COMBINATION}
    assert audit(results(*figures[:2], cells=cells)) == ()


# Bounds


def test_a_band_inside_an_atom_tells_of_the_rest_of_it():
    band = figure("team", 5, "a", mean=None, band=[1.0, 2.0])
    found = audit(results(figure("unit", 6, "ab", mean=2.17), band))
    assert small_groups(found, Kind.AT_THE_END) >= {("b", 1)}


def test_a_band_that_leaves_everybody_free_is_no_leak():
    band = figure("team", 9, "a", mean=None, band=[1.0, 1.56])
    assert audit(results(figure("unit", 18, "ab", mean=2.0), band)) == ()


def test_several_small_parts_between_bands_are_looked_at_together():
    figures = [
        figure("unit", 24, "abcd", mean=2.0),
        figure("upper", 22, "bcd", mean=None, band=[1.0, 4.9]),
        figure("lower", 20, "cd", mean=2.0),
    ]
    found = audit(results(*figures))
    assert small_groups(found, Kind.TOO_NARROW) == {("ab", 4)}


@pytest.mark.parametrize("mean", [1.0, 1.17, 4.83, 5.0])
def test_a_mean_at_the_end_tells_what_everybody_answered(mean):
    assert Kind.AT_THE_END in kinds(audit(results(figure("team", 6, "a", mean=mean))))


def test_a_derived_remainder_in_which_all_agree_is_found():
    found = audit(results(figure("unit", 12, "ab", mean=2.0), figure("team", 6, "a", mean=3.0)))
    assert small_groups(found, Kind.AT_THE_END) == {("b", 6)}


def test_on_a_scale_of_two_values_four_of_five_are_known_too_well():
    assert Kind.TOO_NARROW in kinds(audit(results(figure("team", 5, "a", mean=1.4), scale=(1, 2))))


# Distributions and index


def test_a_distribution_of_others_than_its_mean_is_found():
    wide = figure("team", 10, "a", hist=[0, 3, 5, 3, 0])
    assert kinds(audit(results(wide))) == {Kind.HISTOGRAM}
    assert kinds(audit(results(figure("team", 10, "a", mean=None, band=[1.0, 1.5], hist=[8, 2, 0, 0, 0])))) >= {
        Kind.HISTOGRAM
    }


def test_a_distribution_less_another_that_leaves_one_value_is_found():
    figures = [
        figure("unit", 22, "ab", mean=3.0, hist=[0, 5, 12, 5, 0]),
        figure("team", 12, "a", mean=3.0, hist=[0, 5, 2, 5, 0]),
    ]
    assert small_groups(audit(results(*figures)), Kind.HISTOGRAM) == {("b", 10)}


def test_a_distribution_that_pins_a_mean_inside_it_is_found():
    figures = [
        figure("unit", 20, "ab", mean=3.0, hist=[0, 0, 20, 0, 0]),
        figure("team", 10, "a", mean=3.0),
    ]
    assert Kind.HISTOGRAM in kinds(audit(results(*figures)))
    limber = figure("unit", 20, "ab", mean=3.0, hist=[2, 4, 8, 4, 2])
    assert audit(results(limber, figures[1])) == ()


def test_a_distribution_in_which_five_must_have_agreed_is_found():
    figures = [figure("unit", 16, "ab", mean=3.13, hist=[6, 0, 0, 6, 4]), figure("team", 5, "a", mean=1.8)]
    assert Kind.HISTOGRAM in kinds(audit(results(*figures)))
    assert Kind.HISTOGRAM not in kinds(audit(results({**figures[0], "hist": [6, 0, 3, 0, 7]}, figures[1])))


def test_an_index_that_undoes_a_mask_is_found():
    shown = [figure("all", 30, "ab", item=item, mean=3.0) for item in ("x", "y", "z")]
    shown += [figure("team", 9, "a", item=item, mean=3.0) for item in ("x", "y")]
    masked = figure("team", 9, "a", item="z", mean=None, band=[1.0, 1.56])
    whole, undone = figure("all", 30, "ab", item="index"), figure("team", 9, "a", item="index", mean=2.44)
    assert audit(results(*shown, masked, whole)) == ()
    found = audit(results(*shown, masked, whole, undone))
    assert [(one.unit, one.kind) for one in found] == [("team", Kind.INDEX)]


def test_an_index_over_other_cells_than_its_means_is_found():
    shown = [figure("all", 30, "ab", item=item, mean=3.0) for item in ("x", "y", "z")]
    found = audit(results(*shown, figure("all", 24, "a", item="index", mean=3.0)))
    assert kinds(found) == {Kind.INDEX}


# Figures that cannot be true


@pytest.mark.parametrize(
    "figures",
    [
        [figure("unit", 9, "ab"), figure("team", 12, "a")],
        [figure("unit", 20, "ab", mean=1.5), figure("team", 10, "a", mean=4.0)],
        [figure("team", 9, "a", mean=5.4)],
        [figure("team", 6, "a", mean=3.1)],
        [figure("one", 12, "a"), figure("same", 6, "a")],
        [figure("one", 9, "a", mean=2.0), figure("same", 9, "a", mean=3.0)],
        [figure("nobody", 9, "")],
        [figure("ab", 12, "ab", mean=1.5), figure("bc", 12, "bc", mean=1.5), figure("ac", 12, "ac", mean=4.5)],
    ],
)
def test_figures_that_cannot_be_true_are_found(figures):
    assert Kind.CONTRADICTION in kinds(audit(results(*figures)))


def test_more_answers_than_people_cannot_be_true():
    assert kinds(audit(results(figure("team", 9, "a"), cells=[("a", "a", 8, None)]))) == {Kind.CONTRADICTION}


def test_comments_and_rates_of_few_are_found():
    cells = [("a", "a", 4, None), ("b", "b", 9, None), ("c", "c", 30, None)]
    other = [
        {"kind": "comments", "unit": "a", "covers": ["a"]},
        {"kind": "rate", "unit": "b", "covers": ["b"]},
        {"kind": "rate", "unit": "c", "covers": ["c"]},
    ]
    found = audit(results(cells=cells, other=other))
    assert [(one.unit, one.kind, one.size) for one in found] == [
        ("a", Kind.SMALL_GROUP, 4),
        ("b", Kind.SMALL_GROUP, 9),
    ]


# Over rounds


def members(name, **cells):
    return [(name, person, cell) for cell, people in cells.items() for person in people]


def two_rounds(before, after):
    files = [
        results(figure("team", len(people), "a"), figure("all", len(people) + 20, "ab"), name=name)
        for name, people in (("1", before), ("2", after))
    ]
    rows = [row for name, people in (("1", before), ("2", after)) for row in members(name, a=people)]
    return rounds_of(*files), rows


@pytest.mark.parametrize(
    ("before", "after", "kind", "size"),
    [
        ("abcdefgh", "abcdefghi", Kind.JOINER, 1),
        ("abcdefgh", "abcdefgh" + "ijkl", Kind.JOINER, 4),
        ("abcdefgh", "abcdef", Kind.LEAVER, 2),
        ("abcdefgh", "abcdefgi", Kind.MOVER, 2),
    ],
)
def test_who_came_and_who_left_between_rounds_is_found(before, after, kind, size):
    found = audit(*two_rounds(before, after))
    assert [(one.unit, one.kind, one.size, one.round) for one in found] == [("team", kind, size, "2")]


@pytest.mark.parametrize("after", ["abcdefgh", "abcdefghijklm", "ijklmnop"])
def test_the_same_people_or_five_others_tell_nothing(after):
    assert audit(*two_rounds("abcdefgh", after)) == ()


def test_one_who_did_not_answer_hides_who_came():
    file, rows = two_rounds("abcdefgh", "abcdefghi")
    assert audit(file, [*rows, ("2", "silent", "a")]) == ()


def test_without_members_nothing_is_said_of_rounds():
    assert audit(two_rounds("abcdefgh", "abcdefghi")[0]) == ()


def test_one_who_moves_between_two_teams_is_found():
    before, after = {"a": "abcdefg", "b": "hijklmn"}, {"a": "abcdef", "b": "ghijklmn"}
    files = [
        results(*(figure(unit, len(people), unit) for unit, people in teams.items()), name=name)
        for name, teams in (("1", before), ("2", after))
    ]
    found = audit(rounds_of(*files), members("1", **before) + members("2", **after))
    assert {(one.kind, one.size) for one in found} == {(Kind.MOVER, 1)}


# Safe tables


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_reported_on_what_is_published(seed):
    rng = random.Random(seed)
    items = [*PULSE, Item("support"), Item("threat", sensitive=True)]
    tree, tallies = random_round(rng, rng.choice((2, 5, 9, 20, 40)), items)
    comments = {tally.cell: rng.randint(0, tally.respondents) for tally in tallies}
    assert audit(results_of(tallies, publish(tree, tallies, items, comments=comments))) == ()


@pytest.mark.parametrize(("lo", "hi", "k"), [(0, 6, 5), (1, 4, 5), (0, 10, 7), (1, 2, 5)])
def test_nothing_is_reported_on_other_scales_and_larger_groups(lo, hi, k):
    rng = random.Random(hi)
    item = Item("grade", lo=lo, hi=hi)
    for _ in range(10):
        tree, tallies = random_round(rng, 25, [Item("joy")])
        tallies = [scaled(rng, tally, item) for tally in tallies]
        assert audit(results_of(tallies, publish(tree, tallies, [item], k=k), k=k, scale=(lo, hi))) == ()


def scaled(rng, tally, item):
    counts = [0] * (item.reach + 1)
    for _ in range(sum(tally.counts["joy"])):
        counts[min(item.reach, max(0, round(rng.gauss(item.reach / 2, item.reach / 4))))] += 1
    return type(tally)(tally.cell, tally.unit, tally.invited, tally.respondents, {item.id: tuple(counts)})


def test_two_hundred_units_with_five_items_are_nothing_to_object_to():
    items = [*PULSE, Item("support"), Item("control")]
    tree, tallies = random_round(random.Random(1), 201, items)
    assert audit(results_of(tallies, publish(tree, tallies, items))) == ()


def test_withdrawing_what_is_objected_to_ends_with_nothing_to_object():
    rng = random.Random(2)
    for _ in range(30):
        covers = ["".join(rng.sample("abcdefgh", rng.randint(1, 6))) for _ in range(6)]
        people = {cell: rng.choice((1, 2, 3, 5, 8)) for cell in "abcdefgh"}
        figures = [figure(cells, sum(people[cell] for cell in cells), cells) for cells in dict.fromkeys(covers)]
        while found := audit(results(*figures)):
            assert {one.unit for one in found} & {one["unit"] for one in figures}
            figures = [one for one in figures if one["unit"] not in {objection.unit for objection in found}]


def test_figures_by_themselves_are_audited_like_a_file():
    found = audit([Shown("team", "joy", 6, ("a",), mean=1.0)], k=5, scale=(1, 5))
    assert Objection("team", "joy", Kind.AT_THE_END, 6, ("a",)) in found
