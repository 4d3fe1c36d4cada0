"""The only tables that hold what people answered. Nothing outside this app but ``results.gate`` may read them."""

from __future__ import annotations

from django.db import models

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


class SealedComment(models.Model):
    """One padded, sealed page per answer where comments are on, written or blank: its being there says nothing."""

    key = RandomKeyField()
    pulse_round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="+")
    cell = models.ForeignKey(Cell, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
