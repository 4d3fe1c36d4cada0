"""What goes together, to the auditor: of the whole organisation, of fifty, in tenths, beside its own exact figures."""

import pytest

from samspill.insight.auditor import BadResults, Kind, audit
from samspill.insight.tests.audited import figure, kinds, results

CELLS = [(cell, cell, 40, None) for cell in "abc"]
LINE = {
    "kind": "drivers",
    "unit": "all",
    "item": "trust",
    "n": 110,
    "correlation": 0.4,
    "or_more": False,
    "interval": [0.2, 0.6],
    "covers": ["a", "b", "c"],
}


def told(line=(), cells=CELLS, figures=None, pulse=("joy",), **changed):
    """A file with an organisation's figure of two items, and one line that holds the one against the other."""
    items = {"joy": 3.0, "trust": 3.0} if figures is None else figures
    shown = [figure("all", 110, "abc", mean=mean, item=item, parent=None) for item, mean in items.items()]
    shown.append(figure("a", 40, "a", item="joy", parent="all"))
    return results(*shown, cells=cells, other=[{**LINE, **dict(line), **changed}], pulse=list(pulse))


def test_a_line_as_it_should_be_is_let_through():
    assert audit(told()) == ()
    assert audit(told(correlation=None, interval=None)) == ()
    assert audit(told(correlation=-0.5, interval=[-1.0, -0.2], or_more=True)) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": "a"},
        {"covers": ["a"]},
        {"covers": ["a", "b"]},
        {"n": 49},
        {"n": 113},
        {"correlation": 0.43},
        {"interval": [0.21, 0.6]},
        {"interval": [0.5, 0.6]},
        {"interval": [0.2, 1.1]},
        {"interval": None},
        {"correlation": None},
        {"item": "calm"},
        {"pulse": ()},
    ],
)
def test_a_line_that_tells_more_is_objected_to(wrong):
    (found,) = [one for one in audit(told(**wrong)) if one.kind == Kind.RELATION]
    assert (found.unit, found.item) == (wrong.get("unit", "all"), "drivers")


@pytest.mark.parametrize("hidden", ["joy", "trust"])
def test_a_line_stands_only_beside_exact_figures_of_what_it_is_between(hidden):
    figures = {item: 3.0 for item in ("joy", "trust") if item != hidden}
    assert Kind.RELATION in kinds(audit(told(figures=figures)))


def test_cells_of_an_attribute_are_the_same_people_again_and_not_asked_for():
    cells = [*CELLS, ("x", "all", 120, "night")]
    assert audit(told(cells=cells)) == ()


def test_fewer_than_fifty_invited_is_too_few_whatever_the_line_says():
    cells = [(cell, cell, 15, None) for cell in "abc"]
    assert Kind.SMALL_GROUP in kinds(audit(told(cells=cells)))


@pytest.mark.parametrize(
    "wrong",
    [{"n": -1}, {"n": 1.5}, {"n": None}, {"correlation": "0.4"}, {"interval": [0.2]}, {"interval": 3}, {"slope": 0.7}],
)
def test_a_line_of_the_wrong_kind_is_named(wrong):
    with pytest.raises(BadResults, match=r"rounds\[0\]\.other\[0\]"):
        audit(told(**wrong))
