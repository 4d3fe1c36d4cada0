"""What goes together with how people are: of the whole organisation, in the questionnaire's order, in words first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.content.language import text_in
from samspill.design.charts.relation import relation_chart
from samspill.design.charts.types import Relation
from samspill.design.figures import FactorRow, Figure, decimal
from samspill.insight.drivers import Strength, strength_of
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.pulses.models import Kind, PulseRound
from samspill.results.gate.texts import monthly_ids
from samspill.results.queries.drivers import DriverRow, drivers_for


@dataclass(frozen=True, slots=True)
class SafeDriver:
    """One item's published relation to the index, and how the item was asked."""

    name: str
    ask: str
    n: int
    strength: Strength
    r: float = 0.0
    low: float = 0.0
    high: float = 0.0
    or_more: bool = False


@dataclass(frozen=True, slots=True)
class DriverTableRow:
    """A relation as a table has it."""

    name: str
    word: str
    value: str
    sure: str
    answers: str


@dataclass(frozen=True, slots=True)
class DriverSection:
    """What the organisation's page shows of relations: rows for those there are, names for those there are not."""

    rows: tuple[FactorRow, ...]
    unrelated: tuple[str, ...]
    table: tuple[DriverTableRow, ...]

    @property
    def has_lines(self) -> bool:
        return bool(self.table)

    @property
    def heading(self) -> str:
        return _("Hva henger sammen med hvordan vi har det?")

    @property
    def reading(self) -> str:
        return _(
            "En sammenheng vil si at de som svarer godt her, oftere svarer godt på månedsspørsmålene også. 0 er ingen "
            "sammenheng, 1 er at svarene alltid følger hverandre. Prikken er hvor sterk sammenhengen er, streken hvor "
            "sikkert det er. Spørsmålene står i samme rekkefølge som i skjemaet."
        )

    @property
    def caution(self) -> str:
        return _(
            "Tallene viser hva som opptrer sammen, ikke hva som fører til hva. Det ene kan komme av det andre, "
            "det andre av det ene, eller begge av noe vi ikke har spurt om. Bruk dette til å velge hva dere vil "
            "snakke om, ikke som bevis for hva som vil hjelpe."
        )


def driver_section(viewer: Viewer, unit: Unit, chosen: PulseRound, language: str) -> DriverSection | None:
    """Nothing for a unit below the organisation, and for a round that asks nothing to hold against the index."""
    if unit.parent_id is not None or chosen.kind == Kind.IMPORTED or not _asks_more(chosen.definition):
        return None
    asked = {item["id"]: item for item in chosen.definition["items"]}
    told = [_safe(row, asked[row.item], language) for row in drivers_for(viewer, unit, chosen.pk)]
    return DriverSection(
        rows=tuple(_row(one) for one in told if one.strength is not Strength.NONE),
        unrelated=tuple(one.name for one in told if one.strength is Strength.NONE),
        table=tuple(DriverTableRow(one.name, word(one), value(one), sure(one), number_of(one)) for one in told),
    )


def _asks_more(definition: Mapping[str, Any]) -> bool:
    monthly = monthly_ids(definition)
    return bool(monthly) and any(one["id"] not in monthly and not one["sensitive"] for one in definition["items"])


def _safe(row: DriverRow, item: Mapping[str, Any], language: str) -> SafeDriver:
    ask = text_in(item["text"], language)
    name = text_in(item.get("label") or {}, language) or ask
    if row.correlation is None or row.low is None or row.high is None:
        return SafeDriver(name, ask, row.n, Strength.NONE)
    strength = strength_of(row.correlation, (row.low, row.high))
    return SafeDriver(name, ask, row.n, strength, row.correlation, row.low, row.high, row.or_more)


def _row(one: SafeDriver) -> FactorRow:
    return FactorRow(
        name=one.name,
        figure=Figure("value", value(one), (sure(one), number_of(one))),
        chart=_chart(one),
        ask=one.ask,
        finding=f"{word(one)}. {_against(one)}".strip(),
    )


def _chart(one: SafeDriver) -> SafeString:
    described = ", ".join((value(one), sure(one), number_of(one)))
    return relation_chart(
        Relation(one.r, one.low, one.high), title=f"{one.name}: {word(one).lower()}", description=described
    )


def word(one: SafeDriver) -> str:
    return {
        Strength.CLEAR: _("Tydelig sammenheng"),
        Strength.SOME: _("En viss sammenheng"),
        Strength.NONE: _("Ingen tydelig sammenheng"),
    }[one.strength]


def _against(one: SafeDriver) -> str:
    """What is as one would think is said once, over the rows."""
    return "" if one.r > 0 else _("Gode svar her går oftere sammen med mindre gode svar på månedsspørsmålene.")


def value(one: SafeDriver) -> str:
    return "–" if one.strength is Strength.NONE else decimal(one.r).replace("-", "−")


def sure(one: SafeDriver) -> str:
    """The interval; of the strongest step that is told only its near end."""
    if one.strength is Strength.NONE:
        return ""
    ends = {"low": decimal(one.low).replace("-", "−"), "high": decimal(one.high).replace("-", "−")}
    if not one.or_more:
        return _("mellom %(low)s og %(high)s") % ends
    if one.r > 0:
        return _("eller sterkere, minst %(low)s") % ends
    return _("eller sterkere, høyst %(high)s") % ends


def number_of(one: SafeDriver) -> str:
    return _("minst %(answers)s svar") % {"answers": number_format(one.n)}
