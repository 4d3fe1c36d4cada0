"""The policy with sets of plain numbers, written anew from its definition, against the one with bits."""

import random
from itertools import combinations, product

import pytest

from samspill.insight.errors import BadInput
from samspill.insight.policy import Block, Outcome, Policy, Probe

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


# -- one group, whatever a reader holds possible of it ----------------------------------------------


def bits(members):
    return sum(1 << member for member in members)


def as_set(members):
    return {x for x in range(members.bit_length()) if members >> x & 1}


def beliefs(people, rng):
    """Sets of totals of so many people: all there are of one, two and of three close together, else many at random."""
    top = people * R
    if people < 3:
        return [as_set(members) for members in range(1, 1 << (top + 1))]
    few = [set(chosen) for size in (1, 2, 3) for chosen in combinations(range(top + 1), size)]
    runs = [set(range(low, high + 1)) for low in range(top + 1) for high in range(low, top + 1)]
    gaps = [run - {rng.choice(sorted(run))} for run in runs if len(run) > 1]
    return few + runs + gaps + [set(rng.sample(range(top + 1), rng.randint(2, top))) for _ in range(400)]


@pytest.mark.parametrize("people", [1, 2, 3, 4])
def test_a_small_group_is_free_exactly_when_the_definition_says_so(people):
    policy = Policy(reach=R, k=K)
    alone = Probe(people, tuple(1 << x for x in range(people * R + 1)), small=True)
    for sums in beliefs(people, random.Random(people)):
        assert policy._is_free(alone, bits(sums)) is is_wide(people, sums), sums


@pytest.mark.parametrize("people", [1, 2, 3, 4])
def test_a_total_may_be_told_exactly_when_the_group_is_free_whoever_knows_it(people):
    """Each total of the block leaves the reader another set of totals for the group."""
    held = [set(), *beliefs(people, random.Random(people + 10))]
    totals = tuple(bits(at for at, sums in enumerate(held) if x in sums) for x in range(people * R + 1))
    free = Policy(reach=R, k=K)._free_if_known(Probe(people, totals, small=True))
    assert as_set(free) == {at for at, sums in enumerate(held) if sums and is_wide(people, sums)}


@pytest.mark.parametrize("people", [5, 6, 9])
def test_a_large_group_is_free_when_it_is_far_from_both_ends_by_different_totals_if_need_be(people):
    policy, rng, top = Policy(reach=R, k=K), random.Random(people), people * R
    probe = policy._free(people).probes[0]
    believed = [{x} for x in range(top + 1)] + [set(rng.sample(range(top + 1), rng.randint(2, 4))) for _ in range(300)]
    for sums in believed:
        assert policy._is_free(probe, bits(sums)) is is_wide(people, sums), sums
    assert as_set(policy._free_if_known(probe)) == {x for x in range(top + 1) if is_wide(people, {x})}


def test_of_what_is_too_intricate_nothing_is_told_whatever_the_total(monkeypatch):
    monkeypatch.setattr("samspill.insight.policy.INTRICATE", 0)
    policy = Policy(reach=R, k=K)
    waiting = policy.block(policy.divide((), 1), Outcome.LOW)
    division = policy.divide((waiting, waiting), 2)
    assert as_sets(division) == {o: set(range(4 * R + 1)) if o is Outcome.WAIT else set() for o in Outcome}
    assert policy.block(division, Outcome.WAIT).intricate


@pytest.mark.parametrize("reach", [0, -1, 2.5, True, None])
def test_a_scale_without_width_is_refused(reach):
    with pytest.raises(BadInput, match="whole width"):
        Policy(reach=reach, k=K)


def parts_drawn(rng):
    """Blocks with groups of one to five inside, whose totals tie to the block's in no order."""
    parts = []
    for serial in range(rng.randint(1, 4)):
        sizes = rng.sample((1, 2, 3, 4), rng.randint(0, 2))
        probes = [Probe(n, tuple(rng.getrandbits(9) for _ in range(n * R + 1)), small=True) for n in sizes]
        probes += [Probe(7, (1, 1, 1), small=False)] * rng.randint(0, 1)
        parts.append(Block(serial, 8, rng.getrandbits(9) | 1, tuple(probes)))
    return parts


def sums_of(sets):
    return {sum(choice) for choice in product(*(as_set(members) for members in sets))}


def plain_unions(parts):
    """Every union of small groups of two parts or more, with the totals of all parts for each total of the union."""
    offers = [[None, *(probe for probe in part.probes if probe.small)] for part in parts]
    for choice in product(*offers):
        taken = [probe for probe in choice if probe]
        people = sum(probe.people for probe in taken)
        if len(taken) < 2 or people >= K:
            continue
        totals = [set() for _ in range(people * R + 1)]
        for own in product(*(range(probe.people * R + 1) for probe in taken)):
            each = iter(own)
            known = [
                probe.totals[next(each)] if probe else part.possible for probe, part in zip(choice, parts, strict=True)
            ]
            totals[sum(own)] |= sums_of(known)
        yield people, tuple(bits(members) for members in totals)


@pytest.mark.parametrize("seed", range(40))
def test_small_groups_of_different_blocks_are_watched_together(seed):
    parts = parts_drawn(random.Random(seed))
    unions = Policy(reach=R, k=K)._unions(parts)
    assert {(one.people, one.totals) for one in unions} == set(plain_unions(parts))
    assert all(one.small for one in unions)
