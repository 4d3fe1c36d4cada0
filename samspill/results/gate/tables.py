"""Safe-to-show is a type, not a flag: pages, exports and other apps' pages get figures in these shapes alone.

They can only be made from published rows, hold nothing that was not published, and cannot be changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils import timezone
from django.utils.formats import date_format

from samspill.content.language import text_in
from samspill.insight.intervals import interval
from samspill.insight.tables import INDEX
from samspill.insight.trends import Assessment, Point, Rhythm, State
from samspill.organisations.models import Unit
from samspill.organisations.queries import ReaderLine
from samspill.organisations.rules import MEMBER, Viewer, hat_over
from samspill.pulses.models import Kind, PulseRound
from samspill.results.gate.texts import INDEX_NAME, monthly_ids
from samspill.results.queries.figures import FigureRow, figures_for, figures_of_units, findings_for

PRESET_SIGMA = 0.9
NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class SafeFigure:
    """One published figure: a value with its interval, an area, or a dash with its reason."""

    kind: Literal["value", "area", "hidden"]
    n: int = 0
    mean: float = 0.0
    low: float = 0.0
    high: float = 0.0
    """The interval of a value, or the edges of an area."""
    histogram: tuple[int, ...] = ()
    reason: str = ""
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class SafeRound:
    """A closed round as a page speaks of it."""

    id: int
    title: str
    name: str
    """With its month, as every page calls it."""
    kind: str
    closed_on: date
    month: str
    """As a chart has room for it."""
    is_published: bool
    is_imported: bool
    percent: int | None = None

    @property
    def key(self) -> str:
        """As it stands in an address."""
        return str(self.id)


@dataclass(frozen=True, slots=True)
class SafePoint:
    """One round of a row's history; ``is_new_cover``: the figure covers other people than the one before."""

    round: SafeRound
    figure: SafeFigure
    is_new_cover: bool = False


@dataclass(frozen=True, slots=True)
class SafeRow:
    """One item of one unit: how it was asked, its latest figure, its history, and what the trend rule says."""

    item: str
    name: str
    ask: str
    factor: str
    figure: SafeFigure
    points: tuple[SafePoint, ...]
    """Oldest first; rounds in which the item was not asked are left out."""
    found: Assessment
    """What the trend rule said at the close, with the published history it was said of."""
    is_monthly: bool
    unit_id: int

    @property
    def has_signal(self) -> bool:
        return self.found.signalled and self.figure.kind != "hidden"


@dataclass(frozen=True, slots=True)
class SafeTable:
    """Everything of one unit that one viewer is shown of one round."""

    unit_id: int
    unit_name: str
    is_root: bool
    round: SafeRound
    rounds: tuple[SafeRound, ...]
    rows: tuple[SafeRow, ...]
    index: SafeRow | None
    scale: tuple[int, int]
    labels: tuple[str, ...]
    minimum_group: int

    @property
    def middle(self) -> float:
        return sum(self.scale) / 2

    @property
    def has_figures(self) -> bool:
        return any(row.figure.kind != "hidden" for row in self.rows)


def reader_text(line: ReaderLine) -> str:
    """«Verneombud: Amina Ali»; many of a kind are counted, so that a list stays a list."""
    label = line.label[:1].upper() + line.label[1:]
    if line.role == MEMBER:
        return f"{label} ({line.count})"
    if len(line.names) > NAMES_SHOWN:
        return f"{label} ({len(line.names)})"
    return f"{label}: {', '.join(line.names)}"


def safe_round(pulse_round: PulseRound, language: str) -> SafeRound:
    closed_on = timezone.localtime(pulse_round.closes_at).date()
    return SafeRound(
        id=pulse_round.pk,
        title=text_in(pulse_round.definition["title"], language),
        name=pulse_round.name,
        kind=pulse_round.kind,
        closed_on=closed_on,
        month=date_format(closed_on, "b").rstrip(".").lower(),
        is_published=pulse_round.state == PulseRound.State.PUBLISHED,
        is_imported=pulse_round.kind == Kind.IMPORTED,
        percent=getattr(pulse_round, "percent", None),
    )


