from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from samspill.amu.actions.cases import (
    change_case,
    follow_up_case,
    propose_case,
)
from samspill.amu.models import Case, Meeting
from samspill.amu.queries.access import case_for, inner_place_for, meeting_for
from samspill.amu.queries.cases import Sought, register_for, years_of
from samspill.amu.queries.home import due_between, happened_since
from samspill.amu.queries.meetings import agenda_of, followed_up
from samspill.amu.rules.meetings import CasePlan
from samspill.amu.tests.holding import (
    DAY,
    a_called_meeting,
    a_case,
    a_committee,
    a_held_meeting,
    a_meeting,
    a_secret_case,
    approved_minutes,
    today_of,
)
from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.leadership.tests.telling import viewer_of
from samspill.measures.models import Measure

# -- what is exempt --------------------------------------------------------------------------------------


def test_an_exempt_case_is_for_members_who_have_pledged_and_for_the_secretary(cast, committee, now, look):
    case = a_secret_case(cast, a_meeting(cast, committee, now), now)
    for name in ("amina", "per"):
        assert case_for(look(name), case.pk)[0] == case
    for name in ("kari", "jonas", "ola"):
        with pytest.raises(Hidden):
            case_for(look(name), case.pk)


def test_hr_who_is_neither_member_nor_secretary_reads_no_exempt_case(cast, now):
    from samspill.organisations.models import Role
    from tests.cast import give_role

    committee = a_committee(cast, now)
    case = a_secret_case(cast, a_meeting(cast, committee, now), now)
    give_role(cast.jonas, Role.HR)
    jonas = viewer_of(cast, "jonas", today_of(now))
    assert inner_place_for(jonas, committee.pk).standing.runs
    with pytest.raises(Hidden):
        case_for(jonas, case.pk)
    with pytest.raises(Hidden):
        change_case(case=case, plan=CasePlan("Sett"), by=jonas, now=now)


def test_nobody_finds_an_exempt_case_by_searching_for_what_it_says(cast, committee, now, look):
    a_secret_case(cast, a_meeting(cast, committee, now), now)
    kari, amina = (inner_place_for(look(name), committee.pk) for name in ("kari", "amina"))
    for sought in (
        Sought(),
        Sought(words="Omplassering"),
        Sought(letter="e"),
        Sought(year="2026"),
        Sought(words="1/26"),
    ):
        assert register_for(kari, sought).count() == 0
        assert register_for(amina, sought).count() == 1
    assert years_of(kari) == []


def test_the_log_names_a_case_by_its_number(cast, committee, now):
    a_secret_case(cast, a_meeting(cast, committee, now), now)
    assert "sak 1/26" in {one.subject_name for one in Event.objects.all()}
    assert not Event.objects.filter(subject_name__contains="Omplassering").exists()


def test_nobody_makes_a_case_exempt_who_may_not_read_what_is(cast, committee, now, look):
    plan = CasePlan("Sak", is_exempt=True, exempt_reason="Grunn")
    with pytest.raises(Refused, match="unntatt"):
        propose_case(committee=committee, plan=plan, by=look("kari"), now=now)


# -- the register and what became of it ------------------------------------------------------------------


def test_the_register_is_searched_by_words_year_letter_and_kind(cast, committee, now, look):
    meeting = a_meeting(cast, committee, now)
    a_case(cast, meeting, now, title="Turnus i jula", kind="V", letter="f")
    a_case(cast, meeting, now, title="Avtale med BHT", kind="O", letter="a", text="Turnus nevnes.")
    a_case(cast, a_meeting(cast, committee, now, days=60), now, title="Ny i januar", kind="D", letter="")
    place = inner_place_for(look("amina"), committee.pk)

    def titles(**sought):
        return [case.title for case in register_for(place, Sought(**sought))]

    assert titles() == ["Ny i januar", "Avtale med BHT", "Turnus i jula"]
    assert titles(words="turnus") == ["Avtale med BHT", "Turnus i jula"]
    assert titles(words="turnus bht") == ["Avtale med BHT"]
    assert titles(letter="f") == titles(words="1/26") == ["Turnus i jula"]
    assert titles(kind="O") == ["Avtale med BHT"]
    assert titles(year="2027") == ["Ny i januar"]
    assert titles(year="x", letter="z", kind="q") == titles()
    assert years_of(place) == [2027, 2026]


def test_a_measure_from_a_standing_item_is_called_what_was_decided(cast, committee, now, look):
    case = a_held_meeting(cast, committee, now).cases.get()
    own = case.title
    case.standing = "measures"
    case.save()
    assert follow_up_case(case=case, by=look("per"), now=now).title == case.decision != own


