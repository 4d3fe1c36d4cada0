"""Whatever is sent to an address: a page that says what is wrong, never a fault."""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.doors import Door

APPS = ("leadership", "measures", "results", "risk")
LET_IN = {200, 302, 303, 422}
NULL, LONG, NUMBER = "a\x00b", "«å» " * 25_000, "9" * 40
STRANGE = (NULL, LONG, NUMBER, "-1", "0001-01-01")
ASKED = ("q", "page", "maling", "sporsmal", "enhet", "faktor", "tiltak", "sort", "status", "dag", "maned", "merke")
SENT = ("status", "text", "version", "unit", "delt", "want")
NAME = re.compile(r'<(?:input|textarea|select)[^>]*?\sname="([^"]+)"')


def doors() -> dict[str, Door]:
    found: dict[str, Door] = {}
    for app in APPS:
        found |= importlib.import_module(f"samspill.{app}.tests.doors").DOORS
    return found


def let_in(door: Door, cast: Cast) -> Client:
    """Somebody for whom the address is there."""
    who = next(one for one in ("per", "jonas", "amina", "kari") if door.expect.get(one) in LET_IN)
    client = Client(raise_request_exception=False)
    client.force_login(cast.user(who))
    return client


def fields_of(page: HttpResponse) -> Sequence[str]:
    shown = page.content.decode() if "html" in page.headers.get("Content-Type", "") else ""
    return sorted({*NAME.findall(shown), *SENT} - {"csrfmiddlewaretoken"})


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(doors()))
def test_anything_may_be_sent_and_nothing_fails(name: str, cast: Cast) -> None:
    door = doors()[name]
    address = reverse(name, kwargs=dict(door.args(cast)))
    client = let_in(door, cast)
    fields = fields_of(client.get(address))
    for sent in STRANGE:
        asked: dict[str, Any] = dict.fromkeys(ASKED, sent)
        assert client.get(address, asked).status_code < 500, sent[:12]
        assert client.post(address, {one: [sent, sent] for one in fields}).status_code < 500, sent[:12]
    page_as_file = SimpleUploadedFile("../../etc/passwd\u202e.html", b"<html><script>alert(1)</script>")
    for one in ("file", "picture"):
        assert client.post(address, {**dict.fromkeys(fields, "x"), one: page_as_file}).status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(doors()))
def test_a_number_beyond_every_number_is_not_there(name: str, cast: Cast) -> None:
    door = doors()[name]
    args = {key: 10**30 if isinstance(one, int) else one for key, one in door.args(cast).items()}
    client = let_in(door, cast)
    for method in (client.get, client.post):
        assert method(reverse(name, kwargs=args)).status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/tiltak/?q=a%00b", "/risiko/1/faktor/MEN%00GDE/", "/avgjorelser/?q=%00"])
def test_a_null_sign_in_an_address_is_refused_before_a_database_sees_it(address: str, cast: Cast) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(cast.user("per"))
    assert client.get(address).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name, door in doors().items() if door.method == "post"))
def test_what_acts_is_not_done_by_a_link_nor_from_another_page(name: str, cast: Cast) -> None:
    door = doors()[name]
    address = reverse(name, kwargs=dict(door.args(cast)))
    client = let_in(door, cast)
    assert client.get(address).status_code == 405
    client.handler.enforce_csrf_checks = True
    assert client.post(address, dict(door.data)).status_code == 403
