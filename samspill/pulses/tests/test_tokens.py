from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.pulses.actions import make_home_token
from samspill.pulses.keys import CODE_ALPHABET, code_for_reading, digest_of, link_token, new_code, round_key
from samspill.pulses.models import Channel, Participant, PulseRound, Token
from samspill.pulses.queries import token_state
from samspill.pulses.rules import TokenClosed, TokenSpent, TokenUnknown
from samspill.pulses.tests.rounds import an_open_round, link_of, spend, viewer_of


@pytest.fixture
def pulse_round(cast, now):
    return an_open_round(cast, now)


def test_a_link_may_be_read_any_number_of_times_and_still_answers_once(cast, now, pulse_round):
    link = link_of(cast.kari, pulse_round)
    assert [token_state(link, now=now).kind for _ in range(5)] == ["ok"] * 5
    spent = spend(link, now)
    assert (spent.round_id, spent.cell_id) == (pulse_round.pk, Participant.objects.get(person=cast.kari).cell_id)
    assert token_state(link, now=now).kind == "spent"
    with pytest.raises(TokenSpent):
        spend(link, now)


def test_taking_part_is_marked_and_nothing_else_is_written(cast, now, pulse_round):
    lines = Event.objects.count()
    spend(link_of(cast.kari, pulse_round), now)
    assert Participant.objects.get(person=cast.kari).has_answered
    assert Participant.objects.filter(has_answered=True).count() == 1
    assert Event.objects.count() == lines


def test_the_home_page_gives_the_link_of_the_mail_so_one_person_answers_once(cast, now, pulse_round):
    token = make_home_token(viewer=viewer_of(cast.kari), pulse_round=pulse_round, now=now)
    assert token == link_of(cast.kari, pulse_round)
    spend(token, now)
    with pytest.raises(TokenSpent):
        make_home_token(viewer=viewer_of(cast.kari), pulse_round=pulse_round, now=now)


def test_who_answers_with_a_code_cannot_also_answer_from_the_home_page(cast, now, pulse_round):
    Participant.objects.filter(person=cast.kari).update(channel=Channel.CODE)
    with pytest.raises(Refused, match="kode fra bunken"):
        make_home_token(viewer=viewer_of(cast.kari), pulse_round=pulse_round, now=now)


def test_who_is_not_invited_finds_no_round_to_answer(cast, now, pulse_round):
    with pytest.raises(Hidden):
        make_home_token(viewer=viewer_of(cast.ola), pulse_round=pulse_round, now=now)


def test_a_round_is_closed_by_the_clock_even_if_nobody_closed_it(cast, now, pulse_round):
    link, later = link_of(cast.kari, pulse_round), pulse_round.closes_at
    assert token_state(link, now=later).kind == "closed"
    with pytest.raises(TokenClosed):
        spend(link, later)
    assert not Token.objects.filter(is_spent=True).exists()


@pytest.mark.parametrize("state", ["planned", "closing", "cancelled"])
def test_a_round_that_is_not_open_takes_no_answer(cast, now, pulse_round, state):
    PulseRound.objects.update(state=state)
    with pytest.raises(TokenClosed):
        spend(link_of(cast.kari, pulse_round), now)


def test_an_unknown_token_says_only_that(now, pulse_round):
    state = token_state("ABCD-EFGH", now=now)
    assert (state.kind, state.round_id) == ("unknown", None)
    with pytest.raises(TokenUnknown):
        spend("ABCD-EFGH", now)


def test_when_the_answer_fails_the_token_is_still_good(cast, now, pulse_round):
    link = link_of(cast.kari, pulse_round)

    def fail():
        with transaction.atomic():
            spend(link, now)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert token_state(link, now=now).kind == "ok"


@pytest.mark.parametrize("typed", ["7K0P-1X2M", " 7k0p 1x2m ", "7KOP-LX2M", "7kop.ix2m", "7K0P–1X2M"])
def test_a_code_is_read_as_people_type_it(typed):
    assert digest_of(typed) == digest_of("7K0P1X2M")


def test_a_link_is_taken_letter_by_letter():
    link = "aBcDeFgHiJkLmNoPqRsTuVwX"
    assert digest_of(link) != digest_of(link.upper())


def test_codes_are_readable_and_of_forty_bits():
    code = new_code()
    assert len(code) == 8
    assert set(code) <= set(CODE_ALPHABET)
    assert len(CODE_ALPHABET) == 32
    assert not set("OILU") & set(CODE_ALPHABET)
    assert code_for_reading("ABCDEFGH") == "ABCD-EFGH"


def test_a_copy_of_the_database_without_the_installation_key_cannot_test_guesses(settings, now, cast, pulse_round):
    """The attacker knows the code itself and our source, and still cannot find the row it opens."""
    code = "ABCDEFGH"
    Token.objects.filter(participant__person=cast.kari).update(digest=digest_of(code))
    settings.INSTALLATION_KEY = "00" * 32
    assert not Token.objects.filter(digest=digest_of(code)).exists()
    import hashlib

    plain = {
        getattr(hashlib, name)(text.encode()).hexdigest()
        for name in ("sha256", "sha512")
        for text in (code, f"code:{code}")
    }
    assert not Token.objects.filter(digest__in=plain).exists()


def test_a_link_cannot_be_derived_from_what_lies_in_the_database(cast, now, pulse_round):
    participant = Participant.objects.get(person=cast.kari)
    right = link_token(participant, key=round_key(pulse_round))
    assert link_token(participant, key=bytes(pulse_round.sealed_key)[:32]) != right
    assert len(right) == 24


def test_the_order_of_rows_is_not_the_order_of_people(cast, now, pulse_round):
    keys = list(Token.objects.order_by("participant__person_id").values_list("key", flat=True))
    assert keys != sorted(keys)


def test_not_yet_opened_by_the_clock_is_closed(cast, now, pulse_round):
    PulseRound.objects.update(opens_at=now + timedelta(hours=1))
    assert token_state(link_of(cast.kari, pulse_round), now=now).kind == "closed"
