"""Whom to remind of what, and which wheels to look over."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from samspill.content.holidays import is_working_day
from samspill.yearwheel.models import Occurrence, Wheel
from samspill.yearwheel.rules.recurrence import JULY

EVERY = timedelta(hours=1)


def wheels_to_tend(now: datetime) -> QuerySet[Wheel]:
    """Once an hour each."""
    waiting = Q(tended_at=None) | Q(tended_at__lte=now - EVERY)
    return Wheel.objects.filter(waiting).select_related("organisation").order_by("pk")


def is_a_day_to_remind(today: date) -> bool:
    """On working days; never in July."""
    return today.month != JULY and is_working_day(today)


def occurrences_to_remind_of(organisation_id: int, today: date) -> QuerySet[Occurrence]:
    """Open, told of to nobody yet, and their time has come; what passed while the server was down is not dug up."""
    found = Occurrence.objects.filter(
        organisation_id=organisation_id,
        state=Occurrence.State.OPEN,
        reminded_on=None,
        remind_on__lte=today,
        ends_on__gte=today,
    )
    return found.select_related("milestone__owner", "unit", "owner").order_by("ends_on", "pk")
