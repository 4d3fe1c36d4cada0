"""A measure seen from the results: what its item did in the unit, and what it did meanwhile where nobody tried it.

Other units' figures are published and so count as known, but a page shows a viewer only the units they may see. Of
the rest it gets one line: the mean of at least five, never of fewer than five the viewer cannot see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from django.utils import timezone

from samspill.insight.effect import (
    LEAST_COMPARED,
    LEAST_TREATED,
    Effect,
    Measure,
    Verdict,
    before_and_after,
    difference_in_differences,
    interrupted_series,
)
from samspill.insight.tables import INDEX
from samspill.insight.trends import Point, Series, TrendInputError
from samspill.organisations.models import Unit
from samspill.organisations.queries import units_for
from samspill.organisations.rules import Viewer
from samspill.pulses.models import Kind, PulseRound
from samspill.results.gate.tables import PRESET_SIGMA, Question, SafeRow, inner_edge, rows_of_units
from samspill.results.gate.texts import monthly_ids
from samspill.results.queries.figures import PastFigure, findings_for, past_figures
from samspill.results.queries.rounds import closed_rounds_for
from samspill.results.queries.units import paths_of

Basis = Literal["compared", "organisation", "alone"]


@dataclass(frozen=True, slots=True)
class Trial:
    """A measure as it was registered: the item it should show in, its first day, and where else it is tried."""

    item: str
    start: date
    elsewhere: Mapping[int, date]
    """Other units with the same measure from the library, and when they began."""
    seed: int
    """The same chance every time the page is loaded."""


@dataclass(frozen=True, slots=True)
class Course:
    """What may be shown and said of a measure. ``others``: one figure per point of the row, or None."""

    row: SafeRow
    start: date
    basis: Basis
    effect: Effect
    others: tuple[float | None, ...]
    scale: tuple[int, int]
    sigma: float


@dataclass(frozen=True, slots=True)
class _Field:
    """Everything published of one item, and how the units lie."""

    unit: Unit
    trial: Trial
    rounds: Sequence[PulseRound]
    figures: Sequence[PastFigure]
    paths: Mapping[int, str]
    sigma: float
    scale: tuple[float, float]


def course_of(viewer: Viewer, unit: Unit, trial: Trial, *, language: str) -> Course | None:
    """The course of a measure's item in a unit the viewer may see; None where it was never asked. Six statements."""
    asking = [one for one in closed_rounds_for(viewer) if _asks(one, trial.item)]
    if not asking:
        return None
    chosen = asking[0]
    rounds = [one for one in asking if _ends(one) == _ends(chosen)]
    row = rows_of_units(viewer, [unit], Question(trial.item, chosen, rounds, language))[0]
    said = findings_for(viewer, [unit.pk], chosen.pk, trial.item)
    ids = [one.pk for one in rounds]
    field = _Field(
        unit=unit,
        trial=trial,
        rounds=list(reversed(rounds)),
        figures=past_figures(viewer.organisation_id, trial.item, ids),
        paths=paths_of(viewer.organisation_id),
        sigma=said.get((unit.pk, trial.item), {}).get("sigma", PRESET_SIGMA),
        scale=_ends(chosen),
    )
    others = _comparable(field)
    basis, effect = _judged(field, others)
    seen = frozenset(units_for(viewer).filter(pk__in=others).values_list("pk", flat=True))
    line = _line(field, others, seen)
    return Course(
        row=row,
        start=trial.start,
        basis=basis,
        effect=effect,
        others=tuple(line.get(point.round.id) for point in row.points),
        scale=(int(field.scale[0]), int(field.scale[1])),
        sigma=field.sigma,
    )


def _asks(pulse_round: PulseRound, item: str) -> bool:
    if pulse_round.state != PulseRound.State.PUBLISHED or pulse_round.kind == Kind.IMPORTED:
        return False
    asked = {one["id"] for one in pulse_round.definition["items"]}
    return item in asked or (item == INDEX and bool(monthly_ids(pulse_round.definition)))


