"""The list of committees and the front page of one, and what each reader finds there."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from samspill.amu.actions.meetings import cancel_meeting
from samspill.amu.models import Committee
from samspill.amu.queries.access import inner_place_for, place_for, places_for
from samspill.amu.queries.committees import committee_page
from samspill.amu.queries.people import members_page
from samspill.amu.tests.holding import (
    DAY,
    a_called_meeting,
    a_group,
    a_held_meeting,
    a_meeting,
    approved_minutes,
    sent_minutes,
    today_of,
)


@pytest.fixture
def now():
    return timezone.now()


def said_day(meeting) -> str:
    return date_format(timezone.localtime(meeting.starts_at), "j. F")


# -- the list ------------------------------------------------------------------------------------------------


def test_a_lone_committee_says_its_name_once_and_when_it_meets(visit, cast, committee, now):
    meeting = a_called_meeting(cast, committee, now)
    main = visit("per", "committees").split("<main")[1].split("</main>")[0]
    rows = main.split("Utvalg og grupper")[1]
    assert rows.casefold().count("arbeidsmiljøutvalg") == 1
    assert f"Neste møte er {said_day(meeting)}." in rows


def test_without_a_meeting_to_come_it_says_its_name_alone(visit, committee):
    rows = visit("per", "committees").split("Utvalg og grupper")[1].split("</main>")[0]
    assert rows.casefold().count("arbeidsmiljøutvalg") == 1
    assert "Neste møte" not in rows


def test_the_next_meeting_is_the_first_that_is_to_come(cast, committee, now, look):
    a_held_meeting(cast, committee, now)
    later, sooner = a_meeting(cast, committee, now, days=30), a_meeting(cast, committee, now, days=20)
    cancelled = a_meeting(cast, committee, now, days=5)
    cancel_meeting(meeting=cancelled, by=look("per"), now=now)
    (place,) = places_for(look("per"))
    assert place.next_day == f"Neste møte er {said_day(sooner)}."
    assert said_day(later) not in place.next_day


@pytest.mark.parametrize("who", ["jonas"])
def test_when_it_meets_is_told_to_those_who_are_called(cast, committee, now, look, who):
    a_called_meeting(cast, committee, now)
    assert [place.next_day for place in places_for(look(who))] == [""]
    assert places_for(look("kari"))[0].next_day


def test_two_committees_are_told_apart_by_name(visit, cast, committee, now):
    a_group(cast, now)
    said = visit("tor", "committees")
    assert "Ledergruppen" in said
    assert "Arbeidsmiljøutvalget" in said
    assert said.index("Arbeidsmiljøutvalget") < said.index("Ledergruppen")


def test_another_organisation_has_a_list_of_its_own(visit, committee):
    assert "Arbeidsmiljøutvalget</a>" not in visit("ola", "committees")


def test_the_list_costs_one_statement_for_many_and_for_few(cast, committee, now, look):
    by, costs = look("per"), []
    for ten in range(2):
        for number in range(10):
            Committee.objects.create(organisation=cast.solvik, name=f"Gruppe {ten}{number}", created_on=today_of(now))
        with CaptureQueriesContext(connection) as asked:
            assert len([place.next_day for place in places_for(by)]) == 10 * ten + 11
        costs.append(len(asked))
    assert costs == [1, 1]


# -- the front page ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["committee", "meeting"])
def test_who_sees_it_stands_after_what_it_is_about(visit, cast, committee, now, name):
    meeting = a_called_meeting(cast, committee, now)
    said = visit("amina", name, committee.pk if name == "committee" else meeting.pk)
    about = said.index("Neste møte" if name == "committee" else "Saksliste")
    assert about < said.index("Hvem ser dette?")


def test_what_waits_for_oneself_stands_first(visit, cast, committee, now):
    sent_minutes(cast, a_held_meeting(cast, committee, now), now)
    a_called_meeting(cast, committee, now)
    said = visit("amina", "committee", committee.pk)
    assert said.index("Protokollen venter på godkjenning fra deg") < said.index("Neste møte</h2>")
    assert "Protokollen venter" not in visit("kari", "committee", committee.pk)


def test_minutes_that_are_not_sent_are_told_to_those_who_write(visit, cast, committee, now):
    a_held_meeting(cast, committee, now)
    assert "Protokollen er ikke sendt" in visit("per", "committee", committee.pk)
    assert "Protokollen er ikke sendt" not in visit("amina", "committee", committee.pk)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (None, "Ingen møter er planlagt."),
        (a_meeting, "Innkallingen er ikke sendt ennå."),
        (a_called_meeting, "Innkallingen er sendt."),
    ],
)
def test_the_first_sentence_says_what_comes_next(cast, committee, now, look, make, sentence):
    if make:
        make(cast, committee, now)
    page = committee_page(look("per"), inner_place_for(look("per"), committee.pk))
    assert page.sentence.endswith(sentence)


def test_others_who_work_here_find_what_was_approved_and_nothing_of_the_rest(cast, committee, now, look):
    minutes = approved_minutes(cast, a_held_meeting(cast, committee, now), now)
    a_called_meeting(cast, committee, now)
    page = committee_page(look("jonas"), place_for(look("jonas"), committee.pk))
    assert page.approved == [minutes]
    assert (page.coming, page.meetings, page.proposals, page.years) == (None, [], [], [])


def test_a_report_can_be_drafted_from_there_by_those_who_run_it(client, cast, committee, now):
    for who, there in (("per", True), ("amina", False)):
        client.force_login(cast.user(who))
        said = client.get(reverse("committee", args=[committee.pk])).content.decode()
        assert ("Lag utkast for" in said) is there


# -- members -------------------------------------------------------------------------------------------------


def test_a_term_that_ends_soon_and_somebody_who_has_left_are_marked(cast, committee, now, look, visit):
    committee.seats.filter(person=cast.amina).update(valid_to=today_of(now) + 20 * DAY)
    cast.tor.left_on = today_of(now) - DAY
    cast.tor.save()
    page = members_page(look("per"), inner_place_for(look("per"), committee.pk))
    lines = {line.name: line for group in page.groups for line in group.lines}
    assert (lines["Amina Ali"].ends_soon, lines["Amina Ali"].has_left) == (True, False)
    assert lines["Tor Lie"].has_left
    said = visit("per", "committee_members", committee.pk)
    assert "Perioden går ut snart" in said
    assert "Har sluttet" in said


def test_who_has_not_confirmed_is_told_there(visit, committee):
    assert visit("per", "committee_members", committee.pk).count("Taushetsplikten er ikke bekreftet") == 1


def test_members_read_who_sits_there_and_change_nothing(visit, committee):
    said = visit("amina", "committee_members", committee.pk)
    assert "Tor Lie" in said
    assert "Går ut</a>" not in said
