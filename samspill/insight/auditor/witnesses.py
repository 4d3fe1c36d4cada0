"""A way to have answered, found by trading: most questions about who may have answered what need no programme.

Answers are dealt out to the groups in proportion, traded until every group has the excess it is told to have, and
then, two for two, until no group has too many of one value. What comes out is shown to be as told before it counts,
so a witness is a proof. That none is found proves nothing: then the programme of ``mixtures`` decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from samspill.insight.auditor.groups import Asked, Group

MOST_PEOPLE = 2000
"""Above this dealing takes longer than the programme."""


def is_witnessed(counts: Sequence[int], groups: Sequence[Group], asked: Sequence[Asked]) -> bool:
    """Whether a way to have answered was found in which every pair in ``asked`` has two or more of the group elsewhere.

    :param counts: how many gave each value, lowest first, of exactly the people in ``groups``.

    >>> groups = [Group(0, 6, 12, 12), Group(1, 6, 12, 12)]
    >>> is_witnessed((0, 3, 6, 3, 0), groups, [(one, 2) for one in groups])
    True
    >>> is_witnessed((0, 0, 12, 0, 0), groups, [(one, 2) for one in groups])
    False
    """
    if sum(counts) > MOST_PEOPLE:
        return False
    hands = _Hands(counts, groups, asked)
    return hands.settle() and hands.spread(asked) and hands.are_as_told(counts, asked)


class _Hands:
    """How many of each value every group holds."""

    def __init__(self, counts: Sequence[int], groups: Sequence[Group], asked: Sequence[Asked]) -> None:
        self.groups = list(groups)
        self.values = range(len(counts))
        self.held = _dealt(counts, [group.people for group in groups])
        self.excess = [sum(value * count for value, count in enumerate(hand)) for hand in self.held]
        self.most = {(group.place, value): group.people - 2 for group, value in asked}

    def settle(self) -> bool:
        """Trade one for one until every group has the excess it is told to have."""
        return all(self._lower(at) and self._lift(at) for at in range(len(self.groups)))

    def _lower(self, at: int) -> bool:
        others = [other for other in range(len(self.groups)) if other != at]
        while (over := self.excess[at] - self.groups[at].high) > 0:
            others.sort(key=self._room_above, reverse=True)
            if not any(self._shift(at, other, min(over, self._room_above(other))) for other in others):
                return False
        return True

    def _lift(self, at: int) -> bool:
        others = [other for other in range(len(self.groups)) if other != at]
        while (under := self.groups[at].low - self.excess[at]) > 0:
            others.sort(key=self._room_below, reverse=True)
            if not any(self._shift(other, at, min(under, self._room_below(other))) for other in others):
                return False
        return True

    def _room_above(self, at: int) -> int:
        return self.groups[at].high - self.excess[at]

    def _room_below(self, at: int) -> int:
        return self.excess[at] - self.groups[at].low

    def _shift(self, giver: int, taker: int, most: int) -> bool:
        """Give a higher answer for a lower one, at most ``most`` apart."""
        for step in range(min(most, self.values[-1]), 0, -1):
            for low in self.values[:-step]:
                if self.held[giver][low + step] and self.held[taker][low]:
                    self._swap(giver, taker, (low + step,), (low,))
                    return True
        return False

    def _swap(self, one: int, other: int, gives: Sequence[int], gets: Sequence[int]) -> None:
        for hand, loses, wins in ((one, gives, gets), (other, gets, gives)):
            for value in loses:
                self.held[hand][value] -= 1
            for value in wins:
                self.held[hand][value] += 1
            self.excess[hand] += sum(wins) - sum(loses)

    def spread(self, asked: Sequence[Asked]) -> bool:
        """Trade two for two of the same sum until no group has too many of a value."""
        places = {group.place: at for at, group in enumerate(self.groups)}
        for group, value in asked:
            at = places[group.place]
            while self.held[at][value] > group.people - 2:
                trade = next(self._trades(at, value), None)
                if trade is None:
                    return False
                self._swap(at, *trade)
        return True

    def _trades(self, at: int, value: int) -> Iterator[tuple[int, tuple[int, int], tuple[int, int]]]:
        for other, beside, low in product(range(len(self.groups)), self.values, self.values):
            high, gives = value + beside - low, (value, beside)
            if low > high or high not in self.values or value in (low, high) or other == at:
                continue
            if self._holds(at, gives) and self._holds(other, (low, high)) and self._may_take(other, gives):
                yield other, gives, (low, high)

    def _holds(self, at: int, pair: tuple[int, int]) -> bool:
        return all(self.held[at][value] >= pair.count(value) for value in pair)

    def _may_take(self, at: int, pair: tuple[int, int]) -> bool:
        group, hand = self.groups[at], self.held[at]
        return all(
            hand[value] + pair.count(value) <= self.most.get((group.place, value), hand[value] + 2) for value in pair
        )

    def are_as_told(self, counts: Sequence[int], asked: Sequence[Asked]) -> bool:
        """The proof, whatever was done to get there."""
        held = {group.place: hand for group, hand in zip(self.groups, self.held, strict=True)}
        return (
            all(
                min(hand) >= 0 and sum(hand) == group.people for group, hand in zip(self.groups, self.held, strict=True)
            )
            and [sum(column) for column in zip(*self.held, strict=True)] == list(counts)
            and all(
                group.low <= sum(value * count for value, count in enumerate(held[group.place])) <= group.high
                for group in self.groups
            )
            and all(held[group.place][value] <= group.people - 2 for group, value in asked)
        )


def _dealt(counts: Sequence[int], people: Sequence[int]) -> list[list[int]]:
    """The answers from low to high, each to the group that is furthest behind its share."""
    whole, given = sum(people), [0] * len(people)
    hands = [[0] * len(counts) for _ in people]
    dealt = 0
    for value, count in enumerate(counts):
        for _ in range(count):
            dealt += 1
            at = max(range(len(people)), key=lambda place: people[place] * dealt - given[place] * whole)
            given[at] += 1
            hands[at][value] += 1
    return hands
