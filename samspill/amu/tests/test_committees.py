from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from samspill.amu.actions.committees import (
    CommitteeFacts,
    change_committee,
    choose_chair,
    create_committee,
    end_seat,
    give_seat,
    pledge_confidentiality,
)
from samspill.amu.actions.reminding import remind_of_terms
from samspill.amu.models import Chair, Committee, Pledge, Seat
from samspill.amu.queries.access import inner_place_for, place_for, places_for
from samspill.amu.queries.people import chair_choices, members_page, people_named, people_of
from samspill.amu.rules.committees import Term
from samspill.amu.tests.holding import DAY, TWO_YEARS, a_committee, a_group, today_of
from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.notices.models import Message
from samspill.organisations.models import Assignment, Role
from tests.cast import give_role, make_person


@pytest.fixture
def today(now):
    return today_of(now)


def seats(committee, name):
    return Seat.objects.get(committee=committee, person__external_id__startswith=name)


def given(person):
    return Assignment.objects.filter(person=person, role=Role.AMU_MEMBER)


def test_a_seat_brings_the_role_for_as_long(cast, committee, today):
    role = given(cast.amina).get()
    assert (role.valid_from, role.valid_to) == (today - 100 * DAY, today - 100 * DAY + TWO_YEARS)


def test_whoever_has_the_role_already_keeps_the_one_they_have(cast, now, look, today):
    give_role(cast.jonas, Role.AMU_MEMBER)
    committee = a_committee(cast, now)
    seat = give_seat(
        committee=committee,
        term=Term(cast.jonas, today, today + TWO_YEARS, "employer"),
        by=look("per"),
        now=now,
    )
    assert seat.assignment is None
    end_seat(seat=seat, last_day=today, by=look("per"), now=now)
    assert given(cast.jonas).get().valid_to is None


def test_a_management_group_brings_no_role(cast, now):
    a_group(cast, now)
    assert not given(cast.jonas).exists()


def test_somebody_who_leaves_in_the_middle_loses_role_chair_and_sight(cast, committee, now, look, today):
    end_seat(seat=seats(committee, "tor"), last_day=today - DAY, by=look("per"), now=now)
    assert given(cast.tor).get().valid_to == today - DAY
    assert Chair.objects.get().valid_to == today - DAY
    assert not inner_place_for(look("tor"), committee.pk).standing.is_member
    assert members_page(look("per"), inner_place_for(look("per"), committee.pk)).warning


def test_a_seat_that_has_not_begun_is_taken_away(cast, committee, now, look, today):
    term = Term(cast.jonas, today + 30 * DAY, today + TWO_YEARS, "employer")
    seat = give_seat(committee=committee, term=term, by=look("per"), now=now)
    end_seat(seat=seat, last_day=today, by=look("per"), now=now)
    assert not Seat.objects.filter(person=cast.jonas).exists()
    assert not given(cast.jonas).exists()


def test_terms_that_overlap_are_refused_and_nothing_is_changed(cast, committee, now, look, today):
    with pytest.raises(Refused, match="sitter allerede"):
        give_seat(committee=committee, term=Term(cast.amina, today, today + DAY, "employees"), by=look("per"), now=now)
    assert Seat.objects.filter(person=cast.amina).count() == given(cast.amina).count() == 1


def test_a_new_chair_begins_where_the_last_one_ends_and_the_other_side_is_proposed(cast, committee, now, look, today):
    place = inner_place_for(look("per"), committee.pk)
    choices = chair_choices(look("per"), place)
    assert choices.turn == "arbeidstakerne"
    assert [person for person, _label in choices.people] == [cast.amina, cast.tor]
    choose_chair(committee=committee, term=Term(cast.amina, today, today + 365 * DAY), by=look("per"), now=now)
    assert list(Chair.objects.order_by("valid_from").values_list("person__name", "valid_to")) == [
        ("Tor Lie", today - DAY),
        ("Amina Ali", today + 365 * DAY),
    ]
    assert inner_place_for(look("amina"), committee.pk).standing.is_chair


@pytest.mark.parametrize("name", ["kari", "jonas"])
def test_the_chair_is_a_member_and_not_a_deputy(cast, committee, now, look, today, name):
    with pytest.raises(Refused, match="blant medlemmene"):
        choose_chair(committee=committee, term=Term(getattr(cast, name), today), by=look("per"), now=now)


def test_two_do_not_lead_at_once(cast, committee, now, look, today):
    choose_chair(committee=committee, term=Term(cast.amina, today + 100 * DAY), by=look("per"), now=now)
    with pytest.raises(Refused, match="Amina Ali leder"):
        choose_chair(committee=committee, term=Term(cast.tor, today), by=look("per"), now=now)


