"""From series to arrays: units by rounds, with the tree as indices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

import numpy as np
import numpy.typing as npt

from samspill.insight.errors import is_people
from samspill.insight.trends.types import Point, Series, TrendInputError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """The published figures of U units over T rounds.

    `value` (U, T) in scale units, nan where hidden; `n` (U, T) answers, 0 where hidden; `banded` (U, T).
    `parent` (U,) index of the parent's row or -1; `group` (U,) number shared by siblings; `is_root` (U,);
    `start` (U,) the first round that counts, later than 0 after an acknowledged shift.

    >>> tabulate([Series("org", None, (Point("r1", 1, 3.5, 9),))]).value
    array([[3.5]])
    """

    units: tuple[str, ...]
    rounds: tuple[str, ...]
    value: Floats
    n: Floats
    banded: Flags
    parent: Ints
    group: Ints
    is_root: Flags
    start: Ints

    @property
    def seen(self) -> Flags:
        """(U, T): a figure that counts, that is shown and not before `start`."""
        return (self.n > 0) & (np.arange(len(self.rounds)) >= self.start[:, None])

    @property
    def lowest(self) -> Flags:
        """(U,): units without units below them."""
        return ~np.isin(np.arange(len(self.units)), self.parent)

    @property
    def by_depth(self) -> list[Ints]:
        """Rows from the top down, one array per level; raises TrendInputError on a cycle."""
        levels, rows = [], np.flatnonzero(self.parent < 0)
        lost = set(range(len(self.units)))
        while rows.size:
            levels.append(rows)
            lost -= set(rows.tolist())
            rows = np.flatnonzero(np.isin(self.parent, rows))
        if lost:
            raise TrendInputError(f"unit {self.units[min(lost)]!r} hangs on a cycle of units")
        return levels


def tabulate(
    series: Sequence[Series],
    *,
    shifts: Mapping[str, str] | None = None,
    scale: tuple[float, float] = (1.0, 5.0),
) -> Panel:
    """Lay the series out as arrays, rounds in the order of their `on`.

    `shifts`: unit -> round from which an acknowledged change counts as the new normal. A banded figure enters
    at the inner edge it would have had with the unit's smallest n, so that a varying n cannot look like a
    change. Raises TrendInputError on units or rounds given twice, rounds out of order or with two dates,
    values off the scale, counts below one, unknown shifts, and cycles.

    >>> shown = tabulate([Series("a", "org", (Point("r1", 1, None, None), Point("r2", 2, 4.0, 8)))])
    >>> shown.rounds, shown.n
    (('r1', 'r2'), array([[0., 8.]]))
    """
    rounds = _rounds(series)
    column = {round_id: at for at, round_id in enumerate(rounds)}
    row = {one.unit: at for at, one in enumerate(series)}
    if len(row) < len(series):
        raise TrendInputError(f"unit {_twice([one.unit for one in series])!r} is given twice")
    value, n, banded = _figures(series, column, scale)
    parents = [one.parent for one in series]
    panel = Panel(
        units=tuple(row),
        rounds=rounds,
        value=value,
        n=n,
        banded=banded,
        parent=np.array([row.get(name, -1) if name is not None else -1 for name in parents], dtype=np.intp),
        group=np.unique([f"={name}" if name is not None else "" for name in parents], return_inverse=True)[1],
        is_root=np.array([name is None for name in parents], dtype=bool),
        start=_starts(shifts or {}, row, column),
    )
    _widen_bands(panel, scale)
    return panel


def _rounds(series: Sequence[Series]) -> tuple[str, ...]:
    when: dict[str, str | int] = {}
    for one in series:
        for point in one.points:
            if when.setdefault(point.round_id, point.on) != point.on:
                dates = f"{when[point.round_id]!r} and {point.on!r}"
                raise TrendInputError(f"round {point.round_id!r} is dated {dates}")
        for before, after in pairwise(one.points):
            if type(before.on) is not type(after.on) or not before.on < after.on:  # type: ignore[operator]
                raise TrendInputError(f"unit {one.unit!r}: {after.on!r} does not come after {before.on!r}")
    first = next(iter(when.values()), None)
    for round_id, on in when.items():
        if type(on) is not type(first):
            raise TrendInputError(f"some rounds are dated and some are numbered: {first!r}, and {on!r} of {round_id!r}")
    return tuple(sorted(when, key=lambda round_id: (when[round_id], round_id)))


def _figures(
    series: Sequence[Series], column: Mapping[str, int], scale: tuple[float, float]
) -> tuple[Floats, Floats, Flags]:
    shape = len(series), len(column)
    value, n, banded = np.full(shape, np.nan), np.zeros(shape), np.zeros(shape, dtype=bool)
    for u, one in enumerate(series):
        shown = [point for point in one.points if point.value is not None]
        at = [column[point.round_id] for point in shown]
        for point in shown:
            _check(one.unit, point, scale)
        value[u, at] = [point.value for point in shown]
        n[u, at] = [point.n for point in shown]
        banded[u, at] = [point.banded for point in shown]
    return value, n, banded


def _check(unit: str, point: Point, scale: tuple[float, float]) -> None:
    value, n = point.value, point.n
    if value is None or not isfinite(value) or not scale[0] <= value <= scale[1]:
        raise TrendInputError(f"unit {unit!r}, round {point.round_id!r}: {value!r} is not on the scale {scale}")
    if n is None or not is_people(n) or n < 1:
        raise TrendInputError(f"unit {unit!r}, round {point.round_id!r}: a figure from {n!r} answers")


def _starts(shifts: Mapping[str, str], row: Mapping[str, int], column: Mapping[str, int]) -> Ints:
    start = np.zeros(len(row), dtype=np.intp)
    for unit, round_id in shifts.items():
        if unit not in row or round_id not in column:
            raise TrendInputError(f"shift of unit {unit!r} at round {round_id!r}: no such unit or round")
        start[row[unit]] = column[round_id]
    return start


def _widen_bands(panel: Panel, scale: tuple[float, float]) -> None:
    low, high = scale
    least = np.where(panel.seen, panel.n, np.inf).min(axis=1, initial=np.inf)[:, None]
    wider = np.where(np.isfinite(least), panel.n / least, 1.0)
    middle = (low + high) / 2
    bottom, top = panel.banded & (panel.value <= middle), panel.banded & (panel.value > middle)
    panel.value[bottom] = np.minimum(low + (panel.value - low) * wider, middle)[bottom]
    panel.value[top] = np.maximum(high - (high - panel.value) * wider, middle)[top]


def _twice(names: Sequence[str]) -> str:
    return next(name for at, name in enumerate(names) if name in names[:at])
