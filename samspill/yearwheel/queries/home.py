"""What the home page, the calendars and the digest tell of the wheel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Min
from django.utils import timezone

from samspill.organisations.rules import Viewer
from samspill.yearwheel.models import Milestone, Occurrence
from samspill.yearwheel.queries.entries import Entry, entries_between
from samspill.yearwheel.queries.occurrences import mine_for, occurrences_for, whole
from samspill.yearwheel.queries.seats import holders_of, mine

MOST = 12


def due_between(viewer: Viewer, start: date, end: date, *, most: int = MOST) -> list[Entry]:
    """Milestones whose last day is in these days and that are not done, in order of time. Three statements."""
    return [one for one in entries_between(viewer, start, end) if one.done + one.skipped < one.total][:most]


def own_between(viewer: Viewer, start: date, end: date) -> list[Occurrence]:
    """What the viewer sees to that touches these days, done or not; what was skipped or switched off is not there."""
    seen = mine(viewer, holders_of(viewer.organisation_id, viewer.today))
    near = Occurrence.objects.filter(
        seen, organisation_id=viewer.organisation_id, starts_on__lte=end, ends_on__gte=start
    )
    return list(
        whole(near.exclude(state__in=(Occurrence.State.SKIPPED, Occurrence.State.OFF))).order_by("ends_on", "pk")
    )


@dataclass(frozen=True, slots=True)
class OwnWork:
    """What waits for somebody, counted; ``only`` and ``title`` where it is one thing."""

    late: int
    now: int
    only: int | None = None
    title: str = ""
    ends_on: date | None = None


def own_work_of(viewer: Viewer) -> OwnWork:
    """What one sees to that has begun: two statements, three where it is one thing."""
    begun = mine_for(viewer, holders_of(viewer.organisation_id, viewer.today)).filter(starts_on__lte=viewer.today)
    rows = list(begun.values_list("pk", "ends_on")[: MOST * 20])
    late = sum(ends_on < viewer.today for _pk, ends_on in rows)
    if len(rows) != 1:
        return OwnWork(late, len(rows) - late)
    one = Occurrence.objects.select_related("milestone", "unit").get(pk=rows[0][0])
    return OwnWork(late, 1 - late, one.pk, str(one), one.ends_on)


@dataclass(frozen=True, slots=True)
class Done:
    """A milestone that was done; in ``units`` of them where each does it for itself."""

    on: date
    milestone: Milestone
    year: int
    units: int
    occurrence_id: int | None


def happened_since(viewer: Viewer, since: datetime, *, most: int = MOST) -> list[Done]:
    """Milestones done lately, the newest first. Two statements."""
    done = occurrences_for(viewer).filter(state=Occurrence.State.DONE, done_on__gte=timezone.localdate(since))
    rows = (
        done.order_by()
        .values("milestone_id", "year")
        .annotate(on=Max("done_on"), number=Count("pk"), of_units=Count("unit"), only=Min("pk"))
        .order_by("-on", "milestone_id")[:most]
    )
    found = list(rows)
    milestones = Milestone.objects.in_bulk([row["milestone_id"] for row in found])
    return [
        Done(
            row["on"],
            milestones[row["milestone_id"]],
            row["year"],
            row["of_units"],
            row["only"] if row["number"] == 1 else None,
        )
        for row in found
    ]
