"""Two rounds side by side: who came and who left must not stand out.

If everybody in a part answered both times, its people are known, and so is the change of their sum. Parts of two
rounds in which all answered are two hierarchies over the same people; those in other parts of either round, or in
none, are told apart from nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from samspill.insight.auditor.cuts import small_cuts
from samspill.insight.auditor.families import hierarchies
from samspill.insight.auditor.indexes import INDEX
from samspill.insight.auditor.objections import Kind, Objection, Shown
from samspill.insight.auditor.parts import nest
from samspill.insight.auditor.reading import Published

NOBODY = 0
NO_FIGURE = Shown("", "", 0, ())

Parts = dict[str, Shown]
"""For each person in a part where all answered: the figure whose part it is."""


def round_objections(rounds: Sequence[Published]) -> Iterator[Objection]:
    """Objections to what any two rounds tell together; needs the members of both.

    :param rounds: oldest first; those without members are passed over.

    >>> def published(name, people):
    ...     figure = Shown("team", "joy", len(people), ("a",), mean=3.0)
    ...     return Published(name, Terms(5, 1, 5), (figure,), people={person: {"a"} for person in people})
    >>> from samspill.insight.auditor.objections import Terms
    >>> found = round_objections([published("1", "abcdefg"), published("2", "abcdef")])
    >>> [(one.kind.value, one.unit, one.size, one.round) for one in found]
    [('leaver', 'team', 1, '2')]
    """
    known = [(one, _parts_by_item(one)) for one in rounds if one.people]
    for (before, parts_before), (after, parts_after) in combinations(known, 2):
        told: dict[tuple[str, str, tuple[str, ...]], Objection] = {}
        for item in sorted(set(parts_before) & set(parts_after)):
            for pair in product(parts_before[item], parts_after[item]):
                for found in _between(*pair, after, before.terms.k):
                    told.setdefault((found.unit, found.kind, found.cells), found)
        yield from told.values()


def _parts_by_item(one: Published) -> dict[str, list[Parts]]:
    """Per item the parts in which all answered, hierarchy by hierarchy."""
    items: dict[str, list[Shown]] = defaultdict(list)
    for shown in one.figures:
        if shown.mean is not None and shown.item != INDEX:
            items[shown.item].append(shown)
    living: dict[str, list[str]] = defaultdict(list)
    for person, cells in one.people.items():
        for cell in cells:
            living[cell].append(person)
    for cell, invited in one.invited.items():
        # Whom the list leaves out is somebody all the same, and the same from round to round for all we know.
        living[cell] += [f"?{cell}/{number}" for number in range(invited - len(living[cell]))]
    return {
        item: [_complete(family, one, living) for family in hierarchies(figures, one)]
        for item, figures in items.items()
    }


def _complete(figures: Sequence[Shown], one: Published, living: Mapping[str, Sequence[str]]) -> Parts:
    parts: Parts = {}
    for node in nest(figures, one.terms)[0]:
        people = [person for cell in node.own for person in living.get(cell, ())]
        if people and len(people) == node.loose:
            parts.update(dict.fromkeys(people, node.shown))
    return parts


def _between(before: Parts, after: Parts, later: Published, k: int) -> Iterator[Objection]:
    """Small cuts between the parts of two rounds."""
    nodes: dict[tuple[int, str], int] = {(-1, ""): NOBODY}
    shown: dict[int, Shown] = {}
    ends: dict[str, tuple[int, int]] = {}
    for person in {**before, **after}:
        pair = []
        for at, parts in enumerate((before, after)):
            key = (at, parts[person].unit) if person in parts else (-1, "")
            pair.append(nodes.setdefault(key, len(nodes)))
            shown.setdefault(pair[-1], parts.get(person, NO_FIGURE))
        ends[person] = pair[0], pair[1]
    edges = Counter(ends.values())
    for size, side in small_cuts(((*pair, people) for pair, people in edges.items()), k):
        cut = [person for person, (one, other) in ends.items() if (one in side) != (other in side)]
        figure = min((shown[node] for node in _telling(side, cut, ends)), key=lambda one: (one.n, one.unit))
        cells = sorted({cell for person in cut for cell in later.people.get(person, ())})
        yield Objection(figure.unit, figure.item, _kind(cut, before, after), size, tuple(cells), later.id)


def _telling(side: frozenset[int], cut: Sequence[str], ends: Mapping[str, tuple[int, int]]) -> set[int]:
    """The parts that a cut separates from those without figures, or that have an end in it."""
    if NOBODY not in side:
        return set(side)
    touched = {node for person in cut for node in ends[person] if node not in side}
    return touched | {node for pair in ends.values() if touched & set(pair) for node in pair if node not in side}


def _kind(cut: Sequence[str], before: Parts, after: Parts) -> Kind:
    if not any(person in after for person in cut):
        return Kind.LEAVER
    return Kind.MOVER if any(person in before for person in cut) else Kind.JOINER
