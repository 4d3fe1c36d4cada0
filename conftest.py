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
    if "samspill.answers.views" in sys.modules:
        from samspill.answers import queries, views

        for kept in (queries.round_asked, queries.page_asked, views.form_bytes):
            kept.cache_clear()


@pytest.fixture
def cast(db: None) -> Cast:
    from tests.cast import make_cast

    return make_cast()
