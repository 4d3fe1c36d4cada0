"""What we dare say of a result: the words are ``insight.words``'; here they are given the safe rows to speak of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.content.factors import factors
from samspill.content.language import fallback
from samspill.insight import words
from samspill.insight.trends import Assessment, Point, Rhythm, State
from samspill.results.gate.tables import SafePoint, SafeRow, SafeTable

QUESTIONS = 3
Language = words.Language


def spoken(language: str) -> Language:
    """One of the three languages the words exist in."""
    return fallback(language)[0]  # type: ignore[return-value]


def short_month(day: date) -> str:
    return date_format(day, "b").rstrip(".").lower()


def assessment_of(row: SafeRow) -> Assessment:
    """What the trend rule said at the close, with the published history it was said of."""
    points = tuple(_point(point) for point in row.points)
    said: Mapping[str, Any] = row.finding or {}
    return Assessment(
        unit=str(row.unit_id),
        state=State(said.get("state", State.TOO_SHORT)),
        points=points,
        since=str(said["since"]) if said.get("since") else None,
        level=said.get("level"),
        shift=said.get("shift"),
        z=said.get("z"),
        band=tuple(said["band"]) if said.get("band") else None,
        firm=bool(said.get("firm")),
        used_month_effect=bool(said.get("used_month_effect")),
        mostly_banded=bool(said.get("mostly_banded")),
        rhythm=Rhythm(said.get("rhythm", Rhythm.MONTHLY)),
    )


def _point(point: SafePoint) -> Point:
    figure, on = point.figure, point.round.closed_on.isoformat()
    if figure.kind == "hidden":
        return Point(str(point.round.id), on, None, None)
    value = figure.mean if figure.kind == "value" else inner_edge(figure.low, figure.high)
    return Point(str(point.round.id), on, value, figure.n, figure.kind == "area", point.is_new_cover)


def inner_edge(low: float, high: float) -> float:
    """The end of an area that lies towards the middle; the other is an end of the scale, a whole number."""
    return high if low == int(low) else low


def has_signal(row: SafeRow) -> bool:
    return assessment_of(row).signalled and row.figure.kind != "hidden"


def finding_of(row: SafeRow, language: str, middle: float) -> str:
    """The line under an item: what is found, and when something is, the invitation to talk."""
    if row.figure.kind == "hidden":
        return hidden_because(row.figure.reason, language)
    found = assessment_of(row)
    said = words.finding(found, spoken(language), middle=middle)
    return " ".join([said, *words.notes(found, spoken(language))[:1]]) if found.signalled else said


def hidden_because(reason: str, language: str) -> str:
    """Too few and too alike share one wording: telling them apart would tell something of the answers."""
    if reason == "organisation_only":
        return _("Vises bare for hele virksomheten.")
    if reason == "item_missing":
        return _("Vises ikke når ett av de tre spørsmålene mangler tall.")
    return words.hidden(spoken(language))


def headline_sentences(table: SafeTable, language: str) -> list[str]:
    """What is strongest, what changed if anything did, and the rest. The index speaks first when it has a signal."""
    rows = [words.Row(row.name, assessment_of(row)) for row in table.rows if row.figure.kind != "hidden"]
    index = assessment_of(table.index) if table.index and has_signal(table.index) else None
    return list(words.summary(rows, spoken(language), index=index, middle=table.middle))


def reservations(table: SafeTable, language: str) -> list[str]:
    """What a reader should know beside the findings, each once."""
    rows = [table.index, *table.rows] if table.index else list(table.rows)
    shown = [row for row in rows if row.figure.kind != "hidden"]
    said = [
        note
        for row in shown
        for note in words.notes(assessment_of(row), spoken(language), root=table.is_root)[int(has_signal(row)) :]
    ]
    return list(dict.fromkeys(said))


def coverage_of(row: SafeRow) -> str:
    """What the figure covers, where it is not simply everybody: never how many it does not cover."""
    if not row.figure.is_partial:
        return ""
    return _("Omfatter %(n)d svar. Små team under enheten er ikke med.") % {"n": row.figure.n}


def questions_for(table: SafeTable, language: str) -> list[str]:
    """Three things to talk about: what changed first, then what is lowest, then what is strongest."""
    values = [row for row in table.rows if row.figure.kind == "value"]
    by_value = sorted(values, key=lambda row: row.figure.mean)
    wanted = [row for row in table.rows if has_signal(row)] + by_value[:1] + by_value[-1:] + by_value
    asked: list[str] = []
    for row in wanted:
        found = factors().get(row.factor)
        texts = [one.in_language(language) for one in found.questions] if found else []
        asked += [text for text in texts if text not in asked][:1]
    return asked[:QUESTIONS]
