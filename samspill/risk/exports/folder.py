"""The eight headings of internkontrollforskriften § 5 on paper and in Word, to be written on in."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samspill.documents.report import Block, Facts, File, Paragraph, Points, Report, Section, Table, report_file
from samspill.organisations.rules import Viewer
from samspill.risk.queries.internal_control import Part

FOLDER_FORMS = ("pdf", "docx")


def folder_file(parts: Sequence[Part], *, form: str, viewer: Viewer) -> File:
    report = Report(
        title=_("Internkontroll for psykososialt arbeidsmiljø"),
        organisation=viewer.organisation_name,
        made_on=viewer.today,
        kicker=_("Internkontrollforskriften § 5"),
        sections=[_section(part) for part in parts],
        notes=[_("Fylt ut fra Samspill. Det som står åpent, skriver dere selv.")],
    )
    return report_file(report, name=f"internkontroll-{viewer.today.isoformat()}", form=form)


def _section(part: Part) -> Section:
    written = f" ({_('skriftlig')})" if part.written else ""
    asked = [] if part.is_filled else [part.guidance, "…"]
    blocks: list[Block] = [
        *(Paragraph(text) for text in (*part.paragraphs, *asked)),
        Points(part.points),
        Facts(part.facts),
    ]
    if part.rows:
        blocks.append(Table(part.name, part.columns, part.rows))
    return Section(f"{part.number}. {part.name}{written}", blocks)
