"""One step of a conversation, put together for the wall and for the phone in somebody's hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.content.conversation import ConversationStep, FactorCard, factor_cards
from samspill.content.factors import Factor, factor
from samspill.content.items import item_bank
from samspill.content.measures import library
from samspill.design.edits import Edit, Subject
from samspill.measures.forms.conversations import (
    AgreeForm,
    CardsForm,
    CausesForm,
    PicksForm,
    PointsForm,
    StepForm,
)
from samspill.measures.models import Choice, Conversation, Measure, Proposal
from samspill.measures.queries.conversations import (
    Agreed,
    agreed,
    own_measures_for,
    people_of,
    suggestions,
    to_change,
)
from samspill.measures.rules import MeasurePlan
from samspill.measures.rules.conversations import Point, can_lead, script_of
from samspill.organisations.rules import Viewer
from samspill.results.access import UnitPage, result_for

DUE, EVALUATE = timedelta(weeks=8), timedelta(weeks=10)
"""Eight to twelve weeks is when something may be seen; one month is only chance."""
Kind = Proposal.Kind
StepSubject = Subject[StepForm, Conversation]
Standing = Callable[[Conversation], Mapping[str, Any]]


@dataclass(slots=True)
class Meeting:
    """A step as one viewer sees it. ``form`` is for whoever leads."""

    viewer: Viewer
    conversation: Conversation
    step: ConversationStep
    language: str
    result: UnitPage | None
    may_lead: bool
    form: Any = None

    def __post_init__(self) -> None:
        if self.form is None and self.may_lead:
            self.form = edit_of(self, None).form

    # -- what stands on the wall ----------------------------------------------

    @property
    def title(self) -> str:
        return self.step.title.in_language(self.language)

    @property
    def question(self) -> str:
        return self.step.question.in_language(self.language)

    @property
    def how(self) -> str:
        return self.step.how.in_language(self.language)

    @property
    def say(self) -> str:
        return self.step.say.in_language(self.language)

    @property
    def unit_name(self) -> str:
        return self.conversation.unit.name_in(self.language)

    @property
    def ground_rules(self) -> list[str]:
        """Read aloud before the first step."""
        rules = script_of(self.conversation.kind).ground_rules if self.place == 0 else ()
        return [line.in_language(self.language) for line in rules]

    @property
    def minutes(self) -> int:
        return self._minutes(self.step)

    @property
    def minutes_after(self) -> int:
        return sum(map(self._minutes, self._steps[self.place + 1 :]))

    def _minutes(self, step: ConversationStep) -> int:
        return step.minutes[self.conversation.minutes]

    # -- where one is ----------------------------------------------------------

    @property
    def _steps(self) -> tuple[ConversationStep, ...]:
        return script_of(self.conversation.kind).steps

    @property
    def place(self) -> int:
        return self._steps.index(self.step)

    @property
    def number(self) -> int:
        return self.place + 1

    @property
    def is_last(self) -> bool:
        return self.number == len(self._steps)

    @property
    def is_behind(self) -> bool:
        """The group has gone on from here."""
        return self.conversation.step > self.place

    @property
    def next_id(self) -> str:
        return self._steps[min(self.place + 1, len(self._steps) - 1)].id

    @property
    def way(self) -> list[tuple[str, str]]:
        """Every step with its address; one may look back, and ahead."""
        return [
            (step.title.in_language(self.language), reverse("conversation_step", args=[self.conversation.pk, step.id]))
            for step in self._steps
        ]

    # -- what is known so far -----------------------------------------------------

    @property
    def cards(self) -> list[tuple[str, str, str]]:
        """The cards on the table: what each is about, how it is when it works, and what wears."""
        chosen = set(self.conversation.cards)
        shown = [card for code, card in factor_cards().items() if code in chosen] if self.place else all_cards()
        return [
            (
                card.factor.name.in_language(self.language),
                card.good.in_language(self.language),
                card.strained.in_language(self.language),
            )
            for card in shown
        ]

    @property
    def keep(self) -> list[Agreed]:
        return agreed(self.conversation, Kind.KEEP, self.language)

    @property
    def change(self) -> list[Agreed]:
        return agreed(self.conversation, Kind.CHANGE, self.language)

    @property
    def starters(self) -> list[str]:
        """How a sentence may begin, for those who write on the wall."""
        if self.step.output not in {"keep", "change"}:
            return []
        cards = [factor_cards()[code] for code in self._topics if code in factor_cards()]
        return [getattr(card, self.step.output).in_language(self.language) for card in cards][:4]

    @property
    def _topics(self) -> list[str]:
        """What there is to choose between: of a result its items' factors, else the cards on the table."""
        if self.result and self.result.table:
            return list(dict.fromkeys(row.factor for row in self.result.table.rows if row.factor))
        return list(self.conversation.cards)

    @property
    def topics(self) -> list[Factor]:
        """Those first, then what else a group may talk about."""
        return [factor(code) for code in dict.fromkeys([*self._topics, *factor_cards()])]

    @property
    def suggested(self) -> list[tuple[str, str, str, str]]:
        """Level, title, in a few words what it is, and the address of its page."""
        return [
            (one.level, one.title.in_language(self.language), one.summary.in_language(self.language), one.id)
            for one in suggestions(to_change(self.conversation))
        ]


def all_cards() -> list[FactorCard]:
    return [card for card in factor_cards().values() if not card.factor.optional]


