from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from samspill.amu.actions.cases import take_off_agenda
from samspill.amu.actions.committees import end_seat, pledge_confidentiality
from samspill.amu.actions.minutes import (
    Presence,
    approve_minutes,
    correct_minutes,
    record_attendance,
    send_minutes,
    take_back_minutes,
    write_outcome,
)
from samspill.amu.models import Approval, Case, Minutes, Seat
from samspill.amu.queries.access import place_for
from samspill.amu.queries.home import pledges_owed, to_approve
from samspill.amu.queries.minutes import (
    approved_of,
    attendance_rows,
    both_texts,
    edition_for,
    edition_page,
    guests_of,
    open_minutes_of,
)
from samspill.amu.rules.meetings import Outcome
from samspill.amu.rules.minutes import differences
from samspill.amu.tests.holding import (
    DAY,
    SECRET,
    a_group,
    a_held_meeting,
    approved_minutes,
    open_case,
    sent_minutes,
    today_of,
)
from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.yearwheel.models import Milestone, Occurrence


@pytest.fixture
def meeting(cast, committee, now):
    return a_held_meeting(cast, committee, now, secret=True)


def rewritten(meeting, decision, look, now):
    case = open_case(meeting)
    outcome = Outcome(decision=decision, owner=case.owner, due_on=case.due_on)
    return write_outcome(case=case, outcome=outcome, by=look("per"), now=now)


def test_a_deputy_sits_for_somebody_of_the_same_side_and_guests_have_names(meeting, look, now):
    rows = {name.split(",")[0]: (pk, members) for pk, name, members in attendance_rows(meeting)}
    assert rows["Kari Nes"][1] == ["Amina Ali"]
    assert rows["Tor Lie"][1] == []
    presence = Presence(
        present=[rows["Tor Lie"][0], rows["Kari Nes"][0]],
        stands_in_for={rows["Kari Nes"][0]: "Amina Ali"},
        guests=["Berit, BHT"],
    )
    record_attendance(meeting=meeting, presence=presence, by=look("per"), now=now)
    said = {one.name: (one.is_present, one.stands_in_for) for one in meeting.attendance.all()}
    assert said == {
        "Amina Ali": (False, ""),
        "Kari Nes": (True, "Amina Ali"),
        "Tor Lie": (True, ""),
        "Berit, BHT": (True, ""),
    }
    assert guests_of(meeting)["guests"] == "Berit, BHT"


def test_only_those_who_run_it_write(meeting, look, now):
    case = open_case(meeting)
    with pytest.raises(Refused):
        write_outcome(case=case, outcome=Outcome("Nei."), by=look("amina"), now=now)
    with pytest.raises(Refused):
        send_minutes(meeting=meeting, by=look("amina"), now=now)
    with pytest.raises(Hidden):
        send_minutes(meeting=meeting, by=look("jonas"), now=now)


def test_sent_minutes_are_an_edition_nobody_writes_in(cast, meeting, look, now):
    minutes = sent_minutes(cast, meeting, now)
    assert (minutes.edition, minutes.state, minutes.written_name) == (1, "waiting", "Per Moe")
    with pytest.raises(Refused, match="godkjenning"):
        rewritten(meeting, "Noe annet.", look, now)
    with pytest.raises(Refused, match="alt sendt"):
        send_minutes(meeting=meeting, by=look("per"), now=now)


def test_they_count_when_one_of_each_side_has_approved(cast, meeting, look, now):
    minutes = sent_minutes(cast, meeting, now)
    assert [one.pk for one in to_approve(look("tor"))] == [minutes.pk]
    first = approve_minutes(minutes=minutes, by=look("tor"), now=now)
    assert first.state == "waiting"
    assert list(to_approve(look("tor"))) == []
    page = edition_page(look("amina"), minutes.pk)
    assert (page.missing, page.may_approve) == (("arbeidstakerne",), True)
    second = approve_minutes(minutes=minutes, by=look("amina"), now=now)
    assert (second.state, second.approved_at) == ("approved", now)
    assert list(to_approve(look("amina"))) == []
    assert Event.objects.filter(action="approve_minutes").count() == 2


