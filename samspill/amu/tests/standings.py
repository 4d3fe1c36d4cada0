"""How one may stand to a committee, for truth tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from samspill.amu.models import Committee, Meeting
from samspill.amu.rules.access import Standing

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)

NOBODY = Standing(works_here=True)
CONSULTANT = Standing()
MEMBER = Standing(is_member=True, side="employees", works_here=True, has_pledged=True)
FRESH = replace(MEMBER, has_pledged=False)
DEPUTY = replace(MEMBER, is_deputy=True)
HEALTH = replace(MEMBER, side="health", works_here=False)
CHAIR = replace(MEMBER, side="employer", is_chair=True)
SECRETARY = Standing(is_secretary=True, works_here=True)
HR = Standing(administers=True, works_here=True)
ALL = (NOBODY, CONSULTANT, MEMBER, FRESH, DEPUTY, HEALTH, CHAIR, SECRETARY, HR)


def of_a_group(standing: Standing) -> Standing:
    return replace(standing, kind=Committee.Kind.MANAGEMENT)


def a_meeting(state: str, *, is_open: bool = True) -> Meeting:
    return Meeting(state=state, is_open=is_open, starts_at=NOW, ends_at=NOW + 2 * HOUR)
