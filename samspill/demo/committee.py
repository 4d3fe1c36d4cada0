"""The working environment committee at Solvik kommune: two meetings held, one called, and the year's report begun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from samspill.amu.actions.cases import add_case, add_standing_cases, follow_up_case, propose_case
from samspill.amu.actions.committees import (
    CommitteeFacts,
    choose_chair,
    create_committee,
    give_seat,
    pledge_confidentiality,
)
from samspill.amu.actions.meetings import begin_meeting, call_meeting, plan_meeting
from samspill.amu.actions.minutes import (
    Presence,
    approve_minutes,
    record_attendance,
    send_minutes,
    write_outcome,
)
from samspill.amu.actions.reports import draft_report
from samspill.amu.models import Case, Committee, Meeting
from samspill.amu.rules.committees import Term
from samspill.amu.rules.meetings import CasePlan, Dissenting, MeetingPlan, Outcome
from samspill.organisations.models import Organisation, Person
from samspill.organisations.rules import Viewer

Look = Callable[[str, datetime], Viewer]
MEMBERS = (
    ("ingrid", "employer"),
    ("bjorn", "employer"),
    ("leder-teknisk", "employer"),
    ("liv", "employees"),
    ("arne", "employees"),
    ("amina", "employees"),
)
DEPUTIES = (("leder-oppvekst", "employer"), ("kari", "employees"))
STANDING = ("notice", "minutes", "trends", "measures", "incidents", "changes")


@dataclass(frozen=True, slots=True)
class Held:
    """One meeting that has been: what came of its standing items, and of a case of its own."""

    days_ago: int
    said: dict[str, Outcome]
    own: CasePlan
    outcome: Outcome
    owner: str
    absent: str
    against: str = ""
    """Who wanted a word of their own in the minutes."""
    words: str = ""


TRENDS = Outcome(
    discussion="Vi så på utviklingen i hele virksomheten og i områdene. Tallene svinger som vanlig de fleste steder.",
    decision="Utvalget ber om at bemanningen ved vaktskiftene i hjemmetjenesten tas opp i ledergruppen.",
)
SPRING = Held(
    days_ago=174,
    said={
        "notice": Outcome(decision="Innkalling og saksliste er godkjent."),
        "trends": TRENDS,
        "measures": Outcome(discussion="Det som har hjulpet mest, er å ta bort arbeid ingen leser."),
    },
    own=CasePlan("Overtid og hvile i turnus", kind="V", letter="f", text="Flere har spurt om hvilen mellom vakter."),
    outcome=Outcome(
        discussion="Hviletiden er for kort når helgevakter byttes i siste liten. Det skjer oftest om sommeren.",
        decision="Bytte av vakter skal godkjennes av leder når hvilen blir kortere enn elleve timer.",
        votes_for=5,
        votes_against=0,
    ),
    owner="bjorn",
    absent="leder-teknisk",
)
AUTUMN = Held(
    days_ago=69,
    said={
        "notice": Outcome(decision="Innkalling og saksliste er godkjent."),
        "minutes": Outcome(decision="Protokollen fra forrige møte ble godkjent i juni."),
        "trends": Outcome(discussion="Ett område har en tydelig endring. Vi snakket om hva som kan ligge bak."),
        "incidents": Outcome(discussion="Det er meldt få avvik om trusler. Utvalget tror ikke alle blir meldt."),
    },
    own=CasePlan("Øvelse på vold og trusler", kind="V", letter="b", text="Forslag om to øvelser i året."),
    outcome=Outcome(
        discussion="De som møter publikum alene, trenger øvelsen mest.",
        decision="Alle enheter med publikum øver på vold og trusler to ganger i året, første gang før påske.",
        votes_for=4,
        votes_against=1,
    ),
    owner="leder-skole-solvik",
    absent="amina",
    against="leder-teknisk",
    words="Én øvelse i året er nok for enheter med lite publikum.",
)


@dataclass(slots=True)
class Year:
    """Lives through a committee's year; ``look`` finds a person's viewer on a day."""

    organisation: Organisation
    look: Look
    now: datetime

    def live(self) -> None:
        committee = self._found(self.now - timedelta(days=300))
        for held in (SPRING, AUTUMN):
            self._hold(committee, held)
        self._call(committee)
        last = self.now - timedelta(days=AUTUMN.days_ago)
        draft_report(committee=committee, year=last.year, by=self.look("per", self.now), now=self.now)

    def _person(self, name: str) -> Person:
        return Person.objects.get(organisation=self.organisation, external_id=name)

    def _found(self, at: datetime) -> Committee:
        per, day = self.look("per", at), timezone.localdate(at)
        facts = CommitteeFacts("Arbeidsmiljøutvalget", secretary=self._person("per"))
        committee = create_committee(facts=facts, by=per, now=at)
        until = timezone.localdate(self.now) + timedelta(days=430)
        for name, side in MEMBERS:
            give_seat(committee=committee, term=Term(self._person(name), day, until, side), by=per, now=at)
        for name, side in DEPUTIES:
            term = Term(self._person(name), day, until, side, is_deputy=True)
            give_seat(committee=committee, term=term, by=per, now=at)
        chair = Term(self._person("ingrid"), day, day + timedelta(days=365))
        choose_chair(committee=committee, term=chair, by=per, now=at)
        for name in ("ingrid", "bjorn", "liv", "arne", "amina"):
            pledge_confidentiality(committee=committee, by=self.look(name, at), now=at)
        return committee

    def _plan(self, committee: Committee, on: datetime, at: datetime) -> Meeting:
        starts = timezone.localtime(on).replace(hour=9, minute=0, second=0, microsecond=0)
        plan = MeetingPlan(starts, starts + timedelta(hours=2), "Formannskapssalen")
        meeting = plan_meeting(committee=committee, plan=plan, by=self.look("per", at), now=at)
        add_standing_cases(meeting=meeting, chosen=STANDING, by=self.look("per", at), now=at)
        return meeting

    def _hold(self, committee: Committee, held: Held) -> None:
        on = self.now - timedelta(days=held.days_ago)
        before, per = on - timedelta(days=10), self.look("per", on)
        meeting = self._plan(committee, on, before)
        own = add_case(meeting=meeting, plan=held.own, by=self.look("per", before), now=before)
        call_meeting(meeting=meeting, by=self.look("per", before), now=before)
        begin_meeting(meeting=meeting, by=per, now=on)
        self._write(meeting, own, held, on)
        sent_at, read_at = on + timedelta(days=1), on + timedelta(days=3)
        sent = send_minutes(meeting=meeting, by=self.look("per", sent_at), now=sent_at)
        for name in ("ingrid", "liv"):
            approve_minutes(minutes=sent, by=self.look(name, read_at), now=read_at)
        own.refresh_from_db()
        follow_up_case(case=own, by=self.look("per", read_at), now=read_at)

    def _write(self, meeting: Meeting, own: Case, held: Held, on: datetime) -> None:
        per = self.look("per", on)
        meeting.refresh_from_db()
        there = meeting.attendance.filter(is_deputy=False).exclude(person__external_id=held.absent)
        presence = Presence(present=[one.pk for one in there])
        record_attendance(meeting=meeting, presence=presence, by=per, now=on)
        for case in meeting.cases.exclude(standing=""):
            if outcome := held.said.get(case.standing):
                write_outcome(case=case, outcome=outcome, by=per, now=on)
        due = timezone.localdate(on) + timedelta(days=150)
        decided = {name: getattr(held.outcome, name) for name in ("discussion", "decision")}
        votes = {name: getattr(held.outcome, name) for name in ("votes_for", "votes_against", "votes_blank")}
        against = (Dissenting(self._person(held.against), held.words),) if held.against else ()
        outcome = Outcome(**decided, **votes, dissents=against, owner=self._person(held.owner), due_on=due)
        write_outcome(case=own, outcome=outcome, by=per, now=on)

    def _call(self, committee: Committee) -> None:
        at = self.now - timedelta(days=2)
        meeting = self._plan(committee, self.now + timedelta(days=9), at)
        wish = CasePlan("Lydforhold på Servicetorget", letter="c", text="Det er vanskelig å snakke i telefonen.")
        add_case(meeting=meeting, plan=wish, by=self.look("per", at), now=at)
        hidden = CasePlan(
            "Omplassering etter ombygging", kind="O", is_exempt=True, exempt_reason="Gjelder få personer."
        )
        add_case(meeting=meeting, plan=hidden, by=self.look("per", at), now=at)
        call_meeting(meeting=meeting, by=self.look("per", at), now=at)
        later = CasePlan("Skjermfrie pauser i møter", text="Skal vi prøve det i alle faste møter?")
        propose_case(committee=committee, plan=later, by=self.look("arne", self.now), now=self.now)


def hold_committee(organisation: Organisation, look: Look, now: datetime) -> None:
    Year(organisation, look, now).live()
