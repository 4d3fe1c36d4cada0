"""Votes, and who did not agree: noted for each, and read wherever the minutes are."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from samspill.amu.actions.minutes import Presence, record_attendance, write_outcome
from samspill.amu.models import Attendance, Case, Dissent, Meeting, Minutes
from samspill.amu.queries.access import inner_place_for
from samspill.amu.queries.cases import Sought, register_for
from samspill.amu.queries.minutes import edition_page
from samspill.amu.rules.meetings import Dissenting, Outcome, check_votes
from samspill.amu.rules.minutes import differences
from samspill.amu.tests.holding import DAY, SECRET, a_group, a_held_meeting, approved_minutes, open_case, sent_minutes
from samspill.audit.rules import Hidden, Refused, permits
from samspill.organisations.models import Person
from tests.browsing import opened

WORDS = "Ti timer holder i julen."


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def meeting(cast, committee, now):
    return a_held_meeting(cast, committee, now, secret=True)


def decided(**more: object) -> Outcome:
    return Outcome(decision="Hvilen skal være elleve timer.", **more)


def written(meeting, look, now, **more: object) -> Case:
    return write_outcome(case=open_case(meeting), outcome=decided(**more), by=look("per"), now=now)


# -- what may be noted ---------------------------------------------------------------------------------------


def somebody(pk: int, side: str, *, present: bool = True, deputy: bool = False) -> Attendance:
    return Attendance(person_id=pk, name=f"Nummer {pk}", side=side, is_present=present, is_deputy=deputy)


THERE = [somebody(1, "employer"), somebody(2, "employees"), somebody(3, "health"), Attendance(name="Gjest")]


@pytest.mark.parametrize(
    ("votes", "right"),
    [
        ({}, True),
        ({"votes_for": 2}, True),
        ({"votes_for": 1, "votes_against": 1}, True),
        ({"votes_for": 1, "votes_blank": 1}, True),
        ({"votes_for": 2, "votes_against": 1}, False),
        ({"votes_for": 1, "votes_against": 1, "votes_blank": 1}, False),
        ({"votes_blank": 3}, False),
    ],
)
def test_there_are_no_more_votes_than_people_with_a_vote(votes, right):
    """Two sides with one each; the health service and a guest have none."""
    assert permits(check_votes, decided(**votes), people=THERE, is_formal=True) is right


def test_the_sentence_says_how_many_votes_and_how_many_were_there():
    with pytest.raises(Refused, match="ført 5 stemmer, men bare 2 med stemme"):
        check_votes(decided(votes_for=5), people=THERE, is_formal=True)


def test_in_a_management_group_everybody_with_a_seat_votes():
    people = [somebody(1, ""), somebody(2, ""), Attendance(name="Gjest", is_present=True)]
    check_votes(decided(votes_for=2), people=people, is_formal=False)
    with pytest.raises(Refused):
        check_votes(decided(votes_for=3), people=people, is_formal=False)


def test_whoever_was_away_has_no_vote_to_count():
    people = [somebody(1, "employer"), somebody(2, "employees", present=False)]
    assert not permits(check_votes, decided(votes_for=2), people=people, is_formal=True)


def test_before_anybody_is_noted_as_there_votes_are_taken_as_they_are_given():
    nobody = [somebody(1, "employer", present=False)]
    check_votes(decided(votes_for=6), people=nobody, is_formal=True)


@pytest.mark.parametrize("votes", [{"votes_for": 1}, {"votes_against": 1}, {"votes_blank": 1}])
def test_there_is_no_vote_over_nothing(votes):
    with pytest.raises(Refused, match="stemt over"):
        check_votes(Outcome(discussion="Vi snakket.", **votes), people=THERE, is_formal=True)


def test_somebody_is_named_once():
    tor = Person(pk=1, name="Tor Lie")
    with pytest.raises(Refused, match="Tor Lie er ført to ganger"):
        check_votes(decided(dissents=(Dissenting(tor), Dissenting(tor, WORDS))), people=THERE, is_formal=True)


def test_the_health_service_cannot_vote_against_but_may_have_its_words_in():
    doctor = Person(pk=3, name="Berit Hval")
    with pytest.raises(Refused, match="Berit Hval har ikke stemme"):
        check_votes(decided(dissents=(Dissenting(doctor),)), people=THERE, is_formal=True)
    check_votes(decided(dissents=(Dissenting(doctor, WORDS),)), people=THERE, is_formal=True)


def test_words_may_stand_where_nothing_was_decided():
    said = Outcome(discussion="Vi snakket.", dissents=(Dissenting(Person(pk=1, name="Tor Lie"), WORDS),))
    check_votes(said, people=THERE, is_formal=True)


# -- what is kept --------------------------------------------------------------------------------------------


def test_votes_and_dissent_are_kept_for_each_and_can_be_changed(cast, meeting, look, now):
    case = written(meeting, look, now, votes_for=1, votes_against=1, dissents=(Dissenting(cast.tor, WORDS),))
    assert (case.votes_for, case.votes_against, case.votes_blank) == (1, 1, None)
    assert list(case.dissents.values_list("name", "reason")) == [("Tor Lie", WORDS)]
    case = written(meeting, look, now, votes_for=1, votes_blank=1, dissents=(Dissenting(cast.amina),))
    assert (case.votes_against, case.votes_blank) == (None, 1)
    assert list(case.dissents.values_list("name", "reason")) == [("Amina Ali", "")]


def test_nobody_is_noted_who_has_no_place_on_the_list(cast, meeting, look, now):
    for person in (cast.jonas, cast.ola):
        with pytest.raises(Hidden):
            written(meeting, look, now, dissents=(Dissenting(person, WORDS),))
    assert not Dissent.objects.exists()


def test_too_many_votes_leave_what_stood(meeting, look, now):
    with pytest.raises(Refused):
        written(meeting, look, now, votes_for=9)
    assert open_case(meeting).votes_for is None


@pytest.mark.parametrize("who", ["amina", "kari"])
def test_a_member_who_does_not_write_notes_no_dissent(cast, meeting, look, now, who):
    outcome = decided(dissents=(Dissenting(cast.amina, WORDS),))
    with pytest.raises(Refused):
        write_outcome(case=open_case(meeting), outcome=outcome, by=look(who), now=now)


@pytest.mark.parametrize("who", ["jonas", "ola"])
def test_for_a_stranger_there_is_no_case_to_note_it_in(cast, meeting, look, now, who):
    with pytest.raises(Hidden):
        write_outcome(case=open_case(meeting), outcome=decided(), by=look(who), now=now)


def test_the_name_stands_as_it_was_when_it_was_said(cast, meeting, look, now):
    written(meeting, look, now, dissents=(Dissenting(cast.tor, WORDS),))
    minutes = sent_minutes(cast, meeting, now)
    cast.tor.name = "Tor Lie Berg"
    cast.tor.save()
    assert "Tor Lie: Ti timer" in edition_page(look("amina"), minutes.pk).text.cases[0].dissent


def test_a_change_of_dissent_is_seen_between_two_editions(cast, meeting, look, now):
    first = sent_minutes(cast, meeting, now)
    Minutes.objects.filter(pk=first.pk).update(state="taken_back", taken_back_because="Dissens", taken_back_at=now)
    Meeting.objects.update(is_open=True)
    meeting.refresh_from_db()
    written(meeting, look, now, owner=cast.tor, due_on=open_case(meeting).due_on, dissents=(Dissenting(cast.amina),))
    second = sent_minutes(cast, meeting, now)
    texts = [edition_page(look("amina"), one.pk).text for one in (first, second)]
    assert [(one.field, one.before, one.after) for one in differences(*texts)] == [
        ("Protokolltilførsel", "", "Amina Ali er uenig i vedtaket.")
    ]


@pytest.mark.parametrize("change", [{"name": ""}])
def test_the_database_wants_a_name(cast, meeting, look, now, change):
    written(meeting, look, now, dissents=(Dissenting(cast.tor, WORDS),))
    with pytest.raises(IntegrityError), transaction.atomic():
        Dissent.objects.update(**change)


def test_the_database_keeps_one_dissent_for_each(cast, meeting, look, now):
    case = written(meeting, look, now, dissents=(Dissenting(cast.tor, WORDS),))
    with pytest.raises(IntegrityError), transaction.atomic():
        Dissent.objects.create(case=case, person=cast.tor, name="Tor Lie")


def test_a_group_notes_dissent_like_the_committee(cast, now, look):
    meeting = a_held_meeting(cast, a_group(cast, now), now)
    written(meeting, look, now, votes_for=1, votes_against=1, dissents=(Dissenting(cast.jonas),))
    minutes = sent_minutes(cast, meeting, now)
    told = edition_page(look("jonas"), minutes.pk).text.cases[0]
    assert (told.votes, told.dissent) == ("1 for, 1 mot", "Jonas Vik er uenig i vedtaket.")


# -- the page it is written on -------------------------------------------------------------------------------


def test_it_is_written_on_the_page_of_the_case(client, cast, meeting, write):
    case = open_case(meeting)
    typed = {"dissent_1_who": cast.tor.pk, "dissent_1_reason": WORDS, "votes_for": 1, "votes_against": 1}
    write("per", "minutes_case", case.pk, **typed)
    case.refresh_from_db()
    assert list(case.dissents.values_list("name", "reason")) == [("Tor Lie", WORDS)]
    assert (case.votes_for, case.votes_against) == (1, 1)


def test_there_is_always_room_for_one_more(client, cast, meeting, look, now):
    written(meeting, look, now, dissents=(Dissenting(cast.tor), Dissenting(cast.amina)))
    client.force_login(cast.user("per"))
    said = client.get(reverse("minutes_case", args=[open_case(meeting).pk])).content.decode()
    assert 'name="dissent_3_who"' in said
    assert 'name="dissent_4_who"' not in said


def test_only_those_who_were_there_can_be_chosen(client, cast, meeting, look, now):
    there = meeting.attendance.get(person=cast.tor)
    record_attendance(meeting=meeting, presence=Presence([there.pk]), by=look("per"), now=now)
    client.force_login(cast.user("per"))
    said = client.get(reverse("minutes_case", args=[open_case(meeting).pk])).content.decode()
    choices = said.split('name="dissent_1_who"')[1].split("</select>")[0]
    assert "Tor Lie" in choices
    assert "Amina Ali" not in choices
    assert "Jonas Vik" not in choices


def test_words_without_a_name_are_asked_about_and_not_lost(client, cast, meeting):
    client.force_login(cast.user("per"))
    address = reverse("minutes_case", args=[open_case(meeting).pk])
    said = client.post(address, opened(client, address, dissent_2_reason=WORDS)).content.decode()
    assert "Velg hvem dette skal stå ved." in said
    assert WORDS in said
    assert not Dissent.objects.exists()


def test_more_votes_than_people_are_explained_and_nothing_is_lost(client, cast, meeting):
    client.force_login(cast.user("per"))
    address = reverse("minutes_case", args=[open_case(meeting).pk])
    typed = opened(client, address, votes_for=7, discussion="Dette skrev jeg nettopp.")
    said = client.post(address, typed).content.decode()
    assert "men bare 2 med stemme var til stede" in said
    assert "Dette skrev jeg nettopp." in said


@pytest.mark.parametrize("votes", ["-1", "201", "mange"])
def test_a_wrong_count_is_explained(client, cast, meeting, votes):
    client.force_login(cast.user("per"))
    address = reverse("minutes_case", args=[open_case(meeting).pk])
    answer = client.post(address, opened(client, address, votes_blank=votes))
    assert answer.status_code == 200
    assert "Blanke stemmer" in answer.content.decode().split("<form")[0] + answer.content.decode()
    assert open_case(meeting).votes_blank is None


def test_two_who_note_one_dissent_each_choose_who_stands_first(client, cast, meeting):
    """A row is a name and words: neither is put beside the other's half."""
    address = reverse("minutes_case", args=[open_case(meeting).pk])
    client.force_login(cast.user("per"))
    ones = opened(client, address, dissent_1_who=cast.tor.pk, dissent_1_reason="Den ene.")
    client.post(address, opened(client, address, dissent_1_who=cast.amina.pk, dissent_1_reason="Den andre."))
    said = client.post(address, ones).content.decode()
    assert "En annen har skrevet noe annet her" in said
    assert list(Dissent.objects.values_list("name", "reason")) == [("Amina Ali", "Den andre.")]


