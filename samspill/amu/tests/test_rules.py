"""Truth tables: nothing here asks the database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samspill.amu.models import Case, Committee, Meeting, Seat
from samspill.amu.rules.access import (
    can_look_after,
    can_propose,
    can_run,
    check_can_pledge,
    check_can_see_exempt,
)
from samspill.amu.rules.committees import Term, check_can_end_seat, check_can_seat, next_side, overlaps, sides_warning
from samspill.amu.rules.meetings import (
    CasePlan,
    MeetingPlan,
    Outcome,
    check_can_begin,
    check_can_call,
    check_can_change_meeting,
    check_can_follow_up,
    check_can_refresh_pack,
    check_can_write_agenda,
    check_can_write_minutes,
    check_case,
    check_meeting_plan,
    check_outcome,
    owner_of,
)
from samspill.amu.rules.minutes import (
    check_can_send_minutes,
)
from samspill.amu.tests.standings import (
    ALL,
    CHAIR,
    DAY,
    DEPUTY,
    FRESH,
    HEALTH,
    HOUR,
    HR,
    MEMBER,
    NOBODY,
    NOW,
    SECRETARY,
    a_meeting,
    of_a_group,
)
from samspill.audit.rules import Refused, permits
from samspill.organisations.models import Person


@pytest.mark.parametrize(
    ("what", "yes"),
    [
        (lambda one: one.reads_open, {NOBODY, MEMBER, FRESH, DEPUTY, HEALTH, CHAIR, SECRETARY, HR}),
        (lambda one: one.reads, {MEMBER, FRESH, DEPUTY, HEALTH, CHAIR, SECRETARY, HR}),
        (lambda one: one.sees_exempt, {MEMBER, DEPUTY, HEALTH, CHAIR, SECRETARY}),
        (lambda one: one.owes_pledge, {FRESH}),
        (lambda one: one.approves, {MEMBER, DEPUTY, CHAIR}),
        (can_run, {CHAIR, SECRETARY, HR}),
        (can_look_after, {HR}),
        (can_propose, {MEMBER, FRESH, DEPUTY, HEALTH, CHAIR, SECRETARY, HR}),
        (lambda one: permits(check_can_pledge, one), {FRESH}),
        (lambda one: permits(check_can_see_exempt, one), {MEMBER, DEPUTY, HEALTH, CHAIR, SECRETARY}),
    ],
)
def test_in_the_committee_each_may_do_what_their_standing_says(what, yes):
    assert {one for one in ALL if what(one)} == yes


@pytest.mark.parametrize(
    ("what", "yes"),
    [
        (lambda one: one.reads_open, {MEMBER, FRESH, DEPUTY, HEALTH, CHAIR, SECRETARY, HR}),
        (lambda one: one.sees_exempt, {MEMBER, FRESH, DEPUTY, HEALTH, CHAIR, SECRETARY}),
        (lambda one: one.owes_pledge, set()),
        (lambda one: one.approves, {MEMBER, FRESH, DEPUTY, HEALTH, CHAIR}),
    ],
)
def test_a_management_group_has_no_formalities_and_is_nobody_elses(what, yes):
    assert {one for one in ALL if what(of_a_group(one))} == yes


# -- terms -------------------------------------------------------------------------------------------


def a_person(**more: object) -> Person:
    return Person(organisation_id=1, name="Kari Nes", joined_on=DAY - timedelta(days=900), **more)


def amu(kind: str = "amu") -> Committee:
    return Committee(organisation_id=1, name="AMU", kind=kind)


YEAR = timedelta(days=365)


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        (Term(a_person(), DAY, DAY + YEAR, "employees"), ""),
        (Term(a_person(), DAY, DAY + YEAR, ""), "sitter for"),
        (Term(a_person(), DAY, None, "employees"), "valgperioden"),
        (Term(a_person(), DAY, DAY - YEAR, "employees"), "ikke slutte før"),
        (Term(a_person(left_on=DAY - YEAR), DAY, DAY + YEAR, "employees"), "har sluttet"),
        (Term(Person(organisation_id=2, name="Ola"), DAY, DAY + YEAR, "employees"), "arbeider her"),
    ],
)
def test_a_seat_has_a_side_an_end_and_somebody_who_is_here(term, sentence):
    if not sentence:
        check_can_seat(amu(), term, others=[])
        return
    with pytest.raises(Refused, match=sentence):
        check_can_seat(amu(), term, others=[])


def test_in_a_management_group_one_sits_without_side_or_end():
    check_can_seat(amu("management"), Term(a_person(), DAY), others=[])


def test_terms_of_one_person_do_not_overlap_and_the_sentence_says_until_when():
    seat = Seat(valid_from=DAY - YEAR, valid_to=DAY + YEAR)
    with pytest.raises(Refused, match=r"23\. november 2027"):
        check_can_seat(amu(), Term(a_person(), DAY, DAY + 2 * YEAR, "employees"), others=[seat])
    after = Term(a_person(), DAY + YEAR + timedelta(days=1), DAY + 2 * YEAR, "employees")
    check_can_seat(amu(), after, others=[seat])


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((0, 10), (5, 15), True),
        ((0, 10), (10, 20), True),
        ((0, 9), (10, 20), False),
        ((0, None), (10, 20), True),
        ((30, None), (10, 20), False),
        ((0, None), (5, None), True),
    ],
)
def test_the_last_day_of_a_term_is_part_of_it(one, other, meet):
    days = [[None if at is None else DAY + timedelta(days=at) for at in pair] for pair in (one, other)]
    assert overlaps(*days[0], *days[1]) is meet


def test_a_seat_cannot_be_ended_after_its_end():
    with pytest.raises(Refused):
        check_can_end_seat(Seat(valid_from=DAY, valid_to=DAY + YEAR), DAY + 2 * YEAR)
    check_can_end_seat(Seat(valid_from=DAY, valid_to=DAY + YEAR), DAY)


@pytest.mark.parametrize(("last", "following"), [("employer", "employees"), ("employees", "employer"), ("", "")])
def test_the_sides_take_turns_to_lead(last, following):
    assert next_side(last) == following


@pytest.mark.parametrize(
    ("sides", "warns"),
    [
        (["employer", "employees"], False),
        (["employer", "employees", "health"], False),
        (["employer", "employer", "employees"], True),
        (["employer"], True),
    ],
)
def test_unequal_sides_are_told_and_the_health_service_does_not_count(sides, warns):
    assert bool(sides_warning(Seat(side=side) for side in sides)) is warns


def test_deputies_do_not_count_among_the_sides():
    seats = [Seat(side="employer"), Seat(side="employees"), Seat(side="employer", is_deputy=True)]
    assert not sides_warning(seats)


# -- meetings ------------------------------------------------------------------------------------------


def planned(start: float, hours: float) -> MeetingPlan:
    return MeetingPlan(NOW + start * HOUR, NOW + (start + hours) * HOUR, "Her")


@pytest.mark.parametrize(("start", "hours", "right"), [(1, 2, True), (1, 0, False), (1, -1, False), (1, 13, False)])
def test_a_meeting_ends_after_it_begins_and_within_the_day(start, hours, right):
    assert permits(check_meeting_plan, planned(start, hours), others=[], now=NOW) is right


def test_a_meeting_years_ahead_is_a_mistyped_year():
    with pytest.raises(Refused, match="to år"):
        check_meeting_plan(planned(24 * 365 * 9, 2), others=[], now=NOW)


@pytest.mark.parametrize(("start", "free"), [(0, True), (3, False), (5, False), (6, True)])
def test_two_meetings_of_a_committee_do_not_overlap_but_may_follow_each_other(start, free):
    other = Meeting(starts_at=NOW + 4 * HOUR, ends_at=NOW + 6 * HOUR)
    plan = MeetingPlan(NOW + start * HOUR, NOW + (start + 2) * HOUR, "Her")
    assert permits(check_meeting_plan, plan, others=[other], now=NOW) is free


STATES = ("planned", "called", "held", "cancelled")


@pytest.mark.parametrize(
    ("check", "yes"),
    [
        (check_can_change_meeting, {"planned", "called"}),
        (check_can_refresh_pack, {"planned"}),
        (lambda one: check_can_call(one, cases=1, now=NOW), {"planned"}),
        (lambda one: check_can_begin(one, today=DAY), {"called"}),
        (check_can_write_agenda, {"planned", "called", "held"}),
        (check_can_write_minutes, {"held"}),
        (lambda one: check_can_send_minutes(one, present=2), {"held"}),
    ],
)
def test_what_can_be_done_with_a_meeting_follows_its_state(check, yes):
    assert {state for state in STATES if permits(check, a_meeting(state))} == yes


@pytest.mark.parametrize("check", [check_can_write_agenda, check_can_write_minutes])
def test_nobody_writes_in_minutes_that_are_sent(check):
    with pytest.raises(Refused, match="godkjenning"):
        check(a_meeting("held", is_open=False))


def test_an_empty_agenda_and_a_past_hour_cannot_be_called():
    with pytest.raises(Refused, match="tom"):
        check_can_call(a_meeting("planned"), cases=0, now=NOW)
    with pytest.raises(Refused, match="passert"):
        check_can_call(a_meeting("planned"), cases=1, now=NOW + 3 * HOUR)


def test_minutes_are_not_begun_before_the_day():
    with pytest.raises(Refused, match="fra den dagen"):
        check_can_begin(a_meeting("called"), today=DAY - timedelta(days=1))


def test_minutes_without_anybody_present_are_not_sent():
    with pytest.raises(Refused, match="hvem av medlemmene som møtte"):
        check_can_send_minutes(a_meeting("held"), present=0)


@pytest.mark.parametrize(
    ("plan", "right"),
    [
        (CasePlan("Hvile"), True),
        (CasePlan(" "), False),
        (CasePlan("Hvile", is_exempt=True), False),
        (CasePlan("Hvile", is_exempt=True, exempt_reason="Få personer"), True),
    ],
)
def test_a_case_has_a_title_and_what_is_exempt_a_reason(plan, right):
    assert permits(check_case, plan) is right


@pytest.mark.parametrize(
    ("outcome", "right"),
    [
        (Outcome(), True),
        (Outcome(discussion="Vi snakket."), True),
        (Outcome(due_on=DAY), False),
        (Outcome(owner=a_person()), False),
        (Outcome(decision="Ja.", owner=a_person(), due_on=DAY), True),
    ],
)
def test_nobody_is_responsible_for_what_was_not_decided(outcome, right):
    assert permits(check_outcome, outcome) is right


def test_an_owner_who_has_left_leaves_it_to_the_secretary_and_it_says_so():
    assert owner_of(a_person(), DAY) == "Kari Nes"
    assert owner_of(a_person(left_on=DAY), DAY) == "Kari Nes"
    assert owner_of(a_person(left_on=DAY - timedelta(days=1)), DAY) == "sekretæren (Kari Nes har sluttet)"
    assert owner_of(None, DAY) == ""


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, True),
        ({"decision": " "}, False),
        ({"due_on": None}, False),
        ({"is_exempt": True}, False),
        ({"measure_id": 4}, False),
    ],
)
def test_a_decision_is_followed_up_once_openly_and_with_a_date(change, right):
    case = Case(**{"title": "Hvile", "decision": "Elleve timer.", "due_on": DAY, **change})
    assert permits(check_can_follow_up, case) is right
