"""From safe rows to what a page shows: the row with its words, its drawing and its figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil, floor

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.design.charts.distribution import distribution_bar
from samspill.design.charts.trend import points_chart, sparkline, trend_chart
from samspill.design.charts.types import Band, Part, Point, Scale, Series
from samspill.design.figures import FactorRow, Figure, answers_text, decimal
from samspill.results.gate.history import SafeHistory
from samspill.results.gate.sentences import finding_of, hidden_because
from samspill.results.gate.tables import SafeFigure, SafePoint, SafeRound, SafeRow, SafeTable

LINE_FROM = 8
MONTHS_DRAWN = 13
QUARTERS_DRAWN = 12
LONG = timedelta(days=500)


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row as the page has it, and the distribution below it where one may be shown."""

    row: FactorRow
    is_partial: bool
    distribution: SafeString | str
    heading: str
    answers: str
    """As a number in a table; empty where nothing is shown."""
    factor: str = ""
    described: str = ""
    """The distribution in words."""


@dataclass(frozen=True, slots=True)
class Multiple:
    """One unit among others, small and calm."""

    unit_id: int
    name: str
    chart: SafeString
    value: Figure
    words: str


def drawn_rows(table: SafeTable, language: str) -> list[DrawnRow]:
    return [_drawn(row, table, language) for row in table.rows]


def multiple(row: SafeRow, name: str, scale: tuple[int, int], language: str) -> Multiple:
    words = finding_of(row, language, sum(scale) / 2)
    series = _calm(series_of(row, scale, MONTHS_DRAWN))
    chart = sparkline(series, title=f"{name}: {words}", description=described(row.figure, language))
    return Multiple(
        row.unit_id, name, chart, shown_figure(row.figure, language), "" if row.figure.kind == "hidden" else words
    )


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One round of a history: its cells, each with the heading it stands under."""

    round: SafeRound
    answers: str
    cells: tuple[tuple[str, str], ...]


def drawn_history(history: SafeHistory) -> list[DrawnLine]:
    return [
        DrawnLine(
            line.round,
            line.answers,
            tuple((label, _short(one)) for label, one in zip(history.columns, line.figures, strict=True)),
        )
        for line in history.lines
    ]


def _short(figure: SafeFigure | None) -> str:
    """A figure never stands without how sure it is."""
    if figure is None:
        return ""
    if figure.kind == "hidden":
        return "–"
    edges = f"{decimal(figure.low)}–{decimal(figure.high)}"
    return f"{decimal(figure.mean)}\u00a0({edges})" if figure.kind == "value" else edges


def shown_figure(figure: SafeFigure, language: str) -> Figure:
    if figure.kind == "value":
        return Figure.value(figure.mean, low=figure.low, high=figure.high, answers=figure.n)
    if figure.kind == "area":
        return Figure.area(*outer(figure), answers=figure.n, decimals=1)
    return Figure.hidden(hidden_because(figure.reason, language))


def outer(figure: SafeFigure) -> tuple[float, float]:
    """The edges of an area, rounded outwards to one decimal."""
    return floor(figure.low * 10 + 1e-9) / 10, ceil(figure.high * 10 - 1e-9) / 10


def _drawn(row: SafeRow, table: SafeTable, language: str) -> DrawnRow:
    is_line = _is_line(row)
    draw = trend_chart if is_line else points_chart
    words = finding_of(row, language, table.middle)
    series = series_of(row, table.scale, MONTHS_DRAWN if row.is_monthly else QUARTERS_DRAWN, with_band=is_line)
    chart = draw(series, title=f"{row.name}: {words}", description=described(row.figure, language))
    return DrawnRow(
        row=FactorRow(
            name=row.name,
            figure=shown_figure(row.figure, language),
            chart=chart,
            ask=row.ask,
            finding=words,
            signal=row.has_signal,
        ),
        is_partial=row.figure.is_partial,
        distribution=_distribution(row, table),
        described=_spread_in_words(row, table),
        heading=_("%(item)s: slik fordelte de %(n)d svarene seg") % {"item": row.name, "n": row.figure.n},
        answers=str(row.figure.n or ""),
        factor=row.factor,
    )


def _is_line(row: SafeRow) -> bool:
    return row.is_monthly or len(row.points) >= LINE_FROM


def has_breaks(row: SafeRow) -> bool:
    """Somewhere along its line the figure begins to cover other people, and the drawing marks it."""
    after_the_first = drawn_points(row)[1:]
    return _is_line(row) and any(one.is_new_cover and one.figure.kind != "hidden" for one in after_the_first)


def drawn_points(row: SafeRow) -> tuple[SafePoint, ...]:
    """The rounds that a row's drawing shows."""
    return row.points[-(MONTHS_DRAWN if row.is_monthly else QUARTERS_DRAWN) :]


