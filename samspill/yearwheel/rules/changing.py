"""What may become of an occurrence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.yearwheel.models import DoneBy, Occurrence
from samspill.yearwheel.rules.recurrence import JULY

MOST_AT_ONCE = 200
State = Occurrence.State


def check_can_change_at_once(number: int) -> None:
    if not number:
        raise Refused(_("Kryss av for minst én først."))
    if number > MOST_AT_ONCE:
        raise Refused(_("Velg høyst %(most)d om gangen.") % {"most": MOST_AT_ONCE})


def check_is_open(occurrence: Occurrence) -> None:
    if occurrence.state != State.OPEN:
        raise Refused(
            _("«%(title)s» er alt %(state)s. Last siden på nytt for å se hva som gjelder.")
            % {"title": occurrence, "state": occurrence.get_state_display()}
        )


def check_can_finish(occurrences: Sequence[Occurrence], *, shown: frozenset[int], done_on: date, today: date) -> None:
    """``shown``: those that have something attached. What asks for evidence is not done without it."""
    if done_on > today:
        raise Refused(_("Den dagen er ikke kommet ennå. Velg i dag eller tidligere."))
    lacking = [str(one) for one in occurrences if _lacks_evidence(one, shown)]
    if lacking:
        raise Refused(
            _("Legg ved det som viser at det er gjort, før du fører det: %(titles)s.") % {"titles": ", ".join(lacking)}
        )


def check_can_remove_evidence(occurrence: Occurrence, *, left: int) -> None:
    """``left``: how many files there are when it is gone. What is done by its evidence is not done without it."""
    if occurrence.state == State.DONE and occurrence.milestone.done_by == DoneBy.ATTACHED and not left:
        raise Refused(
            _("Dette er det som viser at det er gjort. Legg ved noe annet først, eller angre at det er gjort.")
        )


def _lacks_evidence(occurrence: Occurrence, shown: frozenset[int]) -> bool:
    return occurrence.milestone.done_by == DoneBy.ATTACHED and occurrence.pk not in shown


def check_can_move(starts_on: date, ends_on: date, *, year: int, today: date) -> None:
    if ends_on < starts_on:
        raise Refused(_("Siste dag kommer før første dag. Velg en senere siste dag."))
    if ends_on < today:
        raise Refused(_("Den dagen er alt gått. Velg en dag som kommer."))
    if any(
        starts_on <= date(each, JULY, 31) and ends_on >= date(each, JULY, 1) for each in (starts_on.year, ends_on.year)
    ):
        raise Refused(_("Juli er fri for milepæler. Velg en dag i juni eller august."))
    if ends_on.year > year + 1:
        raise Refused(_("Det er mer enn et år fram. Hopp heller over den i år, og skriv hvorfor."))


def check_can_skip(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Skriv kort hvorfor dere hopper over den. Da vet dere det neste år."))


def check_can_switch_off(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Skriv kort hvorfor den ikke gjelder hos dere."))


def check_can_undo(*, found: int, changed_since: Sequence[str], undone: bool) -> None:
    if undone:
        raise Refused(_("Dette er alt angret."))
    if not found:
        raise Refused(_("Det er ingenting å angre her."))
    if changed_since:
        raise Refused(
            _("Noen har endret dette siden: %(titles)s. Åpne dem hver for seg.") % {"titles": ", ".join(changed_since)}
        )
