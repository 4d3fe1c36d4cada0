"""The committee's papers to keep."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspill.amu.actions.exporting import record_committee_export
from samspill.amu.exports.archive import archive_zip
from samspill.amu.exports.papers import (
    FORMS,
    Agenda,
    agenda_report,
    annual_report_paper,
    is_open_edition,
    minutes_report,
)
from samspill.amu.models import Minutes
from samspill.amu.queries.access import MeetingPlace, meeting_for
from samspill.amu.queries.meetings import agenda_of, followed_up
from samspill.amu.queries.minutes import approved_edition, edition_page
from samspill.amu.queries.packs import pack_of
from samspill.amu.queries.reports import report_for, sections_of
from samspill.amu.rules.access import can_run
from samspill.audit.rules import Hidden
from samspill.documents.downloads import download, wanted_mark
from samspill.documents.report import PUBLIC, Report, report_in
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer


@require_safe
@viewer_required
def agenda(request: HttpRequest, viewer: Viewer, meeting_id: int, form: str) -> HttpResponse:
    """With the pack that was sent; before that, as it is now."""
    at = meeting_for(viewer, meeting_id)
    _known(form)
    record_committee_export(subject=at.meeting, form=form, by=viewer, now=timezone.now())
    return download(report_in(_agenda(viewer, at), form), f"innkalling-{_day(at)}.{form}")


def _agenda(viewer: Viewer, at: MeetingPlace) -> Report:
    lines, followed = agenda_of(at.meeting, at.standing, viewer.today), followed_up(at, viewer.today)
    language = get_language() or viewer.language
    return agenda_report(Agenda(at.meeting, lines, followed, pack_of(at.meeting)), language=language)


def _day(at: MeetingPlace) -> str:
    return timezone.localtime(at.meeting.starts_at).date().isoformat()


def _known(form: str) -> None:
    if form not in FORMS:
        raise Hidden


@require_safe
@viewer_required
def minutes(request: HttpRequest, viewer: Viewer, minutes_id: int, form: str) -> HttpResponse:
    """Open to all only when it is asked for and approved; others than the members never get more than that."""
    page = edition_page(viewer, minutes_id)
    _known(form)
    wanted = wanted_mark(request) == PUBLIC or not page.place.standing.reads
    is_public = wanted and is_open_edition(page.minutes) and page.place.standing.is_formal
    report = minutes_report(page, organisation=viewer.organisation_name, is_public=is_public)
    record_committee_export(subject=page.minutes, form=form, by=viewer, now=timezone.now())
    on = timezone.localtime(page.minutes.meeting.starts_at).date().isoformat()
    return download(report_in(report, form), f"protokoll-{on}-{page.minutes.edition}.{form}")


@require_safe
@viewer_required
def archive(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    """For those who register it: approved minutes and the agenda, whole or as everybody may read them.

    An archive keeps one text, so it is in the organisation's language whoever takes it out.
    """
    at = meeting_for(viewer, meeting_id)
    approved = approved_edition(at.meeting)
    if approved is None or not can_run(at.standing):
        raise Hidden
    is_public = wanted_mark(request) == PUBLIC and at.standing.is_formal
    record_committee_export(subject=at.meeting, form="zip", by=viewer, now=timezone.now())
    with translation.override(at.committee.organisation.language):
        kept = _archived(viewer, at, approved, is_public=is_public)
    return download(kept, f"mote-{_day(at)}.zip")


def _archived(viewer: Viewer, at: MeetingPlace, approved: Minutes, *, is_public: bool) -> bytes:
    page = edition_page(viewer, approved.pk)
    text = page.open_text if is_public else page.text
    paper = minutes_report(page, organisation=viewer.organisation_name, is_public=is_public)
    documents = [("protokoll.pdf", _("Protokoll"), report_in(paper, "pdf"))]
    if not is_public:
        documents.append(("innkalling.pdf", _("Innkalling til møte"), report_in(_agenda(viewer, at), "pdf")))
    return archive_zip(at.meeting, approved, text, documents)


@require_safe
@viewer_required
def report(request: HttpRequest, viewer: Viewer, report_id: int, form: str) -> HttpResponse:
    found, _place = report_for(viewer, report_id)
    _known(form)
    sections = sections_of(found, get_language() or viewer.language)
    record_committee_export(subject=found, form=form, by=viewer, now=timezone.now())
    return download(report_in(annual_report_paper(found, sections), form), f"arsrapport-{found.year}.{form}")
