"""What we dare say of a result: the words are ``insight.words``'; here they are given the safe rows to speak of."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from samspill.content.factors import factors
from samspill.content.language import fallback
from samspill.insight import words
from samspill.results.gate.tables import SafeRow, SafeTable

QUESTIONS = 3
MOST_SENTENCES = 3
Language = words.Language


def spoken(language: str) -> Language:
    """One of the three languages the words exist in."""
    return fallback(language)[0]  # type: ignore[return-value]


def finding_of(row: SafeRow, language: str, middle: float) -> str:
    """The line under an item: what is found, and when something is, the invitation to talk."""
    if row.figure.kind == "hidden":
        return hidden_because(row.figure.reason, language)
    found = row.found
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
    shown = [row for row in table.rows if row.figure.kind != "hidden"]
    index = table.index.found if table.index and table.index.has_signal else None
    # The index is made of the monthly items, so only they can explain it.
    rows = [
        words.Row(row.name, row.found if row.is_monthly or index is None else replace(row.found, shift=None))
        for row in shown
    ]
    said = list(words.summary(rows, spoken(language), index=index, middle=table.middle))
    there_is_no_rest = index is not None and len(said) == MOST_SENTENCES and all(row.has_signal for row in shown)
    return said[:-1] if there_is_no_rest else said


def reservations(table: SafeTable, language: str) -> list[str]:
    """What a reader should know beside the findings, each once."""
    rows = [table.index, *table.rows] if table.index else list(table.rows)
    shown = [row for row in rows if row.figure.kind != "hidden"]
    said = [
        note
        for row in shown
        for note in words.notes(row.found, spoken(language), root=table.is_root)[int(row.has_signal) :]
    ]
    return list(dict.fromkeys(said))


def questions_for(table: SafeTable, language: str) -> list[str]:
    """Three things to talk about: what changed first, then what is lowest, then what is strongest."""
    values = [row for row in table.rows if row.figure.kind == "value"]
    by_value = sorted(values, key=lambda row: row.figure.mean)
    wanted = [row for row in table.rows if row.has_signal] + by_value[:1] + by_value[-1:] + by_value
    asked: list[str] = []
    for row in wanted:
        found = factors().get(row.factor)
        texts = [one.in_language(language) for one in found.questions] if found else []
        asked += [text for text in texts if text not in asked][:1]
    return asked[:QUESTIONS]
