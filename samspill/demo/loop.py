"""From result to measure to «Hva hjalp?» at Solvik kommune: what worked, what did not, and what is tried now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from samspill.content.measures import library_measure
from samspill.measures.actions import Ending, end_measure, move_measure_on
from samspill.measures.actions.conversations import (
    Beginning,
    Written,
    begin_conversation,
    finish_conversation,
    save_step,
)
from samspill.measures.actions.stories import Tale, adopt_story, tell_comment, tell_story, thank_story
from samspill.measures.models import Conversation, Measure, Story
from samspill.measures.queries.effect import effect_of
from samspill.measures.rules import MeasurePlan
from samspill.measures.rules.conversations import Pick, Point, script_of
from samspill.organisations.models import Organisation, Person, Unit
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.results.access import result_for, round_with_figures

Look = Callable[[str, datetime], Viewer]
MEETING = timedelta(days=5)
IMPROVES_AT, FALLS_AT = 10, 12
"""The rounds after which the two teams whose figures truly change meet for the first time."""
JUDGED_AFTER = 7
"""Rounds; six must have passed before others are compared with."""
HELPED = (
    "Vi tok bort tre rapporter ingen leste. Den tiden bruker vi på overlapp, og ingen går hjem med halvgjort arbeid."
)
LEARNT = "Å øve på å la seg avbryte mindre hjelper lite når telefonen ringer. Det er vaktordningen som må endres."
OVERLAP = "Ti minutter overlapp ved vaktskiftet gjorde at telefonen sluttet å ringe midt i stellet."


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a team agreed on around the table."""

    leader: str
    keep: Sequence[Point]
    change: Sequence[Point]
    causes: str
    library_id: str
    expectation: str
    hoped: float


IMPROVING = Meeting(
    leader="leder-solbakken-2",
    keep=[Point("KOLLSTØTTE", "Vi spør hverandre før det blir for mye")],
    change=[Point("FOKUS", "Vi rekker ikke å gjøre ferdig det vi begynner på")],
    causes="Tre rapporter skrives dobbelt\nIngen overlapp mellom vaktene",
    library_id="O2",
    expectation="At vi får gjøre ferdig det vi begynner på, de fleste kvelder.",
    hoped=3.3,
)
FIRST_TRY = Meeting(
    leader="jonas",
    keep=[Point("KOLLSTØTTE", "Vi hjelper hverandre når det brenner")],
    change=[Point("FOKUS", "Vi blir avbrutt midt i stellet")],
    causes="Telefonen ringer hos den som tilfeldigvis er nærmest",
    library_id="I6",
    expectation="At vi blir flinkere til å holde på det vi driver med.",
    hoped=3.6,
)
SECOND_TRY = Meeting(
    leader="jonas",
    keep=[Point("KOLLSTØTTE", "Vi hjelper hverandre når det brenner"), Point("TILHØR", "Nye blir tatt godt imot")],
    change=[Point("FOKUS", "Én skal ha telefonen, ikke alle")],
    causes="Vakttelefonen har ingen fast eier\nPårørende ringer når vi er midt i morgenstellet",
    library_id="T4",
    expectation="Færre avbrudd midt i stellet, og at rapporten blir skrevet i ro.",
    hoped=3.4,
)


