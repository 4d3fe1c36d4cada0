"""One measure with all that belongs to it, as its page shows it to one viewer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samspill.design.figures import decimal
from samspill.measures.models import Attachment, Measure, Note
from samspill.measures.queries.access import is_shared
from samspill.measures.queries.drafts import indicator_name
from samspill.measures.queries.library import Entry, entry_for, key_of
from samspill.measures.queries.plans import Line, day, lines
from samspill.measures.queries.scopes import Scope
from samspill.measures.rules import (
    ENDED,
    STEPS,
    can_carry_out,
    can_change_plan,
    can_comment,
    has_begun,
    is_to_evaluate,
)
from samspill.organisations.models import Unit
from samspill.organisations.queries import ReaderLine, readers_of
from samspill.organisations.rules import Viewer

Status = Measure.Status
NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class MeasurePage:
    measure: Measure
    line: Line
    steps: tuple[str, ...]
    expected: str
    entry: Entry | None
    notes: tuple[Note, ...]
    attachments: tuple[Attachment, ...]
    readers: tuple[str, ...]
    may_plan: bool
    """Decide in the unit: also go on with what has ended."""
    may_carry_out: bool
    may_comment: bool

    @property
    def may_edit(self) -> bool:
        return self.may_plan and not self.has_ended

    @property
    def has_ended(self) -> bool:
        return self.measure.status in ENDED

    @property
    def next_status(self) -> str:
        """The step the filled button takes; an ending has a page of its own."""
        steps = STEPS[self.measure.status]
        return steps[0] if steps and self.may_carry_out else ""

    @property
    def may_end(self) -> bool:
        return self.may_carry_out and Status.FINISHED in STEPS[self.measure.status]

    @property
    def may_stop(self) -> bool:
        return self.may_carry_out and Status.STOPPED in STEPS[self.measure.status]


def measure_page(viewer: Viewer, measure: Measure, language: str) -> MeasurePage:
    path = measure.unit.path
    return MeasurePage(
        measure=measure,
        line=lines([measure], today=viewer.today, language=language)[0],
        steps=tuple(line.strip() for line in measure.description.splitlines() if line.strip()),
        expected=_expected(measure, language),
        entry=_entry(viewer, measure, language),
        notes=tuple(measure.notes.select_related("person")),
        attachments=tuple(attachments_of(measure)),
        readers=readers_in_words(viewer, measure.unit, is_shared=is_shared(measure.unit)),
        may_plan=can_change_plan(viewer, path),
        may_carry_out=can_carry_out(viewer, measure, path),
        may_comment=can_comment(viewer, measure, path),
    )


def attachments_of(measure: Measure) -> QuerySet[Attachment]:
    """Their names; what lies in them is fetched one at a time."""
    return measure.attachments.select_related("added_by").defer("content")


def plan_readers(viewer: Viewer, scope: Scope) -> tuple[str, ...]:
    """Who reads the plan of a unit: the true answer, from the roles as they are."""
    return readers_in_words(viewer, scope.unit, is_shared=scope.is_shared) if scope.unit else ()


def readers_in_words(viewer: Viewer, unit: Unit, *, is_shared: bool) -> tuple[str, ...]:
    everybody = _("Alle som arbeider i %(organisation)s") % {"organisation": viewer.organisation_name}
    by_role = [reader_text(line) for line in readers_of(unit, viewer.today)]
    return (*((everybody,) if is_shared else ()), *by_role)


def reader_text(line: ReaderLine) -> str:
    """«leder: Jonas Vik»; many of a kind are counted, so that a list stays a list."""
    return str(line) if len(line.names) <= NAMES_SHOWN else f"{line.label} ({line.count})"


def sentence_of(page: MeasurePage, viewer: Viewer) -> str:
    """Where it stands, first."""
    measure = page.measure
    if measure.status == Status.FINISHED:
        words = {"verdict": measure.get_verdict_display(), "day": day(measure.finished_on or viewer.today)}
        return _("Dere så %(verdict)s. Tiltaket ble avsluttet %(day)s.") % words
    if measure.status == Status.STOPPED:
        return _("Tiltaket ble stanset %(day)s.") % {"day": day(measure.finished_on or viewer.today)}
    if measure.status == Status.PROPOSED:
        return _("Dette er foreslått. Den som leder enheten, bestemmer.")
    if measure.status == Status.EVALUATING or is_to_evaluate(measure, viewer.today):
        return _("Nå er det tid for å se om det virket.")
    if measure.status == Status.UNDER_WAY:
        return _("Tiltaket har vært i gang siden %(day)s.") % {"day": day(measure.starts_on)}
    return _("Tiltaket er besluttet og starter %(day)s.") % {"day": day(measure.starts_on)}


def _expected(measure: Measure, language: str) -> str:
    """«Roligere uker. Belastning: 3,4. Skrevet 20. januar 2026, før start.»"""
    if measure.expected_on is None:
        return ""
    said = [measure.expectation.rstrip(".") + "."] if measure.expectation else []
    if measure.indicator:
        name = indicator_name(measure, language)
        said.append(f"{name}: {decimal(measure.hoped_level)}." if measure.hoped_level is not None else f"{name}.")
    said.append(_("Skrevet %(day)s, før start.") % {"day": day(measure.expected_on)})
    return " ".join(said)


def _entry(viewer: Viewer, measure: Measure, language: str) -> Entry | None:
    if measure.own_id is not None:
        return entry_for(viewer, key_of(measure.own_id), language)
    return entry_for(viewer, measure.library_id, language) if measure.library_id else None


def expects_in_form(measure: Measure | None) -> bool:
    """Whether the form asks what one expects: up to the start."""
    return measure is None or not has_begun(measure)