# -- where it is read ----------------------------------------------------------------------------------------


@pytest.fixture
def minutes(cast, meeting, look, now):
    written(meeting, look, now, votes_for=1, votes_against=1, dissents=(Dissenting(cast.tor, WORDS),))
    return approved_minutes(cast, meeting, now)


@pytest.mark.parametrize("who", ["amina", "kari", "jonas", "per"])
def test_everybody_who_works_here_reads_votes_and_dissent_in_approved_minutes(visit, minutes, who):
    said = visit(who, "minutes", minutes.pk)
    assert f"Tor Lie: {WORDS}" in said
    assert "1 for, 1 mot" in said


def test_a_stranger_reads_none_of_it(client, cast, minutes):
    client.force_login(cast.user("ola"))
    assert client.get(reverse("minutes", args=[minutes.pk])).status_code == 404
    assert client.get(reverse("minutes_export", args=[minutes.pk, "pdf"])).status_code == 404


def test_it_stands_on_the_wall_and_on_the_page_of_the_case(visit, cast, meeting, look, now):
    written(meeting, look, now, votes_for=1, votes_blank=1, dissents=(Dissenting(cast.tor, WORDS),))
    for name, number in (("minutes_wall", meeting.pk), ("case", open_case(meeting).pk)):
        said = visit("amina", name, number)
        assert f"Tor Lie: {WORDS}" in said
        assert "1 for, 0 mot, 1 blankt" in said


