from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from samspill.answers import views
from samspill.audit.rules import Hidden
from tests.cast import Cast

ANSWERING = ("/s/ukjent", "/kode/", "/svar/", "/svar/loftet/", "/svar/takk/")
WHO_LOOKS = ("session", "user", "viewer", "_messages")


@pytest.fixture
def client(cast: Cast) -> Client:
    """Per, signed in, in a browser that asks for English."""
    client = Client(headers={"Accept-Language": "en"}, raise_request_exception=False)
    client.force_login(cast.user("per"))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("address", ANSWERING)
def test_an_answering_page_meets_nobody_also_when_somebody_is_signed_in(client: Client, address: str) -> None:
    request = client.get(address).wsgi_request
    assert not [one for one in WHO_LOOKS if hasattr(request, one)]


@pytest.mark.django_db
def test_any_other_page_knows_who_looks(client: Client) -> None:
    request = client.get("/").wsgi_request
    assert not [one for one in WHO_LOOKS if not hasattr(request, one)]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ANSWERING)
def test_an_answering_page_is_guarded_as_every_other(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(address, headers={"Host": "elsewhere.example"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/s/ukjent", "/svar/loftet/", "/svar/takk/"])
def test_what_only_shows_something_takes_nothing(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


@pytest.mark.django_db
def test_an_address_that_only_begins_like_an_answering_page_is_met_as_any(client: Client) -> None:
    assert client.get("/svar/finnes-ikke/").status_code == 404
    assert client.get("/svar").headers["Location"] == "/svar/"


@pytest.mark.django_db
def test_a_round_that_is_gone_is_not_there_and_the_last_visitors_language_is_not_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_asked: object, **_more: object) -> None:
        raise Hidden

    monkeypatch.setattr(views, "token_state", gone)
    with translation.override("en"):
        answer = client.get("/svar/")
    assert answer.status_code == 404
    assert "Denne siden finnes ikke for deg" in answer.content.decode()


@pytest.mark.django_db
def test_a_refusal_is_kept_by_nobody_on_the_way_either(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_asked: object, **_more: object) -> None:
        raise Hidden

    monkeypatch.setattr(views, "token_state", gone)
    for answer, status in ((client.get("/svar/"), 404), (client.post("/s/ukjent"), 405), (client.put("/kode/"), 405)):
        assert answer.status_code == status
        assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
