from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from samspill.amu.actions.cases import (
    add_case,
    add_standing_cases,
    change_case,
    move_case,
    place_case,
    propose_case,
    take_off_agenda,
)
from samspill.amu.actions.meetings import begin_meeting, call_meeting, cancel_meeting, change_meeting, plan_meeting
from samspill.amu.models import Case, Meeting
from samspill.amu.queries.access import inner_place_for
from samspill.amu.queries.meetings import agenda_of, proposals_to, standing_left
from samspill.amu.rules.meetings import CasePlan
from samspill.amu.tests.holding import (
    DAY,
    SECRET,
    a_called_meeting,
    a_case,
    a_group,
    a_meeting,
    a_plan,
    a_secret_case,
    today_of,
)
from samspill.audit.rules import Hidden, Refused
from samspill.leadership.tests.telling import viewer_of
from samspill.notices.models import Message, Webhook


def test_meetings_are_numbered_within_the_year(cast, committee, now):
    numbers = [(one.number, one.year) for one in (a_meeting(cast, committee, now, days=days) for days in (5, 20, 60))]
    assert numbers == [(1, 2026), (2, 2026), (1, 2027)]


def test_meetings_that_overlap_are_refused_and_those_after_each_other_are_not(cast, committee, now, look):
    a_meeting(cast, committee, now)
    with pytest.raises(Refused, match="allerede et møte"):
        plan_meeting(committee=committee, plan=a_plan(now + timedelta(hours=1)), by=look("per"), now=now)
    plan_meeting(committee=committee, plan=a_plan(now + timedelta(hours=2)), by=look("per"), now=now)
    assert Meeting.objects.count() == 2


def test_a_cancelled_meeting_and_another_committee_take_up_no_time(cast, committee, now, look):
    cancel_meeting(meeting=a_meeting(cast, committee, now), by=look("per"), now=now)
    a_meeting(cast, committee, now)
    a_meeting(cast, a_group(cast, now), now)
    assert Meeting.objects.count() == 3


def test_a_meeting_does_not_overlap_itself_when_it_is_moved_a_little(cast, committee, now, look):
    moved = change_meeting(
        meeting=a_meeting(cast, committee, now), plan=a_plan(now, days=10.04), by=look("per"), now=now
    )
    assert moved.starts_at == now + timedelta(days=10.04)


def test_cases_get_their_number_on_the_agenda_and_keep_it(cast, committee, now, look):
    first, second = a_meeting(cast, committee, now), a_meeting(cast, committee, now, days=20)
    signs = [a_case(cast, meeting, now).sign for meeting in (first, second, first)]
    assert signs == ["1/26", "2/26", "3/26"]
    put_off = Case.objects.get(number=1)
    take_off_agenda(case=put_off, by=look("per"), now=now)
    assert place_case(case=put_off, meeting=second, by=look("per"), now=now).sign == "1/26"


def test_a_members_case_waits_without_a_number_until_it_is_put_up(cast, committee, now, look):
    case = propose_case(committee=committee, plan=CasePlan("Støy i kantina"), by=look("kari"), now=now)
    assert case.sign == ""
    assert proposals_to(inner_place_for(look("amina"), committee.pk)) == [case]
    meeting = a_meeting(cast, committee, now)
    with pytest.raises(Refused):
        place_case(case=case, meeting=meeting, by=look("kari"), now=now)
    assert place_case(case=case, meeting=meeting, by=look("tor"), now=now).sign == "1/26"


def test_a_proposal_is_changed_by_whoever_made_it_until_it_is_put_up(cast, committee, now, look):
    case = propose_case(committee=committee, plan=CasePlan("Støy"), by=look("kari"), now=now)
    case = change_case(case=case, plan=CasePlan("Støy i kantina"), by=look("kari"), now=now)
    with pytest.raises(Refused):
        change_case(case=case, plan=CasePlan("Nei"), by=look("amina"), now=now)
    place_case(case=case, meeting=a_meeting(cast, committee, now), by=look("per"), now=now)
    with pytest.raises(Refused):
        change_case(case=case, plan=CasePlan("Nei"), by=look("kari"), now=now)


def test_somebody_outside_proposes_nothing(cast, committee, now, look):
    for name in ("jonas", "ola"):
        with pytest.raises(Hidden):
            propose_case(committee=committee, plan=CasePlan("Støy"), by=look(name), now=now)


def test_the_standing_agenda_is_put_up_once_and_the_yearly_items_once_a_year(cast, committee, now, look):
    meeting = a_meeting(cast, committee, now)
    every = [one.id for one in standing_left(meeting)]
    assert {"notice", "trends", "annual_report"} <= set(every)
    assert (
        add_standing_cases(meeting=meeting, chosen=["trends", "annual_report", "unknown"], by=look("per"), now=now) == 2
    )
    left = {one.id for one in standing_left(meeting)}
    assert left == set(every) - {"trends", "annual_report"}
    later = {one.id for one in standing_left(a_meeting(cast, committee, now, days=20))}
    assert "trends" in later
    assert "annual_report" not in later


