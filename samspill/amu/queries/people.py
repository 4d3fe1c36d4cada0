"""Who sits where, until when, and who is next to lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from samspill.amu.models import Attendance, Case, Chair, Committee, Dissent, Pledge, Seat, Side
from samspill.amu.queries.access import Place, named_secretary
from samspill.amu.rules.committees import next_side, said, sides_warning
from samspill.organisations.models import Assignment, Person, Post, Role
from samspill.organisations.queries import units_for
from samspill.organisations.queries.viewers import here_on, valid_on
from samspill.organisations.rules import Viewer, can_see_register

ENDS_SOON = timedelta(days=60)
MOST_LIKELY = 200
OFFICES = (Role.LEADER, Role.HR, Role.SAFETY_REP, Role.CHIEF_SAFETY_REP, Role.UNION_REP, Role.GENERAL_MANAGER)
ORDER = (Side.EMPLOYER, Side.EMPLOYEES, Side.HEALTH, "")


@dataclass(frozen=True, slots=True)
class SeatLine:
    seat: Seat
    name: str
    term: str
    is_chair: bool
    has_pledged: bool
    ends_soon: bool
    has_left: bool


@dataclass(frozen=True, slots=True)
class SideGroup:
    label: str
    lines: tuple[SeatLine, ...]


@dataclass(frozen=True, slots=True)
class MembersPage:
    groups: tuple[SideGroup, ...]
    coming: tuple[SeatLine, ...]
    former: tuple[SeatLine, ...]
    chair: Chair | None
    next_label: str
    """Which side leads next."""
    warning: str
    secretary: str
    secretary_gone: str
    """The name of a secretary who has left: the task has fallen to HR."""
    others: tuple[str, ...] = ()
    """Who has the role of a member and no seat in any committee."""


def members_page(viewer: Viewer, place: Place) -> MembersPage:
    committee, today = place.committee, viewer.today
    lines = _lines(committee, today)
    now = [line for line in lines if _holds(line.seat, today)]
    chairs = list(committee.chairs.select_related("person").order_by("-valid_from"))
    chair = next((one for one in chairs if _holds(one, today)), None)
    last = next((one.side for one in chairs if one.valid_from <= today), "")
    is_formal = committee.kind == Committee.Kind.AMU
    gone = committee.secretary if committee.secretary and named_secretary(committee, viewer) is None else None
    side = next_side(last) if is_formal else ""
    return MembersPage(
        groups=_grouped(now, is_formal=is_formal),
        coming=tuple(line for line in lines if line.seat.valid_from > today),
        former=tuple(line for line in lines if line.seat.valid_to and line.seat.valid_to < today),
        chair=chair,
        next_label=str(Side(side).label) if side else "",
        warning=sides_warning(line.seat for line in now) if is_formal and now else "",
        secretary=committee.secretary.name if committee.secretary and not gone else "",
        secretary_gone=gone.name if gone else "",
        others=_without_seat(committee, today) if is_formal and place.standing.administers else (),
    )


def _lines(committee: Committee, today: date) -> list[SeatLine]:
    pledged = set(Pledge.objects.filter(committee=committee).values_list("person_id", flat=True))
    leads = set(Chair.objects.filter(valid_on(today), committee=committee).values_list("person_id", flat=True))
    seats = committee.seats.select_related("person").order_by("is_deputy", "person__name", "valid_from")
    return [
        SeatLine(
            seat,
            seat.person.name,
            f"{said(seat.valid_from)} – {said(seat.valid_to)}",
            seat.person_id in leads and _holds(seat, today),
            seat.person_id in pledged,
            seat.valid_to is not None and today <= seat.valid_to <= today + ENDS_SOON,
            seat.person.left_on is not None and seat.person.left_on < today,
        )
        for seat in seats
    ]


def _grouped(lines: Sequence[SeatLine], *, is_formal: bool) -> tuple[SideGroup, ...]:
    order = ORDER if is_formal else ("",)
    groups = [(side, tuple(line for line in lines if not is_formal or line.seat.side == side)) for side in order]
    return tuple(SideGroup(str(Side(side).label) if side else "", found) for side, found in groups if found)


def _holds(one: Seat | Chair, today: date) -> bool:
    return one.valid_from <= today and (one.valid_to is None or one.valid_to >= today)


def _without_seat(committee: Committee, today: date) -> tuple[str, ...]:
    seated = Seat.objects.filter(valid_on(today), committee__organisation_id=committee.organisation_id)
    given = Assignment.objects.filter(
        valid_on(today),
        here_on(today, "person__"),
        role=Role.AMU_MEMBER,
        person__organisation=committee.organisation_id,
    ).exclude(person__in=seated.values("person"))
    return tuple(given.order_by("person__name").values_list("person__name", flat=True).distinct())


def seats_on(committee: Committee, day: date) -> list[Seat]:
    """Those who sit on a day and are still here, members before deputies."""
    seats = Seat.objects.filter(valid_on(day), here_on(day, "person__"), committee=committee)
    return list(seats.select_related("person").order_by("side", "is_deputy", "person__name"))


def people_of(committee: Committee, day: date, *, also: Sequence[int | None] = ()) -> list[Person]:
    """Who may present a case or see to a decision: members, the secretary, HR/HMS and the general manager."""
    seated = Seat.objects.filter(valid_on(day), committee=committee).values("person")
    given = Assignment.objects.filter(valid_on(day), role__in=[Role.HR, Role.GENERAL_MANAGER]).values("person")
    people = Person.objects.filter(organisation_id=committee.organisation_id)
    found = here_on(day) & (Q(pk__in=seated) | Q(pk__in=given) | Q(pk=committee.secretary_id))
    kept = Q(pk__in=[one for one in also if one is not None])
    return list(people.filter(found | kept).order_by("name", "pk"))


def people_to_name(viewer: Viewer, committee: Committee) -> QuerySet[Person]:
    """Who may be given something to see to: whom the viewer may see, and those whose office is known to all.

    Those who keep the register see everybody; others those who work in the units they may see.
    """
    here = Person.objects.filter(here_on(viewer.today), organisation_id=viewer.organisation_id)
    if can_see_register(viewer):
        return here
    seen = Post.objects.filter(valid_on(viewer.today), unit__in=units_for(viewer)).values("person")
    return here.filter(Q(pk__in=seen) | _known_to_all(committee, viewer.today))


def likely_names(viewer: Viewer, committee: Committee) -> list[str]:
    """The committee's own people, leaders and others with an office, by name."""
    here = Person.objects.filter(here_on(viewer.today), organisation_id=viewer.organisation_id)
    named = here.filter(_known_to_all(committee, viewer.today)).order_by("name").values_list("name", flat=True)
    return list(named.distinct()[:MOST_LIKELY])


