from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.organisations.models import Organisation


class Service(models.TextChoices):
    TEAMS = "teams", "Microsoft Teams"
    SLACK = "slack", "Slack"


class Occasion(models.TextChoices):
    """What a channel can be told of: things everybody at work may know."""

    ROUND_OPENS = "round_opens", _("en måling åpner")
    RESULTS_READY = "results_ready", _("resultater er klare")
    MEETING_CALLED = "meeting_called", _("et møte er innkalt")


class Webhook(models.Model):
    """A channel in Teams or Slack. Whoever has its address can write there, so the address is sealed."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="webhooks")
    name = models.CharField(max_length=80)
    service = models.CharField(max_length=10, choices=Service)
    host = models.CharField(max_length=253)
    sealed = models.BinaryField()
    nonce = models.CharField(max_length=40, unique=True)
    """What the sealed address is bound to: moved to another row, it does not open."""
    occasions = models.JSONField(default=list)
    made_on = models.DateField()
    sent_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    """In a row, up to now."""
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint("organisation", "name", name="webhook_name_once"),
            models.CheckConstraint(condition=Q(service__in=Service.values), name="webhook_of_a_known_service"),
        ]

    def __str__(self) -> str:
        return self.name


class Call(models.Model):
    """One message on its way to a channel; deleted when it is taken."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="calls")
    key = models.CharField(max_length=80)
    """What it is about, so that a channel hears it once."""
    title = models.CharField(max_length=300)
    ask = models.CharField(max_length=100)
    path = models.CharField(max_length=200)
    not_before = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    is_dead = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("webhook", "key", name="call_once"),
            models.CheckConstraint(condition=Q(attempts__lte=20), name="call_attempts_bounded"),
        ]
        indexes = [models.Index(fields=["is_dead", "not_before"], name="call_line")]
