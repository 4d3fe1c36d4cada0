"""What somebody who reads the server's log learns of who answers, and what: nothing, also when something fails."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from samspill.answers import views

TOKEN = "a-right-to-answer-0001"
COMMENT = "Overlappen ved vaktskiftet"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the installation's own handler writes."""
    written = io.StringIO()
    console = next(one for one in logging.getLogger().handlers if one.get_name() == "console")
    assert isinstance(console, logging.StreamHandler)
    before = console.setStream(written)
    yield written
    console.setStream(before)


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def fail(*_anything: object, **_more: object) -> None:
    raise ValueError(f"could not read {COMMENT!r} of {TOKEN}")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_link_that_is_sent_to_instead_of_fetched_is_not_written(
    client: Client, log: io.StringIO, method: str
) -> None:
    assert getattr(client, method)(f"/s/{TOKEN}").status_code in {403, 405}
    assert TOKEN not in log.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("address", [f"/s/{TOKEN}", "/svar/", "/svar/loftet/", "/svar/takk/", "/kode/"])
def test_a_fault_on_an_answering_page_tells_its_kind_and_place_only(
    client: Client, log: io.StringIO, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(views, "_closed_to_others", fail)
    client.cookies["svar"] = TOKEN
    assert client.get(address).status_code == 500
    assert "ValueError" in log.getvalue()
    assert "answers/views.py" in log.getvalue()
    for secret in (TOKEN, COMMENT, address):
        assert secret not in log.getvalue()


@pytest.mark.django_db
def test_a_fault_while_an_answer_is_read_quotes_nothing_of_it(
    client: Client, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "token_state", fail)
    client.cookies["svar"] = TOKEN
    assert client.post("/svar/", {"comment": COMMENT, "P1": "4"}).status_code == 500
    assert "ValueError" in log.getvalue()
    assert COMMENT not in log.getvalue()
    assert TOKEN not in log.getvalue()


@pytest.mark.django_db
def test_a_fault_elsewhere_is_written_whole(client: Client, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samspill.site.views.public.render", fail)
    assert client.get("/tilgjengelighet/").status_code == 500
    assert "/tilgjengelighet/" in log.getvalue()
