"""Conversations for tests: begun as people begin them, about a round with figures or with cards."""

from __future__ import annotations

from datetime import datetime

from samspill.measures.actions.conversations import Beginning, Written, begin_conversation, save_step
from samspill.measures.models import Conversation
from samspill.measures.rules.conversations import Pick, Point
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.results.actions import close_round
from samspill.results.tests.rounds import open_round
from tests.cast import Cast

CALM = [2, 3, 3, 4, 4, 3, 3, 2, 4, 3, 4, 2]


def a_round(cast: Cast, now: datetime) -> PulseRound:
    """Figures for Nord and Sør, too few in Teknisk."""
    answers = {cast.nord: CALM, cast.sor: CALM, cast.teknisk: [3, 2]}
    return close_round(pulse_round=open_round(cast.solvik, answers, now=now), now=now)


def about_figures(cast: Cast, *, by: Viewer, now: datetime) -> Conversation:
    how = Beginning("result", 60, a_round(cast, now))
    return begin_conversation(unit=cast.nord, how=how, by=by, now=now)


def with_cards(unit: Unit, *, by: Viewer, now: datetime) -> Conversation:
    return begin_conversation(unit=unit, how=Beginning("dialogue", 45), by=by, now=now)


def brought_to_agreement(conversation: Conversation, *, by: Viewer, now: datetime) -> Conversation:
    """Everything but the last step: one thing to keep, one to change, its cause, and what to try."""
    steps = {
        "see": Written(),
        "cards": Written(cards=["FOKUS", "MENGDE"]),
        "keep": Written(points=[Point("KOLLSTØTTE", "Vi hjelper hverandre"), Point()]),
        "change": Written(points=[Point("FOKUS"), Point()]),
        "causes": Written(causes="Telefonen ringer midt i stellet"),
        "choose": Written(picks=[Pick("Stilleblokker og avbruddsregler", library_id="T4")]),
    }
    first = "see" if conversation.kind == "result" else "cards"
    for step_id in (first, "keep", "change", "causes", "choose"):
        conversation = save_step(
            conversation=conversation,
            step_id=step_id,
            written=steps[step_id],
            by=by,
            now=now,
        )
    return conversation
