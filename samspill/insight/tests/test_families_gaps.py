"""Two families where some did not answer an item, and nobody says who of them."""

import random

import pytest

from samspill.insight import families
from samspill.insight.families import Both, Family, two_families
from samspill.insight.tests.test_families import edges_of, worst_cut


def test_non_answers_are_carried_to_the_unit_above_that_has_a_figure():
    rng = random.Random(15)
    first, second = Family(("a", "b", "c", "d"), (-1, 0, 1, 0)), Family(("p", "q"), (-1, -1))
    for _ in range(120):
        people = [Both(unit, project, rng.choice((0, 2, 4, 7))) for unit in range(4) for project in (0, 1)]
        lost = [min(one.people, rng.choice((0, 0, 0, 1, 2))) for one in people]
        gaps = (
            [sum(n for n, one in zip(lost, people, strict=True) if one.first == unit) for unit in range(4)],
            [sum(n for n, one in zip(lost, people, strict=True) if one.second == unit) for unit in range(2)],
        )
        if sum(lost) > 4:
            continue
        cover = two_families(first, second, people, gaps=gaps)
        worst = worst_cut(edges_of(first, second, people, cover), people, gaps)
        assert worst is None or worst >= 5


@pytest.mark.parametrize(
    ("first", "second", "most"),
    [((0, 1), (0, 0), 3), ((0, 1), (0, -1), 3), ((-1, 1), (0, 0), 4), ((-1, 1), (0, -1), 7), ((), (), 3)],
)
def test_non_answers_are_at_most_those_of_a_family_that_everybody_is_in(first, second, most):
    assert families._most_missing((first, second), ((2, 1), (4,))) == most


@pytest.mark.parametrize("gaps", [([0],), ([0], [0], [0])])
def test_non_answers_are_told_for_both_families(gaps):
    with pytest.raises(ValueError, match="zip"):
        two_families(Family(("a",), (-1,)), Family(("p",), (-1,)), [Both(0, 0, 9)], gaps=gaps)
