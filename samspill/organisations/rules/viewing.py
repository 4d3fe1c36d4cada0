"""Who may know what about which unit: the scopes of roles.

A person's right to see is the union of all their hats (what one may know in one role one knows in all);
the page names the hat that gives the right. See ADR 0004.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused, permits
from samspill.organisations.models import Role
from samspill.organisations.rules.roles import ADMINISTRATORS

MEMBER = "member"
SEES_ALL_UNITS = frozenset({Role.HR, Role.CHIEF_SAFETY_REP, Role.GENERAL_MANAGER})
SEES_SCOPE = frozenset({Role.LEADER, Role.SAFETY_REP, Role.CONSULTANT})
SEES_ORGANISATION_FIGURE = frozenset({Role.AMU_MEMBER, Role.UNION_REP})
ORGANISATION_WIDE = SEES_ALL_UNITS | SEES_ORGANISATION_FIGURE
HAT_ORDER = (
    Role.LEADER,
    Role.SAFETY_REP,
    Role.HR,
    Role.CHIEF_SAFETY_REP,
    Role.GENERAL_MANAGER,
    Role.AMU_MEMBER,
    Role.UNION_REP,
    Role.CONSULTANT,
    MEMBER,
)
"""Which hat one wears before choosing: the one with something to do for others comes first."""


@dataclass(frozen=True, slots=True)
class Hat:
    """One role of one person: ``member`` from a post, or an assignment."""

    key: str
    """Stable within a session: ``member-<post id>`` or ``role-<assignment id>``."""
    role: str
    label: str
    """As the page says it: «leder i Hjemmetjenesten Nord»."""
    paths: tuple[str, ...] = ()
    """Paths of the units of the scope; each means the unit and all below, but for a member the unit alone."""
    unit_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever looks: the first argument of every query."""

    user_id: int | None
    person_id: int | None
    organisation_id: int
    organisation_name: str
    name: str
    language: str
    today: date
    hats: tuple[Hat, ...] = field(default=())
    active: Hat | None = None
    root_path: str = ""
    needs_second_factor: bool = False
    """One of the hats must sign in with a second factor, and this user has none yet."""

    def has(self, *roles: str) -> bool:
        return any(hat.role in roles for hat in self.hats)


def wearing(viewer: Viewer, *hats: Hat) -> Viewer:
    """The same person with other hats, to see what one sees in them. (A request's viewer is lazy: no ``replace``.)"""
    return Viewer(
        user_id=viewer.user_id,
        person_id=viewer.person_id,
        organisation_id=viewer.organisation_id,
        organisation_name=viewer.organisation_name,
        name=viewer.name,
        language=viewer.language,
        today=viewer.today,
        hats=hats,
        root_path=viewer.root_path,
    )


@dataclass(frozen=True, slots=True)
class Worker:
    """The worker acting by itself within one organisation."""

    organisation_id: int | None
    user_id: None = None
    name: str = "Samspill"


def hat_over(viewer: Viewer, path: str) -> Hat | None:
    """The hat that lets ``viewer`` see the unit at ``path``: the active one if it does, else the first that does."""
    ordered = ([viewer.active] if viewer.active else []) + list(viewer.hats)
    return next((hat for hat in ordered if _covers(hat, viewer.root_path, path)), None)


def _covers(hat: Hat, root_path: str, path: str) -> bool:
    if hat.role in SEES_ALL_UNITS:
        return True
    if path == root_path and hat.role != Role.CONSULTANT:
        # The figure of the whole organisation is for everybody who works there; a consultant is lent a scope.
        return True
    if hat.role in SEES_SCOPE:
        return any(path.startswith(scope) for scope in hat.paths)
    return hat.role == MEMBER and path in hat.paths


def check_can_administer(by: Viewer | Worker) -> None:
    """Units, people, roles, rounds: HR/HMS and the general manager; and the worker on the command line's behalf."""
    if isinstance(by, Worker):
        return
    if not by.has(*ADMINISTRATORS):
        raise Refused(_("Dette gjør HR- og HMS-rådgiveren eller daglig leder."))


def can_administer(viewer: Viewer) -> bool:
    return permits(check_can_administer, viewer)


def check_can_see_register(viewer: Viewer) -> None:
    """Names, e-mail and posts of everybody. A safety representative sees names per unit where a round asks."""
    if not can_administer(viewer):
        raise Refused(_("Registeret over ansatte er bare for HR- og HMS-rådgiveren og daglig leder."))


def can_see_register(viewer: Viewer) -> bool:
    return permits(check_can_see_register, viewer)
