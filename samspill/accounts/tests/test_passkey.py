"""Passkeys in a real browser, with an authenticator that Chromium plays itself."""

from __future__ import annotations

import os
import shutil

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import Page, expect, sync_playwright

from samspill.accounts.models import User
from samspill.accounts.tests.steps import code_in_mail

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    chromium = os.environ.get("SAMSPILL_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        opened = browser.new_page(locale="nb-NO")
        opened.faults = []
        opened.on("console", lambda said: opened.faults.append(said.text) if said.type == "error" else None)
        yield opened
        browser.close()


def give_authenticator(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**kind, "isUserVerified": True}})


def sign_in_by_code(page: Page, site: str) -> None:
    page.goto(f"{site}/konto/inn/")
    page.get_by_label("E-postadresse").fill("kari@solvik.example")
    page.get_by_role("button", name="Send kode").click()
    page.get_by_label("Kode").fill(code_in_mail())
    page.get_by_role("button", name="Logg inn").click()


def test_a_passkey_is_made_and_then_signs_one_in(page, live_server):
    cache.clear()
    User.objects.create_user("kari@solvik.example", name="Kari Nes")
    site = live_server.url.replace("127.0.0.1", "localhost")
    give_authenticator(page)
    sign_in_by_code(page, site)
    page.goto(f"{site}/konto/passnokler/ny/")
    page.get_by_label("Navn på nøkkelen").fill("Jobbtelefonen")
    page.get_by_role("button", name="Lag passnøkkel").click()
    expect(page.get_by_role("heading", name="Reservekoder")).to_be_visible()
    assert Authenticator.objects.get(type="webauthn").wrap().name == "Jobbtelefonen"
    page.context.clear_cookies()
    page.goto(f"{site}/konto/inn/passnokkel/?next=/konto/")
    page.get_by_role("button", name="Bruk passnøkkel").click()
    expect(page.get_by_role("heading", name="Innlogging og sikkerhet")).to_be_visible()
    assert not page.faults, "nothing broke, and the Content-Security-Policy had nothing to stop"


def test_a_turned_down_passkey_says_what_else_works(page, live_server):
    site = live_server.url.replace("127.0.0.1", "localhost")
    page.goto(f"{site}/konto/inn/passnokkel/")
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('no'))")
    page.reload()
    page.get_by_role("button", name="Bruk passnøkkel").click()
    expect(page.get_by_text("Nøkkelen ble ikke brukt.")).to_be_visible()
