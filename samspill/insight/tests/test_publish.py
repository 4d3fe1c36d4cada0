"""What a round publishes: cases worked out by hand, and input that is refused by name."""

import gc
from dataclasses import replace

import pytest

from samspill.insight.comments import comment_pools
from samspill.insight.errors import BadInput, BadTally, BadTree, BelowFloor
from samspill.insight.index import index_figure
from samspill.insight.intervals import interval, sigma, spread_of
from samspill.insight.publish import CellTally, CommentPool, Figure, Item, Reason, Spread, publish
from samspill.insight.rates import rate_step
from samspill.insight.scoring import scored
from samspill.insight.tests.workplaces import CALM, HELP, JOY, PULSE, tally, tree_of

ASK = [Item("joy")]
FINE = (1, 1, 3, 2, 1)


def of(publication, unit, item="joy"):
    (figure,) = [f for f in publication.figures if (f.unit, f.item) == (unit, item)]
    return figure


def pulse_tally(unit, joy, calm, help_):
    n = max(map(sum, (joy, calm, help_)))
    return CellTally(unit, unit, n, n, {"joy": joy, "calm": calm, "help": help_})


def test_a_parent_covers_the_children_that_are_shown_and_says_so():
    publication = publish(tree_of(-1, 0, 0), [tally("u1", *FINE), tally("u2", 0, 1, 1, 0, 0)], ASK)
    parent = of(publication, "u0")
    assert (parent.n, parent.covers, parent.mean) == (8, ("u1",), 3.12)
    small = of(publication, "u2")
    assert (small.n, small.covers, small.mean, small.reason) == (None, (), None, "too_few_or_extreme")


def test_small_teams_together_are_published_as_what_remains_of_their_parent():
    tallies = [tally("u1", *FINE), tally("u2", 0, 1, 1, 1, 0), tally("u3", 0, 1, 0, 2, 0)]
    publication = publish(tree_of(-1, 0, 0, 0), tallies, ASK)
    rest = of(publication, "u0:rest")
    assert (rest.parent, rest.n, rest.mean, sorted(rest.covers)) == ("u0", 6, 3.17, ["u2", "u3"])
    assert of(publication, "u0").n == 14


def test_root_with_one_direct_member_and_a_masked_child_of_five_shows_a_band_and_no_more():
    tallies = [tally("u0", 0, 0, 0, 0, 1), tally("u1", 4, 1, 0, 0, 0)]
    publication = publish(tree_of(-1, 0), tallies, ASK)
    child, root = of(publication, "u1"), of(publication, "u0")
    assert (child.n, child.mean, child.band) == (5, None, (1.0, 2.0))
    assert (root.n, root.mean, root.band, root.reason) == (None, None, None, Reason.TOO_FEW_OR_EXTREME)


def test_too_few_and_too_extreme_are_worded_alike():
    few = publish(tree_of(-1), [tally("u0", 0, 2, 2, 0, 0)], ASK).figures[0]
    tallies = [pulse_tally("u0", FINE, FINE, (0, 0, 0, 0, 8))]
    extreme = publish(tree_of(-1), tallies, PULSE)
    assert of(extreme, "u0").reason == few.reason
    assert of(extreme, "u0", "help").band == (4.38, 5.0)


def test_a_single_child_and_its_parent_show_the_same():
    publication = publish(tree_of(-1, 0), [tally("u1", *FINE)], ASK)
    assert of(publication, "u0").mean == of(publication, "u1").mean
    assert of(publication, "u0").covers is of(publication, "u1").covers
    assert len(publication.figures) == 2


def test_the_index_is_the_mean_of_the_three_means_shown():
    tallies = [pulse_tally("u0", FINE, (0, 2, 3, 3, 0), (0, 1, 2, 3, 1))]
    publication = publish(tree_of(-1), tallies, PULSE)
    means = [of(publication, "u0", item.id).mean for item in PULSE]
    index = of(publication, "u0", "index")
    assert means == [3.12, 3.12, 3.57]
    assert (index.mean, index.n, index.hist, index.covers) == (3.27, 7, None, ("u0",))


