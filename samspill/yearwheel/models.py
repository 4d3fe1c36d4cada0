from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.content.yearwheel import Milestone as ShippedMilestone
from samspill.content.yearwheel import shipped_milestones
from samspill.organisations.models import Organisation, Person, Role, Unit


class Wheel(models.Model):
    """The year an organisation has chosen, and the size and kind it was chosen for."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="wheel")
    headcount = models.PositiveIntegerField()
    is_public = models.BooleanField(default=False)
    may_meet_violence = models.BooleanField(default=False)
    chosen_on = models.DateField()
    chosen_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    tended_at = models.DateTimeField(null=True, blank=True)
    """When the worker last looked it over."""

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(headcount__gte=1), name="wheel_for_somebody")]


class Ring(models.TextChoices):
    DUTIES = "duties", _("HMS-arbeid")
    MEETINGS = "meetings", _("Møter")
    SUPPORT = "support", _("Kollegastøtte og læring")
    RECOVERY = "recovery", _("Hvile og restitusjon")
    ROUNDS = "rounds", _("Målinger og samtaler")


class DoneBy(models.TextChoices):
    MARKED = "marked", _("noen sier at det er gjort")
    ATTACHED = "attached", _("det som viser det, ligger ved")
    MEETING_HELD = "meeting_held", _("et møte er holdt")
    PLAN_REVIEWED = "plan_reviewed", _("handlingsplanen er gjennomgått")
    ASSESSMENT_REVIEWED = "assessment_reviewed", _("risikovurderingen er gjennomgått")
    EVALUATED = "evaluated", _("et tiltak er vurdert")
    ROUND_CLOSED = "round_closed", _("en måling er lukket")


class Milestone(models.Model):
    """Something that comes back every year between two days. Shipped ones speak every language; own ones their own."""

    class Scope(models.TextChoices):
        ORGANISATION = "organisation", _("hele virksomheten")
        UNIT = "unit", _("hver enhet for seg")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="milestones")
    key = models.CharField(max_length=40, blank=True)
    """Id of a milestone of ``content.yearwheel``; empty for the organisation's own."""
    own_title = models.CharField(max_length=120, blank=True)
    own_text = models.TextField(max_length=1000, blank=True)
    own_proof = models.CharField(max_length=300, blank=True)
    ring = models.CharField(max_length=10, choices=Ring)
    scope = models.CharField(max_length=12, choices=Scope, default=Scope.ORGANISATION)
    done_by = models.CharField(max_length=20, choices=DoneBy, default=DoneBy.MARKED)
    owner_role = models.CharField(max_length=20, choices=Role)
    owner = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """A named person instead of whoever has the role, for as long as they work here."""
    first_month = models.PositiveSmallIntegerField()
    first_day = models.PositiveSmallIntegerField()
    last_month = models.PositiveSmallIntegerField()
    last_day = models.PositiveSmallIntegerField()
    lead_days = models.PositiveSmallIntegerField(default=14)
    law = models.JSONField(default=list)
    """References of ``content.law``."""
    since = models.DateField()
    """Windows that ended before this day were never asked for."""
    off_on = models.DateField(null=True, blank=True)
    off_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["first_month", "first_day", "pk"]
        constraints = [
            models.UniqueConstraint("organisation", "key", condition=~Q(key=""), name="milestone_key_once"),
            models.CheckConstraint(condition=~Q(key="", own_title=""), name="milestone_has_a_title"),
            *(
                models.CheckConstraint(
                    condition=(
                        Q(**{f"{end}_month__in": (1, 3, 5, 8, 10, 12), f"{end}_day__range": (1, 31)})
                        | Q(**{f"{end}_month__in": (4, 6, 9, 11), f"{end}_day__range": (1, 30)})
                        | Q(**{f"{end}_month": 2, f"{end}_day__range": (1, 28)})
                    ),
                    name=f"milestone_{end}_day_exists_outside_july",
                )
                for end in ("first", "last")
            ),
            models.CheckConstraint(
                condition=Q(last_month__gt=F("first_month"))
                | Q(last_month=F("first_month"), last_day__gte=F("first_day")),
                name="milestone_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(first_month__gt=7) | Q(last_month__lt=7), name="milestone_never_over_july"
            ),
            models.CheckConstraint(
                condition=Q(off_on=None, off_reason="") | (Q(off_on__isnull=False) & ~Q(off_reason="")),
                name="milestone_off_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(lead_days__lte=90), name="milestone_lead_within_a_season"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def shipped(self) -> ShippedMilestone | None:
        return shipped_milestones().get(self.key)

    @property
    def title(self) -> str:
        """In the language of whoever reads."""
        return self.own_title or (self.shipped.title.in_language(_language()) if self.shipped else self.key)

    @property
    def short(self) -> str:
        """As it is written along an arc."""
        return self.own_title or (self.shipped.short.in_language(_language()) if self.shipped else self.key)

    @property
    def text(self) -> str:
        return self.own_text or (self.shipped.text.in_language(_language()) if self.shipped else "")

    @property
    def proof(self) -> str:
        return self.own_proof or (self.shipped.proof.in_language(_language()) if self.shipped else "")


def _language() -> str:
    return get_language() or "nb"


class Occurrence(models.Model):
    """A milestone in one year, of the organisation or of one unit.

    Planned, due and overdue follow from the days; moved and handed over from what differs.
    """

    class State(models.TextChoices):
        OPEN = "open", _("ikke gjort")
        DONE = "done", _("gjort")
        SKIPPED = "skipped", _("hoppet over")
        OFF = "off", _("slått av")

    class How(models.TextChoices):
        BY_HAND = "by_hand", _("ført av noen")
        BY_ITSELF = "by_itself", _("ført av seg selv")

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="occurrences")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    planned_starts_on = models.DateField()
    planned_ends_on = models.DateField()
    """As the milestone says; what differs from these has been moved."""
    starts_on = models.DateField()
    ends_on = models.DateField()
    remind_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """Handed over to, this year."""
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    reason = models.CharField(max_length=400, blank=True)
    """Why it was skipped, or switched off."""
    done_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=10, choices=How, blank=True)
    note = models.CharField(max_length=600, blank=True)
    """What shows that it is done, in words."""
    source = models.CharField(max_length=200, blank=True)
    """Address of what closed it by itself."""
    sequence = models.PositiveIntegerField(default=0)
    """Rises with every change, so that calendars know which is the newest."""

    class Meta:
        ordering = ["ends_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                "milestone", "year", condition=Q(unit=None), name="occurrence_of_the_organisation_once"
            ),
            models.UniqueConstraint(
                "milestone", "unit", "year", condition=Q(unit__isnull=False), name="occurrence_of_a_unit_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"), planned_ends_on__gte=F("planned_starts_on")),
                name="occurrence_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False, how__gt="")
                | (~Q(state="done") & Q(done_on=None, how="", note="", source="")),
                name="occurrence_done_on_a_day",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=("skipped", "off")) & ~Q(reason=""))
                | (Q(state__in=("open", "done")) & Q(reason="")),
                name="occurrence_skipped_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "ends_on"]),
            models.Index(fields=["organisation", "state", "remind_on"]),
            models.Index(fields=["unit", "ends_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.milestone}, {self.unit}" if self.unit else str(self.milestone)

    @property
    def is_moved(self) -> bool:
        return (self.starts_on, self.ends_on) != (self.planned_starts_on, self.planned_ends_on)


class Change(models.Model):
    """What was done to an occurrence, and how it was before: read as its history, and undone from."""

    class What(models.TextChoices):
        DONE = "done", _("ført som gjort")
        MOVED = "moved", _("flyttet")
        SKIPPED = "skipped", _("hoppet over")
        HANDED_OVER = "handed_over", _("gitt videre")

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="changes")
    batch = models.UUIDField(db_index=True)
    """Those made at once are undone at once."""
    what = models.CharField(max_length=12, choices=What)
    detail = models.CharField(max_length=600, blank=True)
    before = models.JSONField()
    """{field of the occurrence: value}."""
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint("occurrence", "batch", name="change_once_in_a_batch")]


class Evidence(models.Model):
    """A file that shows that something is done. In the database, so that it is backed up with the rest."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    added_on = models.DateField()

    class Meta:
        ordering = ["added_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0, size__lte=5_000_000), name="evidence_of_a_sane_size")
        ]
