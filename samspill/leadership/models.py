from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.organisations.models import Organisation, Person, Unit


class Decision(models.Model):
    """A decision told to those it concerns, with its reasons."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="decisions")
    units = models.ManyToManyField(Unit, related_name="+")
    """Those concerned: each unit and all below it."""
    title = models.CharField(max_length=200)
    decided = models.TextField(max_length=2000)
    reason = models.TextField(max_length=2000)
    alternatives = models.TextField(max_length=2000, blank=True)
    heard = models.TextField(max_length=1000, blank=True)
    """Who was heard before it was decided."""
    equal_treatment = models.TextField(max_length=1000, blank=True)
    """How one has looked to it that like cases are treated alike."""
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_by_name = models.CharField(max_length=200)
    """As it was then."""
    review_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(max_length=1000, blank=True)
    """What the review came to."""
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
            models.CheckConstraint(condition=Q(reviewed_on=None) | ~Q(outcome=""), name="decision_review_says_what"),
        ]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """What somebody concerned asks about a decision, under their name, and the answer."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=1000)
    asked_at = models.DateTimeField()
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="question_says_something"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="question_answered_when_it_is",
            ),
        ]
