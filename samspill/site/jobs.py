"""What the composed pages send by themselves: the weekly letter."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone, translation

from samspill.notices.actions.personal import language_of, send_weekly
from samspill.notices.queries.personal import weekly_readers_due
from samspill.notices.rules.personal import is_time_for_weekly
from samspill.organisations.models import Person
from samspill.organisations.queries import viewer_of
from samspill.site.queries.weekly import weekly_words

READERS_PER_TICK = 50
"""Each letter is a home page; the other jobs of the worker want their turn."""


def tick(now: datetime) -> None:
    """Some of this week's letters; a missed or repeated tick harms nothing."""
    if not is_time_for_weekly(now):
        return
    for person in weekly_readers_due(now, limit=READERS_PER_TICK):
        write_weekly(person, now)


def write_weekly(person: Person, now: datetime) -> None:
    viewer = viewer_of(person, timezone.localdate(now))
    with translation.override(language_of(person)):
        is_let_in = viewer is not None and not viewer.needs_second_factor
        words = weekly_words(person, viewer, now=now) if viewer and is_let_in else None
        send_weekly(person=person, words=words, now=now)
