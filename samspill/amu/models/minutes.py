from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.amu.models.committees import Side
from samspill.amu.models.meetings import Meeting
from samspill.organisations.models import Person


class Minutes(models.Model):
    """One edition of a meeting's minutes, as it was sent for approval. It never changes: a correction is a new one."""

    class State(models.TextChoices):
        WAITING = "waiting", gettext_lazy("venter på godkjenning")
        APPROVED = "approved", gettext_lazy("godkjent")
        TAKEN_BACK = "taken_back", gettext_lazy("tatt tilbake")
        REPLACED = "replaced", gettext_lazy("erstattet av en ny utgave")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="minutes")
    edition = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    content = models.JSONField()
    """``rules.minutes.MinutesText`` as data."""
    correction = models.CharField(max_length=300, blank=True)
    """Why it was written anew after an approval."""
    written_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    written_name = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    taken_back_because = models.CharField(max_length=300, blank=True)
    taken_back_name = models.CharField(max_length=200, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-edition"]
        constraints = [
            models.UniqueConstraint("meeting", "edition", name="minutes_edition_once"),
            models.UniqueConstraint("meeting", condition=Q(state="waiting"), name="minutes_one_waiting"),
            models.UniqueConstraint("meeting", condition=Q(state="approved"), name="minutes_one_approved"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "taken_back"], approved_at=None)
                | Q(state__in=["approved", "replaced"], approved_at__isnull=False),
                name="minutes_approved_when",
            ),
            models.CheckConstraint(
                condition=Q(state="taken_back", taken_back_at__isnull=False) & ~Q(taken_back_because="")
                | ~Q(state="taken_back") & Q(taken_back_at=None, taken_back_because=""),
                name="minutes_taken_back_says_why",
            ),
        ]

    def __str__(self) -> str:
        return _("%(meeting)s, utgave %(edition)d") % {"meeting": self.meeting, "edition": self.edition}


class Approval(models.Model):
    """One person of one side has read an edition and approves it."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="approvals")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=200)
    side = models.CharField(max_length=10, choices=Side, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint("minutes", "side", name="approval_once_a_side"),
            models.UniqueConstraint("minutes", "person", name="approval_once_a_person"),
            models.CheckConstraint(condition=~Q(side=Side.HEALTH), name="approval_by_one_of_the_sides"),
        ]

    def __str__(self) -> str:
        return self.name
