from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.pulses.models import Participation, PulseRound
from samspill.pulses.rules.planning import JULY

WORKPLACE_WITH_COMMENTS = 30
WORKPLACE_WITH_ATTRIBUTE = 30
CURATORS = 2
COMMENT_DAYS = 21
"""How long after the close a comment may wait for two to read it."""
PARTICIPATION_FROM = 20
State = PulseRound.State


@dataclass(frozen=True, slots=True)
class Grouping:
    """The attribute that a round's results are also to be shown by."""

    name: str
    employees: int
    values: int
    """Values with at least the smallest group invited somewhere, so that their answers can be collected."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What must be known before a round opens."""

    invited: int
    smallest_group: int
    is_consulted: bool
    units_missing: tuple[str, ...] = ()
    """Names of audience units that are closed."""
    almost_the_same_as: str = ""
    """Another round of the last fortnight whose invited differ from these by one to four people."""
    unapproved: tuple[str, ...] = ()
    """Names of units whose fresh changes of membership the safety representative has not approved."""
    grouping: Grouping | None = None


def obstacles(pulse_round: PulseRound, readiness: Readiness, now: datetime) -> Iterator[str]:
    """Everything that stands in the way of opening, each as one sentence with what would mend it."""
    yield from _wrong_time(pulse_round, now)
    if readiness.units_missing:
        names = ", ".join(readiness.units_missing)
        yield _("Disse enhetene finnes ikke lenger: %(names)s. Velg deltakere på nytt.") % {"names": names}
    if readiness.invited < readiness.smallest_group:
        yield _(
            "Bare %(invited)d kan inviteres, og minst %(k)d må til for at ingen skal kunne kjennes igjen. "
            "Bruk samtale i stedet: velg «bruker samtale i stedet for måling» på enheten."
        ) % {"invited": readiness.invited, "k": readiness.smallest_group}
    if not readiness.is_consulted:
        yield _("Før den første målingen skal den drøftes med de tillitsvalgte. Fyll ut drøftingsprotokollen.")
    if readiness.almost_the_same_as:
        yield _(
            "Deltakerne er nesten de samme som i «%(other)s», som åpnet for under 14 dager siden. Forskjellen "
            "mellom de to ville vist hva noen få har svart. Vent til det har gått 14 dager, eller inviter de samme."
        ) % {"other": readiness.almost_the_same_as}
    if readiness.unapproved:
        yield _(
            "Verneombudet må først godkjenne endringer i hvem som hører til hvor, de siste 30 dagene: %(names)s."
        ) % {"names": ", ".join(readiness.unapproved)}
    if readiness.grouping and (sentence := grouping_obstacle(readiness.grouping, readiness.smallest_group)):
        yield sentence


def grouping_obstacle(grouping: Grouping, smallest_group: int) -> str:
    """Why results cannot be shown by an attribute, or nothing."""
    said = {"name": grouping.name, "k": smallest_group}
    if grouping.employees < WORKPLACE_WITH_ATTRIBUTE:
        return (
            _(
                "Med under 30 ansatte blir gruppene for små til å vise resultater etter «%(name)s». "
                "Planlegg målingen uten inndeling."
            )
            % said
        )
    if grouping.values == 0:
        return (
            _(
                "Ingen verdi av «%(name)s» er felles for minst %(k)d inviterte med egen lenke. "
                "Velg en annen inndeling, eller planlegg målingen uten."
            )
            % said
        )
    if grouping.values == 1:
        return (
            _(
                "Bare én verdi av «%(name)s» er felles for minst %(k)d inviterte, så det er ingenting å dele inn i. "
                "Velg en annen inndeling, eller planlegg målingen uten."
            )
            % said
        )
    return ""


def check_can_group(grouping: Grouping, smallest_group: int) -> None:
    """Whether a round may be planned with its attribute; asked again on the day it opens."""
    if sentence := grouping_obstacle(grouping, smallest_group):
        raise Refused(sentence)


def _wrong_time(pulse_round: PulseRound, now: datetime) -> Iterator[str]:
    if pulse_round.state != State.PLANNED:
        yield _("Bare en planlagt måling kan åpnes. Denne er %(state)s.") % {"state": pulse_round.get_state_display()}
    if now < pulse_round.opens_at:
        yield _("Målingen åpner først %(day)s.") % {"day": f"{timezone.localtime(pulse_round.opens_at):%d.%m.%Y}"}
    if now >= pulse_round.closes_at:
        yield _("Tiden for målingen er ute. Planlegg en ny.")
    if timezone.localtime(now).month == JULY:
        yield _("Vi måler ikke i juli. Velg dager i juni eller august.")
    if not pulse_round.languages:
        yield _("Målingen har ingen språk. Velg minst ett.")


def check_can_open(pulse_round: PulseRound, readiness: Readiness, now: datetime) -> None:
    for sentence in obstacles(pulse_round, readiness, now):
        raise Refused(sentence)


def check_can_replan(pulse_round: PulseRound) -> None:
    if pulse_round.state != State.PLANNED:
        raise Refused(_("Målingen er åpnet. Det som ble lovet da, kan ikke endres."))


def comments_are_possible(*, employees: int, curators: int) -> bool:
    """Small workplaces have no comments, nor has one without two people who may read them for the others."""
    return employees >= WORKPLACE_WITH_COMMENTS and curators >= CURATORS


def check_can_stop(pulse_round: PulseRound, now: datetime) -> None:
    """On time only: who could close a round early could close it after the first five answers."""
    if pulse_round.state != State.OPEN:
        raise Refused(_("Bare en åpen måling kan lukkes."))
    if now < pulse_round.closes_at:
        raise Refused(_("Målingen lukkes når tiden er ute, ikke før."))


def check_can_cancel(pulse_round: PulseRound, *, destroys_answers: bool) -> None:
    if pulse_round.state == State.PLANNED:
        return
    if pulse_round.state != State.OPEN:
        raise Refused(_("Målingen er %(state)s og kan ikke avlyses.") % {"state": pulse_round.get_state_display()})
    if not destroys_answers:
        raise Refused(
            _("Målingen er åpen. Den kan bare avlyses ved at alle svar som er gitt, slettes. Bekreft at de skal det.")
        )


def participation_word(*, invited: int, answered: int) -> str:
    """The only word there is about a running round; nothing under 20 invited."""
    if invited < PARTICIPATION_FROM:
        return ""
    if answered * 10 > invited * 8:
        return Participation.OVER_80
    return Participation.OVER_HALF if answered * 2 > invited else Participation.UNDER_HALF
