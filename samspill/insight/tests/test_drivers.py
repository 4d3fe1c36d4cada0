"""Correlations from sums: as others compute them, and never more than the promise allows."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from samspill.insight.drivers import Strength, Sums, correlation, drivers, fisher_interval, outwards, strength_of
from samspill.insight.errors import BadTally
from samspill.insight.publish import CellTally, Figure, Item, publish
from samspill.insight.tests.workplaces import tree_of
from samspill.insight.tree import Tree

PULSE = [Item(name, pulse=True) for name in ("joy", "calm", "help")]
ASKED = [*PULSE, Item("trust"), Item("threat", sensitive=True)]
pairs = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 12)), min_size=2, max_size=80)
EVEN = (12, 12, 12, 12, 12)


def root_figure(item, covers=("a",), **more):
    fields = {"n": 60, "covers": covers, "mean": 3.0, "band": None, "decimals": 2, "hist": None, "reason": None, **more}
    return Figure("u0", None, item, fields.pop("n"), **fields)


def told(sums, counts=EVEN, items=ASKED, figures=None, **more):
    """What is said of an organisation of one cell in which every item was answered with ``counts``."""
    n = sum(counts)
    tally = CellTally("a", "u0", n, n, {item.id: counts for item in items})
    shown = [root_figure(item.id) for item in items] if figures is None else figures
    return drivers(shown, [tally], items, {"trust": sums, "threat": sums, **more})


def together(r, n=60, spread=1.0):
    """Sums of n people whose answers correlate about ``r``."""
    rng = np.random.default_rng(5)
    x = rng.normal(size=n)
    y = r * x + math.sqrt(1 - r * r) * rng.normal(size=n)
    x = np.clip(np.round(2 + spread * x), 0, 4).astype(int)
    y = np.clip(np.round(6 + 2.5 * y), 0, 12).astype(int)
    return Sums.of(list(zip(x.tolist(), y.tolist(), strict=True)))


# -- as others compute it ----------------------------------------------------------------------------


@given(pairs)
def test_a_correlation_from_sums_is_the_correlation_of_the_answers(answers):
    x, y = zip(*answers, strict=True)
    found = correlation(Sums.of(answers))
    if len(set(x)) == 1 or len(set(y)) == 1:
        assert found == 0.0
    else:
        assert found == pytest.approx(stats.pearsonr(x, y).statistic, abs=1e-9)
        assert found == pytest.approx(np.corrcoef(x, y)[0, 1], abs=1e-9)


@given(pairs, st.integers(1, 16), st.randoms())
def test_random_shards_add_up_to_the_whole(answers, number, chance):
    shards = [Sums()] * number
    for pair in answers:
        place = chance.randrange(number)
        shards[place] += Sums.of([pair])
    assert sum(shards, Sums()) == Sums.of(answers)


@pytest.mark.parametrize(("r", "n", "level"), [(0.5, 60, 0.95), (-0.3, 140, 0.99), (0.0, 50, 0.9), (0.9, 1000, 0.95)])
def test_the_interval_is_that_of_fisher(r, n, level):
    x = np.arange(n, dtype=float)
    x = (x - x.mean()) / x.std()
    noise = np.cos(np.arange(n) * 7.0)
    noise -= noise.mean() + x * (noise @ x) / n
    noise /= noise.std()
    peer = stats.pearsonr(x, r * x + math.sqrt(1 - r * r) * noise).confidence_interval(level)
    assert fisher_interval(r, n, level=level) == pytest.approx((peer.low, peer.high), abs=1e-9)


def test_an_interval_covers_as_often_as_it_says():
    rng = np.random.default_rng(3)
    hits = 0
    for _ in range(1000):
        x = rng.normal(size=60)
        y = 0.4 * x + math.sqrt(1 - 0.16) * rng.normal(size=60)
        low, high = fisher_interval(float(np.corrcoef(x, y)[0, 1]), 60)
        hits += low <= 0.4 <= high
    assert 930 <= hits <= 970


@pytest.mark.parametrize(("r", "n", "level"), [(1.0, 60, 0.95), (0.5, 3, 0.95), (0.5, 60, 1.0), (math.nan, 60, 0.9)])
def test_there_is_no_interval_where_there_can_be_none(r, n, level):
    with pytest.raises(ValueError, match="no interval"):
        fisher_interval(r, n, level=level)


@given(st.floats(-0.99, 0.99), st.integers(4, 10**5))
def test_rounding_outwards_never_leaves_anything_out(r, n):
    low, high = fisher_interval(r, n)
    out = outwards((low, high))
    assert out[0] <= low + 1e-6
    assert out[1] >= high - 1e-6
    assert out[0] > low - 0.1 - 1e-6
    assert out[1] < high + 0.1 + 1e-6


# -- what is told ------------------------------------------------------------------------------------


def test_a_clear_relation_is_told_with_its_strength_its_interval_and_its_number():
    (one,) = told(together(0.6, 240), counts=(20, 40, 80, 60, 40))
    assert (one.item, one.n, one.r, one.interval) == ("trust", 240, 0.5, (0.3, 0.6))
    assert strength_of(one.r, one.interval) is Strength.CLEAR


def test_what_goes_the_other_way_is_told_the_same_way():
    (one,) = told(together(-0.6, 240), counts=(20, 40, 80, 60, 40))
    assert one.r == -0.6
    assert one.interval == (-0.7, -0.5)


def test_a_weak_relation_has_no_number():
    (one,) = told(together(0.1, 240), counts=(20, 40, 80, 60, 40))
    assert (one.r, one.interval, one.or_more) == (None, None, False)
    assert strength_of(one.r, one.interval) is Strength.NONE


def test_answers_that_do_not_vary_look_like_answers_that_are_not_related():
    assert told(Sums.of([(3, y % 13) for y in range(60)]))[0].r is None
    assert told(Sums.of([(x % 5, 6) for x in range(60)]))[0].r is None


def test_in_a_small_organisation_a_strong_relation_is_told_as_that_strong_or_more():
    (one,) = told(together(0.9), counts=(3, 15, 24, 15, 3))
    assert one.or_more
    assert one.r < 0.9
    assert one.interval[1] == 1.0


def test_few_answers_are_told_in_whole_tens_and_under_fifty_not_at_all():
    assert told(together(0.6, 59))[0].n == 50
    assert told(together(0.6, 49)) == ()


def test_items_of_the_index_and_sensitive_items_have_no_line():
    sums = dict.fromkeys(("joy", "calm", "help"), together(0.6))
    assert [one.item for one in told(together(0.6), **sums)] == ["trust"]


def test_a_questionnaire_without_an_index_has_none():
    assert told(together(0.6), items=[Item("trust")]) == ()


@pytest.mark.parametrize("hidden", ["trust", "joy"])
def test_where_the_organisation_has_no_exact_figure_nothing_is_told(hidden):
    dash = {"n": None, "mean": None, "covers": ()}
    for other in (dash, {"mean": None, "band": (1, 2)}):
        figures = [root_figure(item.id, **(other if item.id == hidden else {})) for item in ASKED]
        assert told(together(0.6), figures=figures) == ()


def test_those_in_no_figure_are_counted_and_do_not_decide_whether_answers_differ_enough():
    """Sixty of one mind in the figure, and five others outside it who alone would make them look divided."""
    alike = CellTally("a", "u0", 60, 60, {item.id: (0, 0, 2, 58, 0) for item in ASKED})
    others = CellTally("b", "u0", 12, 12, {item.id: (12, 0, 0, 0, 0) for item in ASKED})
    figures = [root_figure(item.id) for item in ASKED]
    sums = Sums.of([(3, 8 - y % 3) for y in range(60)] + [(0, 1)] * 12)
    assert drivers(figures, [alike, others], ASKED, {"trust": sums})[0].r is None
    figures = [root_figure(item.id, ("a", "b")) for item in ASKED]
    assert drivers(figures, [alike, others], ASKED, {"trust": sums})[0].r is not None


def test_the_more_that_is_asked_the_wider_the_intervals():
    items = [*PULSE, *(Item(f"i{number}") for number in range(26))]
    sums = together(0.58, 140)
    tally = CellTally("a", "u0", 140, 140, {item.id: (28,) * 5 for item in items})
    many = drivers([root_figure(i.id) for i in items], [tally], items, {i.id: sums for i in items})
    (one,) = told(sums, counts=(28,) * 5)
    assert len(many) == 26
    assert many[0].r == one.r
    assert many[0].interval[0] < one.interval[0]


def test_unrelated_answers_are_seldom_called_related():
    """All 26 of a yearly survey together: the intervals hold at 95 %, and the least that is told is 0.3."""
    items = [*PULSE, *(Item(f"i{number}") for number in range(26))]
    rng, tellers = np.random.default_rng(7), 0
    tally = CellTally("a", "u0", 150, 150, {item.id: (30,) * 5 for item in items})
    for _ in range(60):
        y = rng.integers(0, 13, 150)
        sums = {i.id: Sums.of([*zip(rng.integers(0, 5, 150).tolist(), y.tolist(), strict=True)]) for i in items}
        tellers += any(one.r for one in drivers([root_figure(i.id) for i in items], [tally], items, sums))
    assert tellers <= 3


@pytest.mark.parametrize(
    "wrong", [Sums(60, 10, 10, 1, 1, 0), Sums(60, 120, 360, 300, 2400, 10**6), Sums(61, 122, 366, 305, 2440, 800)]
)
def test_sums_that_no_people_could_have_are_refused(wrong):
    with pytest.raises(BadTally):
        told(wrong)


@pytest.mark.parametrize(
    ("counts", "named"), [({}, "no counts for item 'trust'"), ({"trust": (9, -9, 30, 30, 0)}, "-9")]
)
def test_a_tally_that_cannot_be_is_refused_by_name(counts, named):
    figures = [root_figure(item.id) for item in ASKED]
    with pytest.raises(BadTally, match=f"cell 'a'.*{named}"):
        drivers(figures, [CellTally("a", "u0", 60, 60, counts)], ASKED, {"trust": together(0.6)})


def test_a_team_of_three_that_is_in_no_figure_is_counted_in_the_relation():
    big = CellTally("u1", "u1", 60, 60, {item.id: EVEN for item in ASKED})
    few = CellTally("u2", "u2", 5, 3, {item.id: (0, 1, 1, 1, 0) for item in ASKED})
    publication = publish(tree_of(-1, 0, 0), [big, few], ASKED)
    assert publication.figures[0].covers == ("u1",)
    (one,) = drivers(publication.figures, [big, few], ASKED, {"trust": together(0.6, 62)})
    assert (one.n, one.r, one.or_more) == (60, 0.5, True)


def test_the_organisations_own_figure_decides_wherever_its_unit_stands_among_the_others():
    alike, divided = (0, 0, 2, 58, 0), (12, 12, 12, 12, 12)
    few = CellTally("u0", "u0", 60, 60, {item.id: alike for item in ASKED})
    many = CellTally("u2", "u2", 60, 60, {item.id: divided for item in ASKED})
    sums = {"trust": together(0.6, 120)}
    for parents, units in (((-1, 0, 0), ("u1", "u0", "u2")), ((1, -1, 1), ("u0", "u1", "u2"))):
        figures = publish(Tree(units, parents), [few, many], ASKED).figures
        (one,) = drivers(figures, [few, many], ASKED, sums)
        assert (one.n, one.r) == (120, 0.5)
