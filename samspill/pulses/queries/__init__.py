"""What may be read of rounds, questionnaires, invitations and tokens. Never of answers, which lie elsewhere."""

from samspill.pulses.queries.invited import InvitedUnit, invited_names_for, invited_units_for
from samspill.pulses.queries.memberships import ChangedUnit, changed_units_for
from samspill.pulses.queries.piles import Pile, piles_for
from samspill.pulses.queries.rounds import (
    OpenRound,
    RoundStatus,
    editable_round_for,
    open_rounds_for,
    round_for,
    round_of,
    rounds_for,
    status_for,
)
from samspill.pulses.queries.settings import (
    consultation_for,
    consultations_for,
    consultations_held,
    organisation_for,
    questionnaire_for,
    questionnaires_for,
    rewordings_for,
    rhythm_for,
)
from samspill.pulses.queries.terms import Asked, asked_in, locked_lines
from samspill.pulses.queries.tokens import TokenKind, TokenState, token_state

__all__ = [
    "Asked",
    "ChangedUnit",
    "InvitedUnit",
    "OpenRound",
    "Pile",
    "RoundStatus",
    "TokenKind",
    "TokenState",
    "asked_in",
    "changed_units_for",
    "consultation_for",
    "consultations_for",
    "consultations_held",
    "editable_round_for",
    "invited_names_for",
    "invited_units_for",
    "locked_lines",
    "open_rounds_for",
    "organisation_for",
    "piles_for",
    "questionnaire_for",
    "questionnaires_for",
    "rewordings_for",
    "rhythm_for",
    "round_for",
    "round_of",
    "rounds_for",
    "status_for",
    "token_state",
]
