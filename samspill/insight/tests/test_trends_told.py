"""What is told, and from when, decided one unit and one round at a time, against the arrays."""

import numpy as np
import pytest

from samspill.insight.tests.test_trends_plain import ROUNDS, organisation
from samspill.insight.trends import tabulate
from samspill.insight.trends.charts import Chart
from samspill.insight.trends.watching import _Told, change_point, monitor


def side(z, shift, low, high):
    if abs(shift) < 0.3:
        return 0
    return -1 if z < low else 1 if z > high else 0


def told(usual, late, u, fall_at):
    """State, the round it was first told, and what it is held against, round by round for one unit."""
    now, began, anew, past, error = 0, -1, False, 0.0, 1.0
    for t in range(usual.present.shape[1]):
        by_usual = side(usual.z[u, t], usual.shift[u, t], fall_at, 3.3)
        by_late = side(late.z[u, t], late.shift[u, t], -3.3, 3.3)
        if by_late * late.present[u, t] < 0.15:
            by_late = 0
        speaks = np.isfinite(late.error[u, t])
        z = (late.present[u, t] - past) / error if anew else usual.z[u, t]
        kept = now if now * z > 2 or (anew and not speaks) else 0
        before, now = now, by_usual or kept or by_late
        began = -1 if now == 0 else t if now != before else began
        newly = now != 0 and by_usual == 0 and kept == 0
        anew = (newly or anew) and by_usual == 0 and now != 0
        if newly:
            past, error = late.past[u, t], late.error[u, t]
        elif not anew:
            past = 0.0
        z, shift = usual.z[u, t], usual.shift[u, t]
        if anew and speaks:
            shift = late.present[u, t] - past
            z = shift / error
        yield now, began, anew, past, z, shift


def charts(rng, rounds=60, units=12):
    """Present and past that wander slowly about the thresholds, and errors that are sometimes infinite."""
    steps = rng.normal(0, 0.12, (units, rounds)).cumsum(axis=1) * rng.uniform(0.3, 1.5, (units, 1))
    late = 0.9 * steps + rng.normal(0, 0.1, steps.shape)
    silent = np.where(rng.random(steps.shape) < 0.3, np.inf, 0.13)
    return Chart(steps, np.zeros_like(steps), np.full(steps.shape, 0.17)), Chart(
        late, rng.normal(0, 0.5, (units, 1)) + np.zeros_like(steps), silent
    )


@pytest.mark.parametrize("seed", range(10))
def test_what_is_told_stays_told_and_is_held_against_what_it_was_compared_with(seed):
    usual, late = charts(np.random.default_rng(seed))
    firm = np.arange(12) % 2 == 0
    watch = _Told(usual, late, firm)
    plain = [told(usual, late, u, watch.fall_at[u]) for u in range(12)]
    assert set(watch.fall_at[~firm]) == {-3.3}
    assert -3.3 < watch.fall_at[0] < -2
    said = set()
    for t in range(60):
        watch.look(t)
        for u, rows in enumerate(plain):
            now, began, anew, past, z, shift = next(rows)
            assert (watch.now[u], watch.state[u, t], watch.began[u], watch.anew[u]) == (now, now, began, anew)
            assert (watch.past[u], watch.z[u, t], watch.shift[u, t]) == pytest.approx((past, z, shift))
            said.add((now, bool(anew)))
    assert len(said) >= 4


def date_of(panel, trace, u):
    """The watched round, up to the telling, from which all that came since departs most."""
    looked = [
        t for t in range(len(panel.rounds)) if trace.watched[u, t] and (not trace.anew[u] or t > trace.began[u] - 18)
    ]
    best, at = -1.0, -1
    for c in (t for t in looked if t <= trace.began[u]):
        since = [t for t in looked if t >= c]
        rest = [panel.value[u, t] - trace.level[u] - trace.fit.effect[u, t] for t in since]
        pull, answers = (
            sum(panel.n[u, t] * r for t, r in zip(since, rest, strict=True)),
            sum(panel.n[u, t] for t in since),
        )
        if pull * trace.state[u, -1] > 0 and pull**2 / answers > best:
            best, at = pull**2 / answers, c
    return at


@pytest.mark.parametrize("seed", range(12))
def test_a_change_is_dated_to_the_round_that_makes_it_most_likely(seed):
    panel = tabulate(organisation(seed + 20))
    trace = monitor(panel, np.full(ROUNDS, 0.7))
    found = change_point(panel, trace)
    for u in range(len(panel.units)):
        assert found[u] == (date_of(panel, trace, u) if trace.began[u] >= 0 else -1)
