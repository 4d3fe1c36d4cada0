"""A report as a Word document with real styles, headings, captions and tables, to be worked on and heard."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import singledispatchmethod
from typing import Any

import docx
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Emu, Pt

from samspill.design.figures import FactorRow
from samspill.documents.pdf import MARKS
from samspill.documents.report.charts import LINE as LINE_IN_POINTS
from samspill.documents.report.charts import as_pictures, on_paper, width_of
from samspill.documents.report.model import (
    FIRST_LEVEL,
    Block,
    Facts,
    Figure,
    Listed,
    Note,
    PageBreak,
    Paragraph,
    Points,
    Report,
    Results,
    Section,
    Signatures,
)
from samspill.documents.report.paper import all_sections, alt_of, lines_of, row_level
from samspill.documents.report.word_parts import add_field, add_table, describe, dressed, set_language
from samspill.documents.report.word_styles import LINE, QUIET, prepare_styles
from samspill.documents.sheets import Table
from samspill.documents.signs import printable

LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Word wants a day on which a document was made; the one that matters stands in its head."""
KEPT_FACTS = 16
"""As many as this are not parted by the end of a page."""
VOICES = {"plain": "Normal", "finding": "Report Finding", "quiet": "Report Quiet", "strong": "Report Agreed"}


def report_word(report: Report) -> bytes:
    """The report as .docx: what the PDF says, in the same order."""
    return _Writer(report).written()


