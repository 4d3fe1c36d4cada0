from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from samspill.organisations.models import Measurement, Organisation, Person
from samspill.pulses.tests.rounds import an_open_round
from tests.browsing import opened
from tests.cast import Cast


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.user(name))
    return client


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_an_open_round_waits_for_those_who_have_not_answered(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    an_open_round(cast, now)
    page = read(signed_in(cast, "kari"), "/")
    assert "Dette venter på deg" in page
    assert "30. november" in page


def test_with_nothing_to_do_the_home_page_says_so(cast: Cast) -> None:
    assert "Ingenting venter på deg" in read(signed_in(cast, "kari"), "/")


def test_who_sees_what_names_those_who_have_the_roles_now(cast: Cast) -> None:
    page = read(signed_in(cast, "kari"), "/hvem-ser-hva/")
    for name in ("Jonas Vik", "Amina Ali", "Per Moe"):
        assert name in page
    assert "Ola Bakke" not in page


def test_the_guide_says_what_the_law_asks_of_a_workplace_of_this_size(cast: Cast) -> None:
    client = signed_in(cast, "per")
    sent = {"name": "Solvik kommune", "headcount": "40", "industry": "", "is_public": "on"}
    industry = read(client, "/oppsett/virksomheten/").split('name="industry"')[1].split('value="')[1].split('"')[0]
    client.post("/oppsett/virksomheten/", {**sent, "industry": industry})
    page = read(client, "/oppsett/virksomheten/")
    assert "Arbeidsmiljøutvalg" in page or "arbeidsmiljøutvalg" in page
    assert "lovdata.no" in page


def test_the_guide_tells_small_units_how_often_they_will_have_a_figure(cast: Cast) -> None:
    client = signed_in(cast, "per")
    chosen = opened(client, "/oppsett/enheter/", **{f"unit_{cast.teknisk.pk}": Measurement.DIALOGUE})
    assert "av 11 ganger" in read(client, "/oppsett/enheter/")
    client.post("/oppsett/enheter/", chosen)
    cast.teknisk.refresh_from_db()
    assert cast.teknisk.measurement == Measurement.DIALOGUE


def test_the_one_who_runs_the_server_hands_a_workplace_over(cast: Cast) -> None:
    sent = {"name": "Ny kommune", "adviser_name": "Nina Ny", "adviser_email": "nina@ny.example"}
    assert signed_in(cast, "rut").post("/drift/ny-virksomhet/", sent).status_code == 302
    made = Organisation.objects.get(name="Ny kommune")
    nina = Person.objects.get(organisation=made)
    client = Client()
    client.force_login(nina.user)
    assert "Hva gjenstår før første måling?" in read(client, "/oppsett/")


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
@pytest.mark.django_db
def test_choosing_a_language_leads_nowhere_else(back: str) -> None:
    assert Client().get("/sprak/en/", {"fra": back})["Location"] == "/"


def test_keeping_small_units_as_they_are_is_a_choice_too(cast: Cast) -> None:
    client = signed_in(cast, "per")
    before = read(client, "/oppsett/").count("Gjort.")
    client.post("/oppsett/enheter/", opened(client, "/oppsett/enheter/"))
    assert read(client, "/oppsett/").count("Gjort.") == before + 1
