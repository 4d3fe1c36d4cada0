"""Who reads what about a unit: the true answer to «Hvem ser dette?», from the roles as they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from samspill.organisations.models import Assignment, Person, Post, Role, Unit
from samspill.organisations.queries.viewers import here_on, valid_on
from samspill.organisations.rules import HAT_ORDER, MEMBER, ORGANISATION_WIDE, SEES_ALL_UNITS, SEES_SCOPE


@dataclass(frozen=True, slots=True)
class ReaderLine:
    role: str
    label: str
    names: tuple[str, ...] = ()
    """Empty for those who read it as members: they are counted, not listed."""
    count: int = 0

    def __str__(self) -> str:
        """«leder: Jonas Vik», «alle i enheten (14)»."""
        who = f": {', '.join(self.names)}" if self.names else f" ({self.count})"
        return f"{self.label}{who}"


def ids_in(path: str) -> list[int]:
    """The ids a path is made of: the unit and everything above it."""
    return [int(part) for part in path.split("/") if part]


def people_with_role(organisation_id: int, role: str, *, over_path: str | None = None, on: date) -> list[Person]:
    """Who has ``role`` on a day; with ``over_path`` only those whose scope takes in the unit there."""
    assignments = Assignment.objects.filter(valid_on(on), role=role)
    if over_path is not None and role not in ORGANISATION_WIDE:
        assignments = assignments.filter(units__in=ids_in(over_path))
    return list(
        Person.objects.filter(
            here_on(on), organisation_id=organisation_id, pk__in=assignments.values("person_id")
        ).order_by("name", "pk")
    )


def readers_of(unit: Unit, on: date) -> list[ReaderLine]:
    """One statement, whatever the size: the roles over the unit, and how many work there."""
    names, members = _names_and_members(unit, on)
    lines = [
        ReaderLine(role=role, label=str(Role(role).label), names=tuple(names[role]), count=len(names[role]))
        for role in HAT_ORDER
        if role != MEMBER and names[role]
    ]
    if members:
        label = _("alle som arbeider her") if unit.parent_id is None else _("alle i enheten")
        lines.append(ReaderLine(role=MEMBER, label=label, count=members))
    return lines


def _names_and_members(unit: Unit, on: date) -> tuple[dict[str, list[str]], int]:
    over = Q(role__in=SEES_ALL_UNITS) | Q(role__in=SEES_SCOPE, units__in=ids_in(unit.path))
    if unit.parent_id is None:
        # The whole organisation's figure is read by every role of the organisation, a consultant's apart.
        over |= ~Q(role=Role.CONSULTANT)
    rows = (
        Assignment.objects.filter(
            valid_on(on), here_on(on, "person__"), over, person__organisation_id=unit.organisation_id
        )
        .order_by("person__name", "person_id")
        .annotate(members=Coalesce(Subquery(_members(unit, on)), 0))
        .values_list("role", "person__name", "person_id", "members")
        .distinct()
    )
    names: dict[str, list[str]] = defaultdict(list)
    members = None
    for role, name, _person_id, number in rows:
        names[role].append(name)
        members = number
    # Where nobody has a role, the number has to be asked for by itself.
    return names, next(iter(_members(unit, on)), 0) if members is None else members


def _members(unit: Unit, on: date) -> QuerySet[Post, int]:
    """One row with the number, or none where nobody works there."""
    posts = Post.objects.filter(
        valid_on(on), here_on(on, "person__"), person__organisation_id=unit.organisation_id
    ).order_by()
    if unit.parent_id is not None:
        posts = posts.filter(unit=unit)
    counted = posts.values("person__organisation_id").annotate(number=Count("person_id", distinct=True))
    return counted.values_list("number", flat=True)