def test_one_banded_item_leaves_no_index():
    publication = publish(tree_of(-1), [pulse_tally("u0", FINE, FINE, (0, 0, 0, 0, 8))], PULSE)
    index = of(publication, "u0", "index")
    assert (index.mean, index.band, index.n, index.reason) == (None, None, None, Reason.ITEM_MISSING)


def test_an_index_of_different_units_is_refused():
    figure = Figure("a", None, "joy", 5, (), 3.0, None, 2, None, None)
    with pytest.raises(ValueError, match="one unit"):
        index_figure([figure, replace(figure, unit="b")])


def test_pulse_items_share_their_covers():
    tallies = [
        pulse_tally("u1", (1, 1, 2, 1, 0), (1, 1, 2, 0, 0), (1, 1, 2, 1, 0)),
        pulse_tally("u2", FINE, FINE, FINE),
    ]
    publication = publish(tree_of(-1, 0, 0), tallies, PULSE)
    assert {of(publication, "u1", item.id).mean for item in PULSE} == {None}
    assert {of(publication, "u0", item.id).covers for item in PULSE} == {("u2",)}


def test_other_items_have_covers_of_their_own():
    extra = Item("pay")
    counts = {"joy": FINE, "calm": FINE, "help": FINE, "pay": (0, 1, 1, 1, 0)}
    publication = publish(tree_of(-1), [CellTally("u0", "u0", 8, 8, counts)], [*PULSE, extra])
    assert of(publication, "u0").mean is not None
    assert of(publication, "u0", "pay").mean is None


def test_a_cell_of_a_unit_need_not_bear_its_name():
    cells = [CellTally("a", "u0", 6, 5, {"joy": (1, 1, 1, 1, 1)}), CellTally("b", "u0", 6, 3, {"joy": (0, 1, 1, 1, 0)})]
    root = publish(tree_of(-1), cells, ASK).figures[0]
    assert (root.n, root.covers) == (8, ("a", "b"))


def test_another_scale_gives_another_margin():
    item = Item("score", lo=0, hi=10)
    counts = (3, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0)
    (low,) = publish(tree_of(-1), [CellTally("u0", "u0", 7, 7, {"score": counts})], [item]).figures
    assert low.band == (0.0, 1.57)


def test_the_floor_may_be_raised():
    root = publish(tree_of(-1), [tally("u0", *FINE)], ASK, k=8).figures[0]
    assert root.mean is None
    with pytest.raises(BelowFloor):
        publish(tree_of(-1), [tally("u0", *FINE)], ASK, k=4)


# Offensive behaviour and violence

THREAT = Item("threat", sensitive=True)


def test_a_sensitive_item_is_shown_for_the_organisation_only():
    tallies = [tally(unit, 8, 3, 2, 1, 0, item="threat") for unit in ("u1", "u2")]
    publication = publish(tree_of(-1, 0, 0), tallies, [THREAT])
    assert (of(publication, "u0", "threat").n, of(publication, "u0", "threat").mean) == (28, 1.71)
    assert of(publication, "u1", "threat").reason == Reason.ORGANISATION_ONLY
    assert of(publication, "u0", "threat").hist is None


@pytest.mark.parametrize(("counts", "n"), [((9, 5, 3, 1, 1), None), ((9, 5, 4, 1, 1), 20), ((24, 0, 0, 0, 1), None)])
def test_a_sensitive_item_needs_twenty_answers_and_no_extreme_mean(counts, n):
    figure = publish(tree_of(-1), [tally("u0", *counts, item="threat")], [THREAT]).figures[0]
    assert figure.n == n


