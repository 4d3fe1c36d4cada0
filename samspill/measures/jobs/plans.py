from __future__ import annotations

from datetime import datetime

from django.utils import timezone, translation

from samspill.measures.actions import hand_over_measures, move_plans, remind_of_measures
from samspill.measures.queries.homes import organisations_to_tidy
from samspill.organisations.models import Organisation
from samspill.organisations.rules import Worker
from samspill.pulses.jobs import one_by_one


def tick(now: datetime) -> None:
    """Plans follow their units and their people first, so that the right person is reminded."""
    try:
        one_by_one(organisations_to_tidy(timezone.localdate(now)), lambda organisation: _tidy(organisation, now))
    finally:
        remind_of_measures(now=now)


def _tidy(organisation: Organisation, now: datetime) -> None:
    by = Worker(organisation.pk)
    with translation.override(organisation.language):
        move_plans(organisation_id=organisation.pk, by=by, now=now)
        hand_over_measures(organisation_id=organisation.pk, by=by, now=now)
