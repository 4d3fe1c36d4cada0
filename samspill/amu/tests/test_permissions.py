"""Who may do what: one table for each act, told for everybody of the cast.

Per is secretary and HR, Tor chairs for the employer, Amina sits for the employees and has confirmed confidentiality, Kari is
her deputy and has not, Jonas leads a unit, Siri is a consultant with a post here, Ola works in another organisation.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from samspill.amu.actions.cases import (
    add_case,
    add_standing_cases,
    change_case,
    follow_up_case,
    move_case,
    place_case,
    propose_case,
    take_off_agenda,
)
from samspill.amu.actions.committees import (
    CommitteeFacts,
    change_committee,
    choose_chair,
    create_committee,
    end_seat,
    give_seat,
    pledge_confidentiality,
)
from samspill.amu.actions.meetings import (
    begin_meeting,
    call_meeting,
    cancel_meeting,
    change_meeting,
    plan_meeting,
    refresh_pack,
)
from samspill.amu.actions.minutes import (
    Presence,
    approve_minutes,
    correct_minutes,
    record_all_present,
    record_attendance,
    send_minutes,
    take_back_minutes,
    write_outcome,
)
from samspill.amu.actions.reports import adopt_report, draft_report, draft_report_again, write_report_section
from samspill.amu.models import Committee, Seat
from samspill.amu.queries.access import case_for, inner_place_for, meeting_for, place_for
from samspill.amu.queries.home import due_between, happened_since, pledges_owed, to_approve
from samspill.amu.queries.minutes import edition_for
from samspill.amu.queries.reports import report_for
from samspill.amu.rules.committees import Term
from samspill.amu.rules.meetings import CasePlan, Outcome
from samspill.amu.tests.holding import (
    DAY,
    TWO_YEARS,
    a_called_meeting,
    a_case,
    a_group,
    a_held_meeting,
    a_meeting,
    a_plan,
    a_secret_case,
    approved_minutes,
    sent_minutes,
    today_of,
)
from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.leadership.tests.telling import viewer_of
from samspill.organisations.rules import Viewer
from tests.cast import Cast

EVERYBODY = ("per", "tor", "amina", "kari", "jonas", "siri", "ola")
WHERE = {"siri": "Solvik kommune"}
"""She works for several, and looks here."""
Act = Callable[[Viewer], object]


def answers(cast: Cast, now: datetime, act: Act) -> dict[str, str]:
    """What each is answered: ``yes``, ``no`` (told why) or ``hidden`` (it is not there)."""
    looks = {name: viewer_of(cast, name, today_of(now), organisation=WHERE.get(name, "")) for name in EVERYBODY}
    return {name: _answer(by, act) for name, by in looks.items()}


def _answer(by: Viewer, act: Act) -> str:
    """What is let through is taken back, so that the next one meets the same."""
    try:
        with transaction.atomic():
            act(by)
            transaction.set_rollback(True)
    except Refused:
        return "no"
    except Hidden:
        return "hidden"
    return "yes"


def those(*names: str, members: str = "no", others: str = "hidden") -> dict[str, str]:
    """``names`` may; the rest of the committee is answered ``members``, and the rest of the cast ``others``."""
    rest = dict.fromkeys(EVERYBODY, others) | dict.fromkeys(("per", "tor", "amina", "kari"), members)
    return rest | dict.fromkeys(names, "yes")


RUN = those("per", "tor")
"""The chair, and the secretary who is HR too. Other members are told whose task it is; for others nothing is there."""


@pytest.fixture
def ask(cast, now):
    return lambda act: answers(cast, now, act)


# -- the committee -------------------------------------------------------------------------------------------


def test_a_committee_is_made_by_those_who_give_roles(ask, now):
    """Ola is HR in his own organisation, and makes one there."""
    made = ask(lambda by: create_committee(facts=CommitteeFacts("Nytt utvalg"), by=by, now=now))
    assert made == {"per": "yes", "tor": "yes", "amina": "no", "kari": "no", "jonas": "no", "siri": "no", "ola": "yes"}


def test_what_another_organisation_makes_is_its_own(cast, now, look):
    create_committee(facts=CommitteeFacts("Deres utvalg"), by=look("ola"), now=now)
    assert Committee.objects.get().organisation == cast.other


def test_its_name_and_secretary_are_changed_by_those_who_give_roles(ask, committee, now):
    facts = CommitteeFacts("AMU")
    assert ask(lambda by: change_committee(committee=committee, facts=facts, by=by, now=now)) == RUN


def test_seats_are_given_and_ended_by_those_who_give_roles(ask, cast, committee, now):
    day = today_of(now)
    term = Term(cast.jonas, day, day + TWO_YEARS, "employer")
    seat = Seat.objects.get(person=cast.amina)
    assert ask(lambda by: give_seat(committee=committee, term=term, by=by, now=now)) == RUN
    assert ask(lambda by: end_seat(seat=seat, last_day=day, by=by, now=now)) == RUN


def test_the_chair_is_chosen_by_those_who_give_roles(ask, cast, committee, now):
    term = Term(cast.amina, today_of(now), None)
    assert ask(lambda by: choose_chair(committee=committee, term=term, by=by, now=now)) == RUN


def test_confidentiality_is_confirmed_by_a_member_who_has_not(ask, committee, now):
    asked = ask(lambda by: pledge_confidentiality(committee=committee, by=by, now=now))
    assert asked == those("kari", others="hidden")


def test_everybody_who_works_here_may_know_the_committee_and_its_own_read_it(ask, committee):
    assert ask(lambda by: place_for(by, committee.pk)) == those("per", "tor", "amina", "kari", "jonas", "siri")
    assert ask(lambda by: inner_place_for(by, committee.pk)) == those("per", "tor", "amina", "kari")


def test_a_management_group_is_its_members_and_those_who_keep_it(ask, cast, now):
    group = a_group(cast, now)
    asked = ask(lambda by: place_for(by, group.pk))
    assert asked == {
        "per": "yes",
        "tor": "yes",
        "jonas": "yes",
        "amina": "hidden",
        "kari": "hidden",
        "siri": "hidden",
        "ola": "hidden",
    }


# -- meetings ------------------------------------------------------------------------------------------------


def test_a_meeting_is_planned_moved_and_cancelled_by_those_who_run_it(ask, cast, committee, now):
    meeting = a_meeting(cast, committee, now)
    for act in (
        lambda by: plan_meeting(committee=committee, plan=a_plan(now, days=30), by=by, now=now),
        lambda by: change_meeting(meeting=meeting, plan=a_plan(now, days=11), by=by, now=now),
        lambda by: cancel_meeting(meeting=meeting, by=by, now=now),
        lambda by: refresh_pack(meeting=meeting, by=by, now=now),
    ):
        assert ask(act) == RUN


def test_it_is_called_by_those_who_run_it(ask, cast, committee, now):
    meeting = a_meeting(cast, committee, now)
    a_case(cast, meeting, now)
    assert ask(lambda by: call_meeting(meeting=meeting, by=by, now=now)) == RUN


def test_it_is_opened_by_those_who_run_it(ask, cast, committee, now):
    meeting = a_called_meeting(cast, committee, now - 10 * DAY)
    assert ask(lambda by: begin_meeting(meeting=meeting, by=by, now=now)) == RUN


def test_agenda_and_pack_are_read_by_the_committee(ask, cast, committee, now):
    meeting = a_called_meeting(cast, committee, now)
    assert ask(lambda by: meeting_for(by, meeting.pk)) == those("per", "tor", "amina", "kari")


# -- cases ---------------------------------------------------------------------------------------------------


def test_a_case_is_proposed_by_every_member(ask, committee, now):
    asked = ask(lambda by: propose_case(committee=committee, plan=CasePlan("Støy"), by=by, now=now))
    assert asked == those("per", "tor", "amina", "kari")


def test_the_agenda_is_written_by_those_who_run_it(ask, cast, committee, now, look):
    meeting = a_meeting(cast, committee, now)
    case = a_case(cast, meeting, now)
    waiting = propose_case(committee=committee, plan=CasePlan("Støy"), by=look("amina"), now=now)
    for act in (
        lambda by: add_case(meeting=meeting, plan=CasePlan("Ny"), by=by, now=now),
        lambda by: add_standing_cases(meeting=meeting, chosen=["trends"], by=by, now=now),
        lambda by: place_case(case=waiting, meeting=meeting, by=by, now=now),
        lambda by: move_case(case=case, is_up=True, by=by, now=now),
        lambda by: take_off_agenda(case=case, by=by, now=now),
        lambda by: change_case(case=case, plan=CasePlan("Endret"), by=by, now=now),
    ):
        assert ask(act) == RUN


def test_a_proposal_is_changed_by_whoever_made_it_and_those_who_run_it(ask, committee, now, look):
    waiting = propose_case(committee=committee, plan=CasePlan("Støy"), by=look("amina"), now=now)
    asked = ask(lambda by: change_case(case=waiting, plan=CasePlan("Støy i kantina"), by=by, now=now))
    assert asked == those("per", "tor", "amina")


def test_an_exempt_case_is_there_for_those_who_have_pledged_and_the_secretary(ask, cast, committee, now):
    case = a_secret_case(cast, a_meeting(cast, committee, now), now)
    assert ask(lambda by: case_for(by, case.pk)) == those("per", "tor", "amina", members="hidden")
    moved = ask(lambda by: move_case(case=case, is_up=True, by=by, now=now))
    assert moved == those("per", "tor") | {"kari": "hidden"}


def test_a_decision_is_put_on_the_plan_by_those_who_decide_there(ask, cast, committee, now):
    case = a_held_meeting(cast, committee, now).cases.get()
    assert ask(lambda by: follow_up_case(case=case, by=by, now=now)) == RUN


# -- minutes -------------------------------------------------------------------------------------------------


def test_minutes_are_written_and_sent_by_those_who_run_it(ask, cast, committee, now):
    meeting = a_held_meeting(cast, committee, now)
    case, there = meeting.cases.get(), Presence([one.pk for one in meeting.attendance.all()])
    for act in (
        lambda by: record_attendance(meeting=meeting, presence=there, by=by, now=now),
        lambda by: record_all_present(meeting=meeting, by=by, now=now),
        lambda by: write_outcome(case=case, outcome=Outcome("Vi snakket."), by=by, now=now),
        lambda by: send_minutes(meeting=meeting, by=by, now=now),
    ):
        assert ask(act) == RUN


def test_they_are_approved_by_members_who_have_pledged(ask, cast, committee, now):
    minutes = sent_minutes(cast, a_held_meeting(cast, committee, now), now)
    asked = ask(lambda by: approve_minutes(minutes=minutes, by=by, now=now))
    assert asked == those("tor", "amina")


def test_they_are_taken_back_by_those_who_write_and_those_who_approve(ask, cast, committee, now):
    minutes = sent_minutes(cast, a_held_meeting(cast, committee, now), now)
    asked = ask(lambda by: take_back_minutes(minutes=minutes, reason="Feil frist", by=by, now=now))
    assert asked == those("per", "tor", "amina")


def test_they_are_corrected_by_those_who_run_it(ask, cast, committee, now):
    minutes = approved_minutes(cast, a_held_meeting(cast, committee, now), now)
    assert ask(lambda by: correct_minutes(meeting=minutes.meeting, reason="Feil", by=by, now=now)) == RUN


def test_they_are_read_by_the_committee_first_and_by_all_who_work_here_afterwards(ask, cast, committee, now):
    minutes = sent_minutes(cast, a_held_meeting(cast, committee, now), now)
    assert ask(lambda by: edition_for(by, minutes.pk)) == those("per", "tor", "amina", "kari")
    for name in ("tor", "amina"):
        approve_minutes(minutes=minutes, by=viewer_of(cast, name, today_of(now)), now=now)
    assert ask(lambda by: edition_for(by, minutes.pk)) == those("per", "tor", "amina", "kari", "jonas", "siri")


# -- the report of the year ----------------------------------------------------------------------------------


def test_a_report_is_drafted_written_and_adopted_by_those_who_run_it(ask, cast, committee, now, look):
    meeting = a_held_meeting(cast, committee, now)
    report = draft_report(committee=committee, year=2026, by=look("per"), now=now)
    section = report.sections.get(name="whistleblowing")
    write_report_section(section=section, text="Færre enn fem.", by=look("per"), now=now)
    for act in (
        lambda by: draft_report(committee=committee, year=2025, by=by, now=now),
        lambda by: draft_report_again(report=report, by=by, now=now),
        lambda by: write_report_section(section=section, text="Ingen.", by=by, now=now),
        lambda by: adopt_report(report=report, meeting=meeting, by=by, now=now),
    ):
        assert ask(act) == RUN
    assert ask(lambda by: report_for(by, report.pk)) == those("per", "tor", "amina", "kari")


# -- what is told, and what is kept of it ---------------------------------------------------------------------


def test_nothing_is_told_to_another_organisation(cast, committee, now, look):
    approved_minutes(cast, a_held_meeting(cast, committee, now), now)
    a_called_meeting(cast, committee, now)
    days = (today_of(now), today_of(now) + 800 * DAY)
    by = look("ola")
    assert due_between(by, *days) == []
    assert happened_since(by, now - DAY) == []
    assert list(to_approve(by)) == []
    assert pledges_owed(by) == []


@pytest.mark.parametrize("name", ["amina", "jonas", "ola"])
def test_what_is_refused_leaves_no_line_in_the_log(cast, committee, now, look, name):
    meeting = a_held_meeting(cast, committee, now)
    before = Event.objects.count()
    for act in (send_minutes, record_all_present, cancel_meeting):
        with pytest.raises((Refused, Hidden)):
            act(meeting=meeting, by=look(name), now=now)
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("record_attendance", record_all_present),
        ("send_minutes", send_minutes),
    ],
)
def test_what_is_done_leaves_one_line_with_a_name_and_no_content(cast, committee, now, look, name, act):
    meeting = a_held_meeting(cast, committee, now, secret=True)
    before = Event.objects.filter(action=name).count()
    act(meeting=meeting, by=look("tor"), now=now)
    told: Any = Event.objects.filter(action=name).latest("pk")
    assert Event.objects.filter(action=name).count() == before + 1
    assert told.actor_name == "Tor Lie"
    assert "Omplassering" not in str(told.__dict__)
