"""What people wait for that is not a page: charts, a large import, the search for names."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Callable

from bench.measure import Bar, cpu_ms, judge, once


def main() -> None:
    charts()
    names_in_comments()
    with tempfile.TemporaryDirectory(prefix="samspill-bench-") as home:
        os.environ["SAMSPILL_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "samspill.config.settings"
        large_import()


def charts() -> None:
    from samspill.design.tests.test_charts import CHARTS

    slowest = max(cpu_ms(draw, times=20) for draw in CHARTS.values())
    judge(f"the slowest of {len(CHARTS)} charts", slowest, Bar(high=2, unit=" ms"))


def names_in_comments() -> None:
    """Texts made to be slow: twice the length may cost twice the time, not four times."""
    from samspill.content.personal_data import findings

    worst = 0.0
    for piece, times in (("a.", 8_000), ("1 ", 8_000), ("Kari ", 3_000), ("a@", 8_000), ("22 33 44 5", 1_600)):
        short, long = (cpu_ms(reading(findings, piece * n), times=1, rounds=3) for n in (times, 2 * times))
        worst = max(worst, long / short)
    judge("a text of twice the length, searched for names: times as long", worst, Bar(high=3))


def reading(findings: Callable[[str, list[str]], object], text: str) -> Callable[[], object]:
    return lambda: findings(text, ["Kari Nordmann"])


def large_import() -> None:
    from samspill.config.install import lay_out

    lay_out()
    from django.utils import timezone

    from samspill.organisations.imports import ImportFile, carry_out, plan_import
    from samspill.organisations.models import Organisation
    from samspill.organisations.rules import Worker

    organisation = Organisation.objects.create(name="Stor", slug="stor")
    units = written(("unit_id", "parent_id", "name"), ("0", "", "Topp"), *teams(5_000))
    people = written(("person_id", "name", "email", "unit_id", "leader_of", "roles"), *members(100_000))
    now = timezone.now()

    def bring_in() -> None:
        plan = plan_import(organisation, ImportFile("u.csv", units), ImportFile("p.csv", people), today=now.date())
        carry_out(plan=plan, by=Worker(organisation_id=organisation.pk), now=now)

    judge("100 000 people and 5 000 units imported", once(bring_in), Bar(high=30, unit=" s"))


def teams(how_many: int) -> list[tuple[object, ...]]:
    return [(n, (n - 1) // 8, f"Enhet {n}") for n in range(1, how_many)]


def members(how_many: int) -> list[tuple[object, ...]]:
    return [
        (n, f"Navn {n}", f"p{n}@stor.example", n % 5000, n if n < 5000 else "", "hr" if n == 1 else "")
        for n in range(how_many)
    ]


def written(*rows: tuple[object, ...]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


if __name__ == "__main__":
    main()
