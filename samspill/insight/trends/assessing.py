"""From the watch to one assessment per unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from samspill.insight.intervals import interval
from samspill.insight.trends.baseline import LEAST_ROUNDS
from samspill.insight.trends.charts import STAYING
from samspill.insight.trends.panel import Flags, Floats, Panel, tabulate
from samspill.insight.trends.types import Assessment, Point, Rhythm, Series, State, TrendInputError
from samspill.insight.trends.watching import (
    FIRM_ROUNDS,
    WORTH_A_TALK,
    Trace,
    change_point,
    monitor,
)

LEAST_POINTS = {Rhythm.MONTHLY: LEAST_ROUNDS, Rhythm.QUARTERLY: 8}
MONTHS_BETWEEN = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3}
BAND_Z = 1.96
SAID = {-1: State.FALL, 1: State.RISE}
Range = tuple[float, float]


def assess(
    series: Sequence[Series],
    *,
    sigma: Sequence[float] | float,
    rhythm: Rhythm = Rhythm.MONTHLY,
    shifts: Mapping[str, str] | None = None,
    scale: Range = (1.0, 5.0),
) -> dict[str, Assessment]:
    """Assess all units of an organisation together, from what was published.

    `sigma`: standard deviation of one answer within units (`pooled_sigma`), one number or one per round in
    order of date. `shifts`: unit -> round id of its last acknowledged change (the `since` of an earlier
    assessment); the unit's baseline begins anew there. Quarterly items are silent until eight points; yearly
    ones compare the last two intervals and nothing else. Raises TrendInputError as `tabulate` does, and for
    a sigma that is not positive or does not fit the rounds.

    >>> from samspill.insight.trends import Point
    >>> short = Series("team", "org", tuple(Point(f"r{t}", t, 3.5, 8) for t in range(5)))
    >>> assess([short], sigma=0.9)["team"].state
    <State.TOO_SHORT: 'too_short'>
    """
    panel = tabulate(series, shifts=shifts, scale=scale)
    spread = _per_round(sigma, len(panel.rounds))
    if not panel.rounds:
        return {one.unit: Assessment(one.unit, State.TOO_SHORT, one.points, rhythm=rhythm) for one in series}
    if rhythm is Rhythm.YEARLY:
        return {one.unit: _yearly(one, panel, spread) for one in series}
    return _watched(series, panel, spread, scale=scale, rhythm=rhythm)


def explain(index: Assessment, items: Mapping[str, Assessment]) -> tuple[str, ...]:
    """Which items carry a change that the index has signalled, the largest first.

    Items never raise a change of their own on top of the index. Returned are those that moved the same way
    by at least what is worth a talk; if none did, the one that moved most; nothing where the index is
    silent.

    >>> fall = Assessment("team", State.FALL, (), shift=-0.5)
    >>> calm, down = (Assessment("team", State.ORDINARY, (), shift=s) for s in (0.1, -0.9))
    >>> explain(fall, {"support": calm, "focus": down})
    ('focus',)
    """
    if not index.signalled:
        return ()
    way = -1 if index.state is State.FALL else 1
    moved = {name: way * item.shift for name, item in items.items() if item.shift is not None}
    ordered = sorted((name for name in moved if moved[name] > 0), key=lambda name: (-moved[name], name))
    return tuple(name for name in ordered if moved[name] >= WORTH_A_TALK) or tuple(ordered[:1])


def from_the_top(series: Sequence[Series], found: Mapping[str, Assessment]) -> tuple[str, ...]:
    """Units with a signal, organisation first, then departments, then teams; never ordered by value.

    >>> tree = [Series("team", "org", ()), Series("org", None, ())]
    >>> from_the_top(tree, {name: Assessment(name, State.FALL, ()) for name in ("team", "org")})
    ('org', 'team')
    """
    levels = tabulate(series).by_depth
    return tuple(series[row].unit for rows in levels for row in rows if found[series[row].unit].signalled)


def followed(found: Mapping[str, Assessment], parents: Mapping[str, str | None]) -> dict[str, str]:
    """Units whose change only follows that of a unit above: unit -> the nearest such unit.

    A change follows one above it when it goes the same way and no further than by less than what is worth a talk. What
    all others did has been taken out of most units' figures; the organisation's own change is then no explanation.

    >>> fall, same = (Assessment(name, State.FALL, (), shift=s) for name, s in (("unit", -0.5), ("team", -0.7)))
    >>> followed({"unit": fall, "team": same}, {"team": "unit", "unit": "org", "org": None})
    {'team': 'unit'}
    """
    follows: dict[str, str] = {}
    for unit, one in found.items():
        above = parents.get(unit)
        while one.signalled and above is not None:
            if above in found and _is_shared(one, found[above], is_root=parents.get(above) is None):
                follows[unit] = above
                break
            above = parents.get(above)
    return follows


def _is_shared(one: Assessment, above: Assessment, *, is_root: bool) -> bool:
    if one.state is not above.state or (is_root and one.used_month_effect):
        return False
    return abs(one.shift or 0.0) - abs(above.shift or 0.0) < WORTH_A_TALK


def _per_round(sigma: Sequence[float] | float, rounds: int) -> Floats:
    given = np.atleast_1d(np.asarray(sigma, dtype=float))
    if given.size not in {1, rounds} or not ((given > 0) & np.isfinite(given)).all():
        raise TrendInputError(f"sigma {sigma!r} is not positive, or not one number per round ({rounds})")
    return np.broadcast_to(given, (rounds,)) if given.size == 1 else given


def _watched(
    series: Sequence[Series], panel: Panel, sigma: Floats, *, scale: Range, rhythm: Rhythm
) -> dict[str, Assessment]:
    trace = monitor(panel, sigma, staying=STAYING ** MONTHS_BETWEEN[rhythm])
    since = change_point(panel, trace)
    banded = _mostly_banded(panel, trace)
    low, high = _natural_band(panel, trace, sigma[-1], scale)
    used = (trace.fit.used | ~panel.seen).all(axis=1) & ~panel.is_root
    count = trace.number.max(axis=1)
    looked = count > trace.size
    found = {}
    for u, one in enumerate(series):
        if count[u] < LEAST_POINTS[rhythm]:
            found[one.unit] = Assessment(
                one.unit, State.TOO_SHORT, one.points, mostly_banded=bool(banded[u]), rhythm=rhythm
            )
            continue
        told = 0 if banded[u] else int(trace.state[u, -1])
        firm = bool(trace.size[u] >= FIRM_ROUNDS)
        found[one.unit] = Assessment(
            unit=one.unit,
            state=SAID.get(told, State.ORDINARY if firm else State.PROVISIONAL),
            points=one.points,
            since=panel.rounds[since[u]] if told else None,
            level=float(trace.level[u]),
            shift=float(trace.shift[u, -1]) if looked[u] else None,
            z=float(trace.z[u, -1]) if looked[u] else None,
            band=(float(low[u]), float(high[u])),
            firm=firm,
            used_month_effect=bool(used[u]),
            mostly_banded=bool(banded[u]),
            rhythm=rhythm,
        )
    return found


def _mostly_banded(panel: Panel, trace: Trace) -> Flags:
    base = (trace.number > 0) & ~trace.watched
    mostly: Flags = np.zeros(len(panel.units), dtype=bool)
    for part in (base, trace.watched):
        mostly |= (panel.banded & part).sum(axis=1) * 2 > part.sum(axis=1)
    return mostly


def _natural_band(panel: Panel, trace: Trace, sigma: float, scale: Range) -> tuple[Floats, Floats]:
    """Where the next figure lies if nothing changed, the shared ups and downs of the baseline included."""
    base = (trace.number > 0) & ~trace.watched
    season = (trace.fit.effect**2 * base).sum(axis=1) / np.maximum(base.sum(axis=1), 1)
    answers = np.array([np.median(n[n > 0]) if (n > 0).any() else 1.0 for n in panel.n * panel.seen])
    half = BAND_Z * np.sqrt(sigma**2 / answers + trace.fit.variance + season)
    return np.maximum(trace.level - half, scale[0]), np.minimum(trace.level + half, scale[1])


def _yearly(one: Series, panel: Panel, sigma: Floats) -> Assessment:
    start = panel.start[panel.units.index(one.unit)]
    spread = dict(zip(panel.rounds, sigma, strict=True))
    since = set(panel.rounds[start:])
    shown = [point for point in one.points if point.value is not None and point.round_id in since]
    if len(shown) < 2:
        return Assessment(one.unit, State.TOO_SHORT, one.points, rhythm=Rhythm.YEARLY)
    before, now = shown[-2:]
    moved = (now.value or 0) - (before.value or 0)
    apart = not _overlap(*(_reach(point, spread[point.round_id]) for point in (before, now)))
    told = apart and abs(moved) >= WORTH_A_TALK and not (before.banded or now.banded)
    return Assessment(
        unit=one.unit,
        state=(State.FALL if moved < 0 else State.RISE) if told else State.ORDINARY,
        points=one.points,
        since=now.round_id if told else None,
        level=before.value,
        shift=moved,
        firm=True,
        mostly_banded=before.banded and now.banded,
        rhythm=Rhythm.YEARLY,
    )


def _reach(point: Point, sigma: float) -> Range:
    return interval(point.value or 0.0, point.n or 1, sigma)


def _overlap(one: Range, other: Range) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
