"""What the worker does with plans and stories when nobody asks."""

from __future__ import annotations

from datetime import datetime

from samspill.measures.jobs import plans


def tick(now: datetime) -> None:
    plans.tick(now)
