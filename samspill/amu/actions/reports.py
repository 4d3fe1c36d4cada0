from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import translation

from samspill.amu.actions.locking import locked_place
from samspill.amu.actions.wheel import tell_of_report
from samspill.amu.models import AnnualReport, Committee, Meeting, ReportSection
from samspill.amu.queries.access import Place
from samspill.amu.queries.reports import drafted_sections, unfit_of
from samspill.amu.rules.access import check_can_run
from samspill.amu.rules.reports import check_can_adopt, check_can_draft, check_can_edit_report, check_is_new
from samspill.audit.actions import record
from samspill.audit.rules import Hidden
from samspill.organisations.rules import Viewer

State = AnnualReport.State


@transaction.atomic
def draft_report(*, committee: Committee, year: int, by: Viewer, now: datetime) -> AnnualReport:
    """Written from what the committee has done, for the committee to change as it likes."""
    place = locked_place(by, committee)
    check_can_run(place.standing)
    check_can_draft(year, this_year=by.today.year)
    check_is_new(year, there=list(place.committee.reports.values_list("year", flat=True)))
    report = AnnualReport.objects.create(committee=place.committee, year=year, drafted_at=now)
    drafts = _drafted(report, by)
    ReportSection.objects.bulk_create(
        ReportSection(report=report, name=name, text=text, drafted=text) for name, text in drafts.items()
    )
    record("draft_report", by=by, now=now, subject=report)
    return report


def _drafted(report: AnnualReport, by: Viewer) -> dict[str, str]:
    language = report.committee.organisation.language
    with translation.override(language):
        drafts = drafted_sections(by, report.committee, report.year, language=language)
    return {name: text[:8000] for name, text in drafts.items()}


def _locked(by: Viewer, report: AnnualReport) -> tuple[AnnualReport, Place]:
    place = locked_place(by, report.committee)
    found = AnnualReport.objects.select_for_update().filter(pk=report.pk, committee=place.committee).first()
    if found is None:
        raise Hidden
    found.committee = place.committee
    return found, place


@transaction.atomic
def draft_report_again(*, report: AnnualReport, by: Viewer, now: datetime) -> AnnualReport:
    """What the year says now, beside what has been written; sections nobody has touched follow it."""
    report, place = _locked(by, report)
    check_can_run(place.standing)
    check_can_edit_report(report)
    drafts = _drafted(report, by)
    sections = list(report.sections.all())
    for section in sections:
        if section.text == section.drafted:
            section.text = drafts[section.name]
        section.drafted = drafts[section.name]
    ReportSection.objects.bulk_update(sections, ["text", "drafted"])
    report.drafted_at = now
    report.save(update_fields=["drafted_at"])
    record("draft_report_again", by=by, now=now, subject=report)
    return report


@transaction.atomic
def write_report_section(*, section: ReportSection, text: str, by: Viewer, now: datetime) -> ReportSection:
    report, place = _locked(by, section.report)
    check_can_run(place.standing)
    check_can_edit_report(report)
    section = report.sections.select_for_update().get(pk=section.pk)
    section.text = text
    section.save(update_fields=["text"])
    record("write_report_section", by=by, now=now, subject=report, section=section.name)
    return section


@transaction.atomic
def adopt_report(*, report: AnnualReport, meeting: Meeting, by: Viewer, now: datetime) -> AnnualReport:
    """Decided in a meeting; from here on it is what it is, and everybody may read it."""
    report, place = _locked(by, report)
    check_can_run(place.standing)
    check_can_adopt(report, meeting, unfit=unfit_of(report))
    report.state, report.adopted_in, report.adopted_at = State.ADOPTED, meeting, now
    report.save(update_fields=["state", "adopted_in", "adopted_at"])
    tell_of_report(report, meeting, by=by, now=now)
    record("adopt_report", by=by, now=now, subject=report)
    return report
