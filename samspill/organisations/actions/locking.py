"""One change of a workplace at a time."""

from __future__ import annotations

from typing import TypeVar

from samspill.audit.rules import Hidden
from samspill.organisations.models import Organisation, Person, Unit
from samspill.organisations.rules import Viewer, Worker, check_can_administer

Administrator = Viewer | Worker
Owned = TypeVar("Owned", Unit, Person)


def locked_organisation(by: Administrator, *owned: Unit | Person | None) -> Organisation:
    """The organisation's row, held until the transaction ends.

    Two moves that are each allowed could together make a cycle; two ended roles could together leave nobody
    who administers. ``owned`` are the objects of the change: those of another organisation do not exist here, and
    the rest are read anew, since somebody else may have changed them while this one waited.
    """
    check_can_administer(by)
    organisation = Organisation.objects.select_for_update().filter(pk=by.organisation_id or 0).first()
    if organisation is None or any(item and item.organisation_id != organisation.pk for item in owned):
        raise Hidden
    for item in owned:
        if item:
            item.refresh_from_db()
    return organisation


def held(by: Administrator, owned: Owned) -> Owned:
    """The unit or person as it is now, while nobody else changes the workplace."""
    locked_organisation(by, owned)
    return owned
