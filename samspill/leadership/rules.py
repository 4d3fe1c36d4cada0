"""Who may tell of a decision, ask about it and answer. Nothing here asks the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused, permits
from samspill.organisations.models import Role
from samspill.organisations.rules import Viewer

EVERYWHERE = (Role.HR, Role.GENERAL_MANAGER)


def check_can_tell(viewer: Viewer, paths: Sequence[str]) -> None:
    """A leader tells those they lead; HR and the general manager tell anybody."""
    if not paths:
        raise Refused(_("Velg minst én enhet som avgjørelsen gjelder."))
    if viewer.has(*EVERYWHERE):
        return
    led = [scope for hat in viewer.hats if hat.role == Role.LEADER for scope in hat.paths]
    if not all(any(path.startswith(scope) for scope in led) for path in paths):
        raise Refused(_("Du kan fortelle om avgjørelser i enheter du leder."))


def can_tell(viewer: Viewer, paths: Sequence[str]) -> bool:
    return permits(check_can_tell, viewer, paths)


def can_tell_somewhere(viewer: Viewer) -> bool:
    return viewer.has(Role.LEADER, *EVERYWHERE)


def check_days(*, decided_on: date, review_on: date | None, today: date) -> None:
    if decided_on > today:
        raise Refused(_("En avgjørelse føres når den er tatt. Velg dagen i dag eller tidligere."))
    if review_on is not None and review_on <= decided_on:
        raise Refused(_("Velg en dag etter avgjørelsen til å se på den igjen."))


def check_can_ask(viewer: Viewer) -> None:
    """Under one's own name: a question without one would be traced in a small team anyway."""
    if viewer.person_id is None:
        raise Refused(_("Spørsmål stilles av dem som arbeider her."))


def check_can_review(*, reviewed_on: date | None, decided_on: date, today: date) -> None:
    if reviewed_on is not None:
        raise Refused(_("Avgjørelsen er alt sett på igjen."))
    if today <= decided_on:
        raise Refused(_("Avgjørelsen ble tatt i dag. Se på den når den har virket en stund."))
