from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from samspill.audit.actions import record
from samspill.organisations.rules import Worker
from samspill.site.queries.log import WORDS
from tests.cast import Cast

PACKAGE = Path(__file__).parents[2]


def recorded_actions() -> Iterator[str]:
    for path in PACKAGE.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "record"
                and node.args
            ):
                first = node.args[0]
                assert isinstance(first, ast.Constant), f"{path}: the action is written out"
                yield str(first.value)


def test_everything_that_is_recorded_has_its_words_on_the_page() -> None:
    assert set(recorded_actions()) == set(WORDS)


def test_the_log_can_be_searched_by_what_was_done(cast: Cast, now: datetime) -> None:
    per = Worker(cast.solvik.pk, name="Per Moe")
    record("open_round", by=per, now=now, subject=cast.nord)
    record("give_role", by=per, now=now, subject=cast.kari)
    client = Client()
    client.force_login(cast.user("per"))
    page = client.get("/endringslogg/", {"q": "åpnet en måling"}).content.decode()
    assert "Hjemmetjenesten Nord" in page
    assert "Kari Nes" not in page


@pytest.mark.django_db
def test_the_log_of_another_workplace_is_not_there(cast: Cast, now: datetime) -> None:
    record("open_round", by=Worker(cast.solvik.pk), now=now, subject=cast.nord)
    client = Client()
    client.force_login(cast.user("ola"))
    assert "Hjemmetjenesten Nord" not in client.get("/endringslogg/").content.decode()
