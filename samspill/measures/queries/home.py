"""What the home page tells of the plan: what waits, what has happened, and what has a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from samspill.measures.models import Measure
from samspill.measures.queries.access import measures_for
from samspill.measures.rules import ENDED, RUNNING
from samspill.organisations.rules import Viewer

Status = Measure.Status
MOST = 12


@dataclass(frozen=True, slots=True)
class Due:
    """A day of a measure. ``what`` is ``start``, ``due`` or ``evaluate``."""

    on: date
    what: str
    title: str
    measure_id: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    on: date
    title: str
    verdict: str
    measure_id: int


@dataclass(frozen=True, slots=True)
class OwnWork:
    """What somebody is responsible for, counted."""

    overdue: int
    due_soon: int
    to_evaluate: int
    proposed: int
    """Proposals in units they lead, waiting for their word."""


def due_between(viewer: Viewer, start: date, end: date, *, most: int = MOST, own: bool = False) -> list[Due]:
    """Days of the measures the viewer may know, or is responsible for with ``own``, both ends included, in order of
    time. One statement."""
    days = (start, end)
    near = Q(starts_on__range=days, status=Status.DECIDED) | Q(evaluate_on__range=days)
    near |= Q(due_on__range=days, status__in=[Status.DECIDED, Status.UNDER_WAY])
    rows = measures_for(viewer).filter(near, status__in=RUNNING).order_by("due_on", "pk")
    rows = rows.filter(responsible=viewer.person_id) if own else rows
    columns = ("pk", "title", "status", "starts_on", "due_on", "evaluate_on", "unit__name")
    found = []
    for pk, title, status, starts_on, due_on, evaluate_on, unit in rows.values_list(*columns)[: most * 4]:
        days_of = {
            "start": starts_on if status == Status.DECIDED else None,
            "due": due_on if status != Status.EVALUATING else None,
            "evaluate": evaluate_on,
        }
        found += [
            Due(on, what, title, pk, unit) for what, on in days_of.items() if on is not None and start <= on <= end
        ]
    return sorted(found, key=lambda one: (one.on, one.title, one.measure_id))[:most]


def happened_since(viewer: Viewer, since: date, *, most: int = MOST) -> list[Ended]:
    """Measures that ended, the newest first; those that did not work are told of like the others. One statement."""
    ended = measures_for(viewer).filter(status__in=ENDED, finished_on__gte=since).order_by("-finished_on", "-pk")
    rows = ended.values_list("finished_on", "title", "verdict", "pk")[:most]
    return [Ended(on, title, verdict, pk) for on, title, verdict, pk in rows if on is not None]


def own_work_of(viewer: Viewer, soon: date) -> OwnWork:
    """One statement."""
    mine = Q(responsible=viewer.person_id)
    doing = mine & Q(status__in=[Status.DECIDED, Status.UNDER_WAY])
    led = Q(pk__in=[])
    for hat in viewer.hats:
        if hat.role == "leader":
            for path in hat.paths:
                led |= Q(unit__path__startswith=path)
    counted = Measure.objects.filter(organisation_id=viewer.organisation_id).aggregate(
        overdue=Count("pk", filter=doing & Q(due_on__lt=viewer.today)),
        due_soon=Count("pk", filter=doing & Q(due_on__range=(viewer.today, soon))),
        to_evaluate=Count("pk", filter=mine & Q(status__in=RUNNING, evaluate_on__lte=viewer.today)),
        proposed=Count("pk", filter=led & Q(status=Status.PROPOSED)),
    )
    return OwnWork(**counted)


def tended_since(organisation_id: int, since: date) -> QuerySet[Measure]:
    """Measures decided or ended since a day: the traces of a plan that is gone through."""
    decided = Q(created_on__gte=since) & ~Q(status=Status.PROPOSED)
    found = Measure.objects.filter(decided | Q(finished_on__gte=since), organisation_id=organisation_id)
    return found.order_by("created_on", "pk")


def overdue_on(organisation_id: int, day: date) -> QuerySet[Measure]:
    """Measures that were to be done before a day and are not."""
    doing = [Status.DECIDED, Status.UNDER_WAY]
    return Measure.objects.filter(organisation_id=organisation_id, status__in=doing, due_on__lt=day)
