"""What the choice of distributions is made of, against trying every way to have answered."""

import random
from itertools import product

import pytest

from samspill.insight import distributions
from samspill.insight.cover import Atom, Cover
from samspill.insight.distributions import shown_distributions, stiffable
from samspill.insight.scoring import excess
from samspill.insight.tests.aware_reader import all_contents
from samspill.insight.tests.workplaces import tree_of

REACH = 4


def part(*counts, frozen=False):
    return distributions._Part(counts, frozen)


def is_stiff(counts):
    return max(counts) >= sum(counts) - 1


@pytest.mark.parametrize("people", [2, 5, 6, 9])
def test_a_group_may_be_stiff_at_a_value_when_some_contents_with_its_sum_are(people):
    contents = list(all_contents(people, REACH))
    for total in range(people * REACH + 1):
        here = [counts for counts in contents if excess(counts) == total]
        stiff = {value for counts in here for value in range(REACH + 1) if counts[value] >= people - 1}
        assert set(stiffable(people, total, REACH)) == stiff


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ((0, 0, 6, 0, 0), 2),
        ((1, 0, 0, 0, 5), 4),
        ((0, 2, 4, 0, 0), None),
        ((0, 1, 1, 3, 1), None),
        ((6, 1, 0, 0, 0), 0),
    ],
)
def test_an_atom_is_stiff_where_all_but_one_agree(counts, value):
    assert part(*counts).stiff() == value


@pytest.mark.parametrize(
    ("counts", "frozen", "times"),
    [
        ((0, 1, 2, 1, 1), False, 0),
        ((1, 1, 2, 1, 1), False, 1),
        ((0, 2, 2, 3, 1), False, 2),
        ((0, 3, 2, 4, 1), False, 2),
        ((0, 0, 2, 4, 1), False, 0),
        ((0, 4, 2, 0, 1), False, 0),
        ((0, 1, 2, 1, 0), False, 0),
        ((0, 1, 3, 1, 2), False, 1),
        ((0, 1, 4, 1, 1), False, 0),
        ((0, 1, 1, 6, 0), False, 1),
        ((0, 1, 0, 7, 0), False, 0),
        ((0, 1, 2, 1, 6), False, 1),
        ((0, 1, 6, 2, 1), True, 1),
        ((0, 2, 5, 2, 1), True, 1),
        ((0, 2, 6, 2, 0), True, 1),
        ((0, 3, 3, 3, 1), True, 0),
        ((0, 2, 1, 6, 0), True, 0),
        ((0, 1, 0, 7, 1), True, 1),
    ],
)
def test_a_donor_can_trade_only_what_leaves_it_as_it_is_known_to_be(counts, frozen, times):
    """At the third value: one below and one above for two of it, without growing stiff, or other than it was hidden as."""
    assert part(*counts, frozen=frozen).weight(2) == times


def fits(contents, people, missing, *, frozen, limber):
    return any(
        counts[missing : missing + 1] in {(0,), ()}
        and (not limber or not is_stiff(counts))
        and (not frozen or max(counts) >= people - 3)
        for counts in contents
    )


@pytest.mark.parametrize("people", [5, 6, 8, 10])
def test_whether_a_value_may_be_missing_is_decided_as_by_trying_everything(people):
    by_sum = {}
    for counts in all_contents(people, REACH):
        by_sum.setdefault(excess(counts), []).append(counts)
    for total, contents in by_sum.items():
        for missing, frozen, limber in product(range(REACH + 1), (False, True), (False, True)):
            expected = fits(contents, people, missing, frozen=frozen, limber=limber)
            assert distributions._can_miss(people, total, REACH, missing, (frozen, limber)) is expected


def test_of_a_large_group_what_three_values_can_carry_is_nearly_all_there_is():
    people, found, there = 45, 0, 0
    for missing in range(REACH + 1):
        values = tuple(value for value in range(REACH + 1) if value != missing)
        for total in range(0, REACH * people + 1, 3):
            can = distributions._can_miss(people, total, REACH, missing, (False, True))
            is_so = distributions._search(people, total, values, people - 2)
            assert is_so or not can
            found, there = found + can, there + is_so
    assert found > 0.97 * there


def test_a_large_group_that_was_hidden_by_itself_is_still_looked_through():
    assert distributions._can_miss(50, 100, REACH, 1, (True, True))
    assert not distributions._can_miss(50, 120, REACH, 1, (True, True))


def twins(parts, cause):
    """The others that need not be stiff when this one is the cause, by trying everything."""
    contents = [[counts for counts in all_contents(one.people, REACH) if excess(counts) == one.excess] for one in parts]
    others = [at for at in range(len(parts)) if at != cause]
    harmless = set()
    for value, side in product(parts[cause].stiffable, (-1, 1)):
        missing = value + side if value + side >= 0 else REACH + 1
        able = {
            limber: {
                at
                for at in others
                if fits(contents[at], parts[at].people, missing, frozen=parts[at].frozen, limber=limber)
            }
            for limber in (False, True)
        }
        if len(able[False]) == len(others):
            harmless |= able[True]
    return harmless


