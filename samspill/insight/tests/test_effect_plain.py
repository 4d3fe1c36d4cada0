"""The effect of a measure at its edges, and worked out in plain sums."""

import math

import numpy as np
import pytest
from scipy import stats

from samspill.insight.effect import (
    Measure,
    Verdict,
    before_and_after,
    difference_in_differences,
    interrupted_series,
    newey_west,
)
from samspill.insight.trends import Point, Series, shrink

START = 6


def team(unit, rows, *, parent="org"):
    """Rows of (value, n), None where hidden."""
    points = (Point(str(t), t, *(row or (None, None))) for t, row in enumerate(rows))
    return Series(unit, parent, tuple(points))


def teams(rng, units, rounds=12, gain=0.0, treated=0):
    found = []
    for u in range(units):
        level = rng.normal(3.6, 0.3)
        rows = [
            (
                round(float(np.clip(level + rng.normal(0, 0.2) + gain * (u < treated and t >= START), 1, 5)), 2),
                int(rng.integers(5, 15)),
            )
            for t in range(rounds)
        ]
        found.append(team(f"u{u}", rows))
    return found


def level(one, rounds):
    shown = [one.points[t] for t in rounds if t < len(one.points) and one.points[t].value is not None]
    n = sum(point.n for point in shown)
    return sum(point.n * point.value for point in shown) / n, n


def changes(series, start=START, *, guard, sigma=0.9):
    """For each unit its change and the change's variance."""
    before = [level(one, range(max(start - 6, 0), start)) for one in series]
    after = [level(one, range(start, start + 6)) for one in series]
    means, variances = np.array([mean for mean, _ in before]), np.array([sigma**2 / n for _, n in before])
    if guard:
        everyone, nobody = np.zeros(len(series), int), np.zeros(len(series), bool)
        means, variances = shrink(means, variances, everyone, alone=nobody)
    return [mean - usual for (mean, _), usual in zip(after, means, strict=True)], [
        v + sigma**2 / n for (_, n), v in zip(after, variances, strict=True)
    ]


def weighted(values, variances):
    weights = [1 / v for v in variances]
    return sum(w * x for w, x in zip(weights, values, strict=True)) / sum(weights), 1 / sum(weights)


@pytest.mark.parametrize("chosen_low", [True, False])
def test_the_estimate_is_the_weighted_change_with_less_the_one_without(chosen_low):
    series = teams(np.random.default_rng(1), 20, gain=0.4, treated=4)
    measure = Measure(START, frozenset({"u0", "u1", "u2", "u3"}), chosen_low=chosen_low)
    found = difference_in_differences(series, measure, sigma=0.9, rng=np.random.default_rng(2))
    moved, variances = changes(series, guard=chosen_low)
    with_it, without = weighted(moved[:4], variances[:4])[0], weighted(moved[4:], variances[4:])[0]
    assert found.estimate == pytest.approx(with_it - without)


def test_only_the_six_rounds_on_each_side_count():
    rng = np.random.default_rng(3)
    series = teams(rng, 12, rounds=20)
    measure = Measure(9, frozenset({"u0", "u1", "u2"}), chosen_low=False)
    found = difference_in_differences(series, measure, sigma=0.9, rng=rng)
    moved, variances = changes(series, 9, guard=False)
    assert found.estimate == pytest.approx(
        weighted(moved[:3], variances[:3])[0] - weighted(moved[3:], variances[3:])[0]
    )


def test_p_is_the_share_of_assignments_at_least_as_far_from_none():
    """Eight units of equal weight, all of which move alike but for the three that rise: one assignment in 56."""
    values = [[(3.0, 9)] * 6 + [(3.5 if u < 3 else 3.0, 9)] * 6 for u in range(8)]
    series = [team(f"u{u}", rows) for u, rows in enumerate(values)]
    measure = Measure(START, frozenset({"u0", "u1", "u2"}), chosen_low=False)
    found = difference_in_differences(series, measure, sigma=0.9, rng=np.random.default_rng(4))
    assert found.p == pytest.approx(1 / 56, abs=0.012)
    assert found.p == round(found.p, 3)
    assert found.p > 0.001


@pytest.mark.parametrize(
    ("treated", "others", "rounds", "judged"),
    [(3, 5, 12, True), (2, 5, 12, False), (3, 4, 12, False), (3, 5, 11, False)],
)
def test_three_units_with_five_without_and_six_rounds_since_are_enough(treated, others, rounds, judged):
    series = teams(np.random.default_rng(5), treated + others, rounds=rounds)
    measure = Measure(START, frozenset(f"u{u}" for u in range(treated)))
    found = difference_in_differences(series, measure, sigma=0.9, rng=np.random.default_rng(1))
    assert (found.p is not None) is judged
    assert (found.verdict is not Verdict.TOO_EARLY) is judged
    assert (found.units, found.compared) == (treated, others)


