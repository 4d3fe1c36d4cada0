"""Two at the same thing: nothing is overwritten unseen, and nothing that was typed is lost."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from samspill.amu.actions.meetings import cancel_meeting
from samspill.amu.actions.minutes import record_all_present, take_back_minutes, write_outcome
from samspill.amu.actions.reports import adopt_report, draft_report, write_report_section
from samspill.amu.models import Case, Meeting, ReportSection
from samspill.amu.rules.meetings import Outcome
from samspill.amu.tests.holding import a_called_meeting, a_case, a_held_meeting, a_meeting, sent_minutes
from tests.browsing import opened

BOTH = "En annen har skrevet noe annet her"


@pytest.fixture
def now():
    """In the middle of the day: a form has one day for a meeting, so none may end after midnight."""
    return timezone.localtime().replace(hour=12, minute=0)


class Desk:
    """Somebody with a form open: what they were shown, and what they have typed."""

    def __init__(self, client, cast, who: str, address: str, **typed: object) -> None:
        self.client, self.user, self.address = client, cast.user(who), address
        client.force_login(self.user)
        self.sent = opened(client, address, **typed)

    def send(self) -> str:
        self.client.force_login(self.user)
        return self.client.post(self.address, self.sent, follow=True).content.decode()


@pytest.fixture
def desk(client, cast):
    return lambda who, address, **typed: Desk(client, cast, who, address, **typed)


@pytest.fixture
def meeting(cast, committee, now):
    return a_held_meeting(cast, committee, now)


# -- minutes -------------------------------------------------------------------------------------------------


def outcome_of(meeting: Meeting) -> str:
    return reverse("minutes_case", args=[meeting.cases.get().pk])


def test_the_chair_and_the_secretary_write_the_same_decision_and_see_both(desk, meeting):
    address = outcome_of(meeting)
    one = desk("per", address, decision="Den ene.")
    desk("tor", address, decision="Den andre.").send()
    said = one.send()
    assert BOTH in said
    assert "Den ene." in said
    assert "Den andre." in said
    assert meeting.cases.get().decision == "Den andre."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"discussion": "Vi snakket."}, {"decision": "Tolv timer."}),
        ({"decision": "Tolv timer."}, {"due_on": "2027-01-15"}),
        ({"votes_for": 2}, {"decision": "Tolv timer."}),
        ({"owner": "Amina Ali"}, {"discussion": "Vi snakket."}),
        ({"dissent_1_reason": "Ti.", "dissent_1_who": "TOR"}, {"decision": "Tolv timer."}),
    ],
)
def test_what_two_write_in_different_places_is_kept_from_both(desk, cast, meeting, first, second):
    typed = {name: cast.tor.pk if value == "TOR" else value for name, value in first.items()}
    address = outcome_of(meeting)
    one = desk("per", address, **typed)
    desk("tor", address, **second).send()
    assert BOTH not in one.send()
    case = meeting.cases.get()
    standing = {
        "discussion": case.discussion,
        "decision": case.decision,
        "due_on": case.due_on.isoformat() if case.due_on else "",
        "votes_for": case.votes_for,
        "owner": case.owner.name if case.owner else "",
    }
    for name, value in {**first, **second}.items():
        if name in standing:
            assert standing[name] == value
    assert case.dissents.count() == ("dissent_1_who" in first)


def test_votes_counted_twice_are_chosen_between_as_a_whole(desk, meeting):
    """Two for from one and one against from the other would be a vote nobody counted."""
    address = outcome_of(meeting)
    one = desk("per", address, votes_for=2)
    desk("tor", address, votes_for=1, votes_against=1).send()
    assert BOTH in one.send()
    case = meeting.cases.get()
    assert (case.votes_for, case.votes_against) == (1, 1)


def test_both_write_the_same_and_neither_is_asked(desk, meeting):
    address = outcome_of(meeting)
    one, other = desk("per", address, decision="Tolv timer."), desk("tor", address, decision="Tolv timer.")
    other.send()
    assert BOTH not in one.send()
    assert meeting.cases.get().decision == "Tolv timer."


def test_who_was_there_is_told_as_one_answer(desk, meeting, look, now):
    meeting.attendance.update(is_present=False)
    address = reverse("minutes_attendance", args=[meeting.pk])
    one = desk("per", address, guests="Berit, BHT")
    record_all_present(meeting=meeting, by=look("tor"), now=now)
    said = one.send()
    assert BOTH not in said
    assert set(meeting.attendance.filter(is_present=True).values_list("name", flat=True)) == {
        "Tor Lie",
        "Amina Ali",
        "Berit, BHT",
    }


def test_minutes_sent_while_somebody_writes_keep_what_was_sent_and_show_what_was_typed(desk, cast, meeting, now):
    one = desk("per", outcome_of(meeting), decision="Litt for sent.")
    minutes = sent_minutes(cast, meeting, now)
    said = one.send()
    assert "Litt for sent." in said
    assert "sendt til godkjenning" in said
    assert "Litt for sent." not in str(minutes.content)
    assert meeting.cases.get().decision == "Hvilen skal være elleve timer."


def test_minutes_taken_back_while_somebody_waits_can_be_written_in_again(desk, cast, meeting, look, now):
    minutes = sent_minutes(cast, meeting, now)
    take_back_minutes(minutes=minutes, reason="Feil antall timer", by=look("amina"), now=now)
    desk("per", outcome_of(meeting), decision="Tolv timer.").send()
    assert meeting.cases.get().decision == "Tolv timer."


def test_a_page_opened_before_an_approval_is_not_there_to_write_on(client, cast, meeting, now):
    sent_minutes(cast, meeting, now)
    client.force_login(cast.user("per"))
    for name, number in (("minutes_case", meeting.cases.get().pk), ("minutes_attendance", meeting.pk)):
        assert client.get(reverse(name, args=[number])).status_code == 404


# -- meeting and agenda --------------------------------------------------------------------------------------


def test_two_move_the_same_meeting_and_the_later_is_asked(desk, cast, committee, now):
    meeting = a_meeting(cast, committee, now)
    address = reverse("meeting_edit", args=[meeting.pk])
    one = desk("per", address, place="Kantina")
    desk("tor", address, place="Formannskapssalen").send()
    assert BOTH in one.send()
    assert Meeting.objects.get().place == "Formannskapssalen"


def test_one_moves_it_and_the_other_writes_a_note_and_both_stand(desk, cast, committee, now):
    meeting = a_meeting(cast, committee, now)
    address = reverse("meeting_edit", args=[meeting.pk])
    one = desk("per", address, note="Husk kaffe")
    desk("tor", address, place="Formannskapssalen").send()
    one.send()
    assert list(Meeting.objects.values_list("place", "note")) == [("Formannskapssalen", "Husk kaffe")]


def test_a_meeting_cancelled_while_somebody_moves_it_stays_cancelled(desk, cast, committee, now, look):
    meeting = a_called_meeting(cast, committee, now)
    one = desk("per", reverse("meeting_edit", args=[meeting.pk]), place="Kantina")
    cancel_meeting(meeting=meeting, by=look("tor"), now=now)
    said = one.send()
    assert "avlyst" in said
    assert "Kantina" in said
    assert Meeting.objects.get().place == "Møterom 2"


def test_two_write_the_background_of_a_case(desk, cast, committee, now):
    case = a_case(cast, a_meeting(cast, committee, now), now)
    address = reverse("case_edit", args=[case.pk])
    one = desk("per", address, text="Fra den ene.")
    desk("tor", address, text="Fra den andre.").send()
    assert BOTH in one.send()
    assert Case.objects.get().text == "Fra den andre."


def test_a_case_found_exempt_while_somebody_without_the_right_writes_is_gone_for_them(
    client, cast, committee, now, look
):
    """Kari proposed it before it was found to be exempt, and has not confirmed confidentiality."""
    from samspill.amu.actions.cases import propose_case
    from samspill.amu.rules.meetings import CasePlan

    case = propose_case(committee=committee, plan=CasePlan("Støy"), by=look("kari"), now=now)
    address = reverse("case_edit", args=[case.pk])
    client.force_login(cast.user("kari"))
    typed = opened(client, address, title="Støy hos noen få")
    Case.objects.update(is_exempt=True, exempt_reason="Få personer")
    assert client.post(address, typed).status_code == 404
    assert Case.objects.get().title == "Støy"


# -- the report ----------------------------------------------------------------------------------------------


@pytest.fixture
def section(committee, look, now) -> ReportSection:
    report = draft_report(committee=committee, year=timezone.localdate(now).year, by=look("per"), now=now)
    return report.sections.get(name="whistleblowing")


def test_two_write_a_section_and_see_both(desk, section):
    address = reverse("report_section", args=[section.report_id, section.name])
    one = desk("per", address, text="Fra den ene.")
    desk("tor", address, text="Fra den andre.").send()
    said = one.send()
    assert BOTH in said
    assert "Fra den ene." in said
    section.refresh_from_db()
    assert section.text == "Fra den andre."


def test_two_sections_are_two_places(desk, section):
    addresses = [reverse("report_section", args=[section.report_id, name]) for name in ("whistleblowing", "meetings")]
    one, other = (desk("per", address, text="Skrevet.") for address in addresses)
    other.send()
    assert BOTH not in one.send()
    assert section.report.sections.filter(text="Skrevet.").count() == 2


def test_a_report_adopted_while_somebody_writes_stands_and_what_was_typed_is_shown(
    desk, section, committee, cast, look, now
):
    write_report_section(section=section, text="Færre enn fem.", by=look("per"), now=now)
    meeting = a_held_meeting(cast, committee, now)
    one = desk("tor", reverse("report_section", args=[section.report_id, section.name]), text="Litt for sent.")
    adopt_report(report=section.report, meeting=meeting, by=look("per"), now=now)
    said = one.send()
    assert "er vedtatt og kan ikke endres" in said
    assert "Litt for sent." in said
    section.refresh_from_db()
    assert section.text == "Færre enn fem."


# -- by the actions themselves -------------------------------------------------------------------------------


def test_an_action_reads_the_row_as_it_is_and_not_as_somebody_held_it(cast, meeting, look, now):
    stale = meeting.cases.get()
    write_outcome(case=stale, outcome=Outcome("Først."), by=look("per"), now=now)
    sent_minutes(cast, meeting, now)
    from samspill.audit.rules import Refused

    with pytest.raises(Refused, match="godkjenning"):
        write_outcome(case=stale, outcome=Outcome("Etterpå."), by=look("tor"), now=now)
    assert meeting.cases.get().discussion == "Først."