def test_a_sensitive_item_keeps_ten_people_away_from_everything_else():
    def both(unit, n):
        return CellTally(unit, unit, 99, n, {"joy": (0, 2, n - 4, 2, 0), "threat": (n - 8, 4, 2, 1, 1)})

    near = publish(tree_of(-1, 0, 0), [both("u1", 21), both("u2", 9)], [*ASK, THREAT])
    apart = publish(tree_of(-1, 0, 0), [both("u1", 21), both("u2", 12)], [*ASK, THREAT])
    assert of(near, "u0", "threat").mean is None
    assert of(apart, "u0", "threat").n == 33


# Comments, rates, spread and intervals


def test_comments_travel_up_until_ten_people_and_five_comments_have_met():
    tree = tree_of(-1, 0, 0, 1)
    tallies = [CellTally(unit, unit, 12, n, {}) for unit, n in (("u1", 4), ("u2", 11), ("u3", 7))]
    pools = comment_pools(tree, tallies, {"u1": 2, "u2": 4, "u3": 3})
    assert pools == (CommentPool("u1", ("u1", "u3"), 11, 5),)


def test_comments_left_at_the_root_are_shown_to_nobody():
    tallies = [tally("u0", *FINE)]
    assert publish(tree_of(-1), tallies, ASK, comments={"u0": 8}).pools == ()
    assert publish(tree_of(-1), tallies, ASK).pools == ()


@pytest.mark.parametrize("comments", [{"u9": 1}, {"u0": -1}, {"u0": 99}, {"u0": 1.5}])
def test_comments_that_cannot_be_are_refused(comments):
    with pytest.raises(BadTally):
        publish(tree_of(-1), [tally("u0", *FINE)], ASK, comments=comments)


def test_rates_come_in_steps_of_five_from_ten_invited():
    assert [rate_step(n, 20) for n in (0, 9, 10, 18, 19, 20)] == [0, 45, 50, 90, 95, 95]
    assert rate_step(9, 9) is None
    with pytest.raises(ValueError, match="11 of 10"):
        rate_step(11, 10)


def test_a_rate_never_tells_of_fewer_than_k_who_answered():
    tallies = [CellTally("u1", "u1", 20, 4, {"joy": (0, 2, 2, 0, 0)}), CellTally("u2", "u2", 10, 8, {"joy": FINE})]
    rates = publish(tree_of(-1, 0, 0), tallies, ASK).rates
    assert [(rate.unit, rate.invited, rate.percent) for rate in rates] == [("u0", 30, 40), ("u2", 10, 80)]


def test_the_spread_is_pooled_within_the_cells_of_the_roots_cover():
    tallies = [tally("u1", 0, 0, 8, 8, 0), tally("u2", 8, 8, 0, 0, 8), tally("u3", 1, 0, 0, 0, 0)]
    publication = publish(tree_of(-1, 0, 0, 0), tallies, ASK)
    ss, df = 4 + 624 / 9, 38
    assert publication.spreads["joy"].df == df
    assert publication.spreads["joy"].ss == pytest.approx(round((ss / df) ** 0.5, 1) ** 2 * df)


def test_a_workplace_of_one_team_keeps_no_spread_of_its_own():
    alike = publish(tree_of(-1), [tally("u0", 0, 0, 0, 6, 0)], ASK)
    apart = publish(tree_of(-1), [tally("u0", 0, 0, 3, 0, 3)], ASK)
    assert alike.spreads == apart.spreads == {"joy": Spread(0.0, 0)}


def test_the_spread_does_not_pin_the_one_team_whose_answers_are_not_shown():
    large = tally("u1", 0, 6, 12, 9, 3)
    kept = set()
    for few in ((0, 0, 0, 6, 0), (0, 0, 1, 4, 1), (0, 0, 2, 2, 2), (0, 0, 3, 0, 3)):
        publication = publish(tree_of(-1, 0, 0), [large, tally("u2", *few)], ASK)
        assert [figure.mean for figure in publication.figures if figure.unit == "u2"] == [4.0]
        kept.add((publication.spreads["joy"].ss, publication.spreads["joy"].df))
    assert len(kept) == 1