@dataclass(slots=True)
class Loop:
    """Lives along with the rounds; ``look`` finds a person's viewer on a day."""

    organisation: Organisation
    look: Look

    def after_round(self, number: int, closed_at: datetime) -> None:
        at = closed_at + MEETING
        if number == IMPROVES_AT:
            self._meet("solbakken-2", IMPROVING, at)
        if number == FALLS_AT:
            self._meet("nord", FIRST_TRY, at)
        if number == IMPROVES_AT + JUDGED_AFTER:
            measure = self._judge("solbakken-2", IMPROVING, "Begynn med det ingen leser.", at)
            self._tell(measure, at + timedelta(days=1))
        if number == FALLS_AT + JUDGED_AFTER:
            self._judge("nord", FIRST_TRY, LEARNT, at)

    def at_last(self, now: datetime) -> None:
        """What is under way when somebody looks."""
        at = max(now - timedelta(days=6), now.replace(day=1))
        self._talk_with_cards(at)
        self._keep_a_comment(at)
        if self._meet("nord", SECOND_TRY, at) is None:
            return
        story = Story.objects.filter(organisation=self.organisation, text=HELPED).first()
        if story:
            adopt_story(story=story, unit=self._unit("sor"), by=self.look("leder-sor", at), now=at)

    def _unit(self, name: str) -> Unit:
        return Unit.objects.get(organisation=self.organisation, external_id=name)

    def _meet(self, name: str, meeting: Meeting, at: datetime) -> Measure | None:
        """A conversation about the latest figures, and its measure begun some days after."""
        unit, by = self._unit(name), self.look(meeting.leader, at)
        about = round_with_figures(by, unit)
        if about is None:
            return None
        conversation = begin_conversation(unit=unit, how=Beginning("result", 60, about), by=by, now=at)
        conversation = _talked(conversation, meeting, by, at)
        plan = _plan(conversation, meeting, by, at)
        [measure] = finish_conversation(conversation=conversation, plans=[plan], by=by, now=at)
        return move_measure_on(measure=measure, status=Measure.Status.UNDER_WAY, by=by, now=at + timedelta(hours=1))

    def _judge(self, name: str, meeting: Meeting, lesson: str, at: datetime) -> Measure | None:
        """The team says what the figures say, whichever way they went."""
        by = self.look(meeting.leader, at)
        measure = Measure.objects.filter(unit=self._unit(name), library_id=meeting.library_id).first()
        effect = effect_of(by, measure, "nb") if measure else None
        if measure is None or effect is None:
            return None
        measure = move_measure_on(measure=measure, status=Measure.Status.EVALUATING, by=by, now=at)
        return end_measure(measure=measure, ending=Ending(verdict=effect.verdict, lesson=lesson), by=by, now=at)

    def _tell(self, measure: Measure | None, at: datetime) -> None:
        if measure is None:
            return
        tale = Tale(HELPED, factor="FOKUS", unit=measure.unit, measure=measure)
        story = tell_story(tale=tale, by=self.look("leder-solbakken-2", at), now=at)
        for who in ("kari", "jonas", "amina", "per", "leder-sor", "leder-rus"):
            thank_story(story=story, by=self.look(who, at), now=at)

    def _keep_a_comment(self, at: datetime) -> None:
        """Amina keeps something people in the area wrote; and Kari tells of the overlap herself."""
        amina, helse = self.look("amina", at), self._unit("helse")
        commented = PulseRound.objects.filter(
            organisation=self.organisation, has_comments=True, state=PulseRound.State.PUBLISHED
        )
        for pulse_round in commented.order_by("-closes_at"):
            told = result_for(amina, helse, round_id=pulse_round.pk, language="nb").comments
            if kept := next((one for one in told if one.can_be_told_on and one.text != OVERLAP), None):
                tell_comment(key=kept.key, by=amina, now=at)
                break
        tell_story(tale=Tale(OVERLAP, factor="FOKUS", unit=self._unit("nord")), by=self.look("kari", at), now=at)

    def _talk_with_cards(self, at: datetime) -> None:
        """Four people at the front desk, too few to be asked."""
        unit, by = self._unit("servicetorg"), self.look("leder-servicetorg", at)
        conversation = begin_conversation(unit=unit, how=Beginning("dialogue", 45), by=by, now=at)
        meeting = Meeting(
            leader="leder-servicetorg",
            keep=[Point("AUTONOMI", "Vi bestemmer rekkefølgen selv")],
            change=[Point("ENDRING", "Vi får vite om nye rutiner samme dag")],
            causes="Vi står ikke på listen når rutiner sendes ut",
            library_id="O5",
            expectation="At vi får vite om endringer en uke før.",
            hoped=3.5,
        )
        conversation = _talked(conversation, meeting, by, at)
        plan = _plan(conversation, meeting, by, at)
        finish_conversation(conversation=conversation, plans=[plan], by=by, now=at)


def _talked(conversation: Conversation, meeting: Meeting, by: Viewer, at: datetime) -> Conversation:
    shipped = library_measure(meeting.library_id)
    for step in script_of(conversation.kind).steps[:-1]:
        points = {"keep": meeting.keep, "change": meeting.change}.get(step.output, ())
        written = Written(
            cards=[point.factor for point in (*meeting.keep, *meeting.change)],
            points=points,
            causes=meeting.causes,
            picks=[Pick(shipped.title.nb, library_id=shipped.id)],
        )
        conversation = save_step(conversation=conversation, step_id=step.id, written=written, by=by, now=at)
    return conversation


def _plan(conversation: Conversation, meeting: Meeting, by: Viewer, at: datetime) -> MeasurePlan:
    shipped, day = library_measure(meeting.library_id), timezone.localdate(at)
    return MeasurePlan(
        unit=conversation.unit,
        title=shipped.title.nb,
        level=str(shipped.level),
        starts_on=day,
        due_on=day + timedelta(weeks=8),
        evaluate_on=day + timedelta(weeks=10),
        aim=meeting.change[0].text,
        description="\n".join(step.nb for step in shipped.steps),
        factors=shipped.factors[:3],
        library_id=shipped.id,
        origin=Measure.Origin.RESULT if conversation.pulse_round_id else Measure.Origin.DIALOGUE,
        pulse_round=conversation.pulse_round,
        conversation=conversation,
        responsible=Person.objects.get(pk=by.person_id or 0),
        took_part="Teamet og verneombudet",
        expectation=meeting.expectation,
        indicator="P3" if "FOKUS" in shipped.factors else "P1",
        hoped_level=meeting.hoped,
    )
