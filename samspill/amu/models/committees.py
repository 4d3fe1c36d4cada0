from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspill.organisations.models import Assignment, Organisation, Person


class Side(models.TextChoices):
    """Whom a member speaks for. The occupational health service has no vote (aml § 7-1)."""

    EMPLOYER = "employer", _("arbeidsgiver")
    EMPLOYEES = "employees", _("arbeidstakerne")
    HEALTH = "health", _("bedriftshelsetjenesten")


class Committee(models.Model):
    """A working environment committee, or a management group that meets the same way without its formalities."""

    class Kind(models.TextChoices):
        AMU = "amu", _("arbeidsmiljøutvalg")
        MANAGEMENT = "management", _("ledergruppe")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="committees")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.AMU)
    name = models.CharField(max_length=120)
    secretary = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """Who calls and writes; when empty or gone, whoever is HR/HMS."""
    created_on = models.DateField()

    class Meta:
        ordering = ["kind", "name", "pk"]
        constraints = [
            models.UniqueConstraint("organisation", "name", name="committee_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="committee_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A person's term in a committee, as a member or as a deputy."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=10, choices=Side, blank=True)
    is_deputy = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    """The last day, inclusive."""
    assignment = models.ForeignKey(Assignment, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """The role that came with the seat; empty where the person had it already."""
    reminded_on = models.DateField(null=True, blank=True)
    """When the end of the term was last reminded of."""

    class Meta:
        ordering = ["side", "is_deputy", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="seat_ends_after_start"
            ),
            models.UniqueConstraint("committee", "person", "valid_from", name="seat_once_a_day"),
            models.UniqueConstraint("committee", "person", condition=Q(valid_to=None), name="seat_one_open"),
        ]
        indexes = [models.Index(fields=["person", "valid_from"])]

    def __str__(self) -> str:
        return f"{self.person}, {self.committee}"


class Chair(models.Model):
    """Who leads the committee, and when: the two sides take turns."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="chairs")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=10, choices=Side, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="chair_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(side=Side.HEALTH), name="chair_is_of_one_of_the_sides"),
            models.UniqueConstraint("committee", "valid_from", name="chair_one_a_day"),
            models.UniqueConstraint("committee", condition=Q(valid_to=None), name="chair_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.committee}"


class Pledge(models.Model):
    """A member has confirmed the duty of confidentiality (forskrift om organisering § 3-17). It has no end."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="pledges")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    wording = models.TextField(max_length=2000)
    """As it read when it was confirmed."""
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("committee", "person", name="pledge_once"),
            models.CheckConstraint(condition=~Q(wording=""), name="pledge_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.committee}"
