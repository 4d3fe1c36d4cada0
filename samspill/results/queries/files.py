"""Published figures with all that a file tells of them, the cells they cover included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from samspill.insight.attribute_cells import BETWEEN
from samspill.insight.cells import REST
from samspill.organisations.models import Unit
from samspill.pulses.models import ATTRIBUTE_TABLE, UNIT_TABLE, Cell, Participant, PulseRound
from samspill.results.models import CommentPool, Rate
from samspill.results.queries.drivers import published_drivers
from samspill.results.queries.figures import published, published_by_attribute
from samspill.results.queries.rounds import CLOSED

DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rounds of which organisation; with a unit, only that unit's own figures."""

    organisation_id: int
    rounds: tuple[int, ...]
    unit_id: int | None = None

    def filter(self, rows: Any) -> Any:
        chosen = rows.filter(pulse_round__in=self.rounds, pulse_round__organisation_id=self.organisation_id)
        return chosen.filter(unit=self.unit_id) if self.unit_id is not None else chosen


@dataclass(frozen=True, slots=True)
class FileFigure:
    """One figure as files have it."""

    round_id: int
    unit: str
    unit_name: str
    parent: str | None
    hierarchy: str
    attribute: str | None
    """The value that those in the figure share, in the hierarchy ``attribute``."""
    item: str
    n: int | None
    covers: list[str]
    mean: float | None
    band: tuple[float, float] | None
    histogram: list[int] | None
    reason: str

    def as_data(self) -> dict[str, Any]:
        return {
            "unit": self.unit,
            "parent": self.parent,
            "hierarchy": self.hierarchy,
            "item": self.item,
            "n": self.n,
            "covers": self.covers,
            "mean": self.mean,
            "band": list(self.band) if self.band else None,
            "decimals": DECIMALS,
            "hist": self.histogram,
            "reason": self.reason or None,
        }


def file_figures(scope: Scope) -> Iterator[FileFigure]:
    rows = scope.filter(published(scope.organisation_id))
    if scope.unit_id is not None:
        rows = rows.filter(is_rest=False)
    columns = (
        "pulse_round_id", "unit__external_id", "unit__name", "unit__parent__external_id", "is_rest", "item", "n",
        "covers", "mean", "low", "high", "histogram", "reason",
    )  # fmt: skip
    ordered = rows.order_by("pulse_round_id", "unit__path", "is_rest", "pk").values_list(*columns)
    for round_id, unit, name, parent, is_rest, item, n, covers, mean, low, high, histogram, reason in ordered:
        yield FileFigure(
            round_id=round_id,
            unit=unit + REST if is_rest else unit,
            unit_name=name,
            parent=unit if is_rest else parent,
            hierarchy=UNIT_TABLE,
            attribute=None,
            item=item,
            n=n,
            covers=covers,
            mean=mean,
            band=(low, high) if low is not None and high is not None else None,
            histogram=histogram,
            reason=reason,
        )
    yield from _attribute_figures(scope)


def _attribute_figures(scope: Scope) -> Iterator[FileFigure]:
    """After the units' figures; each under its department and value, within the value in the organisation."""
    rows = scope.filter(published_by_attribute(scope.organisation_id)).order_by("pulse_round_id", "unit__path", "pk")
    columns = (
        "pulse_round_id", "unit__external_id", "unit__name", "unit__parent__external_id", "value", "item", "n",
        "covers", "mean", "reason",
    )  # fmt: skip
    for round_id, unit, name, root, value, item, n, covers, mean, reason in rows.values_list(*columns):
        yield FileFigure(
            round_id=round_id,
            unit=f"{unit}{BETWEEN}{value}",
            unit_name=name,
            parent=f"{root}{BETWEEN}{value}" if root else None,
            hierarchy=ATTRIBUTE_TABLE,
            attribute=value,
            item=item,
            n=n,
            covers=covers,
            mean=mean,
            band=None,
            histogram=None,
            reason=reason,
        )


