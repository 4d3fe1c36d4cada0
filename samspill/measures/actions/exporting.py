from __future__ import annotations

from datetime import datetime

from samspill.audit.actions import record
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer


def record_plan_export(*, unit: Unit | None, form: str, by: Viewer, now: datetime) -> None:
    """``unit`` is None where somebody takes out all they may see."""
    record("export_plan", by=by, now=now, subject=unit, form=form)
