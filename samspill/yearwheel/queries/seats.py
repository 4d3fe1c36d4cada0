"""Who sees to what today: a named person, else whoever has the role, else whom it falls to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from samspill.organisations.models import Assignment, Person, Role
from samspill.organisations.queries.readers import ids_in
from samspill.organisations.queries.viewers import here_on, valid_on
from samspill.organisations.rules import NEEDS_UNITS, Viewer
from samspill.yearwheel.models import Occurrence
from samspill.yearwheel.rules import Seat

FALLS_TO = (Role.GENERAL_MANAGER, Role.HR)
"""Where nobody has the role."""


@dataclass(frozen=True, slots=True)
class Holder:
    person_id: int
    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Holders:
    """Everybody with a role on a day, by role and by unit (``None`` for a role of the whole organisation)."""

    by_place: dict[tuple[str, int | None], tuple[Holder, ...]]

    def of(self, role: str, path: str = "") -> tuple[Holder, ...]:
        """Of a unit: those nearest at or above it; else everybody with the role."""
        if role not in NEEDS_UNITS or not path:
            return self._anywhere(role)
        above = reversed(ids_in(path))
        return next((self.by_place[role, unit] for unit in above if (role, unit) in self.by_place), ())

    def _anywhere(self, role: str) -> tuple[Holder, ...]:
        found = [holder for (held, _unit), people in self.by_place.items() if held == role for holder in people]
        return tuple(dict.fromkeys(found))

    def nearest_units(self, role: str) -> set[int]:
        """The units that somebody has the role for."""
        return {unit for held, unit in self.by_place if held == role and unit is not None}


def holders_of(organisation_id: int, on: date) -> Holders:
    """One statement for all roles of an organisation."""
    given = Assignment.objects.filter(
        valid_on(on), here_on(on, "person__"), person__organisation_id=organisation_id
    ).order_by("person__name", "person_id")
    found: dict[tuple[str, int | None], list[Holder]] = defaultdict(list)
    columns = ("role", "units__pk", "person_id", "person__name", "person__email", "person__language")
    for role, unit_id, person_id, name, email, language in given.values_list(*columns):
        found[role, unit_id].append(Holder(person_id, name, email or "", language))
    return Holders({place: tuple(people) for place, people in found.items()})


@dataclass(frozen=True, slots=True)
class Owner:
    """Who sees to something, and what to say when it is not the one who was named."""

    role: str
    people: tuple[Holder, ...]
    is_named: bool = False
    note: str = ""

    @property
    def label(self) -> str:
        """«Jonas Vik», «leder», «HR- og HMS-rådgiver»."""
        return self.people[0].name if self.is_named else str(Role(self.role).label)

    @property
    def names(self) -> str:
        return ", ".join(holder.name for holder in self.people)


def owner_of(occurrence: Occurrence, holders: Holders, today: date) -> Owner:
    """``occurrence`` comes with its unit, its owner and its milestone's owner."""
    milestone = occurrence.milestone
    role, path = milestone.owner_role, occurrence.unit.path if occurrence.unit else ""
    notes: list[str] = []
    for named in filter(None, (occurrence.owner, milestone.owner)):
        if is_here(named, today):
            return Owner(role, (_holder(named),), is_named=True, note=" ".join(notes))
        notes.append(_("%(name)s har sluttet.") % {"name": named.name})
    people = holders.of(role, path)
    if notes:
        notes.append(_("Ansvaret er gått tilbake til rollen: %(role)s.") % {"role": Role(role).label})
    if people:
        return Owner(role, people, note=" ".join(notes))
    return _fallen(role, holders, notes)


def _fallen(role: str, holders: Holders, notes: list[str]) -> Owner:
    for other in FALLS_TO:
        if people := holders.of(other):
            text = _("Ingen har rollen %(role)s. Da faller det på %(other)s.")
            said = text % {"role": Role(role).label, "other": Role(other).label}
            return Owner(other, people, note=" ".join([*notes, said]))
    return Owner(role, (), note=" ".join(notes))


def is_here(person: Person, today: date) -> bool:
    return person.joined_on <= today and (person.left_on is None or person.left_on >= today)


def _holder(person: Person) -> Holder:
    return Holder(person.pk, person.name, person.email or "", person.language)


def seat_of(occurrence: Occurrence, today: date) -> Seat:
    """For the rules; a person who has left has no seat."""
    named = next((one for one in (occurrence.owner, occurrence.milestone.owner) if one and is_here(one, today)), None)
    path = occurrence.unit.path if occurrence.unit else ""
    return Seat(occurrence.milestone.owner_role, path, named.pk if named else None)


def mine(viewer: Viewer, holders: Holders) -> Q:
    """Occurrences that wait for this viewer: by name, by role, and what falls to them where nobody has the role."""
    gone = Q(owner=None) | Q(owner__left_on__lt=viewer.today)
    default_gone = Q(milestone__owner=None) | Q(milestone__owner__left_on__lt=viewer.today)
    by_name = Q(owner=viewer.person_id) | (gone & Q(milestone__owner=viewer.person_id))
    if viewer.person_id is None:
        by_name = Q(pk__in=[])
    return by_name | (gone & default_gone & _by_role(viewer, holders))


def _by_role(viewer: Viewer, holders: Holders) -> Q:
    held = [hat.role for hat in viewer.hats if hat.role in Role.values]
    found = Q(milestone__owner_role__in=held) & (Q(unit=None) | ~Q(milestone__owner_role__in=NEEDS_UNITS))
    for hat in viewer.hats:
        if hat.role in NEEDS_UNITS:
            found |= Q(milestone__owner_role=hat.role) & _led(hat.role, hat.paths, set(hat.unit_ids), holders)
    inherits = next((role for role in FALLS_TO if holders.of(role)), None)
    if inherits in held:
        vacant = [role for role in Role.values if not holders.of(role)]
        found |= Q(milestone__owner_role__in=vacant)
    return found


def _led(role: str, paths: tuple[str, ...], own: set[int], holders: Holders) -> Q:
    """Units under these where nobody else with the role stands nearer."""
    nearer = holders.nearest_units(role) - own
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(unit__path__startswith=path)
    for unit in nearer:
        # Somebody above stands no nearer: only what lies within the unit and under one's own is taken out.
        if not any(f"/{unit}/" in path for path in paths):
            found &= ~Q(unit__path__contains=f"/{unit}/")
    return found
