"""Sets as integers behave as sets."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from samspill.insight.bits import add, between, largest, runs, smallest

SETS = st.sets(st.integers(0, 60), max_size=12)


def bits(members):
    return sum(1 << member for member in members)


def members(bits_):
    return {place for place in range(bits_.bit_length()) if bits_ >> place & 1}


@given(SETS, SETS)
def test_adding_gives_every_sum_of_a_member_of_each(left, right):
    assert members(add(bits(left), bits(right))) == {x + y for x in left for y in right}


@given(SETS)
def test_runs_are_the_unbroken_ranges_in_order(given_set):
    found = runs(bits(given_set))
    assert {first + step for first, length in found for step in range(length)} == given_set
    assert all(one + length < other for (one, length), (other, _) in pairwise(found))


@given(SETS.filter(bool))
def test_the_ends_of_a_set(given_set):
    assert (smallest(bits(given_set)), largest(bits(given_set))) == (min(given_set), max(given_set))


@given(st.integers(-5, 20), st.integers(-5, 20))
def test_between_holds_both_ends_and_nothing_below_zero(low, high):
    assert members(between(low, high)) == set(range(max(low, 0), high + 1))
