"""Whom to remind of what: a date that comes within a week, one that has passed, the day to see whether it worked."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from samspill.measures.models import Measure
from samspill.measures.rules import RUNNING

SOON = timedelta(days=7)


def measures_to_remind_of(today: date) -> QuerySet[Measure]:
    """Each of the three is told once: a reminder counts for all dates before it."""
    doing = Q(status__in=[Measure.Status.DECIDED, Measure.Status.UNDER_WAY])
    never = Q(reminded_on=None)
    soon = doing & Q(due_on__range=(today, today + SOON)) & never
    passed = doing & Q(due_on__lt=today) & (never | Q(reminded_on__lte=F("due_on")))
    to_evaluate = Q(status__in=RUNNING, evaluate_on__lte=today) & (never | Q(reminded_on__lt=F("evaluate_on")))
    open_ones = Measure.objects.filter(soon | passed | to_evaluate, responsible__email__isnull=False)
    here = Q(responsible__left_on=None) | Q(responsible__left_on__gte=today)
    return open_ones.filter(here).select_related("responsible", "organisation").order_by("responsible_id", "pk")
