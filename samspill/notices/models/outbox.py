from __future__ import annotations

from django.db import models
from django.db.models import Q


class Message(models.Model):
    """One e-mail on its way out. No kind: whether it invites or reminds cannot be read from the row, and it
    is deleted when sent. The content is sealed, since it may hold a personal link."""

    message_id = models.CharField(max_length=120, unique=True)
    """Stable over retries, so that a second delivery can be recognised as the same message."""
    sealed = models.BinaryField()
    not_before = models.DateTimeField()
    is_urgent = models.BooleanField(default=False)
    """Somebody waits in front of a screen: a sign-in code overtakes a long queue of invitations."""
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    is_dead = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(attempts__lte=20), name="message_attempts_bounded"),
        ]
        indexes = [models.Index(fields=["is_dead", "-is_urgent", "not_before"], name="message_line")]


class Channel(models.Model):
    """The state of the way out, shared by all processes: one row."""

    allowance = models.FloatField(default=0)
    """How many messages may leave now; grows with time up to a small store, so that the pace is even."""
    counted_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    """How many times in a row the mail server itself failed."""
    paused_until = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="channel_is_one")]


class KeptMessage(models.Model):
    """What would have been sent, where no mail server is set: read on a page. Written in the demo only."""

    recipient = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-at", "-id"]
