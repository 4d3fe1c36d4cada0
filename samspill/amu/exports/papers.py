"""Agenda with its pack, minutes, and the report of the year: as PDF, in Word and as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.amu.models import AnnualReport, Meeting, Minutes
from samspill.amu.queries.meetings import AgendaLine, FollowedLine
from samspill.amu.queries.minutes import EditionPage
from samspill.amu.queries.packs import points_of
from samspill.amu.queries.reports import SectionLine
from samspill.amu.rules.minutes import CaseLine, MinutesText
from samspill.amu.rules.packs import Pack, PackTrend
from samspill.content.committee import matters, pack_promises
from samspill.design.charts.trend import points_chart, trend_chart
from samspill.documents.report import (
    INTERNAL,
    PUBLIC,
    Block,
    Facts,
    Figure,
    Listed,
    Mark,
    Note,
    Paragraph,
    Points,
    Report,
    Section,
    Table,
)

FORMS = ("pdf", "docx")


def said(on: date) -> str:
    return date_format(on, _("j. F Y"))


# -- agenda and pack -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Agenda:
    """What goes out with a meeting's notice."""

    meeting: Meeting
    lines: Sequence[AgendaLine]
    followed: Sequence[FollowedLine]
    pack: Pack | None


def agenda_report(agenda: Agenda, *, language: str) -> Report:
    """What the members prepare on. Of what is exempt it says that there is a case."""
    meeting, pack = agenda.meeting, agenda.pack
    sections = [Section(_("Saksliste"), [_cases_of(agenda.lines)]), *_backgrounds(agenda.lines)]
    if agenda.followed:
        sections.append(Section(_("Hva ble gjort med det vi vedtok?"), [_followed(agenda.followed)]))
    if pack:
        sections += list(_pack(pack))
    return Report(
        title=_("Innkalling til møte"),
        organisation=meeting.committee.organisation.name,
        made_on=timezone.localdate(meeting.called_at or meeting.pack_at or meeting.starts_at),
        kicker=f"{meeting.committee.name} · {meeting.day} · {_hours(meeting)} · {meeting.place}",
        sentences=[meeting.note] if meeting.note else [],
        sections=sections,
        protection=[one.in_language(language) for one in pack_promises()] if pack else [],
    )


def _hours(meeting: Meeting) -> str:
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return f"{date_format(starts, 'H.i')}–{date_format(ends, 'H.i')}"


def _cases_of(agenda: Iterable[AgendaLine]) -> Table:
    columns = (_("Nummer"), _("Sak"), _("Type"), _("§ 7-2"), _("Legger fram"))
    return Table(_("Saksliste"), columns, [_agenda_row(line) for line in agenda])


def _agenda_row(line: AgendaLine) -> tuple[str, ...]:
    case = line.case
    if not line.is_readable:
        return case.sign, _("Unntatt sak"), str(case.get_kind_display()), "", ""
    name = case.responsible.name if case.responsible else ""
    title = _("%(title)s (unntatt)") % {"title": case.title} if case.is_exempt else case.title
    return case.sign, title, str(case.get_kind_display()), case.letter, name


def _backgrounds(agenda: Iterable[AgendaLine]) -> list[Section]:
    told = [line.case for line in agenda if line.is_readable and line.case.text]
    if not told:
        return []
    sections = [Section(f"{case.sign} {case.title}", [Paragraph(case.text)], level=3) for case in told]
    return [Section(_("Bakgrunn for sakene")), *sections]


def _followed(followed: Iterable[FollowedLine]) -> Table:
    columns = (_("Sak"), _("Vedtak"), _("Ansvarlig"), _("Status"))
    rows = [(f"{one.case.sign} {one.case.title}", one.case.decision, one.owner, one.status) for one in followed]
    return Table(_("Oppfølging"), columns, rows)


def _pack(pack: Pack) -> Iterable[Section]:
    yield Section(_("Møtepakke"), [Paragraph(_measured(pack))])
    if pack.overall:
        yield Section(_("Samlet for virksomheten"), _trend(pack.overall), level=3)
    if not pack.is_taken_back:
        calm = Paragraph(_("Ingen tydelige endringer i virksomheten eller enhetene. Tallene svinger som vanlig."))
        signals = [block for one in pack.signals for block in _trend(one)]
        yield Section(_("Tegn å snakke om"), signals or [calm], level=3)
    if pack.story:
        yield Section(_("Hva hjalp?"), [Note(pack.story, heading=pack.story_about)], level=3)
    plan = [Listed(Table(_("Tiltak"), (_("Tiltak"), _("Status"), _("Frist")), _plan_rows(pack)))] if pack.plan else []
    all_of_us = [Paragraph(_("Dette er bestemt for hele virksomheten:"))] if plan else []
    yield Section(_("Status for tiltakene"), [Paragraph(" ".join(pack.measures)), *all_of_us, *plan], level=3)
    if pack.wheel:
        yield Section(_("Årshjulet framover"), [Points(pack.wheel)], level=3)
    if pack.counts:
        yield Section(_("Tall siden sist"), [Facts(pack.counts)], level=3)


def _measured(pack: Pack) -> str:
    if pack.is_taken_back:
        return _("En måling er trukket tilbake etter at pakken ble laget, så tallene er tatt bort.")
    said = _("Tallene er fra %(round)s.") if pack.measured else _("Ingen tall er publisert ennå.")
    return said % {"round": pack.measured}


def _plan_rows(pack: Pack) -> list[tuple[str, ...]]:
    return [(one.title, one.status, one.remark) for one in pack.plan]


