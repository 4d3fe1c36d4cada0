"""The roles of people.csv against the roles given, and against what nobody may be at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from samspill.organisations.imports.plan import PeoplePlan, RoleEnded, RoleGiven, UnitPlan
from samspill.organisations.imports.problems import ImportRefused, Problem
from samspill.organisations.models import Assignment, Organisation, Role
from samspill.organisations.rules import ADMINISTRATORS, Held
from samspill.organisations.rules.roles import conflicts


@dataclass(frozen=True, slots=True)
class Given:
    """A role somebody has today or later."""

    pk: int
    person_id: str
    name: str
    role: Role
    unit_ids: tuple[str, ...]
    since: date
    until: date | None


def roles_given(organisation: Organisation, today: date, *, renumbered: Mapping[str, str]) -> list[Given]:
    """By the person's number as the file has it."""
    rows = (
        Assignment.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), person__organisation_id=organisation.pk)
        .order_by("pk", "units__external_id")
        .values_list(
            "pk", "person__external_id", "person__name", "role", "valid_from", "valid_to", "units__external_id"
        )
    )
    units: dict[tuple[int, str, str, str, date, date | None], list[str]] = defaultdict(list)
    for *key, unit_id in rows:
        scope = units[tuple(key)]  # type: ignore[index]
        if unit_id is not None:
            scope.append(unit_id)
    return [
        Given(pk, renumbered.get(person_id, person_id), name, Role(role), tuple(scope), since, until)
        for (pk, person_id, name, role, since, until), scope in units.items()
    ]


def plan_roles(people: PeoplePlan, given: list[Given]) -> None:
    """Fill in what is given and what ends. A consultant's role is never touched: it has its own end."""
    had: dict[str, list[Given]] = defaultdict(list)
    for one in given:
        had[one.person_id].append(one)
    gone = {known.external_id for known in people.left}
    people.ended.extend(_ended(one) for one in given if one.person_id in gone)
    governed = _governed(people)
    for line in people.wanted.lines.values():
        has = [one for one in had.get(line.person_id, ()) if one.role in governed]
        kept = {wish for wish in line.wishes if set(wish.unit_ids) == _scope(has, wish.role)}
        people.ended.extend(_ended(one) for one in has if one.role not in {wish.role for wish in kept})
        people.given.extend(RoleGiven(line.person_id, line.name, wish) for wish in line.wishes if wish not in kept)


def _scope(has: list[Given], role: Role) -> set[str] | None:
    """The units of one role, also when it was given in several goes."""
    scopes = [one.unit_ids for one in has if one.role == role]
    return {unit_id for scope in scopes for unit_id in scope} if scopes else None


def _governed(people: PeoplePlan) -> frozenset[Role]:
    """The roles of which the file is the whole truth, for those who stand in it."""
    leaders = {Role.LEADER} if people.wanted.says_leaders else set()
    others = set(Role) - {Role.LEADER, Role.CONSULTANT} if people.wanted.says_roles else set()
    return frozenset(leaders | others)


def _ended(given: Given) -> RoleEnded:
    return RoleEnded(given.pk, given.name, given.role)


def check_roles(units: UnitPlan, people: PeoplePlan | None, given: list[Given], today: date) -> list[str]:
    """Refuse what would meet in one person; say when nobody would administer."""
    ended = {one.assignment_id for one in people.ended} if people else set()
    staying = [one for one in given if one.pk not in ended]
    paths = units.wanted.paths
    held = [
        Held(one.person_id, one.name, one.role, _paths(one.unit_ids, paths), one.since, one.until) for one in staying
    ]
    if people:
        held += [
            Held(one.person_id, one.name, one.wish.role, _paths(one.wish.unit_ids, paths), today)
            for one in people.given
        ]
    problems = [_problem(one, units, people) for one in conflicts(held)]
    if problems:
        raise ImportRefused(*problems)
    return _administration(staying, given, people)


def _paths(unit_ids: Iterable[str], paths: dict[str, str]) -> tuple[str, ...]:
    """Units that close no longer count: their roles end with them."""
    return tuple(paths[unit_id] for unit_id in unit_ids if unit_id in paths)


def _problem(one: Held, units: UnitPlan, people: PeoplePlan | None) -> Problem:
    sentence = _("%(name)s ville både lede og være verneombud for den samme enheten. Gi den ene rollen til en annen.")
    line = people.wanted.lines.get(one.person) if people else None
    if people and line:
        return Problem(people.wanted.file, sentence % {"name": one.name}, line.row, "leader_of")
    return Problem(units.wanted.file, sentence % {"name": one.name})


def _administration(staying: Iterable[Given], before: Iterable[Given], people: PeoplePlan | None) -> list[str]:
    given = people.given if people else []
    after = [one for one in staying if one.role in ADMINISTRATORS and one.until is None]
    if after or any(one.wish.role in ADMINISTRATORS for one in given):
        return []
    if people and any(one.role in ADMINISTRATORS for one in before):
        sentence = _("Da kan ingen lenger administrere organisasjonen. Behold rollen «hr» hos minst én person i filen.")
        raise ImportRefused(Problem(people.wanted.file, sentence, column="roles"))
    return [_("Ingen har rollen som HR- og HMS-rådgiver ennå. Skriv «hr» i kolonnen roles for den som skal ha den.")]
