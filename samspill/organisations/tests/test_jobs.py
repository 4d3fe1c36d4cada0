"""What falls due by itself in a workplace."""

from __future__ import annotations

from datetime import datetime, timedelta

from samspill.organisations.imports import ImportFile, keep_draft
from samspill.organisations.jobs import tick
from samspill.organisations.models import ImportDraft
from samspill.organisations.tests.acting import viewer
from tests.cast import Cast

UNITS = ImportFile("units.csv", b"unit_id,parent_id,name\nsolvik,,Solvik\n")


def test_an_uploaded_register_is_gone_after_a_day_though_nobody_came_back(cast: Cast, now: datetime) -> None:
    keep_draft(units=UNITS, people=None, by=viewer(cast, "per"), now=now)
    tick(now + timedelta(hours=23))
    assert ImportDraft.objects.count() == 1
    tick(now + timedelta(hours=25))
    assert ImportDraft.objects.count() == 0
