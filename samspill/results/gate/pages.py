"""Everything one page shows, put together from safe tables: what a view hands to its template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.content.language import text_in
from samspill.insight.tables import INDEX
from samspill.organisations.models import Unit
from samspill.organisations.queries import readers_of, unit_for
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.results.gate.drawing import DrawnRow, Multiple, drawn_rows, has_breaks, multiple
from samspill.results.gate.drivers import DriverSection, driver_section
from samspill.results.gate.groups import has_groups
from samspill.results.gate.sentences import headline_sentences, questions_for, reservations
from samspill.results.gate.tables import (
    Question,
    SafeRound,
    SafeTable,
    reader_text,
    rows_of_units,
    safe_round,
    unit_table,
)
from samspill.results.gate.texts import INDEX_NAME, monthly_ids
from samspill.results.queries.comments import ShownComment, shown_comments_for
from samspill.results.queries.rounds import chosen_round, closed_rounds_for


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit's result of one round, as one viewer may see it; without a round there is nothing to show yet."""

    unit: Unit
    name: str
    readers: tuple[str, ...]
    table: SafeTable | None = None
    monthly: tuple[DrawnRow, ...] = ()
    others: tuple[DrawnRow, ...] = ()
    sentences: tuple[str, ...] = ()
    comments: tuple[ShownComment, ...] = ()
    notes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    drivers: DriverSection | None = None
    ends: str = ""
    response: str = ""
    has_children: bool = False
    attribute: str = ""
    """What the round is also shown by, at this unit."""

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The rounds one may choose between, newest first."""
        rounds = self.table.rounds if self.table else ()
        return tuple((one.key, one.name) for one in rounds)

    @property
    def query(self) -> str:
        """What a page one goes on to is told of the unit and the round."""
        return f"?enhet={self.unit.pk}&maling={self.table.round.key}" if self.table else f"?enhet={self.unit.pk}"

    @property
    def signs(self) -> str:
        """What the key over the rows explains: a changed unit only where one is drawn."""
        rows = self.table.rows if self.table else ()
        return "band latest area break" if any(map(has_breaks, rows)) else "band latest area"

    @property
    def is_partial(self) -> bool:
        """Some figure is not of everybody; how many it leaves out is never told."""
        return any(drawn.is_partial for drawn in self.all_rows)

    @property
    def all_rows(self) -> tuple[DrawnRow, ...]:
        return self.monthly + self.others


def unit_page(viewer: Viewer, unit_id: int, *, round_id: str | None, language: str) -> UnitPage:
    unit = unit_for(viewer, unit_id)
    rounds = closed_rounds_for(viewer, unit)
    chosen = chosen_round(rounds, round_id)
    readers = tuple(reader_text(line) for line in readers_of(unit, viewer.today))
    name = unit.name_in(language)
    if chosen is None:
        return UnitPage(unit, name, readers)
    table = unit_table(viewer, unit, chosen=chosen, rounds=rounds, language=language)
    rows = drawn_rows(table, language)
    monthly = sum(row.is_monthly for row in table.rows)
    return UnitPage(
        unit=unit,
        name=name,
        readers=readers,
        table=table,
        monthly=tuple(rows[:monthly]),
        others=tuple(rows[monthly:]),
        sentences=tuple(headline_sentences(table, language)),
        comments=tuple(shown_comments_for(viewer, unit, chosen)),
        notes=tuple(reservations(table, language)),
        questions=tuple(questions_for(table, language)),
        drivers=driver_section(viewer, unit, chosen, language) if table.rows else None,
        ends=_ends(table),
        response=response_text(table.round),
        has_children=bool(getattr(chosen, "has_children", False)),
        attribute=chosen.attribute if has_groups(unit) else "",
    )


def response_text(one: SafeRound) -> str:
    if one.percent is None:
        return ""
    if one.percent == 95:
        return _("95 prosent eller flere svarte.")
    return _("Mellom %(low)d og %(high)d prosent svarte.") % {"low": one.percent, "high": one.percent + 5}


def _ends(table: SafeTable) -> str:
    low, high = table.scale
    if not table.labels or not table.labels[0]:
        return f"{low}–{high}"
    ends = {"low": low, "high": high, "low_word": table.labels[0].lower(), "high_word": table.labels[-1].lower()}
    return _("%(low)d = %(low_word)s, %(high)d = %(high_word)s") % ends


@dataclass(frozen=True, slots=True)
class AreaPage:
    """Units side by side by name; the same item of each. Never by figure, and no figure that compares them."""

    round: SafeRound | None
    item_name: str
    items: tuple[tuple[str, str], ...]
    multiples: tuple[Multiple, ...]


def area_page(
    viewer: Viewer, units: Sequence[Unit], *, chosen: PulseRound | None, item: str, language: str
) -> AreaPage:
    if chosen is None:
        return AreaPage(None, "", (), ())
    items = items_of(chosen, language)
    names = dict(items)
    item = item if item in names else next(iter(names))
    rounds = closed_rounds_for(viewer)
    rows = rows_of_units(viewer, units, Question(item, chosen, rounds, language))
    scale = chosen.definition["scale"]["min"], chosen.definition["scale"]["max"]
    drawn = tuple(multiple(row, unit.name_in(language), scale, language) for row, unit in zip(rows, units, strict=True))
    return AreaPage(safe_round(chosen, language), names[item], items, drawn)


def items_of(pulse_round: PulseRound, language: str) -> tuple[tuple[str, str], ...]:
    """The index where there is one, then the items in the questionnaire's order."""
    items = pulse_round.definition["items"]
    asked = [(one["id"], text_in(one.get("label") or one["text"], language)) for one in items]
    has_index = bool(monthly_ids(pulse_round.definition))
    return ((INDEX, str(INDEX_NAME)), *asked) if has_index else tuple(asked)
