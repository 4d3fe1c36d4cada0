"""The rule in plain loops, one unit and one round at a time, written anew from its description, against the arrays."""

import math

import numpy as np
import pytest

from samspill.insight.trends import (
    Assessment,
    Point,
    Rhythm,
    Series,
    State,
    assess,
    explain,
    month_effect,
    shrink,
    tabulate,
)
from samspill.insight.trends.baseline import fit
from samspill.insight.trends.charts import Noise, against_baseline, against_last_year, likeness, noise_of
from samspill.insight.trends.watching import monitor

ROUNDS = 30


def organisation(seed, *, teams=14, rounds=ROUNDS, shown=0.9):
    """A root, three departments and teams under them, some rounds hidden, some bands."""
    rng = np.random.default_rng(seed)
    names = [("org", None), *((f"d{d}", "org") for d in range(3)), *((f"t{t}", f"d{t % 3}") for t in range(teams))]
    series = []
    for name, parent in names:
        values = np.clip(rng.normal(3.7, 0.35) + rng.normal(0, 0.3, rounds).round(2), 1.05, 4.95)
        if rng.random() < 0.3:
            values[int(rng.integers(rounds // 3, rounds)) :] -= 0.7
        points = tuple(
            Point(
                f"r{t:02}",
                t,
                *((round(float(max(v, 1.1)), 2), int(rng.integers(5, 12))) if rng.random() < shown else (None, None)),
            )
            for t, v in enumerate(values)
        )
        series.append(Series(name, parent, points))
    return series


# -- baselines -------------------------------------------------------------------------------------


def shrunk(means, variances):
    """Siblings' means drawn together: DerSimonian and Laird's variance between them, Morris' terms for few."""
    count = len(means)
    if count < 4:
        return list(zip(means, variances, strict=True))
    weights = [1 / v for v in variances]
    fixed = sum(w * m for w, m in zip(weights, means, strict=True)) / sum(weights)
    q = sum(w * (m - fixed) ** 2 for w, m in zip(weights, means, strict=True))
    between = max((q - (count - 1)) / (sum(weights) - sum(w * w for w in weights) / sum(weights)), 0)
    again = [1 / (between + v) for v in variances]
    centre = sum(w * m for w, m in zip(again, means, strict=True)) / sum(again)
    found = []
    for m, v in zip(means, variances, strict=True):
        keep = between / (between + v)
        few = 1 / sum(again) + 2 * (m - centre) ** 2 / max(count - 3, 1)
        found.append((keep * m + (1 - keep) * centre, min(between * (1 - keep) + (1 - keep) ** 2 * few, v)))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_baselines_are_drawn_towards_their_siblings_as_the_formulas_say(seed):
    rng = np.random.default_rng(seed)
    units = int(rng.integers(1, 25))
    group, alone = rng.integers(0, 4, units), rng.random(units) < 0.1
    spread = rng.choice([0.02, 0.5])
    means = np.where(rng.random(units) < 0.1, np.nan, rng.normal(3.7, spread, units))
    variances = np.where(np.isnan(means), np.nan, rng.uniform(0.005, 0.1, units))
    mu, v = shrink(means, variances, group, alone=alone)
    for number in range(4):
        rows = [u for u in range(units) if group[u] == number and not alone[u] and not math.isnan(means[u])]
        expected = shrunk([means[u] for u in rows], [variances[u] for u in rows])
        assert [(mu[u], v[u]) for u in rows] == [pytest.approx(pair) for pair in expected]
    for u in range(units):
        if alone[u] or math.isnan(means[u]):
            assert (mu[u], v[u]) == pytest.approx((means[u], variances[u]), nan_ok=True)


def is_under(series, one, above):
    parents = {s.unit: s.parent for s in series}
    while one is not None and one != above:
        one = parents.get(one)
    return one == above


@pytest.mark.parametrize("teams", [5, 6, 8, 14])
def test_the_month_is_what_the_lowest_units_outside_ones_own_did(teams):
    series = organisation(teams, teams=teams, rounds=8, shown=0.8)
    panel = tabulate(series)
    mean = np.random.default_rng(1).normal(3.7, 0.3, len(series))
    mean[-1] = np.nan
    effect, share, used = month_effect(panel, mean)
    parents = {one.parent for one in series}
    for u, one in enumerate(series):
        for t in range(8):
            others = [
                (series[o].points[t], mean[o])
                for o in range(len(series))
                if series[o].unit not in parents
                and not is_under(series, series[o].unit, one.unit)
                and series[o].points[t].value is not None
                and not math.isnan(mean[o])
            ]
            enough = len(others) >= 5 and one.parent is not None
            assert used[u, t] == enough
            answers = sum(point.n for point, _ in others)
            pull = sum(point.n * (point.value - usual) for point, usual in others)
            assert effect[u, t] == pytest.approx(pull / answers if enough else 0)
            assert share[u, t] == pytest.approx(1 / answers if enough else 0)


def test_means_and_month_effects_settle():
    panel = tabulate(organisation(3))
    base, sigma = panel.seen & (np.arange(ROUNDS) < 12), np.full(ROUNDS, 0.9)
    found = fit(panel, base, sigma)
    weight = np.where(base, panel.n, 0)
    own = (weight * (np.nan_to_num(panel.value) - found.effect)).sum(axis=1) / weight.sum(axis=1)
    again, variance = shrink(own, 0.81 / weight.sum(axis=1), panel.group, alone=panel.is_root)
    assert found.mean == pytest.approx(again, abs=0.01)
    assert found.variance == pytest.approx(variance, abs=0.001)
    assert found.effect == pytest.approx(month_effect(panel, found.mean)[0])


def test_fewer_than_six_rounds_are_no_baseline():
    panel = tabulate(organisation(4, shown=1.0))
    base = np.zeros((len(panel.units), ROUNDS), dtype=bool)
    base[:, :6] = True
    base[-1, 5] = False
    found = fit(panel, base, np.full(ROUNDS, 0.9))
    assert np.isfinite(found.mean[:-1]).all()
    assert math.isnan(found.mean[-1])


# -- charts ----------------------------------------------------------------------------------------


def noise(seed, *, rounds=ROUNDS, units=3):
    rng = np.random.default_rng(seed)
    n = np.where(rng.random((units, rounds)) < 0.75, rng.integers(5, 12, (units, rounds)), 0).astype(float)
    own = np.where(n > 0, 0.81 / np.maximum(n, 1), 0)
    return Noise(np.where(n > 0, rng.normal(0, 0.4, n.shape), 0), own, np.sqrt(0.4 * own), n, staying=0.97)


def variance(one, u, weights):
    rounds = range(one.n.shape[1])
    return sum(
        weights[s] * weights[t] * (one.own[u, s] if s == t else one.tie[u, s] * one.tie[u, t] * 0.97 ** abs(s - t))
        for s in rounds
        for t in rounds
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_last_six_rounds_are_held_against_the_twelve_before_them(seed):
    one = noise(seed)
    watched = (one.n > 0) & (np.arange(ROUNDS) >= 9)
    chart = against_last_year(one, watched)
    for u in range(3):
        for t in range(ROUNDS):
            new = {s: 0.85 ** (t - s) for s in range(max(t - 5, 0), t + 1) if one.n[u, s]}
            old = {s: one.n[u, s] for s in range(max(t - 17, 0), max(t - 5, 0)) if one.n[u, s]}
            if len(new) < 3 or len(old) < 6 or not watched[u, t]:
                assert chart.error[u, t] == np.inf
                assert chart.z[u, t] == 0
                continue
            weights = [new.get(s, 0) / sum(new.values()) - old.get(s, 0) / sum(old.values()) for s in range(ROUNDS)]
            shift = sum(w * one.left[u, s] for s, w in enumerate(weights))
            assert chart.shift[u, t] == pytest.approx(shift)
            assert chart.error[u, t] ** 2 == pytest.approx(variance(one, u, weights))


@pytest.mark.parametrize("seed", range(3))
def test_the_present_is_held_against_the_baseline_as_far_as_shrinkage_left_it(seed):
    panel = tabulate(organisation(seed + 40))
    base, sigma = panel.seen & (np.arange(ROUNDS) < 12), np.full(ROUNDS, 0.9)
    found = fit(panel, base, sigma)
    plain = noise_of(panel, found, base, sigma)
    one = Noise(plain.left, plain.own, np.sqrt(0.4 * plain.own), plain.n, staying=0.97)
    chart = against_baseline(one, found, base, panel.seen & ~base)
    for u in range(len(panel.units)):
        flat = np.where(base[u], panel.n[u], 0) / panel.n[u][base[u]].sum()
        sampling = sum(flat**2 * one.own[u])
        keep = found.variance[u] / sampling
        weights = np.zeros(ROUNDS)
        for t in range(12, ROUNDS):
            if panel.seen[u, t]:
                weights = weights * 0.85
                weights[t] = 0.15
            if not weights.any():
                continue
            present = weights / weights.sum()
            # What shrinkage took of the baseline's own sampling is in the baseline's variance already.
            rest = variance(one, u, present - keep * flat) - keep**2 * sampling + found.variance[u]
            assert chart.error[u, t] ** 2 == pytest.approx(rest)
            assert chart.shift[u, t] == pytest.approx(present @ one.left[u])


def test_how_alike_rounds_are_is_one_number_from_all_pairs():
    panel = tabulate(organisation(5))
    base, sigma = panel.seen & (np.arange(ROUNDS) < 12), np.linspace(0.8, 1.0, ROUNDS)
    less = most = 0.0
    for u in np.flatnonzero(panel.lowest):
        for s in range(12):
            for t in range(s + 1, min(s + 7, 12)):
                if base[u, s] and base[u, t]:
                    independent = sigma[s] ** 2 / panel.n[u, s] + sigma[t] ** 2 / panel.n[u, t]
                    less += independent - (panel.value[u, s] - panel.value[u, t]) ** 2
                    most += independent * 0.9 ** (t - s)
    found = likeness(panel, panel.value, base, sigma, staying=0.9)
    assert 0 < found < 0.9
    assert found == pytest.approx(less / most)


def test_what_the_others_did_is_uncertain_after_the_baseline_alone():
    panel = tabulate(organisation(6))
    base, sigma = panel.seen & (np.arange(ROUNDS) < 12), np.full(ROUNDS, 0.9)
    found = fit(panel, base, sigma)
    one = noise_of(panel, found, base, sigma)
    sampling = np.where(panel.seen, 0.81 / np.maximum(panel.n, 1), 0)
    assert one.own == pytest.approx(sampling + np.where(panel.seen & ~base, 0.81 * found.share, 0))
    assert one.left == pytest.approx(
        np.where(panel.seen, np.nan_to_num(panel.value) - found.effect - found.mean[:, None], 0)
    )
    alike = likeness(panel, one.left, base, sigma)
    assert one.tie == pytest.approx(np.sqrt(alike * sampling))
    assert (one.n == np.where(panel.seen, panel.n, 0)).all()


def test_three_months_apart_more_people_have_been_replaced():
    series = organisation(7)
    panel = tabulate(series)
    for rhythm, staying in ((Rhythm.MONTHLY, 0.98), (Rhythm.QUARTERLY, 0.98**3)):
        trace = monitor(panel, np.full(ROUNDS, 0.9), staying=staying)
        found = assess(series, sigma=0.9, rhythm=rhythm)
        assert [found[unit].z for unit in panel.units] == pytest.approx(list(trace.z[:, -1]))
    assert trace.z[:, -1] != pytest.approx(monitor(panel, np.full(ROUNDS, 0.9)).z[:, -1])


def test_the_natural_band_has_room_for_the_next_figure_and_what_everybody_shares():
    series = organisation(8)
    panel = tabulate(series)
    trace = monitor(panel, np.full(ROUNDS, 0.9))
    found = assess(series, sigma=0.9)
    for u, unit in enumerate(panel.units):
        shown = [t for t in range(ROUNDS) if panel.seen[u, t]]
        base = shown[: trace.size[u]]
        shared = sum(trace.fit.effect[u, t] ** 2 for t in base) / len(base)
        answers = np.median([panel.n[u, t] for t in shown])
        half = 1.96 * math.sqrt(0.81 / answers + trace.fit.variance[u] + shared)
        assert found[unit].band == pytest.approx((max(trace.level[u] - half, 1), min(trace.level[u] + half, 5)))


def test_other_scales_have_other_ends():
    series = [Series("a", None, tuple(Point(f"r{t:02}", t, 9.5, 9) for t in range(14)))]
    found = assess(series, sigma=1.4, scale=(0.0, 10.0))["a"]
    assert found.band[1] == 10.0
    assert found.band[0] > 5


@pytest.mark.parametrize(("state", "way"), [(State.RISE, 1), (State.FALL, -1)])
def test_of_items_that_moved_less_than_is_worth_a_talk_only_the_first_is_named(state, way):
    index = Assessment("team", state, (), shift=0.5 * way)
    items = {name: Assessment("team", State.ORDINARY, (), shift=way * by) for name, by in (("a", 0.2), ("b", 0.25))}
    assert explain(index, items) == ("b",)


def test_of_what_is_too_short_it_is_known_whether_it_is_mostly_bands():
    for banded in (True, False):
        points = tuple(Point(f"r{t}", t, 1.5, 9, banded=banded) for t in range(3))
        found = assess([Series("a", None, points)], sigma=0.9)["a"]
        assert (found.state, found.mostly_banded) == (State.TOO_SHORT, banded)


def test_two_rounds_of_one_day_are_refused():
    points = (Point("r1", 3, 3.5, 9), Point("r2", 3, 3.5, 9))
    with pytest.raises(ValueError, match="3 does not come after 3"):
        tabulate([Series("a", None, points)])