def unit_table(
    viewer: Viewer, unit: Unit, *, chosen: PulseRound, rounds: Sequence[PulseRound], language: str
) -> SafeTable:
    """A unit's results of ``chosen`` with its history up to then. Two statements."""
    scale = chosen.definition["scale"]
    drawn = _drawn(chosen, rounds)
    rows = figures_for(viewer, unit, [one.pk for one in drawn])
    said = _as_seen(viewer, unit, findings_for(viewer, [unit.pk], chosen.pk))
    by_item: dict[str, dict[int, FigureRow]] = {}
    for row in rows:
        by_item.setdefault(row.item, {})[row.round_id] = row
    told = {one.pk: safe_round(one, language) for one in rounds}
    history = _History(chosen, [told[one.pk] for one in drawn])
    monthly = monthly_ids(chosen.definition)
    items = [_asked(item, language, monthly) for item in chosen.definition["items"]]
    made = [history.row(item, by_item.get(item.id, {}), said.get((unit.pk, item.id)), unit.pk) for item in items]
    was_asked = any(row.round_id == chosen.pk for row in rows)
    return SafeTable(
        unit_id=unit.pk,
        unit_name=unit.name_in(language),
        is_root=unit.parent_id is None,
        round=told[chosen.pk],
        rounds=tuple(told.values()),
        rows=tuple(made) if was_asked else (),
        index=history.row(_index(), by_item[INDEX], said.get((unit.pk, INDEX)), unit.pk) if INDEX in by_item else None,
        scale=(scale["min"], scale["max"]),
        labels=tuple(text_in(label, language) for label in scale["labels"]),
        minimum_group=chosen.minimum_group,
    )


def _as_seen(
    viewer: Viewer, unit: Unit, said: Mapping[tuple[int, str], Mapping[str, Any]]
) -> dict[tuple[int, str], dict[str, Any]]:
    """That a change follows one above is told to those who may see the unit above."""
    return {key: {**one, "follows": _seen_above(viewer, unit, one.get("follows"))} for key, one in said.items()}


def _seen_above(viewer: Viewer, unit: Unit, above: int | None) -> int | None:
    before, step, _after = unit.path.partition(f"/{above}/")
    return above if above and step and hat_over(viewer, before + step) else None


@dataclass(frozen=True, slots=True)
class Question:
    """One item, as asked in the round that is looked at, with the rounds to draw it over."""

    item: str
    chosen: PulseRound
    rounds: Sequence[PulseRound]
    language: str


def rows_of_units(viewer: Viewer, units: Sequence[Unit], question: Question) -> list[SafeRow]:
    """One item of several units, in the order of ``units``. Two statements."""
    chosen, language, item = question.chosen, question.language, question.item
    drawn = _drawn(chosen, question.rounds)
    ids = [unit.pk for unit in units]
    found: dict[int, dict[int, FigureRow]] = {}
    for row in figures_of_units(viewer, ids, item, [one.pk for one in drawn]):
        found.setdefault(row.unit_id, {})[row.round_id] = row
    said = findings_for(viewer, ids, chosen.pk, item)
    history = _History(chosen, [safe_round(one, language) for one in drawn])
    monthly = monthly_ids(chosen.definition)
    asked = next((_asked(one, language, monthly) for one in chosen.definition["items"] if one["id"] == item), _index())
    return [history.row(asked, found.get(pk, {}), said.get((pk, item)), pk) for pk in ids]


def _drawn(chosen: PulseRound, rounds: Sequence[PulseRound]) -> list[PulseRound]:
    """The rounds up to the chosen one that can be drawn on one scale, oldest first."""
    scale = chosen.definition["scale"]
    return [one for one in reversed(rounds) if one.closes_at <= chosen.closes_at and _same_scale(one, scale)]


def _same_scale(pulse_round: PulseRound, scale: Mapping[str, Any]) -> bool:
    other = pulse_round.definition["scale"]
    return bool((other["min"], other["max"]) == (scale["min"], scale["max"]))


