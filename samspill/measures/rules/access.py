from __future__ import annotations

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused, permits
from samspill.measures.models import Measure
from samspill.organisations.models import Role
from samspill.organisations.rules import MEMBER, Viewer, can_administer, hat_over
from samspill.pulses.rules.access import leads, represents


def sees_plan(viewer: Viewer, path: str, *, is_shared: bool = False) -> bool:
    """Whoever may see the unit at ``path`` by one of their hats; everybody here where the plan is shared.

    What the whole organisation has decided is for everybody who works in it, as its figures are.
    """
    return is_shared or hat_over(viewer, path) is not None


def check_can_change_plan(viewer: Viewer, path: str) -> None:
    """The unit's leader and the leaders above, HR/HMS and the general manager."""
    if not (viewer.has(Role.HR) or leads(viewer, path)):
        raise Refused(_("Tiltak bestemmes av lederen for enheten, ledere over, HR eller daglig leder."))


def can_change_plan(viewer: Viewer, path: str) -> bool:
    return permits(check_can_change_plan, viewer, path)


def check_can_propose(viewer: Viewer, path: str) -> None:
    """The safety representative of the area may put a measure on the table; whoever may decide, decides."""
    if not (represents(viewer, path) or can_change_plan(viewer, path)):
        raise Refused(_("Tiltak foreslås av verneombudet og bestemmes av lederen for enheten."))


def can_propose(viewer: Viewer, path: str) -> bool:
    return permits(check_can_propose, viewer, path)


def check_can_carry_out(viewer: Viewer, measure: Measure, path: str) -> None:
    """Say how far it has come: those who may change the plan, and the one who is responsible."""
    is_responsible = measure.responsible_id is not None and measure.responsible_id == viewer.person_id
    if measure.status == Measure.Status.PROPOSED or not is_responsible:
        check_can_change_plan(viewer, path)


def can_carry_out(viewer: Viewer, measure: Measure, path: str) -> bool:
    return permits(check_can_carry_out, viewer, measure, path)


def check_can_comment(viewer: Viewer, measure: Measure, path: str) -> None:
    """Those who carry it out, the safety representative, and those who work in the unit."""
    works_there = any(hat.role == MEMBER and path in hat.paths for hat in viewer.hats)
    if not (works_there or represents(viewer, path) or can_carry_out(viewer, measure, path)):
        raise Refused(_("Notater skrives av dem som arbeider i enheten, lederen og verneombudet."))


def can_comment(viewer: Viewer, measure: Measure, path: str) -> bool:
    return permits(check_can_comment, viewer, measure, path)


def check_can_edit_library(viewer: Viewer) -> None:
    """Own measures are everybody's to choose, so those who run the rounds look after them."""
    if not (can_administer(viewer) or viewer.has(Role.LEADER)):
        raise Refused(_("Egne tiltak legges inn av ledere, HR- og HMS-rådgiveren eller daglig leder."))


def can_edit_library(viewer: Viewer) -> bool:
    return permits(check_can_edit_library, viewer)
