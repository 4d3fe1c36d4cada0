"""The report of a unit, and of the whole: its figures, what has been done about them, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import F, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.audit.rules import Hidden
from samspill.documents.report import (
    PUBLIC,
    Block,
    Cell,
    Facts,
    Figure,
    Mark,
    Note,
    Paragraph,
    Report,
    Section,
    Table,
)
from samspill.insight.effect import Verdict
from samspill.measures.models import Measure
from samspill.measures.queries import (
    Line,
    counts_of,
    lines,
    listed,
    measures_in,
    open_to_all,
    plan_sentences,
    scope_for,
)
from samspill.measures.queries.effect import effect_of
from samspill.measures.rules import ENDED
from samspill.organisations.rules import Viewer
from samspill.results.access import EffectPage, UnitPage
from samspill.results.exports import (
    effect_table,
    figure_sections,
    protection_of,
    reader_section,
    talk_section,
    units_section,
)

MEASURES_ON_PAPER = 40
EFFECTS_ON_PAPER = 6
YEAR = timedelta(days=365)
Status = Measure.Status
BEGUN = (Status.UNDER_WAY, Status.EVALUATING, Status.FINISHED)


def unit_report(viewer: Viewer, page: UnitPage, *, mark: Mark, language: str) -> Report:
    """What the result page and the plan of the unit show this viewer; what is open to all names nobody."""
    table = page.table
    closed_on = date_format(table.round.closed_on, _("j. F Y")) if table else ""
    round_name = table.round.title if table else ""
    return Report(
        title=_("Hvordan har vi det?"),
        organisation=viewer.organisation_name,
        made_on=viewer.today,
        mark=mark,
        kicker=" · ".join(filter(None, (page.name, round_name, closed_on))),
        sentences=page.sentences,
        sections=[
            *figure_sections(page, viewer),
            *(units_section(page, viewer, language) if mark != PUBLIC else []),
            *measure_sections(viewer, page, language, mark=mark),
            *talk_section(page),
            *(reader_section(page) if mark != PUBLIC else []),
        ],
        protection=protection_of(page),
    )


def measure_sections(viewer: Viewer, page: UnitPage, language: str, *, mark: Mark) -> list[Section]:
    """What runs and what ended in the last year, and how the latest went; nothing for who may not read the plan.

    What is open to all counts the measures of the units below and names the whole's own; none for one person is in it.
    """
    try:
        scope = scope_for(viewer, str(page.unit.pk), language)
    except Hidden:
        return []
    measures = measures_in(viewer, scope).exclude(status=Status.PROPOSED)
    if mark == PUBLIC:
        measures = open_to_all(measures)
    heading = _("Hva gjør vi, og hva har vi gjort?")
    said = Paragraph(" ".join(plan_sentences(counts_of(measures, viewer.today))))
    lately = _lately(measures, viewer)
    if mark == PUBLIC:
        lately = lately.filter(unit=page.unit)
    shown = lines(listed(lately)[:MEASURES_ON_PAPER], today=viewer.today, language=language)
    tables = [_table(shown, page.name)] if shown else []
    return [Section(heading, [said, *tables]), *_effects(viewer, lately.filter(unit=page.unit), language)]


def _lately(measures: QuerySet[Measure], viewer: Viewer) -> QuerySet[Measure]:
    ended = Q(status__in=ENDED, finished_on__lt=viewer.today - YEAR)
    return measures.exclude(ended).order_by(F("finished_on").desc(nulls_first=True), "due_on", "pk")


def _table(shown: Sequence[Line], unit: str) -> Table:
    """Which unit it is in is said where it is not the report's own."""
    is_elsewhere = any(line.unit != unit for line in shown)
    columns = [_("Tiltak"), *([_("Enhet")] if is_elsewhere else []), _("Status"), _("Start"), _("Hva vi så")]
    rows: list[list[Cell]] = [
        [
            line.measure.title,
            *([line.unit] if is_elsewhere else []),
            str(line.measure.get_status_display()),
            line.measure.starts_on,
            str(line.measure.get_verdict_display()),
        ]
        for line in shown
    ]
    return Table(_("Tiltak"), columns, rows)


def _effects(viewer: Viewer, measures: QuerySet[Measure], language: str) -> list[Section]:
    """The latest that have begun: what came after each, and that we cannot know why."""
    begun = measures.filter(status__in=BEGUN).select_related("unit").order_by("-starts_on", "-pk")
    told = [
        _effect(measure, effect)
        for measure in begun[:EFFECTS_ON_PAPER]
        for effect in [effect_of(viewer, measure, language)]
        if effect is not None and effect.rounds_since
    ]
    if not told:
        return []
    caution = _("Vi kan ikke vite at tiltaket er årsaken. Vi kan bare si hva som skjedde etter at det startet.")
    return [Section(_("Virket det?"), [Note(caution)]), *told]


def _effect(measure: Measure, effect: EffectPage) -> Section:
    """What is too early to say anything of is not drawn: a picture would say it all the same."""
    said = [
        (_("Hva vi ventet"), measure.expectation),
        (_("Hva vi så"), str(measure.get_verdict_display())),
        (_("Hva vi lærte"), measure.lesson),
    ]
    blocks: list[Block] = [Paragraph(effect.sentence), Facts(said)]
    if effect.verdict != Verdict.TOO_EARLY:
        data = effect_table(effect, measure.title)
        blocks.append(Figure(str(effect.picture), alt=effect.sentence, caption=effect.item_name, data=data))
    return Section(measure.title, blocks, level=3)
