"""The auditor against a reader who tries every answer that would have been published alike."""

import random
from itertools import combinations, product

import pytest

from samspill.insight.auditor import Kind, audit
from samspill.insight.tests.audited import figure, results
from samspill.insight.tests.aware_reader import narrowed

REACH, K = 4, 5


def answers_of(rng, people):
    return [sum(min(REACH, max(0, round(rng.gauss(2, 1.3)))) for _ in range(n)) for n in people]


def told(rng, name, cells, people, excess):
    """A figure of some cells, exact or a band, and what it says of their excess."""
    n, total = sum(people[at] for at in cells), sum(excess[at] for at in cells)
    margin = REACH + 1
    if total <= margin:
        low, high = 0, margin
    elif total >= n * REACH - margin:
        low, high = n * REACH - margin, n * REACH
    elif rng.random() < 0.7:
        return figure(name, n, map(str, cells), round(1 + total / n, 2)), (cells, total, total)
    else:
        low, high = total - rng.randint(0, min(4, total)), min(n * REACH, total + rng.randint(1, 4))
    ends = [round(1 + low / n, 2), round(1 + high / n, 2)]
    return figure(name, n, map(str, cells), None, band=ends), (cells, low, high)


def is_told_too_much(people, known):
    """Whether some group of few, or some person in the eyes of one other, is narrowed by what is known."""
    worlds = product(*(range(n * REACH + 1) for n in people))
    alike = [
        ((), world) for world in worlds if all(low <= sum(world[at] for at in c) <= high for c, low, high in known)
    ]
    return bool(narrowed(people, REACH, K, alike))


def audited(figures, people):
    return audit(results(*figures, cells=[(str(at), str(at), n, None) for at, n in enumerate(people)]))


def in_one_hierarchy(rng):
    units = rng.randint(2, 4)
    parents = [-1, *(rng.randrange(unit) for unit in range(1, units))]
    covers = [[unit] for unit in range(units)]
    for unit in reversed(range(1, units)):
        covers[parents[unit]] += covers[unit]
    return units, covers


def in_no_order(rng):
    units = rng.randint(3, 4)
    return units, [rng.sample(range(units), rng.randint(1, units - 1)) for _ in range(rng.randint(2, 3))]


@pytest.mark.parametrize("shape", [in_one_hierarchy, in_no_order])
@pytest.mark.parametrize("seed", range(4))
def test_whatever_a_reader_can_work_out_the_auditor_objects_to(shape, seed):
    rng = random.Random(seed)
    leaks = looked_at = 0
    while looked_at < 40:
        units, covers = shape(rng)
        people = [rng.choice((1, 2, 3, 5, 6)) for _ in range(units)]
        excess = answers_of(rng, people)
        large = [cells for cells in covers if sum(people[at] for at in cells) >= K]
        if sum(people) > 13 or not large:
            continue
        looked_at += 1
        shown = [told(rng, f"u{at}", cells, people, excess) for at, cells in enumerate(large)]
        if is_told_too_much(people, [known for _, known in shown]):
            leaks += 1
            assert audited([one for one, _ in shown], people)
    assert leaks > 2


def test_the_auditor_is_only_stricter_where_a_group_is_near_an_end():
    rng = random.Random(10)
    for _ in range(120):
        units, covers = in_one_hierarchy(rng)
        people = [rng.choice((1, 2, 3, 5, 6)) for _ in range(units)]
        excess = answers_of(rng, people)
        large = [cells for cells in covers if sum(people[at] for at in cells) >= K]
        if sum(people) > 13:
            continue
        shown = [told(rng, f"u{at}", cells, people, excess) for at, cells in enumerate(large)]
        found = audited([one for one, _ in shown], people)
        if any(one.kind != Kind.AT_THE_END for one in found):
            assert is_told_too_much(people, [known for _, known in shown])


def fewest_described(covers, people):
    """The smallest group that a combination of sums is about, by the rank of what is outside each group."""
    from fractions import Fraction

    def rank(rows):
        rows, found = [list(map(Fraction, row)) for row in rows], 0
        for column in range(len(rows[0]) if rows else 0):
            pivot = next((row for row in rows[found:] if row[column]), None)
            if pivot is None:
                continue
            rows.remove(pivot)
            rows.insert(found, pivot)
            found += 1
            for row in rows[found:]:
                factor = row[column] / pivot[column]
                row[:] = [a - factor * b for a, b in zip(row, pivot, strict=True)]
        return found

    units = range(len(people))
    matrix = [[int(unit in cells) for unit in units] for cells in covers]
    whole = rank(matrix)
    groups = (group for size in range(1, len(people) + 1) for group in combinations(units, size))
    sizes = (
        sum(people[unit] for unit in group)
        for group in groups
        if rank([[value for unit, value in enumerate(row) if unit not in group] for row in matrix]) < whole
    )
    return min(sizes)


def test_a_combination_of_figures_is_found_exactly_when_there_is_one():
    rng = random.Random(12)
    leaks = 0
    for _ in range(80):
        people = [rng.choice((1, 2, 3, 4, 6, 9)) for _ in range(6)]
        covers = [rng.sample(range(6), rng.randint(2, 5)) for _ in range(rng.randint(2, 5))]
        covers = [list(cells) for cells in {tuple(sorted(cells)) for cells in covers}]
        covers = [cells for cells in covers if sum(people[at] for at in cells) >= K]
        figures = [
            figure(f"f{at}", sum(people[one] for one in cells), map(str, cells)) for at, cells in enumerate(covers)
        ]
        if not covers:
            continue
        found = {one.kind for one in audited(figures, people)} & {Kind.COMBINATION, Kind.SMALL_PART}
        fewest = fewest_described(covers, people)
        assert bool(found) == (fewest < K), (people, covers)
        leaks += fewest < K
    assert leaks > 20
