"""What the pages of risk cost at 500 assessments: processor time and SQL statements."""

from __future__ import annotations

import os
import tempfile

ASSESSMENTS = 500
FACTORS = ("MENGDE", "LEDERSTØTTE", "RESTIT", "ROLLE", "TRYGG")
PAGES = (
    ("the register", "/risiko/"),
    ("the register, heaviest first", "/risiko/?sorter=risiko&risiko=high"),
    ("the coverage of the law", "/risiko/lovdekning/"),
    ("the folder of internal control", "/risiko/internkontroll/"),
    ("planned changes", "/risiko/endringer/"),
)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="samspill-bench-") as home:
        os.environ["SAMSPILL_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "samspill.config.settings"
        measure()


def measure() -> None:
    from samspill.config.install import lay_out

    lay_out()
    from django.test import Client

    from bench.measure import cpu_ms, report
    from bench.pages import statements
    from samspill.accounts.models import User

    fill()
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(email="per@solvik.example"))
    for name, address in PAGES:
        asked = statements(lambda address=address: client.get(address))
        took = cpu_ms(lambda address=address: client.get(address), times=5, rounds=3)
        report(f"{ASSESSMENTS} assessments: {name}", f"{took:.1f} ms, {asked} SQL", "bar: 150 ms")


def fill() -> None:
    """Half of them in force, a quarter overdue; as many planned changes."""
    from datetime import timedelta

    from django.utils import timezone

    from samspill.risk.models import Assessment, AssessmentNumber, ChangeAssessment, FactorAssessment
    from tests.cast import make_cast, make_unit

    cast, today = make_cast(), timezone.localdate()
    whole = {"together": "Samlet.", "took_part": "Teamet.", "signed_on": today, "signed_name": "Amina Ali"}
    for number in range(ASSESSMENTS):
        unit = make_unit(cast.solvik, f"Lag {number}", cast.helse)
        named = AssessmentNumber.objects.create(organisation=cast.solvik, unit=unit)
        begun = today - timedelta(days=300 + number)
        given = {"state": "valid", "valid_from": begun, "review_on": begun + timedelta(days=365), **whole}
        one = Assessment.objects.create(number=named, edition=1, begun_on=begun, **(given if number % 2 else {}))
        FactorAssessment.objects.bulk_create(
            FactorAssessment(
                assessment=one,
                factor=code,
                probability=1 + (number + at) % 4,
                consequence=1 + at % 4,
                reasoning="Sagt.",
            )
            for at, code in enumerate(FACTORS)
        )
        change = ChangeAssessment.objects.create(
            organisation=cast.solvik, title=f"Endring {number}", what_changes="Ny turnus.", begun_on=begun,
            change_on=today + timedelta(days=number),
        )  # fmt: skip
        change.units.add(unit)


if __name__ == "__main__":
    main()
