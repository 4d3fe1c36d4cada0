"""Fixtures every test may use. What needs Django is imported late, so that `insight` can be tested without it."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.fixture
def now() -> datetime:
    """A Monday in November, at nine in the morning."""
    return datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.fixture(autouse=True)
def nothing_kept_from_the_last_test() -> None:
    """A round's id is used again when a test's transaction is rolled back; in real life it never is."""
    kept = {"queries": ("round_asked", "layout_asked", "shard_layout_asked", "page_asked"), "views": ("form_bytes",)}
    for room, names in kept.items():
        if module := sys.modules.get(f"samspill.answers.{room}"):
            for name in names:
                getattr(module, name).cache_clear()


@pytest.fixture(autouse=True)
def bokmal_until_a_test_says_otherwise() -> None:
    """A page asked for in another language leaves it on in the thread; the next test would read it."""
    if "django" in sys.modules:
        from django.utils import translation

        translation.deactivate()


@pytest.fixture
def cast(db: None) -> Cast:
    from tests.cast import make_cast

    return make_cast()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", metavar="FOLDER", help="write the pictures of the README's tour there")
