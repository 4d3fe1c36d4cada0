"""Telling the members: that there is something to read, and where. Never what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils import timezone

from samspill.amu.models import Committee
from samspill.amu.queries.people import seats_on
from samspill.notices.actions import notify
from samspill.notices.models import Kind
from samspill.notices.rules import News, Words
from samspill.organisations.models import Person

Say = Callable[[], Words]
"""In the language that is on when it is called."""


def tell_members(committee: Committee, say: Say, *, key: str, now: datetime) -> None:
    """Members, deputies, and the secretary."""
    today = timezone.localdate(now)
    people = {seat.person_id: seat.person for seat in seats_on(committee, today)}
    if committee.secretary and (committee.secretary.left_on is None or committee.secretary.left_on >= today):
        people.setdefault(committee.secretary.pk, committee.secretary)
    tell(people.values(), say, key=key, now=now)


def tell(people: Iterable[Person], say: Say, *, key: str, now: datetime, kind: Kind = Kind.MEETINGS) -> None:
    """``key``: told again under the same, nobody hears it twice."""
    notify(news=[News(person.pk, kind, key, say) for person in people], now=now)
