"""What the worker does of itself."""

from __future__ import annotations

from datetime import datetime

from samspill.amu.actions.reminding import remind_of_terms


def tick(now: datetime) -> None:
    remind_of_terms(now=now)
