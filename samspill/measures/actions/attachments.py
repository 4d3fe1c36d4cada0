from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from samspill.audit.actions import record
from samspill.measures.actions.plans import locked
from samspill.measures.models import Attachment, Measure
from samspill.measures.rules import (
    ENDINGS,
    check_attachment,
    check_can_comment,
    check_can_remove_attachment,
)
from samspill.organisations.rules import Viewer


@transaction.atomic
def attach_file(*, measure: Measure, name: str, content: bytes, by: Viewer, now: datetime) -> Attachment:
    measure = locked(measure)
    check_can_comment(by, measure, measure.unit.path)
    kind = check_attachment(name, content, already=measure.attachments.count())
    kept = Attachment.objects.create(
        measure=measure,
        name=named_by_kind(name, kind),
        media_type=kind,
        content=content,
        size=len(content),
        added_by_id=by.person_id,
        added_at=now,
    )
    record("attach_file", by=by, now=now, subject=measure)
    return kept


@transaction.atomic
def remove_attachment(*, attachment: Attachment, by: Viewer, now: datetime) -> None:
    measure = attachment.measure
    check_can_remove_attachment(by, attachment, measure)
    attachment.delete()
    record("remove_attachment", by=by, now=now, subject=measure)


def named_by_kind(name: str, kind: str) -> str:
    """The ending follows what the file is, so that whoever opens it is not surprised."""
    ending = ENDINGS[kind]
    stem = re.sub(r"[\x00-\x1f/\\]+", " ", name).strip() or "vedlegg"
    alike = {"jpg": (".jpg", ".jpeg"), "txt": (".txt", ".md", ".csv")}.get(ending, (f".{ending}",))
    return stem[-200:] if stem.lower().endswith(alike) else f"{stem[:195]}.{ending}"
