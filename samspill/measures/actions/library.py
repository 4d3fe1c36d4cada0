from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samspill.audit.actions import record
from samspill.measures.models import OwnMeasure
from samspill.measures.rules import check_can_edit_library, check_own_measure
from samspill.organisations.rules import Viewer


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """A measure of one's own as somebody wishes it to stand in the library."""

    title: str
    summary: str
    level: str
    effort: str
    factors: tuple[str, ...] = ()
    steps: str = ""
    """One step a line."""
    evaluation: str = ""


@transaction.atomic
def add_own_measure(*, plan: OwnPlan, by: Viewer, now: datetime) -> OwnMeasure:
    check_can_edit_library(by)
    check_own_measure(plan.title, plan.factors, is_taken=_is_taken(plan, by.organisation_id))
    own = OwnMeasure.objects.create(organisation_id=by.organisation_id, **_columns(plan))
    record("add_own_measure", by=by, now=now, subject=own)
    return own


@transaction.atomic
def change_own_measure(*, own: OwnMeasure, plan: OwnPlan, by: Viewer, now: datetime) -> OwnMeasure:
    check_can_edit_library(by)
    own = OwnMeasure.objects.select_for_update().get(pk=own.pk)
    check_own_measure(plan.title, plan.factors, is_taken=_is_taken(plan, by.organisation_id, but=own.pk))
    for name, value in _columns(plan).items():
        setattr(own, name, value)
    own.save()
    record("change_own_measure", by=by, now=now, subject=own)
    return own


@transaction.atomic
def retire_own_measure(*, own: OwnMeasure, by: Viewer, now: datetime) -> None:
    """Out of the library; what was chosen from it stays as it is."""
    check_can_edit_library(by)
    OwnMeasure.objects.filter(pk=own.pk, retired_on=None).update(retired_on=timezone.localdate(now))
    record("retire_own_measure", by=by, now=now, subject=own)


@transaction.atomic
def restore_own_measure(*, own: OwnMeasure, by: Viewer, now: datetime) -> None:
    check_can_edit_library(by)
    OwnMeasure.objects.filter(pk=own.pk).update(retired_on=None)
    record("restore_own_measure", by=by, now=now, subject=own)


def _columns(plan: OwnPlan) -> dict[str, object]:
    return {**asdict(plan), "factors": list(plan.factors)}


def _is_taken(plan: OwnPlan, organisation_id: int, *, but: int = 0) -> bool:
    named = OwnMeasure.objects.filter(organisation_id=organisation_id, title=plan.title)
    return named.exclude(pk=but).exists()
