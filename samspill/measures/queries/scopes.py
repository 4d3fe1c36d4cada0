"""What a page of the plan is about: one unit, everything one may see, or what one is responsible for oneself."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.audit.rules import Hidden
from samspill.measures.models import Measure
from samspill.measures.queries.access import is_shared, measures_for, planned_unit_for
from samspill.measures.queries.homes import successors
from samspill.measures.rules import can_change_plan, can_propose
from samspill.organisations.models import Role, Unit
from samspill.organisations.rules import SEES_ALL_UNITS, Viewer, hat_over

EVERYTHING, MINE = "alle", "mine"


@dataclass(frozen=True, slots=True)
class Scope:
    key: str
    """As it stands in the address."""
    name: str
    unit: Unit | None = None
    moved_to: Unit | None = None
    """Where the plan of a closed unit goes on."""
    has_below: bool = False
    is_shared: bool = False
    may_change: bool = False
    may_propose: bool = False

    @property
    def new_url(self) -> str:
        return self._from_here("measure_new")

    @property
    def library_url(self) -> str:
        return self._from_here("library")

    def _from_here(self, name: str) -> str:
        """With the unit in the address, so that nobody has to choose it again."""
        return f"{reverse(name)}?enhet={self.key}" if self.unit else reverse(name)


def scope_for(viewer: Viewer, key: str, language: str) -> Scope:
    if key == EVERYTHING:
        return Scope(key, _("Alt du kan se"), may_change=viewer.has(Role.HR, Role.GENERAL_MANAGER))
    if key == MINE:
        return Scope(key, _("Dine tiltak"))
    if not key.isdecimal() or len(key) > 18:
        raise Hidden
    unit = planned_unit_for(viewer, int(key))
    home = _goes_on_in(viewer, unit) if unit.closed_on else None
    return Scope(
        key,
        unit.name_in(language),
        unit,
        moved_to=home,
        has_below=Unit.objects.filter(parent=unit, closed_on=None).exists(),
        is_shared=is_shared(unit),
        may_change=unit.closed_on is None and can_change_plan(viewer, unit.path),
        may_propose=unit.closed_on is None and can_propose(viewer, unit.path),
    )


def _goes_on_in(viewer: Viewer, unit: Unit) -> Unit | None:
    home = successors(viewer.organisation_id, viewer.today).get(unit.pk) or unit.merged_into_id or unit.parent_id
    return Unit.objects.filter(pk=home).first() if home is not None else None


def first_scope_key(viewer: Viewer) -> str:
    """Where one begins: the unit of the hat one wears, or everything for those who look after the whole."""
    hat = viewer.active or (viewer.hats[0] if viewer.hats else None)
    if hat is None or not hat.unit_ids or hat.role in SEES_ALL_UNITS:
        return EVERYTHING if viewer.has(*SEES_ALL_UNITS) else _root_key(viewer)
    return str(hat.unit_ids[0])


def _root_key(viewer: Viewer) -> str:
    return viewer.root_path.strip("/") or EVERYTHING


def measures_in(viewer: Viewer, scope: Scope, *, with_below: bool = True) -> QuerySet[Measure]:
    """The measures of the scope that the viewer may know, with what has moved into it."""
    measures = measures_for(viewer)
    if scope.key == MINE:
        return measures.filter(responsible=viewer.person_id)
    if scope.unit is None:
        return measures
    homes = successors(viewer.organisation_id, viewer.today)
    here = Q(unit=scope.unit) | Q(unit__in=[closed for closed, home in homes.items() if home == scope.unit.pk])
    if with_below:
        here |= Q(unit__path__startswith=scope.unit.path)
    return measures.filter(here)


def scopes_for(viewer: Viewer, language: str) -> list[tuple[str, str]]:
    """The plans a viewer looks at most: key and name. Two statements."""
    ids = list(dict.fromkeys(unit for hat in viewer.hats for unit in hat.unit_ids))[:12]
    root = viewer.root_path.strip("/")
    units = Unit.objects.in_bulk([*ids, *([int(root)] if root else [])])
    named = [(str(pk), units[pk].name_in(language)) for pk in ids if pk in units and _sees(viewer, units[pk])]
    if root and int(root) in units and int(root) not in ids and any(hat.role != Role.CONSULTANT for hat in viewer.hats):
        named.append((root, units[int(root)].name_in(language)))
    return [*named, (EVERYTHING, _("Alt du kan se")), (MINE, _("Dine tiltak"))]


def _sees(viewer: Viewer, unit: Unit) -> bool:
    return hat_over(viewer, unit.path) is not None