def meeting_at(viewer: Viewer, conversation: Conversation, step: ConversationStep, language: str) -> Meeting:
    result = None
    if conversation.pulse_round_id is not None and step.id in {"see", "keep", "change"}:
        result = result_for(viewer, conversation.unit, round_id=conversation.pulse_round_id, language=language)
    return Meeting(viewer, conversation, step, language, result, can_lead(viewer, conversation.unit.path))


def edit_of(meeting: Meeting, data: QueryDict | None) -> Edit[StepForm, Conversation]:
    """The form of the step, with what the group has agreed on so far already in it."""
    step = meeting.step
    subject = _SUBJECTS.get("cards" if step.id == "cards" else step.output, _plain)(meeting)
    return Edit(subject, data)


def _subject(meeting: Meeting, standing: Standing, make: Callable[..., StepForm]) -> StepSubject:
    return Subject(row=meeting.conversation, standing=standing, make=make)


def _plain(meeting: Meeting) -> StepSubject:
    return _subject(meeting, lambda _now: {}, StepForm)


def _cards(meeting: Meeting) -> StepSubject:
    make = partial(CardsForm, cards=all_cards(), language=meeting.language)
    return _subject(meeting, lambda now: {"cards": now.cards}, make)


def _points(meeting: Meeting) -> StepSubject:
    step = meeting.step

    def standing(now: Conversation) -> dict[str, Any]:
        told = [Point(one.factor, one.text) for one in now.proposals.all() if one.kind == step.output]
        return PointsForm.of(told, step.most)

    make = partial(PointsForm, step=step, factors=meeting.topics, language=meeting.language)
    return _subject(meeting, standing, make)


def _causes(meeting: Meeting) -> StepSubject:
    return _subject(meeting, lambda now: {"causes": now.causes}, CausesForm)


def _picks(meeting: Meeting) -> StepSubject:
    def standing(now: Conversation) -> dict[str, Any]:
        picked = list(now.choices.all())
        return {
            "chosen": [one.library_id or f"own-{one.own_id}" for one in picked if one.library_id or one.own_id],
            "written_1": next((one.title for one in picked if not (one.library_id or one.own_id)), ""),
        }

    codes = to_change(meeting.conversation)
    own = own_measures_for(meeting.viewer, codes)
    make = partial(PicksForm, shipped=suggestions(codes), own=own, language=meeting.language)
    return _subject(meeting, standing, make)


def _agree(meeting: Meeting) -> StepSubject:
    viewer, conversation = meeting.viewer, meeting.conversation

    def make(data: QueryDict | None, initial: Mapping[str, Any]) -> StepForm:
        return AgreeForm(
            data,
            initial=initial,
            choices=list(conversation.choices.order_by("pk")),
            people=people_of(viewer, conversation.unit, viewer.today),
            due_on=viewer.today + DUE,
        )

    return _subject(meeting, lambda _now: {}, make)


_SUBJECTS: dict[str, Callable[[Meeting], StepSubject]] = {
    "cards": _cards,
    "keep": _points,
    "change": _points,
    "causes": _causes,
    "measures": _picks,
    "responsible": _agree,
}


def plans_of(meeting: Meeting) -> list[MeasurePlan]:
    return [_plan(meeting, choice) for choice in meeting.form.choices]


def _plan(meeting: Meeting, choice: Choice) -> MeasurePlan:
    conversation, today = meeting.conversation, meeting.viewer.today
    shipped = library().get(choice.library_id)
    responsible, due_on, expectation = meeting.form.promised(choice)
    wanted = to_change(conversation)
    codes = [code for code in shipped.factors if code in wanted] or list(shipped.factors)[:3] if shipped else wanted
    own = list(choice.own.factors) if choice.own else []
    return MeasurePlan(
        unit=conversation.unit,
        title=choice.title,
        level=choice.own.level if choice.own else str(shipped.level) if shipped else "team",
        starts_on=today,
        due_on=due_on,
        aim="; ".join(map(str, meeting.change)),
        factors=tuple(own or codes),
        library_id=choice.library_id,
        own=choice.own,
        origin=_origin(conversation),
        pulse_round=conversation.pulse_round,
        conversation=conversation,
        responsible=responsible,
        took_part=_("Teamet, i samtale %(day)s") % {"day": date_format(today, "j. F Y")},
        expectation=expectation,
        indicator=_indicator(choice.library_id, own or codes),
        evaluate_on=today + EVALUATE,
    )


def _origin(conversation: Conversation) -> str:
    return Measure.Origin.RESULT if conversation.pulse_round_id else Measure.Origin.DIALOGUE


def _indicator(library_id: str, codes: Sequence[str]) -> str:
    """The question it should show in: the library's own, else the first of the bank about the same factor."""
    shipped = library().get(library_id)
    if shipped and shipped.evaluation.items:
        return shipped.evaluation.items[0]
    return next((one.id for one in item_bank().items.values() if one.factor in codes and not one.sensitive), "")


def summary_of(viewer: Viewer, conversation: Conversation, language: str) -> dict[str, Any]:
    """What was agreed, and what happens now."""
    return {
        "conversation": conversation,
        "unit": conversation.unit,
        "name": conversation.unit.name_in(language),
        "held_on": timezone.localtime(conversation.finished_at).date() if conversation.finished_at else None,
        "keep": agreed(conversation, Kind.KEEP, language),
        "change": agreed(conversation, Kind.CHANGE, language),
        "causes": [line.strip() for line in conversation.causes.splitlines() if line.strip()],
        "measures": list(conversation.measures.all()),
        "closing": script_of(conversation.kind).closing.in_language(language),
    }
