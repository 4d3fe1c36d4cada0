"""A report as a file: its form by its ending."""

from __future__ import annotations

from dataclasses import dataclass

from samspill.documents.report.book import report_workbook
from samspill.documents.report.model import Report
from samspill.documents.report.paper import report_pdf
from samspill.documents.report.word import report_word

MAKERS = {"pdf": report_pdf, "docx": report_word, "xlsx": report_workbook}
FORMS = tuple(MAKERS)


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content: bytes


def report_in(report: Report, form: str) -> bytes:
    """``form`` is one of ``FORMS``."""
    return MAKERS[form](report)


def report_file(report: Report, *, name: str, form: str) -> File:
    """``name`` is without an ending."""
    return File(f"{name}.{form}", report_in(report, form))
