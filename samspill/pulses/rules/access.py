from __future__ import annotations

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused, permits
from samspill.organisations.models import Role
from samspill.organisations.rules import REPRESENTS, Viewer, check_can_administer
from samspill.pulses.models import PulseRound

CURATES = REPRESENTS | {Role.HR}
"""Who may read comments before others do."""


def check_can_plan(viewer: Viewer) -> None:
    """Rounds, questionnaires, texts and the consultation: HR/HMS and the general manager."""
    check_can_administer(viewer)


def can_plan(viewer: Viewer) -> bool:
    return permits(check_can_plan, viewer)


def sees_participation(viewer: Viewer) -> bool:
    """Whether somebody is told, in words and once a day, how many have answered. Leaders are not."""
    return viewer.has(Role.HR, *REPRESENTS)


def represents(viewer: Viewer, path: str) -> bool:
    """Whether the viewer is safety representative for the unit at ``path``."""
    if viewer.has(Role.CHIEF_SAFETY_REP):
        return True
    return any(path.startswith(hat.paths) for hat in viewer.hats if hat.role == Role.SAFETY_REP and hat.paths)


def leads(viewer: Viewer, path: str) -> bool:
    """The general manager leads everybody."""
    led = [hat.paths for hat in viewer.hats if hat.role == Role.LEADER and hat.paths]
    return viewer.has(Role.GENERAL_MANAGER) or any(path.startswith(paths) for paths in led)


def check_can_approve(viewer: Viewer, path: str) -> None:
    if not represents(viewer, path):
        raise Refused(_("Dette godkjenner verneombudet for enheten, eller hovedverneombudet."))


def check_can_print_codes(viewer: Viewer, pulse_round: PulseRound, path: str) -> None:
    """HR or the safety representative, never the leader: a sheet left lying is a right to answer for others."""
    if leads(viewer, path):
        raise Refused(_("Den som leder enheten, skriver ikke ut koder for den. Be HR eller verneombudet."))
    if not (viewer.has(Role.HR) or represents(viewer, path)):
        raise Refused(_("Koder skrives ut av HR eller verneombudet."))
    if pulse_round.state != PulseRound.State.OPEN:
        raise Refused(_("Koder kan skrives ut mens målingen er åpen."))
