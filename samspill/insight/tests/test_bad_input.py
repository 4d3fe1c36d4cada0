"""Bad input to the library: a named exception with the value that offends, and never a table made in silence."""

import math

import pytest

from samspill.insight.auditor import BadResults, audit
from samspill.insight.cells import collection_cells
from samspill.insight.comments import comment_pools
from samspill.insight.cover import masked_cover, plain_cover
from samspill.insight.errors import BadInput, BadTally, BadTree, BelowFloor, TooFewInvited
from samspill.insight.families import Both, Family, two_families
from samspill.insight.intervals import interval, spread_of
from samspill.insight.over_rounds import Group, moved_up
from samspill.insight.policy import Policy
from samspill.insight.prognosis import chance, people_needed, rounds_with_figure
from samspill.insight.publish import CellTally, Item, Reason, publish
from samspill.insight.rates import rate_step
from samspill.insight.scoring import excess, scored
from samspill.insight.strict import strict
from samspill.insight.tests.audited import figure, results
from samspill.insight.tree import Tree

ONE = Tree(("team",), (-1,))
JOY = Item("joy")
FIRST, SECOND = Family(("a",), (-1,)), Family(("p",), (-1,))


def tally(counts=(0, 1, 2, 2, 1), **more):
    facts = {"cell": "c", "unit": "team", "invited": 9, "respondents": 6, "counts": {"joy": counts}, **more}
    return CellTally(**facts)


def published(counts=(0, 1, 2, 2, 1), *, items=(JOY,), k=5, comments=None, **more):
    return publish(ONE, [tally(counts, **more)], items, k=k, comments=comments)


def audited(**more):
    return audit(results({**figure("team", 9, "a"), **more}, cells=[("a", "team", 9, None)]))


