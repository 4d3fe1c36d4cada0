from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.organisations.models import Organisation, Person, Unit


class OwnFactor(models.Model):
    """A factor the organisation adds to the shipped ones; the letters of the law are examples, not a full list."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="own_factors")
    code = models.SlugField(max_length=20)
    """Begins with ``egen-``, so that it is never that of a shipped factor."""
    name = models.CharField(max_length=120)
    explanation = models.TextField(max_length=1000, blank=True)
    law = models.JSONField(default=list)
    """References of ``content.law``."""
    retired_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint("organisation", "code", name="own_factor_code_once"),
            models.CheckConstraint(condition=Q(code__startswith="egen-"), name="own_factor_code_is_own"),
        ]

    def __str__(self) -> str:
        return self.name


class NotRelevant(models.Model):
    """«Ikke relevant hos oss», with the reason in writing and a date on which it is asked again."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="not_relevant_factors")
    factor = models.CharField(max_length=20)
    reason = models.TextField(max_length=1000)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_on = models.DateField()
    review_on = models.DateField()

    class Meta:
        ordering = ["factor"]
        constraints = [
            models.UniqueConstraint("organisation", "factor", name="not_relevant_factor_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="not_relevant_says_why"),
        ]


class Mapping(models.Model):
    """A mapping done outside the pulse: a safety round, conversations, the occupational health service."""

    class Method(models.TextChoices):
        CONVERSATION = "conversation", _("samtaler")
        SAFETY_ROUND = "safety_round", _("vernerunde")
        SURVEY = "survey", _("annen undersøkelse")
        HEALTH_SERVICE = "health_service", _("bedriftshelsetjenesten")
        OTHER = "other", _("annet")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="mappings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    factors = models.JSONField(default=list)
    method = models.CharField(max_length=14, choices=Method)
    held_on = models.DateField()
    note = models.TextField(max_length=1000, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-held_on", "-pk"]