def test_where_all_have_the_measure_there_is_nothing_to_compare_with():
    series = teams(np.random.default_rng(5), 6)
    found = difference_in_differences(
        series, Measure(START, frozenset(f"u{u}" for u in range(6))), sigma=0.9, rng=np.random.default_rng(1)
    )
    assert (found.verdict, found.estimate, found.p, found.units, found.compared) == (
        Verdict.TOO_EARLY,
        None,
        None,
        6,
        0,
    )


@pytest.mark.parametrize("hidden", [{0, 1, 2}, {0, 1, 2, 3}, {6, 7, 8}, {6, 7, 8, 9}])
def test_a_unit_counts_with_three_rounds_on_each_side(hidden):
    series = teams(np.random.default_rng(6), 12)
    rows = [None if t in hidden else (3.5, 8) for t in range(12)]
    found = difference_in_differences(
        [*series, team("x", rows)],
        Measure(START, frozenset({"u0", "u1", "u2"})),
        sigma=0.9,
        rng=np.random.default_rng(1),
    )
    assert found.compared == (10 if len(hidden) == 3 else 9)


# -- one or two units ------------------------------------------------------------------------------


@pytest.mark.parametrize("treated", [1, 2])
def test_a_sign_is_as_far_from_chance_as_the_trend_rule_asks(treated):
    series = teams(np.random.default_rng(7), 14, gain=0.7, treated=treated)
    measure = Measure(START, frozenset(f"u{u}" for u in range(treated)))
    found = before_and_after(series, measure, sigma=0.9)
    moved, variances = changes(series, guard=True)
    with_it, v = weighted(moved[:treated], variances[:treated])
    without, w = weighted(moved[treated:], variances[treated:])
    assert found.estimate == pytest.approx(with_it - without)
    z = (with_it - without) / math.sqrt(v + w)
    assert found.verdict is (Verdict.BETTER if z > 3.3 else Verdict.UNCLEAR)


def lone(before, after, n):
    rows = [(before, n)] * 6 + [(after, n)] * 6
    return before_and_after([team("a", rows)], Measure(START, frozenset({"a"})), sigma=0.9)


@pytest.mark.parametrize(
    ("change", "verdict"),
    [(0.5, Verdict.BETTER), (0.42, Verdict.UNCLEAR), (-0.42, Verdict.WORSE), (-0.38, Verdict.UNCLEAR)],
)
def test_a_rise_alone_needs_more_than_a_fall(change, verdict):
    """With 96 answers on each side one standard error is .130: falls count from .39, rises from .43."""
    found = lone(3.0, 3.0 + change, 16)
    assert found.estimate == pytest.approx(change)
    assert found.verdict is verdict


@pytest.mark.parametrize(
    ("change", "verdict"),
    [(0.31, Verdict.BETTER), (0.29, Verdict.UNCLEAR), (-0.31, Verdict.WORSE), (-0.29, Verdict.UNCLEAR)],
)
def test_what_is_not_worth_a_talk_is_no_sign_however_certain(change, verdict):
    assert lone(3.0, round(3.0 + change, 2), 4000).verdict is verdict


@pytest.mark.parametrize(("others", "taken_out"), [(4, False), (5, True)])
def test_what_others_did_is_taken_out_from_five_of_them_on(others, taken_out):
    series = [team("a", [(3.0, 9)] * 6 + [(3.6, 9)] * 6)]
    series += [team(f"b{u}", [(3.0, 9)] * 6 + [(3.5, 9)] * 6) for u in range(others)]
    found = before_and_after(series, Measure(START, frozenset({"a"})), sigma=0.9)
    assert found.compared == (others if taken_out else 0)
    assert found.estimate == pytest.approx(0.1 if taken_out else 0.6)


@pytest.mark.parametrize(("change", "verdict"), [(0.45, Verdict.BETTER), (0.36, Verdict.UNCLEAR)])
def test_how_little_is_known_of_the_others_counts_too(change, verdict):
    """One standard error of the unit is .067, of the five others together .104."""
    series = [team("a", [(3.0, 60)] * 6 + [(3.0 + change, 60)] * 6)]
    series += [team(f"b{u}", [(3.0, 5)] * 12) for u in range(5)]
    found = before_and_after(series, Measure(START, frozenset({"a"}), chosen_low=False), sigma=0.9)
    assert found.verdict is verdict


