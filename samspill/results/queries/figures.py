"""Figures across rounds, in one statement each; never the lists of what they cover, which only files need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from samspill.insight.trends import State
from samspill.organisations.models import Unit
from samspill.organisations.queries import units_for
from samspill.organisations.rules import Viewer
from samspill.pulses.models import Kind, PulseRound
from samspill.results.models import AttributeFigure, Figure, Finding

ROUNDS_DRAWN = 36
COLUMNS = (
    "unit_id", "item", "pulse_round_id", "n", "mean", "low", "high", "histogram", "reason", "cover", "is_partial",
)  # fmt: skip


class FigureRow(NamedTuple):
    """One published figure as it lies in the database."""

    unit_id: int
    item: str
    round_id: int
    n: int | None
    mean: float | None
    low: float | None
    high: float | None
    histogram: list[int] | None
    reason: str
    cover: str
    is_partial: bool


def published(organisation_id: int) -> QuerySet[Figure]:
    """Every other read of figures starts here: nothing is readable before its round is published."""
    return Figure.objects.filter(
        pulse_round__organisation_id=organisation_id, pulse_round__state=PulseRound.State.PUBLISHED
    )


def published_by_attribute(organisation_id: int) -> QuerySet[AttributeFigure]:
    return AttributeFigure.objects.filter(
        pulse_round__organisation_id=organisation_id, pulse_round__state=PulseRound.State.PUBLISHED
    )


class GroupRow(NamedTuple):
    """One published figure by an attribute."""

    value: str
    item: str
    n: int | None
    mean: float | None
    reason: str


def group_figures_for(viewer: Viewer, unit: Unit, round_id: int) -> list[GroupRow]:
    """All items of one unit by the round's attribute. ``unit`` comes from ``unit_for(viewer, …)``."""
    figures = published_by_attribute(viewer.organisation_id).filter(unit=unit, pulse_round=round_id)
    return [GroupRow._make(row) for row in figures.values_list("value", "item", "n", "mean", "reason")]


def figures_for(viewer: Viewer, unit: Unit, rounds: Sequence[int]) -> list[FigureRow]:
    """All items of one unit in the rounds given. ``unit`` comes from ``unit_for(viewer, …)``."""
    figures = published(viewer.organisation_id).filter(unit=unit, is_rest=False, pulse_round__in=rounds)
    return [FigureRow._make(row) for row in figures.values_list(*COLUMNS)]


def figures_of_units(viewer: Viewer, units: Sequence[int], item: str, rounds: Sequence[int]) -> list[FigureRow]:
    """One item of several units, for small multiples; units the viewer may not see have no rows."""
    seen = units_for(viewer).filter(pk__in=units)
    figures = published(viewer.organisation_id).filter(unit__in=seen, is_rest=False, item=item, pulse_round__in=rounds)
    return [FigureRow._make(row) for row in figures.values_list(*COLUMNS)]


def findings_for(viewer: Viewer, units: Sequence[int], round_id: int, item: str = "") -> dict[tuple[int, str], Any]:
    """What the trend rule said after a round, by unit and item."""
    findings = Finding.objects.filter(
        pulse_round=round_id,
        pulse_round__organisation_id=viewer.organisation_id,
        pulse_round__state=PulseRound.State.PUBLISHED,
        unit__in=units,
    )
    if item:
        findings = findings.filter(item=item)
    return {(unit, name): said for unit, name, said in findings.values_list("unit_id", "item", "assessment")}


def changed_units(organisation_id: int, round_id: int, *, most: int, least: int) -> list[Unit]:
    """Units with a signal and at least so many answers, the highest in the tree first; what follows a unit above is
    left to that unit. Two statements."""
    signalled = Finding.objects.filter(
        pulse_round=round_id,
        pulse_round__organisation_id=organisation_id,
        pulse_round__state=PulseRound.State.PUBLISHED,
        assessment__state__in=[State.FALL.value, State.RISE.value],
    )
    shown = Figure.objects.filter(
        pulse_round=round_id, unit=OuterRef("unit"), item=OuterRef("item"), is_rest=False, n__gte=least
    )
    rows = list(signalled.filter(Exists(shown)).values_list("unit_id", "assessment__follows"))
    told = {unit_id for unit_id, _follows in rows}
    own = {unit_id for unit_id, follows in rows if follows not in told}
    units = Unit.objects.filter(pk__in=own, closed_on=None)
    return sorted(units, key=lambda unit: (unit.path.count("/"), unit.name, unit.pk))[:most]


class PastFigure(NamedTuple):
    """One figure as the trend needs it."""

    unit_id: int
    round_id: int
    n: int | None
    mean: float | None
    low: float | None
    high: float | None
    cover: str


def past_figures(organisation_id: int, item: str, rounds: Sequence[int]) -> list[PastFigure]:
    """All units' figures of one item, for the machine that watches trends at a close."""
    figures = published(organisation_id).filter(item=item, is_rest=False, pulse_round__in=rounds)
    columns = ("unit_id", "pulse_round_id", "n", "mean", "low", "high", "cover")
    return [PastFigure(*row) for row in figures.values_list(*columns)]


def earlier_rounds(pulse_round: PulseRound, limit: int = ROUNDS_DRAWN) -> list[PulseRound]:
    """The published rounds before this one in order of their close, oldest first."""
    return _latest(_before(pulse_round).filter(state=PulseRound.State.PUBLISHED), limit)


def told_rounds(pulse_round: PulseRound, limit: int) -> list[PulseRound]:
    """Our own earlier rounds of which people were told something, also what has been withdrawn since."""
    told = Figure.objects.filter(pulse_round=OuterRef("pk"), n__isnull=False)
    closed = (PulseRound.State.PUBLISHED, PulseRound.State.NOT_PUBLISHED)
    return _latest(_before(pulse_round).filter(Exists(told), state__in=closed).exclude(kind=Kind.IMPORTED), limit)


def _before(pulse_round: PulseRound) -> QuerySet[PulseRound]:
    return PulseRound.objects.filter(
        organisation_id=pulse_round.organisation_id, closes_at__lte=pulse_round.closes_at
    ).exclude(pk=pulse_round.pk)


def _latest(rounds: QuerySet[PulseRound], limit: int) -> list[PulseRound]:
    return list(rounds.order_by("-closes_at", "-pk")[:limit])[::-1]
