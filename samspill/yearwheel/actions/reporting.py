"""What is done without anybody saying so: found in the apps below, or told by the apps above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from samspill.audit.actions import record
from samspill.organisations.rules import Viewer, Worker
from samspill.yearwheel.actions.occurrences import Told, apply_to
from samspill.yearwheel.models import Change, DoneBy, Occurrence
from samspill.yearwheel.queries.proofs import FOUND_BY_ITSELF, Proof, open_to_prove, proof_of, proofs_since

State = Occurrence.State


@dataclass(frozen=True, slots=True)
class Done:
    """Something an app above has held, closed or gone through.

    ``how`` is a ``DoneBy``; ``keys`` are ids of ``content.yearwheel`` it may be (empty: any milestone that is done so);
    ``unit_id`` is the unit whose own milestone it is (``None``: the organisation's); ``source`` is where to read it.
    """

    organisation_id: int
    how: str
    on: date
    keys: tuple[str, ...] = ()
    unit_id: int | None = None
    source: str = ""


@transaction.atomic
def report_done(*, done: Done, by: Viewer | Worker, now: datetime) -> Occurrence | None:
    """Close the open occurrence that fits: the first whose time, its lead time included, the day is in or after.

    ``None`` where nothing fits. A source that has closed one already closes no other.
    """
    known = Occurrence.objects.filter(organisation_id=done.organisation_id)
    if done.source and known.filter(source=done.source).exists():
        return None
    place = Q(unit=None) if done.unit_id is None else Q(unit=done.unit_id)
    fits = known.filter(place, state=State.OPEN, milestone__done_by=done.how)
    if done.keys:
        fits = fits.filter(milestone__key__in=done.keys)
    locked = fits.select_for_update(of=("self",)).select_related("milestone", "unit").order_by("ends_on", "pk")
    for one in locked:
        if done.on >= one.starts_on - timedelta(days=one.milestone.lead_days):
            _close([one], done.on, done.source, by=by, now=now)
            return one
    return None


@transaction.atomic
def find_done(*, organisation_id: int, today: date, by: Worker, now: datetime) -> int:
    """Ask the apps below what has been done. A few statements for each way, however much is open."""
    waiting: dict[str, list[Occurrence]] = defaultdict(list)
    for one in open_to_prove(organisation_id, today).select_for_update(of=("self",)):
        waiting[one.milestone.done_by].append(one)
    number = 0
    for how in FOUND_BY_ITSELF:
        since = min((_earliest(one) for one in waiting[how]), default=today)
        proofs = proofs_since(organisation_id, how, since, today) if waiting[how] else []
        for proof, some in _by_proof(waiting[how], proofs).items():
            _close(some, proof.on, proof.address, by=by, now=now)
            number += len(some)
    return number


def _earliest(occurrence: Occurrence) -> date:
    return occurrence.starts_on - timedelta(days=occurrence.milestone.lead_days)


def _by_proof(occurrences: Sequence[Occurrence], proofs: Sequence[Proof]) -> dict[Proof, list[Occurrence]]:
    found: dict[Proof, list[Occurrence]] = defaultdict(list)
    for one in occurrences:
        if proof := proof_of(one, proofs):
            found[proof].append(one)
    return found


def _close(occurrences: Sequence[Occurrence], on: date, source: str, *, by: Viewer | Worker, now: datetime) -> None:
    def change(one: Occurrence) -> None:
        one.state, one.done_on, one.how, one.source = State.DONE, on, Occurrence.How.BY_ITSELF, source[:200]

    why = str(DoneBy(occurrences[0].milestone.done_by).label)
    apply_to(occurrences, change, Told(Change.What.DONE, why), by=by, now=now)
    record("report_done", by=by, now=now, subject=occurrences[0], titles=[str(one) for one in occurrences][:20])
