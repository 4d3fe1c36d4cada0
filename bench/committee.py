"""What a meeting pack, its papers and the report of a year cost in the demo: processor time."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

PACK_SECONDS, REPORT_SECONDS = 2.0, 3.0


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="samspill-bench-") as home:
        os.environ["SAMSPILL_HOME"] = home
        os.environ["SAMSPILL_DEMO"] = "1"
        os.environ["DJANGO_SETTINGS_MODULE"] = "samspill.config.settings"
        measure()


def measure() -> None:
    from samspill.config.install import lay_out

    lay_out()
    from django.utils import timezone

    from bench.measure import Bar, judge
    from samspill.demo import build

    now = timezone.now()
    build.build(now=now, say=lambda _text: None)
    for name, work, bar in works(now):
        judge(name, seconds(work), Bar(high=bar, unit=" s"))


def works(now: object) -> list[tuple[str, Callable[[], object], float]]:
    from datetime import datetime

    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from samspill.accounts.models import User
    from samspill.amu.actions.reports import draft_report_again
    from samspill.amu.models import AnnualReport, Meeting
    from samspill.amu.queries.meetings import previous_meeting
    from samspill.amu.queries.packs import build_packs
    from samspill.organisations.queries import viewer_for

    assert isinstance(now, datetime)
    per = User.objects.get(email="per@solvik.example")
    viewer = viewer_for(per, hat_key=None, today=timezone.localdate(now))
    assert viewer is not None
    meeting, report = Meeting.objects.get(state="called"), AnnualReport.objects.get()
    client = Client(headers={"host": "localhost"})
    client.force_login(per)
    before = previous_meeting(meeting)
    word, paper = (reverse("meeting_export", args=[meeting.pk, form]) for form in ("docx", "pdf"))
    yearly = reverse("report_export", args=[report.pk, "pdf"])
    return [
        ("a meeting pack, built in every language", lambda: build_packs(viewer, meeting, before), PACK_SECONDS),
        ("a meeting pack as PDF", lambda: taken_out(client, paper), PACK_SECONDS),
        ("a meeting pack in Word", lambda: taken_out(client, word), PACK_SECONDS),
        ("the annual report, drafted", lambda: draft_report_again(report=report, by=viewer, now=now), REPORT_SECONDS),
        ("the annual report as PDF", lambda: taken_out(client, yearly), REPORT_SECONDS),
    ]


def taken_out(client: Client, address: str) -> bytes:
    answer = client.get(address)
    if answer.status_code != HTTPStatus.OK:
        raise LookupError(f"{address} answered {answer.status_code}")
    return bytes(answer.content)


def seconds(work: Callable[[], object]) -> float:
    """The longest of three, the first included: nobody asks for a pack twice."""
    taken = []
    for _ in range(3):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return max(taken)


if __name__ == "__main__":
    main()
