from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.content.language import LocalText
from samspill.organisations.models import Organisation, Person, Unit
from samspill.pulses.fields import RandomKeyField


class Kind(models.TextChoices):
    MONTHLY = "monthly", _("månedspuls")
    QUARTERLY = "quarterly", _("kvartalspuls")
    YEARLY = "yearly", _("bred kartlegging")
    OWN = "own", _("egen måling")
    IMPORTED = "imported", _("importert måling")


class Participation(models.TextChoices):
    """All that anybody learns of the number of answers while a round runs."""

    UNDER_HALF = "under_half", _("under halvparten har svart")
    OVER_HALF = "over_half", _("over halvparten har svart")
    OVER_80 = "over_80", _("over 80 % har svart")


class Questionnaire(models.Model):
    """The organisation's own, or a licensed scale it has the right to; the shipped ones live in ``content``."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="questionnaires")
    key = models.SlugField(max_length=80)
    definition = models.JSONField()
    """As a round freezes it: title, scale, items with texts, factor, direction, sensitive."""
    licence = models.CharField(max_length=300, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint("organisation", "key", name="questionnaire_key_once")]


class Rhythm(models.Model):
    """When the organisation asks, year after year."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="rhythm")
    variant = models.CharField(max_length=40)
    starts_on = models.DateField()
    is_active = models.BooleanField(default=True)
    asks_about_violence = models.BooleanField(default=False)
    """The annual survey asks about violence and threats too."""
    texts = models.JSONField(default=dict)
    """The organisation's own wording of shipped texts: {key: {language: text}}."""


class Consultation(models.Model):
    """The consultation before the first invitation (aml §§ 9-1, 9-2), kept as it was signed off."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="consultations")
    held_on = models.DateField()
    participants = models.TextField()
    answers = models.JSONField(default=dict)
    """{field key of the template: text}."""
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-id"]


class RoundQuerySet(models.QuerySet["PulseRound"]):
    def receiving(self, now: datetime) -> RoundQuerySet:
        """Open by the clock too: a worker that is late neither opens nor keeps open."""
        return self.filter(state=PulseRound.State.OPEN, opens_at__lte=now, closes_at__gt=now)


class PulseRound(models.Model):
    """One time of asking. What is locked at opening stands in this row and is shown to whoever answers."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planlagt")
        OPEN = "open", _("åpen")
        CLOSING = "closing", _("under lukking")
        PUBLISHED = "published", _("publisert")
        NOT_PUBLISHED = "not_published", _("ikke publisert")
        CANCELLED = "cancelled", _("avlyst")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="rounds")
    kind = models.CharField(max_length=10, choices=Kind)
    definition = models.JSONField()
    """The questionnaire as asked, frozen."""
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    state = models.CharField(max_length=14, choices=State, default=State.PLANNED)
    minimum_group = models.PositiveSmallIntegerField(default=5)
    has_comments = models.BooleanField(default=False)
    languages = models.JSONField(default=list)
    reminders_on = models.JSONField(default=list)
    """ISO dates. Who is reminded is decided on the day, and written down nowhere."""
    attribute = models.CharField(max_length=80, blank=True)
    """The one column of people.csv that results are also shown by; empty for none."""
    rhythm_on = models.DateField(null=True, blank=True)
    """The opening day the yearly rhythm gave: a round that was moved or cancelled is not planned again."""
    texts = models.JSONField(default=dict)
    locked = models.JSONField(default=dict)
    """Written at opening: audience, readers, retention, number invited; shown to the respondent."""
    opened_at = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    obstacle = models.TextField(blank=True)
    """Why the worker could not open a round that was due, as people read it."""
    sealed_key = models.BinaryField(null=True, blank=True)
    """The round key, wrapped by the installation key; gone when the round is published."""
    mailings_done = models.PositiveSmallIntegerField(default=0)
    """0: invitations are being queued; 1: they are; 2: the first reminder is too; and so on."""
    mailed_up_to = models.BigIntegerField(null=True, blank=True)
    """How far the mailing under way has come, as a participant's random key. One number for the whole round,
    so that no row tells who was reminded, which would tell who had answered by then."""
    invitations_queued_at = models.DateTimeField(null=True, blank=True)
    participation = models.CharField(max_length=12, choices=Participation, blank=True)
    """As it was at midnight, in words; changes at most once a day."""
    participation_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="round_closes_after_opening"),
            models.CheckConstraint(condition=Q(minimum_group__gte=5), name="round_minimum_group_floor"),
            models.UniqueConstraint("organisation", "rhythm_on", name="round_of_the_rhythm_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "not_published"]) | Q(sealed_key=None),
                name="round_key_gone_when_closed",
            ),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(sealed_key__isnull=False), name="round_open_has_its_key"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "not_published"]) | Q(published_at__isnull=False),
                name="round_published_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "opens_at"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {timezone.localtime(self.opens_at):%d.%m.%Y}"

    @property
    def title(self) -> str:
        """In the language of whoever reads."""
        return LocalText.of(self.definition["title"]).in_language(get_language() or "nb")

    @property
    def name(self) -> str:
        """«Månedspuls, november 2026»: what every page calls this round."""
        return f"{self.title}, {date_format(timezone.localtime(self.opens_at), 'F Y')}"


