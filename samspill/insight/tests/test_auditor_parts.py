"""What the auditor's walk finds, against trying everything: bounds, room, nesting, and distributions."""

import random
from itertools import combinations_with_replacement, product

import pytest

from samspill.insight.auditor import histograms
from samspill.insight.auditor.groups import Group
from samspill.insight.auditor.hierarchy import Hierarchy
from samspill.insight.auditor.histograms import histogram_objections, is_stuck
from samspill.insight.auditor.objections import Kind, Shown, Terms
from samspill.insight.auditor.parts import bounds, cramped, nest

TERMS = Terms(5, 1, 5)
HALF = 0.005 + 1e-9


# -- what one figure says by itself ----------------------------------------------------------------


def shown(n, **told):
    return Shown("team", "joy", n, ("a",), **told)


def totals(n, terms, fits):
    """The excesses of n answers whose mean could be shown so."""
    return [x for x in range(n * terms.reach + 1) if fits(terms.low + x / n)]


@pytest.mark.parametrize("terms", [TERMS, Terms(5, 0, 6), Terms(5, -2, 1)])
@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_a_rounded_mean_says_which_sums_it_may_come_from(terms, decimals):
    half = 0.5 * 10**-decimals + 1e-9
    for n in (5, 9, 64, 301):
        for excess in range(0, n * terms.reach + 1, max(1, n // 9)):
            mean = round(terms.low + excess / n, decimals)
            possible = totals(n, terms, lambda value, mean=mean: abs(value - mean) <= half)
            assert bounds(shown(n, mean=mean, decimals=decimals), terms) == (possible[0], possible[-1])


@pytest.mark.parametrize("terms", [TERMS, Terms(5, 0, 6)])
def test_a_band_says_the_same_of_its_two_ends_and_both_together_are_the_narrower(terms):
    rng = random.Random(1)
    for n in (5, 7, 40):
        for _ in range(40):
            low, high = sorted(round(rng.uniform(terms.low, terms.high), 2) for _ in range(2))
            inside = totals(n, terms, lambda value, low=low, high=high: low - HALF <= value <= high + HALF)
            if inside:
                assert bounds(shown(n, band=(low, high)), terms) == (inside[0], inside[-1])
                mean = round(terms.low + rng.choice(inside) / n, 2)
                both = [x for x in inside if abs(terms.low + x / n - mean) <= HALF]
                assert bounds(shown(n, band=(low, high), mean=mean), terms) == (both[0], both[-1])


def test_a_distribution_says_the_sum_unless_it_is_of_others():
    assert bounds(shown(10, histogram=(1, 2, 3, 4, 0)), TERMS) == (20, 20)
    assert bounds(shown(10, histogram=(1, 2, 3, 3, 0)), TERMS) == (0, 40)
    assert bounds(shown(6), TERMS) == (0, 24)


# -- how much room a group has ---------------------------------------------------------------------


def room_by_trying(people, low, high, terms):
    """Over all ways to answer: does some small group lie within less than one a head, or the whole at an end?"""
    found = set()
    for group in range(1, min(people, terms.k - 1) + 1):
        theirs = [
            x
            for x in range(group * terms.reach + 1)
            for rest in range((people - group) * terms.reach + 1)
            if low <= x + rest <= high
        ]
        if theirs and max(theirs) - min(theirs) < group:
            found.add(Kind.TOO_NARROW)
    end = min(people * terms.reach, terms.margin)
    if high < end or people * terms.reach - low < end:
        found.add(Kind.AT_THE_END)
    return found


@pytest.mark.parametrize("terms", [TERMS, Terms(5, 0, 1), Terms(7, 1, 3)])
@pytest.mark.parametrize("people", [1, 2, 3, 4, 5, 6, 9])
def test_a_group_has_room_exactly_when_trying_everything_says_so(people, terms):
    top = people * terms.reach
    for low, high in combinations_with_replacement(range(top + 1), 2):
        nothing_is_known = low <= 0 and high >= top
        expected = set() if nothing_is_known else room_by_trying(people, low, high, terms)
        assert set(cramped(people, (low, high), terms)) == expected, (low, high)


@pytest.mark.parametrize("people", [0, -3])
def test_nobody_needs_no_room(people):
    assert list(cramped(people, (1, 0), TERMS)) == []


# -- figures inside each other ---------------------------------------------------------------------


def laminar(rng, cells="abcdefg"):
    """Sets of which any two lie apart or one in the other, as trees of random cuts."""
    found = []

    def cut(inside):
        if rng.random() < 0.75:
            found.append(inside)
        if len(inside) > 1:
            at = rng.randint(1, len(inside) - 1)
            for half in (inside[:at], inside[at:]):
                if rng.random() < 0.8:
                    cut(half)

    cut(cells[: rng.randint(2, len(cells))])
    return found


def figures_of(rng, covers, people, sums):
    figures = []
    for place, cells in enumerate(covers):
        n, total = sum(people[cell] for cell in cells), sum(sums[cell] for cell in cells)
        width = rng.choice((0, 0, 1, 3))
        ends = max(0, total - rng.randint(0, width)) / n + 1, min(4 * n, total + rng.randint(0, width)) / n + 1
        told = {"mean": round(total / n + 1, 2)} if rng.random() < 0.5 else {"band": tuple(round(e, 2) for e in ends)}
        figures.append(Shown(f"u{place}", "joy", n, tuple(cells), **told))
    rng.shuffle(figures)
    return figures


def drawn(seed):
    rng = random.Random(seed)
    covers = laminar(rng) or ["ab"]
    people = {cell: rng.choice((0, 1, 1, 2, 3)) for cell in "abcdefg"}
    covers = [cells for cells in dict.fromkeys(covers) if sum(people[cell] for cell in cells)]
    sums = {cell: rng.randint(0, 4 * number) for cell, number in people.items()}
    return figures_of(rng, covers, people, sums), people


@pytest.mark.parametrize("seed", range(40))
def test_every_figure_hangs_under_the_smallest_that_holds_it(seed):
    figures, people = drawn(seed)
    nodes, crossing = nest(figures, TERMS)
    assert crossing == []
    for node in nodes:
        holding = [one for one in nodes if one is not node and set(one.shown.covers) > set(node.shown.covers)]
        above = min(holding, key=lambda one: len(one.shown.covers), default=None)
        assert (nodes[node.parent] if node.parent >= 0 else None) is above
        inside = {cell for child in node.children for cell in nodes[child].shown.covers}
        assert set(node.own) == set(node.shown.covers) - inside
        assert node.loose == sum(people[cell] for cell in node.own)


def test_what_crosses_two_figures_is_left_out_and_the_rest_hangs_as_before():
    covers = ("ab", "cd", "bc", "a")
    figures = [Shown(cells, "joy", 5 * len(cells), tuple(cells), mean=3.0) for cells in covers]
    nodes, crossing = nest(figures, TERMS)
    assert [one.unit for one in crossing] == ["bc"]
    assert [(node.shown.unit, node.parent) for node in nodes] == [("ab", -1), ("cd", -1), ("a", 0)]


def worlds_of(nodes):
    """Every total that the loose people of all figures may have, as the figures' own bounds allow."""
    ways = product(*(range(node.loose * 4 + 1) for node in nodes))
    for loose in ways:
        sums = list(loose)
        for place in range(len(nodes) - 1, 0, -1):
            if nodes[place].parent >= 0:
                sums[nodes[place].parent] += sums[place]
        ends = (bounds(node.shown, TERMS) for node in nodes)
        if all(low <= total <= high for (low, high), total in zip(ends, sums, strict=True)):
            yield loose, sums


def objected(nodes, loose, sums):
    """What trying everything says of each figure and of what is outside those inside it."""
    found = set()
    for place, node in enumerate(nodes):
        groups = [(node.shown.n, [one[place] for one in sums], node.shown.covers)]
        if node.children:
            groups.append((node.loose, [one[place] for one in loose], node.own))
        for people, held, cells in groups:
            for kind in cramped(people, (min(held), max(held)), TERMS):
                found.add((node.shown.unit, kind, people, frozenset(cells)))
    return found


@pytest.mark.parametrize("seed", range(120))
def test_the_walk_finds_the_tightest_bounds_there_are(seed):
    figures, _ = drawn(seed)
    nodes, _ = nest(figures, TERMS)
    size = 1
    for node in nodes:
        size *= node.loose * 4 + 1
    if size > 60_000:
        return
    loose, sums = zip(*worlds_of(nodes), strict=True)
    hierarchy = Hierarchy(nodes, TERMS)
    told = {(one.unit, one.kind, one.size, frozenset(one.cells)) for one in hierarchy._totals()}
    assert told == objected(nodes, loose, sums)
    assert [(node.low, node.high) for node in nodes] == [(min(held), max(held)) for held in zip(*sums, strict=True)]


def parts_by_subtracting(nodes):
    """Exact figures less the exact figures inside them, found from the covers alone."""
    exact = [node.shown for node in nodes if node.is_exact]
    for one in exact:
        inside = [other for other in exact if set(other.covers) < set(one.covers)]
        outermost = [a for a in inside if not any(set(a.covers) < set(b.covers) for b in inside)]
        people = one.n - sum(other.n for other in outermost)
        cells = set(one.covers) - {cell for other in outermost for cell in other.covers}
        if 0 < people < TERMS.k:
            yield one.unit, people, frozenset(cells)


@pytest.mark.parametrize("seed", range(60))
def test_a_part_of_exact_figures_is_what_they_leave_whatever_bands_lie_between(seed):
    nodes, _ = nest(drawn(seed)[0], TERMS)
    found = {(one.unit, one.size, frozenset(one.cells)) for one in Hierarchy(nodes, TERMS)._counts()}
    assert found == set(parts_by_subtracting(nodes))


# -- distributions ---------------------------------------------------------------------------------


def picks(counts, people):
    return (pick for pick in product(*(range(min(people, count) + 1) for count in counts)) if sum(pick) == people)


@pytest.mark.parametrize("seed", range(60))
def test_a_group_is_stuck_in_a_distribution_exactly_when_every_choice_of_it_is(seed):
    rng = random.Random(seed)
    counts = tuple(rng.randint(0, 4) for _ in range(5))
    if sum(counts) < 5:
        return
    people = rng.randint(2, min(7, sum(counts)))
    for low, high in ((x, x + rng.randint(0, 2)) for x in range(-1, 4 * people + 1)):
        for value in range(5):
            free = any(
                pick[value] <= people - 2 and low <= sum(v * n for v, n in enumerate(pick)) <= high
                for pick in picks(counts, people)
            )
            assert is_stuck(counts, Group(0, people, low, high), value) is not free


def whole(*histogram, decimals=2, mean=None):
    n = sum(histogram)
    right = round(1 + sum(v * count for v, count in enumerate(histogram)) / n, decimals)
    return Shown("all", "joy", n, ("a", "b"), mean=right if mean is None else mean, histogram=histogram)


def complaints(*figures, terms=TERMS):
    nodes, _ = nest(figures, terms)
    return [(one.unit, one.size, one.cells) for one in histogram_objections(nodes, terms)]


def test_a_distribution_hides_two_apart_from_the_most_common_value():
    assert complaints(whole(0, 1, 8, 1, 0)) == []
    assert complaints(whole(0, 0, 9, 1, 0)) == [("all", 10, ("a", "b"))]


def test_a_distribution_is_of_ten_or_of_k_if_that_is_more():
    assert complaints(whole(2, 2, 2, 2, 1)) == [("all", 9, ("a", "b"))]
    assert complaints(whole(2, 2, 3, 3, 1), terms=Terms(12, 1, 5)) == [("all", 11, ("a", "b"))]
    assert complaints(whole(2, 3, 3, 3, 1), terms=Terms(12, 1, 5)) == []


def test_a_distribution_and_its_mean_are_of_the_same_answers():
    assert complaints(whole(2, 2, 2, 2, 3, mean=3.18)) == []
    assert complaints(whole(2, 2, 2, 2, 3, mean=3.19)) == [("all", 11, ("a", "b"))]
    assert complaints(Shown("all", "joy", 12, ("a",), mean=3.0, histogram=(2, 2, 2, 2, 3))) == [("all", 11, ("a",))]
    assert complaints(Shown("all", "joy", 11, ("a",), histogram=(2, 2, 2, 2, 3))) == [("all", 11, ("a",))]


@pytest.mark.parametrize(
    ("inside", "is_told"), [((1, 2, 3, 3, 1), False), ((0, 2, 3, 4, 3), True), ((2, 3, 4, 4, 1), True)]
)
def test_a_distribution_less_the_one_inside_it_is_a_distribution_too(inside, is_told):
    outer = whole(2, 4, 5, 6, 3)
    inner = Shown(
        "in",
        "joy",
        sum(inside),
        ("a",),
        mean=round(1 + sum(v * c for v, c in enumerate(inside)) / sum(inside), 2),
        histogram=inside,
    )
    left = tuple(a - b for a, b in zip(outer.histogram, inside, strict=True))
    found = complaints(outer, inner)
    assert (("all", sum(left), ("b",)) in found) is is_told


def test_groups_are_what_the_means_and_bands_divide_people_into():
    figures = [
        Shown("all", "joy", 20, ("a", "b", "c"), mean=3.0),
        Shown("ab", "joy", 12, ("a", "b"), band=(1.0, 2.0)),
        Shown("a", "joy", 5, ("a",), mean=2.0),
    ]
    nodes, _ = nest(figures, TERMS)
    found = {"".join(cells): (group.people, group.low, group.high) for group, cells in histograms._groups(nodes, TERMS)}
    assert found == {"c": (8, 28, 32), "b": (7, 0, 7), "a": (5, 5, 5)}


@pytest.mark.parametrize("seed", range(30))
def test_groups_that_fill_a_distribution_are_told_exactly_when_no_way_to_deal_it_out_leaves_them_free(seed):
    rng = random.Random(seed)
    sizes = [rng.choice((5, 5, 6)) for _ in range(2)]
    hands = [[rng.choice((1, 2, 2, 2, 3)) for _ in range(size)] for size in sizes]
    counts = tuple(sum(hand.count(value) for hand in hands) for value in range(5))
    groups = [Group(at, len(hand), sum(hand), sum(hand)) for at, hand in enumerate(hands)]
    asked = [(group, value) for group in groups for value in range(5) if group.may_all_be(value)]

    def is_free(group, value):
        other = groups[1 - group.place]
        for pick in picks(counts, group.people):
            rest = [a - b for a, b in zip(counts, pick, strict=True)]
            sums = [sum(v * n for v, n in enumerate(held)) for held in (pick, rest)]
            if sums == [group.low, other.low] and pick[value] <= group.people - 2:
                return True
        return False

    assert histograms._is_told(counts, groups, 5) is not all(is_free(*pair) for pair in asked)
