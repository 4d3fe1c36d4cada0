"""Writing what is published: once, in bulk, in the transaction that closes the round."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any, Self

from django.db import models
from django.utils import timezone

from samspill.answers.seal import Written
from samspill.insight import publish, tables
from samspill.insight.cells import REST
from samspill.organisations.queries import UnitTree, home_units
from samspill.pulses.models import AudienceUnit, PulseRound
from samspill.results.actions.pooling import ReadyPool, ready_pools, write_pools
from samspill.results.gate import Collected
from samspill.results.gate.watching import Said, Watch, findings
from samspill.results.models import AttributeFigure, Driver, Figure, Finding, Rate, Spread

LongTables = tuple[tuple[type[models.Model], Iterator[dict[str, Any]]], ...]
COVER_DIGITS = 16
EMPLOYEES_WITH_UNIT_RATES = 30


@dataclass(frozen=True, slots=True)
class Frozen:
    """Everything step 3 writes, computed beforehand so that its transaction is short."""

    units: UnitTree
    ids: Mapping[str, int]
    publication: publish.Publication
    covers: Mapping[tuple[str, ...], str]
    said: Said
    cells_below: Mapping[str, int]
    written: Mapping[str, tuple[Written, ...]]
    asked: frozenset[str]
    """External ids of the units that were asked: others get no row saying that they are hidden."""
    pools: tuple[ReadyPool, ...]
    rated: frozenset[str]
    """Those that get a response rate; in a small workplace the whole of it alone."""

    @classmethod
    def of(
        cls,
        pulse_round: PulseRound,
        units: UnitTree,
        answered: Collected,
        publication: publish.Publication,
        *,
        on: date,
    ) -> Self:
        ids = dict(zip(units.external_ids, units.ids, strict=True))
        asked = _asked(pulse_round, units)
        covers = {figure.covers: fingerprint(figure.covers) for figure in publication.figures if figure.covers}
        return cls(
            units=units,
            ids=ids,
            publication=publication,
            covers=covers,
            said=findings(Watch(pulse_round, ids, publication, covers)),
            cells_below=_cells_below(units, Counter(tally.unit for tally in answered.tallies)),
            written=answered.written,
            asked=asked,
            pools=ready_pools(publication.pools, pulse_round=pulse_round, on=on) if pulse_round.has_comments else (),
            rated=asked if _is_large(pulse_round) else asked & {units.external_ids[0]},
        )


def fingerprint(covers: Iterable[str]) -> str:
    """The same for the same cells in any order; a cell has the same key in every round."""
    return hashlib.sha256("\n".join(sorted(covers)).encode()).hexdigest()[:COVER_DIGITS]


def long_tables(frozen: Frozen, pulse_round: PulseRound) -> LongTables:
    """What there may be two hundred thousand rows of, table by table."""
    return (
        (Figure, _figures(frozen, pulse_round)),
        (AttributeFigure, _attribute_figures(frozen, pulse_round)),
        (Finding, _findings(frozen, pulse_round)),
    )


def freeze(frozen: Frozen, *, pulse_round: PulseRound, now: datetime, chance: Random | None = None) -> None:
    """All but the long tables. ``chance`` shuffles the comments; where there are none it may be left out."""
    Spread.objects.bulk_create(
        Spread(pulse_round=pulse_round, item=item, sum_of_squares=one.ss, degrees_of_freedom=one.df)
        for item, one in frozen.publication.spreads.items()
    )
    Rate.objects.bulk_create(
        Rate(pulse_round=pulse_round, unit_id=frozen.ids[one.unit], percent=one.percent, covers=list(one.covers))
        for one in frozen.publication.rates
        if one.unit in frozen.rated
    )
    Driver.objects.bulk_create(_driver(pulse_round, one) for one in frozen.publication.drivers)
    if pulse_round.has_comments and chance is not None:
        write_pools(frozen.pools, frozen.written, pulse_round=pulse_round, now=now, chance=chance)


def _figures(frozen: Frozen, pulse_round: PulseRound) -> Iterator[dict[str, Any]]:
    for one in frozen.publication.figures:
        unit = one.unit if one.unit in frozen.ids else one.unit.removesuffix(REST)
        if one.n is None and unit not in frozen.asked:
            continue
        low, high = one.band or (None, None)
        yield {
            "pulse_round_id": pulse_round.pk,
            "unit_id": frozen.ids[unit],
            "is_rest": unit != one.unit,
            "item": one.item,
            "n": one.n,
            "covers": one.covers,
            "cover": frozen.covers.get(one.covers, ""),
            "is_partial": one.n is not None and unit == one.unit and len(one.covers) < frozen.cells_below[unit],
            "mean": one.mean,
            "low": low,
            "high": high,
            "histogram": one.hist,
            "reason": str(one.reason or ""),
        }


def _driver(pulse_round: PulseRound, one: tables.Driver) -> Driver:
    low, high = one.interval or (None, None)
    return Driver(
        pulse_round=pulse_round,
        item=one.item,
        n=one.n,
        correlation=one.r,
        low=low,
        high=high,
        or_more=one.or_more,
    )


def _attribute_figures(frozen: Frozen, pulse_round: PulseRound) -> Iterator[dict[str, Any]]:
    for one in frozen.publication.by_attribute:
        yield {
            "pulse_round_id": pulse_round.pk,
            "unit_id": frozen.ids[one.department],
            "value": one.value,
            "item": one.figure.item,
            "n": one.figure.n,
            "covers": one.figure.covers,
            "mean": one.figure.mean,
            "reason": str(one.figure.reason or ""),
        }


def _findings(frozen: Frozen, pulse_round: PulseRound) -> Iterator[dict[str, Any]]:
    for (unit, item), said in frozen.said.items():
        yield {"pulse_round_id": pulse_round.pk, "unit_id": unit, "item": item, "assessment": said}


def _cells_below(units: UnitTree, own: Mapping[str, int]) -> dict[str, int]:
    """How many cells lie at or under each unit; a unit stands after the one above it."""
    number = [own.get(unit, 0) for unit in units.external_ids]
    for place in range(len(number) - 1, 0, -1):
        number[units.parents[place]] += number[place]
    return dict(zip(units.external_ids, number, strict=True))


def _is_large(pulse_round: PulseRound) -> bool:
    opened_on = timezone.localtime(pulse_round.opens_at).date()
    return len(home_units(pulse_round.organisation_id, opened_on)) >= EMPLOYEES_WITH_UNIT_RATES


def _asked(pulse_round: PulseRound, units: UnitTree) -> frozenset[str]:
    """The whole units of the audience and all below them; without an audience, everybody."""
    chosen = set(AudienceUnit.objects.filter(pulse_round=pulse_round).values_list("unit_id", flat=True))
    if not chosen:
        return frozenset(units.external_ids)
    inside = [False] * len(units.ids)
    for place, unit in enumerate(units.ids):
        inside[place] = unit in chosen or (place > 0 and inside[units.parents[place]])
    return frozenset(unit for unit, is_in in zip(units.external_ids, inside, strict=True) if is_in)
