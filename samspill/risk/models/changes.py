from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspill.organisations.models import Organisation, Person, Unit


class ChangeAssessment(models.Model):
    """What a planned change does to the work environment, assessed before it happens (aml § 3-1, § 4-2)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("utkast")
        DECIDED = "decided", _("besluttet")
        ABANDONED = "abandoned", _("ikke gjennomført")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="changes")
    units = models.ManyToManyField(Unit, related_name="+")
    title = models.CharField(max_length=200)
    what_changes = models.TextField(max_length=4000)
    who_is_affected = models.TextField(max_length=2000, blank=True)
    factors = models.JSONField(default=list)
    """[{factor, expected, measure}] in the order they were taken up."""
    better = models.TextField(max_length=2000, blank=True)
    """What may become easier, and what one wants to keep."""
    when_told = models.TextField(max_length=2000, blank=True)
    """When people are told what, and by whom."""
    participation = models.TextField(max_length=2000, blank=True)
    """How those concerned, the safety representative and the union representatives took part."""
    decision = models.TextField(max_length=2000, blank=True)
    begun_on = models.DateField()
    change_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    evaluate_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(max_length=2000, blank=True)
    """How it went, looked at afterwards."""
    evaluated_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    responsible = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-change_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="decided") | (Q(decided_on__isnull=False) & ~Q(participation="") & ~Q(decision="")),
                name="change_decided_with_participation",
            ),
            models.CheckConstraint(
                condition=Q(evaluated_on=None) | (Q(state="decided") & ~Q(outcome="")),
                name="change_evaluated_once_decided",
            ),
            models.CheckConstraint(
                condition=Q(evaluate_on=None) | Q(evaluate_on__gte=F("change_on")), name="change_evaluated_after"
            ),
        ]

    def __str__(self) -> str:
        return self.title