class _Writer:
    """The document as it grows, with its pictures drawn beforehand."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.sections = all_sections(report)
        self.made = docx.Document()
        self.figures = self.tables = 0
        self.level = FIRST_LEVEL
        self.latest: Any = None
        drawings = list(dict.fromkeys(_drawings(self.sections)))
        self.pictures = dict(zip(drawings, as_pictures([printable(on_paper(one)) for one in drawings]), strict=True))

    def written(self) -> bytes:
        self._prepare()
        self._head()
        for section in self.sections:
            self.level = section.level
            self._section(section)
        out = io.BytesIO()
        self.made.save(out)
        return out.getvalue()

    def say(self, text: str, style: str = "Normal") -> Any:
        self.latest = dressed(self.made.add_paragraph(printable(text)), style)
        return self.latest

    # -- the page ----------------------------------------------------------------------------------

    def _prepare(self) -> None:
        facts, report = self.made.core_properties, self.report
        facts.title, facts.author = printable(report.title)[:255], printable(report.organisation)[:255]
        facts.language = LANGUAGES.get(get_language() or "nb", "nb-NO")
        facts.created = facts.modified = LONG_AGO
        facts.comments = ""
        prepare_styles(self.made)
        set_language(self.made, str(facts.language))
        for page in self.made.sections:
            page.page_width, page.page_height = Cm(21), Cm(29.7)
            page.left_margin = page.right_margin = Cm(2.4)
            page.top_margin = page.bottom_margin = Cm(2.4)

    def _head(self) -> None:
        report, page = self.report, self.made.sections[0]
        made_on = date_format(report.made_on, _("j. F Y"))
        page.header.paragraphs[0].text = printable(f"{report.organisation}\t{made_on}")
        foot = page.footer.paragraphs[0]
        foot.text = f"{MARKS[report.mark]}\t{_('Side')} "
        add_field(foot, "PAGE", "1")
        foot.add_run(f" {_('av')} ")
        add_field(foot, "NUMPAGES", "1")
        if report.kicker:
            self.say(report.kicker, "Subtitle")
        self.say(report.title, "Heading 1")
        for sentence in report.sentences:
            self.say(sentence, "Report Finding")

    def _section(self, section: Section) -> None:
        if section.heading:
            self.say(section.heading, f"Heading {section.level}")
        for place, block in enumerate(section.blocks, start=1):
            self.add(block)
            introduces = isinstance(block, Paragraph) and (place == 1 or block.voice == "strong")
            if introduces and place < len(section.blocks):
                self.latest.paragraph_format.keep_with_next = True

    # -- the blocks --------------------------------------------------------------------------------

    @singledispatchmethod
    def add(self, block: Block) -> None:
        raise TypeError(f"No report has a block of {type(block).__name__}.")

    @add.register
    def _paragraph(self, block: Paragraph) -> None:
        for line in lines_of(block.text):
            self.say(line, VOICES[block.voice])

    @add.register
    def _points(self, block: Points) -> None:
        for line in block.lines:
            self.say(line, "List Number" if block.numbered else "List Bullet")

    @add.register
    def _facts(self, block: Facts) -> None:
        pairs = [(label, value) for label, value in block.pairs if value]
        for place, (label, value) in enumerate(pairs, start=1):
            line = self.say("", "Report Fact")
            line.paragraph_format.keep_with_next = place < len(pairs) <= KEPT_FACTS
            line.add_run(printable(label)).font.color.rgb = QUIET
            line.add_run(f"\t{printable(value)}")

    @add.register
    def _table(self, block: Table) -> None:
        self._listed(Listed(block))

    @add.register
    def _listed(self, block: Listed) -> None:
        if block.caption:
            self.tables += 1
            self._caption(_("Tabell"), self.tables, block.caption).paragraph_format.keep_with_next = True
        add_table(self.made, block.table)

    @add.register
    def _figure(self, block: Figure) -> None:
        line = self.say("", "Report Picture")
        line.paragraph_format.keep_with_next = bool(block.caption)
        self._draw(line, block.svg, block.alt, share=block.share)
        if block.caption:
            self.figures += 1
            self._caption(_("Figur"), self.figures, block.caption)

    @add.register
    def _results(self, block: Results) -> None:
        for row in block.rows:
            self._row(row)

    @add.register
    def _note(self, block: Note) -> None:
        if block.heading:
            self.say("", "Report Note").add_run(printable(block.heading)).font.bold = True
        for line in lines_of(block.text):
            self.say(line, "Report Note")

    @add.register
    def _signatures(self, block: Signatures) -> None:
        for name, role in block.people:
            said = " · ".join(filter(None, (role, f"{_('Dato')} / {_('Underskrift')}")))
            # The tab draws the line to sign on.
            self.say(f"\t\n{name}\n{said}", "Report Signature")

    @add.register
    def _page_break(self, _block: PageBreak) -> None:
        self.made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    # -- pictures ----------------------------------------------------------------------------------

    def _row(self, row: FactorRow) -> None:
        """A row of the result page, read from the top: name, question, finding, drawing, figure."""
        self.say(row.name, f"Heading {row_level(self.level)}")
        # One paragraph for all of it, since not every program keeps several of them on one page.
        line = self.say("")
        line.paragraph_format.keep_with_next = line.paragraph_format.keep_together = True
        if row.ask:
            asked = line.add_run(printable(f"«{row.ask}»\n"))
            asked.font.size, asked.font.color.rgb = Pt(9), QUIET
        line.add_run(printable(row.finding))
        if row.chart:
            if row.finding:
                line.add_run().add_break()
            self._draw(line, str(row.chart), alt_of(row))
        caption = self.say("", "Caption")
        caption.add_run(printable(row.figure.text)).font.bold = True
        caption.add_run(printable("".join(f" · {note}" for note in row.figure.notes)))

    def _draw(self, line: Any, drawing: str, alt: str, *, share: float = 1.0) -> None:
        width = Emu(int(LINE * min(share, width_of(drawing) / LINE_IN_POINTS)))
        describe(line.add_run().add_picture(io.BytesIO(self.pictures[drawing]), width=width), printable(alt))

    def _caption(self, label: str, number: int, text: str) -> Any:
        """Numbered by Word, so that it stays right when a figure is moved or taken out."""
        line = self.say(f"{label} ", "Caption")
        line.alignment = WD_ALIGN_PARAGRAPH.LEFT
        add_field(line, f"SEQ {label} \\* ARABIC", str(number))
        line.add_run(printable(f": {text}"))
        return line


def _drawings(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Figure):
                yield block.svg
            elif isinstance(block, Results):
                yield from (str(row.chart) for row in block.rows if row.chart)
