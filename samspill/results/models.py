"""Published, frozen figures. A row that would describe fewer than five people cannot be stored."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspill.organisations.models import Organisation, Person, Unit
from samspill.pulses.fields import RandomKeyField
from samspill.pulses.models import PulseRound


class Figure(models.Model):
    """One item of one unit in one round, as everybody may know it. Written once, at the close."""

    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="figures")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    is_rest = models.BooleanField(default=False)
    """``X:rest``: the small teams under X that have no figure of their own."""
    item = models.CharField(max_length=60)
    n = models.PositiveIntegerField(null=True)
    covers = models.JSONField(default=list)
    """Keys of the cells whose answers are in the figure; of an imported survey, external ids of units."""
    cover = models.CharField(max_length=16, blank=True)
    """A fingerprint of ``covers``: a page sees that the figure covers others than before without reading the list."""
    is_partial = models.BooleanField(default=False)
    """Some of those invited under the unit are not in the figure, because their group was too small."""
    mean = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    histogram = models.JSONField(null=True)
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("pulse_round", "unit", "is_rest", "item", name="figure_once"),
            models.CheckConstraint(condition=Q(n=None) | Q(n__gte=5), name="figure_of_five_or_more"),
            models.CheckConstraint(condition=Q(histogram__isnull=True) | Q(n__gte=10), name="figure_histogram_of_ten"),
            models.CheckConstraint(
                condition=Q(reason="", n__isnull=False, mean__isnull=False, low=None, high=None)
                | Q(reason="", n__isnull=False, mean=None, histogram__isnull=True, low__lt=F("high"))
                | Q(reason="withdrawn", n__isnull=False, mean=None, low=None, high=None, histogram__isnull=True)
                | (~Q(reason="") & Q(n=None, mean=None, low=None, high=None, histogram__isnull=True)),
                name="figure_value_or_band_or_reason",
            ),
        ]
        indexes = [models.Index(fields=["unit", "item", "pulse_round"])]


class AttributeFigure(models.Model):
    """One item of those in a department, or in the organisation, who share a value of the round's attribute."""

    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="attribute_figures")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    value = models.CharField(max_length=200)
    """``*`` for rare values together."""
    item = models.CharField(max_length=60)
    n = models.PositiveIntegerField(null=True)
    covers = models.JSONField(default=list)
    mean = models.FloatField(null=True)
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("pulse_round", "unit", "value", "item", name="attribute_figure_once"),
            models.CheckConstraint(condition=Q(n=None) | Q(n__gte=10), name="attribute_figure_of_ten_or_more"),
            models.CheckConstraint(
                condition=Q(reason="", n__isnull=False, mean__isnull=False) | (~Q(reason="") & Q(n=None, mean=None)),
                name="attribute_figure_value_or_reason",
            ),
        ]
        indexes = [models.Index(fields=["unit", "pulse_round"])]


class WrittenAhead(models.Model):
    """Whose rows of a round that is closing lie in the long tables, not yet published; gone once they are."""

    pulse_round = models.OneToOneField(PulseRound, on_delete=models.CASCADE, primary_key=True, related_name="+")
    by = models.CharField(max_length=16)


class Spread(models.Model):
    """The organisation's within-unit sum of squares per item, frozen at the close: what intervals and trends use."""

    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="spreads")
    item = models.CharField(max_length=60)
    sum_of_squares = models.FloatField()
    degrees_of_freedom = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("pulse_round", "item", name="spread_once")]


class Rate(models.Model):
    """How many of those invited took part, in steps of five points, from ten invited."""

    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="rates")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField()
    """0, 5, … 90, 95; 95 means «95 or more»."""
    covers = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint("pulse_round", "unit", name="rate_once"),
            models.CheckConstraint(condition=Q(percent__lte=95), name="rate_at_most_ninety_five"),
        ]


class Finding(models.Model):
    """What the trend rule says of one unit and item after one round, kept so that a page need not compute it."""

    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="findings")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    item = models.CharField(max_length=60)
    assessment = models.JSONField()
    """``insight.trends.Assessment`` as data, and the sigma behind it; a pure function of published figures."""

    class Meta:
        constraints = [models.UniqueConstraint("pulse_round", "unit", "item", name="finding_once")]


