"""What every list of the action plan costs at 500 and at 5 000 measures: processor time and SQL statements."""

from __future__ import annotations

import os
import tempfile
from datetime import timedelta

SIZES = (500, 5_000)
UNITS = 100
LOOKS = (
    ("board of everything", "/tiltak/plan/alle/"),
    ("list, sorted by who is responsible", "/tiltak/plan/alle/liste/?sort=responsible&page=7"),
    ("list, searched and filtered", "/tiltak/plan/alle/liste/?q=tiltak+1&faktor=MENGDE&niva=team"),
    ("calendar", "/tiltak/plan/alle/kalender/"),
    ("what is missing", "/tiltak/plan/alle/mangler/"),
    ("library", "/tiltak/bibliotek/"),
    ("home", "/"),
)


def main() -> None:
    for measures in SIZES:
        with tempfile.TemporaryDirectory(prefix="samspill-bench-") as home:
            pid = os.fork()
            if pid == 0:
                os.environ["SAMSPILL_HOME"] = home
                os.environ["DJANGO_SETTINGS_MODULE"] = "samspill.config.settings"
                measure(measures)
                os._exit(0)
            _pid, status = os.waitpid(pid, 0)
            if status:
                raise SystemExit(1)


def measure(measures: int) -> None:
    from samspill.config.install import lay_out

    lay_out()
    from django.test import Client

    from bench.measure import Bar, cpu_ms, judge
    from bench.pages import statements

    cast = fill(measures)
    for who in ("per", "amina"):
        client = Client(headers={"host": "localhost"})
        client.force_login(cast.user(who))
        for name, address in LOOKS:
            asked = statements(lambda address=address, client=client: client.get(address))
            took = cpu_ms(lambda address=address, client=client: client.get(address), times=5, rounds=3)
            judge(f"{measures} measures, {who}: {name}", took, Bar(high=150, unit=" ms"), said=f", {asked} SQL")


def fill(measures: int):  # noqa: ANN201 - the cast of the tests
    """The cast's workplace with so many measures in a hundred more teams, one in seven late, one in three ended."""
    from django.utils import timezone

    from samspill.measures.models import Measure
    from tests.cast import make_cast, make_unit

    cast, today = make_cast(), timezone.localdate()
    units = [make_unit(cast.solvik, f"Team {number}", cast.helse) for number in range(UNITS)]
    people, verdicts = [cast.per, cast.jonas, *cast.crew], Measure.Verdict.values
    rows = []
    for number in range(measures):
        late, ended = number % 7 == 0, number % 3 == 0
        starts_on = today - timedelta(days=60 + number % 200)
        due_on = today - timedelta(days=number % 30 + 1) if late else today + timedelta(days=number % 90)
        row = Measure(
            organisation=cast.solvik,
            unit=units[number % UNITS],
            title=f"Tiltak {number}",
            description="Ett steg\n" * 20,
            level=("organisation", "team", "individual")[number % 3],
            factors=[("MENGDE", "FOKUS", "ROLLE")[number % 3]],
            library_id=f"T{number % 12 + 1}",
            responsible=people[number % len(people)],
            starts_on=starts_on,
            due_on=due_on,
            evaluate_on=due_on + timedelta(days=14),
            status=("decided", "under_way", "evaluating")[number % 3],
            created_on=starts_on,
        )
        if ended:
            row.status, row.verdict, row.finished_on = "finished", verdicts[number % 4], today
        rows.append(row)
    Measure.objects.bulk_create(rows, batch_size=500)
    return cast


if __name__ == "__main__":
    main()
