"""A decision is given to anybody who works here and whom whoever writes may see."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from samspill.amu.actions.committees import CommitteeFacts, change_committee
from samspill.amu.actions.minutes import write_outcome
from samspill.amu.exports.papers import minutes_report
from samspill.amu.models import Case
from samspill.amu.queries.access import owned_decision_for
from samspill.amu.queries.home import due_between, own_decisions_due
from samspill.amu.queries.minutes import edition_page
from samspill.amu.queries.people import likely_names, named_among, people_to_name
from samspill.amu.rules.meetings import Outcome
from samspill.amu.tests.holding import DAY, SECRET, a_group, a_held_meeting, approved_minutes, open_case, today_of
from samspill.audit.rules import Hidden
from samspill.organisations.models import Post
from tests.browsing import opened
from tests.cast import make_person


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def meeting(cast, committee, now):
    return a_held_meeting(cast, committee, now, secret=True)


def given_to(person, meeting, look, now, **more) -> Case:
    outcome = Outcome(decision="Turnusen legges om.", owner=person, due_on=today_of(now) + 5 * DAY, **more)
    return write_outcome(case=open_case(meeting), outcome=outcome, by=look("per"), now=now)


def typed_by(client, cast, who, case, **typed):
    client.force_login(cast.user(who))
    address = reverse("minutes_case", args=[case.pk])
    return client.post(address, opened(client, address, **typed)).content.decode()


def namesake(cast, name):
    other = make_person(cast.sor, f"{name} den yngre")
    other.name = name
    other.save()


# -- who can be named ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Jonas Vik", "jonas vik", "  Jonas   Vik ", "jonas@solvik.example"])
def test_a_leader_outside_the_committee_is_named_in_words_or_by_mail(client, cast, meeting, text):
    case = open_case(meeting)
    typed_by(client, cast, "per", case, owner=text)
    case.refresh_from_db()
    assert case.owner == cast.jonas


def test_whoever_keeps_the_register_names_anybody(client, cast, meeting):
    nurse = make_person(cast.sor, "Nina Berg")
    case = open_case(meeting)
    typed_by(client, cast, "per", case, owner="Nina Berg")
    case.refresh_from_db()
    assert case.owner == nurse


@pytest.mark.parametrize("text", ["Ola Bakke", "Ingen Slik"])
def test_somebody_of_another_organisation_is_as_unknown_as_nobody(client, cast, meeting, text):
    case = open_case(meeting)
    said = typed_by(client, cast, "per", case, owner=text, decision="Ny tekst.")
    assert f"Vi finner ikke «{text}»" in said
    assert "Ny tekst." in said
    case.refresh_from_db()
    assert case.owner == cast.tor


def test_two_of_the_same_name_are_told_apart_by_mail(client, cast, meeting):
    namesake(cast, "Jonas Vik")
    case = open_case(meeting)
    assert "Flere heter «Jonas Vik»" in typed_by(client, cast, "per", case, owner="Jonas Vik")
    typed_by(client, cast, "per", case, owner="jonas@solvik.example")
    case.refresh_from_db()
    assert case.owner == cast.jonas


def test_who_stands_there_already_may_stand_though_another_has_the_name(client, cast, meeting):
    namesake(cast, "Tor Lie")
    case = open_case(meeting)
    typed_by(client, cast, "per", case, decision="Ny tekst.")
    case.refresh_from_db()
    assert (case.owner, case.decision) == (cast.tor, "Ny tekst.")


def test_somebody_who_has_left_is_not_given_anything_new_but_stays_where_they_stood(client, cast, meeting, now):
    cast.tor.left_on = today_of(now) - DAY
    cast.tor.save()
    case = open_case(meeting)
    typed_by(client, cast, "per", case, decision="Ny tekst.")
    case.refresh_from_db()
    assert case.owner == cast.tor
    typed_by(client, cast, "per", case, owner="")
    assert "Vi finner ikke «Tor Lie»" in typed_by(client, cast, "per", case, owner="Tor Lie")


def test_nobody_is_a_choice_too(client, cast, meeting):
    case = open_case(meeting)
    typed_by(client, cast, "per", case, owner="")
    case.refresh_from_db()
    assert case.owner is None


def test_a_chair_without_the_register_names_those_with_an_office_and_those_they_see(cast, committee, now, look):
    """Amina sees her safety area; of others she is told whether they work here only where everybody is."""
    Post.objects.filter(person=cast.kari).update(valid_from=today_of(now) - 100 * DAY)
    elsewhere = make_person(cast.teknisk, "Nina Berg")
    seen = set(people_to_name(look("amina"), committee))
    assert {cast.jonas, cast.tor, cast.per, cast.amina, cast.kari} <= seen
    assert elsewhere not in seen
    assert elsewhere in set(people_to_name(look("per"), committee))
    assert cast.ola not in set(people_to_name(look("per"), committee))


def test_names_are_suggested_of_the_committee_and_of_those_with_an_office(cast, committee, now, look):
    names = likely_names(look("per"), committee)
    assert names == sorted(set(names))
    assert {"Jonas Vik", "Tor Lie", "Amina Ali", "Kari Nes", "Per Moe"} <= set(names)
    assert "Ola Bakke" not in names


def test_suggestions_work_without_a_script(client, cast, meeting):
    client.force_login(cast.user("per"))
    said = client.get(reverse("minutes_case", args=[open_case(meeting).pk])).content.decode()
    field = said.split('name="owner"')[1].split(">")[0]
    listed = said.split("<datalist")[1].split("</datalist>")[0]
    assert 'list="id_owner_suggested"' in field
    assert 'id="id_owner_suggested"' in listed
    assert '<option value="Jonas Vik">' in listed


def test_a_mail_address_is_enough_though_no_name_is_like_it(cast, now, look, committee):
    people = people_to_name(look("per"), committee)
    assert named_among(people, "JONAS@solvik.example") == [cast.jonas]
    assert named_among(people, "Jonas") == []


# -- what is exempt ------------------------------------------------------------------------------------------


def test_an_exempt_case_is_given_to_nobody_outside_the_committee(client, cast, meeting):
    hidden = meeting.cases.get(is_exempt=True)
    said = typed_by(client, cast, "per", hidden, owner="Jonas Vik")
    assert "Vi finner ikke «Jonas Vik»" in said
    assert "Jonas Vik" not in said.split("<datalist")[1].split("</datalist>")[0]
    typed_by(client, cast, "per", hidden, owner="Amina Ali")
    hidden.refresh_from_db()
    assert hidden.owner == cast.amina


def test_who_owns_an_exempt_decision_without_being_one_who_reads_it_is_told_nothing(cast, meeting, look, now):
    Case.objects.filter(is_exempt=True).update(owner=cast.jonas, due_on=today_of(now) + DAY)
    days = (today_of(now), today_of(now) + 60 * DAY)
    assert due_between(look("jonas"), *days) == []
    with pytest.raises(Hidden):
        owned_decision_for(look("jonas"), meeting.cases.get(is_exempt=True).pk)


# -- what the owner is told ----------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["jonas", "kari"])
def test_whoever_is_given_a_decision_sees_it_on_the_home_page_and_what_it_says(cast, meeting, look, now, visit, who):
    given_to(getattr(cast, who), meeting, look, now)
    assert "Et vedtak du har ansvar for" in visit(who, "home")
    assert "Turnusen legges om." in visit(who, "case", open_case(meeting).pk)


def test_an_owner_outside_reads_the_decision_and_nothing_else_of_the_case(cast, meeting, look, now, visit):
    case = given_to(cast.jonas, meeting, look, now, discussion="Det var delte meninger.")
    said = visit("jonas", "case", case.pk)
    assert "Hva er du bedt om å følge opp?" in said
    assert "Turnusen legges om." in said
    assert "Per Moe" in said
    assert "Det var delte meninger." not in said
    assert "Det var delte meninger." in visit("amina", "case", case.pk)


def test_a_leader_who_was_not_asked_finds_no_case(client, cast, meeting, look, now):
    case = given_to(cast.tor, meeting, look, now)
    client.force_login(cast.user("jonas"))
    assert client.get(reverse("case", args=[case.pk])).status_code == 404


@pytest.mark.parametrize("name", ["case_edit", "minutes_case"])
def test_an_owner_outside_writes_nothing(client, cast, meeting, look, now, name):
    case = given_to(cast.jonas, meeting, look, now)
    client.force_login(cast.user("jonas"))
    assert client.get(reverse(name, args=[case.pk])).status_code == 404


def test_another_organisation_finds_nothing_even_with_the_number(client, cast, meeting, look, now):
    case = given_to(cast.jonas, meeting, look, now)
    client.force_login(cast.user("ola"))
    assert client.get(reverse("case", args=[case.pk])).status_code == 404
    with pytest.raises(Hidden):
        owned_decision_for(look("ola"), case.pk)


def test_what_was_asked_of_somebody_is_theirs_alone(cast, meeting, look, now):
    given_to(cast.jonas, meeting, look, now)
    days = (today_of(now), today_of(now) + 60 * DAY)
    assert [one.what for one in own_decisions_due(look("jonas"), *days)] == ["decision"]
    for who in ("kari", "amina", "ola"):
        assert own_decisions_due(look(who), *days) == []


def test_with_the_work_in_a_management_group_too(cast, now, look, visit):
    meeting = a_held_meeting(cast, a_group(cast, now), now)
    case = given_to(cast.kari, meeting, look, now)
    assert "Turnusen legges om." in visit("kari", "case", case.pk)


def test_without_a_secretary_one_is_sent_to_hr(cast, committee, meeting, look, now, visit):
    change_committee(committee=committee, facts=CommitteeFacts(committee.name), by=look("per"), now=now)
    case = given_to(cast.jonas, meeting, look, now)
    assert "Gi beskjed til HR- og HMS-rådgiveren" in visit("jonas", "case", case.pk)


def test_when_an_owner_outside_leaves_it_falls_to_the_secretary_and_says_so(cast, meeting, look, now, visit):
    given_to(cast.jonas, meeting, look, now)
    days = (today_of(now), today_of(now) + 60 * DAY)
    assert "decision" not in [one.what for one in due_between(look("per"), *days)]
    cast.jonas.left_on = today_of(now) - DAY
    cast.jonas.save()
    assert "decision" in [one.what for one in due_between(look("per"), *days)]
    assert "sekretæren (Jonas Vik har sluttet)" in visit("amina", "case", open_case(meeting).pk)


def test_an_owner_outside_becomes_responsible_for_the_measure(cast, meeting, look, now, send):
    from samspill.measures.models import Measure

    case = given_to(cast.jonas, meeting, look, now)
    send("per", "case_follow_up", case.pk)
    assert Measure.objects.get().responsible == cast.jonas
    assert own_decisions_due(look("jonas"), today_of(now), today_of(now) + 60 * DAY) == []


def test_the_minutes_name_who_sees_to_it(cast, meeting, look, now, visit):
    given_to(cast.jonas, meeting, look, now)
    said = visit("kari", "minutes", approved_minutes(cast, meeting, now).pk)
    assert "Jonas Vik" in said
    assert SECRET not in said


@pytest.mark.parametrize(("who", "role"), [("jonas", "leder"), ("nina", "en ansatt"), ("tor", "Tor Lie")])
def test_a_file_of_the_minutes_for_everybody_tells_the_role_of_an_owner_who_is_no_member(
    cast, meeting, look, now, who, role
):
    person = make_person(cast.sor, "Nina Berg") if who == "nina" else getattr(cast, who)
    given_to(person, meeting, look, now)
    page = edition_page(look("per"), approved_minutes(cast, meeting, now).pk)
    in_it = {is_public: str(minutes_report(page, organisation="Solvik", is_public=is_public)) for is_public in (0, 1)}
    assert person.name in in_it[0]
    assert f"'Ansvarlig', '{role}'" in in_it[1]
    assert (person.name in in_it[1]) is (who == "tor")
