from __future__ import annotations

from typing import Any

from django.utils import timezone

from samspill.amu.actions.minutes import correct_minutes
from samspill.amu.actions.reports import draft_report
from samspill.amu.models import AnnualReport, Minutes
from samspill.amu.tests.doors.committees import MEMBERS, RUNS, WORKS_HERE, redirects
from samspill.amu.tests.holding import a_committee, a_held_meeting, approved_minutes, sent_minutes
from samspill.leadership.tests.telling import viewer_of
from tests.cast import Cast
from tests.doors import Door


def waiting(cast: Cast) -> dict[str, Any]:
    now = timezone.now()
    return {"minutes_id": sent_minutes(cast, a_held_meeting(cast, a_committee(cast, now), now), now).pk}


def approved(cast: Cast) -> dict[str, Any]:
    now = timezone.now()
    return {"minutes_id": approved_minutes(cast, a_held_meeting(cast, a_committee(cast, now), now), now).pk}


def two_editions(cast: Cast) -> dict[str, Any]:
    now = timezone.now()
    first = Minutes.objects.get(pk=approved(cast)["minutes_id"])
    per = viewer_of(cast, "per", timezone.localdate(now))
    meeting = correct_minutes(meeting=first.meeting, reason="Feil", by=per, now=now)
    return {"earlier_id": first.pk, "later_id": approved_minutes(cast, meeting, now).pk}


def report(cast: Cast) -> AnnualReport:
    now = timezone.now()
    per = viewer_of(cast, "per", timezone.localdate(now))
    return draft_report(committee=a_committee(cast, now), year=per.today.year, by=per, now=now)


def drafted(cast: Cast) -> dict[str, Any]:
    return {"report_id": report(cast).pk}


PDF = {"form": "pdf"}
UNKNOWN_MEETING = {"meeting": "0"}
DOORS: dict[str, Door] = {
    "minutes": Door(args=approved, expect=WORKS_HERE),
    # Kari has not pledged, Per has no side: both are told so on the page.
    "minutes_approve": Door(args=waiting, method="post", expect=redirects(MEMBERS)),
    # The first who asks takes it back; for those after it is not waiting any more, and says so.
    "minutes_take_back": Door(
        args=waiting, method="post", data={"reason": "Feil frist"}, expect={**redirects(MEMBERS), "kari": 404}
    ),
    "minutes_compare": Door(args=two_editions, expect=MEMBERS),
    "minutes_export": Door(args=lambda cast: {**approved(cast), **PDF}, expect=WORKS_HERE),
    "annual_report": Door(args=drafted, expect=MEMBERS),
    "report_section": Door(args=lambda cast: {**drafted(cast), "name": "meetings"}, expect=RUNS),
    "report_again": Door(args=drafted, method="post", expect=redirects(RUNS)),
    "report_adopt": Door(
        args=drafted, method="post", data=UNKNOWN_MEETING, expect={**redirects(RUNS), "per": 422, "tor": 422}
    ),
    "report_export": Door(args=lambda cast: {**drafted(cast), **PDF}, expect=MEMBERS),
}
