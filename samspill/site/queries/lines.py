"""The lines a home page is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

FRESH = timedelta(days=21)
SOON = timedelta(days=14)
LONG_AGO = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Waiting:
    heading: str
    text: str
    label: str
    url: str
    post: bool = False
    """The button does it, rather than leading to where it is done."""
    outside: str = ""
    """What a message may say of it: our own words alone. Where there are none, no message speaks of it."""


@dataclass(frozen=True, slots=True)
class Happened:
    on: datetime
    text: str
    url: str
    label: str
    outside: str = ""
    """As of what waits."""


def noon(on: date) -> datetime:
    """What is dated by the day alone stands among what has an hour."""
    return timezone.make_aware(datetime.combine(on, time(12)))
