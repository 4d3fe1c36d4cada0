"""Running the auditor over everything published, and taking back what it objects to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from samspill.audit.actions import Actor, record
from samspill.insight.auditor import Objection
from samspill.organisations.rules import Viewer, Worker
from samspill.pulses.models import PulseRound
from samspill.results.models import (
    AttributeFigure,
    AuditRun,
    CommentPool,
    Driver,
    Figure,
    Finding,
    Rate,
    Spread,
    Withdrawal,
)
from samspill.results.rules import WITHDRAWN, check_can_audit, check_can_withdraw


@transaction.atomic
def ask_for_audit(*, by: Viewer, now: datetime) -> AuditRun:
    """A run to be carried out; while one is waiting, that one."""
    check_can_audit(by)
    run, is_new = AuditRun.objects.get_or_create(
        organisation_id=by.organisation_id, finished_at=None, defaults={"asked_at": now, "asked_by": by.name}
    )
    if is_new:
        record("ask_for_audit", by=by, now=now)
    return run


@transaction.atomic
def keep_audit(
    *, run: AuditRun, objections: Sequence[Objection], checked: Mapping[str, Any], now: datetime
) -> AuditRun:
    """What was looked at, and the number of objections per round: an exact finding is the leak, and is kept nowhere."""
    run.finished_at = now
    run.checked = dict(checked)
    run.objections = dict(Counter(one.round for one in objections))
    run.save(update_fields=["finished_at", "checked", "objections"])
    record("keep_audit", by=_asker(run), now=now, objections=len(objections))
    return run


@transaction.atomic
def fail_audit(*, run: AuditRun, now: datetime) -> AuditRun:
    """The run could not be carried out; the page says what to do."""
    run.finished_at = now
    run.has_failed = True
    run.save(update_fields=["finished_at", "has_failed"])
    record("fail_audit", by=_asker(run), now=now)
    return run


def _asker(run: AuditRun) -> Actor:
    return Worker(organisation_id=run.organisation_id)


@transaction.atomic
def withdraw_round(*, pulse_round: PulseRound, run: AuditRun | None, by: Viewer, now: datetime) -> Withdrawal:
    """Take back everything that was told of a round the auditor objects to. It cannot be undone.

    What each figure covered, and of how many answers, is kept out of sight: people may have seen it, and the next
    rounds must not be told apart from it.
    """
    pulse_round = PulseRound.objects.select_for_update().get(pk=pulse_round.pk)
    check_can_withdraw(by, pulse_round, run)
    Figure.objects.filter(pulse_round=pulse_round, n__isnull=False).update(
        mean=None, low=None, high=None, histogram=None, reason=WITHDRAWN
    )
    for told in (AttributeFigure, Finding, Rate, Spread, Driver, CommentPool):
        told.objects.filter(pulse_round=pulse_round).delete()
    pulse_round.state = PulseRound.State.NOT_PUBLISHED
    pulse_round.save(update_fields=["state"])
    record("withdraw_round", by=by, now=now, subject=pulse_round)
    return Withdrawal.objects.create(pulse_round=pulse_round, withdrawn_at=now, withdrawn_by=by.name)
