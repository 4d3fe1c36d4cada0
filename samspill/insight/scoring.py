"""From ticks to scores: items worded the other way are turned round before anything is summed."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.insight.errors import BadInput, check_people


def scored(counts: Sequence[int], direction: str) -> tuple[int, ...]:
    """Counts per scored value, from counts per value ticked.

    :param counts: one per value of the scale, lowest first.
    :param direction: ``"+"`` when a high tick is favourable, ``"-"`` when it is not.
    :raises BadInput: for any other direction, or what is no number of people.

    >>> scored((9, 4, 2, 1, 0), "-")
    (0, 1, 2, 4, 9)
    """
    if direction not in {"+", "-"}:
        raise BadInput(f"a direction is '+' or '-', not {direction!r}")
    _check(counts)
    return tuple(counts) if direction == "+" else tuple(reversed(counts))


def excess(counts: Sequence[int]) -> int:
    """The sum of the answers above the lowest sum they could have.

    >>> excess((1, 0, 2, 0, 1))
    8
    """
    _check(counts)
    return sum(above * count for above, count in enumerate(counts))


def _check(counts: Sequence[int]) -> None:
    for count in counts:
        check_people(count)
