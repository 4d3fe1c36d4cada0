from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.organisations.models import Organisation, Unit
from samspill.pulses.models import PulseRound


class Story(models.Model):
    """«Hva hjalp?»: a short text from a team or from a curated comment. Nobody's name unless the teller chose so."""

    MOST_PICTURE_BYTES = 2_000_000

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="stories")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="stories")
    """Where it happened; empty where the teller would rather not say."""
    text = models.TextField(max_length=800)
    factor = models.CharField(max_length=20, blank=True)
    measure = models.ForeignKey(
        "measures.Measure", on_delete=models.SET_NULL, null=True, blank=True, related_name="stories"
    )
    """The measure it tells of, if it tells of one."""
    teller = models.CharField(max_length=200, blank=True)
    """Only where the teller chose to be named."""
    picture = models.BinaryField(null=True, blank=True)
    picture_type = models.CharField(max_length=40, blank=True)
    picture_text = models.CharField(max_length=300, blank=True)
    """What the picture shows, for those who do not see it."""
    is_for_unit_only = models.BooleanField(default=False)
    """Made of a curated comment: for those its writer let read that, and nobody more."""
    comment_key = models.BigIntegerField(null=True, blank=True, unique=True)
    """The comment it was made of, so that it is made once; the key is random."""
    pulse_round = models.ForeignKey(PulseRound, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """The round that comment came from: a story stands only while what is told of its round does."""
    salt = models.CharField(max_length=32, blank=True)
    mark = models.CharField(max_length=64, blank=True)
    """By which the server, with its own key, knows the teller again; two stories of one person share nothing."""
    told_on = models.DateField()
    """A date, no time: a story is nobody's trace."""
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-told_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="story_says_something"),
            models.CheckConstraint(
                condition=Q(picture=None, picture_type="") | Q(picture__isnull=False, picture_text__gt=""),
                name="story_picture_is_described",
            ),
            models.CheckConstraint(
                condition=Q(is_for_unit_only=False) | Q(unit__isnull=False, teller=""), name="story_of_a_unit_has_one"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-told_on"])]

    def __str__(self) -> str:
        return self.text[:80]


class StoryThanks(models.Model):
    """«Dette hjalp oss også»: once per reader, and shown as a number only. Nobody is named here."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="thanks")
    mark = models.CharField(max_length=64)
    """By which the server, with its own key, knows the same reader again; another for each story."""

    class Meta:
        constraints = [
            models.UniqueConstraint("story", "mark", name="story_thanks_once"),
            models.CheckConstraint(condition=~Q(mark=""), name="story_thanks_from_somebody"),
        ]


class StoryLetter(models.Model):
    """The monthly letter about new stories: how far it has come, so that nobody gets it twice."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    """The first day of the month it tells of."""
    mailed_up_to = models.PositiveBigIntegerField(default=0)
    """The last person gone through."""
    is_done = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint("organisation", "month", name="story_letter_once_a_month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
