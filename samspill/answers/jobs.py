from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef

from samspill.answers.actions import lay_out_tallies
from samspill.answers.models import Tally
from samspill.pulses.jobs import one_by_one
from samspill.pulses.models import PulseRound


def tick(now: datetime) -> None:
    """Lay out the tallies of rounds that have just opened, before the first answer has to."""
    laid_out = Tally.objects.filter(pulse_round=OuterRef("pk"))
    opened = PulseRound.objects.filter(~Exists(laid_out), state=PulseRound.State.OPEN)
    one_by_one(opened, lambda pulse_round: lay_out_tallies(pulse_round=pulse_round))
