"""Whether a measure is judged fairly: by chance, by what others did, and by how its units were chosen."""

import doctest

import numpy as np
import pytest

from samspill.insight import effect
from samspill.insight.effect import (
    Measure,
    Verdict,
    before_and_after,
    difference_in_differences,
    interrupted_series,
    newey_west,
)
from samspill.insight.trends import Point, Series

START = 6


def team(unit, values, *, parent="org", n=8):
    points = (Point(str(t), t, value, None if value is None else n) for t, value in enumerate(values))
    return Series(unit, parent, tuple(points))


def teams(values, **kwargs):
    return [team(f"u{u}", row.tolist(), **kwargs) for u, row in enumerate(np.asarray(values))]


def workplace(rng, *, units=60, treated=5, gain=0.0, lowest=False):
    """Sixty teams of eight over a year; the measure begins at half time, by lot or where it was lowest."""
    level = rng.normal(3.7, 0.35, units)[:, None, None] + rng.normal(0, 0.1, 12)[None, :, None]
    answers = level + rng.normal(0, 0.87, (units, 12, 8))
    value = np.clip(np.rint(answers), 1, 5).mean(axis=2)
    chosen = np.argsort(value[:, :START].mean(axis=1))[:treated] if lowest else np.arange(treated)
    value[chosen, START:] = np.clip(np.rint(answers + gain), 1, 5).mean(axis=2)[chosen, START:]
    return teams(value), frozenset(f"u{u}" for u in chosen)


def share_of(verdict, rng, *, times, chosen_low=True, **kwargs):
    found = []
    for _ in range(times):
        units, chosen = workplace(rng, **kwargs)
        measure = Measure(START, chosen, chosen_low=chosen_low)
        found.append(difference_in_differences(units, measure, sigma=0.9, rng=rng).verdict)
    return np.mean([one is verdict for one in found])


def judge(values, chosen, **kwargs):
    measure = Measure(START, frozenset(chosen), **kwargs)
    return difference_in_differences(teams(values), measure, sigma=0.9, rng=np.random.default_rng(1))


def test_the_examples_in_the_documentation_hold():
    result = doctest.testmod(effect)
    assert result.attempted > 0
    assert result.failed == 0


# -- units with and without ------------------------------------------------------------------------


def calm(units=20, rounds=12):
    return 3.5 + np.random.default_rng(2).normal(0, 0.1, (units, rounds))


@pytest.mark.parametrize(("gain", "verdict"), [(0.8, Verdict.BETTER), (-0.8, Verdict.WORSE), (0.0, Verdict.UNCLEAR)])
def test_a_clear_change_gets_its_verdict(gain, verdict):
    values = calm()
    values[:4, START:] += gain
    found = judge(values, ["u0", "u1", "u2", "u3"])
    assert found.verdict is verdict
    assert found.estimate == pytest.approx(gain, abs=0.1)
    assert (found.units, found.compared) == (4, 16)


def test_what_happens_to_all_units_is_not_credited_to_the_measure():
    values = calm()
    values[:, START:] += 0.8
    assert judge(values, ["u0", "u1", "u2", "u3"]).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize("treated", [1, 2])
def test_one_or_two_units_get_no_p_value(treated):
    values = calm()
    values[:treated, START:] += 1
    found = judge(values, [f"u{u}" for u in range(treated)])
    assert (found.verdict, found.p) == (Verdict.TOO_EARLY, None)
    assert found.estimate == pytest.approx(1, abs=0.15)


def test_before_six_rounds_have_passed_it_is_too_early():
    values = calm(rounds=11)
    values[:4, START:] += 1
    assert judge(values, ["u0", "u1", "u2", "u3"]).verdict is Verdict.TOO_EARLY


def test_before_the_first_round_there_is_nothing_to_estimate():
    found = judge(calm(rounds=6), ["u0", "u1", "u2"])
    assert (found.verdict, found.estimate, found.units) == (Verdict.TOO_EARLY, None, 0)


def test_units_hidden_in_most_rounds_do_not_count():
    values = calm()
    values[:4, START:] += 1
    shown = teams(values)
    hidden = team("u3", [3.5] * 6 + [None] * 4 + [4.5] * 2)
    measure = Measure(START, frozenset({"u0", "u1", "u2", "u3"}))
    found = difference_in_differences(
        [*shown[:3], hidden, *shown[4:]], measure, sigma=0.9, rng=np.random.default_rng(1)
    )
    assert found.units == 3


def test_the_same_seed_gives_the_same_p():
    assert judge(calm(), ["u0", "u1", "u2"]) == judge(calm(), ["u0", "u1", "u2"])


