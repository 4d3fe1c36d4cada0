"""What falls due by itself."""

from __future__ import annotations

from datetime import datetime

from samspill.organisations.imports import drop_old_drafts


def tick(now: datetime) -> None:
    """Let go of uploaded registers that nobody has confirmed within a day."""
    drop_old_drafts(now=now)
