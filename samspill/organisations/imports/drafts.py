"""Uploaded files between preview and confirmation.

They hold everybody's name and e-mail, so they lie sealed with the installation key, for a day at most, and for
the one who uploaded them only.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.audit.rules import Hidden, Refused
from samspill.organisations.actions.locking import locked_organisation
from samspill.organisations.imports.carrying import carry_out
from samspill.organisations.imports.columns import ImportFile
from samspill.organisations.imports.plan import ImportPlan
from samspill.organisations.imports.planning import plan_import
from samspill.organisations.models import ImportDraft, Organisation
from samspill.organisations.rules import Viewer
from samspill.sealing import CannotOpen, installation_key, open_sealed, seal

KEPT = timedelta(hours=24)


@transaction.atomic
def keep_draft(*, units: ImportFile, people: ImportFile | None, by: Viewer, now: datetime) -> None:
    """In place of what the same user uploaded before."""
    organisation = locked_organisation(by)
    ImportDraft.objects.filter(user_id=_owner(by)).delete()
    ImportDraft.objects.create(
        organisation=organisation,
        user_id=_owner(by),
        units_name=units.name[:200],
        units_file=_sealed(units, by),
        people_name=people.name[:200] if people else "",
        people_file=_sealed(people, by) if people else None,
        uploaded_at=now,
    )


def _owner(by: Viewer) -> int:
    """Only somebody signed in uploads."""
    if by.user_id is None:
        raise Hidden
    return by.user_id


def _context(by: Viewer) -> str:
    return f"import of user {by.user_id} in organisation {by.organisation_id}"


def _sealed(file: ImportFile, by: Viewer) -> bytes:
    return seal(file.content, key=installation_key(), context=_context(by))


def draft_plan(*, by: Viewer, now: datetime) -> ImportPlan | None:
    """The plan that the kept files make today; ``None`` when there are none (any more)."""
    draft = ImportDraft.objects.filter(
        user_id=_owner(by), organisation_id=by.organisation_id, uploaded_at__gte=now - KEPT
    ).first()
    if draft is None:
        return None
    try:
        units = ImportFile(draft.units_name, _opened(draft.units_file, by))
        people = ImportFile(draft.people_name, _opened(draft.people_file, by)) if draft.people_file else None
    except CannotOpen:
        return None
    organisation = Organisation.objects.get(pk=by.organisation_id)
    return plan_import(organisation, units, people, today=timezone.localdate(now))


def _opened(sealed: bytes | memoryview, by: Viewer) -> bytes:
    return open_sealed(bytes(sealed), key=installation_key(), context=_context(by))


@transaction.atomic
def confirm_draft(*, digest: str, by: Viewer, now: datetime) -> ImportPlan:
    """Carry out what was seen; if the register has changed meanwhile, it is to be seen again first."""
    locked_organisation(by)
    plan = draft_plan(by=by, now=now)
    if plan is None:
        raise Refused(_("Filene er ikke her lenger. Last dem opp på nytt."))
    if plan.digest != digest:
        raise Refused(_("Organisasjonen er endret siden du så gjennom importen. Se gjennom en gang til."))
    carry_out(plan=plan, by=by, now=now)
    drop_draft(by=by)
    return plan


def drop_draft(*, by: Viewer) -> None:
    ImportDraft.objects.filter(user_id=_owner(by)).delete()


def drop_old_drafts(*, now: datetime) -> None:
    """Also of those who never came back to see the preview."""
    ImportDraft.objects.filter(uploaded_at__lt=now - KEPT).delete()
