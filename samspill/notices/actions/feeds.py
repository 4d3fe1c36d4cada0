"""The secret address of a calendar, and the memory of what it told."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from samspill.audit.actions import record
from samspill.audit.rules import Hidden
from samspill.documents.calendars import Entry, Told
from samspill.notices.models import CalendarFeed, FeedEntry
from samspill.notices.queries.feeds import digest_of, last_told
from samspill.notices.rules.feeds import remembered, told_now
from samspill.organisations.rules import Viewer

SECRET_BYTES = 32


@transaction.atomic
def open_feed(*, by: Viewer, now: datetime) -> str:
    """A new secret; the one before it is worth nothing from now on. It is told this once and kept nowhere."""
    if by.person_id is None:
        raise Hidden
    secret = secrets.token_urlsafe(SECRET_BYTES)
    made = {"digest": digest_of(secret), "made_at": now}
    CalendarFeed.objects.update_or_create(person_id=by.person_id, defaults=made)
    record("open_feed", by=by, now=now)
    return secret


@transaction.atomic
def close_feed(*, by: Viewer, now: datetime) -> None:
    if by.person_id is None:
        raise Hidden
    gone, _rows = CalendarFeed.objects.filter(person_id=by.person_id).delete()
    if gone:
        record("close_feed", by=by, now=now)


def tell_entries(*, feed: CalendarFeed, entries: Sequence[Entry], off: str, now: datetime) -> list[Told]:
    """The entries as the feed tells them now. Nothing is written when nothing has changed since it was read last."""
    before = last_told(feed)
    told = told_now(entries, before, off=off, now=now)
    if remembered(told) == before:
        return told
    with transaction.atomic():
        # Two clients may ask at once; the second to come goes by what the first was told.
        CalendarFeed.objects.select_for_update().get(pk=feed.pk)
        told = told_now(entries, last_told(feed), off=off, now=now)
        _remember(feed, told)
    return told


def _remember(feed: CalendarFeed, told: Sequence[Told]) -> None:
    before, after = last_told(feed), remembered(told)
    changed = {uid: last for uid, last in after.items() if before.get(uid) != last}
    gone = (before.keys() - after.keys()) | (changed.keys() & before.keys())
    FeedEntry.objects.filter(feed=feed, uid__in=gone).delete()
    rows = [FeedEntry(feed=feed, uid=uid, **asdict(last)) for uid, last in changed.items()]
    FeedEntry.objects.bulk_create(rows, batch_size=500)
