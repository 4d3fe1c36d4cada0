"""The occurrences of a year, as the milestones say and the units are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samspill.organisations.models import Organisation
from samspill.yearwheel.models import Milestone, Occurrence, Wheel
from samspill.yearwheel.queries.milestones import units_to_ask
from samspill.yearwheel.rules import Window, remind_day

State = Occurrence.State


@transaction.atomic
def plan_occurrences(*, organisation_id: int, today: date) -> int:
    """What this year and the next still lack: of new milestones and new units. How many were added.

    No audit line of its own: it only carries out what was decided when the milestones were.
    """
    milestones = Milestone.objects.filter(organisation_id=organisation_id, off_on=None)
    units = units_to_ask(organisation_id, today)
    years = (today.year, today.year + 1)
    known = Occurrence.objects.filter(organisation_id=organisation_id, year__in=years)
    there = set(known.values_list("milestone_id", "unit_id", "year"))
    wanted = [
        one
        for milestone in milestones
        for year in years
        for one in _of_year(milestone, year, units)
        if (milestone.pk, one.unit_id, year) not in there and one.ends_on >= max(today, milestone.since)
    ]
    Occurrence.objects.bulk_create(wanted, batch_size=500, ignore_conflicts=True)
    return len(wanted)


def window_of(milestone: Milestone) -> Window:
    return Window(milestone.first_month, milestone.first_day, milestone.last_month, milestone.last_day)


def _of_year(milestone: Milestone, year: int, units: Iterable[int]) -> list[Occurrence]:
    first, last = window_of(milestone).in_year(year)
    places = units if milestone.scope == Milestone.Scope.UNIT else (None,)
    return [
        Occurrence(
            milestone=milestone,
            organisation_id=milestone.organisation_id,
            unit_id=unit_id,
            year=year,
            planned_starts_on=first,
            planned_ends_on=last,
            starts_on=first,
            ends_on=last,
            remind_on=remind_day(first, milestone.lead_days),
        )
        for unit_id in places
    ]


def replan(milestone: Milestone, today: date) -> None:
    """New days for what has not begun and has not been moved by hand. Inside the caller's transaction."""
    for year in (today.year, today.year + 1):
        first, last = window_of(milestone).in_year(year)
        waiting = milestone.occurrences.filter(
            year=year, state=State.OPEN, starts_on__gt=today,
            starts_on=F("planned_starts_on"), ends_on=F("planned_ends_on"),
        )  # fmt: skip
        if last < today:
            waiting.delete()
            continue
        waiting.update(
            planned_starts_on=first,
            planned_ends_on=last,
            starts_on=first,
            ends_on=last,
            remind_on=remind_day(first, milestone.lead_days),
            reminded_on=None,
            sequence=F("sequence") + 1,
        )


@transaction.atomic
def tend_wheel(*, organisation: Organisation, now: datetime) -> None:
    """What the worker does with the wheel: new units get their milestones, closed units lose theirs."""
    today = timezone.localdate(now)
    plan_occurrences(organisation_id=organisation.pk, today=today)
    with translation.override(organisation.language):
        reason = _("Enheten er lagt ned.")
    closed = Occurrence.objects.filter(organisation=organisation, state=State.OPEN, unit__closed_on__lte=today)
    closed.update(state=State.OFF, reason=reason, sequence=F("sequence") + 1)
    Wheel.objects.filter(organisation=organisation).update(tended_at=now)
