from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from samspill.audit.actions import Actor, record
from samspill.organisations.actions.locking import Administrator, locked_organisation
from samspill.organisations.models import Organisation
from samspill.organisations.rules import check_can_name_organisation, check_safety


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationFacts:
    name: str
    headcount: int = 0
    industry: str = ""
    is_public: bool = False
    language: str = "nb"
    registration_number: str = ""


@dataclass(frozen=True, slots=True)
class _Founder:
    """Whoever sets an organisation up, seen from inside it."""

    user_id: int | None
    organisation_id: int
    name: str


@transaction.atomic
def create_organisation(*, slug: str, facts: OrganisationFacts, by: Actor, now: datetime) -> Organisation:
    """An empty organisation. Units come by ``create_unit`` or an import; the first person who administers it by
    ``add_person`` and ``give_role`` with a ``Worker``."""
    check_can_name_organisation(slug, is_taken=Organisation.objects.filter(slug=slug).exists())
    organisation = Organisation.objects.create(slug=slug, **asdict(facts))
    founder = _Founder(by.user_id, organisation.pk, by.name)
    record("create_organisation", by=founder, now=now, subject=organisation)
    return organisation


@transaction.atomic
def change_organisation(*, facts: OrganisationFacts, by: Administrator, now: datetime) -> Organisation:
    organisation = locked_organisation(by)
    before = {name: getattr(organisation, name) for name in asdict(facts)}
    changed = {name: value for name, value in asdict(facts).items() if value != before[name]}
    for name, value in changed.items():
        setattr(organisation, name, value)
    organisation.save()
    record("change_organisation", by=by, now=now, subject=organisation, changed=sorted(changed))
    return organisation


@transaction.atomic
def change_safety(
    *, minimum_group: int, second_factor_roles: Collection[str], by: Administrator, now: datetime
) -> Organisation:
    """How large a group a figure needs, and who must sign in with two factors. Open rounds keep what they locked."""
    organisation = locked_organisation(by)
    check_safety(minimum_group=minimum_group, second_factor_roles=second_factor_roles)
    was = organisation.minimum_group
    organisation.minimum_group = minimum_group
    organisation.second_factor_roles = sorted(second_factor_roles)
    organisation.save(update_fields=["minimum_group", "second_factor_roles"])
    record(
        "change_safety",
        by=by,
        now=now,
        subject=organisation,
        minimum_group=[was, minimum_group],
        second_factor_roles=organisation.second_factor_roles,
    )
    return organisation
