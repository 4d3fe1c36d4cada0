"""How a table is laid on paper: what stands in a cell, which columns are numbers, and how wide each is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from samspill.documents.sheets import Cell, Table

MOST_DECIMALS = 2
WIDEST = 36
"""From here on a longer text takes more lines, not a wider column."""
SHORT_HEADING = 18
ROOMY = 88
"""Signs there is room for on a line; a table of more is set smaller."""
AIR = 4


@dataclass(frozen=True, slots=True)
class Laid:
    """A table ready for paper."""

    columns: list[str]
    rows: list[list[str]]
    numeric: list[bool]
    """Columns of numbers alone stand to the right, their headings too."""
    weights: list[int]
    """What each column needs, in signs."""

    @property
    def is_crowded(self) -> bool:
        return sum(self.weights) > ROOMY


def laid(table: Table) -> Laid:
    columns = [str(name) for name in table.columns]
    cells = [[row[place] for row in table.rows] for place in range(len(columns))]
    texts = [_written(column) for column in cells]
    return Laid(
        columns=columns,
        rows=[list(row) for row in zip(*texts, strict=True)],
        numeric=[_is_numeric(column) for column in cells],
        weights=[_weight(name, column) for name, column in zip(columns, texts, strict=True)],
    )


def _written(column: list[Cell]) -> list[str]:
    """Numbers of one column have the same decimals, as many as any of them needs."""
    decimals = max((_decimals(cell) for cell in column), default=0)
    return [_text(cell, decimals) for cell in column]


def _decimals(cell: Cell) -> int:
    if not isinstance(cell, (float, Decimal)):
        return 0
    return next((n for n in range(MOST_DECIMALS) if round(cell, n) == round(cell, MOST_DECIMALS)), MOST_DECIMALS)


def _text(cell: Cell, decimals: int) -> str:
    """A cell as a person reads it."""
    if cell is None or cell == "":
        return "–"
    if isinstance(cell, bool):
        return _("ja") if cell else _("nei")
    if isinstance(cell, (float, Decimal)):
        return number_format(cell, decimal_pos=decimals).replace("-", "−")
    if isinstance(cell, date):
        return date_format(cell, _("d.m.Y H:i") if isinstance(cell, datetime) else _("d.m.Y"))
    return str(cell)


def _is_numeric(column: list[Cell]) -> bool:
    said = [cell for cell in column if cell is not None]
    return bool(said) and all(isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool) for cell in said)


def _weight(name: str, texts: list[str]) -> int:
    """The longest word, the heading if it is short, and the longest text as far as that goes."""
    words = [len(word) for text in (name, *texts) for word in text.split()]
    return max([min(max(map(len, texts), default=0), WIDEST), min(len(name), SHORT_HEADING), *words, 4]) + AIR
