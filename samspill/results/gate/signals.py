"""What a committee may be told of itself: the organisation's trend, and where something has clearly changed.

Whoever asks is told the same, so nothing here depends on the rights of one reader. A unit is named only where its
latest figure is of ten people or more, twice the floor: a change in a smaller one would be taken for a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samspill.design.charts.types import Series
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer, wearing
from samspill.pulses.models import PulseRound
from samspill.results.gate.drawing import LINE_FROM, MONTHS_DRAWN, described, series_of
from samspill.results.gate.pages import response_text
from samspill.results.gate.sentences import finding_of, headline_sentences
from samspill.results.gate.tables import SafeRound, SafeRow, SafeTable, unit_table
from samspill.results.queries.figures import changed_units
from samspill.results.queries.rounds import closed_rounds_for

MOST_UNITS = 6
"""Units looked into in one go; more with a signal at once is one change of the whole."""
LEAST = 10
"""How many answers there are behind the latest figure of a unit that is named."""


@dataclass(frozen=True, slots=True)
class SafeTrend:
    """One item of the organisation or of a unit, as published: the row, its words and what its chart is drawn from."""

    unit_id: int
    place: str
    row: SafeRow
    words: str
    described: str
    series: Series
    is_line: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The latest published round of the whole organisation. Without one every part is empty."""

    round: SafeRound | None = None
    response: str = ""
    sentences: tuple[str, ...] = ()
    overall: SafeTrend | None = None
    signals: tuple[SafeTrend, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """How many signals, in which language, and of which day: the latest published round up to then."""

    most: int
    language: str
    until: date | None = None

    def takes(self, one: PulseRound) -> bool:
        is_published = one.state == PulseRound.State.PUBLISHED
        return is_published and (self.until is None or timezone.localtime(one.closes_at).date() <= self.until)


def overview(viewer: Viewer, root: Unit, asked: Asked) -> Overview:
    """At most so many signals, the highest in the tree first. A fixed number of statements, whatever the size."""
    language, anybody = asked.language, wearing(viewer)
    rounds = closed_rounds_for(anybody, root)
    chosen = next((one for one in rounds if asked.takes(one)), None)
    if chosen is None or root.organisation_id != viewer.organisation_id:
        return Overview()
    whole = unit_table(anybody, root, chosen=chosen, rounds=rounds, language=language)
    others = [
        unit_table(anybody, unit, chosen=chosen, rounds=rounds, language=language)
        for unit in changed_units(viewer.organisation_id, chosen.pk, most=MOST_UNITS, least=LEAST)
        if unit.pk != root.pk
    ]
    signals = [trend for table in (whole, *others) for trend in _signals(table, language)]
    has_index = whole.index is not None and whole.index.figure.kind != "hidden"
    return Overview(
        round=whole.round,
        response=response_text(whole.round),
        sentences=tuple(headline_sentences(whole, language)),
        overall=_trend(whole.index, whole, language) if whole.index and has_index else None,
        signals=tuple(signals[: asked.most]),
    )


def _signals(table: SafeTable, language: str) -> list[SafeTrend]:
    """The index speaks for its items."""
    rows = [table.index] if table.index and table.index.has_signal else [row for row in table.rows if row.has_signal]
    return [_trend(row, table, language) for row in rows if table.is_root or row.figure.n >= LEAST]


def _trend(row: SafeRow, table: SafeTable, language: str) -> SafeTrend:
    is_line = row.is_monthly or len(row.points) >= LINE_FROM
    return SafeTrend(
        unit_id=table.unit_id,
        place=table.unit_name,
        row=row,
        words=finding_of(row, language, table.middle),
        described=described(row.figure, language),
        series=series_of(row, table.scale, MONTHS_DRAWN, with_band=is_line),
        is_line=is_line,
    )
