"""units.csv as lines that make one tree, or everything that is wrong with it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.documents.readers import Row
from samspill.organisations.imports.columns import REQUIRED_OF_UNITS, UNIT_COLUMNS, ImportFile, read_table, too_long
from samspill.organisations.imports.problems import Problems
from samspill.organisations.rules import MAX_DEPTH

LIMITS = {"unit_id": 80, "name": 400, "name_nn": 400, "name_en": 400, "kind": 60}


@dataclass(frozen=True, slots=True)
class UnitLine:
    row: int
    unit_id: str
    parent_id: str
    name: str
    other: dict[str, str]
    """name_nn, name_en and kind, as far as the file has the columns."""


@dataclass(frozen=True, slots=True)
class WantedTree:
    """The lines, every unit after the one above it, and a path of unit ids for each."""

    file: str
    lines: dict[str, UnitLine]
    paths: dict[str, str]
    levels: list[list[UnitLine]]
    nameless: int = 0
    """Lines without a name: they are called by their number until somebody knows better."""
    ignored: tuple[str, ...] = ()
    """Columns of the file that mean nothing to us."""


def read_units(file: ImportFile) -> WantedTree:
    table = read_table(file, UNIT_COLUMNS, REQUIRED_OF_UNITS)
    problems = Problems(file.name)
    others = sorted(table.columns - set(REQUIRED_OF_UNITS))
    lines = _lines(table.rows, others, problems)
    _check_parents(lines, problems)
    problems.refuse_if_any()
    _check_one_root(lines, problems)
    problems.refuse_if_any()
    levels = _levels(lines)
    _check_all_reached(lines, levels, problems)
    problems.refuse_if_any()
    nameless = sum(1 for row in table.rows if not row.values["name"])
    return WantedTree(file.name, lines, _paths(levels), levels, nameless, table.extra)


def _lines(rows: Iterable[Row], others: list[str], problems: Problems) -> dict[str, UnitLine]:
    lines: dict[str, UnitLine] = {}
    for row in rows:
        line = _line(row, others)
        _check_texts(row, problems)
        if not line.unit_id:
            problems.add(_("Enheten mangler nummer. Gi den et eget unit_id."), row=row.number, column="unit_id")
        elif line.unit_id.endswith(":rest"):
            sentence = _("«%(id)s»: et nummer kan ikke slutte på «:rest». Skriv et annet.") % {"id": line.unit_id}
            problems.add(sentence, row=row.number, column="unit_id")
        elif line.unit_id in lines:
            problems.add(
                _("«%(id)s» står også på rad %(row)d. Hver enhet skal ha sitt eget unit_id.")
                % {"id": line.unit_id, "row": lines[line.unit_id].row},
                row=row.number,
                column="unit_id",
            )
        else:
            lines[line.unit_id] = line
    if not lines and not problems.found:
        problems.add(_("Filen har ingen enheter under overskriftsraden."))
    return lines


def _line(row: Row, others: list[str]) -> UnitLine:
    values = row.values
    return UnitLine(
        row=row.number,
        unit_id=values["unit_id"],
        parent_id=values["parent_id"],
        name=" ".join(values["name"].split()) or values["unit_id"],
        other={column: " ".join(values[column].split()) for column in others},
    )


def _check_texts(row: Row, problems: Problems) -> None:
    for column, limit in LIMITS.items():
        sentence = too_long(row.values.get(column, ""), limit)
        if sentence:
            problems.add(sentence, row=row.number, column=column)


def _check_parents(lines: Mapping[str, UnitLine], problems: Problems) -> None:
    for line in lines.values():
        if line.parent_id and line.parent_id not in lines:
            problems.add(unknown_unit(line.parent_id, lines), row=line.row, column="parent_id")
        elif line.parent_id == line.unit_id:
            problems.add(
                _("«%(id)s» ligger under seg selv. Skriv enheten over, eller la feltet stå tomt for den øverste.")
                % {"id": line.unit_id},
                row=line.row,
                column="parent_id",
            )


def unknown_unit(unit_id: str, lines: Mapping[str, UnitLine]) -> str:
    close = difflib.get_close_matches(unit_id, list(lines)[:5000], n=1)
    sentence = _("«%(id)s» finnes ikke som unit_id i filen med enheter.") % {"id": unit_id}
    return f"{sentence} " + _("Mente du «%(id)s»?") % {"id": close[0]} if close else sentence


def _check_one_root(lines: Mapping[str, UnitLine], problems: Problems) -> None:
    roots = [line for line in lines.values() if not line.parent_id]
    if len(roots) <= 1:
        return
    problems.add(
        _(
            "Filen har %(count)d øverste enheter, og en organisasjon har én. Legg til en felles enhet øverst, "
            "og skriv dens unit_id som parent_id hos disse:"
        )
        % {"count": len(roots)}
    )
    for line in roots:
        problems.add(
            _("«%(name)s» (%(id)s) har ingen enhet over seg.") % {"name": line.name, "id": line.unit_id},
            row=line.row,
            column="parent_id",
        )


def _children(lines: Mapping[str, UnitLine]) -> dict[str, list[UnitLine]]:
    children: dict[str, list[UnitLine]] = {}
    for line in lines.values():
        children.setdefault(line.parent_id, []).append(line)
    return children


def _levels(lines: Mapping[str, UnitLine]) -> list[list[UnitLine]]:
    children = _children(lines)
    levels = []
    level = children.get("", [])
    while level:
        levels.append(level)
        level = [child for line in level for child in children.get(line.unit_id, [])]
    return levels


def _check_all_reached(lines: Mapping[str, UnitLine], levels: list[list[UnitLine]], problems: Problems) -> None:
    """What cannot be reached from the root hangs on a cycle."""
    reached = {line.unit_id for level in levels for line in level}
    left = {unit_id for unit_id in lines if unit_id not in reached}
    children = _children(lines)
    while left:
        cycle = _cycle_above(min(left, key=lambda unit_id: lines[unit_id].row), lines)
        problems.add(
            _("Enhetene ligger under hverandre i ring: %(cycle)s. Gi en av dem en annen parent_id.")
            % {"cycle": " → ".join(f"«{unit_id}»" for unit_id in [*cycle, cycle[0]])},
            row=lines[cycle[0]].row,
            column="parent_id",
        )
        left -= _hanging_on(cycle, children)
    if len(levels) > MAX_DEPTH:
        problems.add(
            _("Treet har %(levels)d nivåer; grensen er %(limit)d.") % {"levels": len(levels), "limit": MAX_DEPTH},
            row=levels[MAX_DEPTH][0].row,
            column="parent_id",
        )


def _cycle_above(unit_id: str, lines: Mapping[str, UnitLine]) -> list[str]:
    seen: dict[str, int] = {}
    while unit_id not in seen:
        seen[unit_id] = len(seen)
        unit_id = lines[unit_id].parent_id
    cycle = list(seen)[seen[unit_id] :]
    first = cycle.index(min(cycle, key=lambda member: lines[member].row))
    return cycle[first:] + cycle[:first]


def _hanging_on(cycle: list[str], children: Mapping[str, list[UnitLine]]) -> set[str]:
    """The cycle and everything below it."""
    found = set(cycle)
    waiting = list(cycle)
    while waiting:
        for child in children.get(waiting.pop(), []):
            if child.unit_id not in found:
                found.add(child.unit_id)
                waiting.append(child.unit_id)
    return found


def _paths(levels: list[list[UnitLine]]) -> dict[str, str]:
    """Positions, since a unit id may hold anything: a prefix is an ancestor, as in ``Unit.path``."""
    paths: dict[str, str] = {"": "/"}
    number = 0
    for level in levels:
        for line in level:
            paths[line.unit_id] = f"{paths[line.parent_id]}{number}/"
            number += 1
    return paths
