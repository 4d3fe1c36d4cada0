"""Which outcomes may be told: a policy that leaks nothing to a reader who knows the policy.

Masking one extreme mean is not enough, because the decision to mask tells something too. So for every block
of people the possible totals are divided *beforehand* into four outcomes: *open* (the exact mean is shown),
*low* and *high* (only a band is shown) and *wait* (nothing is shown yet). A division is used only if, whatever
the outcome, everybody who is part of the block keeps their freedom. What the reader then knows of the block,
the set of totals that lead to the outcome seen, is carried upwards, where the block meets others.

A reader's knowledge of a group of m people is the set s of totals it may have (as excess over the lowest). With
the scale's width R, the smallest group k and the margin M = max(R + 1, k - 1), the group is *free* when

    max s >= t,  m R - min s >= t  with  t = min(m R, M),  and for a small group  max s - min s >= m.

A group is large when every k - 1 of its people stay free within it even if its total is known exactly, that is
from m = k - 1 + ceil((k - 1) / R) people on: k people when the scale is at least k - 1 wide, more when it is
narrower.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from samspill.insight.bits import add, between, largest, smallest
from samspill.insight.errors import BadInput, check_floor, is_people

INTRICATE = 4000
"""Different unions of small groups watched in one block; a block with more waits for good, which tells nothing."""


class Outcome(Enum):
    """What is told of a block.

    >>> [outcome.value for outcome in Outcome]
    ['open', 'low', 'high', 'wait']
    """

    OPEN = "open"
    LOW = "low"
    HIGH = "high"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Probe:
    """A group whose freedom is watched, inside a larger block.

    For a small group ``totals[x]`` is the set of totals of the *block* that are possible when the group's own
    total is x. For a large group three sets suffice: the totals that are possible when the group is high
    enough, when it is low enough, and when it is so far from both ends that knowing one answer pins nobody.

    Of one person on a scale 0 .. 1, alone in the block, a total of 0 or 1 is that of the block:

    >>> Probe(people=1, totals=(0b01, 0b10), small=True).totals[1]
    2
    """

    people: int
    totals: tuple[int, ...]
    small: bool


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """People who wait together: how many, the totals a reader holds possible, and the groups to watch.

    >>> policy = Policy(reach=4, k=5)
    >>> waiting = policy.block(policy.divide((), 6), Outcome.LOW)
    >>> waiting.people, bin(waiting.possible)
    (6, '0b111111')
    """

    serial: int
    people: int
    possible: int
    probes: tuple[Probe, ...]
    intricate: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """A block's possible totals by outcome; the four sets are disjoint.

    >>> team = Policy(reach=4, k=5).divide((), 6)
    >>> team.outcome(3), bin(team.known(Outcome.LOW))
    (<Outcome.LOW: 'low'>, '0b111111')
    """

    people: int
    sets: tuple[tuple[Outcome, int], ...]
    probes: tuple[Probe, ...]
    intricate: bool = False

    def outcome(self, excess: int) -> Outcome:
        """The outcome that a total leads to.

        :raises LookupError: for a total that was thought impossible; then the input contradicts itself.
        """
        for outcome, members in self.sets:
            if members >> excess & 1:
                return outcome
        raise LookupError(f"a total of {excess} for {self.people} people contradicts what was decided below")

    def known(self, outcome: Outcome) -> int:
        """The set of totals that lead to an outcome: what the reader knows afterwards."""
        return dict(self.sets)[outcome]


class Policy:
    """Divisions for one scale, computed once per kind of block.

    :param reach: width R of the scale, at least 1.
    :param k: the smallest group, at least 5.
    :param veto: whether other items may keep an atom closed although this one would open it.
    :raises BelowFloor: for ``k`` < 5.
    :raises BadInput: for a width that is not a whole number of at least 1.

    >>> policy = Policy(reach=4, k=5)
    >>> team = policy.divide((), 6)
    >>> [team.outcome(excess).value for excess in (0, 5, 6, 12, 18, 19, 24)]
    ['low', 'low', 'open', 'open', 'open', 'high', 'high']

    One person beside a team whose mean is masked: the sum of all seven would give that person away.

    >>> waiting = policy.block(team, Outcome.LOW)
    >>> [policy.divide((waiting,), 1).outcome(excess).value for excess in (2, 5, 7, 9)]
    ['wait', 'wait', 'wait', 'wait']
    """

    def __init__(self, *, reach: int, k: int = 5, veto: bool = False) -> None:
        check_floor(k)
        if not is_people(reach) or reach < 1:
            raise BadInput(f"a scale has a whole width of at least 1, not {reach!r}")
        self.reach = reach
        self.veto = veto
        self.margin = max(reach + 1, k - 1)
        self.large = k - 1 + -(-(k - 1) // reach)
        self._divisions: dict[tuple[tuple[int, ...], int], Division] = {}
        self._blocks: dict[tuple[int, Outcome], Block] = {}

    def divide(self, waiting: Sequence[Block], loose: int) -> Division:
        """The division for ``waiting`` blocks together with ``loose`` people of whom nothing is known."""
        key = (tuple(sorted(block.serial for block in waiting)), loose)
        if key not in self._divisions:
            self._divisions[key] = self._divide(waiting, loose)
        return self._divisions[key]

    def block(self, division: Division, outcome: Outcome) -> Block:
        """The block that waits on after an outcome."""
        key = (id(division), outcome)
        if key not in self._blocks:
            known = division.known(outcome)
            probes = {_within(probe, known) for probe in division.probes}
            self._blocks[key] = Block(len(self._blocks), division.people, known, tuple(probes), division.intricate)
        return self._blocks[key]

    def _divide(self, waiting: Sequence[Block], loose: int) -> Division:
        parts = [*waiting, self._free(loose)] if loose else list(waiting)
        people = sum(part.people for part in parts)
        rests = _sums_of_others([part.possible for part in parts])
        possible = add(parts[0].possible, rests[0])
        unions = None if any(part.intricate for part in parts) else self._unions(parts)
        if unions is None:
            return Division(people, _sets(0, 0, 0, possible), (), intricate=True)
        probes = {
            Probe(probe.people, tuple(add(totals, rest) for totals in probe.totals), probe.small)
            for part, rest in zip(parts, rests, strict=True)
            for probe in part.probes
        }
        probes.update(unions)
        return Division(people, self._choose(people, possible, probes), tuple(probes))

    def _free(self, people: int) -> Block:
        possible = between(0, people * self.reach)
        small = people < self.large
        t = min(people * self.reach, self.margin)
        totals = (
            tuple(1 << x for x in range(people * self.reach + 1))
            if small
            else (
                between(t, people * self.reach),
                between(0, people * self.reach - t),
                between(self.reach + 1, people * self.reach - self.reach - 1),
            )
        )
        return Block(-1, people, possible, (Probe(people, totals, small),))

    def _unions(self, parts: Sequence[Block]) -> list[Probe] | None:
        """Small groups of different parts, taken together, that still number fewer than a large group."""
        holders = [part for part in parts if any(probe.small for probe in part.probes)]
        if len(holders) < 2:
            return []
        base = 1
        for part in parts:
            if part not in holders:
                base = add(base, part.possible)
        states: set[tuple[int, int, tuple[int, ...]]] = {(0, 0, (base,))}
        for part in holders:
            states = {
                (min(count + taken, 2), people + more, _joint(totals, other))
                for count, people, totals in states
                for taken, more, other in _choices(part)
                if people + more < self.large
            }
            if len(states) > INTRICATE:
                return None
        return [Probe(people, totals, small=True) for count, people, totals in states if count > 1]

    def _choose(self, people: int, possible: int, probes: Iterable[Probe]) -> tuple[tuple[Outcome, int], ...]:
        """The first division, most telling first, that leaves every watched group free."""
        top = people * self.reach
        settled = possible & between(self.margin + 1, top - self.margin - 1)
        for probe in probes:
            settled &= self._free_if_known(probe)
        low = possible & between(0, self.margin)
        high = possible & between(top - self.margin, top) & ~low
        for shown in (settled, 0):
            for lows, highs in ((low, high), (low, 0), (0, high), (0, 0)):
                wait = possible & ~(shown | lows | highs)
                told = (lows, highs, wait, shown) if self.veto else (lows, highs, wait)
                if all(self._all_free(probes, known) for known in told):
                    return _sets(shown, lows, highs, wait)
        return _sets(0, 0, 0, possible)

    def _free_if_known(self, probe: Probe) -> int:
        """The totals of the block that leave the group free even when known exactly."""
        if not probe.small:
            return probe.totals[0] & probe.totals[1] & probe.totals[2]
        totals = probe.totals
        t = min(probe.people * self.reach, self.margin)
        above = _either(totals[t:])
        below = _either(totals[: probe.people * self.reach - t + 1])
        apart = _either(totals[x] & _either(totals[x + probe.people :]) for x in range(len(totals) - probe.people))
        return above & below & apart & ~self._pinned_if_known(probe)

    def _pinned_if_known(self, probe: Probe) -> int:
        """The totals of the block that would tell one of the group something certain about another."""
        if probe.people == 1:
            return 0
        pinned, others = 0, (probe.people - 1) * self.reach
        for own in range(self.reach + 1):
            window = probe.totals[own : own + others + 1]
            once, more = _once_and_more(window)
            edge = once if probe.people == 2 else window[0] | window[-1]
            pinned |= once & ~more & edge
        return pinned

    def _all_free(self, probes: Iterable[Probe], known: int) -> bool:
        return not known or all(self._is_free(probe, known) for probe in probes)

    def _is_free(self, probe: Probe, known: int) -> bool:
        if not probe.small:
            return all(totals & known for totals in probe.totals)
        sums = sum(1 << x for x, totals in enumerate(probe.totals) if totals & known)
        low, high = smallest(sums), largest(sums)
        top = probe.people * self.reach
        t = min(top, self.margin)
        wide = high >= t and top - low >= t and high - low >= probe.people
        return wide and not self._is_pinned(probe.people, sums)

    def _is_pinned(self, people: int, sums: int) -> bool:
        """Whether one of ``people``, knowing the own answer and the possible ``sums``, knows another's."""
        if people == 1:
            return False
        top = (people - 1) * self.reach
        for own in range(self.reach + 1):
            rest = sums >> own & between(0, top)
            if rest and not rest & (rest - 1) and (people == 2 or rest in {1, 1 << top}):
                return True
        return False


