"""What is told, and when it may reach somebody: never at night, on a day off or, for a reminder, in July."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.html import format_html, format_html_join

from samspill.content.holidays import working_day_on_or_after
from samspill.notices.models import How, Kind
from samspill.notices.rules.outbox import Mail

DAY_BEGINS, DAY_ENDS = time(7), time(17)
JULY = 7
EVERYBODY_BEGINS_WITH = How.NOW


@dataclass(frozen=True, slots=True)
class Words:
    """What a message says: our own words, never what somebody has written. The rest is read behind ``path``."""

    title: str
    path: str
    ask: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell one person. ``words`` is called with the reader's language on."""

    person_id: int
    kind: Kind
    key: str
    words: Callable[[], Words]
    is_reminder: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom to write to, and how they want it."""

    email: str
    how: How
    is_any_time: bool


def may_leave_at(now: datetime, *, is_reminder: bool, is_any_time: bool) -> datetime:
    """Now, or the first moment after it when people are at work; it is put off, never left out."""
    local = timezone.localtime(now)
    if is_any_time and not (is_reminder and local.month == JULY):
        return now
    evening = timedelta(days=1 if local.time() >= DAY_ENDS else 0)
    day = working_day_on_or_after(local.date() + evening)
    if is_reminder and JULY in {local.month, day.month}:
        day = working_day_on_or_after(date(day.year, JULY + 1, 1))
    if day == local.date() and local.time() >= DAY_BEGINS:
        return now
    return timezone.make_aware(datetime.combine(day, DAY_BEGINS))


def week_of(now: datetime) -> date:
    """The Monday."""
    today = timezone.localdate(now)
    return today - timedelta(days=today.weekday())


def is_time_for_weekly(now: datetime) -> bool:
    """From the first working morning of the week on; in July there is no letter, and August's tells what is left."""
    if timezone.localdate(now).month == JULY:
        return False
    return may_leave_at(now, is_reminder=False, is_any_time=False) == now


def letter_of(words: Words, *, to: str, address: str, footer: tuple[tuple[str, str], ...]) -> Mail:
    """The e-mail, as text and as HTML with nothing fetched from anywhere. ``footer`` is words and where they lead."""
    ends = "\n".join(f"{said}: {link}" for said, link in footer)
    body = "\n".join((f"{words.title}.", "", *words.lines, *([""] if words.lines else []), f"{words.ask}:", address))
    lines = format_html_join("", "<p>{}</p>", ((line,) for line in words.lines))
    links = format_html_join("", '<p><small><a href="{1}">{0}</a></small></p>', footer)
    html = format_html('<p>{}.</p>{}<p><a href="{}">{}</a></p><hr>{}', words.title, lines, address, words.ask, links)
    return Mail(to=to, subject=words.title, text=f"{body}\n\n--\n{ends}\n", html=html)
