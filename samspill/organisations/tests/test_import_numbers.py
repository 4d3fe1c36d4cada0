"""A person added by hand, such as the adviser who sets it all up, and the payroll's number for them."""

from __future__ import annotations

from datetime import datetime

import pytest

from samspill.organisations.imports import ImportFile, ImportPlan, ImportRefused, carry_out, plan_import
from samspill.organisations.models import Assignment, Person
from samspill.organisations.rules import Worker
from samspill.organisations.tests.acting import TODAY
from tests.cast import Cast

UNITS = ImportFile("u.csv", b"unit_id,parent_id,name\nsolvik,,Solvik\n")


def planned(cast: Cast, row: str) -> ImportPlan:
    people = ImportFile("p.csv", f"person_id,name,email,unit_id,roles\n{row}\n".encode())
    return plan_import(cast.solvik, UNITS, people, today=TODAY)


def test_who_was_added_by_hand_gets_the_number_of_the_file_and_keeps_user_and_roles(cast: Cast, now: datetime) -> None:
    per = Person.objects.get(name="Per Moe")
    before = (per.pk, per.user, Assignment.objects.get(person=per).pk)
    plan = planned(cast, "1002,per moe,Per@solvik.example,solvik,hr")
    said = {section.heading: section.lines for section in plan.sections()}
    assert said["Personer som får nytt nummer"] == ["per moe: per-moe → 1002"]
    assert {"Nye personer", "Roller som gis"}.isdisjoint(said)
    carry_out(plan=plan, by=Worker(organisation_id=cast.solvik.pk), now=now)
    per = Person.objects.get(external_id="1002")
    assert (per.pk, per.user, Assignment.objects.get(person=per).pk) == before
    assert per.left_on is None
    assert not Person.objects.filter(external_id="per-moe").exists()
    assert planned(cast, "1002,per moe,per@solvik.example,solvik,hr").changes_nothing


def test_a_successor_with_the_same_address_is_not_the_same_person(cast: Cast) -> None:
    with pytest.raises(ImportRefused, match=r"per@solvik\.example tilhører Per Moe"):
        planned(cast, "1002,Ny Rådgiver,per@solvik.example,solvik,hr")


def test_nobody_takes_over_a_number_that_is_somebody_elses(cast: Cast) -> None:
    with pytest.raises(ImportRefused, match=r"per@solvik\.example tilhører Per Moe"):
        planned(cast, "kari-nes,Per Moe,per@solvik.example,solvik,hr")