def test_a_management_group_has_the_items_that_are_its_own(cast, now):
    meeting = a_meeting(cast, a_group(cast, now), now)
    assert {one.id for one in standing_left(meeting)} == {"minutes", "trends", "measures", "changes", "other"}


def test_the_agenda_is_put_in_order_without_new_numbers(cast, committee, now, look):
    meeting = a_meeting(cast, committee, now)
    for title in ("En", "To", "Tre"):
        a_case(cast, meeting, now, title=title)
    move_case(case=Case.objects.get(title="Tre"), is_up=True, by=look("per"), now=now)
    move_case(case=Case.objects.get(title="En"), is_up=True, by=look("per"), now=now)
    agenda = agenda_of(meeting, inner_place_for(look("per"), committee.pk).standing, today_of(now))
    assert [(line.title, line.case.number) for line in agenda] == [("En", 1), ("Tre", 3), ("To", 2)]


def test_calling_writes_to_every_member_with_a_link_and_nothing_else(cast, committee, now):
    a_secret_case(cast, meeting := a_meeting(cast, committee, now), now)
    call_meeting(meeting=meeting, by=viewer_of(cast, "per", today_of(now)), now=now)
    letters = [letter_of(message) for message in Message.objects.all()]
    assert {one["to"] for one in letters} == {f"{name}@solvik.example" for name in ("tor", "amina", "kari", "per")}
    assert all(f"/amu/mote/{meeting.pk}/" in one["text"] for one in letters)
    assert not any(SECRET in str(one) or "Unntatt" in str(one) for one in letters)


def letter_of(message: Message) -> dict[str, str]:
    import json
    import zlib

    from samspill import sealing

    key = sealing.installation_key()
    packed = sealing.open_sealed(message.sealed, key=key, context=message.message_id)
    return dict(json.loads(zlib.decompress(packed.rstrip(b"\x00"))))


def test_members_are_told_when_a_called_meeting_moves_or_is_cancelled_and_only_then(cast, committee, now, look):
    meeting = a_called_meeting(cast, committee, now)
    Message.objects.all().delete()
    same = a_plan(now, note="Ta med kaffekopp.")
    meeting = change_meeting(meeting=meeting, plan=same, by=look("per"), now=now)
    assert not Message.objects.exists()
    change_meeting(meeting=meeting, plan=a_plan(now, days=12), by=look("per"), now=now)
    assert Message.objects.count() == 4
    cancel_meeting(meeting=meeting, by=look("per"), now=now)
    assert Message.objects.count() == 8
    assert Case.objects.get().meeting is None
    assert Case.objects.get().sign == "1/26"


def test_only_those_who_run_it_call_and_change(cast, committee, now, look):
    meeting = a_meeting(cast, committee, now)
    a_case(cast, meeting, now)
    for act in (
        lambda by: plan_meeting(committee=committee, plan=a_plan(now, days=30), by=by, now=now),
        lambda by: call_meeting(meeting=meeting, by=by, now=now),
        lambda by: cancel_meeting(meeting=meeting, by=by, now=now),
        lambda by: change_meeting(meeting=meeting, plan=a_plan(now), by=by, now=now),
        lambda by: add_case(meeting=meeting, plan=CasePlan("X"), by=by, now=now),
        lambda by: add_standing_cases(meeting=meeting, chosen=["trends"], by=by, now=now),
    ):
        with pytest.raises(Refused):
            act(look("amina"))
        with pytest.raises(Hidden):
            act(look("jonas"))


def test_opening_the_meeting_lists_those_with_a_seat_and_says_nothing_of_who_came(cast, committee, now, look):
    meeting = a_called_meeting(cast, committee, now - 10 * DAY)
    begun = begin_meeting(meeting=meeting, by=look("per"), now=now)
    assert [(one.name, one.is_deputy, one.is_present) for one in begun.attendance.all()] == [
        ("Amina Ali", False, False),
        ("Kari Nes", True, False),
        ("Tor Lie", False, False),
    ]


def test_a_channel_hears_that_the_committee_meets_and_nothing_of_a_management_group(cast, committee, now):
    hook = Webhook.objects.create(
        organisation=cast.solvik,
        name="Alle",
        service="teams",
        nonce="n",
        occasions=["meeting_called"],
        made_on=now.date(),
    )
    a_called_meeting(cast, a_group(cast, now), now)
    assert not hook.calls.exists()
    meeting = a_called_meeting(cast, committee, now)
    told = hook.calls.get()
    assert told.title == f"Arbeidsmiljøutvalget møtes {meeting.day} kl. 09.00"
    assert told.path == reverse("committee", args=[committee.pk])
    assert "Overtid" not in told.title
