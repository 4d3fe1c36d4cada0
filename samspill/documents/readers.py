"""Files people hand in: CSV as Norwegian programs write it, and XLSX. Read whole, or refused."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from samspill.documents import workbooks
from samspill.documents.refusals import UnreadableFile, column_letter, megabytes

__all__ = ["Row", "Rows", "UnreadableFile", "check_size", "require_columns", "rows_from_file"]

MAX_ROWS = 500_000
MAX_COLUMNS = 200
MAX_PROBLEMS = 20
SEPARATORS = ";\t,|"


@dataclass(frozen=True, slots=True)
class Row:
    """One row with something in it."""

    number: int
    """As the row is numbered in the spreadsheet program, so that a person finds it again."""
    values: dict[str, str]
    """Every column of the header is there; an empty cell is an empty text."""


@dataclass(frozen=True, slots=True)
class Rows:
    header: tuple[str, ...]
    rows: list[Row]


def rows_from_file(content: bytes, filename: str) -> Rows:
    """The table in a CSV or XLSX file. Raises ``UnreadableFile``: what, where, and what is right."""
    check_size(len(content), filename)
    if not content.strip():
        raise UnreadableFile(_("Filen «%(file)s» er tom.") % {"file": filename})
    if workbooks.is_workbook(content, filename):
        return _shaped(workbooks.cells_of(content, filename), filename)
    return _shaped(_csv_cells(_text(content, filename)), filename)


def check_size(size: int, filename: str) -> None:
    """Ask this before the file is read into memory, too."""
    if size > settings.MAX_IMPORT_BYTES:
        raise UnreadableFile(
            _("Filen «%(file)s» er på %(size)s; grensen er %(limit)s. Fjern ark og bilder som ikke trengs.")
            % {"file": filename, "size": megabytes(size), "limit": megabytes(settings.MAX_IMPORT_BYTES)}
        )


def require_columns(rows: Rows, required: Sequence[str], *, optional: Sequence[str] = ()) -> None:
    """Refuse a table that lacks a column, and say which column was perhaps meant."""
    strangers = [name for name in rows.header if name not in required and name not in optional]
    problems = [_missing(name, strangers) for name in required if name not in rows.header]
    if problems:
        found = _("Filen har kolonnene %(columns)s.") % {"columns": ", ".join(f"«{n}»" for n in rows.header)}
        raise UnreadableFile(*problems, found)


def _missing(name: str, strangers: list[str]) -> str:
    close = difflib.get_close_matches(name, strangers, n=1, cutoff=0.6)
    sentence = _("Kolonnen «%(column)s» mangler i overskriftsraden.") % {"column": name}
    if not close:
        return sentence
    return f"{sentence} " + _("Gi «%(found)s» navnet «%(column)s», hvis det er den.") % {
        "found": close[0],
        "column": name,
    }


# -- text ------------------------------------------------------------------------------------------


def _text(content: bytes, filename: str) -> str:
    text = _decoded(content)
    if text is None or "\x00" in text:
        raise UnreadableFile(
            _("Filen «%(file)s» er verken CSV eller Excel (.xlsx). Lagre tabellen som «CSV UTF-8».")
            % {"file": filename}
        )
    return text


def _decoded(content: bytes) -> str | None:
    """UTF-8, else what Excel on Windows writes. UTF-16 is what Excel calls «Unicode-tekst»."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _csv_cells(text: str) -> Iterator[tuple[int, list[str]]]:
    told = re.match(r"sep=(.)\r?\n", text)
    skipped = 1 if told else 0
    body = text[told.end() :] if told else text
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=told[1] if told else _separator(body), strict=True)
    number = skipped
    try:
        for cells in reader:
            number += 1
            yield number, cells
    except csv.Error as error:
        raise UnreadableFile(
            _(
                'Rad %(row)s lar seg ikke lese: et anførselstegn (") er åpnet og ikke lukket riktig. '
                'Skriv anførselstegn inne i en tekst dobbelt ("").'
            )
            % {"row": number + 1}
        ) from error


def _separator(text: str) -> str:
    """The one that cuts the first line with content into most fields; semicolon when none does."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=lambda sign: _fields(line, sign))


def _fields(line: str, separator: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=separator), []))
    except csv.Error:
        return 0


# -- shape -----------------------------------------------------------------------------------------


def _shaped(cells: Iterable[tuple[int, list[str]]], filename: str) -> Rows:
    numbered = _without_blanks(cells)
    first = next(numbered, None)
    if first is None:
        raise UnreadableFile(_("Filen «%(file)s» har ingen rader.") % {"file": filename})
    header = _header(*first)
    rows: list[Row] = []
    problems: list[str] = []
    for number, values in numbered:
        problems += _overflow(number, values, header)
        if len(problems) >= MAX_PROBLEMS:
            break
        padded = values + [""] * (len(header) - len(values))
        rows.append(Row(number, {name: value for name, value in zip(header, padded, strict=False) if name}))
        if len(rows) > MAX_ROWS:
            raise UnreadableFile(_("Filen har flere enn %(limit)s rader. Del den i flere filer.") % {"limit": MAX_ROWS})
    if problems:
        raise UnreadableFile(*problems)
    return Rows(tuple(name for name in header if name), rows)


def _without_blanks(cells: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in cells:
        values = [value.strip() for value in row]
        while values and not values[-1]:
            values.pop()
        if values:
            yield number, values


def _header(number: int, names: list[str]) -> list[str]:
    if len(names) > MAX_COLUMNS:
        raise UnreadableFile(
            _("Rad %(row)s har %(count)s kolonner; grensen er %(limit)s.")
            % {"row": number, "count": len(names), "limit": MAX_COLUMNS}
        )
    places: dict[str, list[str]] = {}
    for index, name in enumerate(names):
        places.setdefault(name, []).append(column_letter(index))
    doubles = [
        _("Kolonnenavnet «%(name)s» står flere ganger i rad %(row)s (kolonne %(columns)s). Behold én av dem.")
        % {"name": name, "row": number, "columns": ", ".join(letters)}
        for name, letters in places.items()
        if name and len(letters) > 1
    ]
    if doubles:
        raise UnreadableFile(*doubles)
    return names


def _overflow(number: int, values: list[str], header: list[str]) -> list[str]:
    """Content under no heading would be lost silently; usually a separator inside a text."""
    stray = [i for i, value in enumerate(values) if value and (i >= len(header) or not header[i])]
    if not stray:
        return []
    return [
        _(
            "Rad %(row)s har innhold i kolonne %(column)s, som ikke har noe kolonnenavn. "
            "Gi kolonnen et navn, eller sett tekst som inneholder skilletegnet, i anførselstegn."
        )
        % {"row": number, "column": column_letter(stray[0])}
    ]