# What is called, which exception, and what its message must name.
TABLE = [
    # units
    (lambda: Tree(("a", "b", "c"), (-1, 2, 1)), BadTree, "'b'"),
    (lambda: Tree(("a", "b"), (-1, 1)), BadTree, "'b'"),
    (lambda: Tree(("a", "b"), (1, 0)), BadTree, "root"),
    (lambda: Tree(("a", "b"), (-1, -1)), BadTree, "second root"),
    (lambda: Tree(("a", "b"), (-1, 7)), BadTree, "7"),
    (lambda: Tree(("a", "a"), (-1, 0)), BadTree, "'a' is there twice"),
    (lambda: Tree((), ()), BadTree, "at least one unit"),
    (lambda: Tree(("a", "b"), (-1,)), BadTree, "2 and 1"),
    (lambda: published(unit="elsewhere"), BadTree, "'elsewhere'"),
    (lambda: plain_cover(ONE, [4], [6]), BadInput, "4"),
    (lambda: moved_up(ONE, [Group(4, "abc", everybody=True)], {}), BadInput, "4"),
    (lambda: two_families(Family(("a", "b"), (1, 0)), SECOND, [Both(0, 0, 7)]), BadTree, "'a'"),
    (lambda: two_families(FIRST, SECOND, [Both(3, 0, 7)]), BadInput, "first=3"),
    # counts
    *(
        (lambda bad=bad: published((0, bad, 2, 2, 1)), BadTally, repr(bad))
        for bad in (-1, 1.5, "1", None, math.nan, math.inf)
    ),
    *((lambda bad=bad: plain_cover(ONE, [0], [bad]), BadInput, repr(bad)) for bad in (-3, 6.5, "6", None, math.nan)),
    *((lambda bad=bad: strict(ONE, [bad]), BadInput, repr(bad)) for bad in (-3, 6.5)),
    *((lambda bad=bad: collection_cells(ONE, [bad]), BadInput, repr(bad)) for bad in (-6, 6.5)),
    *((lambda bad=bad: two_families(FIRST, SECOND, [Both(0, 0, bad)]), BadInput, repr(bad)) for bad in (-7, 7.5)),
    *((lambda bad=bad: rate_step(bad, 20), BadInput, repr(bad)) for bad in (-1, 30, 10.5)),
    *((lambda bad=bad: published(comments={"c": bad}), BadTally, repr(bad)) for bad in (-1, 2.5, 99)),
    *((lambda bad=bad: scored((1, bad), "+"), BadInput, repr(bad)) for bad in (-2, 1.5)),
    *((lambda bad=bad: excess((1, bad)), BadInput, repr(bad)) for bad in (-2, 1.5)),
    *((lambda bad=bad: spread_of([(1, bad, 3)]), BadInput, repr(bad)) for bad in (-2, 1.5)),
    (lambda: published(comments={"z": 5}), BadTally, "'z'"),
    (lambda: published((9, 1, 2, 2, 1)), BadTally, "15 answers of 6"),
    (lambda: published(invited=5), BadTally, "6 respondents of 5"),
    (lambda: publish(ONE, [tally(), tally()], [JOY]), BadTally, "'c' is there twice"),
    (lambda: moved_up(ONE, [Group(0, "ab", everybody=True)] * 2, {}), BadInput, "'a'"),
    (lambda: plain_cover(ONE, [0], [6, 7]), BadInput, "2 numbers"),
    (lambda: strict(ONE, [1, 2]), BadInput, "2 numbers"),
    (lambda: collection_cells(ONE, [3]), TooFewInvited, "3 invited"),
    # scales and items
    (lambda: published((0, 1, 2, 2, 1, 0)), BadTally, "6 counts"),
    (lambda: published((6,), items=[Item("joy", lo=1, hi=1)]), BadInput, "1 .. 1"),
    (lambda: published(counts={}, items=[JOY]), BadTally, "'joy'"),
    (lambda: published(items=[]), BadInput, "at least one item"),
    (lambda: published(items=[JOY, JOY]), BadInput, "'joy'"),
    (lambda: published(items=[Item("index")]), BadInput, "'index'"),
    (lambda: scored((1, 2), "x"), BadInput, "'x'"),
    *((lambda bad=bad: Policy(reach=bad), BadInput, repr(bad)) for bad in (0, -1, 1.5)),
    # k below the floor
    *((lambda k=k: published(k=k), BelowFloor, repr(k)) for k in (4, 0, -5, 5.0, True, "5", None)),
    *((lambda k=k: Policy(reach=4, k=k), BelowFloor, repr(k)) for k in (4, 5.0)),
    (lambda: plain_cover(ONE, [0], [6], k=4), BelowFloor, "4"),
    (lambda: masked_cover(ONE, [0], [], k=4), BelowFloor, "4"),
    (lambda: strict(ONE, [6], k=4), BelowFloor, "4"),
    (lambda: collection_cells(ONE, [6], k=4), BelowFloor, "4"),
    (lambda: comment_pools(ONE, [tally()], {}, k=4), BelowFloor, "4"),
    (lambda: moved_up(ONE, [], {}, k=4), BelowFloor, "4"),
    (lambda: two_families(FIRST, SECOND, [], k=4), BelowFloor, "4"),
    (lambda: audit(results(k=4)), BelowFloor, "4"),
    # figures to be audited, and what a figure is told with
    *((lambda bad=bad: audited(n=bad), BadResults, repr(bad)) for bad in (-1, 5.5, "six", True, math.inf)),
    *((lambda bad=bad: audited(mean=bad), BadResults, repr(bad)) for bad in ("high", math.nan, 3.1415)),
    (lambda: audited(covers=["z"]), BadResults, "'z'"),
    (lambda: interval(3.0, 0, 0.9), BadInput, "0"),
    (lambda: interval(3.0, 10, -0.9), BadInput, "-0.9"),
    (lambda: interval(math.nan, 10, 0.9), BadInput, "nan"),
    (lambda: interval(3.0, 10, 0.9, level=1.5), BadInput, "1.5"),
    (lambda: chance(-1), BadInput, "-1"),
    (lambda: chance(10, rate=1.5), BadInput, "1.5"),
    (lambda: rounds_with_figure(10, rounds=-1), BadInput, "-1"),
    (lambda: people_needed(rate=0.0), BadInput, "0.0"),
]


@pytest.mark.parametrize(("call", "error", "named"), TABLE)
def test_it_is_refused_by_name(call, error, named):
    with pytest.raises(error) as refused:
        call()
    assert named in str(refused.value)


@pytest.mark.parametrize("counts", [None, (0, 0, 0, 0, 0)])
def test_an_empty_round_and_an_item_nobody_answered_are_hidden_with_a_reason(counts):
    tallies = [] if counts is None else [tally(counts)]
    [told] = publish(ONE, tallies, [JOY]).figures
    assert (told.n, told.mean, told.covers) == (None, None, ())
    assert told.reason is Reason.TOO_FEW_OR_EXTREME


def test_an_organisation_of_one_unit_has_its_figure():
    [told] = published().figures
    assert (told.unit, told.n, told.mean) == ("team", 6, 3.5)
