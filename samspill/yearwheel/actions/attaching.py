from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samspill.audit.actions import record
from samspill.measures.actions.attachments import named_by_kind
from samspill.measures.rules import check_attachment
from samspill.organisations.rules import Viewer
from samspill.yearwheel.models import Evidence, Occurrence
from samspill.yearwheel.queries.occurrences import occurrence_for
from samspill.yearwheel.queries.seats import seat_of
from samspill.yearwheel.rules import check_can_change, check_can_remove_evidence


@transaction.atomic
def attach_evidence(*, occurrence: Occurrence, name: str, content: bytes, by: Viewer, now: datetime) -> Evidence:
    occurrence = occurrence_for(by, occurrence.pk)
    check_can_change(by, seat_of(occurrence, by.today))
    kind = check_attachment(name, content, already=occurrence.evidence.count())
    kept = Evidence.objects.create(
        occurrence=occurrence,
        name=named_by_kind(name, kind),
        media_type=kind,
        content=content,
        size=len(content),
        added_by_id=by.person_id,
        added_on=by.today,
    )
    record("attach_evidence", by=by, now=now, subject=occurrence)
    return kept


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Viewer, now: datetime) -> None:
    Occurrence.objects.select_for_update().filter(pk=evidence.occurrence_id).first()
    occurrence = occurrence_for(by, evidence.occurrence_id)
    check_can_change(by, seat_of(occurrence, by.today))
    check_can_remove_evidence(occurrence, left=occurrence.evidence.exclude(pk=evidence.pk).count())
    evidence.delete()
    record("remove_evidence", by=by, now=now, subject=occurrence)
