from __future__ import annotations

import struct
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.answers import seal
from samspill.insight.drivers import Sums
from samspill.pulses.tests.rounds import an_open_round
from samspill.sealing import CannotOpen
from tests.cast import Cast

LAYOUT = seal.Layout(("P1", "P2", "P3"), 1, 5)
UNHURRIED = settings(deadline=None)
"""How long one example takes on a busy machine is no promise."""
answers = st.fixed_dictionaries({item: st.none() | st.integers(1, 5) for item in LAYOUT.items})


@UNHURRIED
@given(st.lists(answers, max_size=40))
def test_a_tally_counts_what_was_answered_and_nothing_else(given: list[dict[str, int | None]]) -> None:
    block = seal.empty(LAYOUT)
    for one in given:
        block = seal.add(block, LAYOUT, one)
    counted = seal.read(block, LAYOUT)
    assert counted.respondents == len(given)
    for item in LAYOUT.items:
        assert counted.counts[item] == tuple(sum(one[item] == value for one in given) for value in range(1, 6))


@UNHURRIED
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


PAIRS = seal.PairLayout(("B01", "B04"), ("P1", "P2", "P3"), frozenset({"B04"}), 1, 5)
ticks = st.lists(st.tuples(*[st.integers(0, 5)] * 5), max_size=12)


def sheets(given: list[tuple[int, ...]]) -> list[dict[str, int | None]]:
    """Answers as they come in; nothing where 0 was drawn."""
    return [dict(zip((*PAIRS.items, *PAIRS.index), (tick or None for tick in one), strict=True)) for one in given]


@UNHURRIED
@given(ticks)
def test_a_shard_holds_the_sums_of_those_who_answered_both(given: list[tuple[int, ...]]) -> None:
    block = seal.no_pairs(PAIRS)
    for one in sheets(given):
        block = seal.add_pairs(block, PAIRS, one)
    whole = [one for one in sheets(given) if None not in [one[item] for item in PAIRS.index]]
    found = seal.read_pairs(block, PAIRS)
    for item in PAIRS.items:
        answered = [one for one in whole if one[item] is not None]
        pairs = [
            (abs(one[item] - (5 if item == "B04" else 1)), sum(one[p] for p in PAIRS.index) - 3) for one in answered
        ]
        assert found[item] == (Sums.of(pairs) if pairs else Sums())


@UNHURRIED
@given(ticks)
def test_the_length_of_a_shard_says_nothing(given: list[tuple[int, ...]]) -> None:
    block = seal.no_pairs(PAIRS)
    for one in sheets(given):
        block = seal.add_pairs(block, PAIRS, one)
    assert len(block) == len(seal.no_pairs(PAIRS)) == 2 * 6 * 4


def test_a_hundred_thousand_of_the_most_content_do_not_overflow_a_shard() -> None:
    layout = seal.PairLayout(("T1",), ("P1", "P2", "P3"), frozenset(), 0, 10)
    full = seal.add_pairs(seal.no_pairs(layout), layout, dict.fromkeys(("T1", "P1", "P2", "P3"), 10))
    assert max(struct.unpack(layout.format, full)) * 100_000 < 2**32


@pytest.mark.parametrize(
    ("items", "told"),
    [(("P1", "P2", "P3"), ()), (("P1", "B01"), ()), (("P1", "P2", "P3", "B01", "B22"), ("B01",))],
)
def test_there_are_pairs_only_where_more_is_asked_than_the_index(items: tuple[str, ...], told: tuple[str, ...]) -> None:
    asked = [{"id": item, "direction": "+", "sensitive": item == "B22"} for item in items]
    layout = seal.pair_layout_of({"scale": {"min": 1, "max": 5}, "items": asked})
    assert (layout.items if layout else ()) == told


@pytest.mark.django_db
def test_a_shard_in_anothers_place_does_not_open(cast: Cast, now: datetime) -> None:
    pulse_round = an_open_round(cast, now)
    sealed = seal.seal_shard(seal.no_pairs(PAIRS), pulse_round=pulse_round, number=3)
    assert seal.open_shard(sealed, pulse_round=pulse_round, number=3) == seal.no_pairs(PAIRS)
    with pytest.raises(CannotOpen):
        seal.open_shard(sealed, pulse_round=pulse_round, number=4)


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
