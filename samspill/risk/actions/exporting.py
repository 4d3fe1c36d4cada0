from __future__ import annotations

from datetime import datetime

from samspill.audit.actions import record
from samspill.organisations.rules import Viewer
from samspill.risk.models import Assessment


def record_assessment_export(*, assessment: Assessment, form: str, by: Viewer, now: datetime) -> None:
    record("export_assessment", by=by, now=now, subject=assessment, form=form)


def record_register_export(*, form: str, by: Viewer, now: datetime) -> None:
    record("export_risk_register", by=by, now=now, form=form)


def record_folder_export(*, form: str, by: Viewer, now: datetime) -> None:
    record("export_internal_control", by=by, now=now, form=form)