def test_it_is_in_the_pdf_and_in_word(client, cast, minutes):
    client.force_login(cast.user("jonas"))
    pdf = client.get(reverse("minutes_export", args=[minutes.pk, "pdf"])).content
    word = client.get(reverse("minutes_export", args=[minutes.pk, "docx"])).content
    paper = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    with zipfile.ZipFile(BytesIO(word)) as parts:
        document = parts.read("word/document.xml").decode()
    for said in (paper, document):
        assert "Dissens og protokolltilførsel" in said
        assert f"Tor Lie: {WORDS}" in said
        assert "1 for, 1 mot" in said


def test_it_is_in_the_archive_with_its_counts(client, cast, minutes):
    client.force_login(cast.user("per"))
    answer = client.get(reverse("meeting_archive", args=[minutes.meeting_id]))
    with zipfile.ZipFile(BytesIO(answer.content)) as kept:
        told = json.loads(kept.read("metadata.json"))
        xml = kept.read("metadata.xml").decode()
    first = told["moeteregistrering"][0]
    assert first["stemmer"] == {"for": 1, "mot": 1, "blanke": 0}
    assert first["protokolltilfoersel"] == [{"navn": "Tor Lie", "tekst": WORDS}]
    assert "<mot>1</mot>" in xml
    assert "stemmer" not in told["moeteregistrering"][1]


