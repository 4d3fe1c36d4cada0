"""Two rounds side by side must not tell what one person answered, nor after a reorganisation what a few did.

The proof is in ``samspill.insight.over_rounds``; here the people of this round's cells and of the parts of earlier
rounds are found, and each cell is placed where it may be counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from samspill.insight.over_rounds import OUTSIDE, Group
from samspill.insight.over_rounds import moved_up as groups_moved_up
from samspill.insight.publish import Attribute, CellTally
from samspill.insight.tree import Tree
from samspill.organisations.queries import UnitTree
from samspill.pulses.models import Participant, PulseRound
from samspill.results.gate.collecting import Collected
from samspill.results.models import Figure
from samspill.results.queries.figures import told_rounds

ROUNDS_BACK = 3
Parts = tuple[tuple[int, str], ...]
"""(person, part) of everybody whose part of an earlier round answered to the last one."""


def moved_up(pulse_round: PulseRound, tallies: Sequence[CellTally], units: UnitTree) -> tuple[CellTally, ...]:
    """The tallies, with those of telling groups placed at a unit above, and left out where there is none."""
    tree = Tree(units.external_ids, units.parents)
    people = _people_by_cell(pulse_round)
    placed = list(tallies)
    for parts in _earlier_parts(pulse_round):
        groups = [
            Group(tree.index_of(one.unit), people.get(one.cell, ()), everybody=one.respondents == one.invited)
            for one in placed
        ]
        where = groups_moved_up(tree, groups, dict(parts), k=pulse_round.minimum_group)
        placed = [
            replace(one, unit=units.external_ids[unit])
            for one, unit in zip(placed, where, strict=True)
            if unit != OUTSIDE
        ]
    return tuple(placed)


def attribute_of(answered: Collected, root: str) -> Attribute | None:
    """The round's second table, less the groups in which everybody answered.

    Of those the people are known, so that another round of nearly the same people would tell of the difference. One
    non-answer is enough to hide whose it is.
    """
    if not answered.grouped:
        return None
    kept = tuple(one for one in answered.grouped if one.respondents < one.invited)
    cells = {one.cell for one in kept}
    return Attribute(root, kept, {place: people for place, people in answered.both.items() if place[1] in cells})


def _people_by_cell(pulse_round: PulseRound) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for cell, person in Participant.objects.filter(pulse_round=pulse_round).values_list("cell__key", "person_id"):
        found.setdefault(cell, []).append(person)
    return found


def _earlier_parts(pulse_round: PulseRound) -> list[Parts]:
    """The latest rounds first, each way of cutting them into parts once."""
    found: dict[Parts, None] = {}
    for earlier in reversed(told_rounds(pulse_round, limit=ROUNDS_BACK)):
        people = _people_by_cell(earlier)
        for figures in _covers_by_item(earlier).values():
            if parts := tuple(sorted(_full_parts(figures, people))):
                found[parts] = None
    return list(found)


def _covers_by_item(earlier: PulseRound) -> dict[str, list[tuple[frozenset[str], int]]]:
    """What was shown, item by item: the cells of each figure and how many answers it was of."""
    shown = Figure.objects.filter(pulse_round=earlier, n__isnull=False)
    # PostgreSQL gives rows that have been written to last; the parts are named by the order they come in.
    rows = shown.order_by("pk").values_list("item", "covers", "n")
    found: dict[str, list[tuple[frozenset[str], int]]] = {}
    for item, covers, n in rows:
        found.setdefault(item, []).append((frozenset(covers), n or 0))
    return found


def _full_parts(
    figures: Sequence[tuple[frozenset[str], int]], people: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, str]]:
    """A part is a figure less the figures inside it; full if it was of as many answers as people were invited."""
    innermost: dict[str, int] = {}
    answers = [n for _covers, n in figures]
    # From the largest to the smallest, so that each cell ends with the smallest figure it is in.
    for place in sorted(range(len(figures)), key=lambda i: -len(figures[i][0])):
        outer = Counter(innermost[cell] for cell in figures[place][0] if cell in innermost)
        for around in outer:
            answers[around] -= figures[place][1]
        innermost |= dict.fromkeys(figures[place][0], place)
    invited = Counter[int]()
    for cell, place in innermost.items():
        invited[place] += len(people.get(cell, ()))
    for cell, place in innermost.items():
        if answers[place] >= invited[place] > 0:
            yield from ((person, f"part {place}") for person in people.get(cell, ()))
