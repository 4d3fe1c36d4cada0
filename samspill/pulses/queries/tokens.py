from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from samspill.pulses.keys import digest_of
from samspill.pulses.models import PulseRound, Token
from samspill.pulses.rules import is_receiving

TokenKind = Literal["ok", "spent", "closed", "unknown"]


@dataclass(frozen=True, slots=True)
class TokenState:
    kind: TokenKind
    digest: str
    round_id: int | None = None
    cell_id: int | None = None
    pulse_round: PulseRound | None = None


def token_state(token: str, *, now: datetime) -> TokenState:
    """What a link's token or a typed code is good for. Reading it changes nothing: mail scanners fetch links."""
    digest = digest_of(token)
    found = Token.objects.select_related("pulse_round__organisation").filter(digest=digest).first()
    if found is None:
        return TokenState("unknown", digest)
    kind: TokenKind = "spent" if found.is_spent else "ok"
    pulse_round = found.pulse_round
    if not is_receiving(pulse_round, now):
        kind = "closed"
    return TokenState(kind, digest, found.pulse_round_id, found.cell_id, pulse_round)
