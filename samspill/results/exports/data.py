"""Files for programs to read: what is published of one unit, or of an organisation; never more than the pages show."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.documents.report import INTERNAL, PUBLIC, File, Mark
from samspill.documents.sheets import Table, csv_bytes, json_bytes, xlsx_bytes
from samspill.insight.attribute_cells import BETWEEN
from samspill.insight.cells import REST
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer, can_administer
from samspill.pulses.models import PulseRound
from samspill.results.gate.pages import UnitPage
from samspill.results.gate.texts import monthly_ids
from samspill.results.queries.files import (
    FileFigure,
    Scope,
    cells_of,
    driver_lines,
    file_figures,
    members_of,
    other_covers,
    published_rounds,
)

FORMS = ("csv", "json")


def mark_for(viewer: Viewer, unit: Unit, wanted: Mark) -> Mark:
    """Public only for the organisation's own figures, and only if HR/HMS or the general manager says so."""
    may = unit.parent_id is None and can_administer(viewer)
    return PUBLIC if wanted == PUBLIC and may else INTERNAL


def unit_file(page: UnitPage, pulse_round: PulseRound, *, form: str, viewer: Viewer, mark: Mark) -> File:
    """One unit's result of one round, as its page shows it to this viewer."""
    scope = Scope(viewer.organisation_id, (pulse_round.pk,), page.unit.pk)
    return File(f"{file_name(page)}.{form}", published_file(scope, [pulse_round], form=form, mark=mark))


def file_name(page: UnitPage) -> str:
    month = f"-{page.table.round.closed_on:%Y-%m}" if page.table else ""
    return f"{page.unit.external_id}{month}"


def published_file(scope: Scope, rounds: Sequence[PulseRound], *, form: str, mark: Mark = INTERNAL) -> bytes:
    if form == "json":
        return json_bytes(results_document(scope, rounds, mark=mark))
    tables = [_figure_table(scope, rounds), _facts_table(rounds, mark)]
    # In a file for programs to read there is one table, and it begins at the top.
    return csv_bytes(tables[:1], decimal=".") if form == "csv" else xlsx_bytes(tables)


def results_document(scope: Scope, rounds: Sequence[PulseRound], *, mark: Mark = INTERNAL) -> dict[str, Any]:
    """``results.json``: everything published within the scope, with the cells each figure covers."""
    figures: dict[int, list[FileFigure]] = {one.pk: [] for one in rounds}
    for figure in file_figures(scope):
        figures[figure.round_id].append(figure)
    cells, other = cells_of(scope), other_covers(scope)
    scale = rounds[0].definition["scale"] if rounds else {"min": 1, "max": 5}
    return {
        "k": min((one.minimum_group for one in rounds), default=5),
        "scale": [scale["min"], scale["max"]],
        "mark": mark,
        "rounds": [
            {
                "id": one.pk,
                "closed_on": timezone.localtime(one.closes_at).date().isoformat(),
                "title": one.definition["title"],
                "kind": one.kind,
                "scale": [one.definition["scale"]["min"], one.definition["scale"]["max"]],
                "pulse": list(monthly_ids(one.definition)),
                "cells": cells.get(one.pk) or _cells_in(figures[one.pk], covers),
                "figures": [figure.as_data() for figure in figures[one.pk]],
                "other": covers,
            }
            for one in rounds
            for covers in [other.get(one.pk, [])]
        ],
    }


def everything(organisation_id: int) -> tuple[dict[str, Any], list[tuple[str, str, str]]]:
    """All that an auditor needs: ``results.json``, and who was invited for as long as that is kept."""
    rounds = published_rounds(organisation_id)
    scope = Scope(organisation_id, tuple(one.pk for one in rounds))
    return results_document(scope, rounds), members(scope)


def everything_file(viewer: Viewer) -> bytes:
    return json_bytes(everything(viewer.organisation_id)[0])


def members(scope: Scope) -> list[tuple[str, str, str]]:
    """Rows of ``members.csv``: who was invited to which cell, each person under a code drawn anew every time.

    In the order of the codes, so that nothing of the register's order is left.
    """
    codes: dict[int, str] = defaultdict(lambda: secrets.token_hex(8))
    return sorted((str(one), codes[person], cell) for one, person, cell in members_of(scope))


def members_file(scope: Scope) -> bytes:
    return csv_bytes([Table("members", ("round", "person", "cell"), members(scope))], decimal=".")


def _cells_in(figures: Sequence[FileFigure], other: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is covered, by name alone: an imported survey has no cells, only units."""
    covered = [figure.covers for figure in figures] + [one["covers"] for one in other]
    values = {name: one.attribute for one in figures if one.attribute for name in one.covers}
    names = dict.fromkeys(chain.from_iterable(covered))
    return [
        {"id": name, "unit": _unit_in(name, values.get(name)), "attribute": values.get(name), "invited": None}
        for name in names
    ]


def _unit_in(cell: str, value: str | None) -> str:
    return cell.removesuffix(REST) if value is None else cell.removesuffix(f"{BETWEEN}{value}")


COLUMNS = (
    "round", "closed_on", "unit", "unit_name", "parent", "hierarchy", "attribute", "item", "n", "mean", "low", "high",
    "histogram", "reason", "relation_n", "relation", "relation_low", "relation_high",
)  # fmt: skip


def _figure_table(scope: Scope, rounds: Sequence[PulseRound]) -> Table:
    closed = {one.pk: timezone.localtime(one.closes_at).date() for one in rounds}
    return Table(_("Tall"), COLUMNS, list(_lines(scope, closed)))


def _lines(scope: Scope, closed: dict[int, date]) -> Iterator[list[Any]]:
    relations = {
        (round_id, line["unit"], line["item"]): [line["n"], line["correlation"], *(line["interval"] or (None, None))]
        for round_id, lines in driver_lines(scope).items()
        for line in lines
    }
    for one in file_figures(scope):
        low, high = one.band or (None, None)
        histogram = " ".join(map(str, one.histogram)) if one.histogram else None
        yield [
            one.round_id, closed[one.round_id], one.unit, one.unit_name, one.parent, one.hierarchy, one.attribute,
            one.item, one.n, one.mean, low, high, histogram, one.reason or None,
            *relations.get((one.round_id, one.unit, one.item), [None] * 4),
        ]  # fmt: skip


def _facts_table(rounds: Sequence[PulseRound], mark: Mark) -> Table:
    words = {INTERNAL: _("intern"), PUBLIC: _("offentlig")}
    rows = [(_("Merking"), words[mark])]
    rows += [(_("Minste gruppe"), str(one.minimum_group)) for one in rounds[:1]]
    return Table(_("Om filen"), (_("Hva"), _("Verdi")), rows)
