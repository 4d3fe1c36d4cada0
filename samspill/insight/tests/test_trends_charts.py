"""The two charts: what a difference is worth when the same people answer again, and what is found late."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.insight.trends import Point, Series, State, assess, tabulate
from samspill.insight.trends.baseline import fit
from samspill.insight.trends.charts import (
    LAMBDA,
    Noise,
    against_baseline,
    against_last_year,
    likeness,
    noise_of,
)

SIGMA = 0.9


def history(values, *, n=9, name="team", banded=()):
    points = (
        Point(f"r{t:02}", t, value, None if value is None else n, banded=t in banded) for t, value in enumerate(values)
    )
    return Series(name, None, tuple(points))


def found(values, **kwargs):
    return assess([history(values, **kwargs)], sigma=SIGMA)["team"]


def workplace(rng, *, units, shared, rounds=12, n=9):
    """Units whose figures share so much of their variance from round to round."""
    lasting = rng.normal(0, SIGMA / 3 * np.sqrt(shared), (units, 1))
    fresh = rng.normal(0, SIGMA / 3 * np.sqrt(1 - shared), (units, rounds))
    values = np.clip(3.5 + lasting + fresh, 1, 5)
    return tabulate([history(row.tolist(), name=f"u{u}", n=n) for u, row in enumerate(values)])


# -- what a difference is worth --------------------------------------------------------------------


def covariance(noise, unit):
    """All pairs of rounds, written out."""
    rounds = range(noise.own.shape[1])
    return np.array(
        [
            [
                noise.own[unit, s] if s == t else noise.tie[unit, s] * noise.tie[unit, t] * noise.staying ** abs(s - t)
                for t in rounds
            ]
            for s in rounds
        ]
    )


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 9), st.integers(0, 10**6), st.floats(0.5, 1.0))
def test_the_variance_of_a_sum_is_that_of_all_pairs_of_rounds(rounds, seed, staying):
    rng = np.random.default_rng(seed)
    own = rng.uniform(0.01, 0.2, (2, rounds))
    noise = Noise(own, own, np.sqrt(0.5 * own), own, staying)
    weights = rng.normal(size=(2, rounds)) * (rng.random((2, rounds)) < 0.7)
    for unit in range(2):
        expected = weights[unit] @ covariance(noise, unit) @ weights[unit]
        assert noise.variance(weights)[unit] == pytest.approx(expected)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.0, 0.9))
def test_the_standard_error_against_the_baseline_is_that_of_its_weights(seed, alike):
    rng = np.random.default_rng(seed)
    values = rng.uniform(2, 4, 20).round(2).tolist()
    for gap in rng.integers(12, 19, 2):
        values[gap] = None
    panel = tabulate([history(values)])
    base = panel.seen & (np.arange(20) < 12)
    sigma = np.full(20, SIGMA)
    baseline = fit(panel, base, sigma)
    plain = noise_of(panel, baseline, base, sigma)
    noise = Noise(plain.left, plain.own, np.sqrt(alike * plain.own), plain.n, staying=0.97)
    chart = against_baseline(noise, baseline, base, panel.seen & ~base)
    watched = np.flatnonzero((panel.seen & ~base)[0])
    weights = np.zeros(20)
    for at in watched:
        weights *= 1 - LAMBDA
        weights[at] = LAMBDA
    contrast = weights / weights.sum() - base[0] / 12
    assert chart.error[0, -1] ** 2 == pytest.approx(contrast @ covariance(noise, 0) @ contrast)
    assert chart.present[0, -1] == pytest.approx((weights / weights.sum()) @ plain.left[0])


@pytest.mark.parametrize("shared", [0.0, 0.3, 0.6])
def test_how_alike_rounds_are_is_read_from_the_figures(shared):
    panel = workplace(np.random.default_rng(4), units=400, shared=shared)
    measured = likeness(panel, panel.value, panel.seen, np.full(12, SIGMA), staying=1.0)
    assert measured == pytest.approx(shared, abs=0.06)


@pytest.mark.parametrize(("units", "is_read"), [(2, False), (3, True)])
def test_with_few_pairs_of_rounds_they_count_as_independent(units, is_read):
    panel = workplace(np.random.default_rng(5), units=units, shared=0.95)
    assert (likeness(panel, panel.value, panel.seen, np.full(12, SIGMA)) > 0) is is_read


def test_bands_and_units_above_others_do_not_say_how_alike_rounds_are():
    values = [[3.5] * 12] * 5
    lowest = [history(row, name=f"u{u}", banded=range(12)) for u, row in enumerate(values)]
    panel = tabulate(lowest)
    assert likeness(panel, panel.value, panel.seen, np.full(12, SIGMA)) == 0
    chain = [Series(f"u{u}", f"u{u - 1}" if u else None, history(row).points) for u, row in enumerate(values)]
    panel = tabulate(chain)
    assert likeness(panel, panel.value, panel.seen, np.full(12, SIGMA)) == 0


def test_the_same_people_make_a_change_clearer_and_time_makes_it_less_so():
    own = np.full((1, 40), 0.1)
    alike = Noise(own, own, np.sqrt(0.5 * own), own, staying=0.97)
    strangers = Noise(own, own, 0 * own, own, staying=0.97)
    near, far = np.zeros((2, 1, 40))
    near[0, 10:12], far[0, [0, 39]] = (-1, 1), (-1, 1)
    assert alike.variance(near) < alike.variance(far) < strangers.variance(far)


# -- against the year before -----------------------------------------------------------------------

YEARS = [4.0] * 30


def test_a_late_fall_that_the_baseline_alone_would_not_show_is_told():
    drifted = [4.0] * 12 + [4.25] * 12
    late = drifted + [3.75] * 9
    told = found(late, n=30)
    assert told.state is State.FALL
    assert told.since == "r24"
    assert told.level == pytest.approx(4.25, abs=0.03)
    assert told.shift == pytest.approx(-0.5, abs=0.05)


def test_in_the_first_year_of_the_watch_only_the_baseline_counts():
    early = [4.0] * 12 + [4.25] * 6 + [3.8] * 5
    assert found(early, n=30).state is State.ORDINARY


def test_what_only_leads_back_to_the_usual_is_not_told():
    back = [4.0] * 12 + [3.75] * 14 + [4.05] * 6
    assert found(back, n=200).state is State.ORDINARY


def test_a_late_fall_stays_told_while_it_lasts():
    late = [4.0] * 12 + [4.25] * 12 + [3.75] * 9
    assert found(late + [3.75] * 14, n=30).state is State.FALL
    assert found(late + [3.75] * 14, n=30).since == "r24"
    assert found(late + [4.1] * 8, n=30).state is State.ORDINARY


def test_the_year_before_needs_six_figures_and_the_present_three():
    left = np.where(np.arange(24) < 18, 0.0, -1.0)[None, :]
    own = np.full((1, 24), 0.01)

    def speaks(seen):
        n = np.where(seen, 9.0, 0.0)[None, :]
        chart = against_last_year(Noise(left, own, 0 * own, n, 1.0), n > 0)
        return bool(np.isfinite(chart.error[0, -1]))

    months = np.arange(24)
    assert speaks((months >= 12) & (months < 18) | (months >= 21))
    assert not speaks((months >= 13) & (months < 18) | (months >= 21))
    assert not speaks((months >= 12) & (months < 18) | (months >= 22))


def test_a_calm_unit_is_left_in_peace_for_years():
    assert found([4.0, 3.9, 4.1] * 12).state is State.ORDINARY
    assert found(YEARS).z == 0