def test_dissent_in_an_exempt_case_is_read_by_those_who_read_the_case(client, cast, meeting, look, now, visit):
    hidden = meeting.cases.get(is_exempt=True)
    outcome = Outcome(decision=SECRET, dissents=(Dissenting(cast.tor, WORDS),), votes_for=1, votes_against=1)
    write_outcome(case=hidden, outcome=outcome, by=look("per"), now=now)
    minutes = approved_minutes(cast, meeting, now)
    assert WORDS in visit("amina", "minutes", minutes.pk)
    for who in ("jonas", "kari"):
        said = visit(who, "minutes", minutes.pk)
        assert WORDS not in said
        assert "1 for, 1 mot" not in said
    client.force_login(cast.user("per"))
    address = reverse("meeting_archive", args=[meeting.pk])
    with zipfile.ZipFile(BytesIO(client.get(address, {"merke": "offentlig"}).content)) as kept:
        assert WORDS not in kept.read("metadata.json").decode()


def test_a_search_finds_words_of_dissent_once_and_tells_nothing_of_exempt_ones(cast, committee, meeting, look, now):
    written(meeting, look, now, dissents=(Dissenting(cast.tor, "Julen er unntaket."), Dissenting(cast.amina, "Julen?")))
    hidden = meeting.cases.get(is_exempt=True)
    outcome = Outcome(decision=SECRET, dissents=(Dissenting(cast.tor, "Julen igjen."),))
    write_outcome(case=hidden, outcome=outcome, by=look("per"), now=now)
    found = {
        who: [one.title for one in register_for(inner_place_for(look(who), committee.pk), Sought(words="julen"))]
        for who in ("amina", "kari")
    }
    assert found["kari"] == ["Overtid i turnus"]
    assert sorted(found["amina"]) == sorted(["Overtid i turnus", SECRET])


def test_who_left_after_the_meeting_still_stands_there(cast, meeting, look, now):
    written(meeting, look, now, dissents=(Dissenting(cast.tor, WORDS),))
    cast.tor.left_on = timezone.localdate(now) - DAY
    cast.tor.save()
    written(meeting, look, now, dissents=(Dissenting(cast.tor, "Fortsatt ti."),))
    assert Dissent.objects.get().reason == "Fortsatt ti."
