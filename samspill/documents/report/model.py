"""What a report is made of. Texts are texts: nothing in them is read as markup in any of the three forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from samspill.design.figures import FactorRow
from samspill.documents.sheets import Cell, Table

Mark = Literal["internal", "public"]
INTERNAL: Mark = "internal"
PUBLIC: Mark = "public"
Voice = Literal["plain", "finding", "quiet", "strong"]
"""``finding`` is said in the serif voice, ``quiet`` is small, ``strong`` is what was agreed."""
FIRST_LEVEL, DEEPEST_LEVEL = 2, 4
"""The title is the heading of level one."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text; a line break in it begins a new paragraph."""

    text: str
    voice: Voice = "plain"


@dataclass(frozen=True, slots=True)
class Points:
    lines: Sequence[str]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value, label and value; a pair without a value is left out."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Listed:
    """A table as it stands on paper. The workbook has ``data`` in its place, if the paper shows only part of it."""

    table: Table
    caption: str = ""
    data: Table | None = None
    paper_only: bool = False
    """The workbook has what it says in another table."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture (one of our charts, or another SVG), what it shows in words, and the numbers it is drawn from."""

    svg: str
    alt: str
    caption: str = ""
    data: Table | None = None
    share: float = 1.0
    """How much of the line it takes, for an SVG that is not one of our charts."""

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("A figure needs a text for those who do not see it.")


@dataclass(frozen=True, slots=True)
class Results:
    """Rows as the result page has them: the name, the finding, the drawing and the figure with how sure it is."""

    rows: Sequence[FactorRow]
    data: Sequence[Table] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know beside the text, on sand."""

    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Name and role of each who signs, with room for the day and the hand."""

    people: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block: TypeAlias = Paragraph | Points | Facts | Table | Listed | Figure | Results | Note | Signatures | PageBreak


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; without a heading, what goes on after the section before."""

    heading: str
    blocks: Sequence[Block] = ()
    level: int = FIRST_LEVEL


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one document says. It is made in the language that is active when it is written out."""

    title: str
    organisation: str
    made_on: date
    sections: Sequence[Section] = ()
    mark: Mark = INTERNAL
    kicker: str = ""
    sentences: Sequence[str] = ()
    """The findings, said first."""
    notes: Sequence[str] = ()
    """Said last."""
    protection: Sequence[str] = ()
    """How the figures are protected: a section of its own at the end, and on the first sheet of the workbook."""
    about: Sequence[tuple[str, Cell]] = ()
    """More for the first sheet of the workbook, after title, mark and day."""
    sheets: Sequence[Table] = ()
    """Tables that only the workbook has; they come first."""

    def __post_init__(self) -> None:
        """Headings that jump over a level leave those who hear the document without a way through it."""
        if not self.title.strip():
            raise ValueError("A report needs a title.")
        above = FIRST_LEVEL - 1
        for section in self.sections:
            if not section.heading:
                continue
            if not FIRST_LEVEL <= section.level <= min(above + 1, DEEPEST_LEVEL):
                raise ValueError(f"«{section.heading}» is a heading of level {section.level} under one of {above}.")
            above = section.level


def tables_of(report: Report) -> Iterator[Table]:
    """Every table of data, in the order of the report: the workbook's sheets."""
    yield from report.sheets
    for section in report.sections:
        for block in section.blocks:
            yield from _tables_in(block)


def _tables_in(block: Block) -> Iterator[Table]:
    if isinstance(block, Table):
        yield block
    elif isinstance(block, Listed) and not block.paper_only:
        yield block.data or block.table
    elif isinstance(block, Figure) and block.data is not None:
        yield block.data
    elif isinstance(block, Results):
        yield from block.data
