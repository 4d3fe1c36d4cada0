from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """The tenant: every row of every app belongs to one."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    registration_number = models.CharField(max_length=20, blank=True)
    industry = models.CharField(max_length=40, blank=True)
    is_public = models.BooleanField(default=False)
    headcount = models.PositiveIntegerField(default=0)
    """As declared in the set-up guide: the law counts people, the register may lag behind."""
    minimum_group = models.PositiveSmallIntegerField(default=5)
    language = models.CharField(max_length=5, default="nb")
    second_factor_roles = models.JSONField(default=list)
    """Roles that must sign in with a second factor."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minimum_group__gte=5), name="organisation_minimum_group_floor"),
        ]

    def __str__(self) -> str:
        return self.name


class Measurement(models.TextChoices):
    PULSE = "pulse", _("svarer på puls som egen gruppe")
    WITH_PARENT = "with_parent", _("svarer sammen med enheten over")
    DIALOGUE = "dialogue", _("bruker samtale i stedet for måling")


class Unit(models.Model):
    """A place in the organisation. Identity is the row: it may be renamed and moved, and trends follow it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="units")
    external_id = models.CharField(max_length=80)
    name = models.CharField(max_length=400)
    name_nn = models.CharField(max_length=400, blank=True)
    name_en = models.CharField(max_length=400, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=1000, db_index=True, blank=True)
    """Ids from the root down to and including this unit, ``/1/4/9/``: a prefix is an ancestor."""
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    """The first day it is no longer there."""
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    measurement = models.CharField(max_length=12, choices=Measurement, default=Measurement.PULSE)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("organisation", "external_id", name="unit_external_id_once"),
            models.UniqueConstraint("organisation", condition=Q(parent=None, closed_on=None), name="unit_one_root"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="unit_closed_after_opened",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(closed_on__isnull=False), name="unit_merged_is_closed"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "parent", "name"])]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        return {"nn": self.name_nn, "en": self.name_en}.get(language) or self.name


class UnitEvent(models.Model):
    """What happened to a unit and when, so that a trend can say where it is not the same unit any more."""

    class Kind(models.TextChoices):
        CREATED = "created", _("opprettet")
        MOVED = "moved", _("flyttet")
        RENAMED = "renamed", _("fikk nytt navn")
        MERGED = "merged", _("slått sammen")
        CLOSED = "closed", _("lagt ned")
        REOPENED = "reopened", _("gjenåpnet")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField()
    before = models.CharField(max_length=400, blank=True)
    after = models.CharField(max_length=400, blank=True)
    """Names, as people read them: of the unit itself, or of the unit above it or that it became part of."""
    parent_before = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """Of a move: from where, so that the tree of an earlier day can be drawn."""
    recorded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["on", "id"]


class Person(models.Model):
    """Somebody who works here, with e-mail or without."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="people")
    external_id = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    email = models.EmailField(null=True, blank=True)
    language = models.CharField(max_length=5, default="nb")
    is_hired_in = models.BooleanField(default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="people"
    )
    attributes = models.JSONField(default=dict, blank=True)
    """Columns of people.csv beyond the known ones, ``{column: value}``: a round may show its results by one of them."""
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    """The last day, inclusive."""

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("organisation", "external_id", name="person_external_id_once"),
            models.UniqueConstraint("organisation", Lower("email"), name="person_email_once"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")), name="person_left_after_joined"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """Where a person works, over time. They answer in the main unit; further posts give reading rights."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    is_main = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    """The last day, inclusive."""
    recorded_on = models.DateField()
    """When it was entered: changes shortly before a round are approved by the safety representative."""
    end_recorded_on = models.DateField(null=True, blank=True)
    """When the end was entered: a back-dated end is a fresh change, and is approved like one."""

    class Meta:
        constraints = [
            models.UniqueConstraint("person", condition=Q(is_main=True, valid_to=None), name="post_one_open_main"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="post_ends_after_start"
            ),
        ]


class Role(models.TextChoices):
    """Membership follows from a post; these are given."""

    LEADER = "leader", _("leder")
    HR = "hr", _("HR- og HMS-rådgiver")
    SAFETY_REP = "safety_rep", _("verneombud")
    CHIEF_SAFETY_REP = "chief_safety_rep", _("hovedverneombud")
    AMU_MEMBER = "amu_member", _("AMU-medlem")
    UNION_REP = "union_rep", _("tillitsvalgt")
    GENERAL_MANAGER = "general_manager", _("daglig leder")
    CONSULTANT = "consultant", _("BHT eller konsulent")


class Assignment(models.Model):
    """A role given to a person for a time, over the whole organisation or over some units and all below them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=20, choices=Role)
    units = models.ManyToManyField(Unit, related_name="assignments", blank=True)
    """A leader's unit, or a safety representative's area (a set of units). Empty for organisation-wide roles."""
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    """The last day, inclusive."""
    recorded_on = models.DateField(null=True, blank=True)
    end_recorded_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="assignment_ends_after_start",
            ),
        ]


class ImportDraft(models.Model):
    """Uploaded files between preview and confirmation, sealed with the installation key; at most one per user."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    units_name = models.CharField(max_length=200)
    units_file = models.BinaryField()
    people_name = models.CharField(max_length=200, blank=True)
    people_file = models.BinaryField(null=True, blank=True)
    uploaded_at = models.DateTimeField()
