"""Runs of the auditor, and what it objected to at closes: by round, never by unit or question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet

from samspill.audit.rules import Hidden
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.results.models import AuditRun, Figure, Objection, Withdrawal
from samspill.results.rules import can_see_audits, can_see_objections, can_withdraw

State = PulseRound.State


@dataclass(frozen=True, slots=True)
class ObjectedClose:
    """A close at which the auditor objected, and how it ended."""

    pulse_round: PulseRound
    attempts: int

    @property
    def is_published(self) -> bool:
        return self.pulse_round.state == State.PUBLISHED


@dataclass(frozen=True, slots=True)
class FoundIn:
    """A round that the latest run objects to, and whether it has been withdrawn since."""

    pulse_round: PulseRound
    number: int
    is_withdrawn: bool
    may_withdraw: bool


def audits_for(viewer: Viewer) -> QuerySet[AuditRun]:
    """All runs, newest first."""
    if not can_see_audits(viewer):
        raise Hidden
    return AuditRun.objects.filter(organisation_id=viewer.organisation_id).order_by("-asked_at", "-pk")


def latest_audit(organisation_id: int) -> AuditRun | None:
    """The latest that came to an end."""
    finished = AuditRun.objects.filter(organisation_id=organisation_id, finished_at__isnull=False)
    return finished.order_by("-finished_at", "-pk").first()


def audits_to_carry_out() -> QuerySet[AuditRun]:
    return AuditRun.objects.filter(finished_at=None).order_by("asked_at", "pk")


def published_figures(organisation_id: int) -> int:
    """How many figures there are to look at."""
    return Figure.objects.filter(
        pulse_round__organisation_id=organisation_id, pulse_round__state=State.PUBLISHED, n__isnull=False
    ).count()


def found_in(viewer: Viewer, run: AuditRun | None) -> list[FoundIn]:
    """The rounds that a run objects to, newest first."""
    numbers = {int(key): number for key, number in (run.objections if run else {}).items()}
    rounds = PulseRound.objects.filter(organisation_id=viewer.organisation_id, pk__in=numbers)
    rounds = rounds.select_related("withdrawal").order_by("-closes_at", "-pk")
    return [FoundIn(one, numbers[one.pk], hasattr(one, "withdrawal"), can_withdraw(viewer, one, run)) for one in rounds]


def round_to_withdraw_for(viewer: Viewer, round_id: int) -> PulseRound:
    """A published round that the latest run objects to; any other is not there."""
    run = latest_audit(viewer.organisation_id)
    found = PulseRound.objects.filter(organisation_id=viewer.organisation_id, pk=round_id).first()
    if found is None or not can_withdraw(viewer, found, run):
        raise Hidden
    return found


def objections_for(viewer: Viewer) -> Sequence[ObjectedClose]:
    """Closes at which the auditor objected, newest first, for HR and those who represent."""
    if not can_see_objections(viewer):
        return ()
    attempts = dict(
        Objection.objects.filter(pulse_round__organisation_id=viewer.organisation_id)
        .values_list("pulse_round")
        .annotate(most=Max("attempt"))
    )
    rounds = PulseRound.objects.filter(pk__in=attempts).order_by("-closes_at", "-pk")
    return [ObjectedClose(one, attempts[one.pk]) for one in rounds]


def is_taken_back_since(organisation_id: int, at: datetime) -> bool:
    """Whether a round that was published at a time has been withdrawn after it: what was written of it then is void."""
    taken_back = Withdrawal.objects.filter(pulse_round__organisation=organisation_id, withdrawn_at__gt=at)
    return taken_back.filter(pulse_round__published_at__lte=at).exists()
