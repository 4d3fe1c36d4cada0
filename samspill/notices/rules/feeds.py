"""Which time an entry of a calendar is told, and when it is called off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from samspill.documents.calendars import Entry, Told

CANCELLED_TOLD = timedelta(days=60)
"""How long a feed says that an entry is off, for those who read it seldom."""


@dataclass(frozen=True, slots=True)
class LastTold:
    """What was told of one entry the last time the feed was read."""

    digest: str
    day: date
    sequence: int
    changed_at: datetime
    is_cancelled: bool = False


def told_now(entries: Sequence[Entry], before: Mapping[str, LastTold], *, off: str, now: datetime) -> list[Told]:
    """Each entry with its number and its time of change; a coming one that vanished is told as off, named ``off``."""
    there = {entry.uid: entry for entry in entries}
    told = [_told(entry, before.get(uid), now) for uid, entry in there.items()]
    return told + [
        called_off
        for uid, last in sorted(before.items())
        if uid not in there and (called_off := _called_off(uid, last, off, now)) is not None
    ]


def _told(entry: Entry, last: LastTold | None, now: datetime) -> Told:
    if last is None:
        return Told(entry, 0, now)
    if last.digest == entry.digest and not last.is_cancelled:
        return Told(entry, last.sequence, last.changed_at)
    return Told(entry, last.sequence + 1, now)


def _called_off(uid: str, last: LastTold, off: str, now: datetime) -> Told | None:
    entry = Entry(uid, off, last.day)
    if last.is_cancelled:
        is_told = last.changed_at > now - CANCELLED_TOLD
        return Told(entry, last.sequence, last.changed_at, is_cancelled=True) if is_told else None
    if last.day < now.date():
        return None
    return Told(entry, last.sequence + 1, now, is_cancelled=True)


def remembered(told: Sequence[Told]) -> dict[str, LastTold]:
    """What to keep of what was told."""
    return {
        one.entry.uid: LastTold(one.entry.digest, one.entry.day, one.sequence, one.changed_at, one.is_cancelled)
        for one in told
    }
