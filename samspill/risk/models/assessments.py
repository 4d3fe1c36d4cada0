from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspill.measures.models import Measure
from samspill.organisations.models import Organisation, Person, Unit
from samspill.pulses.models import PulseRound


class AssessmentNumber(models.Model):
    """What stays the same over the versions of one assessment: where it is about, and what it is called."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="assessments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assessments")
    task = models.CharField(max_length=200, blank=True)
    """The task or way of working it is about; empty for the unit as a whole."""

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint("unit", "task", name="assessment_of_a_task_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.task}" if self.task else str(self.unit)


class Assessment(models.Model):
    """One version: the factors each for themselves and together, who took part, and when it is looked at again."""

    class State(models.TextChoices):
        DRAFT = "draft", _("utkast")
        TO_SIGN = "to_sign", _("venter på verneombudet")
        VALID = "valid", _("gjelder")
        REPLACED = "replaced", _("erstattet av en nyere")

    number = models.ForeignKey(AssessmentNumber, on_delete=models.CASCADE, related_name="versions")
    edition = models.PositiveSmallIntegerField()
    """1, 2, … within the number."""
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    pulse_round = models.ForeignKey(PulseRound, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """The published round its figures come from."""
    together = models.TextField(max_length=4000, blank=True)
    """The combined assessment: what the factors do to each other here."""
    took_part = models.TextField(max_length=1000, blank=True)
    facts = models.JSONField(default=dict)
    """{fact id of ``content.conversation``: what is known}, from leader and safety representative."""
    responsible = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    signed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    signed_name = models.CharField(max_length=200, blank=True)
    """As it was when signed: the person may leave, the signature stays."""
    signed_on = models.DateField(null=True, blank=True)
    remark = models.TextField(max_length=2000, blank=True)
    """What the safety representative wanted to have said, agreed or not."""
    unsigned_reason = models.TextField(max_length=600, blank=True)
    """Why there is no safety representative to sign, where the law allows that."""
    returned_on = models.DateField(null=True, blank=True)
    """The safety representative has asked for more work on it; empty again once it is sent anew."""
    return_note = models.TextField(max_length=1000, blank=True)
    begun_on = models.DateField()
    valid_from = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    """Counts changes, so that two who edit the same draft do not overwrite each other."""

    class Meta:
        ordering = ["-begun_on", "-pk"]
        constraints = [
            models.UniqueConstraint("number", "edition", name="assessment_edition_once"),
            models.UniqueConstraint(
                "number", condition=Q(state__in=["draft", "to_sign"]), name="assessment_one_under_way"
            ),
            models.UniqueConstraint("number", condition=Q(state="valid"), name="assessment_one_valid"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "to_sign"])
                | (
                    ~Q(together="")
                    & ~Q(took_part="")
                    & Q(valid_from__isnull=False, review_on__isnull=False)
                    & (Q(signed_on__isnull=False) | ~Q(unsigned_reason=""))
                ),
                name="assessment_complete_when_valid",
            ),
            models.CheckConstraint(
                condition=Q(review_on=None) | Q(review_on__gt=F("valid_from")), name="assessment_reviewed_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.edition})"


class FactorAssessment(models.Model):
    """One factor: how likely, how serious, why one thinks so, and what is left of it after the measures."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="factors")
    factor = models.CharField(max_length=20)
    probability = models.PositiveSmallIntegerField(null=True, blank=True)
    consequence = models.PositiveSmallIntegerField(null=True, blank=True)
    """Both 1 to 4, in the words of ``content.conversation``."""
    reasoning = models.TextField(max_length=4000, blank=True)
    sources = models.JSONField(default=list)
    residual_probability = models.PositiveSmallIntegerField(null=True, blank=True)
    residual_consequence = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("assessment", "factor", name="factor_assessed_once"),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__gte": 1, f"{name}__lte": 4}),
                    name=f"factor_{name}_of_four",
                )
                for name in ("probability", "consequence", "residual_probability", "residual_consequence")
            ),
        ]


class RiskMeasure(models.Model):
    """A measure decided because of a risk. The measure itself knows nothing of the assessment above it."""

    factor = models.ForeignKey(FactorAssessment, on_delete=models.CASCADE, related_name="measures")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("factor", "measure", name="risk_measure_once")]
