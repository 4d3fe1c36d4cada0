"""Sets of small whole numbers as Python integers: bit x is set when x is in the set.

Sums of excesses are at most a few ten thousand and mostly unbroken ranges, so that the set of all sums of two
sets is a handful of shifts.
"""

from __future__ import annotations


def between(low: int, high: int) -> int:
    """The set ``{low, ..., high}``; empty when ``high < low`` or ``high < 0``.

    >>> bin(between(1, 3)), between(3, 1), bin(between(-2, 1))
    ('0b1110', 0, '0b11')
    """
    low = max(low, 0)
    return ((1 << (high - low + 1)) - 1) << low if high >= low else 0


def smallest(members: int) -> int:
    """The smallest member of a set that is not empty.

    >>> smallest(0b10100)
    2
    """
    return (members & -members).bit_length() - 1


def largest(members: int) -> int:
    """The largest member of a set that is not empty.

    >>> largest(0b10100)
    4
    """
    return members.bit_length() - 1


def runs(members: int) -> list[tuple[int, int]]:
    """The unbroken ranges of a set as pairs (first, length), rising.

    >>> runs(0b1101110)
    [(1, 3), (5, 2)]
    """
    found, offset = [], 0
    while members:
        gap = smallest(members)
        members >>= gap
        length = smallest(~members)
        members >>= length
        found.append((offset + gap, length))
        offset += gap + length
    return found


def add(left: int, right: int) -> int:
    """All sums of a member of ``left`` and a member of ``right``.

    >>> runs(add(between(0, 2), 0b100001))
    [(0, 3), (5, 3)]
    """
    if not left or not right:
        return 0
    ranges, other = runs(right), left
    if len(ranges) > 1:
        fewer = runs(left)
        if len(fewer) < len(ranges):
            ranges, other = fewer, right
    total = 0
    for first, length in ranges:
        total |= _smear(other, length) << first
    return total


def _smear(members: int, length: int) -> int:
    """The union of ``members`` shifted by 0, 1, ..., length - 1, in log(length) steps."""
    done = 1
    while done < length:
        step = min(done, length - done)
        members |= members << step
        done += step
    return members
