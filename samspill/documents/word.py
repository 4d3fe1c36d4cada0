"""Word documents with real headings, tables and lists, so that they can be worked on, and heard, afterwards."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell

from samspill.documents.signs import printable

INK, QUIET, PETROL = RGBColor(0x22, 0x20, 0x1B), RGBColor(0x5E, 0x57, 0x4A), RGBColor(0x12, 0x51, 0x4E)
# Typefaces that every Word has; ours would be replaced by whatever the machine likes.
SERIF, SANS = "Georgia", "Calibri"
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Word wants a day on which a document was made; the one that matters stands in its head."""


def word_bytes(data: dict[str, Any]) -> bytes:
    """The same data as ``typst/letter.typ`` reads, as a .docx.

    ``title``, ``organisation``, ``mark``, ``made_on``, ``kicker``, ``sentences``, ``sections`` (heading,
    paragraphs, points, facts, table) and ``notes``; charts are left to the PDF.
    """
    content = printable(data)
    made = docx.Document()
    _prepare(made, content)
    _head(made, content)
    for part in content.get("sections", ()):
        _section(made, part)
    for note in content.get("notes", ()):
        made.add_paragraph(note, style="Intense Quote")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _prepare(made: Document, data: dict[str, Any]) -> None:
    facts = made.core_properties
    facts.title, facts.author = data["title"][:255], data.get("organisation", "")[:255]
    facts.language = LANGUAGES.get(get_language() or "nb", "nb-NO")
    facts.created = facts.modified = LONG_AGO
    facts.comments = ""
    for name, font, size, colour in (
        ("Normal", SANS, 11, INK),
        ("Heading 1", SERIF, 24, INK),
        ("Heading 2", SERIF, 16, INK),
        ("Heading 3", SANS, 12, INK),
        ("Subtitle", SANS, 10, PETROL),
        ("Intense Quote", SANS, 10, QUIET),
    ):
        _style(made, name, font, size, colour)
    _language(made, str(facts.language))
    for page in made.sections:
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.4)
        page.top_margin = page.bottom_margin = Cm(2.4)


def _style(made: Document, name: str, font: str, size: int, colour: RGBColor) -> None:
    style: Any = made.styles[name]
    style.font.name, style.font.size, style.font.color.rgb = font, Pt(size), colour
    style.font.italic = style.font.bold = False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), font)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)


def _language(made: Document, language: str) -> None:
    """So that it is spelt and read aloud as what it is."""
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), language)
    properties: Any = made.styles["Normal"].element.get_or_add_rPr()
    properties.append(said)


def _head(made: Document, data: dict[str, Any]) -> None:
    page = made.sections[0]
    page.header.paragraphs[0].text = f"{data.get('organisation', '')}\t\t{data.get('made_on', '')}"
    marks = {"internal": _("Intern: bare for dem som har rett til å se den"), "public": _("Kan deles med alle")}
    foot = page.footer.paragraphs[0]
    foot.text = f"{marks[data.get('mark', 'internal')]}\t\t{_('Side')} "
    _page_number(foot)
    if data.get("kicker"):
        made.add_paragraph(data["kicker"], style="Subtitle")
    made.add_heading(data["title"], level=1)
    for sentence in data.get("sentences", ()):
        line = made.add_paragraph().add_run(sentence)
        line.font.name, line.font.size = SERIF, Pt(14)


def _page_number(paragraph: Any) -> None:
    """Word counts the pages itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - the library has no word for a field


def _section(made: Document, part: dict[str, Any]) -> None:
    if part.get("heading"):
        made.add_heading(part["heading"], level=2)
    if part.get("subheading"):
        made.add_heading(part["subheading"], level=3)
    for paragraph in part.get("paragraphs", ()):
        made.add_paragraph(paragraph)
    for point in part.get("points", ()):
        made.add_paragraph(point, style="List Bullet")
    if part.get("facts"):
        _facts(made, part["facts"])
    if part.get("table"):
        _table(made, part["table"]["columns"], part["table"]["rows"])


def _facts(made: Document, pairs: Sequence[Sequence[str]]) -> None:
    for label, value in pairs:
        line = made.add_paragraph()
        line.paragraph_format.space_after = Pt(2)
        name = line.add_run(f"{label}: ")
        name.font.color.rgb = QUIET
        line.add_run(value)
    made.add_paragraph()


def _table(made: Document, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    table = made.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        _write(cell, name, bold=True)
    _repeat_heading(table.rows[0])
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            _write(cell, "–" if value is None else str(value))
    made.add_paragraph()


def _write(cell: _Cell, text: str, *, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.font.size, run.font.bold = Pt(9), bold


def _repeat_heading(row: Any) -> None:
    """On the next page too, and told as a heading to those who hear it."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no word for it
    properties.append(OxmlElement("w:tblHeader"))
