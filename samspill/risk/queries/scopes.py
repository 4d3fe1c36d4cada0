"""Units by what one may read of them, as parts of a statement."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from samspill.organisations.models import Role, Unit
from samspill.organisations.queries.readers import ids_in
from samspill.organisations.rules import MEMBER, Viewer

READS_ALL = (Role.HR, Role.GENERAL_MANAGER, Role.CHIEF_SAFETY_REP)


def units_where(where: Q, viewer: Viewer) -> QuerySet[Unit]:
    return Unit.objects.filter(where, organisation_id=viewer.organisation_id)


def within(viewer: Viewer, *roles: str) -> Q:
    """Under a hat of one of the roles."""
    found = Q(pk__in=[])
    for hat in viewer.hats:
        if hat.role in roles:
            for path in hat.paths:
                found |= Q(path__startswith=path)
    return found


def read_by(viewer: Viewer) -> Q:
    """Where one reads what is finished: one's scope, and everything above where one works or leads."""
    found = within(viewer, Role.LEADER, Role.SAFETY_REP, Role.CONSULTANT)
    above = {
        pk for hat in viewer.hats if hat.role in {MEMBER, Role.LEADER} for path in hat.paths for pk in ids_in(path)
    }
    found |= Q(pk__in=above)
    if any(hat.role not in {MEMBER, Role.CONSULTANT} for hat in viewer.hats):
        found |= Q(path=viewer.root_path)
    return found
