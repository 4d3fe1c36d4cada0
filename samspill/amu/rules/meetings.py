"""When a meeting may be called, changed and held, and what a case may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samspill.amu.models import Attendance, Case, Meeting
from samspill.amu.rules.access import VOTES
from samspill.audit.rules import Refused
from samspill.measures.rules import has_left
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
class Dissenting:
    """Who does not agree, and in their words why, where they gave any."""

    person: Person
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a meeting came to in one case."""

    discussion: str = ""
    decision: str = ""
    dissents: tuple[Dissenting, ...] = ()
    votes_for: int | None = None
    votes_against: int | None = None
    votes_blank: int | None = None
    owner: Person | None = None
    due_on: date | None = None

    @property
    def votes(self) -> int:
        return sum(one or 0 for one in (self.votes_for, self.votes_against, self.votes_blank))


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


def check_votes(outcome: Outcome, *, people: Iterable[Attendance], is_formal: bool) -> None:
    """``people``: the list of who was there. Where nobody has been noted yet, votes are held against nothing."""
    known = {one.person_id: one for one in people if one.person_id is not None}
    voting = sum(one.is_present and has_vote(one, is_formal=is_formal) for one in known.values())
    if outcome.votes and not outcome.decision.strip():
        raise Refused(_("Skriv hva det ble stemt over, før du fører stemmene."))
    if voting and outcome.votes > voting:
        raise Refused(
            _("Det er ført %(votes)d stemmer, men bare %(voting)d med stemme var til stede.")
            % {"votes": outcome.votes, "voting": voting}
        )
    said: set[int] = set()
    for one in outcome.dissents:
        if one.person.pk in said:
            raise Refused(_("%(name)s er ført to ganger. Skriv alt på ett sted.") % {"name": one.person.name})
        said.add(one.person.pk)
        if not one.reason.strip() and not has_vote(known[one.person.pk], is_formal=is_formal):
            raise Refused(
                _("%(name)s har ikke stemme. Skriv hva som skal stå i protokollen.") % {"name": one.person.name}
            )


def has_vote(one: Attendance, *, is_formal: bool) -> bool:
    """The occupational health service has none in the committee the law asks for."""
    return not is_formal or one.side in VOTES


def owner_of(person: Person | None, today: date) -> str:
    """Whoever sees to it; when they have left it falls to the secretary, and says so."""
    if person is None:
        return ""
    return owner_in_words(person.name, has_left=has_left(person, today))


def owner_in_words(name: str, *, has_left: bool) -> str:
    return _("sekretæren (%(name)s har sluttet)") % {"name": name} if has_left else name


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


def follow_up_title(case: Case) -> str:
    """What a standing item is called says nothing of what was decided."""
    return Truncator(case.decision if case.standing else case.title).chars(120)
