"""Which rounds have results that nobody has been told of, and whom they touch."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspill.organisations.models import Assignment, Person, Unit
from samspill.organisations.queries.readers import ids_in
from samspill.organisations.queries.viewers import here_on, valid_on
from samspill.organisations.rules import ORGANISATION_WIDE
from samspill.pulses.models import Participant, PulseRound
from samspill.results.models import ReadyTold

STILL_NEWS = timedelta(days=7)


def rounds_to_tell_of(now: datetime) -> list[PulseRound]:
    done = ReadyTold.objects.filter(pulse_round=OuterRef("pk"), is_done=True)
    published = PulseRound.objects.filter(~Exists(done), state=PulseRound.State.PUBLISHED)
    return list(published.filter(published_at__gt=now - STILL_NEWS, published_at__lte=now).order_by("published_at"))


def next_to_tell(pulse_round: PulseRound, after: int, today: date, batch: int) -> list[int]:
    """Everybody who was invited, and whoever has a role over a unit that was asked. Who answered is not asked for;
    without an address there is neither a mailbox nor a list of one's own to tell it in."""
    invited = Participant.objects.filter(pulse_round=pulse_round, person=OuterRef("pk"))
    people = Person.objects.filter(
        Exists(invited) | Exists(_roles_over(pulse_round, today)),
        here_on(today),
        organisation=pulse_round.organisation_id,
        pk__gt=after,
    )
    return list(people.exclude(email=None).order_by("pk").values_list("pk", flat=True)[:batch])


def _roles_over(pulse_round: PulseRound, today: date) -> QuerySet[Assignment]:
    asked = list(Unit.objects.filter(pk__in=pulse_round.audience.values("unit")).values_list("path", flat=True))
    touched = Q(units__in={pk for path in asked for pk in ids_in(path)})
    for path in asked:
        touched |= Q(units__path__startswith=path)
    held = Assignment.objects.filter(valid_on(today), Q(role__in=ORGANISATION_WIDE) | touched, person=OuterRef("pk"))
    return held.order_by()