def cells_of(scope: Scope) -> dict[int, list[dict[str, Any]]]:
    """The cells of whole rounds. A file of one unit has none: how many were asked elsewhere is not on its page."""
    found: dict[int, list[dict[str, Any]]] = {}
    if scope.unit_id is not None:
        return found
    rows = scope.filter(Cell.objects.all()).order_by("pulse_round_id", "key")
    columns = ("pulse_round_id", "key", "unit__external_id", "attribute", "invited")
    for round_id, key, unit, value, invited in rows.values_list(*columns):
        found.setdefault(round_id, []).append({"id": key, "unit": unit, "attribute": value or None, "invited": invited})
    return found


def other_covers(scope: Scope) -> dict[int, list[dict[str, Any]]]:
    """What else was published: response rates, and from which groups comments come (never the comments)."""
    found: dict[int, list[dict[str, Any]]] = {}
    rates = scope.filter(Rate.objects.all()).order_by("pulse_round_id", "unit__path")
    for round_id, unit, percent, covers in rates.values_list(
        "pulse_round_id", "unit__external_id", "percent", "covers"
    ):
        found.setdefault(round_id, []).append({"kind": "rate", "unit": unit, "percent": percent, "covers": covers})
    pools = scope.filter(CommentPool.objects.all()).order_by("pulse_round_id", "unit__path")
    for round_id, unit, covers in pools.values_list("pulse_round_id", "unit__external_id", "covers"):
        found.setdefault(round_id, []).append({"kind": "comments", "unit": unit, "covers": covers})
    for round_id, lines in driver_lines(scope).items():
        found.setdefault(round_id, []).extend(lines)
    return found


def driver_lines(scope: Scope) -> dict[int, list[dict[str, Any]]]:
    """What goes together with the index, which is of everybody: with the organisation's figures, in no other file."""
    root = Unit.objects.filter(organisation_id=scope.organisation_id, parent=None).first()
    if root is None or scope.unit_id not in {None, root.pk}:
        return {}
    drivers = list(published_drivers(scope.organisation_id, scope.rounds))
    rounds = {one.pulse_round_id for one in drivers}
    cells: dict[int, list[str]] = {}
    everybody = Cell.objects.filter(pulse_round__in=rounds, table=UNIT_TABLE).order_by("pulse_round_id", "key")
    for round_id, key in everybody.values_list("pulse_round_id", "key"):
        cells.setdefault(round_id, []).append(key)
    found: dict[int, list[dict[str, Any]]] = {}
    for one in drivers:
        line = {
            "kind": "drivers",
            "unit": root.external_id,
            "item": one.item,
            "n": one.n,
            "correlation": one.correlation,
            "or_more": one.or_more,
            "interval": None if one.low is None else [one.low, one.high],
            "covers": cells.get(one.pulse_round_id, []),
        }
        found.setdefault(one.pulse_round_id, []).append(line)
    return found


def published_rounds(organisation_id: int, round_id: int | None = None) -> list[PulseRound]:
    """Closed rounds of an organisation, oldest first; one alone when it is asked for."""
    wanted = Q(organisation_id=organisation_id, state__in=CLOSED)
    if round_id is not None:
        wanted &= Q(pk=round_id)
    return list(PulseRound.objects.filter(wanted).order_by("closes_at", "pk"))


def members_of(scope: Scope) -> list[tuple[int, int, str]]:
    """(round, person, cell) of everybody who was invited, for as long as that is kept; with an attribute two cells."""
    rows = scope.filter(Participant.objects.all()).order_by("pulse_round_id", "person_id")
    columns = ("pulse_round_id", "person_id", "cell__key", "attribute_cell__key")
    return [
        (round_id, person, cell)
        for round_id, person, *cells in rows.values_list(*columns)
        for cell in cells
        if cell is not None
    ]