def test_units_chosen_because_they_were_low_are_not_said_to_have_risen():
    rng = np.random.default_rng(11)
    assert share_of(Verdict.BETTER, rng, times=150, lowest=True) <= 0.06
    assert share_of(Verdict.BETTER, rng, times=150, lowest=True, chosen_low=False) > 0.12


def test_a_real_gain_is_found_and_chance_is_not():
    rng = np.random.default_rng(12)
    assert share_of(Verdict.BETTER, rng, times=150, gain=0.3) >= 0.85
    assert share_of(Verdict.UNCLEAR, rng, times=150) >= 0.90


@pytest.mark.parametrize("seed", range(5))
def test_each_assignment_counts_in_standard_errors_of_its_own(seed):
    rng = np.random.default_rng(seed)
    change, weight, spread = rng.normal(size=9), rng.uniform(1, 9, 9), rng.uniform(1, 4, 9)
    given = np.array([rng.permutation(9) < 4 for _ in range(6)])
    found = effect._Units(change, weight, spread, given[0]).contrast(given)
    for row, estimate, error in zip(given, *found, strict=True):
        sides = [(change[side], weight[side] / weight[side].sum(), spread[side] / weight[side]) for side in (row, ~row)]
        means = [share @ moved for moved, share, _ in sides]
        variances = [share**2 @ variance for _, share, variance in sides]
        assert (estimate, error) == pytest.approx((means[0] - means[1], np.sqrt(sum(variances))))


def test_answers_spread_most_in_the_middle_of_the_scale_and_never_not_at_all():
    levels = [1.0, 2.0, 3.0, 4.0, 5.0]
    for low in (0.0, 1.0):
        shown = teams([[level - 1 + low] * 12 for level in levels])
        panel = effect.tabulate(shown, scale=(low, low + 4))
        spread = effect._spread(panel, START, (low, low + 4))
        assert spread == pytest.approx([0.4 * 3.6, 3, 4, 3, 0.4 * 3.6])


def test_the_level_that_spread_goes_by_is_that_of_the_rounds_compared():
    panel = effect.tabulate(teams([[2.0] * 4 + [3.0] * 6 + [4.0] * 6 + [2.0] * 3]))
    assert effect._spread(panel, 10, (1.0, 5.0)) == pytest.approx([2.5 * 1.5])


def test_the_same_change_says_less_where_answers_spread_more():
    values = np.tile([3.0, 4.7], 15)[:, None] + np.repeat(np.random.default_rng(7).normal(0, 0.12, (15, 12)), 2, axis=0)
    certain = []
    for first in (0, 1):
        raised = values.copy()
        raised[first:8:2, START:] += 0.08
        certain.append(judge(raised.clip(1, 5), [f"u{u}" for u in range(first, 8, 2)], chosen_low=False).p)
    assert certain[0] > certain[1]


@pytest.mark.slow
def test_power_and_size_meet_the_bar():
    """Measured with 5 000 workplaces: ``docs/explanation/trends-statistician.md`` and ``python3 dev.py bench effect``."""
    rng = np.random.default_rng(13)
    assert share_of(Verdict.BETTER, rng, times=500, gain=0.3) >= 0.90
    assert share_of(Verdict.UNCLEAR, rng, times=500) >= 0.93
    assert share_of(Verdict.UNCLEAR, rng, times=500, lowest=True) >= 0.93


@pytest.mark.parametrize(
    ("units", "chosen", "start", "word"),
    [
        ([team("a", [3.0]), team("b", [3.0], parent="a")], {"a"}, 6, "within another"),
        ([team("a", [3.0])], {"z"}, 6, "no figures for unit 'z'"),
        ([team("a", [3.0])], {"a"}, "2026-01-01", "not of the same kind"),
    ],
)
def test_a_comparison_that_cannot_be_made_is_refused(units, chosen, start, word):
    with pytest.raises(ValueError, match=word):
        difference_in_differences(units, Measure(start, frozenset(chosen)), sigma=0.9, rng=np.random.default_rng(1))


# -- one or two units ------------------------------------------------------------------------------


def signs(rng, *, times, **kwargs):
    """The verdicts on one unit of sixty, over and over."""
    found = []
    for _ in range(times):
        units, chosen = workplace(rng, treated=1, **kwargs)
        found.append(before_and_after(units, Measure(START, chosen), sigma=0.9).verdict)
    return found


