from __future__ import annotations

import base64

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from samspill import sealing
from samspill.accounts.models import User
from samspill.accounts.queries import has_second_factor, sign_in_state_of
from samspill.accounts.tests.steps import app_code, is_signed_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def per(db) -> User:
    cache.clear()
    return User.objects.create_user("per@solvik.example", name="Per Moe")


@pytest.fixture
def with_app(client, per) -> str:
    """Per turns on the app; gives its secret."""
    sign_in(client, "per@solvik.example")
    page = client.get("/konto/to-trinn/app/")
    secret = page.context["form"].secret
    assert "data:image/svg+xml;base64," in page.content.decode()
    done = client.post("/konto/to-trinn/app/", {"code": app_code(secret)}, follow=True)
    assert "10 ubrukte koder" in done.content.decode(), "the recovery codes are shown at once"
    return secret


def first_step() -> Client:
    client = Client()
    answer = sign_in(client, "per@solvik.example")
    assert answer["Location"] == "/konto/inn/to-trinn/"
    assert not is_signed_in(client)
    return client


def test_a_code_from_the_app_is_asked_for_after_the_mail_code(with_app, per):
    client = first_step()
    client.post("/konto/inn/to-trinn/", {"code": app_code(with_app, ahead=1)})
    assert is_signed_in(client)
    assert has_second_factor(per)


def test_a_wrong_code_says_what_to_do_and_lets_nobody_in(with_app):
    client = first_step()
    answer = client.post("/konto/inn/to-trinn/", {"code": "000000"})
    assert "Vent på neste kode i appen" in answer.content.decode()
    assert not is_signed_in(client)


def test_codes_cannot_be_guessed_for_long(with_app):
    client = first_step()
    for _ in range(6):
        answer = client.post("/konto/inn/to-trinn/", {"code": "000000"})
    assert "prøvd for mange ganger" in answer.content.decode()
    client.post("/konto/inn/to-trinn/", {"code": app_code(with_app, ahead=1)})
    assert not is_signed_in(client)


def test_a_recovery_code_works_once(with_app, client, per):
    codes = client.get("/konto/to-trinn/reservekoder/").context["unused_codes"]
    assert len(codes) == sign_in_state_of(per).recovery_codes == 10
    for expected in (True, False):
        again = first_step()
        again.post("/konto/inn/to-trinn/", {"code": codes[0]})
        assert is_signed_in(again) is expected


def test_the_secret_is_sealed_with_the_installation_key(with_app):
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert with_app not in stored
    opened = sealing.open_sealed(base64.b64decode(stored), key=sealing.installation_key(), context="second factor")
    assert opened.decode() == with_app


def test_turning_it_off_needs_a_code_first(with_app, client, per):
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    answer = client.post("/konto/to-trinn/app/av/")
    assert answer["Location"].startswith("/konto/bekreft/kode/")
    assert has_second_factor(per)
    client.post("/konto/bekreft/kode/?next=/konto/to-trinn/app/av/", {"code": app_code(with_app, ahead=1)})
    client.post("/konto/to-trinn/app/av/")
    assert not has_second_factor(per)
    assert not Authenticator.objects.exists(), "the recovery codes go with it"


def test_a_password_alone_is_not_enough_either(with_app, per):
    per.set_password("fire rolige ord holder")
    per.save()
    client = Client()
    answer = client.post("/konto/inn/passord/", {"login": per.email, "password": "fire rolige ord holder"})
    assert answer["Location"] == "/konto/inn/to-trinn/"
    assert not is_signed_in(client)


def test_a_role_that_needs_it_is_led_there_and_stays_signed_in(cast, client):
    cast.solvik.second_factor_roles = ["hr"]
    cast.solvik.save(update_fields=["second_factor_roles"])
    client.force_login(cast.user("per"))
    answer = client.get("/drift/")
    assert (answer.status_code, answer["Location"]) == (302, "/konto/to-trinn/")
    assert "krever to-trinns innlogging" in client.get("/konto/to-trinn/").content.decode()
