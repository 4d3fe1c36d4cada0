from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.amu.models.committees import Committee, Side
from samspill.measures.models import Measure
from samspill.organisations.models import Person


class Meeting(models.Model):
    """One meeting, from the plan to the minutes."""

    class State(models.TextChoices):
        PLANNED = "planned", gettext_lazy("planlagt")
        CALLED = "called", gettext_lazy("innkalt")
        HELD = "held", gettext_lazy("holdt")
        CANCELLED = "cancelled", gettext_lazy("avlyst")

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="meetings")
    number = models.PositiveIntegerField()
    """Within the committee and the year."""
    year = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    note = models.TextField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    called_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    is_open = models.BooleanField(default=True)
    """The minutes may be written in: not while they wait for approval, nor when they are approved."""
    correction = models.CharField(max_length=300, blank=True)
    """Why approved minutes are being written in again."""
    pack = models.JSONField(null=True, blank=True)
    """What the meeting prepared on, as it was the day it was called: by language, ``rules.packs.Pack`` as data."""
    pack_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "cancelled"]) | Q(called_at__isnull=False, pack_at__isnull=False),
                name="meeting_called_has_its_pack",
            ),
            models.CheckConstraint(condition=~Q(state="held") | Q(begun_at__isnull=False), name="meeting_held_began"),
            models.UniqueConstraint("committee", "year", "number", name="meeting_number_once"),
        ]
        indexes = [models.Index(fields=["committee", "state", "starts_at"])]

    def __str__(self) -> str:
        return _("%(committee)s %(day)s") % {"committee": self.committee, "day": self.day}

    @property
    def day(self) -> str:
        return date_format(timezone.localtime(self.starts_at), _("j. F Y"))


class Case(models.Model):
    """A matter: proposed, put on an agenda under its number, discussed and decided."""

    class Kind(models.TextChoices):
        INFORMATION = "O", gettext_lazy("orientering")
        DISCUSSION = "D", gettext_lazy("drøfting")
        DECISION = "V", gettext_lazy("vedtak")

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="cases")
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases")
    """Empty until it is on an agenda."""
    year = models.PositiveIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    """Given once, when it first comes on an agenda; «3/26»."""
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=1, choices=Kind, default=Kind.DISCUSSION)
    letter = models.CharField(max_length=1, blank=True)
    """Which matter of aml § 7-2 (2) it belongs to, a to f."""
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=3000, blank=True)
    standing = models.CharField(max_length=20, blank=True)
    """The item of the standing agenda it came from."""
    responsible = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """Who presents it."""
    proposed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_exempt = models.BooleanField(default=False)
    exempt_reason = models.CharField(max_length=200, blank=True)

    discussion = models.TextField(max_length=4000, blank=True)
    decision = models.TextField(max_length=4000, blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_blank = models.PositiveSmallIntegerField(null=True, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """Who sees to what was decided."""
    due_on = models.DateField(null=True, blank=True)
    measure = models.ForeignKey(Measure, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """The measure that follows the decision up."""

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("committee", "year", "number", name="case_number_once"),
            models.CheckConstraint(
                condition=Q(year=None, number=None) | Q(year__isnull=False, number__gte=1), name="case_numbered_whole"
            ),
            models.CheckConstraint(condition=Q(meeting=None) | Q(number__isnull=False), name="case_on_agenda_numbered"),
            models.CheckConstraint(condition=Q(is_exempt=False) | ~Q(exempt_reason=""), name="case_exempt_says_why"),
            models.CheckConstraint(condition=Q(letter__in=["", *"abcdef"]), name="case_letter_of_the_law"),
            models.CheckConstraint(condition=~Q(title=""), name="case_has_a_title"),
        ]

    def __str__(self) -> str:
        """By its number alone: the log is read by others than the members."""
        return _("sak %(sign)s") % {"sign": self.sign} if self.number else _("innmeldt sak")

    @property
    def sign(self) -> str:
        return f"{self.number}/{(self.year or 0) % 100:02d}" if self.number else ""


class Dissent(models.Model):
    """Somebody does not agree with what was decided, or wants their words in the minutes. Noted when they ask."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="dissents")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    """As it was then."""
    reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("case", "person", name="dissent_once_a_person"),
            models.CheckConstraint(condition=~Q(name=""), name="dissent_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Attendance(models.Model):
    """Who was at a meeting, and for whom a deputy sat."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    """As it was then."""
    side = models.CharField(max_length=10, choices=Side, blank=True)
    is_deputy = models.BooleanField(default=False)
    is_present = models.BooleanField(default=False)
    stands_in_for = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["side", "is_deputy", "name", "pk"]
        constraints = [models.UniqueConstraint("meeting", "person", name="attendance_once")]

    def __str__(self) -> str:
        return self.name