def _sets(shown: int, low: int, high: int, wait: int) -> tuple[tuple[Outcome, int], ...]:
    return ((Outcome.OPEN, shown), (Outcome.LOW, low), (Outcome.HIGH, high), (Outcome.WAIT, wait))


def _within(probe: Probe, known: int) -> Probe:
    return Probe(probe.people, tuple(totals & known for totals in probe.totals), probe.small)


def _either(sets: Iterable[int]) -> int:
    union = 0
    for members in sets:
        union |= members
    return union


def _once_and_more(sets: Iterable[int]) -> tuple[int, int]:
    """The members of at least one and of at least two of the sets."""
    once = more = 0
    for members in sets:
        more |= once & members
        once |= members
    return once, more


def _choices(part: Block) -> list[tuple[int, int, tuple[int, ...]]]:
    """Take nobody of a part, or one of its small groups: (1 if taken, people, totals by the group's total)."""
    taken = [(1, probe.people, probe.totals) for probe in part.probes if probe.small]
    return [(0, 0, (part.possible,)), *taken]


def _joint(left: Sequence[int], right: Sequence[int]) -> tuple[int, ...]:
    """Totals by the sum of two groups, from the totals by each group's own sum."""
    joint = [0] * (len(left) + len(right) - 1)
    for x, totals in enumerate(left):
        if totals:
            for y, others in enumerate(right):
                joint[x + y] |= add(totals, others)
    return tuple(joint)


def _sums_of_others(sets: Sequence[int]) -> list[int]:
    """For each set the possible sums of all the others, by running sums from both ends."""
    before, after = [1], [1]
    for members in sets[:-1]:
        before.append(add(before[-1], members))
    for members in reversed(sets[1:]):
        after.append(add(after[-1], members))
    return [add(left, right) for left, right in zip(before, reversed(after), strict=True)]
