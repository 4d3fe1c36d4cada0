"""What may be read of rounds, questionnaires, invitations and tokens. Never of answers: they lie elsewhere."""

from samspill.pulses.queries.rounds import round_of
from samspill.pulses.queries.tokens import TokenKind, TokenState, token_state

__all__ = ["TokenKind", "TokenState", "round_of", "token_state"]
