from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.amu.models.committees import Committee
from samspill.amu.models.meetings import Meeting


class AnnualReport(models.Model):
    """What the committee tells the board and the unions of its year (aml § 7-2 (6))."""

    class State(models.TextChoices):
        DRAFT = "draft", gettext_lazy("utkast")
        ADOPTED = "adopted", gettext_lazy("vedtatt")

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="reports")
    year = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    adopted_in = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)
    drafted_at = models.DateTimeField()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint("committee", "year", name="annual_report_once_a_year"),
            models.CheckConstraint(
                condition=Q(state="draft", adopted_in=None, adopted_at=None)
                | Q(state="adopted", adopted_in__isnull=False, adopted_at__isnull=False),
                name="annual_report_adopted_in_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return _("Årsrapport %(year)d, %(committee)s") % {"year": self.year, "committee": self.committee}


class ReportSection(models.Model):
    """One section, as it was drafted and as the committee has written it."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="sections")
    name = models.CharField(max_length=20)
    """As in ``content.committee.annual_report``."""
    text = models.TextField(max_length=8000)
    drafted = models.TextField(max_length=8000)
    """What the year's work said when the draft was made."""

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("report", "name", name="report_section_once")]

    def __str__(self) -> str:
        return self.name
