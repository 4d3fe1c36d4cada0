"""Bad input to the library: a named exception with the value that offends, and never a table made in silence."""

import math

import pytest

from samspill.insight.attribute_cells import attribute_cells
from samspill.insight.auditor import BadResults, audit
from samspill.insight.cells import collection_cells
from samspill.insight.comments import comment_pools
from samspill.insight.cover import Column, masked_cover, plain_cover
from samspill.insight.drivers import fisher_interval
from samspill.insight.effect import Measure, before_and_after, interrupted_series
from samspill.insight.errors import BadInput, BadTally, BadTree, BelowFloor, TooFewInvited
from samspill.insight.families import Both, Family, by_attribute, two_families
from samspill.insight.intervals import interval, sigma, spread_of
from samspill.insight.over_rounds import Group, moved_up
from samspill.insight.policy import Policy
from samspill.insight.prognosis import Team, advise, chance, people_needed, rounds_with_figure
from samspill.insight.publish import CellTally, Item, Reason, publish
from samspill.insight.rates import rate_step
from samspill.insight.scoring import excess, scored
from samspill.insight.strict import strict
from samspill.insight.tables import Spread
from samspill.insight.tests.audited import figure, results
from samspill.insight.tree import Tree
from samspill.insight.trends import Point, Series
from samspill.insight.words import month_name

ONE = Tree(("team",), (-1,))
JOY = Item("joy")
FIRST, SECOND = Family(("a",), (-1,)), Family(("p",), (-1,))


def tally(counts=(0, 1, 2, 2, 1), **more):
    facts = {"cell": "c", "unit": "team", "invited": 9, "respondents": 6, "counts": {"joy": counts}, **more}
    return CellTally(**facts)


def published(counts=(0, 1, 2, 2, 1), *, items=(JOY,), k=5, comments=None, **more):
    return publish(ONE, [tally(counts, **more)], items, k=k, comments=comments)


EFFECT = [Series("a", None, (Point("r", 1, 3.0, 9),))], Measure(1, frozenset("a"))


def interrupted(sigma):
    return interrupted_series(EFFECT[0][0], start=1, sigma=sigma)


def audited(**more):
    return audit(results({**figure("team", 9, "a"), **more}, cells=[("a", "team", 9, None)]))


NO_PEOPLE = (-3, 6.5, "6", None, math.nan, math.inf)
# What takes a number of people, and which exception a number that is none of people leads to.
COUNTED = [
    (lambda bad: plain_cover(ONE, [0], [bad]), BadInput),
    (lambda bad: masked_cover(ONE, [0], [Column([bad], [9], 4)]), BadInput),
    (lambda bad: strict(ONE, [bad]), BadInput),
    (lambda bad: collection_cells(ONE, [bad]), BadInput),
    (lambda bad: attribute_cells(ONE, {("team", "day"): bad}), BadInput),
    (lambda bad: two_families(FIRST, SECOND, [Both(0, 0, bad)]), BadInput),
    (lambda bad: two_families(FIRST, SECOND, [Both(0, 0, 7)], gaps=([bad], [0])), BadInput),
    (lambda bad: by_attribute(ONE, [(0, "day", bad)]), BadInput),
    (lambda bad: published(invited=bad), BadTally),
    (lambda bad: published(respondents=bad), BadTally),
    (lambda bad: published(comments={"c": bad}), BadTally),
    (lambda bad: comment_pools(ONE, [tally(respondents=bad)], {}), BadTally),
    (lambda bad: rate_step(bad, 20), BadInput),
    (lambda bad: rate_step(5, bad), BadInput),
    (lambda bad: scored((1, bad), "+"), BadInput),
    (lambda bad: excess((1, bad)), BadInput),
    (lambda bad: spread_of([(1, bad, 3)]), BadInput),
    (chance, BadInput),
    (lambda bad: rounds_with_figure(10, rounds=bad), BadInput),
    (lambda bad: advise([Team("a", None, bad)]), BadInput),
]
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
    *((lambda bad=bad: Tree(("a", "b"), (-1, bad)), BadTree, repr(bad)) for bad in (2, -2, 0.5, "0", None)),
    *((lambda bad=bad: Family(("a", "b"), (-1, bad)), BadTree, repr(bad)) for bad in (-2, 0.5, "0", None)),
    (lambda: plain_cover(ONE, [4], [6]), BadInput, "4"),
    (lambda: masked_cover(ONE, [-1], [Column([6], [9], 4)]), BadInput, "-1"),
    (lambda: by_attribute(ONE, [(1, "day", 7)]), BadInput, "1"),
    (lambda: moved_up(ONE, [Group(4, "abc", everybody=True)], {}), BadInput, "4"),
    (lambda: two_families(Family(("a", "b"), (1, 0)), SECOND, [Both(0, 0, 7)]), BadTree, "'a'"),
    (lambda: two_families(FIRST, SECOND, [Both(3, 0, 7)]), BadInput, "first=3"),
    # counts
    *(
        (lambda bad=bad: published((0, bad, 2, 2, 1)), BadTally, repr(bad))
        for bad in (-1, 1.5, "1", None, math.nan, math.inf)
    ),
    *((lambda bad=bad, call=call: call(bad), error, repr(bad)) for call, error in COUNTED for bad in NO_PEOPLE),
    (lambda: rate_step(30, 20), BadInput, "30 of 20"),
    (lambda: published(comments={"c": 99}), BadTally, "99"),
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
    *(
        (lambda bad=bad: published(items=[Item("joy", hi=bad)]), BadInput, f"1 .. {bad!r}")
        for bad in (4.5, 5.0, math.nan, math.inf, "5", None)
    ),
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
    (lambda: interval(3.0, math.inf, 0.9), BadInput, "inf"),
    *((lambda bad=bad: sigma(Spread(bad, 40)), BadInput, repr(bad)) for bad in (-1.0, math.nan, math.inf)),
    *((lambda bad=bad: masked_cover(ONE, [0], [Column([6], [bad], 4)]), BadInput, repr(bad)) for bad in (-1, 25, 9.5)),
    (lambda: chance(10, rate=1.5), BadInput, "1.5"),
    (lambda: chance(10, rate=math.nan), BadInput, "nan"),
    *((lambda bad=bad: chance(10, k=bad), BadInput, repr(bad)) for bad in (0, 2.5)),
    (lambda: people_needed(rate=0.0), BadInput, "0.0"),
    *((lambda bad=bad: fisher_interval(0.3, bad), BadInput, repr(bad)) for bad in (3, math.nan)),
    *((lambda bad=bad: month_name(bad, "nb"), BadInput, repr(bad)) for bad in (0, 13, math.nan)),
    *((lambda bad=bad: before_and_after(*EFFECT, sigma=bad), BadInput, repr(bad)) for bad in (0.0, -0.9, math.nan)),
    *((lambda bad=bad: interrupted(bad), BadInput, repr(bad)) for bad in (0.0, -0.9, math.inf)),
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
