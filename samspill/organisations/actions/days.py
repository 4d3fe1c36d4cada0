"""From a moment to the day it is here."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import get_current_timezone


def day_of(now: datetime) -> date:
    return now.astimezone(get_current_timezone()).date()
