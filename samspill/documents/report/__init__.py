"""One report, three forms: what an app has to say, put together once, as PDF/UA, Word and a workbook.

An app builds a ``Report`` of sections and blocks, with the charts its pages show and the tables behind them, and hands
it to ``report_pdf``, ``report_word``, ``report_workbook``, or to ``report_in`` with the ending of a file.
"""

from samspill.documents.report.book import report_workbook
from samspill.documents.report.files import FORMS, File, report_file, report_in
from samspill.documents.report.model import (
    INTERNAL,
    PUBLIC,
    Block,
    Facts,
    Figure,
    Listed,
    Mark,
    Note,
    PageBreak,
    Paragraph,
    Points,
    Report,
    Results,
    Section,
    Signatures,
)
from samspill.documents.report.paper import report_pdf
from samspill.documents.report.word import report_word
from samspill.documents.sheets import Cell, Table

__all__ = [
    "FORMS",
    "INTERNAL",
    "PUBLIC",
    "Block",
    "Cell",
    "Facts",
    "Figure",
    "File",
    "Listed",
    "Mark",
    "Note",
    "PageBreak",
    "Paragraph",
    "Points",
    "Report",
    "Results",
    "Section",
    "Signatures",
    "Table",
    "report_file",
    "report_in",
    "report_pdf",
    "report_word",
    "report_workbook",
]
