"""When a meeting may be called, changed and held, and what a case may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.amu.models import Case, Meeting
from samspill.audit.rules import Refused
from samspill.organisations.models import Person

State = Meeting.State
LONGEST = timedelta(hours=12)
YEARS_AHEAD = timedelta(days=800)


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    starts_at: datetime
    ends_at: datetime
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CasePlan:
    """A case as somebody wishes it."""

    title: str
    kind: str = Case.Kind.DISCUSSION
    letter: str = ""
    text: str = ""
    responsible: Person | None = None
    is_exempt: bool = False
    exempt_reason: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a meeting came to in one case."""

    discussion: str = ""
    decision: str = ""
    dissent: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    owner: Person | None = None
    due_on: date | None = None


def check_meeting_plan(plan: MeetingPlan, *, others: Iterable[Meeting], now: datetime) -> None:
    """``others``: the committee's meetings that are not cancelled."""
    if plan.ends_at <= plan.starts_at:
        raise Refused(_("Møtet må slutte etter at det begynner."))
    if plan.ends_at - plan.starts_at > LONGEST:
        raise Refused(_("Et møte varer høyst tolv timer. Del det i to."))
    if plan.starts_at > now + YEARS_AHEAD:
        raise Refused(_("Velg en dag innen to år."))
    for other in others:
        if plan.starts_at < other.ends_at and other.starts_at < plan.ends_at:
            raise Refused(
                _("Utvalget har allerede et møte %(day)s, fra %(start)s til %(end)s. Velg en annen tid.")
                % {"day": other.day, "start": clock(other.starts_at), "end": clock(other.ends_at)}
            )


def clock(at: datetime) -> str:
    return date_format(timezone.localtime(at), "H.i")


def check_can_change_meeting(meeting: Meeting) -> None:
    if meeting.state not in {State.PLANNED, State.CALLED}:
        raise Refused(_("Møtet er %(state)s og kan ikke flyttes.") % {"state": meeting.get_state_display()})


def check_can_refresh_pack(meeting: Meeting) -> None:
    """What people prepared on is what is kept."""
    if meeting.state != State.PLANNED:
        raise Refused(_("Møtepakken er den som ble sendt ut. Den kan ikke endres etterpå."))


def check_can_call(meeting: Meeting, *, cases: int, now: datetime) -> None:
    if meeting.state != State.PLANNED:
        raise Refused(_("Møtet er allerede %(state)s.") % {"state": meeting.get_state_display()})
    if not cases:
        raise Refused(_("Sakslisten er tom. Legg til saker først."))
    if meeting.ends_at <= now:
        raise Refused(_("Møtetidspunktet er passert. Velg en ny tid før du kaller inn."))


def check_can_begin(meeting: Meeting, *, today: date) -> None:
    if meeting.state != State.CALLED:
        raise Refused(_("Protokollen føres for et møte som er innkalt."))
    if timezone.localtime(meeting.starts_at).date() > today:
        raise Refused(_("Møtet er %(day)s. Protokollen føres fra den dagen.") % {"day": meeting.day})


def check_can_write_agenda(meeting: Meeting) -> None:
    """Until the minutes are sent: what comes up in the meeting gets its number too."""
    if meeting.state == State.CANCELLED:
        raise Refused(_("Møtet er avlyst."))
    check_is_open(meeting)


def check_is_open(meeting: Meeting) -> None:
    if not meeting.is_open:
        raise Refused(_("Protokollen er sendt til godkjenning. Ta den tilbake eller lag en ny utgave for å endre den."))


def check_can_write_minutes(meeting: Meeting) -> None:
    if meeting.state != State.HELD:
        raise Refused(_("Protokollen kan føres når møtet er åpnet."))
    check_is_open(meeting)


def check_case(plan: CasePlan) -> None:
    if not plan.title.strip():
        raise Refused(_("Skriv hva saken gjelder."))
    if plan.is_exempt and not plan.exempt_reason.strip():
        raise Refused(_("Skriv hvorfor saken er unntatt. Grunnen kan leses av medlemmene."))


def check_outcome(outcome: Outcome) -> None:
    if (outcome.owner or outcome.due_on) and not outcome.decision.strip():
        raise Refused(_("Skriv hva som er vedtatt, før du setter ansvarlig og frist."))


def owner_of(person: Person | None, today: date) -> str:
    """Whoever sees to it; when they have left it falls to the secretary, and says so."""
    if person is None:
        return ""
    if person.left_on is not None and person.left_on < today:
        return _("sekretæren (%(name)s har sluttet)") % {"name": person.name}
    return person.name


def check_can_follow_up(case: Case) -> None:
    """The plan of the organisation is read by everybody."""
    if case.is_exempt:
        raise Refused(_("Saken er unntatt. Et tiltak kan leses av alle, så følg den opp i utvalget."))
    if not case.decision.strip():
        raise Refused(_("Det er ikke ført noe vedtak i saken ennå."))
    if case.measure_id is not None:
        raise Refused(_("Vedtaket følges alt opp i handlingsplanen."))
    if case.due_on is None:
        raise Refused(_("Sett en frist for vedtaket først."))
