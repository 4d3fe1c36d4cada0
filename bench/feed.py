"""A person's calendar of a thousand days: the file alone, and the whole answer to a calendar program."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, date, datetime, timedelta

from bench.measure import Bar, cpu_ms, judge, report

ENTRIES = 1000


def main() -> None:
    the_file()
    with tempfile.TemporaryDirectory(prefix="samspill-bench-") as home:
        os.environ["SAMSPILL_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "samspill.config.settings"
        the_answer()


def the_file() -> None:
    from samspill.documents.calendars import Entry, Told, calendar_file

    first, stamp = date(2026, 1, 1), datetime(2026, 11, 1, tzinfo=UTC)
    told = [
        Told(
            Entry(
                f"tiltak-due-{n}@puls.solvik.example",
                f"Frist for et tiltak (Hjemmetjenesten Nord {n}; sør, øst)",
                first + timedelta(days=n % 365),
                url=f"https://puls.solvik.example/tiltak/{n}/",
            ),
            0,
            stamp,
        )
        for n in range(ENTRIES)
    ]
    took = cpu_ms(lambda: calendar_file("Samspill: Solvik", told), times=3)
    judge(f"a calendar of {ENTRIES} entries written", took, Bar(high=100, unit=" ms"))


def the_answer() -> None:
    from samspill.config.install import lay_out

    lay_out()
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from bench.pages import statements
    from samspill.measures.models import Measure
    from samspill.notices.actions.feeds import open_feed
    from samspill.organisations.queries import viewer_of
    from tests.cast import make_cast

    cast, today = make_cast(), timezone.localdate()
    same = {"organisation": cast.solvik, "unit": cast.nord, "level": "team", "status": "under_way"}
    same |= {"responsible": cast.jonas, "created_on": today, "starts_on": today}
    Measure.objects.bulk_create(
        Measure(title=f"Tiltak {n}", factors=["MENGDE"], due_on=today + timedelta(days=n % 365), **same)
        for n in range(ENTRIES)
    )
    viewer = viewer_of(cast.jonas, today)
    assert viewer
    here = reverse("calendar_feed", args=[open_feed(by=viewer, now=timezone.now())])
    client = Client(headers={"host": "localhost"})
    whole = client.get(here)
    assert whole.content.count(b"BEGIN:VEVENT") == ENTRIES
    again = {"if-none-match": whole.headers["ETag"]}
    took = cpu_ms(lambda: client.get(here), times=3)
    report(f"{ENTRIES} entries asked for by a calendar program", f"{took:.0f} ms")
    report("the same, when nothing is new", f"{cpu_ms(lambda: client.get(here, headers=again), times=3):.0f} ms")
    report("SQL statements", str(statements(lambda: client.get(here))))


if __name__ == "__main__":
    main()
