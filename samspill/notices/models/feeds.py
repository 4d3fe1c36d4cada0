from __future__ import annotations

from django.db import models

from samspill.organisations.models import Person


class CalendarFeed(models.Model):
    """One person's calendar, read by a secret address. Only a digest of the secret lies here."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()


class FeedEntry(models.Model):
    """What a feed last told of one entry, so that a change gets a higher number and what vanished is called off.
    A digest and a day; no title."""

    feed = models.ForeignKey(CalendarFeed, on_delete=models.CASCADE, related_name="entries")
    uid = models.CharField(max_length=120)
    digest = models.CharField(max_length=32)
    day = models.DateField()
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    is_cancelled = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint("feed", "uid", name="feed_entry_once")]
