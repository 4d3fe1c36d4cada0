"""From a cover to figures: whose answers each one counts, what a band is called, and what stands in every field."""

import pytest

from samspill.insight.cover import Atom, Band, Cover
from samspill.insight.figures import Counts, figures_of, gathered
from samspill.insight.tables import DECIMALS, CellTally, Figure, Item, Reason
from samspill.insight.tests.workplaces import tree_of

JOY = Item("joy")
TREE = tree_of(-1, 0, 0)
FINE, LOW = (1, 2, 4, 3, 1), (8, 2, 0, 0, 0)


def counts_of(*cells, k=5):
    tallies = [CellTally(f"c{at}", f"u{unit}", sum(own) + 1, sum(own), {"joy": own}) for at, (unit, own) in cells]
    return Counts(TREE, tallies, k)


def places(*cells):
    return counts_of(*enumerate(cells))


def told(counts, cover, bands=(), **more):
    return {one.unit: one for one in figures_of(counts, JOY, cover, bands, **{"distributions": True, **more})}


def test_a_unit_and_those_above_it_count_the_same_answers_and_say_so_field_by_field():
    found = told(places((1, FINE), (2, (0, 1, 1, 0, 0))), Cover((Atom(1, (0,)),), (), (1,)))
    assert found == {
        "u0": Figure("u0", None, "joy", 11, ("c0",), 3.09, None, DECIMALS, FINE, None),
        "u1": Figure("u1", "u0", "joy", 11, ("c0",), 3.09, None, DECIMALS, FINE, None),
        "u2": Figure("u2", "u0", "joy", None, (), None, None, DECIMALS, None, Reason.TOO_FEW_OR_EXTREME),
    }


def test_distributions_are_shown_only_where_they_may_be():
    cover = Cover((Atom(1, (0,)),), (), ())
    assert told(places((1, FINE)), cover)["u1"].hist == FINE
    assert told(places((1, FINE)), cover, distributions=False)["u1"].hist is None


@pytest.mark.parametrize(
    ("k", "low", "band"),
    [(5, True, (1.0, 1.5)), (5, False, (4.5, 5.0)), (8, True, (1.0, 1.7)), (8, False, (4.3, 5.0))],
)
def test_a_band_is_as_wide_as_one_person_or_the_smallest_group_can_move_the_mean(k, low, band):
    counts = counts_of((0, (1, LOW if low else LOW[::-1])), k=k)
    band_of_ten = Band(1, (0,), item=0, low=low)
    expected = Figure("u1", "u0", "joy", 10, ("c0",), None, band, DECIMALS, None, None)
    assert told(counts, Cover((), (band_of_ten,), (0,)), [band_of_ten])["u1"] == expected


def test_what_is_told_of_people_outside_their_units_own_figure_is_called_its_rest():
    counts = places((0, LOW), (1, FINE))
    band = Band(0, (0,), item=0, low=True)
    found = told(counts, Cover((Atom(1, (1,)),), (band,), (0,)), [band])
    assert found["u0"].covers == ("c1",)
    assert found["u0:rest"] == Figure("u0:rest", "u0", "joy", 10, ("c0",), None, (1.0, 1.5), DECIMALS, None, None)


def test_turnout_adds_up_all_cells_of_a_unit_and_of_those_below_it():
    counts = places((1, FINE), (1, LOW), (2, FINE))
    assert counts.turnout() == [(35, 32, ("c0", "c1", "c2")), (23, 21, ("c0", "c1")), (12, 11, ("c2",))]


def test_a_unit_that_adds_nothing_shares_what_its_child_has():
    """In a large tree most units do; tuples of their own would make memory grow with the depth."""
    whole, child, empty = gathered(TREE, [(1, (7, 8))])
    assert whole is child
    assert (whole, empty) == ((7, 8), ())
