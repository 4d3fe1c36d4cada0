"""What people and programs send that nobody should: it is answered with a sentence, never with a fault."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.organisations.imports import ImportFile, ImportRefused, plan_import
from samspill.organisations.models import Assignment, Unit
from tests.cast import Cast


def signed_in(cast: Cast, name: str = "per") -> Client:
    client = Client()
    client.force_login(cast.user(name))
    return client


def today() -> str:
    return timezone.localdate().isoformat()


@pytest.mark.parametrize("number", ["²", "9" * 5000, "9" * 20, "-1", "x"])
@pytest.mark.parametrize("address", ["people?unit=", "person_new?unit=", "unit_new?under="])
def test_an_address_with_something_that_is_no_unit_is_answered(cast: Cast, address: str, number: str) -> None:
    name, query = address.split("?")
    assert signed_in(cast).get(f"{reverse(name)}?{query}{number}").status_code in {200, 404}


def new_unit(cast: Cast, **facts: Any) -> Any:
    return signed_in(cast).post(
        f"{reverse('unit_new')}?under={cast.helse.pk}", {"name": "Ny enhet", "on": today(), **facts}
    )


def test_a_unit_number_that_is_taken_is_refused_with_a_sentence(cast: Cast) -> None:
    answer = new_unit(cast, external_id=cast.nord.external_id)
    assert answer.status_code == 422
    assert "er i bruk" in answer.content.decode()


def test_a_unit_number_that_would_be_taken_for_a_remainder_is_refused(cast: Cast) -> None:
    answer = new_unit(cast, external_id=f"{cast.helse.external_id}:rest")
    assert answer.status_code == 422
    assert not Unit.objects.filter(external_id__endswith=":rest").exists()


def test_a_file_with_such_a_number_is_refused_by_row(cast: Cast) -> None:
    file = ImportFile("units.csv", b"unit_id,parent_id,name\nhelse,,Helse\nhelse:rest,helse,Rest\n")
    with pytest.raises(ImportRefused) as refused:
        plan_import(cast.solvik, file, None, today=timezone.localdate())
    assert "3" in str(refused.value.problems[0])
    assert ":rest" in str(refused.value.problems[0])


def test_a_name_and_a_number_are_one_line_of_letters_that_show(cast: Cast) -> None:
    assert new_unit(cast, name="Natt\r\nog\x0bdag\x1b", external_id="natt\r\n\tdag").status_code == 302
    made = Unit.objects.latest("pk")
    assert (made.name, made.external_id) == ("Natt og dag", "natt dag")


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
@pytest.mark.parametrize("field", ["since", "until"])
def test_a_role_begins_and_ends_in_a_year_one_can_believe(cast: Cast, field: str, day: str) -> None:
    term = {"since": today(), "until": (timezone.localdate() + timedelta(days=90)).isoformat(), field: day}
    answer = signed_in(cast).post(
        reverse("role_give", args=[cast.kari.pk]), {"role": "leader", "units": [cast.sor.pk], **term}
    )
    assert answer.status_code == 422
    assert "mellom 1900 og 2200" in answer.content.decode()
    assert not Assignment.objects.filter(person=cast.kari).exists()


@pytest.mark.parametrize("number", ["-1", "99999999999999999999", "1e400"])
def test_a_headcount_nobody_has_is_refused(cast: Cast, number: str) -> None:
    facts = {"facts-sent": "1", "facts-name": "Solvik", "facts-headcount": number, "facts-language": "nb"}
    answer = signed_in(cast).post(reverse("organisation_settings"), facts)
    assert answer.status_code == 422
    cast.solvik.refresh_from_db()
    assert cast.solvik.headcount == 40
