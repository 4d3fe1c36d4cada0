"""A report as a workbook: first what it is, who it is for and how it is protected, then a sheet for each table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.documents.pdf import MARKS
from samspill.documents.report.model import Report, tables_of
from samspill.documents.sheets import (
    Cell,
    Formats,
    Table,
    lay_on_paper,
    lines_of,
    new_book,
    set_height,
    sheet_name,
    write_cell,
    write_sheet,
)
from samspill.documents.signs import printable

LABELS, VALUES = 26, 92


def report_workbook(report: Report) -> bytes:
    """The numbers behind everything the report shows, for those who want to work on with them."""
    out = io.BytesIO()
    book, formats = new_book(out)
    book.set_properties({"title": printable(report.title)[:255], "author": printable(report.organisation)[:255]})
    tables, taken = list(tables_of(report)), {_("Om").lower()}
    names = [sheet_name(table.name, taken) for table in tables]
    _about(book.add_worksheet(_("Om")), formats, report, list(zip(names, tables, strict=True)))
    for name, table in zip(names, tables, strict=True):
        sheet = book.add_worksheet(name)
        write_sheet(sheet, table, formats)
        _mark(sheet, report)
    book.close()
    return out.getvalue()


def _about(sheet: Any, formats: Formats, report: Report, sheets: Sequence[tuple[str, Table]]) -> None:
    sheet.set_column(0, 0, LABELS)
    sheet.set_column(1, 1, VALUES)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, printable(report.title), formats["title"])
    number = 2
    for label, value in _said(report):
        sheet.write_string(number, 0, label, formats["label"])
        write_cell(sheet, (number, 1), _beside(value), formats)
        set_height(sheet, number, lines_of(value, VALUES))
        number += 1
    if sheets:
        sheet.write_string(number + 1, 0, _("Ark"), formats["head"])
        sheet.write_string(number + 1, 1, _("Hva som står der"), formats["head"])
        for place, (name, table) in enumerate(sheets, start=number + 2):
            sheet.write_url(place, 0, f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A1", formats["link"], name)
            write_cell(sheet, (place, 1), ", ".join(str(column) for column in table.columns), formats)
    lay_on_paper(sheet, repeats=False)
    _mark(sheet, report)


def _beside(value: Cell) -> Cell:
    """Numbers stand to the left here, as the texts do."""
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else printable(value)


def _said(report: Report) -> list[tuple[str, Cell]]:
    """What, who, when, how it is protected; each once."""
    rows: list[tuple[str, Cell]] = [
        (_("Virksomhet"), report.organisation),
        (_("Gjelder"), report.kicker),
        (_("Merking"), str(MARKS[report.mark])),
        (_("Tatt ut"), report.made_on),
        *report.about,
    ]
    for label, lines in (
        (_("Kort sagt"), report.sentences),
        (_("Merk"), report.notes),
        (_("Slik er tallene beskyttet"), report.protection),
    ):
        rows += [(label if place == 0 else "", line) for place, line in enumerate(lines)]
    return [(label, value) for label, value in rows if value not in {None, ""}]


def _mark(sheet: Any, report: Report) -> None:
    """On every page that is printed: whose it is, for whom, and which page."""
    made_on = date_format(report.made_on, _("j. F Y"))
    # With a space after the size, or a text that begins with a number would be a size.
    sheet.set_header(f"&L&8 {_plain(report.title)}&R&8 {_plain(made_on)}")
    sheet.set_footer(f"&L&8 {_plain(str(MARKS[report.mark]))}&R&8 {_('Side')} &P {_('av')} &N")


def _plain(text: str) -> str:
    """``&`` begins an instruction in heads and feet."""
    return str(printable(text)).replace("&", "&&")[:100]
