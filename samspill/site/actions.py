"""What the composed pages change: always by the actions of the apps below."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samspill.accounts.models import User
from samspill.audit.actions import record
from samspill.organisations.actions import (
    OrganisationFacts,
    PersonFacts,
    RoleTerm,
    UnitFacts,
    add_person,
    create_organisation,
    create_unit,
    give_role,
    set_measurement,
)
from samspill.organisations.models import Measurement, Organisation, Role, Unit
from samspill.organisations.rules import Viewer, Worker


@transaction.atomic
def found_organisation(*, name: str, slug: str, adviser: tuple[str, str], by: User, now: datetime) -> Organisation:
    """An organisation with its root unit and the adviser (name, e-mail) who will set it up."""
    outside = Worker(organisation_id=None, name=str(by))
    made = create_organisation(slug=slug, facts=OrganisationFacts(name=name), by=outside, now=now)
    inside, today = Worker(organisation_id=made.pk, name=str(by)), timezone.localdate(now)
    root = create_unit(facts=UnitFacts(name=name), parent=None, on=today, by=inside, now=now)
    facts = PersonFacts(name=adviser[0], email=adviser[1])
    person = add_person(facts=facts, unit=root, on=today, by=inside, now=now)
    give_role(person=person, term=RoleTerm(role=Role.HR, since=today), by=inside, now=now)
    return made


@transaction.atomic
def follow_advice(*, decisions: list[tuple[Unit, Measurement]], by: Viewer, now: datetime) -> int:
    """How each unit is asked, as chosen in the guide; returns how many changed. Keeping all is a choice too.

    A unit closed meanwhile is left as it was.
    """
    open_now = Unit.objects.filter(closed_on=None).in_bulk([unit.pk for unit, _measurement in decisions])
    changed = [(unit, how) for unit, how in decisions if unit.pk in open_now and open_now[unit.pk].measurement != how]
    for unit, how in changed:
        set_measurement(unit=unit, measurement=how, by=by, now=now)
    record("review_units", by=by, now=now, changed=len(changed))
    return len(changed)
