from __future__ import annotations

from typing import Any

from django.utils import timezone

from samspill.amu.models import Meeting
from samspill.amu.tests.doors.committees import MEMBERS, NOBODY, RUNS, redirects
from samspill.amu.tests.holding import (
    DAY,
    a_called_meeting,
    a_case,
    a_committee,
    a_held_meeting,
    a_meeting,
    a_secret_case,
    approved_minutes,
)
from samspill.leadership.tests.telling import viewer_of
from tests.cast import Cast
from tests.doors import Door


def planned(cast: Cast) -> Meeting:
    now = timezone.now()
    return a_meeting(cast, a_committee(cast, now), now)


def coming(cast: Cast) -> dict[str, Any]:
    return {"meeting_id": planned(cast).pk}


def called(cast: Cast) -> dict[str, Any]:
    now = timezone.now()
    return {"meeting_id": a_called_meeting(cast, a_committee(cast, now), now).pk}


def to_begin(cast: Cast) -> dict[str, Any]:
    """Called for today."""
    now = timezone.now()
    return {"meeting_id": a_called_meeting(cast, a_committee(cast, now), now - 10 * DAY, days=10).pk}


def held(cast: Cast) -> dict[str, Any]:
    now = timezone.now()
    return {"meeting_id": a_held_meeting(cast, a_committee(cast, now), now).pk}


def approved(cast: Cast) -> dict[str, Any]:
    now = timezone.now()
    meeting = a_held_meeting(cast, a_committee(cast, now), now)
    approved_minutes(cast, meeting, now)
    return {"meeting_id": meeting.pk}


def case(cast: Cast) -> dict[str, Any]:
    return {"case_id": a_case(cast, planned(cast), timezone.now()).pk}


def proposed(cast: Cast) -> dict[str, Any]:
    from samspill.amu.actions.cases import propose_case
    from samspill.amu.rules.meetings import CasePlan

    meeting, now = planned(cast), timezone.now()
    by = viewer_of(cast, "per", timezone.localdate(now))
    return {"case_id": propose_case(committee=meeting.committee, plan=CasePlan("Støy"), by=by, now=now).pk}


def written(cast: Cast) -> dict[str, Any]:
    now = timezone.now()
    return {"case_id": a_held_meeting(cast, a_committee(cast, now), now).cases.get().pk}


def exempt(cast: Cast) -> dict[str, Any]:
    return {"case_id": a_secret_case(cast, planned(cast), timezone.now()).pk}


PDF = {"form": "pdf"}
DOORS: dict[str, Door] = {
    "meeting": Door(args=called, expect=MEMBERS),
    "meeting_edit": Door(args=coming, expect=RUNS),
    "meeting_standing": Door(args=coming, expect=RUNS),
    "case_add": Door(args=coming, expect=RUNS),
    "meeting_call": Door(args=coming, method="post", expect=redirects(RUNS)),
    "meeting_cancel": Door(args=coming, expect=RUNS),
    "meeting_begin": Door(args=to_begin, method="post", expect=redirects(RUNS)),
    "meeting_pack": Door(args=called, expect=MEMBERS),
    "meeting_pack_refresh": Door(args=coming, method="post", expect=redirects(RUNS)),
    "minutes_wall": Door(args=held, expect=MEMBERS),
    "minutes_attendance": Door(args=held, expect=RUNS),
    "minutes_all_present": Door(args=held, method="post", expect=redirects(RUNS)),
    "minutes_send": Door(args=held, method="post", expect=redirects(RUNS)),
    "minutes_correct": Door(args=approved, expect=RUNS),
    "meeting_export": Door(args=lambda cast: {**called(cast), **PDF}, expect=MEMBERS),
    "meeting_archive": Door(args=approved, expect=RUNS),
    # Kari has not pledged; Tor is a member who has.
    "case": Door(args=exempt, expect={**MEMBERS, "kari": 404}),
    "case_edit": Door(args=case, expect=RUNS),
    "case_place": Door(args=proposed, method="post", data={"meeting": "0"}, expect={**NOBODY, "per": 422, "tor": 422}),
    "case_off": Door(args=case, method="post", expect={**NOBODY, "per": 302, "tor": 404}),
    "case_move": Door(args=case, method="post", data={"retning": "opp"}, expect=redirects(RUNS)),
    "minutes_case": Door(args=written, expect=RUNS),
    # What the plan's own rule refuses is said on the page one comes back to.
    "case_follow_up": Door(args=written, method="post", expect=redirects(MEMBERS)),
}