def test_everybody_pledges_for_themselves_once_and_the_words_are_kept(cast, committee, now, look):
    pledge_confidentiality(committee=committee, by=look("kari"), now=now)
    kept = Pledge.objects.get(person=cast.kari)
    assert "§ 3-17" in kept.wording
    assert Event.objects.filter(action="pledge_confidentiality", actor_name="Kari Nes").count() == 1
    with pytest.raises(Refused):
        pledge_confidentiality(committee=committee, by=look("kari"), now=now)
    with pytest.raises(Refused):
        pledge_confidentiality(committee=committee, by=look("per"), now=now)


@pytest.mark.parametrize("name", ["amina", "kari"])
def test_members_do_not_choose_who_sits_there(cast, committee, now, look, today, name):
    by = look(name)
    with pytest.raises(Refused):
        give_seat(committee=committee, term=Term(cast.jonas, today, today + DAY, "employer"), by=by, now=now)
    with pytest.raises(Refused):
        end_seat(seat=seats(committee, "tor"), last_day=today, by=by, now=now)
    with pytest.raises(Refused):
        choose_chair(committee=committee, term=Term(cast.amina, today), by=by, now=now)
    with pytest.raises(Refused):
        change_committee(committee=committee, facts=CommitteeFacts("Annet"), by=by, now=now)
    with pytest.raises(Refused):
        create_committee(facts=CommitteeFacts("Nytt"), by=by, now=now)


def test_a_committee_of_another_organisation_is_not_there(cast, committee, now, look, today):
    for find in (place_for, inner_place_for):
        with pytest.raises(Hidden):
            find(look("ola"), committee.pk)
    with pytest.raises(Hidden):
        give_seat(committee=committee, term=Term(cast.ola, today, today + DAY, "employer"), by=look("ola"), now=now)
    with pytest.raises(Refused, match="arbeider her"):
        give_seat(committee=committee, term=Term(cast.ola, today, today + DAY, "employer"), by=look("per"), now=now)


def test_everybody_who_works_here_knows_the_committee_and_a_consultant_does_not(cast, committee, now, look):
    group = a_group(cast, now)
    known = {name: {one.committee.pk for one in places_for(look(name))} for name in ("kari", "jonas", "amina", "per")}
    both = {committee.pk, group.pk}
    assert known == {"kari": {committee.pk}, "jonas": both, "amina": {committee.pk}, "per": both}
    guest = make_person(cast.root, "Gjest")
    guest.posts.all().delete()
    give_role(guest, Role.CONSULTANT, cast.helse)
    guest.user = cast.ola.user
    guest.save()
    assert places_for(look("ola", organisation="Solvik kommune")) == []


def test_a_secretary_who_has_left_leaves_it_to_hr_and_the_page_says_so(cast, committee, now, look, today):
    change_committee(committee=committee, facts=CommitteeFacts("AMU", secretary=cast.jonas), by=look("per"), now=now)
    assert inner_place_for(look("jonas"), committee.pk).standing.is_secretary
    assert not inner_place_for(look("per"), committee.pk).standing.is_secretary
    cast.jonas.left_on = today - DAY
    cast.jonas.save()
    place = inner_place_for(look("per"), committee.pk)
    assert place.standing.is_secretary
    assert members_page(look("per"), place).secretary_gone == "Jonas Vik"


def test_a_name_is_used_once(cast, committee, now, look):
    with pytest.raises(Refused, match="annet navn"):
        create_committee(facts=CommitteeFacts("Arbeidsmiljøutvalget"), by=look("per"), now=now)


def test_the_end_of_a_term_is_reminded_of_once(cast, committee, now, look, today):
    Seat.objects.update(valid_to=today + 30 * DAY)
    assert remind_of_terms(now=now) == 1
    assert Message.objects.count() == 1
    assert remind_of_terms(now=now + DAY) == 0


def test_ends_that_are_far_away_are_not_reminded_of(committee, now):
    assert remind_of_terms(now=now) == 0


def test_people_are_found_by_mail_or_whole_name_and_only_here(cast, committee, look):
    assert people_named(look("per"), "kari@solvik.example") == [cast.kari]
    assert people_named(look("per"), "KARI NES") == [cast.kari]
    assert people_named(look("per"), "Kari") == []
    assert people_named(look("per"), "Ola Bakke") == []


def test_cases_are_presented_by_members_the_secretary_and_hr(cast, committee, today):
    assert {person.name for person in people_of(committee, today)} == {"Amina Ali", "Kari Nes", "Per Moe", "Tor Lie"}
    assert cast.jonas in people_of(committee, today, also=[cast.jonas.pk])


def test_whoever_has_the_role_without_a_seat_is_told_of(cast, committee, look):
    give_role(cast.jonas, Role.AMU_MEMBER)
    page = members_page(look("per"), inner_place_for(look("per"), committee.pk))
    assert page.others == ("Jonas Vik",)


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Seat, {"valid_to": "2020-01-01"}),
        (Chair, {"valid_to": "2020-01-01"}),
        (Chair, {"side": "health"}),
        (Pledge, {"wording": ""}),
        (Committee, {"name": ""}),
    ],
)
def test_the_database_keeps_a_committee_whole(committee, model, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**change)
