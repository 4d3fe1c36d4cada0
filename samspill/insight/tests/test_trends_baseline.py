"""What a unit is compared with: which rounds are its baseline, and how it leans on its siblings."""

import numpy as np
import pytest

from samspill.insight.trends import Assessment, Point, Rhythm, Series, State, assess, index_sigma, monitor, tabulate

YEAR = [4.0] * 12


def team(values, *, n=12, name="team"):
    points = (Point(f"r{t:02}", t, value, None if value is None else n) for t, value in enumerate(values))
    return Series(name, None, tuple(points))


def hidden(values, *rounds):
    return [None if t in rounds else value for t, value in enumerate(values)]


def size_of(values):
    panel = tabulate([team(values)])
    return int(monitor(panel, np.full(len(values), 0.9)).size[0])


@pytest.mark.parametrize(
    ("values", "size"),
    [
        ([4.0] * 12, 6),
        ([4.0] * 13, 12),
        (hidden([4.0] * 13, 5), 11),
        (hidden([4.0] * 13, 4, 5), 10),
        (hidden([4.0] * 13, 3, 4, 5), 6),
        (hidden([4.0] * 14, 3, 4, 5), 10),
        ([None] * 7 + hidden([4.0] * 14, 5), 11),
        (hidden([4.0] * 12, 11), 6),
        ([4.0] * 5, 0),
        ([], 0),
    ],
)
def test_the_baseline_is_what_is_shown_of_the_first_year_ten_rounds_at_least(values, size):
    assert size_of(values) == size


def test_a_hidden_round_does_not_let_what_begins_after_a_year_into_the_baseline():
    fallen = hidden(YEAR + [3.1] * 6, 4, 9)
    found = assess([team(fallen)], sigma=0.9)["team"]
    assert (found.state, found.since, found.firm) == (State.FALL, "r12", True)
    assert found.level == pytest.approx(4.0)


def test_a_baseline_of_ten_rounds_is_firm_and_one_of_nine_is_not():
    ten, nine = hidden([4.0] * 13, 4, 9), hidden([4.0] * 13, 4, 7, 9)
    states = [assess([team(values)], sigma=0.9)["team"].state for values in (ten, nine)]
    assert states == [State.ORDINARY, State.PROVISIONAL]


# -- what an assessment holds ----------------------------------------------------------------------


def yearly(*values, scale=(1.0, 5.0), n=60):
    series = team(values, n=n)
    return series, assess([series], sigma=0.9, rhythm=Rhythm.YEARLY, scale=scale)["team"]


def test_a_yearly_item_is_held_against_the_year_before_and_says_so():
    series, found = yearly(3.0, 3.9, 3.4)
    assert found == Assessment(
        "team",
        State.FALL,
        series.points,
        since="r02",
        level=3.9,
        shift=pytest.approx(-0.5),
        firm=True,
        rhythm=Rhythm.YEARLY,
    )
    assert yearly(3.0, 3.1)[1].state is State.ORDINARY


def test_one_year_alone_is_too_short_whatever_the_rhythm():
    for rhythm, values in ((Rhythm.YEARLY, [3.9]), (Rhythm.QUARTERLY, [3.9] * 7), (Rhythm.MONTHLY, [])):
        series = team(values)
        found = assess([series], sigma=0.9, rhythm=rhythm)["team"]
        assert found == Assessment("team", State.TOO_SHORT, series.points, rhythm=rhythm)


def test_the_ends_of_another_scale_are_kept_to_year_by_year():
    """Both near the top of ten: their intervals meet nowhere, though they would if they ended at five."""
    assert yearly(8.0, 9.0, scale=(0.0, 10.0))[1].state is State.RISE


def test_bands_of_one_unit_do_not_silence_another():
    bands = Series("b", None, tuple(Point(f"r{t:02}", t, 1.5, 12, banded=True) for t in range(18)))
    found = assess([team(YEAR + [3.1] * 6), bands], sigma=0.9)
    assert (found["team"].state, found["team"].mostly_banded) == (State.FALL, False)
    assert (found["b"].state, found["b"].mostly_banded) == (State.ORDINARY, True)


@pytest.mark.parametrize(("rounds", "looked"), [(6, False), (7, True), (12, True), (13, True)])
def test_how_far_the_present_lies_is_told_from_the_first_round_after_the_baseline(rounds, looked):
    found = assess([team([4.0] * rounds)], sigma=0.9)["team"]
    assert (found.shift is not None, found.z is not None) == (looked, looked)


def test_one_answer_in_each_round_is_a_figure_too():
    assert tabulate([team([3.0], n=1)]).n.tolist() == [[1.0]]
    assert index_sigma([0.9], correlation=0) == pytest.approx(0.9)
