"""The policy with sets of plain numbers, written anew from its definition, against the one with bits."""

import random
from itertools import product

import pytest

from samspill.insight.policy import Outcome, Policy

R, K = 4, 5
MARGIN = max(R + 1, K - 1)


class PlainBlock:
    """A block as the definition has it: people, possible totals, blocks inside, loose people."""

    def __init__(self, people, possible, inside=(), loose=0):
        self.people, self.possible, self.inside, self.loose = people, possible, inside, loose


def parts_of(inside, loose):
    return [*inside, *([PlainBlock(loose, set(range(loose * R + 1)))] if loose else [])]


def groups(inside, loose, path=()):
    """Paths to the groups that hold no block: the loose people at every depth."""
    for place, part in enumerate(parts_of(inside, loose)):
        if part.inside:
            yield from groups(part.inside, part.loose, (*path, place))
        else:
            yield (*path, place), part.people


def worlds(inside, loose, path=()):
    """Every total with the totals of all groups that hold no block, as far as the reader can tell."""
    columns = []
    for place, part in enumerate(parts_of(inside, loose)):
        here = (*path, place)
        if part.inside:
            columns.append([w for w in worlds(part.inside, part.loose, here) if w[0] in part.possible])
        else:
            columns.append([(x, {here: x}) for x in part.possible])
    for choice in product(*columns):
        yield sum(x for x, _ in choice), {key: x for _, sums in choice for key, x in sums.items()}


def is_wide(people, sums):
    top, t = people * R, min(people * R, MARGIN)
    if max(sums) < t or top - min(sums) < t:
        return False
    if people >= K:
        return any(R < x < top - R for x in sums)
    return max(sums) - min(sums) >= people and not is_pinned(people, sums)


def is_pinned(people, sums):
    """Whether a member who knows the own answer knows another's."""
    top = (people - 1) * R
    rests = [{x - own for x in sums if 0 <= x - own <= top} for own in range(R + 1)]
    if people == 1:
        return False
    return any(len(rest) == 1 and (people == 2 or rest <= {0, top}) for rest in rests)


def unions(found):
    """Single groups, and unions of small ones that number fewer than K."""
    small = [(path, n) for path, n in found if n < K]
    yield from ([(path, n)] for path, n in found)
    for mask in range(1 << len(small)):
        chosen = [group for place, group in enumerate(small) if mask >> place & 1]
        if len(chosen) > 1 and sum(n for _, n in chosen) < K:
            yield chosen


def divide(inside, loose):
    everything = list(worlds(inside, loose))
    watched = list(unions(list(groups(inside, loose))))
    people = loose + sum(block.people for block in inside)
    possible = {total for total, _ in everything}

    def ok(known):
        if not known:
            return True
        inside_known = [sums for total, sums in everything if total in known]
        return all(
            is_wide(sum(n for _, n in chosen), {sum(sums[path] for path, _ in chosen) for sums in inside_known})
            for chosen in watched
        )

    top = people * R
    shown = {s for s in possible if MARGIN < s < top - MARGIN and ok({s})}
    low = {s for s in possible if s <= MARGIN}
    high = {s for s in possible if s >= top - MARGIN} - low
    for opened in (shown, set()):
        for lows, highs in ((low, high), (low, set()), (set(), high), (set(), set())):
            wait = possible - opened - lows - highs
            if ok(lows) and ok(highs) and ok(wait):
                return {Outcome.OPEN: opened, Outcome.LOW: lows, Outcome.HIGH: highs, Outcome.WAIT: wait}
    return {Outcome.OPEN: set(), Outcome.LOW: set(), Outcome.HIGH: set(), Outcome.WAIT: possible}


def as_sets(division):
    return {outcome: {x for x in range(known.bit_length()) if known >> x & 1} for outcome, known in division.sets}


def grown(rng, policy, depth):
    """A block that waits, made the same way by both, one to three deep."""
    inside = [grown(rng, policy, depth - 1) for _ in range(rng.randint(1, 2))] if depth else []
    loose = rng.randint(0, 3) if inside else rng.randint(5, 7)
    plain = divide([block for block, _ in inside], loose)
    fast = policy.divide([block for _, block in inside], loose)
    assert as_sets(fast) == plain
    outcome = rng.choice([o for o in (Outcome.LOW, Outcome.HIGH, Outcome.WAIT) if plain[o]])
    people = loose + sum(block.people for block, _ in inside)
    made = PlainBlock(people, plain[outcome], [block for block, _ in inside], loose)
    if not inside:
        made = PlainBlock(people, plain[outcome])
    return made, policy.block(fast, outcome)


@pytest.mark.parametrize("seed", range(25))
def test_bits_and_plain_sets_divide_alike(seed):
    rng = random.Random(seed)
    grown(rng, Policy(reach=R, k=K), rng.choice((0, 1, 1, 2)))
