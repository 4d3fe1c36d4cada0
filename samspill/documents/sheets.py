"""Tables out: CSV, XLSX and JSON with the same content, and text that cannot become a formula."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from samspill.documents.signs import printable

Cell = str | int | float | Decimal | bool | date | None
# Spreadsheets run a cell that begins like this; the last four are the wide signs of East Asian keyboards.
FORMULA = re.compile(r"^(?:[\t\r\n]|\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20])")
LONGEST_TEXT = 32_000
WIDEST = 60
LINE_HEIGHT = 15
READABLE = 200
"""Signs beside each other on a page, at the most."""
HIGHEST_ROW = 400


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    """As long as the columns, each."""
    widest: int = WIDEST
    """Signs in a column of the workbook, at the most: fewer for what is to be read on paper."""


def neutral(text: str) -> str:
    """``text`` so that no spreadsheet runs it: an apostrophe in front of what begins like a formula."""
    shown = str(printable(text))
    return f"'{shown}" if FORMULA.match(shown) else shown


# -- CSV -------------------------------------------------------------------------------------------


def csv_bytes(tables: Sequence[Table], *, decimal: str = ",") -> bytes:
    """As Norwegian Excel opens it by a double click: UTF-8 with BOM, semicolon, decimal comma.

    One table is its heading and rows; several stand below each other, each under its name and with an
    empty line between. For programs: ``decimal="."``.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for number, table in enumerate(tables):
        if len(tables) > 1:
            writer.writerows([[]] if number else [])
            writer.writerow([neutral(table.name)])
        writer.writerow([neutral(column) for column in table.columns])
        writer.writerows([_csv_cell(cell, decimal) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _csv_cell(cell: Cell, decimal: str) -> str:
    if isinstance(cell, str):
        return neutral(cell)
    if _is_nothing(cell):
        return ""
    if isinstance(cell, (float, Decimal)):
        return str(cell).replace(".", decimal)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


# -- XLSX ------------------------------------------------------------------------------------------


Formats = dict[str, Any]


def new_book(out: io.BytesIO) -> tuple[Any, Formats]:
    """A workbook in which no text is a formula or a link, and the looks of its cells."""
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    return book, {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "label": book.add_format({"valign": "top", "font_color": "#5E574A"}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "head of numbers": book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "align": "right"}
        ),
        "text": book.add_format({"valign": "top"}),
        "decimal": book.add_format({"valign": "top", "num_format": "0.0#"}),
        "long": book.add_format({"text_wrap": True, "valign": "top"}),
        "link": book.add_format({"valign": "top", "font_color": "#1D5F5A", "underline": 1}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top", "align": "left"}),
    }


def xlsx_bytes(tables: Sequence[Table]) -> bytes:
    """A workbook with one sheet per table; numbers and dates stay numbers and dates."""
    out = io.BytesIO()
    book, formats = new_book(out)
    taken: set[str] = set()
    for table in tables:
        write_sheet(book.add_worksheet(sheet_name(table.name, taken)), table, formats)
    book.close()
    return out.getvalue()


def write_sheet(sheet: Any, table: Table, formats: Formats) -> None:
    """Headings in the first row, so that programs read it too; they stay in sight and can be sifted by."""
    for column, name in enumerate(table.columns):
        look = formats["head of numbers" if _is_of_numbers(table, column) else "head"]
        sheet.write_string(0, column, neutral(name)[:LONGEST_TEXT], look)
        sheet.set_column(column, column, _width(table, column))
    widths = [_width(table, column) for column in range(len(table.columns))]
    for number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            write_cell(sheet, (number, column), cell, formats, widest=table.widest)
        set_height(sheet, number, max(map(lines_of, row, widths), default=1))
    sheet.freeze_panes(1, 0)
    if table.rows and table.columns:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    lay_on_paper(sheet, across=-(-sum(widths) // READABLE) or 1)


def _is_of_numbers(table: Table, column: int) -> bool:
    """Its heading then stands to the right, as its numbers do."""
    cells = [row[column] for row in table.rows if row[column] is not None]
    return bool(cells) and not any(isinstance(cell, (str, bool, date)) for cell in cells)


def lines_of(cell: Cell, width: int) -> int:
    """How many lines a cell takes in a column of this width."""
    return sum(-(-len(line) // width) or 1 for line in cell.splitlines()) or 1 if isinstance(cell, str) else 1


def set_height(sheet: Any, number: int, lines: int) -> None:
    """Not every program makes room for a text of several lines by itself."""
    if lines > 1:
        sheet.set_row(number, min(lines * LINE_HEIGHT, HIGHEST_ROW))


def lay_on_paper(sheet: Any, *, repeats: bool = True, across: int = 1) -> None:
    """A4 on its side, the headings on every page; as many pages beside each other as keep the letters readable."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(across, 0)
    if repeats:
        sheet.repeat_rows(0)
    if across > 1:
        sheet.repeat_columns(0)


def write_cell(sheet: Any, place: tuple[int, int], cell: Cell, formats: Formats, *, widest: int = WIDEST) -> None:
    if _is_nothing(cell):
        return
    if isinstance(cell, str):
        look = formats["long" if len(cell) > widest or "\n" in cell else "text"]
        sheet.write_string(*place, neutral(cell)[:LONGEST_TEXT], look)
    elif isinstance(cell, bool):
        sheet.write_boolean(*place, cell, formats["text"])
    elif isinstance(cell, datetime):
        sheet.write_datetime(*place, cell.replace(tzinfo=None), formats["moment"])
    elif isinstance(cell, date):
        sheet.write_datetime(*place, cell, formats["day"])
    else:
        sheet.write_number(*place, cell, formats["text" if isinstance(cell, int) else "decimal"])


def _is_nothing(cell: Cell) -> bool:
    """Not a number is no number: an empty cell says so in every program."""
    return cell is None or (isinstance(cell, (float, Decimal)) and not math.isfinite(cell))


def _width(table: Table, column: int) -> int:
    longest = max((len(str(row[column])) for row in table.rows[:200] if len(row) > column), default=0)
    return min(table.widest, max(longest, len(table.columns[column]), 6) + 2)


def sheet_name(name: str, taken: set[str]) -> str:
    """At most 31 signs, none that Excel refuses, and no two alike whatever the case."""
    clean = re.sub(r"[\[\]:*?/\\]", " ", printable(name)).strip("' ")[:31].rstrip("' ") or "Ark"
    candidate, number = clean, 2
    while candidate.lower() in taken | {"history"}:
        ending = f" ({number})"
        candidate, number = clean[: 31 - len(ending)] + ending, number + 1
    taken.add(candidate.lower())
    return candidate


# -- JSON ------------------------------------------------------------------------------------------


def json_bytes(content: Any) -> bytes:
    """UTF-8, readable by people, dates in ISO 8601; refuses what JSON has no word for (NaN, infinity)."""
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False, default=_json_value)
    return f"{text}\n".encode()


def _json_value(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"JSON has no word for {type(value).__name__}.")