def test_the_same_person_does_not_approve_for_both_sides_even_after_changing_seat(cast, meeting, look, now):
    minutes = sent_minutes(cast, meeting, now)
    approve_minutes(minutes=minutes, by=look("tor"), now=now)
    Seat.objects.filter(person=cast.tor).update(side="employees")
    with pytest.raises(Refused, match="den andre sidens tur"):
        approve_minutes(minutes=minutes, by=look("tor"), now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(minutes=minutes, person=cast.tor, name="Tor", side="employees", at=now)


def test_a_member_who_has_not_pledged_confirms_that_first(cast, meeting, look, now, committee):
    minutes = sent_minutes(cast, meeting, now)
    assert [one.pk for one in pledges_owed(look("kari"))] == [committee.pk]
    with pytest.raises(Refused, match="taushetsplikten"):
        approve_minutes(minutes=minutes, by=look("kari"), now=now)
    pledge_confidentiality(committee=committee, by=look("kari"), now=now)
    approve_minutes(minutes=minutes, by=look("kari"), now=now)
    assert pledges_owed(look("kari")) == []


@pytest.mark.parametrize("name", ["per", "jonas", "ola"])
def test_nobody_but_members_approve(cast, meeting, look, now, name):
    minutes = sent_minutes(cast, meeting, now)
    with pytest.raises((Refused, Hidden)):
        approve_minutes(minutes=minutes, by=look(name), now=now)


def test_somebody_who_left_in_the_middle_of_a_term_approves_no_more(cast, meeting, look, now, committee):
    minutes = sent_minutes(cast, meeting, now)
    seat = Seat.objects.get(person=cast.amina)
    end_seat(seat=seat, last_day=today_of(now) - DAY, by=look("per"), now=now)
    with pytest.raises(Hidden):
        approve_minutes(minutes=minutes, by=look("amina"), now=now)


def test_a_member_may_send_them_back_with_a_wish(cast, meeting, look, now):
    minutes = sent_minutes(cast, meeting, now)
    take_back_minutes(minutes=minutes, reason="Fristen er feil", by=look("amina"), now=now)
    meeting.refresh_from_db()
    assert (meeting.is_open, meeting.correction) == (True, "Fristen er feil")
    assert sent_minutes(cast, meeting, now).edition == 2
    assert list(meeting.minutes.values_list("edition", "state")) == [(2, "waiting"), (1, "taken_back")]


def test_what_is_edited_after_approval_is_a_new_edition_and_the_old_one_is_kept(cast, meeting, look, now):
    first = approved_minutes(cast, meeting, now)
    meeting.refresh_from_db()
    with pytest.raises(Refused):
        rewritten(meeting, "Tolv timer.", look, now)
    meeting = correct_minutes(meeting=meeting, reason="Feil antall timer", by=look("per"), now=now)
    rewritten(meeting, "Tolv timer.", look, now)
    first.refresh_from_db()
    assert first.state == "approved"
    second = approved_minutes(cast, meeting, now)
    first.refresh_from_db()
    assert (first.state, second.state, second.correction) == ("replaced", "approved", "Feil antall timer")
    before, after = both_texts(look("amina"), first.pk, second.pk)
    assert [(one.field, one.before, one.after) for one in differences(before.text, after.text)] == [
        ("Vedtak", "Hvilen skal være elleve timer.", "Tolv timer.")
    ]
    assert "elleve" in str(first.content)
    meeting.refresh_from_db()
    assert meeting.correction == ""


def test_the_new_edition_is_approved_anew_by_both_sides(cast, meeting, look, now):
    approved_minutes(cast, meeting, now)
    meeting.refresh_from_db()
    meeting = correct_minutes(meeting=meeting, reason="Feil", by=look("per"), now=now)
    second = sent_minutes(cast, meeting, now)
    assert not second.approvals.exists()
    assert set(edition_page(look("per"), second.pk).missing) == {"arbeidsgiver", "arbeidstakerne"}


def test_everybody_who_works_here_reads_what_is_approved_and_nothing_of_what_is_exempt(cast, meeting, look, now):
    minutes = approved_minutes(cast, meeting, now)
    for name in ("jonas", "kari"):
        text = str(edition_page(look(name), minutes.pk).text)
        assert "elleve timer" in text
        assert SECRET not in text
        assert "Gjelder få personer" not in text
        assert "Unntatt sak" in text
    assert SECRET in str(edition_page(look("amina"), minutes.pk).text)
    with pytest.raises(Hidden):
        edition_page(look("ola"), minutes.pk)


def test_before_they_are_approved_they_are_the_members_own(cast, meeting, look, now):
    minutes = sent_minutes(cast, meeting, now)
    with pytest.raises(Hidden):
        edition_for(look("jonas"), minutes.pk)
    with pytest.raises(Hidden):
        open_minutes_of(look("jonas"), meeting.pk)
    assert edition_for(look("amina"), minutes.pk)[0] == minutes


def test_what_was_replaced_may_have_said_too_much_and_is_for_members_alone(cast, meeting, look, now):
    first = approved_minutes(cast, meeting, now)
    meeting.refresh_from_db()
    meeting = correct_minutes(meeting=meeting, reason="Et navn skulle ut", by=look("per"), now=now)
    second = approved_minutes(cast, meeting, now)
    with pytest.raises(Hidden):
        edition_page(look("jonas"), first.pk)
    with pytest.raises(Hidden):
        both_texts(look("jonas"), first.pk, second.pk)
    assert edition_page(look("jonas"), second.pk).earlier == ()
    assert open_minutes_of(look("jonas"), meeting.pk) == second


def test_a_case_found_exempt_afterwards_is_hidden_at_once_where_it_was_read_before(cast, meeting, look, now):
    minutes = approved_minutes(cast, meeting, now)
    assert "elleve timer" in str(edition_page(look("jonas"), minutes.pk).text)
    Case.objects.update(is_exempt=True, exempt_reason="Sett i ettertid")
    assert "elleve timer" not in str(edition_page(look("jonas"), minutes.pk).text)


def test_a_case_that_left_the_agenda_and_was_found_exempt_is_hidden_where_it_stood(cast, meeting, look, now):
    minutes = approved_minutes(cast, meeting, now)
    meeting.refresh_from_db()
    correct_minutes(meeting=meeting, reason="Saken skulle vært unntatt", by=look("per"), now=now)
    take_off_agenda(case=open_case(meeting), by=look("per"), now=now)
    Case.objects.filter(meeting=None).update(is_exempt=True, exempt_reason="Sett i ettertid")
    for name in ("jonas", "kari"):
        assert "elleve timer" not in str(edition_page(look(name), minutes.pk).text)
    assert "elleve timer" in str(edition_page(look("amina"), minutes.pk).text)


def test_editions_of_two_meetings_are_not_compared(cast, meeting, look, now, committee):
    one = approved_minutes(cast, meeting, now)
    other = approved_minutes(cast, a_held_meeting(cast, committee, now + DAY), now + DAY)
    with pytest.raises(Hidden):
        both_texts(look("amina"), one.pk, other.pk)


def test_a_management_group_approves_by_one_member_and_nobody_else_reads_it(cast, now, look):
    meeting = a_held_meeting(cast, a_group(cast, now), now)
    minutes = sent_minutes(cast, meeting, now)
    minutes = approve_minutes(minutes=minutes, by=look("jonas"), now=now)
    assert minutes.state == "approved"
    for name in ("kari", "amina"):
        with pytest.raises(Hidden):
            edition_for(look(name), minutes.pk)


def test_the_committee_s_approved_minutes_are_listed_for_all(cast, meeting, look, now, committee):
    minutes = approved_minutes(cast, meeting, now)
    assert list(approved_of(place_for(look("jonas"), committee.pk))) == [minutes]


# -- the wheel of the year ---------------------------------------------------------------------------------


@pytest.fixture
def in_the_wheel(cast, now):
    milestone = Milestone.objects.create(
        organisation=cast.solvik, key="amu_4", done_by="meeting_held", ring="meetings", owner_role="amu_member",
        first_month=11, first_day=1, last_month=11, last_day=30, since=today_of(now),
    )  # fmt: skip
    return Occurrence.objects.create(
        organisation=cast.solvik, milestone=milestone, year=2026, starts_on=today_of(now), ends_on=today_of(now) + DAY,
        planned_starts_on=today_of(now), planned_ends_on=today_of(now) + DAY, remind_on=today_of(now),
    )  # fmt: skip


def test_an_approved_meeting_is_done_in_the_wheel_once(cast, meeting, look, now, in_the_wheel):
    sent_minutes(cast, meeting, now)
    in_the_wheel.refresh_from_db()
    assert in_the_wheel.state == "open"
    minutes = Minutes.objects.get()
    for name in ("tor", "amina"):
        approve_minutes(minutes=minutes, by=look(name), now=now)
    in_the_wheel.refresh_from_db()
    assert (in_the_wheel.state, in_the_wheel.done_on) == ("done", today_of(now))
    assert in_the_wheel.source.endswith(f"/amu/mote/{meeting.pk}/")


def test_a_management_group_closes_nothing_in_the_wheel(cast, look, now, in_the_wheel):
    minutes = sent_minutes(cast, a_held_meeting(cast, a_group(cast, now), now), now)
    approve_minutes(minutes=minutes, by=look("jonas"), now=now)
    in_the_wheel.refresh_from_db()
    assert in_the_wheel.state == "open"


@pytest.mark.parametrize("change", [{"state": "approved"}, {"approved_at": "2026-11-23T09:00:00Z"}])
def test_the_database_keeps_minutes_whole(cast, meeting, now, change):
    sent_minutes(cast, meeting, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.update(**change)


def test_one_edition_at_a_time_waits(cast, meeting, now):
    minutes = sent_minutes(cast, meeting, now)
    minutes.pk, minutes.edition = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        minutes.save()
