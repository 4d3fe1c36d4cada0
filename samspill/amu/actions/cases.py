"""Cases: proposed, put on an agenda under their number, moved, and followed up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from samspill.amu.actions.locking import locked_case, locked_meeting, locked_place
from samspill.amu.actions.withholding import withhold_follow_up
from samspill.amu.models import Case, Committee, Meeting
from samspill.amu.queries.access import Place
from samspill.amu.queries.meetings import standing_left
from samspill.amu.rules.access import check_can_propose, check_can_run, check_can_see_exempt
from samspill.amu.rules.meetings import (
    CasePlan,
    check_can_follow_up,
    check_can_write_agenda,
    check_case,
    follow_up_title,
)
from samspill.audit.actions import record
from samspill.audit.rules import Hidden
from samspill.measures.actions import MeasurePlan, decide_measure
from samspill.measures.models import Level, Measure
from samspill.measures.rules import has_left
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer


@transaction.atomic
def propose_case(*, committee: Committee, plan: CasePlan, by: Viewer, now: datetime) -> Case:
    """By any member: it waits until whoever runs the committee puts it on an agenda."""
    place = locked_place(by, committee)
    check_can_propose(place.standing)
    case = _made(place, plan, by)
    case.save()
    record("propose_case", by=by, now=now, subject=case)
    return case


@transaction.atomic
def add_case(*, meeting: Meeting, plan: CasePlan, by: Viewer, now: datetime) -> Case:
    """Straight on the agenda, also what comes up in the meeting."""
    meeting, place = locked_meeting(by, meeting)
    check_can_run(place.standing)
    check_can_write_agenda(meeting)
    case = _made(place, plan, by)
    _number(case, meeting)
    case.save()
    record("add_case", by=by, now=now, subject=case)
    return case


def _made(place: Place, plan: CasePlan, by: Viewer) -> Case:
    if plan.is_exempt:
        check_can_see_exempt(place.standing)
    check_case(plan)
    case = Case(committee=place.committee, proposed_by_id=by.person_id)
    _write(case, plan)
    return case


def _write(case: Case, plan: CasePlan) -> None:
    case.title, case.kind, case.letter, case.text = plan.title, plan.kind, plan.letter, plan.text
    case.responsible, case.standing = plan.responsible, plan.standing
    case.is_exempt = plan.is_exempt
    case.exempt_reason = plan.exempt_reason if plan.is_exempt else ""


def _number(case: Case, meeting: Meeting) -> None:
    """Once for all: a case that is put off keeps the number it got."""
    case.meeting = meeting
    case.position = (meeting.cases.aggregate(last=Max("position"))["last"] or 0) + 1
    if case.number is None:
        there = Case.objects.filter(committee=meeting.committee, year=meeting.year)
        case.year, case.number = meeting.year, (there.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def change_case(*, case: Case, plan: CasePlan, by: Viewer, now: datetime) -> Case:
    """By those who run it; a proposal also by whoever made it."""
    case, place = locked_case(by, case)
    if case.meeting is not None or case.proposed_by_id != by.person_id:
        check_can_run(place.standing)
    check_can_propose(place.standing)
    if case.meeting is not None:
        check_can_write_agenda(case.meeting)
    if plan.is_exempt != case.is_exempt:
        check_can_see_exempt(place.standing)
    check_case(plan)
    if plan.is_exempt and not case.is_exempt:
        withhold_follow_up(case, by=by, now=now)
    _write(case, replace(plan, standing=case.standing))
    case.save()
    record("change_case", by=by, now=now, subject=case)
    return case


@transaction.atomic
def place_case(*, case: Case, meeting: Meeting, by: Viewer, now: datetime) -> Case:
    """Put a proposed case, or one that was put off, on an agenda."""
    meeting, place = locked_meeting(by, meeting)
    case, _place = locked_case(by, case)
    check_can_run(place.standing)
    check_can_write_agenda(meeting)
    if case.committee_id != meeting.committee_id or case.meeting_id is not None:
        raise Hidden
    _number(case, meeting)
    case.save()
    record("place_case", by=by, now=now, subject=case)
    return case


@transaction.atomic
def take_off_agenda(*, case: Case, by: Viewer, now: datetime) -> None:
    """It waits for another meeting, under its number; an item of the standing agenda comes back by itself."""
    case, place = locked_case(by, case)
    check_can_run(place.standing)
    if case.meeting is None:
        raise Hidden
    check_can_write_agenda(case.meeting)
    case.meeting = None
    case.save(update_fields=["meeting"])
    record("take_off_agenda", by=by, now=now, subject=case)


@transaction.atomic
def move_case(*, case: Case, is_up: bool, by: Viewer, now: datetime) -> None:
    """One place up or down the agenda; numbers stay."""
    case, place = locked_case(by, case)
    check_can_run(place.standing)
    if case.meeting is None:
        raise Hidden
    check_can_write_agenda(case.meeting)
    order = list(case.meeting.cases.order_by("position", "pk"))
    at = next(index for index, one in enumerate(order) if one.pk == case.pk)
    to = at - 1 if is_up else at + 1
    if not 0 <= to < len(order):
        return
    order[at], order[to] = order[to], order[at]
    for position, one in enumerate(order, 1):
        one.position = position
    Case.objects.bulk_update(order, ["position"])
    record("move_case", by=by, now=now, subject=case)


@transaction.atomic
def add_standing_cases(*, meeting: Meeting, chosen: Sequence[str], by: Viewer, now: datetime) -> int:
    """Items of the standing agenda, in its order and in the organisation's language."""
    meeting, place = locked_meeting(by, meeting)
    check_can_run(place.standing)
    check_can_write_agenda(meeting)
    language = place.committee.organisation.language
    items = [item for item in standing_left(meeting) if item.id in chosen]
    for item in items:
        texts = item.title.in_language(language), item.text.in_language(language)
        case = Case(committee=place.committee, standing=item.id, kind=item.kind, letter=item.letter)
        case.title, case.text = texts
        _number(case, meeting)
        case.save()
    record("add_standing_cases", by=by, now=now, subject=meeting, count=len(items))
    return len(items)


@transaction.atomic
def follow_up_case(*, case: Case, by: Viewer, now: datetime) -> Measure:
    """Put what was decided on the plan of the whole organisation, with its owner and its date."""
    case, place = locked_case(by, case)
    check_can_propose(place.standing)
    check_can_follow_up(case)
    root = Unit.objects.get(organisation_id=by.organisation_id, parent=None, closed_on=None)
    owner = case.owner if case.owner and not has_left(case.owner, by.today) else None
    due = case.due_on or by.today
    plan = MeasurePlan(
        unit=root,
        title=follow_up_title(case),
        level=Level.ORGANISATION,
        starts_on=min(by.today, due),
        due_on=due,
        aim=case.decision[:1000],
        took_part=f"{place.committee.name}, {case}",
        responsible=owner,
    )
    case.measure = decide_measure(plan=plan, by=by, now=now)
    case.save(update_fields=["measure"])
    record("follow_up_case", by=by, now=now, subject=case)
    return case.measure
