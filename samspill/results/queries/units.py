"""Units as results need them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from samspill.organisations.models import Unit
from samspill.organisations.queries import units_for
from samspill.organisations.rules import Viewer

OWN_SHOWN = 12


def parents_of(organisation_id: int) -> dict[int, int | None]:
    return dict(Unit.objects.filter(organisation_id=organisation_id).values_list("pk", "parent_id"))


def merges_since(organisation_id: int) -> list[tuple[int, date]]:
    """Units that took in another, and when, in order of time."""
    merged = Unit.objects.filter(organisation_id=organisation_id, merged_into__isnull=False, closed_on__isnull=False)
    rows = merged.order_by("closed_on").values_list("merged_into_id", "closed_on")
    return [(unit, on) for unit, on in rows if unit is not None and on is not None]


def children_for(viewer: Viewer, unit: Unit, search: str = "") -> QuerySet[Unit]:
    """The units directly below, by name: never by figure."""
    children = units_for(viewer).filter(parent=unit).order_by("name", "pk")
    return children.filter(name__icontains=search.strip()) if search.strip() else children


def own_units_for(viewer: Viewer) -> list[Unit]:
    """Where the viewer works, what they lead or represent, and the organisation: at most a dozen, the nearest first."""
    ids = {unit for hat in viewer.hats for unit in hat.unit_ids}
    mine = units_for(viewer).filter(Q(pk__in=ids) | Q(parent=None))
    return sorted(mine.order_by("path")[:OWN_SHOWN], key=lambda unit: unit.path.count("/"), reverse=True)


def paths_of(organisation_id: int) -> dict[int, str]:
    """Where every open unit lies."""
    return dict(Unit.objects.filter(organisation_id=organisation_id, closed_on=None).values_list("pk", "path"))
