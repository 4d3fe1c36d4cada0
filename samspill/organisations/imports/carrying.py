"""Carrying out a plan: all of it or nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samspill.audit.actions import record
from samspill.organisations.actions.locking import Administrator, locked_organisation
from samspill.organisations.imports.carrying_people import carry_out_people
from samspill.organisations.imports.carrying_units import carry_out_units
from samspill.organisations.imports.plan import ImportPlan


@transaction.atomic
def carry_out(*, plan: ImportPlan, by: Administrator, now: datetime) -> None:
    """One transaction and one audit line. Make the plan in the same transaction where others may be at work."""
    organisation = locked_organisation(by)
    units = carry_out_units(plan)
    if plan.people:
        carry_out_people(plan, plan.people, units)
    counts = {section.heading: section.count for section in plan.sections()}
    record("carry_out_import", by=by, now=now, subject=organisation, counts=counts)