def _trend(one: PackTrend) -> list[Block]:
    draw = trend_chart if one.is_line else points_chart
    name = f"{one.place}: {one.name}"
    chart = str(draw(one.series, title=f"{name}. {one.words}", description=one.detail))
    data = Table(name[:31], (_("Måling"), _("Tall")), points_of(one))
    blocks: list[Block] = [
        Paragraph(name, voice="strong"),
        Paragraph(one.words),
        Figure(chart, alt=f"{name}. {one.words} {one.detail}", caption=one.detail, data=data),
    ]
    return [*blocks, Paragraph(one.measures, voice="quiet")] if one.measures else blocks


# -- minutes ---------------------------------------------------------------------------------------


def minutes_report(page: EditionPage, *, organisation: str, is_public: bool) -> Report:
    """One edition. What may be read by everybody has nothing of what is exempt, and of who sees to a decision the role
    alone, unless they are a member."""
    text = page.open_text if is_public else page.text
    minutes = page.minutes
    state = _("utgave %(n)d, %(state)s") % {"n": minutes.edition, "state": minutes.get_state_display()}
    owners = {one.id: one.owner_by_role(text.members) if is_public else one.owner for one in text.cases}
    sections = [
        _present(text),
        Section(_("Saker")),
        *(_case(one, owners[one.id]) for one in text.cases),
        _approved(page),
    ]
    mark: Mark = PUBLIC if is_public else INTERNAL
    return Report(
        title=_("Protokoll"),
        organisation=organisation,
        made_on=timezone.localdate(minutes.approved_at or minutes.sent_at),
        kicker=f"{text.committee} · {text.day}, {text.hours} · {text.place} · {state}",
        sections=sections,
        mark=mark,
        notes=[_("Saker som er unntatt, står uten innhold.")] if any(one.is_exempt for one in text.cases) else [],
    )


def _present(text: MinutesText) -> Section:
    lines = [
        ", ".join(part for part in (one.name, one.side_label, _stands_in(one.stands_in_for)) if part)
        for one in text.present
    ]
    blocks: list[Block] = [Points(lines)]
    if text.absent:
        blocks.append(Facts([(_("Ikke til stede"), ", ".join(one.name for one in text.absent))]))
    return Section(_("Til stede"), blocks)


def _stands_in(name: str) -> str:
    return _("for %(name)s") % {"name": name} if name else ""


def _case(one: CaseLine, owner: str) -> Section:
    heading = f"{one.sign} {one.title}"
    if one.is_exempt and not (one.discussion or one.decision):
        return Section(heading, [Paragraph(_("Leses bare av medlemmene."), voice="quiet")], level=3)
    matter = matters().get(one.letter)
    blocks: list[Block] = [Paragraph(one.discussion)] if one.discussion else []
    if one.decision:
        blocks.append(Paragraph(_("Vedtak: %(text)s") % {"text": one.decision}, voice="strong"))
    facts = [
        (_("§ 7-2"), f"{one.letter}) {matter.name.in_language(get_language() or 'nb')}" if matter and blocks else ""),
        (_("Unntatt"), one.exempt_reason),
        (_("Stemmer"), one.votes),
        (_("Ansvarlig"), owner),
        (_("Frist"), one.due_on),
    ]
    if not blocks:
        blocks.append(Paragraph(_("Ingenting ført."), voice="quiet"))
    if any(value for _label, value in facts):
        blocks.append(Facts(facts))
    if one.dissents:
        blocks += [
            Paragraph(_("Dissens og protokolltilførsel"), voice="strong"),
            Points([said.words for said in one.dissents]),
        ]
    return Section(heading, blocks, level=3)


def _approved(page: EditionPage) -> Section:
    blocks: list[Block] = [Points(page.approvals)] if page.approvals else []
    if page.missing:
        blocks.append(Paragraph(_("Venter på: %(sides)s.") % {"sides": ", ".join(page.missing)}))
    return Section(_("Godkjenning"), blocks or [Paragraph(_("Ikke godkjent."))])


def is_open_edition(minutes: Minutes) -> bool:
    return minutes.state == Minutes.State.APPROVED


# -- the report of the year ------------------------------------------------------------------------


def annual_report_paper(report: AnnualReport, sections: Sequence[SectionLine]) -> Report:
    is_adopted = report.state == AnnualReport.State.ADOPTED
    adopted = _("Vedtatt i møtet %(day)s.") % {"day": report.adopted_in.day} if report.adopted_in else _("Utkast.")
    return Report(
        title=_("Årsrapport %(year)d") % {"year": report.year},
        organisation=report.committee.organisation.name,
        made_on=timezone.localdate(report.adopted_at or report.drafted_at),
        kicker=f"{report.committee.name} · {adopted}",
        sections=[Section(line.heading, _paragraphs(line.section.text) or _not_written()) for line in sections],
        mark=PUBLIC if is_adopted else INTERNAL,
        notes=[_("Rapporten går til styret og de ansattes organisasjoner (aml § 7-2 (6)).")],
    )


def _not_written() -> list[Block]:
    return [Paragraph(_("Ikke skrevet ennå."), voice="quiet")]


def _paragraphs(text: str) -> list[Block]:
    """Lines that begin with a dash are points."""
    blocks: list[Block] = []
    points: list[str] = []
    for line in [one.strip() for one in text.splitlines()] + [""]:
        if line.startswith("– "):
            points.append(line[2:])
            continue
        if points:
            blocks.append(Points(points))
            points = []
        if line:
            blocks.append(Paragraph(line))
    return blocks
