"""One change of a committee at a time: numbers, terms and meetings are decided against what is there."""

from __future__ import annotations

from samspill.amu.models import Case, Committee, Meeting, ReportSection
from samspill.amu.queries.access import Place, inner_place_for
from samspill.audit.rules import Hidden
from samspill.organisations.rules import Viewer


def locked_place(by: Viewer, committee: Committee) -> Place:
    """The committee's row, held until the transaction ends, and how ``by`` stands to it now."""
    if Committee.objects.select_for_update().filter(pk=committee.pk).first() is None:
        raise Hidden
    return inner_place_for(by, committee.pk)


def locked_meeting(by: Viewer, meeting: Meeting) -> tuple[Meeting, Place]:
    place = locked_place(by, meeting.committee)
    found = Meeting.objects.select_for_update().filter(pk=meeting.pk, committee=place.committee).first()
    if found is None:
        raise Hidden
    found.committee = place.committee
    return found, place


def locked_case(by: Viewer, case: Case) -> tuple[Case, Place]:
    """What is exempt is not there for those who may not read it, to change either."""
    place = locked_place(by, case.committee)
    found = Case.objects.select_for_update(of=("self",)).select_related("meeting", "owner").filter(pk=case.pk).first()
    if found is None or (found.is_exempt and not place.standing.sees_exempt):
        raise Hidden
    found.committee = place.committee
    return found, place


def hold_meeting(meeting: Meeting) -> Meeting:
    """For a form over a meeting: the committee first, as the actions hold it, or two could wait for each other."""
    _hold(meeting.committee)
    found = Meeting.objects.select_for_update().filter(pk=meeting.pk).first()
    if found is None:
        raise Hidden
    found.committee = meeting.committee
    return found


def hold_case(case: Case) -> Case:
    _hold(case.committee)
    found = Case.objects.select_for_update(of=("self",)).select_related("meeting", "owner").filter(pk=case.pk).first()
    if found is None:
        raise Hidden
    found.committee = case.committee
    return found


def hold_section(section: ReportSection) -> ReportSection:
    _hold(section.report.committee)
    found = ReportSection.objects.select_for_update().filter(pk=section.pk).first()
    if found is None:
        raise Hidden
    found.report = section.report
    return found


def _hold(committee: Committee) -> None:
    Committee.objects.select_for_update().filter(pk=committee.pk).first()
