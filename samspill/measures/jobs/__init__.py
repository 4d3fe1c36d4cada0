"""What the worker does with plans and stories when nobody asks."""

from __future__ import annotations

from datetime import datetime

from samspill.measures.jobs import plans, stories


def tick(now: datetime) -> None:
    try:
        plans.tick(now)
    finally:
        stories.tick(now)
