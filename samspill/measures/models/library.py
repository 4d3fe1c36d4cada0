from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.organisations.models import Organisation


class Level(models.TextChoices):
    ORGANISATION = "organisation", _("Organisasjon")
    TEAM = "team", _("Team")
    INDIVIDUAL = "individual", _("Individ")


class Effort(models.TextChoices):
    """Per unit."""

    SMALL = "S", _("under en dag")
    MEDIUM = "M", _("en til fem dager")
    LARGE = "L", _("mer enn fem dager")


class OwnMeasure(models.Model):
    """What a workplace adds to the shipped library, in its own words; others there can choose it too."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="own_measures")
    title = models.CharField(max_length=120)
    summary = models.TextField(max_length=600)
    level = models.CharField(max_length=12, choices=Level)
    factors = models.JSONField(default=list)
    """Codes of ``content.factors``."""
    effort = models.CharField(max_length=1, choices=Effort)
    steps = models.TextField(max_length=4000, blank=True)
    """One step a line."""
    evaluation = models.TextField(max_length=1000, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint("organisation", "title", name="own_measure_title_once")]

    def __str__(self) -> str:
        return self.title