class Driver(models.Model):
    """How one item goes together with the index, for everybody in an organisation of fifty or more who answered."""

    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="drivers")
    item = models.CharField(max_length=60)
    n = models.PositiveIntegerField()
    """How many answered both, in whole tens downwards."""
    correlation = models.FloatField(null=True)
    """To one decimal; empty where no relation is clear."""
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    or_more = models.BooleanField(default=False)
    """It stands for all that are stronger too."""

    class Meta:
        constraints = [
            models.UniqueConstraint("pulse_round", "item", name="driver_once"),
            models.CheckConstraint(condition=Q(n__gte=50), name="driver_of_fifty_or_more"),
            models.CheckConstraint(
                condition=Q(correlation=None, low=None, high=None, or_more=False)
                | Q(
                    correlation__isnull=False,
                    low__isnull=False,
                    high__isnull=False,
                    low__gte=-1,
                    low__lte=F("correlation"),
                    high__gte=F("correlation"),
                    high__lte=1,
                ),
                name="driver_within_its_interval",
            ),
        ]


class CommentPool(models.Model):
    """The group a comment may be said to come from: at least ten respondents not already shown below."""

    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="comment_pools")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    covers = models.JSONField(default=list)
    curators = models.ManyToManyField(Person, related_name="+")
    """Those who could read it when it was made; whoever leads somebody in the pool is not among them."""
    expires_on = models.DateField()
    """Uncurated text is deleted 21 days after the close."""

    class Meta:
        constraints = [models.UniqueConstraint("pulse_round", "unit", name="comment_pool_once")]

    def __str__(self) -> str:
        return f"{self.unit}, {self.pulse_round}"


class Reader(models.TextChoices):
    TEAM = "team", _("lederen min og resten av teamet")
    MANAGEMENT = "management", _("toppledelsen")
    SAFETY_REP = "safety_rep", _("bare verneombudet")


class Comment(models.Model):
    """A comment after the close: undated, shuffled, under a random key, until two curators have let it through."""

    class State(models.TextChoices):
        WAITING = "waiting", _("venter")
        SHOWN = "shown", _("vises")
        LEFT_OUT = "left_out", _("tatt ut")
        SET_ASIDE = "set_aside", _("lagt til side som mulig varsel")

    key = RandomKeyField()
    pool = models.ForeignKey(CommentPool, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField()
    """Empty once it is left out, and from the 21st day also where it was set aside: then only the count is kept."""
    reader = models.CharField(max_length=12, choices=Reader)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(state="left_out") | Q(text=""), name="comment_left_out_is_empty"),
            models.CheckConstraint(condition=~Q(state__in=["waiting", "shown"]) | ~Q(text=""), name="comment_has_text"),
        ]


class CurationVote(models.Model):
    """One curator's view of one comment; two that agree decide. Under a random key, so that it has no order."""

    key = RandomKeyField()
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="votes")
    curator = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=Comment.State)
    text = models.TextField(blank=True)
    """The wording without names or signs, where the curator changed it."""

    class Meta:
        constraints = [
            models.UniqueConstraint("comment", "curator", name="curation_vote_once"),
            models.CheckConstraint(condition=~Q(state="waiting"), name="curation_vote_decides"),
        ]


class Objection(models.Model):
    """The auditor objected at a close, and figures were withdrawn; said in words that reveal nothing."""

    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="objections")
    attempt = models.PositiveSmallIntegerField()
    withdrawn = models.PositiveIntegerField()
    """How many figures were withdrawn in this attempt."""

    class Meta:
        constraints = [models.UniqueConstraint("pulse_round", "attempt", name="objection_attempt_once")]


class Withdrawal(models.Model):
    """A round that was published and taken back, because the auditor objects to it. Its figures have no values left."""

    pulse_round = models.OneToOneField(PulseRound, on_delete=models.CASCADE, related_name="withdrawal")
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=200)


class AuditRun(models.Model):
    """The auditor over everything published: what it looked at, and how many objections it has to which round.

    Which unit and which item is kept nowhere: an exact finding is itself the leak.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    finished_at = models.DateTimeField(null=True)
    has_failed = models.BooleanField(default=False)
    checked = models.JSONField(default=dict)
    """``insight.auditor.words.Checked`` as data, and ``k``."""
    objections = models.JSONField(default=dict)
    """{id of the round: number of objections}; empty when it is safe."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(finished_at=None), name="audit_run_waiting_once"
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=False) | Q(has_failed=False), name="audit_run_fails_at_the_end"
            ),
        ]

    @property
    def number(self) -> int:
        return sum(self.objections.values())


class ReadyTold(models.Model):
    """That a round's results are ready, told to each it touches: how far it has come, so that nobody hears it twice."""

    pulse_round = models.OneToOneField(PulseRound, on_delete=models.CASCADE, related_name="+")
    told_up_to = models.PositiveBigIntegerField(default=0)
    """The last person gone through."""
    is_done = models.BooleanField(default=False)
