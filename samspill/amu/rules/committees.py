"""Terms and sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.amu.models import Committee, Seat, Side
from samspill.audit.rules import Refused
from samspill.organisations.models import Person

OTHER_SIDE = {Side.EMPLOYER: Side.EMPLOYEES, Side.EMPLOYEES: Side.EMPLOYER}


@dataclass(frozen=True, slots=True)
class Term:
    """Who is to sit, for whom, and how long."""

    person: Person
    since: date
    until: date | None = None
    side: str = ""
    is_deputy: bool = False


def check_can_seat(committee: Committee, term: Term, *, others: Iterable[Seat]) -> None:
    """``others``: the seats the same person has in the committee."""
    _check_person(committee, term.person, term.since)
    check_term(term.since, term.until)
    if committee.kind == Committee.Kind.AMU:
        if term.side not in Side.values:
            raise Refused(_("Velg hvem medlemmet sitter for."))
        if term.until is None:
            raise Refused(_("Skriv når valgperioden er slutt. Vi minner om det i god tid."))
    for other in others:
        if overlaps(term.since, term.until, other.valid_from, other.valid_to):
            raise Refused(
                _("%(name)s sitter allerede i utvalget fra %(start)s til %(end)s. Velg en periode etter det.")
                % {"name": term.person.name, "start": said(other.valid_from), "end": said(other.valid_to)}
            )


def check_can_chair(committee: Committee, term: Term, *, seats: Iterable[Seat], taken: Iterable[str]) -> None:
    """``seats``: the candidate's own; ``taken``: who leads in some of the time already, as a sentence."""
    _check_person(committee, term.person, term.since)
    check_term(term.since, term.until)
    holds = [seat for seat in seats if seat.valid_from <= term.since and not seat.is_deputy]
    if not any(seat.valid_to is None or seat.valid_to >= term.since for seat in holds):
        raise Refused(_("Lederen velges blant medlemmene. %(name)s er ikke medlem da.") % {"name": term.person.name})
    if committee.kind == Committee.Kind.AMU and term.side == Side.HEALTH:
        raise Refused(_("Lederen er fra arbeidsgiver eller arbeidstakerne. Bedriftshelsetjenesten har ikke stemme."))
    for other in taken:
        raise Refused(_("%(other)s leder utvalget i noe av den tiden. Avslutt det først.") % {"other": other})


def check_term(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise Refused(_("Perioden kan ikke slutte før den begynner. Velg en senere dag."))


def check_can_end_seat(seat: Seat, last_day: date) -> None:
    if seat.valid_to is not None and last_day > seat.valid_to:
        raise Refused(_("Perioden er allerede slutt da. Velg en tidligere dag, eller gi en ny periode."))


def _check_person(committee: Committee, person: Person, on: date) -> None:
    if person.organisation_id != committee.organisation_id:
        raise Refused(_("Velg en som arbeider her, eller som er lagt inn hos dere."))
    if person.left_on is not None and person.left_on < on:
        raise Refused(_("%(name)s har sluttet. Velg en annen.") % {"name": person.name})


def overlaps(since: date, until: date | None, other_since: date, other_until: date | None) -> bool:
    return (until is None or other_since <= until) and (other_until is None or since <= other_until)


def said(day: date | None) -> str:
    return date_format(day, _("j. F Y")) if day else _("uten slutt")


def next_side(last: str) -> str:
    """The sides take turns; where nobody has led yet either may begin."""
    return OTHER_SIDE.get(Side(last), "") if last else ""


def sides_warning(seats: Iterable[Seat]) -> str:
    """The two sides are to have as many members with a vote: told, never stopped, since a seat may be on its way."""
    sides = [seat.side for seat in seats if not seat.is_deputy]
    employer, employees = sides.count(Side.EMPLOYER), sides.count(Side.EMPLOYEES)
    if employer == employees:
        return ""
    return _(
        "Sidene skal ha like mange medlemmer med stemme. Nå har arbeidsgiver %(employer)d og arbeidstakerne "
        "%(employees)d."
    ) % {"employer": employer, "employees": employees}
