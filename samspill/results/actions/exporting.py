from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samspill.audit.actions import record
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer


def record_export(*, unit: Unit | None, form: str, by: Viewer, now: datetime) -> None:
    """Figures that leave the house are written in the log; figures that are only read are not.

    ``unit`` is None where somebody takes out everything published.
    """
    with transaction.atomic():
        record("record_export", by=by, now=now, subject=unit, form=form)
