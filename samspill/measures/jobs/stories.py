from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from samspill.measures.actions.letters import queue_letters
from samspill.measures.queries.letters import letters_due, month_before

BATCHES_PER_TICK = 4


def tick(now: datetime) -> None:
    """Last month's letters, a few batches at a time; a missed or repeated tick harms nothing."""
    today = timezone.localdate(now)
    for organisation in letters_due(today):
        for _batch in range(BATCHES_PER_TICK):
            if not queue_letters(organisation=organisation, month=month_before(today), now=now):
                break
