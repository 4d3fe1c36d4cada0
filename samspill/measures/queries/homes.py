"""Where a plan lives when its unit is no longer there, and who sees to it when somebody has left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from samspill.measures.models import Measure
from samspill.organisations.models import Assignment, Organisation, Person, Role, Unit
from samspill.organisations.queries.readers import ids_in
from samspill.organisations.queries.viewers import here_on, valid_on


def successors(organisation_id: int, today: date) -> dict[int, int]:
    """Units that have closed with a plan in them, each with the open unit its plan goes on in."""
    closed = Unit.objects.filter(organisation_id=organisation_id, closed_on__lte=today, measures__isnull=False)
    lost = set(closed.values_list("pk", flat=True).distinct())
    if not lost:
        return {}
    rows = Unit.objects.filter(organisation_id=organisation_id).values_list("pk", "closed_on", "merged_into", "parent")
    tree = {pk: (bool(closed_on and closed_on <= today), merged, parent) for pk, closed_on, merged, parent in rows}
    found = {pk: _open_from(pk, tree) for pk in lost}
    return {pk: home for pk, home in found.items() if home is not None}


def _open_from(pk: int, tree: dict[int, tuple[bool, int | None, int | None]]) -> int | None:
    """What it was merged into, else the unit above; as far as it takes to reach one that is there."""
    seen: set[int] = set()
    here: int | None = pk
    while here is not None and here not in seen:
        seen.add(here)
        is_closed, merged, parent = tree[here]
        if not is_closed:
            return here
        here = merged or parent
    return None


def leaders_of(units: Iterable[Unit], on: date) -> dict[int, Person]:
    """The nearest leader over each unit, in two statements; a unit nobody leads is left out."""
    paths = {unit.pk: unit.path for unit in units}
    over = {pk for path in paths.values() for pk in ids_in(path)}
    given = Assignment.objects.filter(valid_on(on), here_on(on, "person__"), role=Role.LEADER, units__in=over)
    leading: dict[int, int] = {}
    for unit_id, person_id in given.order_by("-pk").values_list("units", "person_id"):
        leading.setdefault(unit_id, person_id)
    people = Person.objects.in_bulk(set(leading.values()))
    found = {}
    for pk, path in paths.items():
        nearest = next((leading[above] for above in reversed(ids_in(path)) if above in leading), None)
        if nearest is not None:
            found[pk] = people[nearest]
    return found


def left_behind(organisation_id: int, today: date) -> list[Measure]:
    """Measures under way whose responsible has left."""
    rows = Measure.objects.filter(organisation_id=organisation_id, responsible__left_on__lt=today)
    rows = rows.exclude(status__in=["finished", "stopped"])
    return list(rows.select_related("unit", "responsible"))


def organisations_to_tidy(today: date) -> QuerySet[Organisation]:
    """Where a plan lies in a closed unit, or somebody who has left is still responsible."""
    measures = Measure.objects.filter(organisation=OuterRef("pk"))
    left = measures.filter(responsible__left_on__lt=today).exclude(status__in=["finished", "stopped"])
    return Organisation.objects.filter(Exists(measures.filter(unit__closed_on__lte=today)) | Exists(left))
