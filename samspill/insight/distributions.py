"""Distributions: how many gave each value, for exactly the respondents of a mean that is shown.

Distribution atoms are unions of mean atoms, chosen bottom-up. A reader knows every mean atom's number m and sum
S, the distributions shown, and this procedure. What must not happen is that all of an atom, or all but one,
are known to have given the same value c: then one of them would know the others' answers, or nearly. An atom is
*stiff* at c when it has at least m - 1 people at c, and *stiffable* when its m and S would allow that; only the
second is public.

* No stiffable atom among those not yet shown: shown. This tells nothing, because m and S are public.
* One atom: hidden when it is stiffable and has at least m - 3 people at one value. The hidden contents include
  ``c`` given by m - 3 beside ``c - 1`` and ``c + 1``, so that hiding tells nothing about anybody either.
* Several atoms: a stiff atom can trade two answers ``c`` for the ``c - 1`` and ``c + 1`` of another atom, a
  *donor*, without any published number changing. Shown when there are twice as many donors as stiff atoms for
  each of the stiff; that stays true after a trade, so everything shown has a twin in which the atom is not
  stiff. It is tried only where hiding, too, would leave every atom a twin (``_hiding_is_safe``, decided from
  what is public). Where it is tried and fails, nothing further up is shown.

An atom in which a masked block took part is in no distribution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from samspill.insight.cover import Cover
from samspill.insight.tree import Tree

FEWEST_ATOMS = 3
MANY_PEOPLE = 40
"""Above this the contents of an atom are not searched one by one."""
ENOUGH_PEOPLE = 20
"""Below the root a union of several atoms is tried only from this size on, so that it seldom fails."""


@dataclass(slots=True)
class _Part:
    """A mean atom: its counts per value, and whether its distribution was hidden by itself."""

    counts: tuple[int, ...]
    frozen: bool = False
    people: int = field(init=False)
    excess: int = field(init=False)
    stiffable: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.people = sum(self.counts)
        self.excess = sum(value * count for value, count in enumerate(self.counts))
        self.stiffable = stiffable(self.people, self.excess, len(self.counts) - 1)

    def stiff(self) -> int | None:
        """The value that all, or all but one, gave."""
        most = max(self.counts)
        return self.counts.index(most) if most >= self.people - 1 else None

    def weight(self, value: int) -> int:
        """How many times this atom can trade one answer below and one above ``value`` for two of it."""
        below, at, above = self.counts[value - 1 : value + 2]
        if self.stiff() is not None or at + 2 > self.people - 2 or not below or not above:
            return 0
        if not self.frozen:
            return min(below, above, 2)
        after = list(self.counts)
        after[value - 1 : value + 2] = below - 1, at + 2, above - 1
        return int(self.people - 3 <= max(after) <= self.people - 2)


@dataclass(slots=True)
class _Pending:
    """What a unit's subtree has not shown yet, and what it holds in all."""

    parts: list[_Part] = field(default_factory=list)
    counts: tuple[int, ...] = ()
    spoilt: bool = False


def stiffable(people: int, excess: int, reach: int) -> tuple[int, ...]:
    """The values that all of a group, or all but one, may have given, from its number and excess alone.

    >>> stiffable(10, 20, 4), stiffable(10, 25, 4), stiffable(5, 8, 4)
    ((2,), (), (1, 2))
    """
    return tuple(value for value in range(reach + 1) if 0 <= excess - value * (people - 1) <= reach)


def shown_distributions(
    tree: Tree, cover: Cover, values: Sequence[tuple[int, ...]], k: int
) -> dict[int, tuple[int, ...]]:
    """The distributions that may be shown, by the index of the unit.

    :param cover: the mean atoms; ``values`` are one item's counts per value, for each cell.

    >>> from samspill.insight.cover import Atom
    >>> cover = Cover((Atom(0, (0,)),), (), ())
    >>> shown_distributions(Tree(("a",), (-1,)), cover, [(1, 1, 3, 4, 2)], 5)
    {0: (1, 1, 3, 4, 2)}
    >>> shown_distributions(Tree(("a",), (-1,)), cover, [(0, 0, 1, 9, 1)], 5)
    {}
    """
    shown: dict[int, tuple[int, ...]] = {}
    pending: list[_Pending | None] = [None] * len(tree)
    own = {atom.unit: atom for atom in cover.atoms}
    for unit in tree.post_order:
        below = [pending[child] for child in tree.children[unit]]
        here = [passed for passed in below if passed is not None]
        for child in tree.children[unit]:
            pending[child] = None
        if unit in own:
            counts = _added([values[cell] for cell in own[unit].cells])
            here.append(_Pending([_Part(counts)], counts, own[unit].masked))
        if not here:
            continue
        pending[unit] = now = _merged(here)
        if _may_show(now, here, k, at_root=unit == tree.root):
            shown[unit] = now.counts
            now.parts = []
    return shown