def _ends(pulse_round: PulseRound) -> tuple[float, float]:
    scale = pulse_round.definition["scale"]
    return float(scale["min"]), float(scale["max"])


def _day(pulse_round: PulseRound) -> date:
    return timezone.localtime(pulse_round.closes_at).date()


def _comparable(field: _Field) -> frozenset[int]:
    """Units with figures that lie apart from each other and from every unit where the same measure is tried."""
    tried = [field.paths[pk] for pk in (field.unit.pk, *field.trial.elsewhere) if pk in field.paths]
    have = {figure.unit_id for figure in field.figures if figure.n and figure.unit_id in field.paths}
    apart = {pk for pk in have if not any(_overlap(field.paths[pk], path) for path in tried)}
    return frozenset(pk for pk in apart if not any(_lies_over(field.paths[pk], field.paths[one]) for one in apart))


def _overlap(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _lies_over(path: str, other: str) -> bool:
    return other != path and other.startswith(path)


def _judged(field: _Field, others: frozenset[int]) -> tuple[Basis, Effect]:
    start = field.trial.start.isoformat()
    try:
        if field.unit.parent_id is None:
            whole = interrupted_series(_series(field, field.unit.pk), start=start, sigma=field.sigma, scale=field.scale)
            return "organisation", whole
        treated = _began_together(field)
        series = [_series(field, pk) for pk in (*sorted(treated), *sorted(others))]
        measure = Measure(start, frozenset(map(str, treated)), scale=field.scale)
        if len(treated) < LEAST_TREATED or len(others) < LEAST_COMPARED:
            alone = Measure(start, frozenset({str(field.unit.pk)}), scale=field.scale)
            own = [one for one in series if one.unit not in measure.units - alone.units]
            return "alone", before_and_after(own, alone, sigma=field.sigma)
        chance = np.random.default_rng(field.trial.seed)
        return "compared", difference_in_differences(series, measure, sigma=field.sigma, rng=chance)
    except TrendInputError:
        # Published history that contradicts itself is shown, and not judged.
        return "alone", Effect(Verdict.TOO_EARLY)


def _began_together(field: _Field) -> set[int]:
    """The unit itself, and those whose start lies between the same two rounds: only they can be judged by one date."""
    closed = [_day(one) for one in field.rounds]

    def place(day: date) -> int:
        return sum(each < day for each in closed)

    here = place(field.trial.start)
    others = {pk for pk, day in field.trial.elsewhere.items() if place(day) == here and pk in field.paths}
    apart = {pk for pk in others if not _overlap(field.paths[pk], field.unit.path)}
    return {field.unit.pk} | {
        pk for pk in apart if not any(_lies_over(field.paths[pk], field.paths[one]) for one in apart)
    }


def _series(field: _Field, unit: int) -> Series:
    found = {figure.round_id: figure for figure in field.figures if figure.unit_id == unit}
    points = tuple(_point(found[one.pk], _day(one).isoformat()) for one in field.rounds if one.pk in found)
    return Series(str(unit), None, points)


def _point(figure: PastFigure, on: str) -> Point:
    return Point(str(figure.round_id), on, _value(figure), figure.n, figure.n is not None and figure.mean is None)


def _value(figure: PastFigure) -> float | None:
    if figure.low is not None and figure.high is not None:
        return inner_edge(figure.low, figure.high)
    return figure.mean


def _line(field: _Field, others: frozenset[int], seen: frozenset[int]) -> dict[int, float]:
    """Round to the mean of the units compared with, weighted by answers, where it is of enough."""
    drawn: dict[int, float] = {}
    for one in field.rounds:
        known = [
            (figure.unit_id, value, figure.n)
            for figure in field.figures
            if figure.round_id == one.pk and figure.unit_id in others and figure.n
            for value in [_value(figure)]
            if value is not None
        ]
        unseen = sum(pk not in seen for pk, _value_, _n in known)
        if len(known) >= LEAST_COMPARED and (not unseen or unseen >= LEAST_COMPARED):
            drawn[one.pk] = sum(value * n for _pk, value, n in known) / sum(n for _pk, _value_, n in known)
    return drawn
