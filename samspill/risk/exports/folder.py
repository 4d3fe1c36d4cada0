"""The eight headings of internkontrollforskriften § 5 on paper and in Word, to be written on in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.documents.pdf import render
from samspill.documents.word import word_bytes
from samspill.measures.exports import File
from samspill.organisations.rules import Viewer
from samspill.risk.queries.internal_control import Part

FOLDER_FORMS = ("pdf", "docx")


def folder_file(parts: Sequence[Part], *, form: str, viewer: Viewer) -> File:
    data = {
        "title": _("Internkontroll for psykososialt arbeidsmiljø"),
        "kicker": _("Internkontrollforskriften § 5"),
        "organisation": viewer.organisation_name,
        "made_on": date_format(viewer.today, _("j. F Y")),
        "mark": "internal",
        "sentences": [],
        "sections": [_section(part) for part in parts],
        "notes": [_("Fylt ut fra Samspill. Det som står åpent, skriver dere selv.")],
    }
    content = render("letter", data) if form == "pdf" else word_bytes(data)
    return File(f"internkontroll-{viewer.today.isoformat()}.{form}", content)


def _section(part: Part) -> dict[str, Any]:
    written = f" ({_('skriftlig')})" if part.written else ""
    asked = [] if part.is_filled else [part.guidance, "…"]
    section: dict[str, Any] = {
        "heading": f"{part.number}. {part.name}{written}",
        "paragraphs": [*part.paragraphs, *asked],
        "points": list(part.points),
        "facts": list(part.facts),
    }
    if part.rows:
        section["table"] = {"columns": list(part.columns), "rows": [list(row) for row in part.rows]}
    return section
