"""Units as a viewer may see them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from samspill.audit.rules import Hidden
from samspill.organisations.models import Role, Unit
from samspill.organisations.rules import MEMBER, SEES_ALL_UNITS, SEES_SCOPE, Viewer, hat_over


def units_for(viewer: Viewer) -> QuerySet[Unit]:
    """Open units the viewer may see: the same answer as ``rules.hat_over`` for each, in one statement."""
    units = Unit.objects.filter(organisation_id=viewer.organisation_id, closed_on=None)
    if viewer.has(*SEES_ALL_UNITS):
        return units
    return units.filter(_within(viewer))


def _within(viewer: Viewer) -> Q:
    seen = Q(pk__in=[pk for hat in viewer.hats if hat.role == MEMBER for pk in hat.unit_ids])
    if any(hat.role != Role.CONSULTANT for hat in viewer.hats):
        seen |= Q(path=viewer.root_path)
    for hat in viewer.hats:
        if hat.role in SEES_SCOPE:
            for path in hat.paths:
                seen |= Q(path__startswith=path)
    return seen


def unit_for(viewer: Viewer, unit_id: int) -> Unit:
    """One unit, closed ones too: what happened to it stays readable for those who may."""
    unit = Unit.objects.filter(organisation_id=viewer.organisation_id, pk=unit_id).first()
    if unit is None or hat_over(viewer, unit.path) is None:
        raise Hidden
    return unit
