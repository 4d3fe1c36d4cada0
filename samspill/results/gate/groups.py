"""A round by its attribute: the groups of one unit beside each other, in a fixed order, without a trend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.content.language import text_in
from samspill.design.charts.trend import sparkline
from samspill.design.charts.types import Point, Scale, Series
from samspill.design.figures import Figure, decimal
from samspill.insight.attribute_cells import OTHERS
from samspill.insight.intervals import interval
from samspill.insight.tables import INDEX
from samspill.organisations.models import Unit
from samspill.organisations.queries import readers_of
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.results.gate.drawing import described, shown_figure
from samspill.results.gate.tables import PRESET_SIGMA, SafeFigure, SafeRound, reader_text, safe_round
from samspill.results.gate.texts import INDEX_NAME, monthly_ids
from samspill.results.queries.figures import GroupRow, findings_for, group_figures_for
from samspill.results.queries.rounds import chosen_round, closed_rounds_for

LEVELS = 2
"""The organisation and the units right below it have figures by an attribute."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked to see: a round, a question, and in which language."""

    round_id: str | None
    item: str
    language: str


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    name: str
    chart: SafeString
    value: Figure


@dataclass(frozen=True, slots=True)
class GroupPage:
    """The groups of one unit in one round; without a round none was ever shown by an attribute here."""

    unit: Unit
    name: str
    readers: tuple[str, ...]
    round: SafeRound | None = None
    choices: tuple[tuple[str, str], ...] = ()
    attribute: str = ""
    item_name: str = ""
    items: tuple[tuple[str, str], ...] = ()
    groups: tuple[DrawnGroup, ...] = ()
    columns: tuple[str, ...] = ()
    lines: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """Each question with its figure in each group, as text."""

    @property
    def is_empty(self) -> bool:
        return all(one.value.kind == "hidden" for one in self.groups)


def has_groups(unit: Unit) -> bool:
    return unit.path.count("/") <= LEVELS + 1


def group_page(viewer: Viewer, unit: Unit, wanted: Wanted) -> GroupPage:
    language = wanted.language
    readers = tuple(reader_text(line) for line in readers_of(unit, viewer.today))
    rounds = [one for one in closed_rounds_for(viewer, unit) if one.attribute] if has_groups(unit) else []
    chosen = chosen_round(rounds, wanted.round_id) if rounds else None
    if chosen is None:
        return GroupPage(unit, unit.name_in(language), readers)
    rows = {(row.item, row.value): row for row in group_figures_for(viewer, unit, chosen.pk)}
    made = _Groups(chosen, rows, findings_for(viewer, [unit.pk], chosen.pk), language)
    item = wanted.item if wanted.item in dict(made.items) else made.items[0][0] if made.items else ""
    return GroupPage(
        unit=unit,
        name=unit.name_in(language),
        readers=readers,
        round=safe_round(chosen, language),
        choices=tuple((str(one.pk), one.name) for one in rounds),
        attribute=chosen.attribute,
        item_name=dict(made.items).get(item, ""),
        items=made.items,
        groups=tuple(made.drawn(item, value) for value in made.values),
        columns=tuple(map(name_of, made.values)),
        lines=tuple((name, made.line(code)) for code, name in made.items),
    )


def name_of(value: str) -> str:
    return _("Andre") if value == OTHERS else value


class _Groups:
    """The published figures of one unit and round by question and value."""

    def __init__(
        self,
        chosen: PulseRound,
        rows: Mapping[tuple[str, str], GroupRow],
        said: Mapping[tuple[int, str], Any],
        language: str,
    ) -> None:
        self.rows = rows
        self.language = language
        self.sigmas = {item: finding.get("sigma", PRESET_SIGMA) for (_unit, item), finding in said.items()}
        scale = chosen.definition["scale"]
        self.scale = float(scale["min"]), float(scale["max"])
        # By name and never by figure; the rare ones together come last.
        self.values: Sequence[str] = sorted(
            {value for _item, value in rows}, key=lambda value: (value == OTHERS, value)
        )
        asked = {item for item, _value in rows}
        self.items = tuple((code, name) for code, name in _names(chosen, language) if code in asked)

    def figure(self, item: str, value: str) -> SafeFigure:
        row = self.rows.get((item, value))
        if row is None or row.mean is None or row.n is None:
            return SafeFigure("hidden", reason=row.reason if row else "")
        low, high = interval(row.mean, row.n, self.sigmas.get(item, PRESET_SIGMA))
        return SafeFigure("value", row.n, row.mean, max(low, self.scale[0]), min(high, self.scale[1]))

    def drawn(self, item: str, value: str) -> DrawnGroup:
        figure, name = self.figure(item, value), name_of(value)
        point = Point("") if figure.kind == "hidden" else Point("", figure.mean, figure.low, figure.high)
        series = Series((point,), None, Scale(*self.scale))
        chart = sparkline(series, title=name, description=described(figure, self.language))
        return DrawnGroup(name, chart, shown_figure(figure, self.language))

    def line(self, item: str) -> tuple[tuple[str, str], ...]:
        return tuple((name_of(value), _short(self.figure(item, value))) for value in self.values)


def _names(chosen: PulseRound, language: str) -> list[tuple[str, str]]:
    items = chosen.definition["items"]
    asked = [(one["id"], text_in(one.get("label") or one["text"], language)) for one in items]
    return [(INDEX, str(INDEX_NAME)), *asked] if monthly_ids(chosen.definition) else asked


def _short(figure: SafeFigure) -> str:
    if figure.kind == "hidden":
        return "–"
    return f"{decimal(figure.mean)}\u00a0({decimal(figure.low)}–{decimal(figure.high)})"
