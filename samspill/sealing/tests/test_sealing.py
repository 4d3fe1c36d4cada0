"""What is sealed opens with its key, in its place, unchanged, and in no other way."""

from __future__ import annotations

import pytest

from samspill.sealing import CannotOpen, installation_key, new_key, open_sealed, seal

SAID = b"Kari har det bra"


def test_what_is_sealed_opens_with_its_key_and_place() -> None:
    key = new_key()
    sealed = seal(SAID, key=key, context="tally:1")
    assert open_sealed(sealed, key=key, context="tally:1") == SAID
    assert open_sealed(memoryview(sealed), key=key, context="tally:1") == SAID


def test_nothing_of_it_can_be_read_or_recognised() -> None:
    key = new_key()
    once, again = (seal(SAID, key=key, context="tally:1") for _ in range(2))
    assert SAID not in once
    assert once != again
    assert len(once) == len(again) == len(SAID) + 40


def test_another_key_another_place_or_one_changed_bit_opens_nothing() -> None:
    key = new_key()
    sealed = seal(SAID, key=key, context="tally:1")
    bent = bytes([sealed[0] ^ 1]) + sealed[1:]
    for block, opener, place in [(sealed, new_key(), "tally:1"), (sealed, key, "tally:2"), (bent, key, "tally:1")]:
        with pytest.raises(CannotOpen):
            open_sealed(block, key=opener, context=place)


def test_an_installation_key_of_the_wrong_length_is_refused(settings) -> None:
    settings.INSTALLATION_KEY = "00" * 16
    with pytest.raises(CannotOpen, match="32 bytes"):
        installation_key()