def series_of(row: SafeRow, scale: tuple[int, int], most: int, *, with_band: bool = True) -> Series:
    band = row.found.band if with_band else None
    begun = int(row.found.since) if row.found.since and row.has_signal else None
    drawn = row.points[-most:]
    ids = [point.round.id for point in drawn]
    # A change that began before the first round drawn colours all of them.
    first = len(ids) if begun is None else ids.index(begun) if begun in ids else 0
    name = _month_and_year if _is_long(drawn) else _month
    points = tuple(_point(point, name(point.round), signal=place >= first) for place, point in enumerate(drawn))
    return Series(points, Band(*band) if band else None, Scale(float(scale[0]), float(scale[1])))


def _calm(series: Series) -> Series:
    """Without the marks of changed cover: the unit's own page has them, and has room to say what they mean."""
    return replace(series, points=tuple(replace(point, changed=False) for point in series.points))


def _is_long(points: Sequence[SafePoint]) -> bool:
    """So long that the same month comes again and again, and says nothing without its year."""
    return bool(points) and points[-1].round.closed_on - points[0].round.closed_on > LONG


def _month(one: SafeRound) -> str:
    return one.month


def _month_and_year(one: SafeRound) -> str:
    return f"{one.month} \u2019{one.closed_on:%y}"


def _point(point: SafePoint, label: str, *, signal: bool) -> Point:
    figure = point.figure
    if figure.kind == "hidden":
        return Point(label)
    if figure.kind == "area":
        return Point(label, area=(figure.low, figure.high), signal=signal, changed=point.is_new_cover)
    return Point(label, figure.mean, figure.low, figure.high, signal=signal, changed=point.is_new_cover)


def described(figure: SafeFigure, language: str) -> str:
    if figure.kind == "hidden":
        return hidden_because(figure.reason, language)
    edges = {"low": decimal(figure.low), "high": decimal(figure.high), "answers": answers_text(figure.n)}
    if figure.kind == "area":
        return _("Siste måling vises som et område fra %(low)s til %(high)s, %(answers)s.") % edges
    return _("Siste måling %(mean)s, mellom %(low)s og %(high)s, %(answers)s.") % {
        "mean": decimal(figure.mean),
        **edges,
    }


def _distribution(row: SafeRow, table: SafeTable) -> SafeString | str:
    parts = _parts(row, table)
    if not parts:
        return ""
    return distribution_bar(
        parts,
        title=_("Fordeling av svarene på %(item)s") % {"item": row.name},
        description=_spread_in_words(row, table),
    )


def _spread_in_words(row: SafeRow, table: SafeTable) -> str:
    return ", ".join(part.label for part in _parts(row, table))


def _parts(row: SafeRow, table: SafeTable) -> tuple[Part, ...]:
    counts = row.figure.histogram
    if not counts:
        return ()
    return tuple(
        Part(number, _("%(count)d svarte %(values)s") % {"count": number, "values": values})
        for number, values in thirds(counts, table.scale)
    )


def thirds(counts: Sequence[int], scale: tuple[int, int]) -> list[tuple[int, str]]:
    """Low end, middle, high end, with the values each part holds; the middle is one value or two."""
    low, high = scale
    side = (high - low) // 2
    values = range(low, high + 1)
    cuts = [(0, side), (side, len(counts) - side), (len(counts) - side, len(counts))]
    return [(sum(counts[a:b]), _span(values[a], values[b - 1])) for a, b in cuts]


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
