"""XLSX in: opened only after the archive's own list of contents has been found small enough."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from samspill.documents.refusals import UnreadableFile, column_letter, megabytes

ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
MEGABYTE = 1024 * 1024
MAX_PARTS = 1_000
MAX_UNPACKED = 400 * MEGABYTE
# These are held in memory whole, unlike the sheets, which are read as a stream.
MAX_TEXTS = 64 * MEGABYTE
MAX_OTHER_PART = 8 * MEGABYTE
MAX_SCANNED_ROWS = 1_048_576
MAX_SCANNED_CELLS = 40_000_000
FAULTS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})


def is_workbook(content: bytes, filename: str) -> bool:
    """Judged by what the file is, not by what it is called."""
    if content.startswith(OLD_EXCEL):
        raise UnreadableFile(
            _(
                "Filen «%(file)s» er i et eldre Excel-format eller har passord. Åpne den "
                "og lagre som «Excel-arbeidsbok (.xlsx)» uten passord."
            )
            % {"file": filename}
        )
    return content.startswith(ZIP)


def cells_of(content: bytes, filename: str) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of the first visible sheet that has any."""
    _check_archive(content, filename)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            yield from _cells(book)
    except UnreadableFile:
        raise
    except Exception as error:  # a damaged or hostile file may fail in any part of the reader
        raise UnreadableFile(
            _("Arbeidsboken «%(file)s» er skadet og lar seg ikke lese. Lagre den på nytt som .xlsx.")
            % {"file": filename}
        ) from error


def _check_archive(content: bytes, filename: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise UnreadableFile(
            _("Filen «%(file)s» er skadet. Lagre den på nytt som .xlsx.") % {"file": filename}
        ) from error
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
        raise UnreadableFile(
            _("Filen «%(file)s» er ikke en Excel-arbeidsbok. Lagre tabellen som .xlsx eller som «CSV UTF-8».")
            % {"file": filename}
        )
    # Python stops at the declared size when it unpacks, so that a declared size cannot be too small.
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or any(_is_swollen(part) for part in parts):
        raise UnreadableFile(
            _(
                "Arbeidsboken «%(file)s» er %(size)s utpakket, og åpnes ikke. "
                "Kopier bare tabellen som skal leses, til en ny arbeidsbok, eller lagre den som «CSV UTF-8»."
            )
            % {"file": filename, "size": megabytes(unpacked)}
        )


def _is_swollen(part: zipfile.ZipInfo) -> bool:
    name = part.filename.lower()
    if not name.endswith((".xml", ".rels")) or name.startswith("xl/worksheets/"):
        return False
    return part.file_size > (MAX_TEXTS if name.endswith("sharedstrings.xml") else MAX_OTHER_PART)


def _cells(book: Any) -> Iterator[tuple[int, list[str]]]:
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()
        found = False
        for number, cells in _sheet_cells(sheet):
            found = True
            yield number, cells
        if found:
            return


def _sheet_cells(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    scanned = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        scanned += len(row)
        if number > MAX_SCANNED_ROWS or scanned > MAX_SCANNED_CELLS:
            raise UnreadableFile(
                _("Arket «%(sheet)s» er for stort til å leses. Kopier bare tabellen til et nytt ark.")
                % {"sheet": sheet.title}
            )
        if any(value is not None for value in row):
            yield number, [_text(value, number, index) for index, value in enumerate(row)]


def _text(value: Any, row: int, index: int) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        if value in FAULTS:
            raise UnreadableFile(
                _("Celle %(cell)s inneholder regnearkfeilen %(fault)s. Rett formelen eller skriv verdien.")
                % {"cell": f"{column_letter(index)}{row}", "fault": value}
            )
        return value.replace("\x00", "")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, (date, time)) else str(value)
