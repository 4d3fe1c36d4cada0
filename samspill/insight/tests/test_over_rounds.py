"""What this round may show beside the last one, so that the two together tell of nobody who came, left or moved."""

import random
import string

import pytest

from samspill.insight.auditor.cuts import small_cuts
from samspill.insight.errors import BadInput, BelowFloor
from samspill.insight.over_rounds import OUTSIDE, Group, moved_up
from samspill.insight.tests.workplaces import tree_of

EIGHT = "abcdefgh"
WORKPLACE = tree_of(-1, 0, 0)
OTHERS = Group(0, "qrstuvwxyz", everybody=False)


def unit_of(people, before, *, everybody=True):
    return moved_up(WORKPLACE, [Group(1, people, everybody), OTHERS], dict.fromkeys(before, "team"))[0]


@pytest.mark.parametrize("now", [EIGHT + "i", EIGHT + "ijkl", "abcdef", "abcdefgi"])
def test_a_few_who_come_or_leave_move_the_figure_up(now):
    assert unit_of(now, EIGHT) == 0


@pytest.mark.parametrize("now", [EIGHT, EIGHT + "ijklm", "ijklmnop"])
def test_the_same_people_or_five_others_stay(now):
    assert unit_of(now, EIGHT) == 1


def test_a_group_with_nobody_to_be_counted_with_is_left_out():
    night = Group(2, "qrstuvwxyz", everybody=False)
    assert moved_up(WORKPLACE, [Group(1, EIGHT + "i", everybody=True), night], dict.fromkeys(EIGHT, "team")) == (
        OUTSIDE,
        2,
    )


def test_one_silent_person_hides_who_came():
    assert unit_of(EIGHT + "i", EIGHT, everybody=False) == 1


def test_where_everybody_answers_everywhere_nothing_hides_the_one_who_came():
    assert moved_up(tree_of(-1, 0), [Group(1, EIGHT + "i", everybody=True)], dict.fromkeys(EIGHT, "team")) == (OUTSIDE,)


def test_a_split_into_large_teams_tells_nothing_and_one_with_a_small_remainder_does():
    tree, before = tree_of(-1, 0, 0, 0), dict.fromkeys("abcdefghijkl", "old")
    halves = [Group(1, "abcdef", everybody=True), Group(2, "ghijkl", everybody=True)]
    assert moved_up(tree, halves, before) == (1, 2)
    uneven = [
        Group(1, "abcdefghi", everybody=True),
        Group(2, "jkl" + "mnopq", everybody=True),
        Group(3, "xyz", everybody=False),
    ]
    assert moved_up(tree, uneven, before) != (1, 2, 3)


@pytest.mark.parametrize("unit", [-1, 3])
def test_a_unit_just_outside_the_tree_is_named(unit):
    with pytest.raises(BadInput, match=f"index {unit}"):
        moved_up(WORKPLACE, [Group(unit, EIGHT, everybody=True)], {})


def test_no_small_group_stands_out_after_any_reorganisation():
    rng = random.Random(4)
    moves = 0
    for _ in range(300):
        units = rng.randint(2, 6)
        tree = tree_of(-1, *(rng.randrange(unit) for unit in range(1, units)))
        everyone = rng.sample(string.ascii_letters, rng.randint(10, 40))
        before = {person: rng.randrange(4) for person in everyone if rng.random() < 0.9}
        sizes = {part: list(before.values()).count(part) for part in range(4)}
        before = {person: part for person, part in before.items() if sizes[part] >= 5}
        now = {
            person: rng.randrange(units) if rng.random() < 0.3 else before.get(person, 0) % units for person in everyone
        }
        groups = [
            Group(unit, [person for person in everyone if now[person] == unit], rng.random() < 0.7)
            for unit in range(units)
        ]
        groups = [group for group in groups if group.people]
        found = moved_up(tree, groups, before)
        moves += any(unit != group.unit for unit, group in zip(found, groups, strict=True))
        assert list(small_cuts(edges_of(groups, found, before), 5)) == []
    assert moves > 50


def edges_of(groups, units, before):
    """People as edges between the part before and what they are counted with now; 0 where that is not known."""
    told = {unit for unit in units if all(g.everybody for g, at in zip(groups, units, strict=True) if at == unit)} - {
        OUTSIDE
    }
    now = {person: unit for group, unit in zip(groups, units, strict=True) for person in group.people}
    for person in {**before, **now}:
        yield 1 + before[person] if person in before else 0, 100 + now[person] if now.get(person) in told else 0, 1


def test_somebody_in_two_groups_is_refused():
    with pytest.raises(BadInput, match="'a'"):
        moved_up(WORKPLACE, [Group(1, "abcde", everybody=True), Group(2, "afghi", everybody=True)], {})


def test_a_group_at_no_unit_is_refused():
    with pytest.raises(BadInput, match="7"):
        moved_up(WORKPLACE, [Group(7, EIGHT, everybody=True)], {})


def test_the_floor_holds():
    with pytest.raises(BelowFloor):
        moved_up(WORKPLACE, [], {}, k=4)