def test_other_scales_are_compared_on_their_own():
    measure = Measure(START, frozenset({"a"}), scale=(0.0, 10.0))
    one = team("a", [(6.0, 400)] * 6 + [(8.0, 400)] * 6)
    assert before_and_after([one], measure, sigma=2.0).verdict is Verdict.BETTER
    series = [team(f"u{u}", [(6.0, 40)] * 6 + [(8.0 if u < 3 else 6.0, 40)] * 6) for u in range(12)]
    measure = Measure(START, frozenset({"u0", "u1", "u2"}), scale=(0.0, 10.0))
    compared = difference_in_differences(series, measure, sigma=2.0, rng=np.random.default_rng(1))
    assert compared.verdict is Verdict.BETTER
    course = team("org", [(6.0, 400)] * 10 + [(8.0, 400)] * 8, parent=None)
    assert interrupted_series(course, start=10, sigma=2.0, scale=(0.0, 10.0)).verdict is Verdict.BETTER


def test_before_anything_was_asked_nothing_is_said():
    found = before_and_after([team("a", [(3.0, 9)] * 6)], Measure(START, frozenset({"a"})), sigma=0.9)
    assert (found.verdict, found.estimate, found.units, found.compared) == (Verdict.TOO_EARLY, None, 0, 0)


# -- the whole organisation ------------------------------------------------------------------------


def in_full(design, residual, depth):
    """Every pair of rounds, with weights that fall off with the distance between them."""
    rounds = range(len(residual))
    meat = sum(
        max(0, 1 - abs(s - t) / (depth + 1)) * residual[s] * residual[t] * np.outer(design[s], design[t])
        for s in rounds
        for t in rounds
    )
    bread = np.linalg.inv(design.T @ design)
    return bread @ meat @ bread * len(residual) / (len(residual) - design.shape[1])


@pytest.mark.parametrize(("rounds", "depth"), [(12, 2), (30, 3), (101, 4)])
def test_neighbours_in_time_are_taken_together_as_far_as_there_are_rounds_for(rounds, depth):
    rng = np.random.default_rng(rounds)
    design = np.column_stack([np.ones(rounds), np.arange(rounds), rng.normal(size=rounds)])
    residual = rng.normal(size=rounds)
    for lags, expected in ((None, depth), (0, 0), (1, 1), (5, 5)):
        assert newey_west(design, residual, lags=lags) == pytest.approx(in_full(design, residual, expected))


def test_as_many_rounds_as_coefficients_are_too_few():
    with pytest.raises(ValueError, match="3 rounds do not suffice for 3 coefficients"):
        newey_west(np.ones((3, 3)), np.ones(3))


def course(values, n):
    return team("org", [(round(value, 2), n) for value in values], parent=None)


@pytest.mark.parametrize("n", [40, 4000])
def test_the_departure_from_the_course_is_judged_by_the_larger_of_two_errors(n):
    rng = np.random.default_rng(8)
    t = np.arange(20)
    since = np.where(t >= 12, t - 12, 0)
    values = np.round(3.4 + 0.01 * t + (t >= 12) * 0.1 + rng.normal(0, 0.05, 20), 2)
    found = interrupted_series(course(values.tolist(), n), start=12, sigma=0.9)
    design = np.column_stack([np.ones(20), t, t >= 12, since]).astype(float)
    coefficients = np.linalg.lstsq(design, values, rcond=None)[0]
    course_on = coefficients[0] + coefficients[1] * t[12:]
    departure = (design @ coefficients)[12:] - course_on
    assert found.estimate == pytest.approx(departure.mean())
    ask = np.array([0, 0, 1, since[12:].mean()])
    chance = ask @ in_full(design, values - design @ coefficients, 2) @ ask
    inverse = np.linalg.inv(design.T @ design)
    sampling = ask @ inverse @ ask * 0.81 / n
    assert bool(sampling > chance) is (n == 40)
    assert found.p == pytest.approx(2 * stats.t.sf(found.estimate / math.sqrt(max(chance, sampling)), 16))


def test_hidden_rounds_keep_their_place_in_time():
    values = [3.0 + 0.05 * t + 0.6 * (t >= 12) for t in range(20)]
    rows = [None if t in {2, 15} else (round(value, 2), 400) for t, value in enumerate(values)]
    found = interrupted_series(team("org", rows, parent=None), start=12, sigma=0.9)
    assert found.estimate == pytest.approx(0.6)
    assert found.verdict is Verdict.BETTER


@pytest.mark.parametrize(("before", "after", "judged"), [(8, 6, True), (7, 6, False), (8, 5, False)])
def test_eight_rounds_before_and_six_since_are_enough_for_an_organisation(before, after, judged):
    one = course([3.0] * before + [3.6] * after, 400)
    assert (interrupted_series(one, start=before, sigma=0.9).p is not None) is judged
