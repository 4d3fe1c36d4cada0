"""What the library has no word for: fields, tables with repeated headings, texts for pictures, the language."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt

from samspill.documents.report.cells import laid
from samspill.documents.report.word_styles import LINE, TABLE
from samspill.documents.sheets import Table
from samspill.documents.signs import printable


def set_language(made: Document, language: str) -> None:
    """So that it is spelt and read aloud as what it is."""
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), language)
    properties: Any = made.styles["Normal"].element.get_or_add_rPr()
    properties.append(said)


def dressed(paragraph: Any, style: str) -> Any:
    """The paragraph in a style. The library looks a style up by reading all of them, for every paragraph anew."""
    paragraph._p.style = style.replace(" ", "")  # noqa: SLF001 - see above
    return paragraph


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """Something Word works out itself, with what stands there until it has."""
    _field_sign(paragraph, "begin")
    told = OxmlElement("w:instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = f" {instruction} "
    paragraph.add_run()._r.append(told)  # noqa: SLF001 - the library has no word for a field
    _field_sign(paragraph, "separate")
    paragraph.add_run(shown)
    _field_sign(paragraph, "end")


def _field_sign(paragraph: Any, kind: str) -> None:
    sign = OxmlElement("w:fldChar")
    sign.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(sign)  # noqa: SLF001 - the library has no word for a field


def describe(picture: Any, text: str) -> None:
    """What is read aloud in the place of a picture; and no room round it, which some programs add unasked."""
    inline = picture._inline  # noqa: SLF001 - the library has no word for it
    inline.docPr.set("descr", text)
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")


def add_table(made: Document, content: Table) -> None:
    """Columns as wide as what is in them asks for; the headings are repeated, and no row is parted."""
    paper = laid(content)
    table: Any = made.add_table(rows=1 + len(paper.rows), cols=len(paper.columns), style=TABLE)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _name(table, content.name)
    widths = [Emu(int(LINE * weight / sum(paper.weights))) for weight in paper.weights]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    # The library finds a cell by counting from the table's beginning: row by row is a hundred times faster.
    for number, (row, texts) in enumerate(zip(table.rows, [paper.columns, *paper.rows], strict=True)):
        for cell, text, place in zip(row.cells, texts, range(len(widths)), strict=True):
            cell.width = widths[place]
            run = _write(cell.paragraphs[0], text, is_number=paper.numeric[place])
            run.font.bold = number == 0 or None
            run.font.size = Pt(8) if paper.is_crowded else None
        _mark(row, "w:cantSplit")
    _mark(table.rows[0], "w:tblHeader")
    dressed(made.add_paragraph(), "Report Quiet")


def _write(line: Any, text: str, *, is_number: bool) -> Any:
    dressed(line, "Report Cell")
    if is_number:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return line.add_run(printable(text))


def _name(table: Any, name: str) -> None:
    said = OxmlElement("w:tblCaption")
    said.set(qn("w:val"), printable(name))
    table._tbl.tblPr.append(said)  # noqa: SLF001 - the library has no word for it


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - the library has no word for it
