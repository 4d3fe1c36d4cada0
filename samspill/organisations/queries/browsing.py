"""Finding one's way in a tree of any size: one level at a time, or by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from posixpath import commonpath

from django.db.models import Count, Q, QuerySet
from django.utils.translation import ngettext

from samspill.organisations.models import Assignment, Organisation, Post, Role, Unit, UnitEvent
from samspill.organisations.queries.readers import ids_in, people_with_role
from samspill.organisations.queries.trees import tree_on
from samspill.organisations.queries.units import units_for
from samspill.organisations.queries.viewers import here_on, valid_on
from samspill.organisations.rules import Viewer, can_administer

SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Branch:
    unit: Unit
    below: int
    """Units under it, at any depth."""
    people: int | None
    """How many work in it and below; ``None`` where the viewer has no business knowing."""

    @property
    def note(self) -> str:
        """«30 ansatte · 4 enheter under»."""
        parts = []
        if self.people is not None:
            parts.append(ngettext("%(count)d ansatt", "%(count)d ansatte", self.people) % {"count": self.people})
        if self.below > 0:
            parts.append(
                ngettext("%(count)d enhet under", "%(count)d enheter under", self.below) % {"count": self.below}
            )
        return " · ".join(parts)


def organisation_of(viewer: Viewer) -> Organisation:
    return Organisation.objects.get(pk=viewer.organisation_id)


def search_units(viewer: Viewer, text: str) -> QuerySet[Unit]:
    named = Q(name__icontains=text) | Q(name_nn__icontains=text) | Q(name_en__icontains=text)
    return units_for(viewer).filter(named | Q(external_id__iexact=text)).select_related("parent").order_by("name", "pk")


def top_units(viewer: Viewer) -> list[Unit]:
    """What the viewer sees and has nothing visible over it: the root, and units of one's own."""
    seen = units_for(viewer)
    if can_administer(viewer):
        return list(seen.filter(parent=None))
    above = Q(parent=None) | ~Q(parent__in=seen.values("pk"))
    return list(seen.filter(above).order_by("path"))


def children_for(viewer: Viewer, unit: Unit | None) -> QuerySet[Unit]:
    """Nothing under nothing: an organisation that has no units yet."""
    if unit is None:
        return Unit.objects.none()
    return units_for(viewer).filter(parent=unit).order_by("name", "pk")


def branches(viewer: Viewer, units: Sequence[Unit]) -> list[Branch]:
    """Two statements for any number of units: what lies under each, and who works there."""
    if not units:
        return []
    prefix = commonpath([unit.path for unit in units]).rstrip("/") + "/"
    under = Unit.objects.filter(organisation_id=viewer.organisation_id, closed_on=None, path__startswith=prefix)
    working = _working(viewer, under) if can_administer(viewer) else {}
    below = dict.fromkeys((unit.pk for unit in units), -1)
    people = dict.fromkeys(below, 0)
    for pk, path in under.values_list("pk", "path"):
        for above in below.keys() & set(ids_in(path)):
            below[above] += 1
            people[above] += working.get(pk, 0)
    counted = can_administer(viewer)
    return [Branch(unit, below[unit.pk], people[unit.pk] if counted else None) for unit in units]


def _working(viewer: Viewer, units: QuerySet[Unit]) -> dict[int, int]:
    posts = Post.objects.filter(
        valid_on(viewer.today), here_on(viewer.today, "person__"), is_main=True, unit__in=units.values("pk")
    )
    return dict(posts.order_by().values_list("unit_id").annotate(count=Count("pk")))


def trail(unit: Unit) -> list[Unit]:
    """The units above, the root first."""
    above = {other.pk: other for other in Unit.objects.filter(pk__in=ids_in(unit.path)[:-1])}
    return [above[pk] for pk in ids_in(unit.path)[:-1] if pk in above]


def events_of(unit: Unit) -> QuerySet[UnitEvent]:
    return unit.events.order_by("-on", "-pk")


@dataclass(frozen=True, slots=True)
class Contacts:
    """The two everybody in a unit may know by name."""

    leaders: list[str]
    safety_reps: list[str]


def contacts_of(unit: Unit, viewer: Viewer) -> Contacts:
    """The nearest leader at or above the unit, and every safety representative for it."""
    given = (
        Assignment.objects.filter(
            valid_on(viewer.today),
            here_on(viewer.today, "person__"),
            role=Role.LEADER,
            units__in=ids_in(unit.path),
        )
        .order_by("person__name")
        .values_list("units__pk", "person__name")
    )
    by_unit: dict[int, list[str]] = {}
    for unit_id, name in given:
        by_unit.setdefault(unit_id, []).append(name)
    nearest = next((by_unit[pk] for pk in reversed(ids_in(unit.path)) if pk in by_unit), [])
    reps = people_with_role(unit.organisation_id, Role.SAFETY_REP, over_path=unit.path, on=viewer.today)
    return Contacts(nearest, [person.name for person in reps])


def assignments_for(viewer: Viewer, *, role: str = "", ending_soon: bool = False) -> QuerySet[Assignment]:
    """Roles of today and later, with their people and units."""
    given = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=viewer.today), person__organisation_id=viewer.organisation_id
    )
    if role:
        given = given.filter(role=role)
    if ending_soon:
        given = given.filter(valid_to__lte=viewer.today + SOON)
    return given.select_related("person").prefetch_related("units").order_by("role", "person__name", "pk")


def units_without(viewer: Viewer, role: Role) -> list[str]:
    """Names of open units over which nobody has ``role``: there the results lack a reader."""
    tree = tree_on(viewer.organisation_id, viewer.today)
    covered = set(
        Assignment.objects.filter(
            valid_on(viewer.today), role=role, person__organisation_id=viewer.organisation_id
        ).values_list("units__pk", flat=True)
    )
    return [name for name, path in zip(tree.names, tree.paths, strict=True) if not covered.intersection(ids_in(path))]


@dataclass(frozen=True, slots=True)
class UnitDirectory:
    """Every open unit, to choose one from in a form."""

    units: tuple[Unit, ...]

    def __len__(self) -> int:
        return len(self.units)


def directory_for(viewer: Viewer) -> UnitDirectory:
    """In the order of the tree."""
    places = tree_on(viewer.organisation_id, viewer.today).positions()
    return UnitDirectory(tuple(sorted(units_for(viewer), key=lambda unit: places.get(unit.pk, 0))))