@pytest.mark.parametrize(
    ("ss", "df", "expected"), [(30, 30, 1.0), (30, 29, 0.9), (0, 99, 0.5), (400, 99, 1.5), (0, 0, 0.9)]
)
def test_sigma_is_coarse_and_bounded(ss, df, expected):
    assert sigma(Spread(ss, df)) == expected


def test_an_empty_spread_has_no_freedom():
    assert spread_of([]) == spread_of([(0, 0, 0, 0, 0)]) == Spread(0.0, 0)


def test_intervals_narrow_with_the_root_of_n():
    low, high = interval(3.5, 25, 1.0, level=0.95)
    assert (low, high) == pytest.approx((3.108, 3.892), abs=1e-3)
    assert interval(3.5, 25, 0.0) == (3.5, 3.5)
    for wrong in ({"n": 0}, {"sigma": -1.0}, {"level": 1.0}):
        with pytest.raises(ValueError, match="no interval"):
            interval(3.5, **{"n": 9, "sigma": 1.0, **wrong})


def test_reversed_items_are_turned_round():
    assert scored((5, 3, 1), "-") == (1, 3, 5)
    with pytest.raises(BadInput, match="'x'"):
        scored((5, 3, 1), "x")


# Bad input


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"counts": {"joy": (1, 1, 1, 1)}}, "4 counts for a scale of 5"),
        ({"counts": {"joy": (1, 1, -1, 1, 1)}}, "-1"),
        ({"counts": {"joy": (1, 1, 0.5, 1, 1)}}, "0.5"),
        ({"counts": {}}, "no counts for item 'joy'"),
        ({"counts": {"joy": (9, 0, 0, 0, 0)}}, "9 answers of 8 respondents"),
        ({"respondents": 11}, "11 respondents of 10 invited"),
        ({"respondents": -1}, "-1"),
        ({"invited": 9.5}, "9.5"),
    ],
)
def test_a_tally_that_contradicts_itself_is_refused_by_name(wrong, named):
    good = CellTally("cell", "u0", 10, 8, {"joy": FINE})
    with pytest.raises(BadTally, match=named):
        publish(tree_of(-1), [replace(good, **wrong)], ASK)


def test_unknown_units_and_cells_given_twice_are_refused():
    with pytest.raises(BadTree, match="'u9'"):
        publish(tree_of(-1), [tally("u9", *FINE)], ASK)
    with pytest.raises(BadTally, match="'u0' is there twice"):
        publish(tree_of(-1), [tally("u0", *FINE)] * 2, ASK)


@pytest.mark.parametrize(
    ("items", "named"),
    [
        ([], "at least one item"),
        ([JOY, JOY], "'joy' is taken"),
        ([Item("index")], "'index' is taken"),
        ([Item("joy", lo=3, hi=3)], "3 .. 3"),
        ([Item("joy", pulse=True, sensitive=True)], "both"),
        ([JOY, Item("calm", hi=7, pulse=True)], "different scales"),
    ],
)
def test_items_that_cannot_be_are_refused_by_name(items, named):
    with pytest.raises(BadInput, match=named):
        publish(tree_of(-1), [], items)


def test_a_round_that_nobody_answered_publishes_reasons_only():
    publication = publish(tree_of(-1, 0), [tally("u1", 0, 0, 0, 0, 0)], [replace(JOY, pulse=False), CALM, HELP][:1])
    assert {figure.reason for figure in publication.figures} == {"too_few_or_extreme"}
    assert publication.rates == ()


@pytest.mark.parametrize("was_on", [True, False])
def test_publishing_leaves_the_search_for_cycles_as_it_was(was_on):
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        publish(tree_of(-1), [tally("u0", *FINE)], ASK)
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()
