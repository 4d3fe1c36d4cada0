from __future__ import annotations

from datetime import datetime

from samspill.amu.models import AnnualReport, Meeting, Minutes
from samspill.audit.actions import record
from samspill.organisations.rules import Viewer


def record_committee_export(*, subject: Meeting | Minutes | AnnualReport, form: str, by: Viewer, now: datetime) -> None:
    record("export_committee_paper", by=by, now=now, subject=subject, form=form)
