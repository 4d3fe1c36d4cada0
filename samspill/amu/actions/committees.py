"""Who sits in a committee. A seat comes with its role, and goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.amu.actions.locking import locked_place
from samspill.amu.models import Chair, Committee, Pledge, Seat
from samspill.amu.queries.access import Place
from samspill.amu.rules.access import check_can_look_after, check_can_pledge
from samspill.amu.rules.committees import Term, check_can_chair, check_can_end_seat, check_can_seat
from samspill.audit.actions import record
from samspill.audit.rules import Hidden, Refused
from samspill.content.committee import confidentiality
from samspill.organisations.actions import RoleTerm, end_role, give_role
from samspill.organisations.models import Assignment, Person, Role
from samspill.organisations.rules import Viewer, check_can_administer

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CommitteeFacts:
    name: str
    kind: str = Committee.Kind.AMU
    secretary: Person | None = None


@transaction.atomic
def create_committee(*, facts: CommitteeFacts, by: Viewer, now: datetime) -> Committee:
    check_can_administer(by)
    _check_facts(facts, by.organisation_id)
    committee = Committee.objects.create(
        organisation_id=by.organisation_id,
        kind=facts.kind,
        name=facts.name,
        secretary=facts.secretary,
        created_on=timezone.localdate(now),
    )
    record("create_committee", by=by, now=now, subject=committee)
    return committee


@transaction.atomic
def change_committee(*, committee: Committee, facts: CommitteeFacts, by: Viewer, now: datetime) -> Committee:
    """Its kind stays: what has been decided was decided by what it was."""
    place = _looked_after(by, committee)
    _check_facts(facts, by.organisation_id, but=place.committee)
    place.committee.name, place.committee.secretary = facts.name, facts.secretary
    place.committee.save(update_fields=["name", "secretary"])
    record("change_committee", by=by, now=now, subject=place.committee)
    return place.committee


def _check_facts(facts: CommitteeFacts, organisation_id: int, but: Committee | None = None) -> None:
    taken = Committee.objects.filter(organisation_id=organisation_id, name=facts.name)
    if taken.exclude(pk=but.pk if but else 0).exists():
        raise Refused(_("Dere har alt noe som heter «%(name)s». Velg et annet navn.") % {"name": facts.name})
    if facts.secretary and facts.secretary.organisation_id != organisation_id:
        raise Hidden


def _looked_after(by: Viewer, committee: Committee) -> Place:
    place = locked_place(by, committee)
    check_can_look_after(place.standing)
    return place


@transaction.atomic
def give_seat(*, committee: Committee, term: Term, by: Viewer, now: datetime) -> Seat:
    """The role of a member comes with it, for as long, unless the person has it already."""
    place = _looked_after(by, committee)
    check_can_seat(place.committee, term, others=place.committee.seats.filter(person=term.person))
    seat = Seat(committee=place.committee, person=term.person, is_deputy=term.is_deputy)
    seat.side = term.side if place.standing.is_formal else ""
    seat.valid_from, seat.valid_to = term.since, term.until
    if place.standing.is_formal and not _has_role(term):
        role = RoleTerm(role=Role.AMU_MEMBER, since=term.since, until=term.until)
        seat.assignment = give_role(person=term.person, term=role, by=by, now=now)
    seat.save()
    record("give_seat", by=by, now=now, subject=seat, side=seat.side, deputy=seat.is_deputy)
    return seat


def _has_role(term: Term) -> bool:
    given = Assignment.objects.filter(person=term.person, role=Role.AMU_MEMBER)
    within = Q(valid_to=None) | Q(valid_to__gte=term.since)
    return given.filter(within, *([Q(valid_from__lte=term.until)] if term.until else [])).exists()


@transaction.atomic
def end_seat(*, seat: Seat, last_day: date, by: Viewer, now: datetime) -> None:
    """In the middle of a term or at its end. What they approved and decided stands."""
    place = _looked_after(by, seat.committee)
    seat = place.committee.seats.select_related("person", "assignment").get(pk=seat.pk)
    check_can_end_seat(seat, last_day)
    assignment, person = seat.assignment, seat.person
    _end_chair(place.committee, person, last_day)
    record("end_seat", by=by, now=now, subject=seat)
    if last_day < seat.valid_from:
        seat.delete()
    else:
        seat.valid_to = last_day
        seat.save(update_fields=["valid_to"])
    if assignment and (assignment.valid_to is None or assignment.valid_to >= last_day):
        end_role(assignment=assignment, last_day=last_day, by=by, now=now)


def _end_chair(committee: Committee, person: Person, last_day: date) -> None:
    """Whoever no longer sits does not lead either."""
    led = Chair.objects.filter(Q(valid_to=None) | Q(valid_to__gt=last_day), committee=committee, person=person)
    led.filter(valid_from__gt=last_day).delete()
    led.update(valid_to=last_day)


@transaction.atomic
def choose_chair(*, committee: Committee, term: Term, by: Viewer, now: datetime) -> Chair:
    """The one before leads until the day before, where nothing else was said."""
    place = _looked_after(by, committee)
    seats = list(place.committee.seats.filter(person=term.person))
    side = next((seat.side for seat in seats if seat.valid_from <= term.since and not seat.is_deputy), term.side)
    term = Term(term.person, term.since, term.until, side)
    before = place.committee.chairs.filter(valid_from__lt=term.since)
    before.filter(Q(valid_to=None) | Q(valid_to__gte=term.since)).update(valid_to=term.since - DAY)
    taken = place.committee.chairs.filter(valid_from__gte=term.since).select_related("person")
    within = taken.filter(valid_from__lte=term.until) if term.until else taken
    check_can_chair(place.committee, term, seats=seats, taken=[one.person.name for one in within])
    chair = Chair.objects.create(
        committee=place.committee, person=term.person, side=side, valid_from=term.since, valid_to=term.until
    )
    record("choose_chair", by=by, now=now, subject=chair, side=side)
    return chair


@transaction.atomic
def pledge_confidentiality(*, committee: Committee, by: Viewer, now: datetime) -> Pledge:
    """Confirmed by each for themselves, in the words they read."""
    place = locked_place(by, committee)
    check_can_pledge(place.standing)
    statement, language = confidentiality(), get_language() or by.language
    promises = [line.in_language(language) for line in statement.promises]
    wording = "\n".join([statement.title.in_language(language), *promises, statement.law])
    pledge = Pledge.objects.create(committee=place.committee, person_id=by.person_id or 0, wording=wording, made_at=now)
    record("pledge_confidentiality", by=by, now=now, subject=place.committee)
    return pledge
