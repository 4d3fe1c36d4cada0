from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.answers import seal
from samspill.pulses.tests.rounds import an_open_round
from samspill.sealing import CannotOpen
from tests.cast import Cast

LAYOUT = seal.Layout(("P1", "P2", "P3"), 1, 5)
answers = st.fixed_dictionaries({item: st.none() | st.integers(1, 5) for item in LAYOUT.items})


@given(st.lists(answers, max_size=40))
def test_a_tally_counts_what_was_answered_and_nothing_else(given: list[dict[str, int | None]]) -> None:
    block = seal.empty(LAYOUT)
    for one in given:
        block = seal.add(block, LAYOUT, one)
    counted = seal.read(block, LAYOUT)
    assert counted.respondents == len(given)
    for item in LAYOUT.items:
        assert counted.counts[item] == tuple(sum(one[item] == value for one in given) for value in range(1, 6))


@given(st.lists(answers, max_size=10))
def test_the_length_of_a_tally_says_nothing(given: list[dict[str, int | None]]) -> None:
    block = seal.empty(LAYOUT)
    for one in given:
        block = seal.add(block, LAYOUT, one)
    assert len(block) == len(seal.empty(LAYOUT))


def test_the_order_of_answers_cannot_be_read_from_a_tally() -> None:
    first, second = {"P1": 1, "P2": 2, "P3": None}, {"P1": 5, "P2": 5, "P3": 3}
    one = seal.add(seal.add(seal.empty(LAYOUT), LAYOUT, first), LAYOUT, second)
    other = seal.add(seal.add(seal.empty(LAYOUT), LAYOUT, second), LAYOUT, first)
    assert one == other


@pytest.mark.django_db
def test_a_tally_moved_to_another_cell_does_not_open(cast: Cast, now: datetime) -> None:
    pulse_round = an_open_round(cast, now)
    sealed = seal.seal_tally(seal.empty(LAYOUT), pulse_round=pulse_round, table="unit", cell_id=1)
    assert seal.open_tally(sealed, pulse_round=pulse_round, table="unit", cell_id=1) == seal.empty(LAYOUT)
    for table, cell_id in (("unit", 2), ("site", 1)):
        with pytest.raises(CannotOpen):
            seal.open_tally(sealed, pulse_round=pulse_round, table=table, cell_id=cell_id)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "Kort.", "æ" * 400, '"' * 400, "🙂" * 400, "\x01" * 300])
def test_a_written_page_is_as_long_as_a_blank_one(cast: Cast, now: datetime, text: str) -> None:
    pulse_round = an_open_round(cast, now)
    written = seal.Written(text, "team", "nb")
    sealed = seal.seal_comment(written, pulse_round=pulse_round, cell_id=1)
    assert len(sealed) == len(seal.seal_comment(seal.Written("", "team", "nb"), pulse_round=pulse_round, cell_id=1))
    assert seal.open_comment(sealed, pulse_round=pulse_round, cell_id=1) == (written if text else None)
