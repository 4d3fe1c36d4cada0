"""The secrets of a round: the key its answers are sealed with, and the tokens that give a right to answer.

A personal link is *derived* from the round key and the participant's random key instead of being drawn and
kept. So the first mail, the reminder and the home page carry the same link, a crash half-way can repeat itself
without making a second one, and no extra row tells who was reminded, which would tell who had answered by then.
Without the installation key nobody can derive a link, or test a guess at a code against a copy of the database.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64encode
from functools import lru_cache

from samspill.pulses.models import Participant, PulseRound
from samspill.sealing import CannotOpen, installation_key, new_key, open_sealed, seal

LINK_BYTES = 18
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, "–": None, "_": None, ".": None})
_LONGEST_TYPED_CODE = 2 * CODE_LENGTH


def wrap_new_round_key(round_id: int) -> bytes:
    """A new key for the answers of one round, as it may lie in the database."""
    return seal(new_key(), key=installation_key(), context=_context(round_id))


def round_key(pulse_round: PulseRound) -> bytes:
    """The round's key, unwrapped. Raises ``CannotOpen`` when it is gone, since the round is closed."""
    if pulse_round.sealed_key is None:
        raise CannotOpen("The key of this round was deleted when it closed.")
    return _unwrapped(pulse_round.pk, bytes(pulse_round.sealed_key), installation_key())


def forget_round_keys() -> None:
    """Let go of the unwrapped keys this process holds; called when a round has closed."""
    _unwrapped.cache_clear()


@lru_cache(maxsize=32)
def _unwrapped(round_id: int, sealed_key: bytes, outer: bytes) -> bytes:
    return open_sealed(sealed_key, key=outer, context=_context(round_id))


def _context(round_id: int) -> str:
    return f"round:{round_id}"


def link_token(participant: Participant, *, key: bytes) -> str:
    """The 144 bits at the end of this person's link; ``key`` is the round's."""
    derived = hmac.digest(key, f"samspill link:{participant.pk}".encode(), "sha256")
    return urlsafe_b64encode(derived[:LINK_BYTES]).decode()


def new_code() -> str:
    """A code from the pile, 40 random bits: eight signs that are not mistaken for one another."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def code_for_reading(code: str) -> str:
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def digest_of(token: str) -> str:
    """What is kept of a link's token or of a code as it was typed.

    Keyed, because the codes are short: with a plain hash, whoever copies the database could try all of them.
    """
    return hmac.digest(_digest_key(installation_key()), _normal(token).encode(), "sha256").hex()


@lru_cache(maxsize=4)
def _digest_key(outer: bytes) -> bytes:
    return hmac.digest(outer, b"samspill token digest", "sha256")


def _normal(token: str) -> str:
    given = token.strip()
    if len(given) > _LONGEST_TYPED_CODE:
        return f"link:{given}"
    return f"code:{given.upper().translate(_MISREAD)}"
