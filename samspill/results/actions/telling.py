"""That results are ready: to everybody the round touches, at once, whether they answered or not."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.notices.actions import announce, notify
from samspill.notices.models import Kind, Occasion
from samspill.notices.rules import News, Words
from samspill.pulses.models import PulseRound
from samspill.results.models import ReadyTold
from samspill.results.queries.telling import next_to_tell

BATCH = 500


@transaction.atomic
def tell_ready(*, pulse_round: PulseRound, now: datetime, batch: int = BATCH) -> int:
    """The next part of those to tell; how many were gone through. The mark moves with what is told."""
    ReadyTold.objects.get_or_create(pulse_round=pulse_round)
    told = ReadyTold.objects.select_for_update().get(pulse_round=pulse_round)
    if told.is_done:
        return 0
    people = next_to_tell(pulse_round, told.told_up_to, now.date(), batch)
    if told.told_up_to == 0:
        organisation, key = pulse_round.organisation_id, str(pulse_round.pk)
        words = partial(_words, pulse_round)
        announce(organisation_id=organisation, occasion=Occasion.RESULTS_READY, key=key, words=words, now=now)
    key, words = f"results-{pulse_round.pk}", partial(_words, pulse_round)
    notify(news=[News(person, Kind.RESULTS, key, words) for person in people], now=now)
    told.told_up_to = people[-1] if people else told.told_up_to
    told.is_done = len(people) < batch
    told.save()
    return len(people)


def _words(pulse_round: PulseRound) -> Words:
    title = _("Tallene er klare: %(title)s") % {"title": pulse_round.name}
    together = _("Du, teamet, lederen og verneombudet fikk dem samtidig.")
    return Words(title, reverse("results_home"), _("Les resultatet"), (together,))
