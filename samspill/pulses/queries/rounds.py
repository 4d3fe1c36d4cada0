from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from samspill.audit.rules import Hidden
from samspill.organisations.rules import ADMINISTRATORS, REPRESENTS, SEES_ORGANISATION_FIGURE, Viewer
from samspill.pulses.models import AudienceUnit, Channel, Kind, Participant, PulseRound, RoundQuerySet
from samspill.pulses.queries.audience import audience_of, readiness_of
from samspill.pulses.rules import can_plan, is_receiving, obstacles, sees_participation

SEES_ALL_ROUNDS = ADMINISTRATORS | REPRESENTS | SEES_ORGANISATION_FIGURE


def round_of(round_id: int) -> PulseRound:
    """A round as the answering pages know it, after they have seen a token or a cookie of ours."""
    found = PulseRound.objects.select_related("organisation").filter(pk=round_id).first()
    if found is None:
        raise Hidden
    return found


def rounds_for(viewer: Viewer) -> RoundQuerySet:
    """Rounds that touch the viewer: all of the organisation for those who run or follow them; for others those
    that ask a unit they belong to, lead or advise, or one above or below it."""
    rounds = PulseRound.objects.filter(organisation_id=viewer.organisation_id).exclude(kind=Kind.IMPORTED)
    if viewer.has(*SEES_ALL_ROUNDS):
        return rounds
    return rounds.filter(Exists(_touching(viewer)))


def _touching(viewer: Viewer) -> QuerySet[AudienceUnit]:
    paths = {path for hat in viewer.hats for path in hat.paths}
    above = {int(part) for path in paths for part in path.split("/") if part}
    touched = Q(unit_id__in=above)
    for path in paths:
        touched |= Q(unit__path__startswith=path)
    return AudienceUnit.objects.filter(touched, pulse_round=OuterRef("pk"))


def round_for(viewer: Viewer, round_id: int) -> PulseRound:
    found = rounds_for(viewer).select_related("organisation").filter(pk=round_id).first()
    if found is None:
        raise Hidden
    return found


def coming_rounds_for(viewer: Viewer, *, now: datetime) -> RoundQuerySet:
    """Planned, the next one first; one that is due and waits for something is among them."""
    return rounds_for(viewer).filter(state=PulseRound.State.PLANNED, closes_at__gt=now).order_by("opens_at")


def earlier_rounds_for(viewer: Viewer) -> RoundQuerySet:
    over = [PulseRound.State.CLOSING, PulseRound.State.PUBLISHED, PulseRound.State.NOT_PUBLISHED]
    return rounds_for(viewer).filter(state__in=over).order_by("-closes_at")


def rounds_of_year_for(viewer: Viewer, year: int) -> list[PulseRound]:
    rounds = rounds_for(viewer).filter(opens_at__year=year).exclude(state=PulseRound.State.CANCELLED)
    return list(rounds.order_by("opens_at"))


def published_since(organisation_id: int, since: datetime) -> QuerySet[PulseRound]:
    """Rounds that were closed and answered for, the first one first."""
    closed = PulseRound.objects.filter(organisation_id=organisation_id, published_at__gte=since)
    return closed.exclude(kind=Kind.IMPORTED).order_by("published_at", "pk")


def editable_round_for(viewer: Viewer, round_id: int) -> PulseRound:
    """A round of the organisation, for those who run rounds; for others it is not there."""
    if not can_plan(viewer):
        raise Hidden
    return round_for(viewer, round_id)


def due_between(viewer: Viewer, start: date, end: date) -> list[PulseRound]:
    """Rounds that can be answered on one of the days, both ends included; those called off are not among them."""
    near = rounds_for(viewer).filter(opens_at__date__lte=end, closes_at__date__gte=start)
    return list(
        near.exclude(state=PulseRound.State.CANCELLED).select_related("organisation").order_by("opens_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class OpenRound:
    """An open round as one person meets it."""

    pulse_round: PulseRound
    channel: str
    """Empty when the viewer is not invited."""
    has_answered: bool

    @property
    def questions(self) -> int:
        return len(self.pulse_round.definition["items"])

    @property
    def can_answer_here(self) -> bool:
        return self.channel == Channel.LINK and not self.has_answered


def open_rounds_for(viewer: Viewer, *, now: datetime) -> list[OpenRound]:
    if viewer.person_id is None:
        return []
    mine = {
        participant.pulse_round_id: participant
        for participant in Participant.objects.filter(
            person_id=viewer.person_id, pulse_round__in=rounds_for(viewer).receiving(now)
        )
    }
    return [
        OpenRound(
            pulse_round,
            mine[pulse_round.pk].channel if pulse_round.pk in mine else "",
            bool(pulse_round.pk in mine and mine[pulse_round.pk].has_answered),
        )
        for pulse_round in rounds_for(viewer).receiving(now).order_by("closes_at")
    ]


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """A round as those who run it see it. No figures of answers, only the word of the day."""

    pulse_round: PulseRound
    is_receiving: bool
    audience: tuple[str, ...]
    obstacles: tuple[str, ...]
    invited: int
    by_code: int
    queued: int
    by_link: int
    participation: str


def status_for(viewer: Viewer, pulse_round: PulseRound, *, now: datetime) -> RoundStatus:
    channels = Participant.objects.filter(pulse_round=pulse_round)
    invited, by_code = channels.count(), channels.filter(channel=Channel.CODE).count()
    by_link = invited - by_code
    return RoundStatus(
        pulse_round=pulse_round,
        is_receiving=is_receiving(pulse_round, now),
        audience=tuple(pulse_round.audience.order_by("unit__path").values_list("unit__name", flat=True)),
        obstacles=_ahead(viewer, pulse_round, now),
        invited=invited,
        by_code=by_code,
        by_link=by_link,
        queued=_queued(pulse_round, by_link),
        participation=pulse_round.get_participation_display() if sees_participation(viewer) else "",
    )


def _ahead(viewer: Viewer, pulse_round: PulseRound, now: datetime) -> tuple[str, ...]:
    """What would stand in the way on the day, as things are now: told early, while it can be mended."""
    if pulse_round.state != PulseRound.State.PLANNED or not can_plan(viewer):
        return ()
    then = max(now, pulse_round.opens_at)
    audience = audience_of(pulse_round, timezone.localdate(now))
    return tuple(obstacles(pulse_round, readiness_of(pulse_round, audience, then), then))


def _queued(pulse_round: PulseRound, by_link: int) -> int:
    """How many invitations are on their way; of reminders nothing is told."""
    if pulse_round.mailings_done > 0:
        return by_link
    if pulse_round.mailed_up_to is None:
        return 0
    return Participant.objects.filter(
        pulse_round=pulse_round, channel=Channel.LINK, key__lte=pulse_round.mailed_up_to
    ).count()
