"""Truth tables of minutes, packs and reports: nothing here asks the database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samspill.amu.models import AnnualReport, Meeting, Minutes, Side
from samspill.amu.rules.committees import next_side
from samspill.amu.rules.minutes import (
    CaseLine,
    DissentLine,
    MinutesText,
    PersonLine,
    check_can_approve,
    check_can_correct,
    check_can_take_back,
    differences,
    is_fully_approved,
    shown_to,
)
from samspill.amu.rules.reports import Unfit, check_can_adopt, check_can_draft, check_can_edit_report, check_is_new
from samspill.amu.tests.standings import (
    ALL,
    CHAIR,
    DEPUTY,
    FRESH,
    HEALTH,
    HR,
    MEMBER,
    NOBODY,
    SECRETARY,
    a_meeting,
    of_a_group,
)
from samspill.audit.rules import Refused, permits
from samspill.design.figures import few

# -- minutes -------------------------------------------------------------------------------------------


def waiting(state: str = "waiting") -> Minutes:
    return Minutes(state=state)


@pytest.mark.parametrize(
    ("standing", "given", "person", "right"),
    [
        (MEMBER, [], 1, True),
        (CHAIR, [("employees", 1)], 2, True),
        (CHAIR, [("employees", 1)], 1, False),
        (MEMBER, [("employees", 2)], 1, False),
        (HEALTH, [], 1, False),
        (FRESH, [], 1, False),
        (HR, [], 1, False),
        (SECRETARY, [], 1, False),
        (of_a_group(MEMBER), [], 1, True),
        (of_a_group(HR), [], 1, False),
    ],
)
def test_minutes_are_approved_by_one_of_each_side_and_never_the_same_person(standing, given, person, right):
    assert permits(check_can_approve, standing, waiting(), given=given, person=person) is right


@pytest.mark.parametrize("state", ["approved", "taken_back", "replaced"])
def test_only_what_waits_is_approved_or_taken_back(state):
    with pytest.raises(Refused):
        check_can_approve(MEMBER, waiting(state), given=[], person=1)
    with pytest.raises(Refused):
        check_can_take_back(MEMBER, waiting(state), "Feil frist")


@pytest.mark.parametrize("standing", ALL)
def test_minutes_are_taken_back_by_those_who_write_and_those_who_were_to_approve(standing):
    takes_back = {MEMBER, DEPUTY, CHAIR, SECRETARY, HR}
    assert permits(check_can_take_back, standing, waiting(), "Feil frist") is (standing in takes_back)


@pytest.mark.parametrize(
    ("kind", "sides", "done"),
    [
        ("amu", [], False),
        ("amu", ["employer"], False),
        ("amu", ["employer", "employees"], True),
        ("management", [], False),
        ("management", [""], True),
    ],
)
def test_both_sides_are_needed_in_the_committee_and_one_member_in_a_group(kind, sides, done):
    assert is_fully_approved(kind, sides) is done


@pytest.mark.parametrize(
    ("meeting", "minutes", "reason", "right"),
    [
        (a_meeting("held", is_open=False), waiting("approved"), "Feil frist", True),
        (a_meeting("held", is_open=False), waiting("approved"), " ", False),
        (a_meeting("held", is_open=False), waiting(), "Feil frist", False),
        (a_meeting("held"), waiting("approved"), "Feil frist", False),
        (a_meeting("held", is_open=False), None, "Feil frist", False),
    ],
)
def test_only_approved_minutes_are_corrected_and_with_a_reason(meeting, minutes, reason, right):
    assert permits(check_can_correct, meeting, minutes, reason) is right


def a_text(**change: object) -> MinutesText:
    open_case = CaseLine(1, "1/26", "Hvile", "V", decision="Elleve timer.", due="2026-12-01")
    secret = CaseLine(
        2,
        "2/26",
        "Om Kari",
        "O",
        is_exempt=True,
        exempt_reason="Én person",
        discussion="Kari sa",
        dissents=(DissentLine("Kari", "Nei"),),
    )
    people = (PersonLine("Tor Lie", "employer"), PersonLine("Amina Ali", "employees", is_present=False))
    text = MinutesText("AMU", "1/26", "2026-11-23", "9.00–11.00", "Her", people, (open_case, secret))
    return replace(text, **change)


def test_the_text_is_the_same_after_it_has_been_kept():
    assert MinutesText.from_data(a_text().as_data()) == a_text()


@pytest.mark.parametrize("standing", [NOBODY, FRESH, HR])
def test_of_what_is_exempt_others_read_that_there_was_a_case(standing):
    shown = shown_to(standing, a_text())
    assert shown.cases[1] == CaseLine(2, "2/26", "Unntatt sak", "O", is_exempt=True)
    assert "Kari" not in str(shown)
    assert shown.cases[0].decision == "Elleve timer."


def test_members_read_it_whole():
    assert shown_to(MEMBER, a_text()) == a_text()


def test_a_case_found_exempt_later_is_hidden_in_what_was_kept_before():
    assert "Elleve timer" not in str(shown_to(NOBODY, a_text(), exempt={1}))


def test_editions_are_compared_field_by_field():
    later = a_text(place="Rom 3", cases=(replace(a_text().cases[0], decision="Tolv timer.", due=""),))
    found = [(one.field, one.before, one.after) for one in differences(a_text(), later)]
    assert found == [
        ("Sted", "Her", "Rom 3"),
        ("Vedtak", "Elleve timer.", "Tolv timer."),
        ("Frist", "1. desember 2026", ""),
        ("Tittel", "Om Kari", ""),
    ]
    assert differences(later, later) == []


def test_votes_are_told_when_there_were_any():
    assert CaseLine(1, "1/26", "Hvile", "V").votes == ""
    assert CaseLine(1, "1/26", "Hvile", "V", votes_for=5, votes_against=1).votes == "5 for, 1 mot"
    assert CaseLine(1, "1/26", "Hvile", "V", votes_for=6, votes_blank=0).votes == "6 for, 0 mot"
    assert CaseLine(1, "1/26", "Hvile", "V", votes_for=4, votes_blank=2).votes == "4 for, 0 mot, 2 blankt"
    assert CaseLine(1, "1/26", "Hvile", "V", votes_blank=1).votes == "0 for, 0 mot, 1 blankt"


def test_whoever_does_not_agree_is_named_with_their_own_words_or_none():
    dissents = (DissentLine("Tor Lie", "Ti timer holder."), DissentLine("Amina Ali"))
    case = CaseLine(1, "1/26", "Hvile", "V", dissents=dissents)
    assert case.dissent == "Tor Lie: Ti timer holder.\nAmina Ali er uenig i vedtaket."


# -- packs and reports -----------------------------------------------------------------------------------


def test_few_is_the_same_word_from_nothing_up_to_four():
    assert {few(count) for count in range(5)} == {"færre enn 5"}
    assert few(5) == "5"


@pytest.mark.parametrize(("year", "right"), [(2026, True), (2025, True), (2027, False), (1999, False)])
def test_a_year_is_reported_once_it_has_begun(year, right):
    assert permits(check_can_draft, year, this_year=2026) is right


def test_a_year_is_reported_once():
    with pytest.raises(Refused, match="finnes alt"):
        check_is_new(2026, there=[2026])


@pytest.mark.parametrize(
    ("state", "committee", "held", "empty", "right"),
    [
        ("draft", 1, "held", (), True),
        ("draft", 1, "held", ("Varsling",), False),
        ("draft", 1, "called", (), False),
        ("draft", 2, "held", (), False),
        ("adopted", 1, "held", (), False),
    ],
)
def test_a_report_is_adopted_whole_in_a_meeting_the_committee_has_held(state, committee, held, empty, right):
    report, meeting = AnnualReport(state=state, committee_id=1), Meeting(committee_id=committee, state=held)
    assert permits(check_can_adopt, report, meeting, unfit=Unfit(empty)) is right


def test_an_adopted_report_is_not_edited():
    with pytest.raises(Refused, match="vedtatt"):
        check_can_edit_report(AnnualReport(state="adopted"))


def test_the_health_service_is_no_side():
    assert Side.HEALTH not in {next_side(side) for side in Side.values}
