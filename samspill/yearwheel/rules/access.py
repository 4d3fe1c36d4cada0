"""Everybody reads the wheel. Whoever sees to a milestone changes how it goes; HR and the manager change the wheel."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused, permits
from samspill.organisations.models import Role
from samspill.organisations.rules import Viewer, Worker

ADMINISTERS = (Role.HR, Role.GENERAL_MANAGER)


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sees to an occurrence: a role, over a unit where there is one, and a person if one is named."""

    role: str
    path: str = ""
    person_id: int | None = None


def check_can_change(viewer: Viewer | Worker, seat: Seat) -> None:
    """Mark done, move, skip, hand over."""
    if isinstance(viewer, Worker) or viewer.has(*ADMINISTERS):
        return
    if viewer.person_id is not None and viewer.person_id == seat.person_id:
        return
    if seat.path:
        if not any(hat.role == Role.LEADER and any(map(seat.path.startswith, hat.paths)) for hat in viewer.hats):
            raise Refused(_("Dette gjør lederen for enheten, HR- og HMS-rådgiveren eller daglig leder."))
    elif not viewer.has(seat.role):
        raise Refused(
            _("Dette gjør den som har ansvaret (%(role)s), HR- og HMS-rådgiveren eller daglig leder.")
            % {"role": Role(seat.role).label}
        )


def can_change(viewer: Viewer, seat: Seat) -> bool:
    return permits(check_can_change, viewer, seat)


def check_can_manage(viewer: Viewer | Worker) -> None:
    """Choose the wheel, add milestones, change and switch them off."""
    if not isinstance(viewer, Worker) and not viewer.has(*ADMINISTERS):
        raise Refused(_("Årshjulet settes opp av HR- og HMS-rådgiveren eller daglig leder."))


def managed_organisation(viewer: Viewer | Worker) -> int:
    """Whose wheel they set up: a command may stand outside every organisation."""
    check_can_manage(viewer)
    if viewer.organisation_id is None:
        raise Refused(_("Velg en virksomhet først."))
    return viewer.organisation_id


def can_manage(viewer: Viewer) -> bool:
    return permits(check_can_manage, viewer)
