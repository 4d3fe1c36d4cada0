"""Groups of people inside a distribution, and what may be asked of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """People in exactly the same means and bands, and the least and the greatest excess they may have.

    >>> Group(0, 5, 8, 8).may_all_be(2)
    True
    """

    place: int
    people: int
    low: int
    high: int

    def may_all_be(self, value: int, reach: int = 4) -> bool:
        """Whether all, or all but one, may have given the same value: decided by number and excess alone."""
        least = value * (self.people - 1)
        return self.low <= least + reach and self.high >= least


Asked = tuple[Group, int]
"""Whether all of a group, or all but one, must have given a value."""
