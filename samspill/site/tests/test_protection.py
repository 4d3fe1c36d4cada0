"""«Slik beskytter vi svarene»: open to all, with examples that the code itself has worked out."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from samspill.site.queries import protection
from samspill.site.queries.protection import examples
from tests.cast import Cast

ADDRESS = "/slik-beskytter-vi-svarene/"


def test_anybody_reads_it_without_signing_in_and_without_script(db: None) -> None:
    page = Client().get(ADDRESS).content.decode()
    assert "Derfor vises aldri tre alene" in page
    assert "<script" not in page
    assert page.count("<svg class=") >= len(examples())


def test_the_numbers_are_those_of_the_code() -> None:
    with override("nb"):
        subtracted, left_out, together, alike = examples()
    assert "3,36 av 14 svar" in subtracted.text
    assert "De 3 i team B har 2,0 i snitt" in subtracted.text
    assert "3,73 og omfatter 11 svar" in left_out.text
    assert "blir de små 7 til sammen" in together.text
    assert "mellom 1 og 1,8, av 6 svar" in alike.text


def test_other_answers_give_other_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(protection.ANSWERS, protection.B, (0, 0, 2, 2, 0))
    with override("nb"):
        assert "De 4 i team B har 3,5 i snitt" in examples()[0].text


def test_each_dot_is_a_person() -> None:
    assert [one.picture.count("<circle") for one in examples()] == [14, 14, 18, 6]
    assert all(re.search(r"<desc id=\"\w+\">.+</desc>", one.picture) for one in examples())


@pytest.mark.parametrize(("who", "times"), [("amina", 1), ("per", 1), ("kari", 0), ("rut", 0)])
def test_those_who_may_have_it_checked_are_shown_where(cast: Cast, who: str, times: int) -> None:
    client = Client()
    client.force_login(cast.user(who))
    assert client.get(ADDRESS).content.decode().count('href="/resultater/kontroll/"') == times


@pytest.mark.parametrize("name", ["home", "account_login"])
def test_it_is_found_from_the_front_page_and_from_signing_in(db: None, name: str) -> None:
    assert f'href="{ADDRESS}"' in Client().get(reverse(name)).content.decode()
