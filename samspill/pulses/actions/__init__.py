"""What can be done with rounds, questionnaires, invitations and tokens."""

from samspill.pulses.actions.approvals import approve_membership, record_consultation, reword_texts
from samspill.pulses.actions.closing import cancel_round, forget_round, forget_tokens, miss_round, stop_receiving
from samspill.pulses.actions.codes import draw_codes
from samspill.pulses.actions.invitations import queue_invitations
from samspill.pulses.actions.opening import open_round
from samspill.pulses.actions.planning import (
    RoundPlan,
    choose_rhythm,
    plan_round,
    plan_year,
    replan_round,
)
from samspill.pulses.actions.questionnaires import keep_questionnaire, retire_questionnaire
from samspill.pulses.actions.running import note_obstacle, say_participation
from samspill.pulses.actions.tokens import Spent, make_home_token, spend_token

__all__ = [
    "RoundPlan",
    "Spent",
    "approve_membership",
    "cancel_round",
    "choose_rhythm",
    "draw_codes",
    "forget_round",
    "forget_tokens",
    "keep_questionnaire",
    "make_home_token",
    "miss_round",
    "note_obstacle",
    "open_round",
    "plan_round",
    "plan_year",
    "queue_invitations",
    "record_consultation",
    "replan_round",
    "retire_questionnaire",
    "reword_texts",
    "say_participation",
    "spend_token",
    "stop_receiving",
]
