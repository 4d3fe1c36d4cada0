"""A plan on paper, in Word and as a workbook, each marked as internal or as open to everybody (innsyn)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst, slugify
from django.utils.translation import get_language
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
    Report,
    Section,
    Table,
    report_file,
)
from samspill.measures.models import Measure
from samspill.measures.queries import Counts, Line, Scope, indicator_name, lines, plan_sentences
from samspill.measures.rules import ENDED
from samspill.organisations.rules import Viewer

MOST_ON_PAPER = 300
"""A document of more is read by nobody; the workbook has them all."""
PAPER_WIDTH = 32
"""Signs in a column of the sheet to print, so that six of them can be read on a page."""
OVERVIEW_FROM = 4
"""Fewer are seen at a glance anyway."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is taken out: by whom, of what, and whether it may be read by everybody."""

    viewer: Viewer
    scope: Scope
    measures: Sequence[Measure]
    counts: Counts
    mark: Mark
    is_part: bool = False
    """What somebody has filtered, not the whole."""
    left_out: int = 0
    """How many are for one person; what is open has none of them."""
    roles: Mapping[int, str] = field(default_factory=dict)
    """Of those who are responsible, by person: what is open tells them, and no names."""

    @property
    def is_public(self) -> bool:
        return self.mark == PUBLIC

    def responsible(self, line: Line) -> str:
        role = self.roles.get(line.measure.responsible_id or 0, "")
        return capfirst(role) if self.is_public else line.responsible


def mark_for(scope: Scope, wanted: Mark) -> Mark:
    """Open to everybody only where somebody who may decide the plan says so."""
    return PUBLIC if wanted == PUBLIC and scope.may_change else INTERNAL


def plan_file(plan: Plan, *, form: str) -> File:
    """What is open tells the role of who is responsible and no names, not who took part, no notes and no attachments.

    Nor has it any measure for one person; the caller has left those out, and says how many in ``left_out``.
    """
    name = slugify(plan.scope.name) or "plan"
    shown = lines(plan.measures, today=plan.viewer.today, language=_language())
    return report_file(_report(plan, shown), name=f"tiltak-{name}-{plan.viewer.today.isoformat()}", form=form)


def _language() -> str:
    return get_language() or "nb"


# -- tables ----------------------------------------------------------------------------------------


def _everything(plan: Plan, shown: Iterable[Line]) -> Table:
    """A column more for each thing that is not for everybody."""
    columns = [
        _("Tiltak"), _("Enhet"), _("Nivå"), _("Faktorer"), _("Status"), _("Start"), _("Frist"), _("Vurderes"),
        _("Avsluttet"), _("Hva skal være annerledes"), _("Hva vi venter"), _("Vises i"), _("Nivå vi håper på"),
        _("Skrevet"), _("Hva vi så"), _("Hva vi lærte"),
    ]  # fmt: skip
    named = [_("Ansvarlig"), *([] if plan.is_public else [_("Hvem var med"), _("Ressurser")])]
    return Table(_("Alle opplysninger"), [*columns, *named], [_row(line, plan) for line in shown])


def _row(line: Line, plan: Plan) -> list[Any]:
    one = line.measure
    cells = [
        one.title, line.unit, one.get_level_display(), line.factors, one.get_status_display(), one.starts_on,
        one.due_on, one.evaluate_on, one.finished_on, one.aim, one.expectation, indicator_name(one, _language()),
        one.hoped_level, one.expected_on, one.get_verdict_display(), one.lesson,
    ]  # fmt: skip
    named = [plan.responsible(line), *([] if plan.is_public else [one.took_part, one.resources])]
    return [str(cell) if cell.__class__.__name__ == "__proxy__" else cell for cell in [*cells, *named]]


def _to_print(plan: Plan, shown: Sequence[Line]) -> Table:
    """What a plan on the wall says. All the rest is in the sheet behind it."""
    overview = _overview(plan, shown)
    rows = [[*row, line.measure.aim] for row, line in zip(overview.rows, shown, strict=True)]
    return Table(_("Tiltak"), [*overview.columns, _("Hva skal være annerledes")], rows, widest=PAPER_WIDTH)


def _overview(plan: Plan, shown: Sequence[Line]) -> Table:
    columns = [_("Tiltak"), _("Enhet"), _("Status"), _("Frist"), _("Ansvarlig")]
    rows: list[list[Cell]] = [
        [
            line.measure.title,
            line.unit,
            str(line.measure.get_status_display()),
            line.measure.due_on,
            plan.responsible(line),
        ]
        for line in shown
    ]
    return Table(_("Tiltak"), columns, rows)


# -- report ----------------------------------------------------------------------------------------


def _report(plan: Plan, shown: Sequence[Line]) -> Report:
    overview = Section(_("Oversikt"), [Listed(_overview(plan, shown), paper_only=True)])
    return Report(
        title=_("Handlingsplan"),
        organisation=plan.viewer.organisation_name,
        made_on=plan.viewer.today,
        mark=plan.mark,
        kicker=plan.scope.name,
        sentences=plan_sentences(plan.counts),
        sections=[*([overview] if len(shown) >= OVERVIEW_FROM else []), *_parts(plan, shown)],
        notes=_notes(plan, len(shown)),
        sheets=[_to_print(plan, shown), _everything(plan, shown)],
    )


def _parts(plan: Plan, shown: Sequence[Line]) -> list[Section]:
    running = [line for line in shown if line.measure.status not in ENDED]
    ended = [line for line in shown if line.measure.status in ENDED]
    sections: list[Section] = []
    for heading, some in ((_("Det vi gjør"), running), (_("Avsluttet, og hva vi lærte"), ended)):
        if some:
            sections += [Section(heading), *(_part(line, plan) for line in some)]
    return sections


def _notes(plan: Plan, number: int) -> list[str]:
    notes = [_("Dette er et utvalg av planen.")] if plan.is_part else []
    if plan.is_public:
        notes.append(_("Navn, notater og vedlegg er utelatt."))
        notes.append(_("Tiltak for enkeltpersoner er utelatt (%(number)s).") % {"number": few(plan.left_out)})
    if number >= MOST_ON_PAPER:
        notes.append(_("Dokumentet viser de første %(n)d tiltakene. Regnearket har alle.") % {"n": MOST_ON_PAPER})
    return notes


def _part(line: Line, plan: Plan) -> Section:
    one = line.measure
    said = [
        (_("Enhet"), line.unit if plan.scope.unit is None or one.unit_id != plan.scope.unit.pk else ""),
        (_("Nivå"), str(one.get_level_display())),
        (_("Faktorer"), line.factors),
        (_("Status"), str(one.get_status_display())),
        (_("Hva skal være annerledes"), one.aim),
        (_("Start"), _day(one.starts_on)),
        (_("Frist"), _day(one.due_on)),
        (_("Vurderes"), _day(one.evaluate_on)),
        (_("Hva vi venter"), one.expectation),
        (_("Vises i"), indicator_name(one, _language())),
        (_("Hva vi så"), str(one.get_verdict_display())),
        (_("Hva vi lærte"), one.lesson),
        (_("Ansvarlig"), plan.responsible(line)),
    ]
    if not plan.is_public:
        said += [
            (_("Hvem var med"), one.took_part),
            (_("Ressurser"), one.resources),
        ]
    return Section(one.title, [Facts(said)], level=3)


def _day(on: Any) -> str:
    return date_format(on, _("j. F Y")) if on else ""
