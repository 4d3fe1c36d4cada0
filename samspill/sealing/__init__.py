"""Sealing bytes with a key, and the installation key that lies outside the database.

XChaCha20-Poly1305 (libsodium's AEAD) with a random nonce and a *context* as associated data: a sealed block
moved to another row, round or table does not open. Who copies the database without the installation key's file
can read nothing that is sealed here.
"""

from __future__ import annotations

from django.conf import settings
from nacl.exceptions import CryptoError
from nacl.secret import Aead
from nacl.utils import random

KEY_BYTES = 32


class CannotOpen(Exception):
    """The key is not the one this was sealed with, or the block was changed or moved."""


def installation_key() -> bytes:
    key = bytes.fromhex(settings.INSTALLATION_KEY)
    if len(key) != KEY_BYTES:
        raise CannotOpen(f"The installation key must be {KEY_BYTES} bytes as hexadecimal text.")
    return key


def new_key() -> bytes:
    return random(KEY_BYTES)


def seal(content: bytes, *, key: bytes, context: str) -> bytes:
    """``content`` so that only ``key`` and the same ``context`` open it; 40 bytes longer."""
    return bytes(Aead(key).encrypt(content, context.encode()))


def open_sealed(sealed: bytes | memoryview, *, key: bytes, context: str) -> bytes:
    try:
        return Aead(key).decrypt(bytes(sealed), context.encode())
    except CryptoError as error:
        raise CannotOpen("Sealed with another key, or changed.") from error
