"""One's own page: password, sessions, language."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from samspill.accounts import actions
from samspill.accounts.models import User
from samspill.accounts.rules import check_can_change_sign_in
from samspill.accounts.tests.steps import is_signed_in, sign_in
from samspill.audit.models import Event
from samspill.audit.rules import Refused, permits

pytestmark = pytest.mark.django_db
GOOD = "fire rolige ord holder"


@pytest.fixture(autouse=True)
def kari(db) -> User:
    cache.clear()
    return User.objects.create_user("kari@solvik.example", name="Kari Nes")


@pytest.fixture
def signed_in(client) -> Client:
    sign_in(client, "kari@solvik.example")
    return client


def by_password(password: str) -> bool:
    client = Client()
    client.post("/konto/inn/passord/", {"login": "kari@solvik.example", "password": password})
    return is_signed_in(client)


@pytest.mark.parametrize(("minutes", "may"), [(0, True), (14, True), (16, False)])
def test_a_password_may_be_changed_shortly_after_signing_in(now, minutes, may):
    records = [{"method": "code", "at": (now - timedelta(minutes=minutes)).timestamp()}]
    assert permits(check_can_change_sign_in, records, now=now) is may
    assert not permits(check_can_change_sign_in, [], now=now)


def test_whoever_signed_in_by_code_makes_a_password_and_uses_it(signed_in):
    signed_in.post("/konto/passord/", {"password": GOOD})
    assert by_password(GOOD)
    assert not by_password("noe annet")
    assert is_signed_in(signed_in), "one stays signed in here"
    assert Event.objects.get().action == "set_password"
    assert GOOD not in str(list(Event.objects.values()))


@pytest.mark.parametrize("weak", ["kort", "1234567890", "kari@solvik.example", ""])
def test_a_weak_password_is_refused_with_the_reason(signed_in, weak):
    answer = signed_in.post("/konto/passord/", {"password": weak})
    assert "Noe må rettes" in answer.content.decode()
    assert not User.objects.get().has_usable_password()


def test_a_browser_left_open_cannot_change_the_password(signed_in, kari):
    with pytest.raises(Refused):
        actions.set_password(user=kari, password=GOOD, records=[{"at": 0}], now=timezone.now())
    session = signed_in.session
    session["account_authentication_methods"] = []
    session.save()
    assert "Logg inn på nytt først" in signed_in.post("/konto/passord/", {"password": GOOD}).content.decode()
    assert not User.objects.get().has_usable_password()


def test_a_new_password_ends_every_other_session(signed_in):
    elsewhere = Client()
    sign_in(elsewhere, "kari@solvik.example")
    signed_in.post("/konto/passord/", {"password": GOOD})
    assert not is_signed_in(elsewhere)


def test_a_password_is_removed_again(signed_in):
    signed_in.post("/konto/passord/", {"password": GOOD})
    signed_in.post("/konto/passord/fjern/")
    assert not by_password(GOOD)
    assert is_signed_in(signed_in)


def test_places_are_listed_and_one_of_them_signed_out(signed_in):
    elsewhere = Client()
    sign_in(elsewhere, "kari@solvik.example")
    page = signed_in.get("/konto/steder/")
    assert "Denne nettleseren" in page.content.decode()
    other = next(s for s in page.context["sessions"] if s.session_key == elsewhere.session.session_key)
    signed_in.post(f"/konto/steder/{other.pk}/logg-ut/")
    assert not is_signed_in(elsewhere)
    assert is_signed_in(signed_in)


def test_nobody_signs_another_person_out(signed_in):
    User.objects.create_user("ola@annen.example")
    stranger = Client()
    sign_in(stranger, "ola@annen.example")
    theirs = stranger.get("/konto/steder/").context["sessions"][0]
    assert signed_in.post(f"/konto/steder/{theirs.pk}/logg-ut/").status_code == 404
    assert is_signed_in(stranger)


def test_the_language_is_kept_and_used(signed_in):
    answer = signed_in.post("/konto/sprak/", {"language": "nn"})
    assert answer.cookies["django_language"].value == "nn"
    assert User.objects.get().language == "nn"
    signed_in.post("/konto/sprak/", {"language": "xx"})
    assert User.objects.get().language == "nn"


def test_signing_out_asks_first_and_then_is_done(signed_in):
    assert "Logge ut?" in signed_in.get("/konto/ut/").content.decode()
    assert is_signed_in(signed_in)
    signed_in.post("/konto/ut/")
    assert not is_signed_in(signed_in)
