"""A reader who knows the procedure: every world that would have been published alike, and what they share.

Knows nothing of how tables are made: it is given the publications of all worlds and compares.
"""

from collections import defaultdict
from itertools import product


def narrowed(people, reach, k, worlds):
    """Groups of fewer than k, and persons seen by somebody who knows one answer, that are known too well.

    ``people`` counts the members of each unit; ``worlds`` are pairs (published, excess per unit).
    """
    classes = defaultdict(list)
    for published, excess in worlds:
        classes[published].append(excess)
    groups = [taken for taken in product(*(range(min(n, k - 1) + 1) for n in people)) if 0 < sum(taken) < k]
    found = []
    for published, members in classes.items():
        found += [(published, taken) for taken in groups if _width(people, reach, taken, members) < sum(taken)]
        found += [(published, pair) for pair in _seen_by_insiders(people, reach, members)]
    return found


def _bounds(n, reach, taken, excess):
    """The least and the most that ``taken`` of ``n`` people may sum to when all sum to ``excess``."""
    return max(0, excess - (n - taken) * reach), min(taken * reach, excess)


def _width(people, reach, taken, members):
    lows, highs = [], []
    for excess in members:
        bounds = [_bounds(n, reach, t, e) for n, t, e in zip(people, taken, excess, strict=True)]
        lows.append(sum(low for low, _ in bounds))
        highs.append(sum(high for _, high in bounds))
    return max(highs) - min(lows)


def _seen_by_insiders(people, reach, members):
    for insider, own in product(range(len(people)), range(reach + 1)):
        if not people[insider]:
            continue
        rest = [n - (unit == insider) for unit, n in enumerate(people)]
        left = [tuple(e - own * (unit == insider) for unit, e in enumerate(excess)) for excess in members]
        left = [x for x in left if all(0 <= e <= n * reach for e, n in zip(x, rest, strict=True))]
        for unit, n in enumerate(rest):
            bounds = [_bounds(n, reach, 1, x[unit]) for x in left] if n else []
            if bounds and max(high for _, high in bounds) == min(low for low, _ in bounds):
                yield insider, own, unit


def pinned(worlds):
    """Persons whose answer is certain for somebody who knows the publication and one answer, or none.

    ``worlds`` are pairs (published, counts per value for each unit).
    """
    classes = defaultdict(list)
    for published, contents in worlds:
        classes[published].append(contents)
    found = []
    for published, members in classes.items():
        units, values = range(len(members[0])), range(len(members[0][0]))
        for insider, own in [(None, None), *product(units, values)]:
            left = [_without(contents, insider, own) for contents in members]
            left = [contents for contents in left if contents is not None]
            for unit in units:
                seen = {value for contents in left for value in values if contents[unit][value]}
                if len(seen) == 1:
                    found.append((published, insider, own, unit))
    return found


def _without(contents, unit, value):
    if unit is None:
        return contents
    if not contents[unit][value]:
        return None
    less = list(contents[unit])
    less[value] -= 1
    return (*contents[:unit], tuple(less), *contents[unit + 1 :])


def all_contents(people, reach):
    """All ways ``people`` can spread over ``reach + 1`` values."""
    if reach == 0:
        return [(people,)]
    return [(first, *rest) for first in range(people + 1) for rest in all_contents(people - first, reach - 1)]
