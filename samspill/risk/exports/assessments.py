"""One assessment on paper, in Word and as a workbook, marked as internal or as open to everybody (innsyn)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samspill.documents.pdf import render
from samspill.documents.sheets import Cell, Table, xlsx_bytes
from samspill.documents.word import word_bytes
from samspill.measures.exports import File
from samspill.organisations.rules import Viewer
from samspill.risk.models import Assessment
from samspill.risk.queries.reading import FactorLine

INTERNAL, PUBLIC = "internal", "public"
FORMS = ("pdf", "docx", "xlsx")


@dataclass(frozen=True, slots=True)
class Exported:
    """What is taken out, by whom. What is open names nobody and leaves the facts of the unit out."""

    viewer: Viewer
    assessment: Assessment
    lines: Sequence[FactorLine]
    facts: Sequence[tuple[str, str]]
    mark: str = INTERNAL

    @property
    def is_public(self) -> bool:
        return self.mark == PUBLIC


def assessment_file(exported: Exported, *, form: str) -> File:
    if form == "xlsx":
        content = xlsx_bytes([_sheet(exported), _about(exported)])
    elif form == "docx":
        content = word_bytes(_document(exported))
    else:
        content = render("letter", _document(exported))
    one = exported.assessment
    return File(f"risiko-{slugify(str(one.number))}-{one.edition}.{form}", content)


# -- workbook --------------------------------------------------------------------------------------


def _sheet(exported: Exported) -> Table:
    columns = [
        _("Faktor"), _("Hvor mange, og hvor ofte"), _("Hva det kan føre til"), _("Risiko"),
        _("Risiko når tiltakene er på plass"), _("Begrunnelse"), _("Bygger på"), _("Tiltak"),
    ]  # fmt: skip
    return Table(_("Faktorer"), columns, [_row(line) for line in exported.lines])


def _row(line: FactorLine) -> list[Cell]:
    return [
        line.factor.name,
        line.probability,
        line.consequence,
        str(line.level or ""),
        str(line.residual or ""),
        line.reasoning,
        ", ".join(line.sources),
        "; ".join(measure.title for measure in line.measures),
    ]


def _about(exported: Exported) -> Table:
    marks = {INTERNAL: _("intern"), PUBLIC: _("offentlig")}
    one = exported.assessment
    rows: list[tuple[Cell, ...]] = [
        (_("Merking"), marks[exported.mark]),
        (_("Gjelder"), str(one.number)),
        (_("Utgave"), one.edition),
        (_("Status"), str(one.get_state_display())),
        (_("Samlet vurdering"), one.together),
        *_signed(exported),
        (_("Gjelder fra"), one.valid_from),
        (_("Ses på igjen"), one.review_on),
        (_("Tatt ut"), exported.viewer.today),
    ]
    return Table(_("Om filen"), (_("Hva"), _("Verdi")), rows)


# -- document --------------------------------------------------------------------------------------


def _document(exported: Exported) -> dict[str, Any]:
    one = exported.assessment
    edition = _("utgave %(n)d, %(state)s") % {"n": one.edition, "state": one.get_state_display()}
    sections: list[dict[str, Any]] = [
        {"heading": _("Samlet vurdering"), "paragraphs": _paragraphs(one.together or _("Ikke skrevet ennå."))},
        {"heading": _("Faktorene side ved side"), "table": _table(exported.lines)},
        {"heading": _("Faktor for faktor")},
        *(_part(line) for line in exported.lines),
        {"heading": _("Medvirkning og gjennomgang"), "facts": [*_signed(exported), *_days(one)]},
    ]
    if exported.facts and not exported.is_public:
        sections.append({"heading": _("Fakta om enheten"), "facts": list(exported.facts)})
    return {
        "title": _("Risikovurdering"),
        "kicker": f"{one.number} · {edition}",
        "organisation": exported.viewer.organisation_name,
        "made_on": date_format(exported.viewer.today, _("j. F Y")),
        "mark": exported.mark,
        "sentences": [],
        "sections": sections,
        "notes": [_("Navn og fakta om enheten er utelatt.")] if exported.is_public else [],
    }


def _table(lines: Sequence[FactorLine]) -> dict[str, Any]:
    columns = [_("Faktor"), _("Hvor mange, og hvor ofte"), _("Hva det kan føre til"), _("Risiko")]
    rows = [
        [line.factor.name, line.probability or "–", line.consequence or "–", str(line.level or _("ikke vurdert"))]
        for line in lines
    ]
    return {"columns": columns, "rows": rows}


def _part(line: FactorLine) -> dict[str, Any]:
    said = [
        (_("Risiko"), str(line.level or _("ikke vurdert"))),
        (_("Når tiltakene er på plass"), str(line.residual or "")),
        (_("Tiltak"), "; ".join(f"{measure.title} ({measure.get_status_display()})" for measure in line.measures)),
        (_("Bygger på"), ", ".join(line.sources)),
    ]
    return {
        "subheading": line.factor.name,
        "paragraphs": _paragraphs(line.reasoning),
        "facts": [pair for pair in said if pair[1]],
    }


def _signed(exported: Exported) -> list[tuple[str, str]]:
    one = exported.assessment
    if exported.is_public:
        signed = _("Har skrevet under på at det har vært med") if one.signed_on else ""
        return [(_("Verneombud"), signed)] if signed else []
    day = date_format(one.signed_on, _("j. F Y")) if one.signed_on else ""
    said = [
        (_("Hvem har vært med"), one.took_part),
        (_("Verneombud"), f"{one.signed_name}, {day}" if day else ""),
        (_("Verneombudets merknad"), one.remark),
        (_("I stedet for verneombud"), one.unsigned_reason),
    ]
    return [pair for pair in said if pair[1]]


def _days(one: Assessment) -> list[tuple[str, str]]:
    said = [(_("Gjelder fra"), one.valid_from), (_("Ses på igjen"), one.review_on)]
    return [(label, date_format(day, _("j. F Y"))) for label, day in said if day]


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
