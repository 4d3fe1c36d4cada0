"""Real and large files."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings

from samspill.organisations.imports import ImportFile, ImportRefused, carry_out, plan_import
from samspill.organisations.models import Organisation, Person, Post, Unit
from samspill.organisations.queries import tree_on
from samspill.organisations.rules import Worker
from samspill.organisations.tests.acting import TODAY

DATA = Path(settings.PACKAGE).parent.parent / "shared" / "data"
HEAD = ("unit_id", "parent_id", "name", "name_nn", "name_en")
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data lie beside the repository")


@pytest.fixture
def empty(db: None) -> Organisation:
    return Organisation.objects.create(name="Stor", slug="stor")


def written(*rows: tuple[object, ...]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def public_bodies(top: str) -> ImportFile:
    with (DATA / "no_etatsbasen" / "organisations.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [
            (row["tailid"], row["parentid"] or top, row["name_nb"], row["name_nn"], row["name_en"])
            for row in csv.DictReader(file)
        ]
    first = [(top, "", "Norge", "Noreg", "Norway")] if top else []
    return ImportFile("etatsbasen.csv", written(HEAD, *first, *rows))


@pytest.mark.data
@needs_data
def test_the_public_bodies_are_refused_with_their_roots_named(empty: Organisation) -> None:
    with pytest.raises(ImportRefused) as refused:
        plan_import(empty, public_bodies(""), None, today=TODAY)
    summary, *roots = refused.value.problems
    assert "917 øverste enheter" in summary.sentence
    assert len(roots) == 917
    assert all(root.row and root.column == "parent_id" for root in roots)
    assert any("«Hitra kommune» (25995)" in root.sentence for root in roots)


@pytest.mark.data
@needs_data
def test_the_public_bodies_come_in_under_a_common_root(empty: Organisation, now: datetime) -> None:
    plan = plan_import(empty, public_bodies("felles"), None, today=TODAY)
    carry_out(plan=plan, by=Worker(organisation_id=empty.pk), now=now)
    tree = tree_on(empty.pk, TODAY)
    assert len(tree.ids) == 4531
    assert max(path.count("/") for path in tree.paths) - 1 == 7
    assert dict(zip(tree.ids, tree.paths, strict=True)) == dict(Unit.objects.values_list("pk", "path"))
    assert not any(name != name.strip() for name in tree.names)
    unit = Unit.objects.get(external_id="41943")
    assert unit.name_in("en") == "DPS Søndre Oslo District Psychiatric Centre - Holmlia"
    assert plan_import(empty, public_bodies("felles"), None, today=TODAY).changes_nothing


@pytest.mark.data
@needs_data
def test_the_public_service_of_canada_comes_in(empty: Organisation, now: datetime) -> None:
    file = ImportFile("units.csv", (DATA / "pses" / "units.csv").read_bytes())
    plan = plan_import(empty, file, None, today=TODAY)
    assert any("1332 rader" in warning for warning in plan.warnings)
    carry_out(plan=plan, by=Worker(organisation_id=empty.pk), now=now)
    assert len(tree_on(empty.pk, TODAY).ids) == 2289


@pytest.mark.slow
def test_a_hundred_thousand_people_in_five_thousand_units(empty: Organisation, now: datetime) -> None:
    units = written(HEAD[:3], ("0", "", "Topp"), *((n, (n - 1) // 8, f"Enhet {n}") for n in range(1, 5000)))
    people = written(
        ("person_id", "name", "email", "unit_id", "leader_of", "roles"),
        *(
            (n, f"Navn {n}", f"p{n}@stor.example", n % 5000, n if n < 5000 else "", "hr" if n == 1 else "")
            for n in range(100_000)
        ),
    )
    plan = plan_import(empty, ImportFile("u.csv", units), ImportFile("p.csv", people), today=TODAY)
    carry_out(plan=plan, by=Worker(organisation_id=empty.pk), now=now)
    assert (Unit.objects.count(), Person.objects.count(), Post.objects.count()) == (5000, 100_000, 100_000)
    assert plan_import(empty, ImportFile("u.csv", units), ImportFile("p.csv", people), today=TODAY).changes_nothing
