"""The move-up cover, and the mask policy that a reader who knows it learns nothing from."""

import functools
import random

import pytest

from samspill.insight import cover as covers
from samspill.insight.cover import Atom, Column, Cover, masked_cover, plain_cover
from samspill.insight.errors import BadInput, BelowFloor
from samspill.insight.policy import Outcome, Policy
from samspill.insight.tests.aware_reader import narrowed
from samspill.insight.tests.workplaces import small_trees, tree_of, worlds_of


@pytest.fixture(autouse=True)
def _policies_are_made_once(monkeypatch):
    monkeypatch.setattr(covers, "Policy", functools.cache(Policy))


def opened(cover):
    return [(atom.unit, tuple(sorted(atom.cells))) for atom in cover.atoms]


def test_what_is_too_small_passes_up_until_it_is_large_enough():
    cover = plain_cover(tree_of(-1, 0, 1, 1), [0, 1, 2, 3], [3, 1, 6, 2])
    assert opened(cover) == [(2, (2,)), (0, (0, 1, 3))]
    assert cover.left == ()


def test_what_is_too_small_at_the_root_is_in_no_figure():
    cover = plain_cover(tree_of(-1, 0, 0), [0, 1, 2], [1, 6, 3])
    assert opened(cover) == [(1, (1,))]
    assert sorted(cover.left) == [0, 2]


def test_a_plain_cover_has_no_small_atom_on_random_trees():
    rng = random.Random(5)
    for _ in range(200):
        units = rng.randint(1, 20)
        tree = tree_of(-1, *(rng.randrange(unit) for unit in range(1, units)))
        answered = [rng.choice((0, 1, 2, 3, 5, 8)) for _ in range(units)]
        cover = plain_cover(tree, range(units), answered)
        assert all(sum(answered[cell] for cell in atom.cells) >= 5 for atom in cover.atoms)
        assert sorted([*cover.left, *(c for atom in cover.atoms for c in atom.cells)]) == list(range(units))


def test_moderate_answers_are_covered_as_without_masks():
    tree, people = tree_of(-1, 0, 1, 1), [3, 1, 6, 2]
    moderate = masked_cover(tree, range(4), [Column(people, [6, 2, 12, 4], 4)])
    assert opened(moderate) == opened(plain_cover(tree, range(4), people))
    assert moderate.bands == ()


def test_an_extreme_mean_becomes_a_band_and_moves_up():
    people, excess = [0, 6, 9], [0, 2, 18]
    cover = masked_cover(tree_of(-1, 0, 0), range(3), [Column(people, excess, 4)])
    assert opened(cover) == [(2, (2,))]
    assert [(band.unit, band.low) for band in cover.bands] == [(1, True)]
    assert sorted(cover.left) == [0, 1]


@pytest.mark.parametrize("excess", [0, 3, 5, 15, 18, 20])
@pytest.mark.parametrize("own", range(5))
def test_one_member_beside_a_masked_child_of_five_is_never_given_away(own, excess):
    cover = masked_cover(tree_of(-1, 0), range(2), [Column([1, 5], [own, excess], 4)])
    assert cover.atoms == ()


def test_all_items_of_a_family_open_together_or_not_at_all():
    people = [7]
    moderate, extreme = Column(people, [14], 4), Column(people, [27], 4)
    cover = masked_cover(tree_of(-1), [0], [moderate, extreme, moderate])
    assert cover.atoms == ()
    assert [(band.item, band.low) for band in cover.bands] == [(1, False)]


def test_the_smallest_count_of_each_cell_decides_whether_a_family_opens():
    columns = [Column([4, 3], [8, 6], 4), Column([3, 2], [6, 4], 4)]
    assert opened(masked_cover(tree_of(-1, 0), range(2), columns)) == [(0, (0, 1))]
    columns = [Column([4, 2], [8, 4], 4), Column([2, 4], [4, 8], 4)]
    assert masked_cover(tree_of(-1, 0), range(2), columns).atoms == ()


