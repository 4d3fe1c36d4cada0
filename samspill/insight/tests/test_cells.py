"""Not even the database holds the answers of a group of two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.insight.cells import collection_cells
from samspill.insight.errors import BadInput, BelowFloor, TooFewInvited
from samspill.insight.tests.workplaces import tree_of


def test_a_small_team_is_counted_with_its_parent():
    cells = collection_cells(tree_of(-1, 0, 0), [1, 4, 6])
    assert [(cell.id, cell.unit, cell.sources, cell.invited) for cell in cells] == [
        ("u2", "u2", ("u2",), 6),
        ("u0:rest", "u0", ("u0", "u1"), 5),
    ]


def test_what_remains_at_the_root_joins_the_largest_cell_and_is_flagged():
    cells = collection_cells(tree_of(-1, 0, 0), [4, 7, 6])
    assert [(cell.id, cell.invited, cell.includes_remainder) for cell in cells] == [
        ("u1", 11, True),
        ("u2", 6, False),
    ]


def test_exactly_k_people_are_enough_and_one_fewer_is_not():
    assert collection_cells(tree_of(-1), [5])[0].invited == 5
    with pytest.raises(TooFewInvited, match="4 invited"):
        collection_cells(tree_of(-1, 0), [2, 2])


def test_the_floor_may_be_raised_and_not_lowered():
    assert len(collection_cells(tree_of(-1, 0, 0), [0, 7, 6], k=7)) == 1
    with pytest.raises(BelowFloor, match="4"):
        collection_cells(tree_of(-1), [9], k=4)


@pytest.mark.parametrize(
    ("invited", "said"),
    [
        ([1, -2], "unit 'u1', invited: -2 is not a number of people"),
        ([2.5, 1], "unit 'u0', invited: 2.5 is not a number of people"),
        ([9], "1 numbers of invited for 2 units"),
        ([9, 9, 9], "3 numbers of invited for 2 units"),
    ],
)
def test_numbers_that_are_no_people_are_refused_by_name(invited, said):
    with pytest.raises(BadInput) as refused:
        collection_cells(tree_of(-1, 0), invited)
    assert str(refused.value) == said


@given(st.data(), st.integers(5, 7))
def test_everybody_is_in_one_cell_and_no_cell_is_small(data, k):
    units = data.draw(st.integers(1, 12))
    parents = [-1] + [data.draw(st.integers(0, unit - 1)) for unit in range(1, units)]
    invited = data.draw(st.lists(st.integers(0, 8), min_size=units, max_size=units))
    if sum(invited) < k:
        return
    cells = collection_cells(tree_of(*parents), invited, k=k)
    sources = [source for cell in cells for source in cell.sources]
    assert sorted(sources) == sorted(f"u{unit}" for unit in range(units) if invited[unit])
    assert all(cell.invited >= k for cell in cells)
    assert all(cell.invited == sum(invited[int(s[1:])] for s in cell.sources) for cell in cells)
    assert sum(cell.includes_remainder for cell in cells) <= 1