@pytest.mark.parametrize(("gain", "verdict"), [(0.9, Verdict.BETTER), (-0.9, Verdict.WORSE), (0.2, Verdict.UNCLEAR)])
def test_one_unit_gets_a_sign_and_no_p(gain, verdict):
    values = calm()
    values[0, START:] += gain
    found = before_and_after(teams(values, n=12), Measure(START, frozenset({"u0"})), sigma=0.9)
    assert found.verdict is verdict
    assert (found.p, found.units, found.compared) == (None, 1, 19)


def test_a_unit_alone_is_compared_with_itself():
    values = np.vstack([[3.0] * 6 + [3.8] * 6])
    found = before_and_after(teams(values, n=12), Measure(START, frozenset({"u0"})), sigma=0.9)
    assert (found.verdict, round(found.estimate, 2), found.compared) == (Verdict.BETTER, 0.8, 0)


def test_what_happens_to_everybody_is_taken_out_of_one_units_change():
    values = calm()
    values[:, START:] += 0.9
    found = before_and_after(teams(values, n=12), Measure(START, frozenset({"u0"})), sigma=0.9)
    assert found.verdict is Verdict.UNCLEAR


def test_with_few_others_nothing_is_taken_out_and_nothing_shrunk():
    values = calm(units=4)
    values[0, START:] += 0.9
    found = before_and_after(teams(values, n=12), Measure(START, frozenset({"u0"})), sigma=0.9)
    assert (found.verdict, found.compared) == (Verdict.BETTER, 0)


def test_one_unit_needs_three_rounds_on_each_side():
    values = calm(rounds=START + 2)
    found = before_and_after(teams(values), Measure(START, frozenset({"u0"})), sigma=0.9)
    assert (found.verdict, found.estimate) == (Verdict.TOO_EARLY, None)


def test_one_unit_is_seldom_said_to_have_changed_by_chance_even_where_it_was_the_lowest():
    rng = np.random.default_rng(11)
    for lowest in (False, True):
        found = signs(rng, times=150, lowest=lowest)
        assert np.mean([one is not Verdict.UNCLEAR for one in found]) <= 0.03


def test_one_unit_that_did_rise_is_mostly_seen():
    found = signs(np.random.default_rng(12), times=60, gain=0.8)
    assert np.mean([one is Verdict.BETTER for one in found]) >= 0.6


# -- the whole organisation ------------------------------------------------------------------------


def course(gain, *, before=12, after=8, drift=0.0, seed=5):
    t = np.arange(before + after)
    noise = np.random.default_rng(seed).normal(0, 0.04, t.size)
    return team("org", (3.4 + drift * t + gain * (t >= before) + noise).tolist(), parent=None, n=400)


@pytest.mark.parametrize(("gain", "verdict"), [(0.4, Verdict.BETTER), (-0.4, Verdict.WORSE), (0.0, Verdict.UNCLEAR)])
def test_an_organisation_is_compared_with_the_course_it_was_on(gain, verdict):
    found = interrupted_series(course(gain), start=12, sigma=0.9)
    assert found.verdict is verdict
    assert found.estimate == pytest.approx(gain, abs=0.12)


def test_a_rise_that_had_begun_before_is_not_credited_to_the_measure():
    assert interrupted_series(course(0.0, drift=0.04), start=12, sigma=0.9).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize(("before", "after"), [(7, 8), (12, 5)])
def test_too_few_rounds_of_the_organisation_are_too_early(before, after):
    assert interrupted_series(course(1.0, before=before, after=after), start=before, sigma=0.9) == effect.Effect(
        Verdict.TOO_EARLY
    )


@pytest.mark.parametrize("lags", [0, 1, 3, None])
def test_the_covariance_agrees_with_statsmodels(lags):
    regression = pytest.importorskip("statsmodels.regression.linear_model")
    rng = np.random.default_rng(6)
    t = np.arange(30.0)
    design = np.column_stack([np.ones(30), t, t > 17, np.maximum(t - 18, 0)])
    y = design @ [3.0, 0.01, 0.2, 0.0] + np.convolve(rng.normal(0, 0.1, 32), [1, 0.6, 0.3], "valid")
    depth = int(4 * 0.3 ** (2 / 9)) if lags is None else lags
    theirs = regression.OLS(y, design).fit(cov_type="HAC", cov_kwds={"maxlags": depth, "use_correction": True})
    ours = newey_west(design, np.asarray(theirs.resid), lags=lags)
    assert ours == pytest.approx(theirs.cov_params(), rel=1e-8)


def test_more_coefficients_than_rounds_are_refused():
    with pytest.raises(ValueError, match="3 rounds"):
        newey_west(np.ones((3, 4)), np.ones(3))
