"""Truth tables over hats. A person may do what any of their hats may."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused, permits
from samspill.organisations.models import Role
from samspill.organisations.rules import MEMBER, Hat, Viewer

EVERYWHERE = (Role.HR, Role.GENERAL_MANAGER)
DISCUSSES = (Role.UNION_REP, Role.AMU_MEMBER)
WATCHES_ALL = (Role.CHIEF_SAFETY_REP,)


def _is_over(hat: Hat, path: str) -> bool:
    return any(path.startswith(scope) for scope in hat.paths)


def check_can_assess(viewer: Viewer, path: str) -> None:
    """The employer's task: the leader of the unit or above it, HR, the general manager."""
    if viewer.has(*EVERYWHERE):
        return
    if not any(hat.role == Role.LEADER and _is_over(hat, path) for hat in viewer.hats):
        raise Refused(_("Risikovurderingen skrives av lederen for enheten, HR eller daglig leder."))


def can_assess(viewer: Viewer, path: str) -> bool:
    return permits(check_can_assess, viewer, path)


def check_can_sign(viewer: Viewer, path: str) -> None:
    """The safety representative of the area (aml § 6-2), or the chief one; never whoever may write it themselves."""
    represents = any(hat.role == Role.SAFETY_REP and _is_over(hat, path) for hat in viewer.hats)
    if not (represents or viewer.has(*WATCHES_ALL)):
        raise Refused(_("Bare verneombudet for området kan skrive under på at det har vært med."))
    if can_assess(viewer, path):
        raise Refused(_("Du skriver vurderingen for arbeidsgiveren. Da er det et annet verneombud som skriver under."))


def can_sign(viewer: Viewer, path: str) -> bool:
    return permits(check_can_sign, viewer, path)


def check_can_manage_factors(viewer: Viewer) -> None:
    if not viewer.has(*EVERYWHERE):
        raise Refused(_("Egne faktorer legges inn av HR- og HMS-rådgiveren eller daglig leder."))


def can_manage_factors(viewer: Viewer) -> bool:
    return permits(check_can_manage_factors, viewer)


def reads_draft(viewer: Viewer, path: str) -> bool:
    """Those who write it and those who sign it."""
    return can_assess(viewer, path) or can_sign(viewer, path)


def reads_valid(viewer: Viewer, path: str) -> bool:
    """Those it is about, those with a scope over it, and AMU and union representatives for the whole."""
    return reads_draft(viewer, path) or any(_reads(hat, viewer.root_path, path) for hat in viewer.hats)


def _reads(hat: Hat, root_path: str, path: str) -> bool:
    if hat.role == Role.CONSULTANT:
        return _is_over(hat, path)
    if hat.role == MEMBER:
        # What holds for a unit holds for those below it.
        return any(own.startswith(path) for own in hat.paths)
    return path == root_path or (hat.role == Role.LEADER and any(own.startswith(path) for own in hat.paths))


def reads_change(viewer: Viewer, paths: Sequence[str], *, is_draft: bool) -> bool:
    """While it is prepared those who write and those who represent; once it is settled everybody it is about."""
    if any(reads_draft(viewer, path) for path in paths) or viewer.has(*DISCUSSES):
        return True
    return not is_draft and any(reads_valid(viewer, path) for path in paths)
