"""Layouts: landmarks, language, where one is, and nothing a strict policy would refuse."""

from __future__ import annotations

import re

import pytest
from django.template import Context
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils.translation import override

from samspill.design.shell import Language, NavEntry, NavGroup, Shell

SHELL = Shell(
    organisation="Hjemmetjenesten Nord",
    hat_label="Du er her som leder",
    hat_switch_url="/hatt/",
    groups=(
        NavGroup("", (NavEntry("Hjem", "/", "home", current=True), NavEntry("Puls", "/puls/", "pulse"))),
        NavGroup("For deg", (NavEntry("For meg", "/meg/", "person", note="Privat"),)),
    ),
    bottom=(NavEntry("Hjem", "/", "home", current=True), NavEntry("Meny", "/meny/", "menu")),
    speak_up_url="/si-fra/",
    account_url="/konto/",
    sign_out_url="/ut/",
    languages=(Language("nb", "Bokmål", "?l=nb", current=True), Language("en", "English", "?l=en")),
)


class Message:
    level_tag = "error"

    def __str__(self) -> str:
        return "Filen <kunne> ikke leses."


def render(name: str, **context: object) -> str:
    values = {"request": RequestFactory().get("/"), "shell": SHELL, **context}
    return get_template(f"design/{name}.html").template.render(Context(values))


@pytest.mark.parametrize("name", ["base", "narrow", "shell", "menu"])
def test_a_page_has_one_main_one_heading_and_a_way_past_the_menu(name: str):
    html = render(name)
    assert html.count("<main") == html.count("<h1") == 1
    assert re.search(r'<a class="s-skip" href="#innhold">', html)
    assert 'id="innhold" tabindex="-1"' in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("name", ["base", "narrow", "shell", "menu", "print"])
def test_a_page_has_neither_script_nor_style_of_its_own(name: str):
    html = render(name)
    assert "<script" not in html
    assert "style=" not in html
    assert "<style" not in html
    assert "http" not in html.replace("http-equiv", "")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_page_says_its_language(language: str):
    with override(language):
        assert f'<html lang="{language}"' in render("shell")


def test_light_and_dark_follow_the_device_unless_one_has_chosen():
    assert 'data-color-scheme="auto"' in render("base")
    assert 'data-color-scheme="dark"' in render("base", color_scheme="dark")


def test_the_rail_shows_where_one_is_and_in_which_hat():
    html = render("shell")
    assert html.count('aria-current="page"') == 2
    assert "Du er her som leder" in html
    assert 'href="/hatt/"' in html
    assert "<small>Privat</small>" in html


def test_every_navigation_has_a_name_of_its_own():
    for name in ("shell", "menu"):
        labels = re.findall(r'<nav class="[^"]*" aria-label="([^"]+)"', render(name))
        assert len(labels) == len(set(labels)) >= 4


def test_speaking_up_is_always_in_sight():
    assert render("shell").count('href="/si-fra/"') == 2


def test_signing_out_is_a_form_and_not_a_link():
    assert '<form method="post" action="/ut/">' in render("shell")


def test_other_languages_are_offered_in_their_own_tongue():
    assert '<a href="?l=en" lang="en" hreflang="en">English</a>' in render("shell")


def test_messages_are_calm_notices():
    html = render("base", messages=[Message()])
    assert 'class="s-notice danger"' in html
    assert "Filen &lt;kunne&gt; ikke leses." in html


def test_what_is_not_filled_in_takes_no_room():
    html = render("base")
    assert '<aside class="s-aside" aria-label="Ved siden av"></aside>' in html
    assert '<p class="s-kicker"></p>' in html


def test_a_shell_without_the_rest_still_stands():
    bare = Shell(organisation="Solvik", groups=(), bottom=())
    html = render("shell", shell=bare)
    assert "Si fra" not in html
    assert "Logg ut" not in html
