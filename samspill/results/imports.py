"""A survey taken elsewhere, read from a file and put through the same gate as our own.

There are no cells and no leader rule: each respondent counts in the unit the file says. The rows are counted per unit
in memory and let go of; whoever imports has seen raw answers, and is told so.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.audit.actions import Actor
from samspill.content.questionnaires import QuestionnaireError, parse_questionnaire
from samspill.documents.readers import Row, Rows, require_columns, rows_from_file
from samspill.documents.refusals import UnreadableFile
from samspill.insight.publish import CellTally
from samspill.insight.tree import Tree
from samspill.organisations.models import Organisation
from samspill.organisations.queries import UnitTree, tree_on
from samspill.pulses.models import PulseRound
from samspill.pulses.queries.definitions import definition_of
from samspill.results.actions.importing import Survey, check_is_new, keep_survey
from samspill.results.gate import Collected, Counted, release
from samspill.results.gate.collecting import items_of, scored
from samspill.sealing import installation_key

UNIT, COMMENT = "unit_id", "comment"
NOT_ANSWERED = ("", "NA")
MOST_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class SurveyFiles:
    """What is handed in: the questionnaire (YAML), the answers (CSV or XLSX) and the answers' file name."""

    questionnaire: bytes
    answers: bytes
    filename: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it, for whoever imported."""

    pulse_round: PulseRound
    respondents: int
    comments_left_out: int
    """How many comments the file had: nobody promised their writers who would read them, so none is taken in."""


def import_survey(
    *, organisation: Organisation, files: SurveyFiles, closed_on: date, by: Actor, now: datetime
) -> Imported:
    """Read, count, publish through the gate. Raises ``UnreadableFile`` or ``Refused``; then nothing is imported."""
    today = timezone.localdate(now)
    if closed_on > today:
        raise UnreadableFile(_("Datoen målingen ble lukket, kan ikke ligge fram i tid."))
    definition = _definition(files.questionnaire)
    rows = rows_from_file(files.answers, files.filename)
    units = tree_on(organisation.pk, today)
    counts = _counted(rows, definition, units)
    survey = Survey(
        definition=definition,
        closed_on=closed_on,
        answered=Collected(tuple(counts), {}, ""),
        units=units,
        mark=_mark(_answers_alone(rows)),
        tree=_mark(f"{one}<{parent}" for one, parent in zip(units.external_ids, units.parents, strict=True)),
    )
    check_is_new(organisation, survey)
    tree = Tree(units.external_ids, units.parents)
    released = release(Counted(tree, counts, items_of(definition), organisation.minimum_group))
    kept = keep_survey(organisation=organisation, survey=survey, released=released, by=by, now=now)
    return Imported(kept, len(rows.rows), _comments(rows))


def _comments(rows: Rows) -> int:
    return sum(bool(row.values[COMMENT].strip()) for row in rows.rows) if COMMENT in rows.header else 0


def _definition(questionnaire: bytes) -> dict[str, Any]:
    try:
        return definition_of(parse_questionnaire(questionnaire))
    except QuestionnaireError as error:
        raise UnreadableFile(*error.texts()) from error


def _counted(rows: Rows, definition: dict[str, Any], units: UnitTree) -> list[CellTally]:
    """One tally per unit that somebody answered in; every fault is found before anything is refused."""
    items = [item["id"] for item in definition["items"]]
    require_columns(rows, [UNIT, *items], optional=[COMMENT])
    _refuse_strangers(rows, items)
    scale = definition["scale"]["min"], definition["scale"]["max"]
    counting = _Counting(items, scale, set(units.external_ids))
    for row in rows.rows:
        counting.add(row)
    if counting.problems:
        raise UnreadableFile(*counting.problems, _("Ingenting er lest inn."))
    return [
        CellTally(unit, unit, people, people, scored(counts, definition))
        for unit, (people, counts) in counting.found().items()
    ]


def _refuse_strangers(rows: Rows, items: Sequence[str]) -> None:
    strangers = [name for name in rows.header if name not in (UNIT, COMMENT, *items)]
    if strangers:
        raise UnreadableFile(
            _("Spørreskjemaet har ikke spørsmålet %(columns)s. Ta kolonnen bort, eller legg spørsmålet til i skjemaet.")
            % {"columns": ", ".join(f"«{name}»" for name in strangers)}
        )


class _Counting:
    """Counts per unit, item and value; the raw rows are not kept."""

    def __init__(self, items: Sequence[str], scale: tuple[int, int], known: set[str]) -> None:
        self.items = items
        self.lowest, self.highest = scale
        self.width = self.highest - self.lowest + 1
        self.known = known
        self.places = {str(value): value - self.lowest for value in range(self.lowest, self.highest + 1)}
        self.places |= dict.fromkeys(NOT_ANSWERED, -1)
        self.people: dict[str, int] = {}
        self.counts: dict[str, list[list[int]]] = {}
        self.problems: list[str] = []

    def add(self, row: Row) -> None:
        unit = row.values[UNIT].strip()
        if unit not in self.known:
            self._refuse(row, UNIT, _("enheten «%(value)s» finnes ikke her") % {"value": unit})
            return
        if unit not in self.people:
            self.people[unit] = 0
            self.counts[unit] = [[0] * self.width for _item in self.items]
        self.people[unit] += 1
        for item, counts in zip(self.items, self.counts[unit], strict=True):
            place = self.places.get(row.values[item].strip())
            if place is None:
                self._refuse(row, item, self._what_is_wrong(row.values[item].strip()))
            elif place >= 0:
                counts[place] += 1

    def _what_is_wrong(self, value: str) -> str:
        scale = {"value": value, "low": self.lowest, "high": self.highest}
        if value.lstrip("-").isdigit():
            return _("«%(value)s» er utenfor skalaen %(low)d–%(high)d") % scale
        return _("«%(value)s» er ikke et helt tall fra %(low)d til %(high)d, tomt eller NA") % scale

    def _refuse(self, row: Row, column: str, what: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            place = {"row": row.number, "column": column, "what": what}
            self.problems.append(_("Rad %(row)d, kolonne «%(column)s»: %(what)s.") % place)

    def found(self) -> dict[str, tuple[int, dict[str, tuple[int, ...]]]]:
        return {
            unit: (people, dict(zip(self.items, map(tuple, self.counts[unit]), strict=True)))
            for unit, people in self.people.items()
        }


def _answers_alone(rows: Rows) -> list[str]:
    """The answers without their units and in no order: the same survey is known again on any tree."""
    items = [name for name in rows.header if name not in (UNIT, COMMENT)]
    return sorted("\t".join(row.values[item].strip() for item in sorted(items)) for row in rows.rows)


def _mark(lines: Iterable[str]) -> str:
    """Keyed, so that nobody with a copy of the database can test a guess at a small survey's answers."""
    digest = hmac.new(installation_key(), b"samspill survey", "sha256")
    for line in lines:
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()