@pytest.mark.parametrize("seed", range(60))
def test_hiding_is_safe_when_every_atom_has_two_others_to_be_the_cause(seed):
    rng = random.Random(seed)
    parts = []
    for _ in range(rng.randint(3, 5)):
        value, people = rng.randrange(REACH + 1), rng.randint(5, 7)
        answers = [min(REACH, max(0, round(rng.gauss(value, rng.choice((0.3, 0.6, 1.2)))))) for _ in range(people)]
        parts.append(part(*(answers.count(at) for at in range(REACH + 1)), frozen=rng.random() < 0.2))
    unharmed = [twins(parts, place) for place in range(len(parts))]
    assert [distributions._twins(parts, at, one.stiffable) for at, one in enumerate(parts)] == unharmed
    causes = [sum(place in ones for ones in unharmed) for place in range(len(parts))]
    assert distributions._hiding_is_safe(parts) is (min(causes) > 1)


@pytest.mark.parametrize(
    ("counts", "donors", "is_shown"),
    [
        ((0, 0, 5, 0, 1), [(0, 2, 2, 2, 1)], True),
        ((0, 0, 5, 0, 1), [(1, 1, 2, 1, 1)], False),
        ((0, 0, 5, 0, 1), [(1, 1, 2, 1, 1)] * 2, True),
        ((0, 1, 2, 1, 1), [(0, 1, 2, 1, 1)], True),
    ],
)
def test_a_stiff_atom_needs_two_trades_with_others(counts, donors, is_shown):
    assert distributions._may_show_together([part(*counts), *(part(*one) for one in donors)]) is is_shown


def test_two_stiff_atoms_need_four_trades_each_and_are_no_donors_themselves():
    stiff, donor = (0, 0, 5, 0, 1), (0, 2, 2, 2, 1)
    assert not distributions._may_show_together([part(*one) for one in (stiff, stiff, donor)])
    assert distributions._may_show_together([part(*one) for one in (stiff, stiff, donor, donor)])


@pytest.mark.parametrize(
    ("sizes", "at_root", "is_tried"),
    [((7, 7, 6), False, True), ((7, 6, 6), False, False), ((7, 6, 6), True, True), ((10, 10), True, False)],
)
def test_together_they_are_tried_from_twenty_on_and_at_the_root_from_three_atoms(sizes, at_root, is_tried, monkeypatch):
    monkeypatch.setattr(distributions, "_hiding_is_safe", lambda _parts: True)
    parts = [part(1, 1, people - 3, 1, 0) for people in sizes]
    assert distributions._is_tried(parts, at_root=at_root) is is_tried
    monkeypatch.setattr(distributions, "_hiding_is_safe", lambda _parts: False)
    assert not distributions._is_tried(parts, at_root=at_root)


@pytest.mark.parametrize(
    ("counts", "is_shown"),
    [
        ((0, 1, 8, 1, 0), False),
        ((0, 1, 7, 2, 0), False),
        ((1, 1, 6, 1, 1), True),
        ((1, 0, 7, 1, 1), False),
        ((0, 0, 6, 4, 0), True),
        ((1, 1, 1, 0, 7), False),
        ((1, 1, 2, 0, 6), True),
    ],
)
def test_one_atom_is_hidden_when_it_may_be_stiff_and_all_but_three_agree(counts, is_shown):
    one = part(*counts)
    assert distributions._may_show_one(one) is is_shown
    assert one.frozen is not is_shown


def shown(cover, *values, k=5, parents=(-1, 0, 0)):
    return shown_distributions(tree_of(*parents), cover, values, k)


def test_twice_the_smallest_group_is_asked_of_a_distribution():
    cover, counts = Cover((Atom(0, (0,)),), (), ()), (3, 2, 2, 3, 3)
    assert shown(cover, counts, k=6) == {0: counts}
    assert shown(cover, counts, k=7) == {}


def test_a_parent_of_one_shown_child_shows_the_same_and_of_a_hidden_one_nothing():
    only = Cover((Atom(1, (0,)),), (), ())
    assert shown(only, (1, 3, 3, 3, 1)) == dict.fromkeys((0, 1), (1, 3, 3, 3, 1))
    assert shown(only, (0, 1, 8, 1, 0)) == {}


def test_beside_a_shown_child_the_rest_is_judged_by_itself():
    both = Cover((Atom(1, (0,)), Atom(2, (1,))), (), ())
    open_one, small = (1, 3, 3, 3, 1), (2, 1, 0, 2, 2)
    assert shown(both, open_one, small) == {1: open_one}
    assert shown(both, open_one, (3, 1, 1, 3, 2)) == {0: (4, 4, 4, 6, 3), 1: open_one, 2: (3, 1, 1, 3, 2)}


def test_cells_of_an_atom_are_added_up_and_a_masked_atom_spoils_what_is_above():
    cells = [(1, 1, 1, 1, 1), (1, 2, 2, 1, 0)]
    assert shown(Cover((Atom(0, (0, 1)),), (), ()), *cells) == {0: (2, 3, 3, 2, 1)}
    assert shown(Cover((Atom(0, (0, 1), masked=True),), (), ()), *cells) == {}
    below = Cover((Atom(1, (0, 1), masked=True), Atom(2, (2,))), (), ())
    assert shown(below, *cells, (2, 3, 3, 2, 1)) == {2: (2, 3, 3, 2, 1)}