@dataclass(frozen=True, slots=True)
class _Asked:
    id: str
    name: str
    ask: str
    factor: str
    is_monthly: bool


def _asked(item: Mapping[str, Any], language: str, monthly: Sequence[str]) -> _Asked:
    text = text_in(item["text"], language)
    return _Asked(
        id=item["id"],
        name=text_in(item.get("label") or {}, language) or text,
        ask=text,
        factor=item["factor"],
        is_monthly=item["id"] in monthly,
    )


def _index() -> _Asked:
    return _Asked(INDEX, str(INDEX_NAME), "", "", is_monthly=True)


class _History:
    """Rows over the same rounds."""

    def __init__(self, chosen: PulseRound, rounds: Sequence[SafeRound]) -> None:
        self.chosen = chosen.pk
        self.rounds = rounds
        scale = chosen.definition["scale"]
        self.scale = float(scale["min"]), float(scale["max"])

    def row(
        self,
        item: _Asked,
        figures: Mapping[int, FigureRow],
        finding: Mapping[str, Any] | None,
        unit_id: int,
    ) -> SafeRow:
        sigma = finding["sigma"] if finding else PRESET_SIGMA
        hidden = SafeFigure("hidden", reason="too_few_or_extreme")
        latest = figures.get(self.chosen)
        points = tuple(self._points(figures, sigma))
        return SafeRow(
            item=item.id,
            name=item.name,
            ask=item.ask,
            factor=item.factor,
            figure=safe_figure(latest, sigma, self.scale) if latest else hidden,
            points=points,
            found=_assessment(finding or {}, unit_id, points),
            is_monthly=item.is_monthly,
            unit_id=unit_id,
        )

    def _points(self, figures: Mapping[int, FigureRow], sigma: float) -> list[SafePoint]:
        points, before = [], ""
        for one in self.rounds:
            row = figures.get(one.id)
            if row is None:
                continue
            is_new = bool(before and row.cover and row.cover != before)
            points.append(SafePoint(one, safe_figure(row, sigma, self.scale), is_new))
            before = row.cover or before
        return points


def safe_figure(row: FigureRow, sigma: float, scale: tuple[float, float]) -> SafeFigure:
    n = row.n or 0
    if row.mean is not None:
        low, high = interval(row.mean, n, sigma)
        edges = max(low, scale[0]), min(high, scale[1])
        histogram = tuple(row.histogram or ())
        return SafeFigure("value", n, row.mean, *edges, histogram, is_partial=row.is_partial)
    if row.low is not None and row.high is not None:
        return SafeFigure("area", n, low=row.low, high=row.high, is_partial=row.is_partial)
    return SafeFigure("hidden", reason=row.reason)


def inner_edge(low: float, high: float) -> float:
    """The end of an area that lies towards the middle; the other is an end of the scale, a whole number."""
    return high if low == int(low) else low


def _assessment(said: Mapping[str, Any], unit_id: int, points: tuple[SafePoint, ...]) -> Assessment:
    return Assessment(
        unit=str(unit_id),
        state=State(said.get("state", State.TOO_SHORT)),
        points=tuple(map(_as_point, points)),
        since=str(said["since"]) if said.get("since") else None,
        level=said.get("level"),
        shift=said.get("shift"),
        z=said.get("z"),
        band=tuple(said["band"]) if said.get("band") else None,
        firm=bool(said.get("firm")),
        used_month_effect=bool(said.get("used_month_effect")),
        mostly_banded=bool(said.get("mostly_banded")),
        rhythm=Rhythm(said.get("rhythm", Rhythm.MONTHLY)),
        follows=str(said["follows"]) if said.get("follows") else None,
    )


def _as_point(point: SafePoint) -> Point:
    figure, on = point.figure, point.round.closed_on.isoformat()
    if figure.kind == "hidden":
        return Point(str(point.round.id), on, None, None)
    value = figure.mean if figure.kind == "value" else inner_edge(figure.low, figure.high)
    return Point(str(point.round.id), on, value, figure.n, figure.kind == "area", point.is_new_cover)
