"""People, where they work over time, and the roles they are given."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from samspill.accounts.models import User
from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.organisations.actions import (
    PersonFacts,
    RoleTerm,
    add_further_post,
    add_person,
    change_main_post,
    end_post,
    end_role,
    give_role,
    register_departure,
    register_return,
    update_person,
)
from samspill.organisations.models import Assignment, Person, Post, Role
from samspill.organisations.tests.acting import TODAY, viewer
from tests.cast import Cast

SPRING, SUMMER, NEXT_YEAR = date(2026, 3, 1), date(2026, 6, 1), date(2027, 1, 1)


def test_somebody_new_can_sign_in_with_a_code_by_email(cast: Cast, now: datetime) -> None:
    facts = PersonFacts(name="Liv Ås", email=" Liv@Solvik.example ", language="nn")
    person = add_person(facts=facts, unit=cast.nord, on=SPRING, by=viewer(cast, "per"), now=now)
    assert person.email == "liv@solvik.example"
    assert person.user is not None
    assert (person.user.email, person.user.has_usable_password()) == ("liv@solvik.example", False)
    post = person.posts.get()
    assert (post.unit, post.valid_from, post.recorded_on, post.is_main) == (cast.nord, SPRING, TODAY, True)
    assert Event.objects.get(action="add_person").subject_name == "Liv Ås"


def test_somebody_without_email_has_a_number_and_no_user(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    first = add_person(facts=PersonFacts(name="Liv Aas", is_hired_in=True), unit=cast.nord, on=SPRING, by=by, now=now)
    second = add_person(facts=PersonFacts(name="Liv Aas"), unit=cast.nord, on=SPRING, by=by, now=now)
    assert (first.user, first.email, first.is_hired_in) == (None, None, True)
    assert (first.external_id, second.external_id) == ("liv-aas", "liv-aas-2")


def test_a_consultant_known_elsewhere_gets_one_more_workplace_for_the_same_user(cast: Cast, now: datetime) -> None:
    facts = PersonFacts(name="Ola B.", email="ola@annen.example")
    guest = add_person(facts=facts, unit=None, on=SPRING, by=viewer(cast, "per"), now=now)
    assert guest.user == cast.ola.user
    assert not guest.posts.exists()


def test_two_people_do_not_share_an_address_or_a_number(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    with pytest.raises(Refused, match="tilhører Kari Nes"):
        add_person(facts=PersonFacts(name="X", email="KARI@solvik.example"), unit=cast.nord, on=SPRING, by=by, now=now)
    with pytest.raises(Refused, match="kari-nes"):
        add_person(facts=PersonFacts(name="X", external_id="kari-nes"), unit=cast.nord, on=SPRING, by=by, now=now)
    with pytest.raises(Refused, match="tilhører Kari Nes"):
        update_person(person=cast.jonas, facts=PersonFacts(name="J", email="kari@solvik.example"), by=by, now=now)


def test_a_new_address_is_a_new_account_so_that_nobody_takes_over_the_old(cast: Cast, now: datetime) -> None:
    old = cast.user("kari")
    facts = PersonFacts(name="Kari Nes Lie", email="per.annen@solvik.example", language="en")
    person = update_person(person=cast.kari, facts=facts, by=viewer(cast, "per"), now=now)
    assert person.user is not None
    assert person.user != old
    assert User.objects.get(pk=old.pk).email == "kari@solvik.example"
    gone = update_person(person=person, facts=PersonFacts(name="Kari Nes Lie"), by=viewer(cast, "per"), now=now)
    assert gone.user is None


def test_the_register_is_kept_by_those_who_administer(cast: Cast, now: datetime) -> None:
    facts = PersonFacts(name="X")
    for name in ("kari", "jonas", "amina", "siri"):
        with pytest.raises(Refused):
            update_person(person=cast.kari, facts=facts, by=viewer(cast, name), now=now)
    with pytest.raises(Hidden):
        update_person(person=cast.kari, facts=facts, by=viewer(cast, "ola"), now=now)


def test_a_new_main_unit_leaves_the_old_as_history(cast: Cast, now: datetime) -> None:
    change_main_post(person=cast.kari, unit=cast.sor, on=SUMMER, by=viewer(cast, "per"), now=now)
    old, new = Post.objects.filter(person=cast.kari).order_by("valid_from")
    assert (old.unit, old.valid_to, old.end_recorded_on) == (cast.nord, date(2026, 5, 31), TODAY)
    assert (new.unit, new.valid_from, new.is_main) == (cast.sor, SUMMER, True)


def test_a_planned_change_is_overtaken_by_a_sooner_one(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    change_main_post(person=cast.kari, unit=cast.sor, on=NEXT_YEAR, by=by, now=now)
    change_main_post(person=cast.kari, unit=cast.teknisk, on=TODAY, by=by, now=now)
    assert [post.unit for post in Post.objects.filter(person=cast.kari).order_by("valid_from")] == [
        cast.nord,
        cast.teknisk,
    ]


def test_the_same_unit_twice_is_refused(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    with pytest.raises(Refused, match="allerede en plass"):
        change_main_post(person=cast.kari, unit=cast.nord, on=SUMMER, by=by, now=now)
    with pytest.raises(Refused, match="allerede en plass"):
        add_further_post(person=cast.kari, unit=cast.nord, on=SUMMER, by=by, now=now)


def test_a_further_post_begins_and_ends_by_itself(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    post = add_further_post(person=cast.kari, unit=cast.sor, on=SPRING, by=by, now=now)
    end_post(post=post, last_day=SUMMER, by=by, now=now)
    post.refresh_from_db()
    assert (post.is_main, post.valid_to) == (False, SUMMER)
    with pytest.raises(Refused, match="ny hovedenhet"):
        end_post(post=cast.kari.posts.get(is_main=True), last_day=SUMMER, by=by, now=now)


def test_who_leaves_ends_posts_and_roles_and_may_come_back(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    register_departure(person=cast.jonas, last_day=SUMMER, by=by, now=now)
    assert cast.jonas.posts.get().valid_to == SUMMER
    assert Assignment.objects.get(person=cast.jonas).valid_to == SUMMER
    with pytest.raises(Refused, match="har sluttet"):
        change_main_post(person=cast.jonas, unit=cast.sor, on=TODAY, by=by, now=now)
    with pytest.raises(Refused, match="Velg en senere dato"):
        register_return(person=cast.jonas, unit=cast.sor, on=SUMMER, by=by, now=now)
    back = register_return(person=cast.jonas, unit=cast.sor, on=TODAY, by=by, now=now)
    assert back.left_on is None
    assert cast.jonas.posts.get(valid_to=None).unit == cast.sor


def test_who_left_while_somebody_else_waited_to_move_them_is_not_moved(cast: Cast, now: datetime) -> None:
    by, before = viewer(cast, "per"), Person.objects.get(pk=cast.kari.pk)
    register_departure(person=cast.kari, last_day=TODAY, by=by, now=now)
    with pytest.raises(Refused, match="har sluttet"):
        change_main_post(person=before, unit=cast.sor, on=NEXT_YEAR, by=by, now=now)


def test_nobody_leaves_before_they_came_or_with_the_last_key(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    with pytest.raises(Refused, match="før personen begynte"):
        register_departure(person=cast.kari, last_day=date(2020, 1, 1), by=by, now=now)
    register_departure(person=cast.tor, last_day=TODAY, by=by, now=now)
    with pytest.raises(Refused, match="ingen lenger administrere"):
        register_departure(person=cast.per, last_day=TODAY, by=by, now=now)
    assert Person.objects.get(pk=cast.per.pk).left_on is None


def test_a_role_is_given_over_units_for_a_time(cast: Cast, now: datetime) -> None:
    term = RoleTerm(role=Role.SAFETY_REP, units=[cast.nord, cast.teknisk], since=SPRING, until=NEXT_YEAR)
    given = give_role(person=cast.kari, term=term, by=viewer(cast, "per"), now=now)
    assert set(given.units.all()) == {cast.nord, cast.teknisk}
    assert (given.valid_from, given.valid_to, given.recorded_on) == (SPRING, NEXT_YEAR, TODAY)
    assert Event.objects.get(action="give_role").detail["role"] == "safety_rep"


def test_a_role_for_the_whole_organisation_keeps_no_units(cast: Cast, now: datetime) -> None:
    term = RoleTerm(role=Role.AMU_MEMBER, units=[cast.nord], since=SPRING)
    assert not give_role(person=cast.kari, term=term, by=viewer(cast, "per"), now=now).units.exists()


def test_refusals_of_a_role_reach_the_one_who_gives_it(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    with pytest.raises(Refused, match="både lede og være verneombud"):
        give_role(
            person=cast.jonas, term=RoleTerm(role=Role.SAFETY_REP, units=[cast.helse], since=SPRING), by=by, now=now
        )
    other = cast.ola.posts.get().unit
    with pytest.raises(Hidden):
        give_role(person=cast.jonas, term=RoleTerm(role=Role.LEADER, units=[other], since=SPRING), by=by, now=now)
    register_departure(person=cast.kari, last_day=SPRING, by=by, now=now)
    with pytest.raises(Refused, match="har sluttet"):
        give_role(person=cast.kari, term=RoleTerm(role=Role.AMU_MEMBER, since=SUMMER), by=by, now=now)


def test_a_role_ends_and_one_that_never_began_is_gone(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    leading = Assignment.objects.get(person=cast.jonas)
    end_role(assignment=leading, last_day=SUMMER, by=by, now=now)
    leading.refresh_from_db()
    assert (leading.valid_to, leading.end_recorded_on) == (SUMMER, TODAY)
    with pytest.raises(Refused, match="allerede slutt"):
        end_role(assignment=leading, last_day=TODAY, by=by, now=now)
    planned = give_role(person=cast.kari, term=RoleTerm(role=Role.UNION_REP, since=NEXT_YEAR), by=by, now=now)
    end_role(assignment=planned, last_day=TODAY, by=by, now=now)
    assert not Assignment.objects.filter(pk=planned.pk).exists()
    with pytest.raises(Hidden):
        end_role(assignment=planned, last_day=TODAY, by=by, now=now)


def test_the_last_administrator_keeps_the_role(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    first, last = Assignment.objects.filter(person__organisation=cast.solvik, role=Role.HR)
    end_role(assignment=first, last_day=TODAY, by=by, now=now)
    with pytest.raises(Refused, match="ingen lenger administrere"):
        end_role(assignment=last, last_day=TODAY, by=by, now=now)