def _known_to_all(committee: Committee, day: date) -> Q:
    seated = Seat.objects.filter(valid_on(day), committee=committee).values("person")
    offices = Assignment.objects.filter(valid_on(day), role__in=OFFICES).values("person")
    return Q(pk__in=seated) | Q(pk__in=offices) | Q(pk=committee.secretary_id)


def people_at(case: Case) -> list[Person]:
    """Who may have their words in the minutes of a case: those who were there, and who has them there already."""
    there = Attendance.objects.filter(meeting=case.meeting_id, is_present=True).values("person")
    said = Dissent.objects.filter(case=case).values("person")
    return list(Person.objects.filter(Q(pk__in=there) | Q(pk__in=said)).order_by("name", "pk"))


@dataclass(frozen=True, slots=True)
class ChairChoices:
    """Who may lead, those of the side whose turn it is first."""

    people: tuple[tuple[Person, str], ...]
    turn: str
    last: Chair | None


def chair_choices(viewer: Viewer, place: Place) -> ChairChoices:
    last = place.committee.chairs.select_related("person").filter(valid_from__lte=viewer.today).first()
    turn = next_side(last.side) if last and place.standing.is_formal else ""
    seats = [one for one in seats_on(place.committee, viewer.today) if not one.is_deputy and one.side != Side.HEALTH]
    seats.sort(key=lambda one: one.side != turn)
    people = tuple((one.person, f"{one.person.name}, {one.get_side_display()}".rstrip(", ")) for one in seats)
    return ChairChoices(people, str(Side(turn).label) if turn else "", last)


def people_named(viewer: Viewer, text: str) -> list[Person]:
    """By e-mail, or by the whole name."""
    return named_among(Person.objects.filter(here_on(viewer.today), organisation_id=viewer.organisation_id), text)


def named_among(people: QuerySet[Person], text: str) -> list[Person]:
    found = list(people.filter(email__iexact=text)[:2])
    return found or list(people.filter(name__iexact=text).order_by("pk")[:10])


def seat_of(place: Place, seat_id: int) -> Seat | None:
    return place.committee.seats.select_related("person", "assignment").filter(pk=seat_id).first()
