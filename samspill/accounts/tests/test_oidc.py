"""Sign-in by the workplace's own account: who is in our register gets in, and nobody else."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.cache import cache

from samspill.accounts.models import User
from samspill.accounts.tests.provider import oidc_provider
from samspill.accounts.tests.steps import is_signed_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(db, settings):
    cache.clear()
    User.objects.create_user("kari@solvik.example", name="Kari Nes")
    with oidc_provider() as running:
        settings.OIDC_APPS = [running.app()]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": settings.OIDC_APPS}}
        yield running


def come_back(client, **query: str):
    """Leave for the provider by POST, and come back with its answer."""
    away = client.post("/konto/jobbkonto/jobb/" + ("?process=connect" if query.pop("connect", "") else ""))
    sent = parse_qs(urlsplit(away["Location"]).query)
    assert sent["code_challenge_method"] == ["S256"]
    return client.get("/konto/jobbkonto/jobb/retur/", {"code": "c", "state": sent["state"][0], **query}, follow=True)


@pytest.mark.parametrize(
    ("claims", "gets_in"),
    [
        ({"email": "Kari@solvik.example", "email_verified": True}, True),
        ({"email": "kari@solvik.example", "email_verified": False}, False),
        ({"email": "kari@solvik.example", "email_verified": "false"}, False),
        ({"email": "kari@solvik.example"}, False),
        ({"email": "ukjent@solvik.example", "email_verified": True}, False),
        ({}, False),
    ],
)
def test_only_a_verified_address_in_our_register_gets_in(provider, client, claims, gets_in):
    provider.person = {"sub": "1", **claims}
    come_back(client)
    assert is_signed_in(client) is gets_in
    assert User.objects.count() == 1


def test_a_trusted_domain_is_as_good_as_verified(provider, client, settings):
    settings.OIDC_APPS[0]["settings"]["verified_email"] = ["solvik.example"]
    provider.person = {"sub": "1", "email": "kari@solvik.example"}
    come_back(client)
    assert is_signed_in(client)


def test_a_stranger_with_a_good_account_elsewhere_is_told_how_to_get_access(provider, client):
    provider.person = {"sub": "1", "email": "ukjent@solvik.example", "email_verified": True}
    assert "Her lager ingen konto selv." in come_back(client).content.decode()


def test_a_provider_without_addresses_is_connected_once_and_then_used(provider, client):
    """As ID-porten: it knows a national identity number, and we keep only that it is the same person."""
    provider.person = {"sub": "p1", "pid": "01019012345"}
    sign_in(client, "kari@solvik.example")
    assert "Koble til Jobbkonto" in client.get("/konto/tilknytninger/").content.decode()
    come_back(client, connect="1")
    assert SocialAccount.objects.values_list("uid", "extra_data").get() == ("p1", {})
    assert not SocialToken.objects.exists()
    client.post("/konto/ut/")
    come_back(client)
    assert is_signed_in(client)
    client.post("/konto/tilknytninger/", {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()


def test_an_answer_nobody_asked_for_is_refused(provider, client):
    answer = client.get("/konto/jobbkonto/jobb/retur/", {"code": "c", "state": "made-up"}, follow=True)
    assert "Innloggingen virket ikke" in answer.content.decode()
    assert not is_signed_in(client)


def test_the_sign_in_page_offers_it_by_a_button(provider, client):
    page = client.get("/konto/inn/").content.decode()
    assert "Jobbkonto" in page
    assert client.get("/konto/jobbkonto/jobb/").status_code == 200, "a link alone leads nowhere"