def _added(rows: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return rows[0] if len(rows) == 1 else tuple(map(sum, zip(*rows, strict=True)))


def _merged(here: Sequence[_Pending]) -> _Pending:
    if len(here) == 1:
        return here[0]
    return _Pending(
        [part for passed in here for part in passed.parts],
        _added([passed.counts for passed in here]),
        any(passed.spoilt for passed in here),
    )


def _may_show(now: _Pending, here: Sequence[_Pending], k: int, *, at_root: bool) -> bool:
    """Decide once for every new set of atoms; marks what is learnt from a refusal."""
    if now.spoilt or not now.parts:
        return not now.spoilt
    if sum(part.people for part in now.parts) < 2 * k:
        return False
    if len(now.parts) == 1:
        return not now.parts[0].frozen and _may_show_one(now.parts[0])
    if not any(part.stiffable for part in now.parts):
        return True
    is_new = sum(bool(passed.parts) for passed in here) > 1
    if is_new and _is_tried(now.parts, at_root=at_root):
        now.spoilt = not _may_show_together(now.parts)
        return not now.spoilt
    return False


def _may_show_one(part: _Part) -> bool:
    part.frozen = bool(part.stiffable) and max(part.counts) >= part.people - 3
    return not part.frozen


def _may_show_together(parts: Sequence[_Part]) -> bool:
    stiff = [(part, value) for part in parts if (value := part.stiff()) is not None]
    return all(
        sum(donor.weight(value) for donor in parts if donor is not part) >= 2 * len(stiff) for part, value in stiff
    )


def _is_tried(parts: Sequence[_Part], *, at_root: bool) -> bool:
    people = sum(part.people for part in parts)
    large = people >= ENOUGH_PEOPLE
    return (large or at_root) and len(parts) >= FEWEST_ATOMS and _hiding_is_safe(parts)


def _hiding_is_safe(parts: Sequence[_Part]) -> bool:
    """Whether every atom has, among the contents that would be hidden, twins in which it is not stiff.

    Such a twin: another atom is stiff at a value, and nobody else gave the value beside it, so that no donor
    is left. Two other atoms must be able to be the cause, as a reader who belongs to one of them may know that
    it is not.
    """
    causes = [0] * len(parts)
    for place, part in enumerate(parts):
        for unharmed in _twins(parts, place, part.stiffable):
            causes[unharmed] += 1
        if min(causes) > 1:
            return True
    return False


def _twins(parts: Sequence[_Part], place: int, stiff_at: Sequence[int]) -> set[int]:
    """The atoms that need not be stiff when the atom at ``place`` is the cause of hiding."""
    unharmed: set[int] = set()
    for missing in {beside for value in stiff_at for beside in (value - 1, value + 1)}:
        others = [other for other in range(len(parts)) if other != place]
        if all(_fits(parts[other], missing) for other in others):
            unharmed.update(other for other in others if _fits(parts[other], missing, limber=True))
    return unharmed


def _fits(part: _Part, missing: int, *, limber: bool = False) -> bool:
    reach = len(part.counts) - 1
    return _can_miss(part.people, part.excess, reach, missing, (part.frozen, limber))


@lru_cache(maxsize=100_000)
def _can_miss(people: int, excess: int, reach: int, missing: int, kind: tuple[bool, bool]) -> bool:
    """Whether some contents of an atom have nobody at ``missing``.

    :param kind: whether the atom is frozen (at least m - 3 at one value), and whether it must not be stiff.
    """
    frozen, limber = kind
    least = people - 3 if frozen else 0
    most = people - 2 if limber else people
    values = tuple(value for value in range(reach + 1) if value != missing)
    if people > MANY_PEOPLE and not frozen:
        return _spread_out(people, excess, values, most)
    for value in values:
        others = tuple(other for other in values if other != value)
        for at in range(most, max(least, people // (reach + 1)) - 1, -1):
            rest, left = people - at, excess - value * at
            if 0 <= left <= rest * reach and _search(rest, left, others, at):
                return True
    return False


def _spread_out(people: int, excess: int, values: tuple[int, ...], most: int) -> bool:
    """Whether three of ``values`` can carry the sum with at most ``most`` at one: enough to say yes, not to say no.

    A large group can be made up in so many ways that trying them all would take minutes; where this finds none,
    nothing is shown, which is the safe side, and a reader can decide the same from what is public.
    """
    for low, high in combinations(values, 2):
        for between in values:
            for some in range(high - low if between not in (low, high) else 1):
                upper, left = divmod(excess - between * some - low * (people - some), high - low)
                if left == 0 and 0 <= upper <= people - some and max(upper, people - some - upper) <= most:
                    return True
    return False


@lru_cache(maxsize=100_000)
def _search(people: int, excess: int, values: tuple[int, ...], most: int) -> bool:
    """Whether ``people`` who gave only ``values``, each at most ``most`` times, can sum to ``excess``."""
    if not values:
        return people == 0 and excess == 0
    value, others = values[0], values[1:]
    return any(
        _search(people - at, excess - at * value, others, most)
        for at in range(min(people, most) + 1)
        if excess - at * value >= 0
    )