def test_a_narrow_scale_needs_more_people():
    assert [Policy(reach=reach).large for reach in (1, 2, 3, 4, 10)] == [8, 6, 6, 5, 5]
    assert Policy(reach=4, k=7).large == 8


def beside_one_colleague(teams):
    """Departments of one direct member and a team of six that nearly agrees."""
    tree = tree_of(-1, *(0 if unit % 2 else unit - 1 for unit in range(1, 2 * teams + 1)))
    return tree, Column([0, *[1, 6] * teams], [0, *[2, 3] * teams], 4)


def test_many_masked_teams_together_are_shown_at_the_root():
    tree, column = beside_one_colleague(50)
    assert opened(masked_cover(tree, range(101), [column])) == [(0, tuple(range(101)))]


def test_what_is_too_intricate_to_judge_waits_for_good(monkeypatch):
    monkeypatch.setattr("samspill.insight.policy.INTRICATE", 3)
    monkeypatch.setattr(covers, "Policy", Policy)
    tree, column = beside_one_colleague(9)
    assert masked_cover(tree, range(19), [column]).atoms == ()
    above = tree_of(-1, *(parent + 1 for parent in tree.parents))
    more = Column([9, *column.answered], [18, *column.excess], 4)
    assert masked_cover(above, range(20), [more]).atoms == ()


def test_a_total_that_was_excluded_below_is_an_error_not_a_table():
    policy = Policy(reach=4)
    waiting = policy.block(policy.divide((), 6), Outcome.LOW)
    with pytest.raises(LookupError, match="contradicts"):
        policy.divide((waiting,), 1).outcome(20)


def test_what_waits_is_told_apart_from_what_was_never_large_enough():
    """A team whose mean is masked, and one too small for anything, are both in no atom; only of the first is it known."""
    column = Column([0, 6, 1, 9], [0, 2, 2, 18], 4)
    cover = masked_cover(tree_of(-1, 0, 0, 0), range(4), [column])
    assert opened(cover) == [(3, (3,))]
    assert (sorted(cover.left), sorted(cover.closed)) == ([0, 1, 2], [0, 1, 2])
    alone = masked_cover(tree_of(-1, 0), range(2), [Column([2, 6], [4, 12], 4)])
    assert (alone.left, alone.closed, alone.bands) == ((0,), (), ())
    team = masked_cover(tree_of(-1), [0], [Column([6], [2], 4)])
    assert (team.left, team.closed) == ((0,), (0,))


def test_an_atom_says_whether_a_masked_block_is_part_of_it():
    tree, column = beside_one_colleague(50)
    (atom,) = masked_cover(tree, range(101), [column]).atoms
    assert atom.masked
    assert not any(atom.masked for atom in masked_cover(tree_of(-1), [0], [Column([9], [18], 4)]).atoms)


def test_everybody_shown_leaves_nothing_over():
    assert plain_cover(tree_of(-1), [0], [9]) == Cover((Atom(0, (0,)),), (), ())
    assert masked_cover(tree_of(-1), [0], [Column([9], [18], 4)]) == Cover((Atom(0, (0,)),), (), ())


def test_five_are_enough_unless_more_are_asked_for():
    assert opened(plain_cover(tree_of(-1), [0], [5])) == [(0, (0,))]
    assert opened(plain_cover(tree_of(-1), [0], [5], k=6)) == []
    assert opened(masked_cover(tree_of(-1), [0], [Column([5], [10], 4)])) == [(0, (0,))]


@pytest.mark.parametrize(
    ("homes", "answered", "named"),
    [
        ([0], [1, 2], "2 numbers of answers for 1 cells"),
        ([3], [9], "index 3"),
        ([-1], [9], "index -1"),
        ([0], [-2], "u0"),
    ],
)
def test_cells_that_cannot_be_are_refused_by_name(homes, answered, named):
    with pytest.raises(BadInput, match=named):
        plain_cover(tree_of(-1), homes, answered)


