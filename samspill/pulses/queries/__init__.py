"""What may be read of rounds, questionnaires, invitations and tokens. Never of answers, which lie elsewhere."""

from samspill.pulses.queries.choices import (
    attribute_choices_for,
    audience_choices_for,
    audience_ids,
    bank_by_factor,
    definition_for,
    question_choices_for,
)
from samspill.pulses.queries.definitions import (
    definition_of,
    shipped_definition,
)
from samspill.pulses.queries.invited import (
    InvitedUnit,
    invited_names_for,
    invited_units_for,
)
from samspill.pulses.queries.memberships import (
    ChangedUnit,
    changed_units_for,
    represents_somebody,
)
from samspill.pulses.queries.piles import (
    Pile,
    piles_for,
)
from samspill.pulses.queries.rounds import (
    OpenRound,
    RoundStatus,
    coming_rounds_for,
    due_between,
    earlier_rounds_for,
    editable_round_for,
    open_rounds_for,
    round_for,
    round_of,
    rounds_for,
    rounds_of_year_for,
    status_for,
)
from samspill.pulses.queries.settings import (
    consultation_for,
    consultations_for,
    consultations_held,
    questionnaire_for,
    questionnaires_for,
    reads_minutes,
    rewordings_for,
    rhythm_for,
)
from samspill.pulses.queries.terms import (
    Asked,
    asked_in,
    locked_lines,
)
from samspill.pulses.queries.tokens import (
    TokenKind,
    TokenState,
    token_state,
)

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
    "attribute_choices_for",
    "audience_choices_for",
    "audience_ids",
    "bank_by_factor",
    "changed_units_for",
    "coming_rounds_for",
    "consultation_for",
    "consultations_for",
    "consultations_held",
    "definition_for",
    "definition_of",
    "due_between",
    "earlier_rounds_for",
    "editable_round_for",
    "invited_names_for",
    "invited_units_for",
    "locked_lines",
    "open_rounds_for",
    "piles_for",
    "question_choices_for",
    "questionnaire_for",
    "questionnaires_for",
    "reads_minutes",
    "represents_somebody",
    "rewordings_for",
    "rhythm_for",
    "round_for",
    "round_of",
    "rounds_for",
    "rounds_of_year_for",
    "shipped_definition",
    "status_for",
    "token_state",
]
