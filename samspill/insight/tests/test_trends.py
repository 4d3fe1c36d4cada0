"""Trends: what a unit's history may be said to show."""

import csv
import doctest
import importlib
from math import sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.insight.trends import (
    Assessment,
    Point,
    Rhythm,
    Series,
    State,
    assess,
    explain,
    from_the_top,
    shrink,
    tabulate,
)

ROOMS = ("types", "spread", "panel", "baseline", "charts", "watching", "assessing")
CSPS = Path(__file__).parents[3].parent / "shared/data/csps"


def series(values, *, unit="team", parent=None, n=8, banded=()):
    """A unit's history; None is a hidden round."""
    points = (
        Point(f"r{t}", t, value, None if value is None else n, banded=t in banded) for t, value in enumerate(values)
    )
    return Series(unit, parent, tuple(points))


def one(values, **kwargs):
    return assess([series(values, **kwargs)], sigma=0.9)["team"]


def calm_units(many, rounds, *, seed=1, parent="org", n=8):
    rng = np.random.default_rng(seed)
    values = np.clip(rng.normal(3.7, 0.3, (many, 1)) + rng.normal(0, 0.9 / sqrt(n), (many, rounds)), 1, 5)
    return [series(row.tolist(), unit=f"u{u}", parent=parent, n=n) for u, row in enumerate(values)]


@pytest.mark.parametrize("room", ROOMS)
def test_the_examples_in_the_documentation_hold(room):
    module = importlib.import_module(f"samspill.insight.trends.{room}")
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


# -- states ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ([3.5] * 5, State.TOO_SHORT),
        ([3.5, None] * 5, State.TOO_SHORT),
        ([3.5] * 6, State.PROVISIONAL),
        ([3.5] * 12, State.PROVISIONAL),
        ([3.5] * 13, State.ORDINARY),
        ([None] * 9, State.TOO_SHORT),
        ([4.0] * 12 + [3.2] * 8, State.FALL),
        ([3.2] * 12 + [4.0] * 8, State.RISE),
        ([4.0] * 6 + [2.6] * 5, State.FALL),
    ],
)
def test_a_unit_is_in_the_state_its_history_allows(values, state):
    assert one(values).state is state


def test_an_organisation_without_rounds_has_nothing_to_say():
    assert assess([Series("org", None, ())], sigma=0.9)["org"].state is State.TOO_SHORT


def test_the_change_is_dated_to_the_round_in_which_it_came():
    found = one([4.0, 4.1, 3.9] * 4 + [4.0, 4.1, 3.2, 3.1, 3.3, 3.2, 3.1, 3.2])
    assert found.state is State.FALL
    assert found.since == "r14"
    assert found.since_point.on == 14


def test_one_low_round_is_not_a_change():
    assert one([4.0] * 14 + [3.0] + [4.0] * 3).state is State.ORDINARY


def test_a_small_change_is_not_told_however_certain():
    assert one([4.0] * 12 + [3.75] * 24, n=4000).state is State.ORDINARY


def test_a_change_that_is_told_stays_told_while_it_lasts_and_not_longer():
    low = [4.0] * 12 + [3.3] * 10
    assert one(low).state is State.FALL
    assert one(low + [3.55] * 2).state is State.FALL
    assert one(low + [4.0] * 12).state is State.ORDINARY


def test_a_hidden_round_is_missing_and_moves_nothing():
    shown = one([4.0, 3.8] * 6 + [3.6, 3.4, 3.5])
    gaps = one([4.0, 3.8] * 6 + [3.6, None, 3.4, None, None, 3.5])
    assert gaps.z == pytest.approx(shown.z)


def test_a_provisional_fall_survives_the_twelfth_round():
    values = [4.2] * 6 + [3.2] * 6
    assert one(values).state is State.FALL
    assert one([*values, 3.2]).state is State.FALL
    assert not one([*values, 3.2]).firm


def test_an_acknowledged_change_becomes_the_new_normal():
    history = series([4.0] * 12 + [3.2] * 14)
    told = assess([history], sigma=0.9)["team"]
    after = assess([history], sigma=0.9, shifts={"team": told.since})["team"]
    assert after.state is State.ORDINARY
    assert after.level == pytest.approx(3.2)


# -- arithmetic ------------------------------------------------------------------------------------


def test_the_moving_average_agrees_with_a_calculation_by_hand():
    # Organisation, n = 9, sigma = .9: baseline mean 4, V = .81 / 108 = .0075. Two watched rounds, 3.7 and 3.4:
    # e = .15 * -.3 = -.045, then .15 * -.6 + .85 * -.045 = -.12825; w = .15, then .2775;
    # v = .0225 * .81 / 9 = .002025, then .002025 + .7225 * .002025 = .0034880625.
    found = one([4.0] * 12 + [3.7, 3.4], n=9)
    assert found.shift == pytest.approx(-0.12825 / 0.2775)
    assert found.z == pytest.approx(-0.12825 / sqrt(0.0034880625 + 0.2775**2 * 0.0075))


