from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.organisations.models import Person


class Kind(models.TextChoices):
    """What one can be told of. Few, so that a choice can be made of them; invitations to answer are none of these."""

    RESULTS = "results", _("Resultater er klare")
    DUTIES = "duties", _("Frister for det jeg har ansvar for")
    MEETINGS = "meetings", _("Møter jeg er med på")
    STORIES = "stories", _("Nye fortellinger om hva som hjalp")


class How(models.TextChoices):
    NOW = "now", _("På e-post med en gang")
    WEEKLY = "weekly", _("Samlet i ukebrevet")
    NEVER = "never", _("Ikke på e-post")


class Notice(models.Model):
    """One thing somebody was told, as it stands in their own list. A title in our own words and an address."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=80)
    """What it is about: told again under the same key, nobody hears it twice."""
    title = models.CharField(max_length=200)
    path = models.CharField(max_length=200)
    at = models.DateTimeField(db_index=True)
    read_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=120, blank=True, db_index=True)
    """Of the e-mail that told it, if one did: a reply that it did not arrive is known by this."""

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint("person", "key", name="notice_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="notice_of_a_known_kind"),
            models.CheckConstraint(condition=Q(path__startswith="/"), name="notice_leads_inside"),
        ]


class Wish(models.Model):
    """How somebody wants to be told of one kind, where it is not as everybody begins."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    how = models.CharField(max_length=10, choices=How)

    class Meta:
        constraints = [
            models.UniqueConstraint("person", "kind", name="wish_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values, how__in=How.values), name="wish_is_a_choice"),
        ]


class MailHabit(models.Model):
    """When somebody wants e-mail, and which week's letter has been seen to."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    is_any_time = models.BooleanField(default=False)
    weekly_on = models.DateField(null=True, blank=True)
    """The Monday of the week whose letter was written, or had nothing to tell."""
