"""What a measure says is taken away when what it follows up may no longer be read by everybody."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samspill.audit.actions import Actor, record, rename_subject
from samspill.measures.actions.plans import locked
from samspill.measures.models import Measure

SAID = ("aim", "description", "took_part", "resources", "expectation", "indicator", "lesson")


@transaction.atomic
def withhold_measure(*, measure: Measure, title: str, by: Actor, now: datetime) -> set[str]:
    """Keep its status, its dates and who sees to it, under a title that tells nothing; so for what it was carried on
    as. Returns the titles there were.

    Whoever calls has judged that ``by`` may.
    """
    titles: set[str] = set()
    waiting = [measure]
    while waiting:
        one = locked(waiting.pop())
        titles.add(one.title)
        waiting += one.carried.all()
        _withhold(one, title)
        record("withhold_measure", by=by, now=now, subject=one)
        rename_subject(one)
    return titles


def _withhold(measure: Measure, title: str) -> None:
    measure.title, measure.factors = title, []
    measure.hoped_level, measure.expected_on = None, None
    for name in SAID:
        setattr(measure, name, "")
    measure.save()
    measure.notes.all().delete()
    measure.attachments.all().delete()
