from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One thing somebody did. Never what anybody answered, and never when anybody answered."""

    organisation_id = models.BigIntegerField(null=True, db_index=True)
    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True)
    """The user's id; empty when the worker acted by itself."""
    actor_name = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=80)
    """``verb_noun``, the name of the action function."""
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=80, blank=True)
    subject_name = models.CharField(max_length=300, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["organisation_id", "-at"])]
