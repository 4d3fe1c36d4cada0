from __future__ import annotations

from datetime import date
from hashlib import sha256

from samspill.audit.rules import Hidden
from samspill.notices.models import CalendarFeed, FeedEntry
from samspill.notices.rules.feeds import LastTold
from samspill.organisations.queries.viewers import here_on
from samspill.organisations.rules import Viewer


def digest_of(secret: str) -> str:
    """The secret is long and random, so one round of a plain hash keeps it."""
    return sha256(f"samspill calendar:{secret}".encode()).hexdigest()


def feed_by_secret(secret: str, today: date) -> CalendarFeed:
    """The feed behind an address; none for an address that was revoked or somebody who has left."""
    feeds = CalendarFeed.objects.filter(
        here_on(today, "person__"), digest=digest_of(secret), person__user__is_active=True
    )
    feed = feeds.select_related("person__user").first()
    if feed is None:
        raise Hidden
    return feed


def feed_of(viewer: Viewer) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(person_id=viewer.person_id).first() if viewer.person_id else None


def last_told(feed: CalendarFeed) -> dict[str, LastTold]:
    columns = ("uid", "digest", "day", "sequence", "changed_at", "is_cancelled")
    return {uid: LastTold(*rest) for uid, *rest in FeedEntry.objects.filter(feed=feed).values_list(*columns)}