def test_the_natural_band_holds_the_next_figure_if_nothing_changed():
    low, high = one([4.0] * 13, n=9).band
    half = 1.96 * sqrt(0.81 / 9 + 0.0075)
    assert (low, high) == pytest.approx((4.0 - half, 4.0 + half))


def test_the_natural_band_stays_on_the_scale():
    assert one([4.9] * 13, n=5).band[1] == 5.0


def test_siblings_draw_an_uncertain_mean_towards_them():
    mean, uncertain = np.array([3.0, 3.8, 3.9, 4.0, 4.1]), np.array([0.2, 0.01, 0.01, 0.01, 0.01])
    mu, variance = shrink(mean, uncertain, np.zeros(5, int), alone=np.zeros(5, bool))
    assert 3.0 < mu[0] < 4.1
    assert abs(mu[0] - 3.0) > 10 * abs(mu[1] - 3.8)
    assert (variance <= uncertain).all()


def test_fewer_than_four_siblings_keep_their_own_mean():
    mean, uncertain = np.array([3.0, 3.8, 3.9]), np.full(3, 0.2)
    mu, variance = shrink(mean, uncertain, np.zeros(3, int), alone=np.zeros(3, bool))
    assert mu.tolist() == mean.tolist()
    assert variance.tolist() == uncertain.tolist()


# -- the others ------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(
    st.integers(6, 12),
    st.integers(0, 10**6),
    st.lists(st.floats(-0.6, 0.6, allow_nan=False), min_size=8, max_size=8),
)
def test_what_happens_to_everybody_is_nobodys_signal(many, seed, months):
    rng = np.random.default_rng(seed)
    values = 3.0 + rng.uniform(-0.3, 0.3, (many, 20))
    moved = values.copy()
    moved[:, 12:] += months

    def told(array):
        return assess([series(r.tolist(), unit=f"u{u}", parent="org") for u, r in enumerate(array)], sigma=0.9)

    before, after = told(values), told(moved)
    for unit, found in before.items():
        assert after[unit].state is found.state
        assert after[unit].z == pytest.approx(found.z, abs=1e-9)
        assert after[unit].used_month_effect


def test_with_fewer_than_five_others_the_page_is_told_that_months_are_not_compared():
    assert not any(found.used_month_effect for found in assess(calm_units(5, 14), sigma=0.9).values())
    assert all(found.used_month_effect for found in assess(calm_units(6, 14), sigma=0.9).values())


def test_the_organisation_is_told_of_a_change_that_its_teams_share():
    teams = [series([4.0] * 12 + [3.3] * 8, unit=f"u{u}", parent="org") for u in range(8)]
    found = assess([series([4.0] * 12 + [3.3] * 8, unit="org", n=64), *teams], sigma=0.9)
    assert found["org"].state is State.FALL
    assert {found[f"u{u}"].state for u in range(8)} == {State.ORDINARY}
    assert from_the_top([*teams, Series("org", None, ())], found) == ("org",)


def test_a_department_is_not_compared_with_its_own_teams():
    inside = [series([4.0] * 12 + [3.2] * 8, unit=f"a{u}", parent="a") for u in range(6)]
    outside = [series([4.0] * 20, unit=f"b{u}", parent="b") for u in range(5)]
    department = series([4.0] * 12 + [3.2] * 8, unit="a", parent="org", n=48)
    found = assess([*inside, *outside, department], sigma=0.9)
    assert found["a"].state is State.FALL
    assert found["a"].shift == pytest.approx(-0.8)


def test_a_unit_that_began_in_a_better_time_is_not_told_to_have_fallen():
    old = [series([3.5] * 12 + [4.0] * 18, unit=f"u{u}", parent="org") for u in range(10)]
    new = series([None] * 13 + [4.0] * 17, unit="new", parent="org")
    found = assess([*old, new], sigma=0.9)["new"]
    assert found.state is State.ORDINARY
    assert found.shift == pytest.approx(0, abs=0.02)


# -- bands, cover and rhythm -----------------------------------------------------------------------


def test_a_banded_round_enters_at_the_edge_it_would_have_at_the_smallest_n():
    points = (Point("r0", 0, 4.5, 10, banded=True), Point("r1", 1, 3.9, 5), Point("r2", 2, 1.25, 20, banded=True))
    assert tabulate([Series("a", None, points)]).value.tolist() == [[4.0, 3.9, 2.0]]


@pytest.mark.parametrize("banded", [range(7), range(12, 17)])
def test_nothing_is_signalled_where_baseline_or_watch_is_mostly_bands(banded):
    values = [4.0] * 12 + [2.2] * 8
    assert one(values).state is State.FALL
    found = one(values, banded=set(banded))
    assert found.state is State.ORDINARY
    assert found.mostly_banded


