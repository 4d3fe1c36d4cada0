from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import connection

from samspill.pulses.keys import digest_of

TokenKind = Literal["ok", "spent", "closed", "unknown"]

# Plain SQL: building this statement anew would cost more than all the rest of the answering page.
_STATE = """
SELECT t.is_spent, t.pulse_round_id, t.cell_id,
       CASE WHEN r.state = 'open' AND r.opens_at <= %s AND r.closes_at > %s THEN 1 ELSE 0 END
FROM pulses_token t JOIN pulses_pulseround r ON r.id = t.pulse_round_id
WHERE t.digest = %s
"""


@dataclass(frozen=True, slots=True)
class TokenState:
    kind: TokenKind
    digest: str
    round_id: int | None = None
    cell_id: int | None = None


def token_state(token: str, *, now: datetime) -> TokenState:
    """What a link's token or a typed code is good for. Reading it changes nothing: mail scanners fetch links."""
    digest = digest_of(token)
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [moment, moment, digest])
        found = cursor.fetchone()
    if found is None:
        return TokenState("unknown", digest)
    is_spent, round_id, cell_id, is_receiving = found
    kind: TokenKind = "closed" if not is_receiving else "spent" if is_spent else "ok"
    return TokenState(kind, digest, round_id, cell_id)
