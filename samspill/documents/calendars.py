"""A calendar as a file (RFC 5545): entries in, bytes out.

Days are written as days, so that they stay on their day wherever the reader is. Moments are written in UTC: each
stands for itself, nothing is repeated by rule, so no clock change can move it. The library escapes and folds each
line; the lines are put together here, since its objects cost three times as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import vText
from icalendar.parser import Contentline

MEDIA_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=4)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
PRODUCT = "-//Samspill//Kalender//NO"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with a day or a time. ``uid`` stays the same when the entry is moved or named anew."""

    uid: str
    title: str
    starts: date | datetime
    ends: date | datetime | None = None
    """The last day, inclusive; or the moment it is over."""
    url: str = ""

    @property
    def day(self) -> date:
        return self.starts.date() if isinstance(self.starts, datetime) else self.starts

    @property
    def digest(self) -> str:
        """Changes with anything a reader would see change."""
        seen = "\x1f".join((self.title, self.starts.isoformat(), self.ends.isoformat() if self.ends else "", self.url))
        return sha256(seen.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as it is told: which time this is, since when, and whether it is off."""

    entry: Entry
    sequence: int
    changed_at: datetime
    is_cancelled: bool = False


def mark_of(name: str, told: Iterable[Told]) -> str:
    """The same for as long as the file would be: asked again, a calendar program is told that nothing is new."""
    parts = [(one.entry.uid, one.entry.digest, one.sequence, _moment(one.changed_at), one.is_cancelled) for one in told]
    return f'"{sha256(repr((name, parts)).encode()).hexdigest()[:32]}"'


def calendar_file(name: str, told: Iterable[Told]) -> bytes:
    """A whole calendar called ``name``; the same bytes for the same entries."""
    lines = [line for part in (_opening(name), *map(_event, told), ("END:VCALENDAR",)) for line in part]
    return b"\r\n".join([_folded(line) for line in lines]) + b"\r\n"


def _folded(line: str) -> bytes:
    """At most 75 bytes on each line, and no letter broken in two."""
    folded: bytes = Contentline(line).to_ical()  # type: ignore[no-untyped-call]
    return folded


def _opening(name: str) -> Iterator[str]:
    refresh = f"PT{int(REFRESH.total_seconds() // 3600)}H"
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN")
    yield from (f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}")
    yield from (f"REFRESH-INTERVAL;VALUE=DURATION:{refresh}", f"X-PUBLISHED-TTL:{refresh}")


def _event(told: Told) -> Iterator[str]:
    entry = told.entry
    yield from ("BEGIN:VEVENT", f"UID:{_text(entry.uid)}", f"SEQUENCE:{told.sequence}")
    yield from (f"DTSTAMP:{_moment(told.changed_at)}", f"LAST-MODIFIED:{_moment(told.changed_at)}")
    yield from _times(entry)
    yield f"SUMMARY:{_text(entry.title)}"
    if entry.url:
        # Outlook shows no URL of its own.
        yield from (f"DESCRIPTION:{_text(entry.url)}", f"URL:{entry.url}")
    # Colleagues who see the calendar see no title, and a day with a deadline is not a day that is taken.
    yield from ("CLASS:PRIVATE", f"STATUS:{'CANCELLED' if told.is_cancelled else 'CONFIRMED'}")
    yield from (f"TRANSP:{'OPAQUE' if isinstance(entry.starts, datetime) else 'TRANSPARENT'}", "END:VEVENT")


def _times(entry: Entry) -> Iterator[str]:
    if isinstance(entry.starts, datetime):
        yield f"DTSTART:{_moment(entry.starts)}"
        if isinstance(entry.ends, datetime):
            yield f"DTEND:{_moment(entry.ends)}"
        return
    # The end of a whole day is the day after.
    after = (entry.ends or entry.starts) + timedelta(days=1)
    yield from (f"DTSTART;VALUE=DATE:{entry.starts:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}")


def _moment(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("A moment in a calendar needs its time zone.")
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """On one line and without control characters, which the format has no way to write."""
    return vText(" ".join(CONTROL.sub(" ", text).split())).to_ical().decode()
