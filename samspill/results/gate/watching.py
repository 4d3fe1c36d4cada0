"""What the trend rule says of every unit after a round: a pure function of what was and is being published."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from samspill.insight.publish import Figure, Publication
from samspill.insight.tables import INDEX
from samspill.insight.trends import (
    Assessment,
    Point,
    Rhythm,
    Series,
    State,
    TrendInputError,
    assess,
    explain,
    followed,
    index_sigma,
    pooled_sigma,
)
from samspill.pulses.models import PulseRound
from samspill.results.gate.tables import inner_edge
from samspill.results.gate.texts import monthly_ids
from samspill.results.queries.figures import PastFigure, earlier_rounds, past_figures
from samspill.results.queries.rounds import spreads_of
from samspill.results.queries.units import merges_since, parents_of

logger = logging.getLogger("samspill.results")
Said = dict[tuple[int, str], dict[str, Any]]
MONTH, QUARTER = 45, 200


@dataclass(frozen=True, slots=True)
class Watch:
    """What is needed to judge one round: which units there are, the rounds before it, and their spreads."""

    pulse_round: PulseRound
    unit_ids: Mapping[str, int]
    """External id to key, of the units in this round's tree."""
    publication: Publication
    covers: Mapping[tuple[str, ...], str]
    rounds: Sequence[PulseRound] = ()
    spreads: Mapping[str, list[tuple[float, int]]] = field(default_factory=dict)
    parents: Mapping[int, int | None] = field(default_factory=dict)
    shifts: Mapping[int, int] = field(default_factory=dict)


def findings(watch: Watch) -> Said:
    """An assessment per unit and item that was asked; nothing where the published history contradicts itself."""
    watch = _with_history(watch)
    pulse = monthly_ids(watch.pulse_round.definition)
    asked = [item["id"] for item in watch.pulse_round.definition["items"]]
    said: dict[str, dict[str, Assessment]] = {}
    sigmas = {item: _sigma(watch, item) for item in asked}
    if pulse:
        sigmas[INDEX] = index_sigma([sigmas[item] for item in pulse])
    for item in [*([INDEX] if pulse else []), *asked]:
        said[item] = _assessed(watch, item, sigmas[item])
    if pulse:
        _let_the_index_speak(said, pulse)
    above = {str(unit): str(parent) if parent else None for unit, parent in watch.parents.items()}
    follows = {item: followed(units, above) for item, units in said.items()}
    return {
        (int(unit), item): _as_data(replace(one, follows=follows[item].get(unit)), sigmas[item])
        for item, units in said.items()
        for unit, one in units.items()
        if _is_worth_keeping(one)
    }


def _is_worth_keeping(one: Assessment) -> bool:
    """A unit without a figure this round, and too few before it, has nothing that a page could show."""
    return one.state is not State.TOO_SHORT or (bool(one.points) and one.points[-1].value is not None)


def _with_history(watch: Watch) -> Watch:
    scale = watch.pulse_round.definition["scale"]
    rounds = [
        one
        for one in earlier_rounds(watch.pulse_round)
        if (one.definition["scale"]["min"], one.definition["scale"]["max"]) == (scale["min"], scale["max"])
    ]
    organisation_id = watch.pulse_round.organisation_id
    return replace(
        watch,
        rounds=rounds,
        spreads=spreads_of([one.pk for one in rounds]),
        parents=parents_of(organisation_id),
        shifts=_shifts([*rounds, watch.pulse_round], merges_since(organisation_id)),
    )


def _shifts(rounds: Sequence[PulseRound], merges: Iterable[tuple[int, Any]]) -> dict[int, int]:
    """A unit that took in another is not the same unit any more: its baseline begins with the first round after."""
    found = {}
    for unit_id, on in merges:
        after = [one.pk for one in rounds if one.opens_at.date() >= on]
        if after:
            found[unit_id] = after[0]
    return found


def _sigma(watch: Watch, item: str) -> float:
    spread = watch.publication.spreads[item]
    return pooled_sigma([*watch.spreads.get(item, []), (spread.ss, spread.df)])


