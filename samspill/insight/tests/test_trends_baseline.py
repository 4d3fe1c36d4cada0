"""What a unit is compared with: which rounds are its baseline, and how it leans on its siblings."""

import numpy as np
import pytest

from samspill.insight.trends import Point, Series, State, assess, monitor, tabulate

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
