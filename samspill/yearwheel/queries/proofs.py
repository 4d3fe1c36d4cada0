"""What other apps know to be done: asked once each for a whole organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from samspill.measures.models import Measure
from samspill.measures.queries.conversations import finished_since
from samspill.measures.queries.home import overdue_on, tended_since
from samspill.measures.rules import ENDED
from samspill.organisations.queries.readers import ids_in
from samspill.pulses.queries.rounds import published_since
from samspill.risk.queries.assessments import in_force_since
from samspill.yearwheel.models import DoneBy, Occurrence

FOUND_BY_ITSELF = (
    DoneBy.MEETING_HELD,
    DoneBy.PLAN_REVIEWED,
    DoneBy.ASSESSMENT_REVIEWED,
    DoneBy.EVALUATED,
    DoneBy.ROUND_CLOSED,
)


@dataclass(frozen=True, slots=True)
class Proof:
    """That something was done: on which day, in which unit (``None``: wherever one asks), and where to read it."""

    on: date
    unit_id: int | None
    address: str


def open_to_prove(organisation_id: int, today: date) -> QuerySet[Occurrence]:
    """What another app may have done already: from the lead time before it begins."""
    found = Occurrence.objects.filter(
        organisation_id=organisation_id,
        state=Occurrence.State.OPEN,
        milestone__done_by__in=FOUND_BY_ITSELF,
        remind_on__lte=today,
    )
    return found.select_related("milestone", "unit").order_by("starts_on", "pk")


def proofs_since(organisation_id: int, how: str, since: date, today: date) -> list[Proof]:
    """At most two statements each, the earliest first."""
    asked = _ASKED.get(how)
    return asked(organisation_id, since, today) if asked else []


def proof_of(occurrence: Occurrence, proofs: Iterable[Proof]) -> Proof | None:
    """The first that fits. A meeting is a unit's own; an assessment of a unit above covers those below."""
    first = occurrence.starts_on - timedelta(days=occurrence.milestone.lead_days)
    return next((proof for proof in proofs if proof.on >= first and _covers(occurrence, proof)), None)


def _covers(occurrence: Occurrence, proof: Proof) -> bool:
    if proof.unit_id is None:
        return True
    if occurrence.unit is None:
        return False
    if occurrence.milestone.done_by == DoneBy.ASSESSMENT_REVIEWED:
        return proof.unit_id in ids_in(occurrence.unit.path)
    return proof.unit_id == occurrence.unit_id


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _meetings(organisation_id: int, since: date, today: date) -> list[Proof]:
    return [
        Proof(timezone.localdate(one.finished_at), one.unit_id, reverse("conversation", args=[one.pk]))
        for one in finished_since(organisation_id, _midnight(since))
        if one.finished_at
    ]


def _plans(organisation_id: int, since: date, today: date) -> list[Proof]:
    """Somebody has decided or ended a measure, and nothing is left over its time: then the plan is gone through."""
    if overdue_on(organisation_id, today).exists():
        return []
    tended = list(tended_since(organisation_id, since)[:1])
    address = reverse("plan_home")
    return [Proof(max(one.created_on, one.finished_on or one.created_on), None, address) for one in tended]


def _assessments(organisation_id: int, since: date, today: date) -> list[Proof]:
    return [
        Proof(one.valid_from, one.number.unit_id, reverse("risk", args=[one.pk]))
        for one in in_force_since(organisation_id, since)
        if one.valid_from
    ]


def _evaluations(organisation_id: int, since: date, today: date) -> list[Proof]:
    ended: QuerySet[Measure] = tended_since(organisation_id, since).filter(status__in=ENDED, finished_on__gte=since)
    return [
        Proof(one.finished_on, one.unit_id, reverse("measure", args=[one.pk]))
        for one in ended.order_by("finished_on", "pk")
        if one.finished_on
    ]


def _rounds(organisation_id: int, since: date, today: date) -> list[Proof]:
    return [
        Proof(timezone.localdate(one.published_at), None, reverse("results_home"))
        for one in published_since(organisation_id, _midnight(since))
        if one.published_at
    ]


_ASKED: dict[str, Callable[[int, date, date], list[Proof]]] = {
    DoneBy.MEETING_HELD: _meetings,
    DoneBy.PLAN_REVIEWED: _plans,
    DoneBy.ASSESSMENT_REVIEWED: _assessments,
    DoneBy.EVALUATED: _evaluations,
    DoneBy.ROUND_CLOSED: _rounds,
}
