"""The generated workplaces of ``../shared/data/trees``, and invented ones of any size."""

from __future__ import annotations

import csv
import random
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from samspill.insight.families import Both, Family, by_attribute
from samspill.insight.publish import CellTally, Item
from samspill.insight.tree import Tree

DATA = Path(__file__).parents[2] / "shared/data/trees"
SCORE = Item("score")
PULSE = tuple(Item(name, pulse=True) for name in ("P1", "P2", "P3"))
OTHERS = tuple(Item(f"B{number}") for number in range(5))


class Workplace(NamedTuple):
    tree: Tree
    tallies: list[CellTally]


def is_here(name: str) -> bool:
    return file_of(name).exists()


def file_of(name: str) -> Path:
    return DATA / f"{name}_persons.csv"


def rows_of(name: str) -> list[dict[str, str]]:
    with file_of(name).open(newline="") as file:
        return list(csv.DictReader(file))


def levels_of(row: dict[str, str]) -> list[str]:
    """The columns of the tree, the team first."""
    return ["team", *(key for key in row if key.startswith("l") and key[1:].isdigit())]


def read(name: str) -> Workplace:
    """One item in one hierarchy: people sit in teams."""
    parents: dict[str, str] = {}
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
    for row in rows_of(name):
        parents |= dict(pairwise([*(row[level] for level in levels_of(row)), "root"]))
        counts[row["team"]][int(row["score"]) - 1] += 1
    ids = ("root", *parents)
    place = {unit: index for index, unit in enumerate(ids)}
    tree = Tree(ids, (-1, *(place[parents[unit]] for unit in ids[1:])))
    tallies = [CellTally(team, team, sum(n), sum(n), {"score": tuple(n)}) for team, n in counts.items()]
    return Workplace(tree, tallies)


class TwoWays(NamedTuple):
    """Two families over the same people; ``empty`` units are among the figures of the peers and have nobody."""

    first: Family
    second: Family
    people: list[Both]
    figures: int
    empty: int


def beside_projects(name: str) -> TwoWays:
    rows = rows_of(name)
    units, parents = _family(rows, levels_of(rows[0])[::-1], root="all")
    projects, above = _family(rows, ["port", "prog", "proj"])
    people = Counter((units[row["team"]], projects[row["proj"]]) for row in rows)
    both = [Both(*where, number) for where, number in people.items()]
    return TwoWays(Family(tuple(units), parents), Family(tuple(projects), above), both, 2143, 3)


def by_site(name: str) -> TwoWays:
    rows = rows_of(name)
    levels = levels_of(rows[0])
    units, parents = _family(rows, [*levels[:0:-1], "team"], root="all")
    people = Counter((units[row["team"]], row["site"]) for row in rows)
    tree = Tree(tuple(units), parents)
    first, second, both = by_attribute(tree, [(unit, site, number) for (unit, site), number in people.items()])
    return TwoWays(first, second, list(both), 45664, 32)


def _family(
    rows: list[dict[str, str]], levels: list[str], root: str | None = None
) -> tuple[dict[str, int], tuple[int, ...]]:
    """Places of the units by name, from the top down, and their parents."""
    places: dict[str, int] = {root: 0} if root else {}
    parents = [-1] if root else []
    for row in rows:
        at = 0 if root else -1
        for level in levels:
            if row[level] not in places:
                places[row[level]] = len(parents)
                parents.append(at)
            at = places[row[level]]
    return places, tuple(parents)


def invented(teams: int, items: tuple[Item, ...], *, seed: int = 5) -> Workplace:
    """So many teams of about 9.5 people, eight under each unit above, whatever the size."""
    chance = random.Random(seed)
    ids, parents = [f"team {n}" for n in range(teams)], [-1] * teams
    first, level = 0, 0
    while len(ids) - first > 1:
        level, end = level + 1, len(ids)
        for at in range(first, end):
            parents[at] = end + (at - first) // 8
        above = range((end - first + 7) // 8)
        ids += [f"level {level} {n}" for n in above]
        parents += [-1] * len(above)
        first = end
    tallies = [_tally(unit, items, chance) for unit in ids[:teams]]
    return Workplace(Tree(tuple(ids), tuple(parents)), tallies)


def _tally(unit: str, items: tuple[Item, ...], chance: random.Random) -> CellTally:
    people = max(3, round(chance.gauss(9.5, 3)))
    level = chance.gauss(3.7, 0.35)
    counts = {}
    for item in items:
        column = [0] * 5
        for _ in range(people):
            column[min(5, max(1, round(chance.gauss(level, 0.87)))) - 1] += 1
        counts[item.id] = tuple(column)
    return CellTally(unit, unit, people + 2, people, counts)