def test_items_that_share_their_atoms_wait_where_another_may_keep_them_closed(monkeypatch):
    one, other = Column([6], [12], 4), Column([6], [6], 2)
    for columns, waits in (([one], {False}), ([one, one], {True}), ([one, other], {True})):
        made = []
        monkeypatch.setattr(covers, "Policy", lambda made=made, **given: made.append(given["veto"]) or Policy(**given))
        masked_cover(tree_of(-1), [0], columns)
        assert set(made) == waits


def test_the_floor_holds_for_covers():
    for make in (
        lambda: plain_cover(tree_of(-1), [0], [9], k=4),
        lambda: masked_cover(tree_of(-1), [0], [Column([9], [9], 4)], k=4),
    ):
        with pytest.raises(BelowFloor):
            make()


# Proof by enumeration: every answer the people could have given, grouped by what is published.


def leaks(trees, *, reach, k):
    return [
        (tree.parents, people, found[:1])
        for tree, people in trees
        if (found := narrowed(people, reach, k, worlds_of(tree, people, reach=reach, k=k)))
    ]


@pytest.mark.parametrize(
    ("reach", "k", "how_many", "most_worlds"), [(4, 5, 120, 1100), (3, 5, 40, 700), (1, 5, 40, 300), (4, 6, 30, 900)]
)
def test_a_reader_who_knows_the_procedure_learns_nothing_of_few(reach, k, how_many, most_worlds):
    trees = small_trees(random.Random(reach * k), how_many, reach=reach, k=k, most_worlds=most_worlds)
    assert leaks(trees, reach=reach, k=k) == []


@pytest.mark.slow
@pytest.mark.parametrize(("reach", "k"), [(4, 5), (4, 6), (4, 7), (3, 5), (2, 5)])
def test_a_reader_who_knows_the_procedure_learns_nothing_of_few_in_larger_trees(reach, k):
    trees = small_trees(random.Random(reach * k + 1), 60, reach=reach, k=k, most_worlds=5000)
    assert leaks(trees, reach=reach, k=k) == []


@pytest.mark.parametrize(
    ("parents", "people"),
    [
        ((-1, 0, 0, 1), (0, 3, 2, 6)),  # two in a unit, one of whom would know the other's answer from a gap
        ((-1, 0), (1, 5)),
        ((-1, 0, 1), (1, 1, 5)),
        ((-1, 0, 0), (0, 5, 5)),
        ((-1, 0, 1, 2), (1, 0, 2, 5)),
    ],
)
def test_trees_that_once_told_too_much_do_not(parents, people):
    assert leaks([(tree_of(*parents), people)], reach=4, k=5) == []


@pytest.mark.parametrize("people", [([1, 5], [1, 5]), ([2, 5], [1, 5])])
def test_the_veto_of_another_item_tells_nothing_either(people):
    tree, (first, second) = tree_of(-1, 0), people
    worlds = set()
    for (_, one), (_, other) in ((a, b) for a in worlds_of(tree, first) for b in worlds_of(tree, second)):
        cover = masked_cover(tree, range(2), [Column(first, one, 4), Column(second, other, 4)])
        sums = tuple(
            (atom.cells, sum(one[c] for c in atom.cells), sum(other[c] for c in atom.cells)) for atom in cover.atoms
        )
        worlds.add(((sums, cover.bands), one, other))
    assert narrowed(first, 4, 5, {(published, one) for published, one, _ in worlds}) == []
    assert narrowed(second, 4, 5, {(published, other) for published, _, other in worlds}) == []


def test_the_reader_who_finds_nothing_here_finds_a_plain_leak():
    worlds = [((x + y,), (x, y)) for x in range(5) for y in range(21)]
    assert narrowed((1, 5), 4, 5, worlds)
    told = [((x, y), (x, y)) for x in range(5) for y in range(21)]
    assert len(narrowed((1, 5), 4, 5, told)) > len(narrowed((1, 5), 4, 5, worlds))