def _assessed(watch: Watch, item: str, sigma: float) -> dict[str, Assessment]:
    series = _series(watch, item)
    known = {one.unit for one in series}
    held = {point.round_id for one in series for point in one.points}
    shifts = {str(unit): str(at) for unit, at in watch.shifts.items() if str(unit) in known and str(at) in held}
    scale = watch.pulse_round.definition["scale"]
    try:
        return assess(
            series,
            sigma=sigma,
            rhythm=_rhythm(watch, item),
            shifts=shifts,
            scale=(float(scale["min"]), float(scale["max"])),
        )
    except TrendInputError as error:
        # A page without a trend is calm; a round that cannot close because of one would not be.
        logger.error("round %s: no trend for %s (%s)", watch.pulse_round.pk, item, type(error).__name__)  # noqa: TRY400
        return {}


def _series(watch: Watch, item: str) -> list[Series]:
    order = {one.pk: place for place, one in enumerate([*watch.rounds, watch.pulse_round])}
    rows: dict[int, list[PastFigure]] = {}
    past = past_figures(watch.pulse_round.organisation_id, item, [one.pk for one in watch.rounds])
    for figure in [*past, *_present(watch, item)]:
        rows.setdefault(figure.unit_id, []).append(figure)
    now = set(watch.unit_ids.values())
    return [
        Series(str(unit), _parent(watch, unit), _points(sorted(found, key=lambda one: order[one.round_id]), order))
        for unit, found in rows.items()
        if unit in now
    ]


def _parent(watch: Watch, unit: int) -> str | None:
    parent = watch.parents.get(unit)
    return str(parent) if parent else None


def _present(watch: Watch, item: str) -> Iterable[PastFigure]:
    for figure in watch.publication.figures:
        if figure.item == item and figure.unit in watch.unit_ids:
            yield _as_past(figure, watch)


def _as_past(figure: Figure, watch: Watch) -> PastFigure:
    low, high = figure.band or (None, None)
    cover = watch.covers.get(figure.covers, "")
    return PastFigure(watch.unit_ids[figure.unit], watch.pulse_round.pk, figure.n, figure.mean, low, high, cover)


def _points(figures: Sequence[PastFigure], order: Mapping[int, int]) -> tuple[Point, ...]:
    points, before = [], ""
    for figure in figures:
        value = _value(figure)
        new = bool(before and figure.cover and figure.cover != before)
        points.append(Point(str(figure.round_id), order[figure.round_id], value, figure.n, figure.mean is None, new))
        before = figure.cover or before
    return tuple(points)


def _value(figure: PastFigure) -> float | None:
    """A banded figure enters a trend with its inner edge."""
    if figure.low is not None and figure.high is not None:
        return inner_edge(figure.low, figure.high)
    return figure.mean


def _rhythm(watch: Watch, item: str) -> Rhythm:
    """How often the item has in fact been asked."""
    if item in (INDEX, *monthly_ids(watch.pulse_round.definition)):
        return Rhythm.MONTHLY
    asked = [one.closes_at for one in watch.rounds if any(each["id"] == item for each in one.definition["items"])]
    asked.append(watch.pulse_round.closes_at)
    if len(asked) == 1:
        return Rhythm.YEARLY
    days = (asked[-1] - asked[0]).days / (len(asked) - 1)
    return Rhythm.MONTHLY if days <= MONTH else Rhythm.QUARTERLY if days <= QUARTER else Rhythm.YEARLY


def _let_the_index_speak(said: dict[str, dict[str, Assessment]], pulse: Sequence[str]) -> None:
    """One index raises, items explain: a pulse item has a signal only where it carries that of the index."""
    for unit in {unit for item in pulse for unit in said[item]}:
        items = {item: said[item][unit] for item in pulse if unit in said[item]}
        index = said[INDEX].get(unit)
        carrying = explain(index, items) if index else ()
        for item, one in items.items():
            if item in carrying and index:
                said[item][unit] = replace(one, state=index.state, since=index.since)
            elif one.signalled:
                said[item][unit] = replace(one, state=_calm(one), since=None)


def _calm(one: Assessment) -> State:
    return State.ORDINARY if one.firm else State.PROVISIONAL


def _as_data(one: Assessment, sigma: float) -> dict[str, Any]:
    return {
        "state": one.state.value,
        "since": int(one.since) if one.since else None,
        "level": _short(one.level),
        "shift": _short(one.shift),
        "z": _short(one.z),
        "band": [_short(edge) for edge in one.band] if one.band else None,
        "firm": one.firm,
        "used_month_effect": one.used_month_effect,
        "mostly_banded": one.mostly_banded,
        "rhythm": one.rhythm.value,
        "follows": int(one.follows) if one.follows else None,
        "sigma": sigma,
    }


def _short(number: float | None) -> float | None:
    return None if number is None else round(number, 3)
