"""A month of the plan: what starts, falls due and is to be looked at on which day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.design.months import DayItem, Month, days_shown, month_of
from samspill.measures.models import Measure
from samspill.measures.rules import RUNNING

SHOWN_A_DAY = 3
MOST_A_MONTH = 1000


def plan_month(measures: QuerySet[Measure], first: date, *, today: date) -> Month:
    """One statement: what has a day in the weeks the page shows."""
    return month_of(first, _items(measures, *days_shown(first)), today=today, most_a_day=SHOWN_A_DAY)


def _items(measures: QuerySet[Measure], start: date, end: date) -> dict[date, list[DayItem]]:
    days = (start, end)
    seen = Q(starts_on__range=days) | Q(due_on__range=days) | Q(evaluate_on__range=days)
    rows = measures.filter(seen, status__in=RUNNING).order_by("title", "pk")
    found: dict[date, list[DayItem]] = defaultdict(list)
    for pk, title, *dates in rows.values_list("pk", "title", "starts_on", "due_on", "evaluate_on")[:MOST_A_MONTH]:
        for what, on in zip((_("Starter"), _("Frist"), _("Vurderes")), dates, strict=True):
            if on is not None and start <= on <= end:
                found[on].append(DayItem(what, title, reverse("measure", args=[pk])))
    return found
