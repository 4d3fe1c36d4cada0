from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspill.measures.models.conversations import Conversation
from samspill.measures.models.library import Level, OwnMeasure
from samspill.measures.models.stories import Story
from samspill.organisations.models import Organisation, Person, Unit
from samspill.pulses.models import PulseRound


class Measure(models.Model):
    """One thing a unit has decided to do: for whom, who sees to it, until when, and how one will know.

    The action plan of a unit is its measures. What was expected is written down before the start and does not change
    after it.
    """

    class Origin(models.TextChoices):
        RESULT = "result", _("et resultat")
        RISK = "risk", _("en risikovurdering")
        DIALOGUE = "dialogue", _("en samtale")
        STORY = "story", _("en fortelling")
        FREE = "free", _("noe annet")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Foreslått")
        DECIDED = "decided", _("Besluttet")
        UNDER_WAY = "under_way", _("I gang")
        EVALUATING = "evaluating", _("Virket det?")
        FINISHED = "finished", _("Avsluttet")
        STOPPED = "stopped", _("Stanset")

    class Verdict(models.TextChoices):
        """As ``insight.effect`` words it; never that a measure caused anything."""

        BETTER = "better", _("tegn til bedring")
        UNCLEAR = "unclear", _("ingen tydelig endring")
        WORSE = "worse", _("tegn til forverring")
        TOO_EARLY = "too_early", _("for tidlig eller for få svar")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="measures")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="measures")
    title = models.CharField(max_length=120)
    aim = models.TextField(max_length=1000, blank=True)
    """What shall be different, and for whom."""
    description = models.TextField(max_length=4000, blank=True)
    level = models.CharField(max_length=12, choices=Level)
    factors = models.JSONField(default=list)
    """Codes of ``content.factors``."""
    library_id = models.CharField(max_length=8, blank=True)
    """The shipped measure it was chosen from, ``O1`` to ``I12``."""
    own = models.ForeignKey(OwnMeasure, on_delete=models.PROTECT, null=True, blank=True, related_name="measures")
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.FREE)
    pulse_round = models.ForeignKey(PulseRound, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """The round whose result it answers."""
    conversation = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, blank=True, related_name="measures"
    )
    story = models.ForeignKey(Story, on_delete=models.SET_NULL, null=True, blank=True, related_name="adopted_as")
    responsible = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    took_part = models.TextField(max_length=600, blank=True)
    resources = models.TextField(max_length=600, blank=True)
    starts_on = models.DateField()
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.DECIDED)
    status_before = models.CharField(max_length=10, choices=Status, blank=True)
    """What the last change of status changed, so that it can be undone."""
    proposed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    expectation = models.TextField(max_length=600, blank=True)
    """What one expects to see, in words, written before the start."""
    indicator = models.CharField(max_length=60, blank=True)
    """The item it should show in, an id of the bank or the index."""
    hoped_level = models.FloatField(null=True, blank=True)
    """Of the indicator, on its scale."""
    expected_on = models.DateField(null=True, blank=True)
    """When the expectation was written down."""
    evaluate_on = models.DateField(null=True, blank=True)

    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    lesson = models.TextField(max_length=1000, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    carried_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried")
    moved_from = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The unit that was closed; the plan goes on in its successor and says so."""
    created_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    """When the one responsible was last reminded of the date that comes next."""

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("starts_on")), name="measure_due_after_start"),
            models.CheckConstraint(
                condition=Q(evaluate_on=None) | Q(evaluate_on__gte=F("starts_on")), name="measure_evaluated_after_start"
            ),
            models.CheckConstraint(
                condition=Q(expectation="", indicator="", hoped_level=None, expected_on=None)
                | Q(expected_on__lte=F("starts_on")),
                name="measure_expected_before_start",
            ),
            models.CheckConstraint(
                condition=Q(status="finished", finished_on__isnull=False, verdict__gt="")
                | Q(status="stopped", finished_on__isnull=False)
                | (~Q(status__in=["finished", "stopped"]) & Q(finished_on=None, verdict="")),
                name="measure_verdict_when_finished",
            ),
            models.CheckConstraint(condition=~Q(library_id__gt="") | Q(own=None), name="measure_from_one_library"),
        ]
        indexes = [
            models.Index(fields=["organisation", "status", "due_on"]),
            models.Index(fields=["unit", "status"]),
            models.Index(fields=["organisation", "library_id"]),
        ]

    def __str__(self) -> str:
        return self.title


class Note(models.Model):
    """What somebody says about a measure on the way."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="notes")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=2000)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="note_says_something")]


class Attachment(models.Model):
    """A file beside a measure. In the database, so that it is backed up and reached from every process."""

    MOST_BYTES = 5_000_000

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0, size__lte=5_000_000), name="attachment_of_a_sane_size")
        ]


class SharedPlan(models.Model):
    """A unit's plan that everybody in the organisation may read; else only those who may see the unit."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="shared_plan")
    shared_on = models.DateField()
    shared_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
