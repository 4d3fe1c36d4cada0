from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from samspill.audit.actions import record
from samspill.audit.rules import Refused
from samspill.content.texts import Rewordings
from samspill.organisations.rules import Viewer
from samspill.pulses.models import Consultation, MembershipApproval, PulseRound, Rhythm
from samspill.pulses.queries.memberships import ChangedUnit, changed_units_for
from samspill.pulses.rules import check_can_approve, check_can_plan, nothing_to_approve


@transaction.atomic
def approve_membership(*, pulse_round: PulseRound, seen: Sequence[str], by: Viewer, now: datetime) -> list[ChangedUnit]:
    """Approve the changes of the units whose lists were ``seen`` (digests from the page).

    A list that has changed since it was read is not approved: the representative has not seen it.
    """
    units = [unit for unit in changed_units_for(by, pulse_round) if unit.digest in seen]
    if not units:
        raise Refused(nothing_to_approve())
    for unit in units:
        check_can_approve(by, unit.path)
        MembershipApproval.objects.update_or_create(
            pulse_round=pulse_round,
            unit_id=unit.unit_id,
            defaults={"approved_by_id": by.person_id, "approved_at": now, "changes_digest": unit.digest},
        )
    names = [unit.name for unit in units]
    record("approve_membership", by=by, now=now, subject=pulse_round, units=names)
    # A round that waited for this is tried again at once.
    PulseRound.objects.filter(pk=pulse_round.pk).update(tried_at=None)
    return units


@transaction.atomic
def record_consultation(
    *, held_on: date, participants: str, answers: dict[str, str], by: Viewer, now: datetime
) -> Consultation:
    """Keep the minutes as they were signed off; a new meeting is a new row."""
    check_can_plan(by)
    kept = Consultation.objects.create(
        organisation_id=by.organisation_id,
        held_on=held_on,
        participants=participants,
        answers=answers,
        recorded_by=by.name,
        recorded_at=now,
    )
    record("record_consultation", by=by, now=now, subject=kept, held_on=held_on.isoformat())
    PulseRound.objects.filter(organisation_id=by.organisation_id).update(tried_at=None)
    return kept


@transaction.atomic
def reword_texts(*, texts: Rewordings, by: Viewer, now: datetime) -> None:
    """The organisation's own words, from the next opening on: what a round has promised stands."""
    check_can_plan(by)
    rhythm, _new = Rhythm.objects.get_or_create(
        organisation_id=by.organisation_id,
        defaults={"variant": "standard", "starts_on": by.today, "is_active": False},
    )
    rhythm.texts = texts
    rhythm.save(update_fields=["texts"])
    record("reword_texts", by=by, now=now, subject=rhythm, keys=sorted(texts))
