"""Who was there is asked for before minutes are sent, and one click says that all were."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from samspill.amu.actions.minutes import Presence, record_all_present, record_attendance, take_back_minutes
from samspill.amu.models import Attendance, Meeting, Minutes
from samspill.amu.queries.minutes import edition_page, members_present
from samspill.amu.tests.holding import a_group, a_held_meeting, approved_minutes, sent_minutes
from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from tests.browsing import opened

ASKED = "Skriv hvem av medlemmene som møtte"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def meeting(cast, committee, now):
    """Held, and nobody noted as there yet."""
    meeting = a_held_meeting(cast, committee, now)
    meeting.attendance.update(is_present=False)
    return meeting


def there(meeting: Meeting) -> set[str]:
    return set(meeting.attendance.filter(is_present=True).values_list("name", flat=True))


# -- asked for -----------------------------------------------------------------------------------------------


def test_minutes_are_not_sent_before_it_is_noted_who_was_there(cast, meeting, now):
    with pytest.raises(Refused, match=ASKED):
        sent_minutes(cast, meeting, now)
    assert not Minutes.objects.exists()


def test_a_guest_alone_is_no_meeting(cast, meeting, look, now):
    record_attendance(meeting=meeting, presence=Presence(guests=["Berit, BHT"]), by=look("per"), now=now)
    assert members_present(meeting) == 0
    with pytest.raises(Refused, match=ASKED):
        sent_minutes(cast, meeting, now)


def test_a_deputy_who_sat_for_somebody_is_enough(cast, meeting, look, now):
    deputy = meeting.attendance.get(person=cast.kari)
    presence = Presence([deputy.pk], {deputy.pk: "Amina Ali"})
    record_attendance(meeting=meeting, presence=presence, by=look("per"), now=now)
    assert sent_minutes(cast, meeting, now).state == "waiting"


def test_whoever_sends_too_early_is_led_to_where_it_is_noted(cast, meeting, send):
    answer = send("per", "minutes_send", meeting.pk)
    assert answer.redirect_chain[-1][0] == reverse("minutes_attendance", args=[meeting.pk])
    assert ASKED in answer.content.decode()


def test_the_wall_asks_for_it_first(visit, meeting):
    said = visit("per", "minutes_wall", meeting.pk)
    assert "Hvem møtte?" in said
    assert "Alle medlemmene møtte" in said
    assert "Hvem møtte?" not in visit("amina", "minutes_wall", meeting.pk), "they do not write"


def test_it_is_asked_for_again_when_minutes_are_opened_and_emptied(cast, meeting, look, now):
    record_all_present(meeting=meeting, by=look("per"), now=now)
    minutes = sent_minutes(cast, meeting, now)
    take_back_minutes(minutes=minutes, reason="Feil oppmøte", by=look("per"), now=now)
    meeting.refresh_from_db()
    record_attendance(meeting=meeting, presence=Presence(), by=look("per"), now=now)
    with pytest.raises(Refused, match=ASKED):
        sent_minutes(cast, meeting, now)


# -- one click -----------------------------------------------------------------------------------------------


def test_one_click_says_that_every_member_was_there_and_no_deputy(cast, meeting, send):
    answer = send("per", "minutes_all_present", meeting.pk)
    assert there(meeting) == {"Tor Lie", "Amina Ali"}
    assert answer.redirect_chain[-1][0] == reverse("minutes_wall", args=[meeting.pk])
    assert "alle medlemmene møtte" in answer.content.decode()


def test_guests_stay_and_a_deputy_who_sat_for_somebody_does_not(cast, meeting, look, now):
    deputy = meeting.attendance.get(person=cast.kari)
    presence = Presence([deputy.pk], {deputy.pk: "Amina Ali"}, ["Berit, BHT"])
    record_attendance(meeting=meeting, presence=presence, by=look("per"), now=now)
    record_all_present(meeting=meeting, by=look("per"), now=now)
    assert there(meeting) == {"Tor Lie", "Amina Ali", "Berit, BHT"}
    assert meeting.attendance.get(person=cast.kari).stands_in_for == ""


def test_clicked_twice_it_says_the_same(meeting, look, now):
    for _ in range(2):
        record_all_present(meeting=meeting, by=look("per"), now=now)
    assert there(meeting) == {"Tor Lie", "Amina Ali"}
    assert Attendance.objects.filter(meeting=meeting).count() == 3


@pytest.mark.parametrize(("who", "raised"), [("amina", Refused), ("kari", Refused), ("jonas", Hidden), ("ola", Hidden)])
def test_only_those_who_write_say_who_was_there(meeting, look, now, who, raised):
    with pytest.raises(raised):
        record_all_present(meeting=meeting, by=look(who), now=now)
    assert there(meeting) == set()


@pytest.mark.parametrize("who", ["per", "tor"])
def test_the_secretary_and_the_chair_do(meeting, look, now, who):
    record_all_present(meeting=meeting, by=look(who), now=now)
    assert there(meeting) == {"Tor Lie", "Amina Ali"}
    assert Event.objects.filter(action="record_attendance").exists()


def test_it_is_not_changed_in_minutes_that_are_sent(cast, meeting, look, now, send):
    record_all_present(meeting=meeting, by=look("per"), now=now)
    sent_minutes(cast, meeting, now)
    with pytest.raises(Refused, match="sendt til godkjenning"):
        record_all_present(meeting=meeting, by=look("per"), now=now)
    assert "sendt til godkjenning" in send("per", "minutes_all_present", meeting.pk).content.decode()


def test_in_a_management_group_too(cast, now, look):
    meeting = a_held_meeting(cast, a_group(cast, now), now)
    meeting.attendance.update(is_present=False)
    record_all_present(meeting=meeting, by=look("per"), now=now)
    assert there(meeting) == {"Jonas Vik", "Tor Lie"}


def test_two_who_note_it_at_once_see_what_the_other_noted(client, cast, meeting):
    address = reverse("minutes_attendance", args=[meeting.pk])
    rows = {one.name: one.pk for one in meeting.attendance.all()}
    client.force_login(cast.user("per"))
    ones = opened(client, address, present=[rows["Tor Lie"]])
    client.force_login(cast.user("tor"))
    client.post(reverse("minutes_all_present", args=[meeting.pk]))
    client.force_login(cast.user("per"))
    assert "En annen har skrevet noe annet her" in client.post(address, ones).content.decode()
    assert there(meeting) == {"Tor Lie", "Amina Ali"}


# -- taken back ----------------------------------------------------------------------------------------------


@pytest.fixture
def sent(cast, meeting, look, now):
    record_all_present(meeting=meeting, by=look("per"), now=now)
    return sent_minutes(cast, meeting, now)


@pytest.mark.parametrize("reason", ["", "   "])
def test_minutes_are_not_taken_back_without_saying_why(sent, look, now, reason):
    with pytest.raises(Refused, match="Skriv hva som bør endres"):
        take_back_minutes(minutes=sent, reason=reason, by=look("amina"), now=now)
    sent.refresh_from_db()
    assert sent.state == "waiting"


def test_the_page_asks_why_and_keeps_them_waiting_until_it_is_told(sent, client, cast):
    client.force_login(cast.user("amina"))
    answer = client.post(reverse("minutes_take_back", args=[sent.pk]), {"reason": ""})
    assert answer.status_code == 422
    assert "Hva bør endres før den godkjennes?" in answer.content.decode()
    sent.refresh_from_db()
    assert sent.state == "waiting"


def test_a_reason_too_long_is_explained_and_kept(sent, client, cast):
    client.force_login(cast.user("amina"))
    answer = client.post(reverse("minutes_take_back", args=[sent.pk]), {"reason": "x" * 301})
    assert answer.status_code == 422
    assert "x" * 301 in answer.content.decode()


def test_the_history_says_who_took_it_back_when_and_why(sent, send, visit, meeting):
    send("amina", "minutes_take_back", sent.pk, reason="Fristen er feil")
    sent.refresh_from_db()
    assert (sent.state, sent.taken_back_name, sent.taken_back_because) == ("taken_back", "Amina Ali", "Fristen er feil")
    assert "Amina Ali: Fristen er feil" in visit("tor", "meeting", meeting.pk)
    said = visit("tor", "minutes", sent.pk)
    assert "Amina Ali tok den tilbake" in said
    assert "Fristen er feil" in said


def test_the_next_edition_says_what_it_mended_and_the_list_of_earlier_ones_why(cast, sent, look, now, meeting, visit):
    take_back_minutes(minutes=sent, reason="Fristen er feil", by=look("tor"), now=now)
    meeting.refresh_from_db()
    second = approved_minutes(cast, meeting, now)
    assert second.correction == "Fristen er feil"
    earlier = visit("amina", "minutes", second.pk).split("Tidligere utgaver")[1]
    assert "Fristen er feil" in earlier


def test_those_who_read_only_what_is_approved_are_not_told_of_it(cast, sent, look, now, meeting, client):
    take_back_minutes(minutes=sent, reason="Et navn må ut", by=look("tor"), now=now)
    meeting.refresh_from_db()
    second = approved_minutes(cast, meeting, now)
    assert edition_page(look("jonas"), second.pk).earlier == ()
    client.force_login(cast.user("jonas"))
    assert client.get(reverse("minutes", args=[sent.pk])).status_code == 404


def test_the_second_who_asks_is_told_that_it_is_not_waiting_any_more(sent, send):
    send("amina", "minutes_take_back", sent.pk, reason="Fristen er feil")
    for reason in ("Stedet er feil", ""):
        said = send("tor", "minutes_take_back", sent.pk, reason=reason).content.decode()
        assert "venter ikke på godkjenning" in said
    sent.refresh_from_db()
    assert sent.taken_back_because == "Fristen er feil"


@pytest.mark.parametrize("who", ["kari", "jonas", "ola"])
def test_nobody_else_takes_it_back(sent, client, cast, who):
    client.force_login(cast.user(who))
    assert client.post(reverse("minutes_take_back", args=[sent.pk]), {"reason": "Nei"}).status_code == 404


@pytest.mark.parametrize(
    "change", [{"taken_back_because": "x"}, {"taken_back_at": "2026-11-23T09:00:00Z"}, {"state": "taken_back"}]
)
def test_the_database_wants_both_or_neither(sent, change):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.update(**change)