def test_a_decision_is_followed_up_in_one_click_and_its_status_meets_the_next_meeting(cast, committee, now, look):
    case = a_held_meeting(cast, committee, now).cases.get()
    measure = follow_up_case(case=case, by=look("per"), now=now)
    assert (measure.unit, measure.responsible, measure.due_on) == (cast.root, cast.tor, today_of(now) + 30 * DAY)
    assert "sak 1/26" in measure.took_part
    Measure.objects.update(status="under_way")
    at = meeting_for(look("amina"), a_meeting(cast, committee, now).pk)
    assert [(line.case.sign, line.owner, line.status) for line in followed_up(at, today_of(now))] == [
        ("1/26", "Tor Lie", "I gang")
    ]


def test_a_decision_of_what_is_exempt_does_not_become_a_measure_everybody_reads(cast, committee, now, look):
    meeting = a_held_meeting(cast, committee, now, secret=True)
    with pytest.raises(Refused, match="leses av alle"):
        follow_up_case(case=meeting.cases.get(is_exempt=True), by=look("per"), now=now)
    assert not Measure.objects.exists()


def test_a_member_who_may_not_decide_the_plan_does_not_by_way_of_the_committee(cast, committee, now, look):
    case = a_held_meeting(cast, committee, now).cases.get()
    with pytest.raises(Refused):
        follow_up_case(case=case, by=look("amina"), now=now)
    assert not Measure.objects.exists()


def test_an_owner_who_has_left_is_told_of_and_not_made_responsible(cast, committee, now, look):
    case = a_held_meeting(cast, committee, now).cases.get()
    cast.tor.left_on = today_of(now) - DAY
    cast.tor.save()
    at = meeting_for(look("amina"), a_meeting(cast, committee, now).pk)
    assert followed_up(at, today_of(now))[0].owner == "sekretæren (Tor Lie har sluttet)"
    assert follow_up_case(case=case, by=look("per"), now=now).responsible is None


# -- what is coming and what has been ----------------------------------------------------------------------


def test_a_called_meeting_is_due_for_members_and_the_secretary_alone(cast, committee, now, look):
    meeting = a_called_meeting(cast, committee, now)
    days = (today_of(now), today_of(now) + 30 * DAY)
    for name in ("amina", "kari", "tor", "per"):
        found = [one for one in due_between(look(name), *days) if one.what == "meeting"]
        assert [(one.object_id, one.at) for one in found] == [(meeting.pk, meeting.starts_at)]
    for name in ("jonas", "ola"):
        assert due_between(look(name), *days) == []


def test_a_decision_is_due_for_whoever_sees_to_it_until_it_is_a_measure(cast, committee, now, look):
    case = a_held_meeting(cast, committee, now).cases.get()
    days = (today_of(now), today_of(now) + 60 * DAY)
    assert [one.what for one in due_between(look("tor"), *days)] == ["decision"]
    follow_up_case(case=case, by=look("per"), now=now)
    assert due_between(look("tor"), *days) == []


def test_a_decision_whose_owner_has_left_is_due_for_the_secretary(cast, committee, now, look):
    a_held_meeting(cast, committee, now)
    days = (today_of(now), today_of(now) + 60 * DAY)
    assert due_between(look("per"), *days) == []
    cast.tor.left_on = today_of(now) - DAY
    cast.tor.save()
    assert [one.what for one in due_between(look("per"), *days)] == ["decision"]
    assert due_between(look("amina"), *days) == []


def test_a_term_that_ends_is_due_for_those_who_look_after_it_until_there_is_a_new_one(cast, committee, now, look):
    end = today_of(now) - 100 * DAY + timedelta(days=730)
    found = due_between(look("per"), end, end)
    assert {one.title for one in found} == {"Tor Lie", "Amina Ali", "Kari Nes"}
    assert due_between(look("amina"), end, end) == []


def test_approved_minutes_are_news_for_everybody_who_works_here(cast, committee, now, look):
    minutes = approved_minutes(cast, a_held_meeting(cast, committee, now), now)
    for name in ("jonas", "kari", "per"):
        assert [(one.what, one.object_id) for one in happened_since(look(name), now - DAY)] == [("minutes", minutes.pk)]
    assert happened_since(look("ola"), now - DAY) == []
    assert happened_since(look("jonas"), now + DAY) == []


def test_an_agenda_costs_the_same_at_ten_and_at_twenty(cast, committee, now, look):
    meeting, costs = a_meeting(cast, committee, now), []
    for _ in range(2):
        for number in range(10):
            a_case(cast, meeting, now, title=f"Sak {number}", responsible=cast.tor)
        with CaptureQueriesContext(connection) as asked:
            at = meeting_for(look("amina"), meeting.pk)
            agenda_of(at.meeting, at.standing, today_of(now))
            list(register_for(inner_place_for(look("amina"), committee.pk), Sought(words="sak")))
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Case, {"is_exempt": True, "exempt_reason": ""}),
        (Case, {"letter": "g"}),
        (Case, {"title": ""}),
        (Case, {"number": None}),
        (Meeting, {"state": "held"}),
        (Meeting, {"pack_at": None}),
    ],
)
def test_the_database_keeps_meetings_and_cases_whole(cast, committee, now, model, change):
    a_called_meeting(cast, committee, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**change)
