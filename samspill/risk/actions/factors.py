from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from samspill.audit.actions import record
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.risk.models import Mapping, NotRelevant, OwnFactor
from samspill.risk.queries import known_factors
from samspill.risk.rules import (
    check_can_assess,
    check_can_manage_factors,
    check_factor_code,
    check_mapping,
    check_not_relevant,
    check_own_factor,
    check_texts,
)


@transaction.atomic
def add_own_factor(*, name: str, explanation: str, law: tuple[str, ...], by: Viewer, now: datetime) -> OwnFactor:
    check_can_manage_factors(by)
    known = known_factors(by.organisation_id, by.language)
    check_own_factor(name=name, law=law, taken=[one.name for one in known.values()])
    number = OwnFactor.objects.filter(organisation_id=by.organisation_id).count() + 1
    own = OwnFactor.objects.create(
        organisation_id=by.organisation_id,
        code=f"egen-{number}-{slugify(name)}"[:20].rstrip("-"),
        name=name.strip(),
        explanation=explanation,
        law=list(law),
    )
    record("add_own_factor", by=by, now=now, subject=own)
    return own


@transaction.atomic
def retire_own_factor(*, own: OwnFactor, by: Viewer, now: datetime) -> None:
    check_can_manage_factors(by)
    OwnFactor.objects.filter(pk=own.pk, retired_on=None).update(retired_on=by.today)
    record("retire_own_factor", by=by, now=now, subject=own)


@transaction.atomic
def find_not_relevant(*, code: str, reason: str, review_on: date, by: Viewer, now: datetime) -> NotRelevant:
    check_can_manage_factors(by)
    check_factor_code(code, known=known_factors(by.organisation_id, by.language))
    check_not_relevant(reason=reason, decided_on=by.today, review_on=review_on)
    check_texts({"reason": reason})
    found, _new = NotRelevant.objects.update_or_create(
        organisation_id=by.organisation_id,
        factor=code,
        defaults={
            "reason": reason,
            "decided_by_id": by.person_id,
            "decided_on": by.today,
            "review_on": review_on,
        },
    )
    record("find_not_relevant", by=by, now=now, subject=found, factor=code)
    return found


@transaction.atomic
def find_relevant_again(*, found: NotRelevant, by: Viewer, now: datetime) -> None:
    check_can_manage_factors(by)
    record("find_relevant_again", by=by, now=now, subject=found, factor=found.factor)
    found.delete()


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping done outside the pulse."""

    unit: Unit
    factors: tuple[str, ...]
    method: str
    held_on: date
    note: str = ""


@transaction.atomic
def record_mapping(*, mapped: Mapped, by: Viewer, now: datetime) -> Mapping:
    check_can_assess(by, mapped.unit.path)
    check_mapping(held_on=mapped.held_on, today=by.today, factors=mapped.factors)
    known = known_factors(by.organisation_id, by.language)
    for code in mapped.factors:
        check_factor_code(code, known=known)
    check_texts({"note": mapped.note})
    kept = Mapping.objects.create(
        organisation_id=by.organisation_id,
        unit=mapped.unit,
        factors=list(mapped.factors),
        method=mapped.method,
        held_on=mapped.held_on,
        note=mapped.note,
        recorded_by_id=by.person_id,
    )
    record("record_mapping", by=by, now=now, subject=kept)
    return kept
