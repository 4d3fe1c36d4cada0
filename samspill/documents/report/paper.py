"""A report as PDF/UA: its blocks as plain data, which ``typst/report.typ`` lays on the page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from itertools import zip_longest
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.documents.pdf import render
from samspill.documents.report.cells import laid
from samspill.documents.report.charts import LINE, on_paper, width_of
from samspill.documents.report.model import (
    DEEPEST_LEVEL,
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
from samspill.documents.sheets import Table

KEPT_TOGETHER = 1_300
"""Signs. What is short is not parted by the end of a page."""
LONG_CELL = 700
"""Signs. A row is kept on one page unless it could be as high as one."""
SIGN, WIDEST_LABEL = 5.6, 170
ROW_CHART = 310


def report_pdf(report: Report) -> bytes:
    """PDF/UA-1: tagged, titled, in a language, with a text for each picture."""
    return render("report", paper_data(report))


def paper_data(report: Report) -> dict[str, Any]:
    return {
        "title": report.title,
        "kicker": report.kicker,
        "organisation": report.organisation,
        "made_on": date_format(report.made_on, _("j. F Y")),
        "mark": report.mark,
        "sentences": list(report.sentences),
        "labels": _label_width(all_sections(report)),
        "sections": list(_sections(all_sections(report))),
    }


def _label_width(sections: list[Section]) -> int:
    """Points for the longest label of the whole report, so that all values stand under each other."""
    facts = [block for section in sections for block in section.blocks if isinstance(block, Facts)]
    longest = max((len(label) for one in facts for label, value in one.pairs if value), default=0)
    return min(round(longest * SIGN) + 8, WIDEST_LABEL)


def all_sections(report: Report) -> list[Section]:
    """The report's own, then its notes and how its figures are protected."""
    more = [Section("", [Note(text) for text in report.notes])] if report.notes else []
    if report.protection:
        more.append(Section(_("Slik er tallene beskyttet"), [Points(report.protection)]))
    return [*report.sections, *more]


def _sections(sections: list[Section]) -> Iterator[dict[str, Any]]:
    for section, following in zip_longest(sections, sections[1:]):
        blocks = [made for block in section.blocks for made in [on_page(block, section.level)] if made]
        # A heading that goes on in parts of its own must not be parted from the first of them.
        goes_on = following is not None and following.level > section.level
        yield {
            "heading": section.heading,
            "level": section.level,
            "keep": bool(blocks) and not goes_on and _is_short(blocks),
            "blocks": blocks,
        }


def _is_short(blocks: list[dict[str, Any]]) -> bool:
    breaks = any(block["kind"] == "page_break" for block in blocks)
    return not breaks and _signs(blocks) <= KEPT_TOGETHER


def _signs(value: Any) -> int:
    """How much there is to read; a picture takes the room of some lines."""
    if isinstance(value, dict):
        return sum(_signs(inner) for inner in value.values())
    if isinstance(value, list):
        return sum(map(_signs, value))
    if not isinstance(value, str):
        return 0
    return 400 if value.startswith("<svg") else len(value)


@singledispatch
def on_page(block: Block, level: int) -> dict[str, Any]:
    """What ``report.typ`` reads of a block in a section of ``level``: its ``kind``, and texts."""
    raise TypeError(f"No report has a block of {type(block).__name__}.")


@on_page.register
def _paragraph(block: Paragraph, level: int) -> dict[str, Any]:
    return {"kind": "paragraph", "voice": block.voice, "lines": lines_of(block.text)}


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@on_page.register
def _points(block: Points, level: int) -> dict[str, Any]:
    return {"kind": "points", "numbered": block.numbered, "lines": list(block.lines)} if block.lines else {}


@on_page.register
def _facts(block: Facts, level: int) -> dict[str, Any]:
    pairs = [[label, value] for label, value in block.pairs if value]
    return {"kind": "facts", "pairs": pairs} if pairs else {}


@on_page.register
def _table(block: Table, level: int) -> dict[str, Any]:
    return _listed(Listed(block), level)


@on_page.register
def _listed(block: Listed, level: int) -> dict[str, Any]:
    table = laid(block.table)
    return {
        "kind": "table",
        "caption": block.caption,
        "columns": table.columns,
        "rows": [[{"text": text, "long": len(text) > LONG_CELL} for text in row] for row in table.rows],
        "shares": table.weights,
        "numeric": table.numeric,
        "crowded": table.is_crowded,
    }


@on_page.register
def _figure(block: Figure, level: int) -> dict[str, Any]:
    share = min(block.share, width_of(block.svg) / LINE)
    return {
        "kind": "figure",
        "svg": on_paper(block.svg),
        "alt": block.alt,
        "caption": block.caption,
        "percent": round(100 * share),
    }


@on_page.register
def _results(block: Results, level: int) -> dict[str, Any]:
    return {"kind": "results", "level": row_level(level), "rows": list(map(_row, block.rows))} if block.rows else {}


def row_level(level: int) -> int:
    """The heading of a row, in a section of ``level``."""
    return min(level + 1, DEEPEST_LEVEL)


def _row(row: Any) -> dict[str, Any]:
    figure = row.figure
    drawing = {"svg": on_paper(str(row.chart), most=ROW_CHART)} if row.chart else {}
    return {
        "name": row.name,
        "ask": f"«{row.ask}»" if row.ask else "",
        "finding": row.finding,
        "alt": alt_of(row),
        "is_hidden": figure.kind == "hidden",
        "value": figure.text,
        "notes": list(figure.notes),
        **drawing,
    }


def alt_of(row: Any) -> str:
    """What the drawing of a row shows: its finding, and the figure it ends in."""
    said = [f"{row.name}: {row.finding}".rstrip(": ")]
    if row.figure.kind != "hidden":
        said.append(", ".join((row.figure.text, *row.figure.notes)))
    return ". ".join(text.rstrip(".") for text in said) + "."


@on_page.register
def _note(block: Note, level: int) -> dict[str, Any]:
    return {"kind": "note", "heading": block.heading, "lines": lines_of(block.text)}


@on_page.register
def _signatures(block: Signatures, level: int) -> dict[str, Any]:
    people = [{"name": name, "role": role} for name, role in block.people]
    return {"kind": "signatures", "people": people} if people else {}


@on_page.register
def _page_break(block: PageBreak, level: int) -> dict[str, Any]:
    return {"kind": "page_break"}
