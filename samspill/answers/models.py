"""The only tables that hold what people answered. Nothing outside this app but ``results.gate`` may read them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.pulses.fields import RandomKeyField
from samspill.pulses.models import Cell, PulseRound


class Tally(models.Model):
    """How many answered what, per collection cell: a sealed, fixed-length block of counts. Never a row per person."""

    key = RandomKeyField()
    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="+")
    table = models.CharField(max_length=40, default="unit")
    cell = models.ForeignKey(Cell, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint("pulse_round", "table", "cell", name="tally_once")]


SHARDS = 16


class Shard(models.Model):
    """A random part of the whole organisation: sealed, fixed-length sums of squares and products of answers.

    Each answer adds to one drawn at random, so that no part is of any unit and none of them tells anything alone; at
    the close they are added up to what goes together with how people are (ADR 0017).
    """

    key = RandomKeyField()
    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint("pulse_round", "number", name="shard_once"),
            models.CheckConstraint(condition=Q(number__lt=SHARDS), name="shard_of_sixteen"),
        ]


class SealedComment(models.Model):
    """One padded, sealed page per answer where comments are on, written or blank: its being there says nothing."""

    key = RandomKeyField()
    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="+")
    cell = models.ForeignKey(Cell, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