def test_a_change_of_cover_is_carried_to_the_page():
    points = tuple(Point(f"r{t}", t, 3.5, 8, new_cover=t == 7) for t in range(14))
    found = assess([Series("a", None, points)], sigma=0.9)["a"]
    assert [point.round_id for point in found.points if point.new_cover] == ["r7"]


def test_a_quarterly_item_is_silent_until_eight_points():
    def quarterly(values):
        return assess([series(values)], sigma=0.9, rhythm=Rhythm.QUARTERLY)["team"]

    assert quarterly([4.0] * 6 + [1.5]).state is State.TOO_SHORT
    assert quarterly([4.0] * 6 + [1.5]).band is None
    assert quarterly([4.0] * 6 + [1.5] * 2).state is State.FALL


@pytest.mark.parametrize(
    ("before", "now", "n", "state"),
    [
        (4.0, 3.5, 20, State.ORDINARY),
        (4.0, 3.5, 80, State.FALL),
        (3.5, 4.0, 80, State.RISE),
        (4.0, 3.8, 4000, State.ORDINARY),
        (None, 3.8, 40, State.TOO_SHORT),
    ],
)
def test_yearly_figures_differ_only_where_their_intervals_do(before, now, n, state):
    history = Series("a", None, tuple(Point(str(t), t, v, n) for t, v in enumerate((before, None, now))))
    assert assess([history], sigma=0.9, rhythm=Rhythm.YEARLY)["a"].state is state


def test_yearly_bands_are_not_compared():
    history = series([4.8, 2.0], n=90, banded={0})
    assert assess([history], sigma=0.9, rhythm=Rhythm.YEARLY)["team"].state is State.ORDINARY


def test_items_explain_what_the_index_signals_and_raise_nothing_themselves():
    def state(what, shift):
        return Assessment("team", what, (), shift=shift)

    items = {"load": state(State.FALL, -0.35), "support": state(State.RISE, 0.9), "focus": state(State.FALL, -0.8)}
    assert explain(state(State.FALL, -0.5), items) == ("focus", "load")
    assert explain(state(State.RISE, 0.4), items) == ("support",)
    assert explain(state(State.ORDINARY, -0.2), items) == ()
    assert explain(state(State.FALL, -0.3), {"load": state(State.ORDINARY, -0.1)}) == ("load",)


# -- properties ------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(
    st.floats(1, 5),
    st.lists(st.one_of(st.none(), st.integers(5, 400)), min_size=1, max_size=30),
    st.sampled_from([0.5, 0.9, 1.5]),
)
def test_a_constant_series_never_signals(value, counts, sigma):
    points = tuple(Point(f"r{t}", t, None if n is None else value, n) for t, n in enumerate(counts))
    found = assess([Series("a", None, points)], sigma=sigma)["a"]
    assert not found.signalled
    assert found.z == pytest.approx(0, abs=1e-6) or found.z is None


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(7, 12))
def test_turning_the_scale_round_turns_the_departure_round(seed, rounds):
    rng = np.random.default_rng(seed)
    values = rng.uniform(1, 5, rounds).round(2)
    up, down = one(values.tolist()), one((6 - values).tolist())
    assert up.z == pytest.approx(-down.z, abs=1e-9)
    assert up.band == pytest.approx((6 - down.band[1], 6 - down.band[0]))


def test_the_order_in_which_units_are_given_does_not_matter():
    units = calm_units(12, 24)
    forwards, backwards = assess(units, sigma=0.9), assess(units[::-1], sigma=0.9)
    assert {name: found.z for name, found in backwards.items()} == pytest.approx(
        {name: found.z for name, found in forwards.items()}
    )


# -- a whole civil service -------------------------------------------------------------------------


@pytest.mark.data
def test_sixteen_years_of_a_civil_service_are_read_with_their_gaps_and_mergers():
    path = CSPS / "headline_scores_by_org_2009_2024.csv"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    years = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["measure"] == "engagement_index" and row["value"]:
                years.setdefault(row["organisation"], {})[row["year"]] = 1 + float(row["value"]) / 25
    histories = [
        Series(name, "civil service", tuple(Point(y, y, shown[y], 300) for y in sorted(shown)))
        for name, shown in years.items()
    ]
    yearly = assess(histories, sigma=0.9, rhythm=Rhythm.YEARLY)
    assert len(yearly) > 100
    short = [name for name, shown in years.items() if len(shown) < 2]
    assert short
    assert all(yearly[name].state is State.TOO_SHORT for name in short)
    told = [found for found in yearly.values() if found.signalled]
    assert 0 < len(told) < len(yearly) / 5
    for found in told:
        before, now = [point.value for point in found.points][-2:]
        assert abs(now - before) >= 0.3
    watched = assess(histories, sigma=0.9, rhythm=Rhythm.QUARTERLY)
    assert any(found.used_month_effect for found in watched.values())
