"""Classes of people that no figure tells apart: what is known of their number, from cells, members and figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from samspill.insight.auditor.objections import Shown


@dataclass(frozen=True, slots=True)
class Cell:
    """A collection cell: its unit, its attribute value in the table of the attribute, and how many were invited.

    ``answered`` is how many took part, where the list of members is of those alone.

    >>> Cell("n1", "north", None, 9).attribute is None
    True
    """

    id: str
    unit: str
    attribute: str | None = None
    invited: int | None = None
    answered: int | None = None


@dataclass(frozen=True, slots=True)
class PeopleClass:
    """People in exactly the same figures, by place: between ``least`` and ``most`` of them answered.

    >>> PeopleClass(frozenset({0}), ("north",), most=6, least=2).is_certain
    False
    """

    figures: frozenset[int]
    cells: tuple[str, ...]
    most: int
    least: int = 0

    @property
    def is_certain(self) -> bool:
        """Whether their number is known."""
        return self.least == self.most


def people_classes(
    figures: Sequence[Shown],
    cells: Mapping[str, Cell],
    parents: Mapping[str, str | None],
    people: Mapping[str, set[str]],
) -> list[PeopleClass]:
    """Divide people by the figures they are in.

    :param figures: figures of one item and round.
    :param cells: the round's cells by id; may be empty.
    :param parents: the unit above each unit.
    :param people: the cells of each person, if members are known.

    A person is in one cell of the units' table, and with an attribute in at most one cell of its table. Without
    members of every cell anybody in a unit's cell may be in any attribute cell of that unit or of one above it, or in
    none: whoever has no value, or answered with a code, is counted in the unit alone.

    >>> figures = [Shown("a", "joy", 9, ("x", "y"), mean=3.0), Shown("b", "joy", 5, ("y",), mean=3.0)]
    >>> [(sorted(one.figures), one.cells, one.least, one.most) for one in people_classes(figures, {}, {}, {})]
    [([0], ('x',), 4, 4), ([0, 1], ('y',), 5, 5)]
    """
    inside: dict[str, set[int]] = defaultdict(set)
    for place, shown in enumerate(figures):
        for cell in shown.covers:
            inside[cell].add(place)
    most: dict[frozenset[int], int | None] = {}
    where: dict[frozenset[int], dict[str, None]] = {}
    for names, number in _groups(inside, cells, parents, people):
        key = frozenset(place for name in names for place in inside.get(name, ()))
        known = most.get(key, 0)
        most[key] = None if known is None or number is None else known + number
        where.setdefault(key, {}).update(dict.fromkeys(names))
    found = [_bounded(key, tuple(where[key]), most[key], figures) for key in most if key]
    return _tightened(found, figures)


def _groups(
    used: Collection[str], cells: Mapping[str, Cell], parents: Mapping[str, str | None], people: Mapping[str, set[str]]
) -> Iterator[tuple[tuple[str, ...], int | None]]:
    """The smallest groups that can be told apart at all: their cells, and how many were invited if known."""
    if people and _is_whole(people, cells):
        yield from Counter(tuple(sorted(names)) for names in people.values()).items()
        return
    known = {name: cells.get(name, Cell(name, name)) for name in used}
    attribute = [one for one in known.values() if one.attribute is not None]
    units = [one for one in known.values() if one.attribute is None]
    if not attribute or not units:
        for one in known.values():
            yield (one.id,), one.invited
        return
    units += [one for one in cells.values() if one.attribute is None and one.id not in known]
    attribute += [one for one in cells.values() if one.attribute is not None and one.id not in known]
    for one in units:
        yield (one.id,), one.invited
        above = set(_upwards(one.unit, parents))
        for other in attribute:
            # Of a unit that nothing is said of, nobody knows what it lies under.
            if other.unit in above or one.unit not in parents:
                numbers = [cell.invited for cell in (one, other) if cell.invited is not None]
                yield (one.id, other.id), min(numbers, default=None)


def _is_whole(people: Mapping[str, set[str]], cells: Mapping[str, Cell]) -> bool:
    """Whether members are known of every cell: a list of some of them says nothing about who else is there."""
    number = Counter(name for names in people.values() for name in names)
    wanted = {one.id: one.invited if one.answered is None else one.answered for one in cells.values()}
    return all(most is None or number[name] == most for name, most in wanted.items())


def _upwards(unit: str | None, parents: Mapping[str, str | None]) -> Iterator[str]:
    seen = set()
    while unit is not None and unit not in seen:
        seen.add(unit)
        yield unit
        unit = parents.get(unit)


def _bounded(key: frozenset[int], cells: tuple[str, ...], most: int | None, figures: Sequence[Shown]) -> PeopleClass:
    smallest = min(figures[place].n for place in key)
    return PeopleClass(key, cells, smallest if most is None else min(most, smallest))


def _tightened(found: list[PeopleClass], figures: Sequence[Shown]) -> list[PeopleClass]:
    """What the numbers of answers say of each other, passed on until nothing changes (twenty times at most)."""
    inside: list[list[int]] = [[] for _ in figures]
    for place, one in enumerate(found):
        for figure in one.figures:
            inside[figure].append(place)
    for _ in range(20):
        before = list(found)
        for shown, places in zip(figures, inside, strict=True):
            most, least = sum(found[at].most for at in places), sum(found[at].least for at in places)
            for at in places:
                one = found[at]
                low = max(one.least, shown.n - (most - one.most))
                high = min(one.most, shown.n - (least - one.least))
                if low <= high and (low, high) != (one.least, one.most):
                    found[at] = replace(one, least=low, most=high)
                    most, least = most - one.most + high, least - one.least + low
        if before == found:
            break
    return found


def connected(groups: Iterable[PeopleClass]) -> list[list[PeopleClass]]:
    """Classes by which figures they share, directly or by way of others.

    >>> one, two, three = (PeopleClass(frozenset(key), (), 5) for key in ({0}, {1}, {0, 2}))
    >>> [len(part) for part in connected([one, two, three])]
    [2, 1]
    """
    above: dict[int, int] = {}

    def named(place: int) -> int:
        while above.setdefault(place, place) != place:
            above[place] = place = above[above[place]]
        return place

    groups = list(groups)
    for group in groups:
        first, *others = group.figures
        for place in others:
            above[named(place)] = named(first)
    parts: dict[int, list[PeopleClass]] = defaultdict(list)
    for group in groups:
        parts[named(next(iter(group.figures)))].append(group)
    return list(parts.values())
