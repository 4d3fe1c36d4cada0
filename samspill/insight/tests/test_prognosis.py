"""What the set-up guide promises a small workplace."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from samspill.insight import prognosis
from samspill.insight.errors import BadInput
from samspill.insight.prognosis import Advice, Team, advise, chance, people_needed, rounds_with_figure


def test_the_examples_in_the_documentation_hold():
    result = doctest.testmod(prognosis)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(("eligible", "share"), [(5, 0.19), (6, 0.46), (7, 0.69), (8, 0.84), (11, 0.99)])
def test_the_chance_of_a_figure_is_what_the_design_says(eligible, share):
    assert round(chance(eligible), 2) == share


@given(st.integers(0, 60), st.floats(0, 1), st.integers(1, 8))
def test_the_chance_is_the_upper_tail_of_a_binomial(eligible, rate, k):
    assert chance(eligible, rate=rate, k=k) == pytest.approx(binom.sf(k - 1, eligible, rate), abs=1e-9)


@pytest.mark.parametrize("eligible", [50, 1_031, 20_000])
def test_a_unit_may_have_any_number_of_people(eligible):
    assert 1 - 1e-9 < chance(eligible) <= 1
    assert chance(eligible, rate=0.004) == pytest.approx(binom.sf(4, eligible, 0.004), rel=1e-9)


def test_where_everybody_answers_the_smallest_group_is_enough_and_where_nobody_does_none_is():
    assert [chance(people, rate=1) for people in (4, 5, 6)] == [0.0, 1.0, 1.0]
    assert [chance(people, rate=0) for people in (5, 50)] == [0.0, 0.0]


def test_the_expected_number_of_rounds_goes_by_rate_smallest_group_and_rounds_asked():
    assert rounds_with_figure(9, rate=0.5, k=7, rounds=4) == pytest.approx(4 * binom.sf(6, 9, 0.5))
    assert rounds_with_figure(9) == pytest.approx(11 * binom.sf(4, 9, 0.72))
    with pytest.raises(BadInput, match=r"^rounds: -1 is not a number of people$"):
        rounds_with_figure(9, rounds=-1)


@given(st.floats(0.2, 1), st.integers(5, 9))
def test_the_smallest_unit_that_may_be_asked_alone_is_the_first_that_will_mostly_see_a_figure(rate, k):
    needed = people_needed(rate=rate, k=k)
    assert needed >= 8
    assert chance(needed, rate=rate, k=k) >= 0.8
    assert needed == 8 or chance(needed - 1, rate=rate, k=k) < 0.8


@pytest.mark.parametrize(("rate", "k"), [(0.72, 5), (0.5, 5), (0.72, 7), (0.9, 12)])
def test_every_unit_is_told_its_own_chance_and_the_rounds_it_makes(rate, k):
    size = {"a": 4, "b": 7, "c": 14, "d": 30}
    for unit, one in advise([Team(unit, "x", people) for unit, people in size.items()], rate=rate, k=k).items():
        alone = binom.sf(k - 1, size[unit], rate)
        assert (one.unit, one.chance, one.rounds) == (unit, pytest.approx(alone), pytest.approx(11 * alone))


def test_a_raised_smallest_group_asks_for_larger_units():
    teams = [Team("a", "x", 12), Team("b", "x", 6)]
    assert advise(teams)["a"].advice is Advice.ENOUGH
    assert advise(teams, k=10)["a"].together == ("a", "b")


def test_more_people_never_make_a_figure_less_likely():
    expected = [rounds_with_figure(eligible) for eligible in range(30)]
    assert expected == sorted(expected)
    assert expected[-1] == pytest.approx(11, abs=0.01)


@pytest.mark.parametrize("eligible", range(8))
def test_fewer_than_eight_alone_are_always_met_in_dialogue(eligible):
    found = advise([Team("a", "x", eligible), Team("b", "y", eligible)], rate=1.0)
    assert {one.advice for one in found.values()} == {Advice.DIALOGUE}


def test_a_low_rate_asks_for_larger_units():
    assert advise([Team("a", "x", 10)])["a"].advice is Advice.ENOUGH
    assert advise([Team("a", "x", 10)], rate=0.5)["a"].advice is Advice.DIALOGUE
    assert people_needed(k=10) > people_needed()


def test_a_unit_that_is_large_enough_is_not_drawn_into_a_group():
    found = advise([Team("large", "x", 20), Team("small", "x", 3)])
    assert found["large"].advice is Advice.ENOUGH
    assert found["small"].advice is Advice.DIALOGUE


def test_units_of_different_parents_are_not_merged():
    found = advise([Team("a", "x", 6), Team("b", "y", 6), Team("c", None, 6)])
    assert {one.advice for one in found.values()} == {Advice.DIALOGUE}


@pytest.mark.parametrize(
    ("sizes", "groups"),
    [
        ((7, 6, 2, 1), ["ad", "bc"]),
        ((5, 4, 4, 3), ["ad", "bc"]),
        ((3, 3, 2), ["abc"]),
        ((7, 1, 0), ["ab"]),
        ((7, 5, 2, 1, 1), ["ae", "bcd"]),
        ((4, 3), []),
    ],
)
def test_the_largest_is_filled_up_with_the_smallest_and_whoever_is_over_joins_the_last(sizes, groups):
    found = advise([Team(name, "x", people) for name, people in zip("abcde", sizes, strict=False)])
    assert sorted({"".join(one.together) for one in found.values()} - {""}) == groups


@given(st.lists(st.integers(0, 20), max_size=14), st.floats(0.4, 1))
def test_every_pulse_group_is_large_enough_and_agreed_by_all_its_members(sizes, rate):
    size = {f"u{at}": people for at, people in enumerate(sizes)}
    found = advise([Team(unit, "x", people) for unit, people in size.items()], rate=rate)
    needed = people_needed(rate=rate)
    for unit, one in found.items():
        assert (one.advice is Advice.ENOUGH) == (size[unit] >= needed)
        if one.advice is Advice.PULSE_GROUP:
            assert unit in one.together
            assert sum(size[member] for member in one.together) >= needed
            assert all(found[member].together == one.together for member in one.together)
        else:
            assert one.together == ()
    left = sum(size[unit] for unit, one in found.items() if one.advice is Advice.DIALOGUE)
    assert left < needed


def test_what_cannot_be_is_refused():
    for call in (
        lambda: chance(-1),
        lambda: chance(5, rate=1.2),
        lambda: chance(5, k=0),
        lambda: people_needed(rate=0),
    ):
        with pytest.raises(BadInput, match=r"^(no chance for|nobody answers at rate) "):
            call()
    with pytest.raises(BadInput, match=r"^unit 'a' is given twice$"):
        advise([Team("a", None, 5), Team("a", None, 6)])
    with pytest.raises(BadInput, match=r"^unit 'b': -6 is not a number of people$"):
        advise([Team("a", None, 5), Team("b", None, -6)])
