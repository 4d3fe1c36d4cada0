"""Who acts in these tests, and the day it is."""

from __future__ import annotations

from datetime import date

from samspill.organisations.queries import viewer_for
from samspill.organisations.rules import Viewer
from tests.cast import Cast

TODAY = date(2026, 11, 23)


def viewer(cast: Cast, name: str, hat_key: str | None = None, *, today: date = TODAY) -> Viewer:
    found = viewer_for(cast.user(name), hat_key=hat_key, today=today)
    assert found is not None
    return found
