"""Comment pools: how far up comments must travel before nobody can guess whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samspill.insight.errors import BadTally, check_floor, is_people
from samspill.insight.tables import CellTally, CommentPool
from samspill.insight.tree import Tree


def comment_pools(
    tree: Tree, tallies: Sequence[CellTally], comments: Mapping[str, int], *, k: int = 5
) -> tuple[CommentPool, ...]:
    """Pool comments bottom-up.

    A pool opens at the first unit where at least ``2 k`` respondents *not already shown below*, with at least
    ``k`` comments between them, have come together; else it passes up. What remains at the root is shown to
    nobody. Each cell is in one pool at most.

    :param comments: number of comments per cell id; cells without any may be left out.
    :raises BadTally: for an unknown cell, more comments than respondents, or what is no number of people.
    :raises BelowFloor: for ``k`` < 5.

    >>> tree = Tree(("company", "office", "depot"), (-1, 0, 0))
    >>> tallies = [CellTally("office", "office", 12, 8, {}), CellTally("depot", "depot", 9, 7, {})]
    >>> comment_pools(tree, tallies, {"office": 6, "depot": 1})
    (CommentPool(unit='company', cells=('office', 'depot'), respondents=15, comments=7),)
    """
    check_floor(k)
    _check(tallies, comments)
    waiting: list[list[CellTally]] = [[] for _ in tree.ids]
    for tally in tallies:
        waiting[tree.index_of(tally.unit)].append(tally)
    pools = []
    for unit in tree.post_order:
        here = waiting[unit]
        if not here:
            continue
        respondents = sum(tally.respondents for tally in here)
        written = sum(comments.get(tally.cell, 0) for tally in here)
        if respondents >= 2 * k and written >= k:
            pools.append(CommentPool(tree.ids[unit], tuple(tally.cell for tally in here), respondents, written))
        elif unit != tree.root:
            waiting[tree.parents[unit]].extend(here)
    return tuple(pools)


def _check(tallies: Sequence[CellTally], comments: Mapping[str, int]) -> None:
    respondents = {tally.cell: tally.respondents for tally in tallies}
    for cell, people in respondents.items():
        if not is_people(people):
            raise BadTally(f"cell {cell!r}, respondents: {people!r} is not a number of people")
    for cell, number in comments.items():
        if cell not in respondents:
            raise BadTally(f"comments for an unknown cell {cell!r}")
        if not is_people(number) or number > respondents[cell]:
            raise BadTally(f"cell {cell!r} cannot have {number!r} comments")
