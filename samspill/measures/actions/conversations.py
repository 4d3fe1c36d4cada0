"""A conversation from the first step to the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samspill.audit.actions import record
from samspill.content.factors import factors
from samspill.measures.actions.plans import decide_measure, propose_measure
from samspill.measures.models import Choice, Conversation, Measure, Proposal
from samspill.measures.rules import MeasurePlan, can_change_plan
from samspill.measures.rules.conversations import (
    Pick,
    Point,
    check_can_begin,
    check_can_drop,
    check_can_lead,
    check_cards,
    check_causes,
    check_is_going_on,
    check_picks,
    check_points,
    script_of,
    step_of,
)
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a meeting is to be: about which round, or with cards; and how long."""

    kind: str
    minutes: int
    pulse_round: PulseRound | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What one step was left with; only what belongs to the step is looked at."""

    cards: Sequence[str] = ()
    points: Sequence[Point] = ()
    causes: str = ""
    picks: Sequence[Pick] = ()


@transaction.atomic
def begin_conversation(*, unit: Unit, how: Beginning, by: Viewer, now: datetime) -> Conversation:
    check_can_lead(by, unit.path)
    check_can_begin(
        kind=how.kind,
        minutes=how.minutes,
        has_figures=how.pulse_round is not None,
        is_under_way=Conversation.objects.filter(unit=unit, finished_at=None).exists(),
    )
    is_result = how.kind == Conversation.Kind.RESULT
    conversation = Conversation.objects.create(
        organisation_id=unit.organisation_id,
        unit=unit,
        kind=how.kind,
        pulse_round=how.pulse_round if is_result else None,
        minutes=how.minutes,
        led_by_id=by.person_id,
        began_at=now,
    )
    record("begin_conversation", by=by, now=now, subject=conversation)
    return conversation


@transaction.atomic
def save_step(*, conversation: Conversation, step_id: str, written: Written, by: Viewer, now: datetime) -> Conversation:
    """Keep what the group agreed on in one step, and go on to the next."""
    conversation = _locked(conversation, by)
    step = step_of(conversation, step_id)
    if step is None:
        raise LookupError(step_id)
    if step.id == "cards":
        check_cards(written.cards)
        conversation.cards = list(written.cards)
    elif step.output in Proposal.Kind.values:
        check_points(written.points, kind=step.output, most=step.most, known=factors())
        _keep_points(conversation, step.output, written.points)
    elif step.output == "causes":
        check_causes(written.causes)
        conversation.causes = written.causes
    elif step.output == "measures":
        check_picks(written.picks, most=step.most)
        _keep_picks(conversation, written.picks)
    order = [each.id for each in script_of(conversation.kind).steps]
    conversation.step = min(order.index(step_id) + 1, len(order) - 1)
    conversation.save()
    record("save_step", by=by, now=now, subject=conversation, step=step_id)
    return conversation


@transaction.atomic
def finish_conversation(
    *, conversation: Conversation, plans: Sequence[MeasurePlan], by: Viewer, now: datetime
) -> list[Measure]:
    """What was agreed lands in the plan: decided where the one who leads it may decide, else put forward."""
    conversation = _locked(conversation, by)
    put = decide_measure if can_change_plan(by, conversation.unit.path) else propose_measure
    made = [put(plan=plan, by=by, now=now) for plan in plans]
    Choice.objects.filter(conversation=conversation).delete()
    conversation.finished_at = now
    conversation.save()
    record("finish_conversation", by=by, now=now, subject=conversation, measures=len(made))
    return made


@transaction.atomic
def drop_conversation(*, conversation: Conversation, by: Viewer, now: datetime) -> None:
    """It came to nothing: what was written goes."""
    check_can_lead(by, conversation.unit.path)
    conversation = Conversation.objects.select_for_update(of=("self",)).get(pk=conversation.pk)
    check_can_drop(conversation)
    record("drop_conversation", by=by, now=now, subject=conversation)
    conversation.delete()


def _locked(conversation: Conversation, by: Viewer) -> Conversation:
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("unit", "pulse_round")
    conversation = rows.get(pk=conversation.pk)
    check_can_lead(by, conversation.unit.path)
    check_is_going_on(conversation)
    return conversation


def _keep_points(conversation: Conversation, kind: str, points: Sequence[Point]) -> None:
    Proposal.objects.filter(conversation=conversation, kind=kind).delete()
    Proposal.objects.bulk_create(
        Proposal(conversation=conversation, kind=kind, factor=point.factor, text=point.text)
        for point in points
        if not point.is_empty
    )


def _keep_picks(conversation: Conversation, picks: Sequence[Pick]) -> None:
    Choice.objects.filter(conversation=conversation).delete()
    Choice.objects.bulk_create(
        Choice(conversation=conversation, title=pick.title, library_id=pick.library_id, own=pick.own) for pick in picks
    )
