"""From the top down: a change that only follows the one above says so."""

from __future__ import annotations

import pytest

from samspill.insight.trends import Assessment, State, followed

PARENTS = {"org": None, "department": "org", "office": "department", "team": "office"}


def told(state=State.FALL, shift=-0.6, **more):
    return Assessment("", state, (), shift=shift, **{"used_month_effect": True} | more)


CALM = told(State.ORDINARY, -0.1)


@pytest.mark.parametrize(
    ("team", "department", "follows"),
    [
        (told(), told(shift=-0.5), True),
        (told(shift=-0.4), told(shift=-0.9), True),
        (told(shift=-0.79), told(shift=-0.5), True),
        (told(shift=-0.8), told(shift=-0.5), False),
        (told(shift=-0.6), told(shift=-0.3), False),
        (told(State.RISE, 0.5), told(shift=-0.5), False),
        (told(State.RISE, 0.5), told(State.RISE, 0.4), True),
        (told(), CALM, False),
        (CALM, told(), False),
    ],
)
def test_a_change_follows_one_the_same_way_that_is_about_as_large(team, department, follows) -> None:
    found = followed({"department": department, "office": CALM, "team": team}, PARENTS)
    assert found == ({"team": "department"} if follows else {})


def test_the_nearest_above_is_named_and_the_topmost_follows_nothing() -> None:
    found = followed({"department": told(), "office": told(), "team": told()}, PARENTS)
    assert found == {"office": "department", "team": "office"}


def test_the_whole_organisation_explains_only_figures_it_has_not_been_taken_out_of() -> None:
    org = told(used_month_effect=False)
    assert followed({"org": org, "department": told()}, PARENTS) == {}
    alone = followed({"org": org, "department": told(used_month_effect=False)}, PARENTS)
    assert alone == {"department": "org"}


def test_a_unit_whose_parent_is_not_known_follows_nothing() -> None:
    assert followed({"stray": told()}, {}) == {}
