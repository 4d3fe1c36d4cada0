from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.measures.models.library import OwnMeasure
from samspill.organisations.models import Organisation, Person, Unit
from samspill.pulses.models import PulseRound


class Conversation(models.Model):
    """A team's meeting about its result, or with factor cards where it is too small to be asked.

    Holds what the group agreed on, never who said it.
    """

    class Kind(models.TextChoices):
        RESULT = "result", _("resultatsamtale")
        DIALOGUE = "dialogue", _("samtale i stedet for måling")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="conversations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="conversations")
    kind = models.CharField(max_length=8, choices=Kind)
    pulse_round = models.ForeignKey(PulseRound, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.PositiveSmallIntegerField(default=60)
    step = models.PositiveSmallIntegerField(default=0)
    """How far the meeting has come; a page that is loaded again stands where it stood."""
    cards = models.JSONField(default=list)
    """Codes of the factors whose cards were laid on the table."""
    causes = models.TextField(max_length=2000, blank=True)
    led_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="dialogue", pulse_round=None) | Q(kind="result", pulse_round__isnull=False),
                name="conversation_about_a_round_or_cards",
            ),
            models.CheckConstraint(condition=Q(minutes__in=[45, 60]), name="conversation_of_a_known_length"),
            models.UniqueConstraint("unit", condition=Q(finished_at=None), name="conversation_one_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.unit}"


class Proposal(models.Model):
    """One thing the group wants to keep or to change."""

    class Kind(models.TextChoices):
        KEEP = "keep", _("ta vare på")
        CHANGE = "change", _("endre")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=6, choices=Kind)
    factor = models.CharField(max_length=20, blank=True)
    text = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(factor="", text=""), name="proposal_says_something")]


class Choice(models.Model):
    """What the group wants to try, until it is agreed who sees to it; then it is a measure on the plan."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="choices")
    title = models.CharField(max_length=120)
    library_id = models.CharField(max_length=8, blank=True)
    own = models.ForeignKey(OwnMeasure, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("conversation", "title", name="choice_once"),
            models.CheckConstraint(condition=~Q(title=""), name="choice_has_a_title"),
            models.CheckConstraint(condition=~Q(library_id__gt="") | Q(own=None), name="choice_from_one_library"),
        ]

    def __str__(self) -> str:
        return self.title
