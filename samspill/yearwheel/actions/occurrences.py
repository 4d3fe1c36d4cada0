"""How it went: done, moved, skipped, handed over, for one or for several at once, and undone again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.audit.actions import record
from samspill.audit.rules import Hidden
from samspill.organisations.models import Person
from samspill.organisations.rules import Viewer
from samspill.yearwheel.actions.attaching import attach_evidence
from samspill.yearwheel.models import Change, Occurrence
from samspill.yearwheel.queries.occurrences import occurrences_for, whole, with_evidence
from samspill.yearwheel.queries.seats import seat_of
from samspill.yearwheel.rules import (
    check_can_change,
    check_can_change_at_once,
    check_can_finish,
    check_can_move,
    check_can_skip,
    check_can_undo,
    check_is_open,
    remind_day,
)

State, What = Occurrence.State, Change.What
KEPT = (
    "state", "reason", "done_on", "how", "note", "source", "starts_on", "ends_on", "remind_on", "reminded_on",
    "owner_id",
)  # fmt: skip
DAYS = {"done_on", "starts_on", "ends_on", "remind_on", "reminded_on"}


@dataclass(frozen=True, slots=True)
class Finish:
    """When it was done, and what shows it: in words, and as a file with its name."""

    done_on: date
    note: str = ""
    file: tuple[str, bytes] | None = None


@transaction.atomic
def mark_done(*, ids: Sequence[int], finish: Finish, by: Viewer, now: datetime) -> UUID:
    found = _locked(ids, by)
    note = finish.note.strip()[:600]
    if finish.file is not None:
        for one in found:
            name, content = finish.file
            attach_evidence(occurrence=one, name=name, content=content, by=by, now=now)
    check_can_finish(found, shown=with_evidence(found), done_on=finish.done_on, today=by.today)

    def change(one: Occurrence) -> None:
        one.state, one.done_on, one.how, one.note = State.DONE, finish.done_on, Occurrence.How.BY_HAND, note

    batch = apply_to(found, change, Told(What.DONE, note), by=by, now=now)
    record("mark_done", by=by, now=now, subject=found[0], titles=_titles(found))
    return batch


@transaction.atomic
def move_occurrences(*, ids: Sequence[int], starts_on: date, ends_on: date, by: Viewer, now: datetime) -> UUID:
    found = _locked(ids, by)
    for one in found:
        check_can_move(starts_on, ends_on, year=one.year, today=by.today)

    def change(one: Occurrence) -> None:
        one.starts_on, one.ends_on = starts_on, ends_on
        one.remind_on = remind_day(starts_on, one.milestone.lead_days)
        one.reminded_on = None if one.remind_on > by.today else one.reminded_on

    detail = _("til %(first)s–%(last)s") % {
        "first": date_format(starts_on, _("j. F Y")),
        "last": date_format(ends_on, _("j. F Y")),
    }
    batch = apply_to(found, change, Told(What.MOVED, detail), by=by, now=now)
    record("move_occurrences", by=by, now=now, subject=found[0], titles=_titles(found))
    return batch


@transaction.atomic
def skip_occurrences(*, ids: Sequence[int], reason: str, by: Viewer, now: datetime) -> UUID:
    check_can_skip(reason)
    found = _locked(ids, by)

    def change(one: Occurrence) -> None:
        one.state, one.reason = State.SKIPPED, reason.strip()[:400]

    batch = apply_to(found, change, Told(What.SKIPPED, reason.strip()[:400]), by=by, now=now)
    record("skip_occurrences", by=by, now=now, subject=found[0], titles=_titles(found))
    return batch


@transaction.atomic
def hand_over_occurrences(*, ids: Sequence[int], to: Person, by: Viewer, now: datetime) -> UUID:
    """For one year; who sees to the milestone otherwise is decided with the milestone."""
    found = _locked(ids, by)
    if to.organisation_id != by.organisation_id:
        raise Hidden

    def change(one: Occurrence) -> None:
        one.owner_id, one.reminded_on = to.pk, None

    batch = apply_to(found, change, Told(What.HANDED_OVER, _("til %(name)s") % {"name": to.name}), by=by, now=now)
    record("hand_over_occurrences", by=by, now=now, subject=found[0], titles=_titles(found))
    return batch


@transaction.atomic
def undo_changes(*, batch: UUID, by: Viewer, now: datetime) -> list[Occurrence]:
    """Everything of one batch becomes as it was; nothing of it where somebody has changed one of them since."""
    changes = list(Change.objects.filter(batch=batch, occurrence__in=occurrences_for(by)).select_related("occurrence"))
    found = {one.pk: one for one in _whole_locked([each.occurrence_id for each in changes], by)}
    newest = dict(
        Change.objects.filter(occurrence__in=found, undone_at=None)
        .order_by("made_at", "pk")
        .values_list("occurrence_id", "batch")
    )
    check_can_undo(
        found=len(changes),
        changed_since=[str(one) for pk, one in found.items() if newest.get(pk) != batch or one.state == State.OFF],
        undone=any(each.undone_at for each in changes),
    )
    for each in changes:
        check_can_change(by, seat_of(found[each.occurrence_id], by.today))
        _put_back(found[each.occurrence_id], each.before)
    Occurrence.objects.bulk_update(found.values(), [*KEPT, "sequence"], batch_size=200)
    Change.objects.filter(batch=batch, occurrence__in=found).update(undone_at=now)
    record("undo_changes", by=by, now=now, subject=changes[0].occurrence, titles=_titles(list(found.values())))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Told:
    """What the history says of a change."""

    what: Change.What
    detail: str


def apply_to(
    occurrences: Sequence[Occurrence], change: Callable[[Occurrence], None], told: Told, *, by: Any, now: datetime
) -> UUID:
    """Change each and keep how it was. Inside the caller's transaction."""
    batch, kept = uuid4(), []
    touched: set[str] = set()
    for one in occurrences:
        before = _as_it_is(one)
        change(one)
        one.sequence += 1
        touched |= {name for name, value in _as_it_is(one).items() if value != before[name]}
        kept.append(
            Change(
                occurrence=one,
                batch=batch,
                what=told.what,
                detail=told.detail,
                before=before,
                made_by_id=getattr(by, "person_id", None),
                made_by_name=by.name,
                made_at=now,
            )
        )
    Occurrence.objects.bulk_update(occurrences, [*sorted(touched), "sequence"], batch_size=200)
    Change.objects.bulk_create(kept, batch_size=500)
    return batch


def _as_it_is(occurrence: Occurrence) -> dict[str, Any]:
    values = {name: getattr(occurrence, name) for name in KEPT}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _put_back(occurrence: Occurrence, before: dict[str, Any]) -> None:
    for name, value in before.items():
        setattr(occurrence, name, date.fromisoformat(value) if name in DAYS and value else value)
    occurrence.sequence += 1


def _locked(ids: Sequence[int], by: Viewer) -> list[Occurrence]:
    """Those that may be changed by this viewer, all of them open; one that is not stops them all."""
    check_can_change_at_once(len(ids))
    found = _whole_locked(ids, by)
    if len(found) != len(set(ids)):
        raise Hidden
    for one in found:
        check_can_change(by, seat_of(one, by.today))
        check_is_open(one)
    return found


def _whole_locked(ids: Sequence[int], by: Viewer) -> list[Occurrence]:
    # Every one of them, in the same order for all: asked for the last alone, a database would hold only that.
    list(occurrences_for(by).select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").only("pk"))
    return list(whole(occurrences_for(by).filter(pk__in=ids)).order_by("ends_on", "pk"))


def _titles(occurrences: Sequence[Occurrence]) -> list[str]:
    return [str(one) for one in occurrences][:20]
