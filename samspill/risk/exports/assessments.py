"""One assessment on paper, in Word and as a workbook, marked as internal or as open to everybody (innsyn)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samspill.design.figures import few
from samspill.documents.report import (
    INTERNAL,
    PUBLIC,
    Cell,
    Facts,
    File,
    Listed,
    Mark,
    Paragraph,
    Report,
    Section,
    Table,
    report_file,
)
from samspill.measures.models import Level, Measure
from samspill.organisations.rules import Viewer
from samspill.risk.models import Assessment
from samspill.risk.queries.reading import FactorLine


@dataclass(frozen=True, slots=True)
class Exported:
    """What is taken out, by whom.

    What is open names nobody and leaves out the facts of the unit and the measures for one person.
    """

    viewer: Viewer
    assessment: Assessment
    lines: Sequence[FactorLine]
    facts: Sequence[tuple[str, str]]
    mark: Mark = INTERNAL

    @property
    def is_public(self) -> bool:
        return self.mark == PUBLIC

    def shown(self, line: FactorLine) -> list[Measure]:
        return [one for one in line.measures if not (self.is_public and one.level == Level.INDIVIDUAL)]

    @property
    def left_out(self) -> int:
        """A measure may stand under several factors."""
        every = {one.pk for line in self.lines for one in line.measures}
        return len(every - {one.pk for line in self.lines for one in self.shown(line)})


def assessment_file(exported: Exported, *, form: str) -> File:
    one = exported.assessment
    return report_file(_report(exported), name=f"risiko-{slugify(str(one.number))}-{one.edition}", form=form)


# -- tables ----------------------------------------------------------------------------------------


def _sheet(exported: Exported) -> Table:
    columns = [
        _("Faktor"), _("Hvor mange, og hvor ofte"), _("Hva det kan føre til"), _("Risiko"),
        _("Risiko når tiltakene er på plass"), _("Begrunnelse"), _("Bygger på"), _("Tiltak"),
    ]  # fmt: skip
    return Table(_("Faktorer"), columns, [_row(line, exported) for line in exported.lines])


def _row(line: FactorLine, exported: Exported) -> list[Cell]:
    return [
        line.factor.name,
        line.probability,
        line.consequence,
        str(line.level or ""),
        str(line.residual or ""),
        line.reasoning,
        ", ".join(line.sources),
        "; ".join(measure.title for measure in exported.shown(line)),
    ]


def _side_by_side(lines: Sequence[FactorLine]) -> Table:
    columns = [_("Faktor"), _("Hvor mange, og hvor ofte"), _("Hva det kan føre til"), _("Risiko")]
    rows = [
        [line.factor.name, line.probability, line.consequence, str(line.level or _("ikke vurdert"))] for line in lines
    ]
    return Table(_("Faktorene side ved side"), columns, rows)


def _about(exported: Exported) -> list[tuple[str, Cell]]:
    one = exported.assessment
    return [
        (_("Utgave"), one.edition),
        (_("Status"), str(one.get_state_display())),
        (_("Samlet vurdering"), one.together),
        *_signed(exported),
        (_("Gjelder fra"), one.valid_from),
        (_("Ses på igjen"), one.review_on),
    ]


# -- report ----------------------------------------------------------------------------------------


def _report(exported: Exported) -> Report:
    one = exported.assessment
    edition = _("utgave %(n)d, %(state)s") % {"n": one.edition, "state": one.get_state_display()}
    sections = [
        Section(_("Samlet vurdering"), [Paragraph(one.together or _("Ikke skrevet ennå."))]),
        Section(_("Faktorene side ved side"), [Listed(_side_by_side(exported.lines), data=_sheet(exported))]),
        Section(_("Faktor for faktor")),
        *(_part(line, exported) for line in exported.lines),
        Section(_("Medvirkning og gjennomgang"), [Facts([*_signed(exported), *_days(one)])]),
    ]
    if exported.facts and not exported.is_public:
        sections.append(Section(_("Fakta om enheten"), [Facts(exported.facts)]))
    return Report(
        title=_("Risikovurdering"),
        organisation=exported.viewer.organisation_name,
        made_on=exported.viewer.today,
        mark=exported.mark,
        kicker=f"{one.number} · {edition}",
        sections=sections,
        notes=_notes(exported) if exported.is_public else [],
        about=_about(exported),
    )


def _notes(exported: Exported) -> list[str]:
    return [
        _("Navn og fakta om enheten er utelatt."),
        _("Tiltak for enkeltpersoner er utelatt (%(number)s).") % {"number": few(exported.left_out)},
    ]


def _part(line: FactorLine, exported: Exported) -> Section:
    measures = [f"{measure.title} ({measure.get_status_display()})" for measure in exported.shown(line)]
    said = [
        (_("Risiko"), str(line.level or _("ikke vurdert"))),
        (_("Når tiltakene er på plass"), str(line.residual or "")),
        (_("Tiltak"), "; ".join(measures)),
        (_("Bygger på"), ", ".join(line.sources)),
    ]
    return Section(line.factor.name, [Paragraph(line.reasoning), Facts(said)], level=3)


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
