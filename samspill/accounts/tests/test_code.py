"""The main way in: a code by e-mail. A stranger learns nothing about who exists."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from samspill.accounts.models import User
from samspill.accounts.tests.steps import ask_for_code, code_in_mail, is_signed_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kari(db) -> User:
    cache.clear()
    return User.objects.create_user("kari@solvik.example", name="Kari Nes")


def test_a_code_by_e_mail_lets_one_in_and_works_once(client):
    assert sign_in(client, "Kari@Solvik.example").status_code == 302
    assert is_signed_in(client)
    code = code_in_mail()
    other = Client()
    ask_for_code(other, "kari@solvik.example")
    other.post("/konto/inn/kode/", {"code": code})
    assert not is_signed_in(other)


def test_the_mail_says_what_the_code_is_for(client):
    ask_for_code(client, "kari@solvik.example")
    letter = mail.outbox[0]
    assert letter.to == ["kari@solvik.example"]
    assert letter.subject == f"Koden din: {code_in_mail()}"
    assert "Den virker i 15 minutter." in letter.body


def test_one_comes_to_the_page_one_wanted(client):
    client.post("/konto/inn/?next=/konto/steder/", {"email": "kari@solvik.example", "next": "/konto/steder/"})
    done = client.post("/konto/inn/kode/", {"code": code_in_mail(), "next": "/konto/steder/"})
    assert done["Location"] == "/konto/steder/"


def test_one_is_never_led_to_a_foreign_page(client):
    client.post("/konto/inn/", {"email": "kari@solvik.example", "next": "https://evil.example/"})
    done = client.post("/konto/inn/kode/", {"code": code_in_mail(), "next": "https://evil.example/"})
    assert done["Location"] == "/"


def test_five_wrong_codes_end_the_attempt(client):
    ask_for_code(client, "kari@solvik.example")
    for _ in range(5):
        answer = client.post("/konto/inn/kode/", {"code": "AAAA-AAAA"}, follow=True)
    assert "prøvd for mange ganger" in answer.content.decode()
    client.post("/konto/inn/kode/", {"code": code_in_mail()})
    assert not is_signed_in(client)


def test_a_closed_account_is_as_unknown(client, kari):
    User.objects.update(is_active=False)
    ask_for_code(client, "kari@solvik.example")
    assert mail.outbox[0].to == ["ukjent@nowhere.invalid"]


# -- what a stranger learns ------------------------------------------------------------------------


def seen(client: Client, email: str) -> list[tuple[int, list[tuple[str, str]], bytes]]:
    """Everything the server answers on the way, with the address and what is random taken out."""
    answers = [
        client.post("/konto/inn/", {"email": email}),
        client.get("/konto/inn/kode/"),
        client.post("/konto/inn/kode/", {"code": "AAAA-AAAA"}),
        client.get("/konto/inn/"),
        client.post("/konto/inn/passord/", {"login": email, "password": "feil passord"}),
    ]
    return [
        (
            a.status_code,
            [pair for pair in sorted(a.headers.items()) if pair[0] != "Expires"],
            without_chance(a.content, email),
        )
        for a in answers
    ]


def without_chance(content: bytes, email: str) -> bytes:
    plain = content.replace(email.encode(), b"ADDRESS")
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", plain)


def test_known_and_unknown_addresses_are_answered_alike_byte_by_byte():
    known, unknown = seen(Client(), "kari@solvik.example"), seen(Client(), "tore@solvik.example")
    assert known == unknown


def test_an_unknown_address_costs_the_same_statements_and_gets_no_mail():
    def statements(email: str) -> list[str]:
        client = Client(REMOTE_ADDR=f"10.0.0.{len(mail.outbox)}")
        client.get("/konto/inn/")
        with connection.execute_wrapper(recording := Recorder()):
            client.post("/konto/inn/", {"email": email})
        return recording.kinds

    assert statements("kari@solvik.example") == statements("ukjent@solvik.example")
    assert [letter.to[0] for letter in mail.outbox] == ["kari@solvik.example", "ukjent@nowhere.invalid"]
    assert len(mail.outbox[0].body) == len(mail.outbox[1].body)


class Recorder:
    def __init__(self) -> None:
        self.kinds: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        words = [word for word in sql.split()[:3] if not word.startswith('"s')]
        self.kinds.append(" ".join(words))
        return execute(sql, params, many, context)


def test_the_password_page_hashes_for_unknown_addresses_too(monkeypatch):
    hashed = []
    monkeypatch.setattr(User, "set_password", lambda self, raw: hashed.append(raw))
    Client().post("/konto/inn/passord/", {"login": "ukjent@solvik.example", "password": "gjett"})
    assert hashed == ["gjett"]


def test_nobody_makes_an_account_here(client):
    assert "Her lager ingen konto selv." in client.get("/konto/uten-konto/").content.decode()
    assert client.post("/konto/uten-konto/", {"email": "ny@solvik.example"}).status_code == 405
    assert client.get("/konto/signup/").status_code == 404


# -- limits ----------------------------------------------------------------------------------------


def test_two_hundred_colleagues_behind_one_address_get_in_at_once():
    people = [f"p{n}@solvik.example" for n in range(200)]
    User.objects.bulk_create(User(email=email, password="!") for email in people)
    for email in people:
        client = Client(REMOTE_ADDR="10.0.0.1")
        assert sign_in(client, email).status_code == 302
        assert is_signed_in(client)


def test_one_address_cannot_be_flooded_with_codes():
    for _ in range(3):
        ask_for_code(Client(), "kari@solvik.example")
    answer = ask_for_code(Client(), "kari@solvik.example")
    assert "prøvd for mange ganger" in answer.content.decode()
    assert len(mail.outbox) == 3


def test_guessing_one_persons_password_locks_nobody_else_out(kari):
    other = User.objects.create_user("amina@solvik.example", "et langt passord")
    for _ in range(6):
        answer = Client().post("/konto/inn/passord/", {"login": kari.email, "password": "gjett"})
    assert "prøvd for mange ganger" in answer.content.decode()
    colleague = Client()
    colleague.post("/konto/inn/passord/", {"login": other.email, "password": "et langt passord"})
    assert is_signed_in(colleague)
    locked = Client()
    assert sign_in(locked, kari.email).status_code == 302, "the code by e-mail still works"


# -- what is kept ----------------------------------------------------------------------------------


def test_neither_address_nor_browser_is_stored_anywhere():
    client = Client(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="Lynx/2.9 hemmelig")
    sign_in(client, "kari@solvik.example")
    client.post("/konto/inn/passord/", {"login": "kari@solvik.example", "password": "feil"})
    assert UserSession.objects.values_list("ip", "user_agent").get() == ("::", "")
    kept = ""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            kept += str(cursor.fetchall())
    assert "203.0.113.77" not in kept
    assert "Lynx" not in kept


def test_no_second_register_of_addresses_comes_into_being(client):
    sign_in(client, "kari@solvik.example")
    assert not EmailAddress.objects.exists()


def test_the_pages_come_in_the_language_of_the_person(client, kari):
    User.objects.update(language="en")
    assert sign_in(client, kari.email).cookies["django_language"].value == "en"
