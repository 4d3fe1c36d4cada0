from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samspill.audit.actions import record
from samspill.measures.models import Measure, Note
from samspill.measures.rules import check_can_comment, check_note
from samspill.organisations.rules import Viewer


@transaction.atomic
def write_note(*, measure: Measure, text: str, by: Viewer, now: datetime) -> Note:
    check_can_comment(by, measure, measure.unit.path)
    check_note(text)
    note = Note.objects.create(measure=measure, person_id=by.person_id, text=text.strip(), written_at=now)
    record("write_note", by=by, now=now, subject=measure)
    return note