class AudienceUnit(models.Model):
    """A whole unit, with all below it, that a planned round asks."""

    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="audience")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("pulse_round", "unit", name="audience_unit_once")]


UNIT_TABLE, ATTRIBUTE_TABLE = "unit", "attribute"


class Cell(models.Model):
    """The smallest group whose answers are ever added together: at least five invited, fixed at opening."""

    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="cells")
    table = models.CharField(max_length=40, default=UNIT_TABLE)
    """``unit`` for the organisation's tree, ``attribute`` for the round's attribute."""
    key = models.CharField(max_length=300)
    """``<unit external id>`` for a leaf, ``<unit external id>:rest`` for an inner unit; of an attribute
    ``<department external id>×<value>``."""
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    attribute = models.CharField(max_length=200, blank=True)
    """The value that those in a cell of the attribute's table share; ``*`` for rare values together."""
    invited = models.PositiveIntegerField()
    includes_remainder = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("pulse_round", "table", "key", name="cell_key_once"),
            models.CheckConstraint(condition=Q(invited__gte=5), name="cell_at_least_five_invited"),
            models.CheckConstraint(
                condition=Q(table=UNIT_TABLE, attribute="") | (Q(table=ATTRIBUTE_TABLE) & ~Q(attribute="")),
                name="cell_value_in_its_table",
            ),
        ]


class Channel(models.TextChoices):
    LINK = "link", _("personlig lenke")
    CODE = "code", _("kode fra bunken")


class Participant(models.Model):
    """Who is invited, and whether they have taken part: set membership, no time, no order.

    After the close it says who was invited and no longer who took part; the next rounds are compared with it.
    """

    key = RandomKeyField()
    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    cell = models.ForeignKey(Cell, on_delete=models.CASCADE, related_name="+")
    attribute_cell = models.ForeignKey(Cell, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    """In the attribute's table, where there is one."""
    home = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    """The home unit on the day of opening: where the pile of codes lies, and where the name is listed."""
    channel = models.CharField(max_length=4, choices=Channel, default=Channel.LINK)
    has_answered = models.BooleanField(null=True, default=False)
    """Empty when forgotten: at the close of the round."""

    class Meta:
        constraints = [models.UniqueConstraint("pulse_round", "person", name="participant_once")]


class Token(models.Model):
    """A right to answer once. Only its digest is kept. A code from the pile belongs to nobody."""

    key = RandomKeyField()
    digest = models.CharField(max_length=64, unique=True)
    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="tokens")
    cell = models.ForeignKey(Cell, on_delete=models.CASCADE, related_name="+")
    attribute_cell = models.ForeignKey(Cell, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    """A code from the pile has none: it does not know whose it is."""
    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, null=True, blank=True, related_name="token"
    )
    pile_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The unit whose pile a code was printed for."""
    is_spent = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(participant=None, pile_unit__isnull=False) | Q(participant__isnull=False, pile_unit=None),
                name="token_of_a_person_or_of_a_pile",
            ),
        ]


class MembershipApproval(models.Model):
    """The safety representative's yes to the changes of membership made shortly before a round."""

    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="approvals")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField()
    changes_digest = models.CharField(max_length=64)
    """Of the list that was approved: a later change asks again."""

    class Meta:
        constraints = [models.UniqueConstraint("pulse_round", "unit", name="approval_unit_once")]
