"""The gate: sealed tallies in, safe tables out. The only place outside ``answers`` that reads what people answered.

``collecting`` opens the tallies and lets go of them; ``publishing`` decides what may be known and has it audited;
``tables`` holds the types that pages and files are made from; ``drawing`` makes words and charts of them. Nothing else
in the house turns counts into something a person can read.
"""

from samspill.results.gate.collecting import Collected, collected, delete_answers, delete_pages, is_unchanged
from samspill.results.gate.publishing import Auditor, Counted, Release, release
from samspill.results.gate.tables import SafeFigure, SafePoint, SafeRound, SafeRow, SafeTable, unit_table

__all__ = [
    "Auditor",
    "Collected",
    "Counted",
    "Release",
    "SafeFigure",
    "SafePoint",
    "SafeRound",
    "SafeRow",
    "SafeTable",
    "collected",
    "delete_answers",
    "delete_pages",
    "is_unchanged",
    "release",
    "unit_table",
]
