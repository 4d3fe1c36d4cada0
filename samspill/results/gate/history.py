"""All rounds of a unit, each for itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samspill.content.language import text_in
from samspill.insight.tables import INDEX
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.results.gate.tables import PRESET_SIGMA, SafeFigure, SafeRound, safe_figure, safe_round
from samspill.results.gate.texts import INDEX_NAME, monthly_ids
from samspill.results.queries.figures import figures_for, findings_for


@dataclass(frozen=True, slots=True)
class SafeLine:
    """One round of a history; no figure where the item was not asked."""

    round: SafeRound
    figures: tuple[SafeFigure | None, ...]

    @property
    def answers(self) -> str:
        return str(max((figure.n for figure in self.figures if figure), default=0) or "")


@dataclass(frozen=True, slots=True)
class SafeHistory:
    """Round by round, newest first: the items asked in every month as columns, and how many answered."""

    columns: tuple[str, ...]
    lines: tuple[SafeLine, ...]


def history_table(viewer: Viewer, unit: Unit, *, rounds: Sequence[PulseRound], language: str) -> SafeHistory:
    """The index and the monthly items of a unit in the rounds given. Two statements."""
    monthly = {
        item["id"]: text_in(item.get("label") or item["text"], language)
        for one in rounds
        for item in one.definition["items"]
        if item["id"] in monthly_ids(one.definition)
    }
    said = findings_for(viewer, [unit.pk], rounds[0].pk) if rounds else {}
    columns = ({INDEX: str(INDEX_NAME)} if monthly else {}) | monthly
    found = {(row.round_id, row.item): row for row in figures_for(viewer, unit, [one.pk for one in rounds])}
    lines = []
    for one in rounds:
        scale = float(one.definition["scale"]["min"]), float(one.definition["scale"]["max"])
        figures = tuple(
            safe_figure(row, said.get((unit.pk, item), {}).get("sigma", PRESET_SIGMA), scale) if row else None
            for item in columns
            for row in [found.get((one.pk, item))]
        )
        lines.append(SafeLine(safe_round(one, language), figures))
    return SafeHistory(tuple(columns.values()), tuple(lines))
