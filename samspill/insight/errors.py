"""What can be wrong with the input: each error names the value that offends, and nothing is computed."""

from __future__ import annotations

import math
from numbers import Real


class BadInput(ValueError):
    """The input contradicts itself or the declared scale; the message names the offending value.

    >>> from samspill.insight.scoring import excess
    >>> excess((1, -2, 0))
    Traceback (most recent call last):
        ...
    samspill.insight.errors.BadInput: -2 is not a number of people
    """


class BadTree(BadInput):
    """The units do not form one tree: a cycle, two roots, a parent that is not there, an id twice.

    >>> from samspill.insight.tree import Tree
    >>> Tree(("company", "office", "office"), (-1, 0, 0))
    Traceback (most recent call last):
        ...
    samspill.insight.errors.BadTree: unit 'office' is there twice
    """


class BadTally(BadInput):
    """A tally has an unknown unit, a wrong number of counts, a negative or fractional count, or no item.

    >>> from samspill.insight.check import check_tally
    >>> from samspill.insight.tables import CellTally, Item
    >>> check_tally(CellTally("office", "office", 9, 8, {"joy": (0, 2, -1, 4, 1)}), [Item("joy")])
    Traceback (most recent call last):
        ...
    samspill.insight.errors.BadTally: cell 'office', item 'joy': -1 is not a number of people
    """


class BelowFloor(BadInput):
    """A smallest group size below five was asked for; five is the floor and may only be raised.

    >>> from samspill.insight.policy import Policy
    >>> Policy(reach=4, k=4)
    Traceback (most recent call last):
        ...
    samspill.insight.errors.BelowFloor: the smallest group must be a whole number of at least 5, not 4
    """


class TooFewInvited(BadInput):
    """Fewer people are invited than the smallest group, so that no answer could be stored safely.

    >>> from samspill.insight.cells import collection_cells
    >>> from samspill.insight.tree import Tree
    >>> collection_cells(Tree(("office",), (-1,)), [4])
    Traceback (most recent call last):
        ...
    samspill.insight.errors.TooFewInvited: 4 invited, and the smallest group is 5
    """


def check_floor(k: int) -> None:
    """Refuse a smallest group size ``k`` that is not a whole number of at least five.

    :raises BelowFloor: naming ``k``.

    >>> check_floor(5)
    >>> check_floor(3)
    Traceback (most recent call last):
        ...
    samspill.insight.errors.BelowFloor: the smallest group must be a whole number of at least 5, not 3
    """
    if not isinstance(k, int) or isinstance(k, bool) or k < FLOOR:
        raise BelowFloor(f"the smallest group must be a whole number of at least {FLOOR}, not {k!r}")


def check_people(number: object, what: str = "") -> None:
    """Refuse what is not a number of people: whole, finite and not negative.

    :param what: whose number it is, for the message.
    :raises BadInput: naming the number.

    >>> check_people(6)
    >>> check_people(5.5, "the team")
    Traceback (most recent call last):
        ...
    samspill.insight.errors.BadInput: the team: 5.5 is not a number of people
    """
    if not is_people(number):
        raise BadInput(f"{what}: {number!r} is not a number of people".removeprefix(": "))


def is_people(number: object) -> bool:
    """Whether something is a number of people: whole, finite and not negative.

    >>> is_people(0), is_people(6.0), is_people(-1), is_people(float("inf")), is_people("6")
    (True, True, False, False, False)
    """
    if type(number) is bool or not isinstance(number, Real) or not math.isfinite(number):
        return False
    return float(number) >= 0 and float(number).is_integer()


FLOOR = 5
"""No figure, difference or combination describes fewer people than this."""
