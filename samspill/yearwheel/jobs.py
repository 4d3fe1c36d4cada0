"""What the worker does with the wheel, on every tick: a missed or repeated one harms nothing."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone, translation

from samspill.organisations.rules import Worker
from samspill.pulses.jobs import one_by_one
from samspill.yearwheel.actions.planning import tend_wheel
from samspill.yearwheel.actions.reminding import remind_of_milestones
from samspill.yearwheel.actions.reporting import find_done
from samspill.yearwheel.models import Wheel
from samspill.yearwheel.queries.reminders import is_a_day_to_remind, wheels_to_tend


def tick(now: datetime) -> None:
    one_by_one(wheels_to_tend(now), lambda wheel: _tend(wheel, now))


def _tend(wheel: Wheel, now: datetime) -> None:
    """Plan, see what is done, and only then remind: nobody is told of what has been done."""
    today, organisation = timezone.localdate(now), wheel.organisation
    with translation.override(organisation.language):
        tend_wheel(organisation=organisation, now=now)
        find_done(organisation_id=organisation.pk, today=today, by=Worker(organisation.pk), now=now)
        if is_a_day_to_remind(today):
            remind_of_milestones(organisation=organisation, today=today, now=now)
