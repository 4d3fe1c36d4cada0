"""Fixtures every test may use; the cast comes from ``tests.cast``."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def now() -> datetime:
    """A Monday in November, at nine in the morning."""
    return datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
