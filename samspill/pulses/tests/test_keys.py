from __future__ import annotations

import pytest

from samspill.pulses.keys import forget_round_keys, link_token, round_key, wrap_new_round_key
from samspill.pulses.models import Participant, PulseRound
from samspill.sealing import CannotOpen


def a_round(number=7):
    return PulseRound(pk=number, sealed_key=wrap_new_round_key(number))


def test_every_round_has_a_key_of_its_own():
    assert round_key(a_round(7)) != round_key(a_round(8))
    assert len(round_key(a_round())) == 32


def test_a_key_moved_to_another_round_does_not_open():
    moved = a_round(7)
    moved.pk = 8
    with pytest.raises(CannotOpen):
        round_key(moved)


def test_without_the_installation_key_the_round_key_stays_closed(settings):
    pulse_round = a_round()
    settings.INSTALLATION_KEY = "11" * 32
    with pytest.raises(CannotOpen):
        round_key(pulse_round)


def test_what_was_unwrapped_is_not_kept_for_another_key(settings):
    pulse_round = a_round()
    round_key(pulse_round)
    settings.INSTALLATION_KEY = "22" * 32
    with pytest.raises(CannotOpen):
        round_key(pulse_round)


def test_a_key_that_is_gone_is_gone_also_from_memory():
    pulse_round = a_round()
    round_key(pulse_round)
    forget_round_keys()
    pulse_round.sealed_key = None
    with pytest.raises(CannotOpen, match="deleted"):
        round_key(pulse_round)


def test_links_differ_by_person_and_by_round_and_repeat_themselves():
    one, other = Participant(pk=1), Participant(pk=2)
    key, next_key = round_key(a_round(7)), round_key(a_round(8))
    links = {link_token(person, key=each) for person in (one, other) for each in (key, next_key)}
    assert len(links) == 4
    assert link_token(one, key=key) == link_token(one, key=key)
