"""What this app adds to a unit's result page: the way on from figures to measures, and what helped there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from samspill.measures.queries.conversations import suggestions
from samspill.measures.queries.stories import card_of, stories_of_unit, there_in
from samspill.measures.rules import can_propose
from samspill.measures.rules.conversations import can_lead
from samspill.organisations.rules import Viewer
from samspill.results.access import UnitPage

SUGGESTED = 3
FACTORS = 3


def on_result(request: HttpRequest, viewer: Viewer, page: UnitPage) -> SafeString:
    """The conversation, stories of the unit, and a few measures to choose from."""
    language = get_language() or viewer.language
    unit, table = page.unit, page.table
    is_told, going_on = there_in(viewer, unit)
    told = stories_of_unit(viewer, unit) if is_told else []
    shown: dict[str, Any] = {
        "unit": unit,
        "told": [(story, card_of(story, language)) for story in told],
        "picks": _picks(page, language) if can_propose(viewer, unit.path) else [],
        "going_on": going_on,
        "may_lead": can_lead(viewer, unit.path),
        "has_figures": bool(table and table.has_figures),
        "has_questions": bool(page.questions),
        "language": language,
    }
    return render_to_string("measures/_on_result.html", shown, request)


def _picks(page: UnitPage, language: str) -> list[tuple[str, str, str, str]]:
    """Level, title, in a few words what, and the address where most of it is filled in."""
    codes = _factors(page)
    table = page.table
    picks = []
    for one in suggestions(codes, most=SUGGESTED):
        about = next((code for code in codes if code in one.factors), "")
        asked: dict[str, str | int] = {
            "enhet": page.unit.pk,
            "tiltak": one.id,
            "faktor": about,
            "maling": table.round.id if table else "",
        }
        address = f"{reverse('measure_new')}?{urlencode(asked)}"
        picks.append((str(one.level), one.title.in_language(language), one.summary.in_language(language), address))
    return picks


def _factors(page: UnitPage) -> Sequence[str]:
    """What changed first, then what is lowest: there is the most to gain."""
    rows = [row for row in page.table.rows if row.figure.kind == "value"] if page.table else []
    rows.sort(key=lambda row: (not row.has_signal, row.figure.mean))
    return list(dict.fromkeys(row.factor for row in rows if row.factor))[:FACTORS]
