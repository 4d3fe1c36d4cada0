from calendar import monthrange
from datetime import date

import pytest

from samspill.content.holidays import is_working_day
from samspill.content.roles import roles
from samspill.content.source import ContentError
from samspill.content.yearwheel import Ring, preset_for, ring_names, shipped_milestones, wheel_note

SIZES = {4: "1-4", 5: "5-9", 9: "5-9", 10: "10-29", 29: "10-29", 30: "30-49", 49: "30-49", 50: "50+", 4000: "50+"}
WHOLE_YEAR = preset_for(60, public=True, violence=True)


def ids(headcount, **kinds):
    return {milestone.id for milestone in preset_for(headcount, **kinds).milestones}


@pytest.mark.parametrize(("headcount", "size"), SIZES.items())
def test_a_workplace_gets_the_wheel_of_its_size(headcount, size):
    assert preset_for(headcount).id == size


@pytest.mark.parametrize("headcount", SIZES)
@pytest.mark.parametrize("public", [True, False])
def test_july_is_left_in_peace_and_the_months_are_in_order(headcount, public):
    preset = preset_for(headcount, public=public, violence=True)
    months = [milestone.month for milestone in preset.milestones]
    assert 7 not in months
    assert 7 not in {milestone.month for milestone in preset.optional}
    assert months == sorted(months)
    assert len({milestone.id for milestone in preset.milestones}) == len(months)


def test_the_smallest_talk_round_the_table_and_have_neither_representative_nor_committee():
    smallest = ids(4)
    assert {"table_talk_spring", "table_talk_autumn", "risk", "year_review"} <= smallest
    assert not {"representative", "whistleblowing", "amu_1", "results_spring", "equality"} & smallest
    assert "agreement" in {milestone.id for milestone in preset_for(4).optional}


def test_from_five_there_are_a_representative_a_routine_and_four_meetings_with_the_leader():
    assert {"representative", "whistleblowing", "safety_round"} <= ids(5)
    assert len([each for each in ids(5) if each.startswith("safety_meeting")]) == 4
    assert "table_talk_spring" not in ids(5)


def test_the_committee_is_offered_from_ten_and_switched_on_from_thirty():
    assert {each.id for each in preset_for(10).optional} >= {"amu_1", "amu_2", "amu_3", "amu_4"}
    assert not any(each.startswith("amu") for each in ids(29))
    assert len([each for each in ids(30) if each.startswith("amu")]) == 4
    assert not any(each.startswith("safety_meeting") for each in ids(30))


def test_consultation_with_the_unions_begins_at_fifty():
    assert "consultation_spring" not in ids(49)
    assert {"consultation_spring", "consultation_autumn"} <= ids(50)


def test_public_bodies_account_for_equality_whatever_their_size_and_private_ones_from_fifty_one():
    assert "equality" in ids(3, public=True)
    assert "equality" not in ids(50)
    assert "equality" in ids(51)


def test_the_drill_on_violence_is_for_those_where_it_may_occur():
    assert "violence_drill" not in ids(60)
    assert "violence_drill" in ids(60, violence=True)


def test_the_occupational_health_service_is_offered_since_the_industry_decides():
    assert "occupational_health" in {each.id for each in WHOLE_YEAR.optional}


@pytest.mark.parametrize("milestone", WHOLE_YEAR.milestones + WHOLE_YEAR.optional, ids=lambda each: each.id)
def test_a_milestone_has_an_owner_that_can_be_given_and_a_window_within_its_month(milestone):
    assert milestone.owner in roles()
    first, last = milestone.days
    assert 1 <= first < last <= monthrange(2027, milestone.month)[1]
    assert milestone.lead_days >= 14
    assert milestone.provisions() or milestone.ring is Ring.RECOVERY
    assert len(milestone.text.nb) <= 160
    assert milestone.proof.nb.endswith(".")


@pytest.mark.parametrize("year", range(2026, 2036))
def test_a_window_begins_on_a_working_day_and_ends_after_it(year):
    for milestone in WHOLE_YEAR.milestones:
        first, last = milestone.window(year)
        assert is_working_day(first), (milestone.id, first)
        assert first.month == last.month == milestone.month
        assert first < last


def test_a_window_that_would_open_in_holy_week_opens_after_easter():
    meeting = next(each for each in WHOLE_YEAR.milestones if each.id == "results_spring")
    assert meeting.window(2026) == (date(2026, 4, 7), date(2026, 4, 26))


def test_every_ring_has_a_name_and_something_in_it_for_the_largest():
    assert set(ring_names()) == set(Ring)
    assert {milestone.ring for milestone in WHOLE_YEAR.milestones} == set(Ring)


def test_the_wheel_says_that_the_dates_are_proposals():
    assert "forslag" in wheel_note().nb


def test_a_workplace_without_employees_gets_no_wheel():
    with pytest.raises(ContentError, match="at least one"):
        preset_for(0)


def test_what_has_no_role_of_its_own_in_a_small_workplace_falls_to_the_general_manager():
    owners = {each.id: each.owner for each in preset_for(7).milestones}
    assert owners["safety_round"] == owners["whistleblowing"] == "general_manager"
    assert {each.id: each.owner for each in preset_for(60).milestones}["safety_round"] == "leader"
    assert {each.owner for each in preset_for(10).optional if each.id.startswith("amu")} == {"amu_member"}


def test_every_milestone_of_any_preset_can_be_found_by_its_id_and_has_a_title_short_enough_for_an_arc():
    known = shipped_milestones()
    assert {each.id for each in WHOLE_YEAR.milestones + WHOLE_YEAR.optional} <= set(known)
    for each in known.values():
        assert not each.short.missing()
        assert all(len(text) <= 24 for text in each.short.as_dict().values())
