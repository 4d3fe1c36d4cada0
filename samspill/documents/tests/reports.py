"""A report with one of everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from samspill.design.charts.trend import trend_chart
from samspill.design.charts.types import Point, Series
from samspill.design.figures import FactorRow
from samspill.design.figures import Figure as Shown
from samspill.documents.report import (
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
    Table,
)

CHART = str(trend_chart(Series((Point("okt", 3.1), Point("nov", 3.2))), title="Jevn", description=""))
COURSE = Table("Støtte over tid", ["Måling", "Snitt"], [["oktober", 3.1], ["november", 3.2]])
STATUS = Table("Status", ["Tiltak", "Frist", "Snitt"], [["Stille", date(2026, 12, 1), 3.25], ["Øyne", None, 3.0]])
ROWS = [
    FactorRow("Støtte", Shown.value(3.9, low=3.6, high=4.2, answers=21), CHART, "Jeg får hjelp.", "Som før."),
    FactorRow("Fokus", Shown.hidden("For få svar."), CHART),
]
REPORT = Report(
    title="Årsrapport for Ærfuglåsen",
    organisation="Solvik kommune",
    made_on=date(2026, 11, 30),
    kicker="Hjemmetjenesten Nord",
    sentences=["To tiltak er i gang."],
    sections=[
        Section("Faktor for faktor", [Results(ROWS, [Table("Siste måling", ["Faktor", "Snitt"], [["Støtte", 3.9]])])]),
        Section(
            "Det vi gjør",
            [
                Paragraph("Første.\nAndre."),
                Paragraph("Avtalt.", "strong"),
                Points(["Ett punkt"]),
                Points(["Ett steg"], numbered=True),
            ],
        ),
        Section("Stilleblokker", [Facts([("Frist", "15. januar"), ("Tomt", "")])], level=3),
        Section("", [Figure(CHART, "Støtten er jevn.", "Støtte over tid", COURSE), PageBreak()]),
        Section("Status", [Listed(STATUS, "Tiltak og tall"), Note("Navn er utelatt.", "Merk")]),
        Section("Underskrift", [Signatures([("Per Lie", "For arbeidsgiver"), ("Amina Ali", "")])]),
    ],
    notes=["Fylt ut fra Samspill."],
    protection=["Ingen ser hva én person svarte."],
    about=[("Måling", "november 2026")],
)


def report(**changes: Any) -> Report:
    return replace(REPORT, **changes)
