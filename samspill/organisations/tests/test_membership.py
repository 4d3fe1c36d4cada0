"""Who counts where, what has changed, and the tree of an earlier day."""

from __future__ import annotations

from datetime import date, timedelta

from samspill.organisations.models import Assignment, Person, Post, Role, Unit, UnitEvent
from samspill.organisations.queries import (
    ChangeKind,
    home_units,
    membership_changes,
    people_with_role,
    tree_on,
)
from samspill.organisations.tests.acting import TODAY
from tests.cast import SINCE, Cast, give_role, make_person, make_unit


def test_a_member_counts_in_the_main_unit_and_a_leader_in_the_one_above(cast: Cast) -> None:
    homes = home_units(cast.solvik.pk, TODAY)
    assert homes[cast.kari.pk] == cast.nord.pk
    assert homes[cast.jonas.pk] == cast.helse.pk
    assert homes[cast.tor.pk] == cast.root.pk


def test_the_leader_of_everything_is_not_invited(cast: Cast) -> None:
    give_role(cast.per, Role.LEADER, cast.root)
    assert home_units(cast.solvik.pk, TODAY)[cast.per.pk] is None


def test_who_leads_above_their_own_unit_counts_above_all_they_lead(cast: Cast) -> None:
    give_role(cast.jonas, Role.LEADER, cast.helse)
    give_role(cast.kari, Role.LEADER, cast.helse)
    homes = home_units(cast.solvik.pk, TODAY)
    assert homes[cast.jonas.pk] == cast.root.pk
    assert homes[cast.kari.pk] == cast.root.pk


def test_leading_elsewhere_does_not_move_the_answer(cast: Cast) -> None:
    give_role(cast.kari, Role.LEADER, cast.teknisk)
    assert home_units(cast.solvik.pk, TODAY)[cast.kari.pk] == cast.nord.pk


def test_further_posts_ended_posts_and_people_who_left_do_not_count(cast: Cast) -> None:
    Post.objects.filter(person=cast.kari).update(valid_to=TODAY - timedelta(days=1))
    Post.objects.create(person=cast.jonas, unit=cast.teknisk, is_main=False, valid_from=SINCE, recorded_on=SINCE)
    Person.objects.filter(pk=cast.crew[0].pk).update(left_on=TODAY - timedelta(days=1))
    homes = home_units(cast.solvik.pk, TODAY)
    assert cast.kari.pk not in homes
    assert cast.crew[0].pk not in homes
    assert homes[cast.jonas.pk] == cast.helse.pk
    assert cast.ola.pk not in homes


def test_homes_and_trees_take_constant_sql(cast: Cast, django_assert_num_queries) -> None:
    for size in (10, 20):
        for number in range(10):
            make_person(make_unit(cast.solvik, f"Enhet {size}-{number}", cast.teknisk), f"Ny {size} {number}")
        with django_assert_num_queries(2):
            tree_on(cast.solvik.pk, TODAY)
        with django_assert_num_queries(4):
            home_units(cast.solvik.pk, TODAY)
        with django_assert_num_queries(2):
            membership_changes(cast.solvik.pk, SINCE, TODAY)
        with django_assert_num_queries(1):
            people_with_role(cast.solvik.pk, Role.HR, on=TODAY)


def test_changes_are_seen_by_the_day_they_hold_and_by_the_day_they_were_entered(cast: Cast) -> None:
    month = (TODAY - timedelta(days=30), TODAY)
    assert membership_changes(cast.solvik.pk, *month) == []
    long_ago, yesterday = date(2025, 1, 31), TODAY - timedelta(days=1)
    Post.objects.filter(person=cast.kari).update(valid_to=long_ago, end_recorded_on=yesterday)
    Post.objects.create(person=cast.kari, unit=cast.sor, valid_from=date(2025, 2, 1), recorded_on=yesterday)
    Assignment.objects.filter(person=cast.jonas).update(valid_to=yesterday, end_recorded_on=yesterday)
    found = membership_changes(cast.solvik.pk, *month)
    assert [(change.person_id, change.unit_id, change.kind, change.on) for change in found] == [
        (cast.kari.pk, cast.nord.pk, ChangeKind.WENT, date(2025, 2, 1)),
        (cast.kari.pk, cast.sor.pk, ChangeKind.CAME, date(2025, 2, 1)),
        (cast.jonas.pk, cast.nord.pk, ChangeKind.LEADS_NO_MORE, TODAY),
    ]
    assert found[0].person_name == "Kari Nes"


def test_an_end_that_was_entered_long_ago_for_a_day_in_the_window_is_a_change(cast: Cast) -> None:
    Post.objects.filter(person=cast.kari).update(valid_to=TODAY - timedelta(days=3), end_recorded_on=SINCE)
    found = membership_changes(cast.solvik.pk, TODAY - timedelta(days=30), TODAY)
    assert [(change.kind, change.on) for change in found] == [(ChangeKind.WENT, TODAY - timedelta(days=2))]


def test_further_posts_are_no_change_of_membership(cast: Cast) -> None:
    Post.objects.create(person=cast.kari, unit=cast.sor, is_main=False, valid_from=TODAY, recorded_on=TODAY)
    assert membership_changes(cast.solvik.pk, TODAY, TODAY) == []


def test_people_with_a_role_over_a_unit_include_those_above_it(cast: Cast) -> None:
    give_role(cast.per, Role.LEADER, cast.helse)
    over_nord = people_with_role(cast.solvik.pk, Role.LEADER, over_path=cast.nord.path, on=TODAY)
    assert over_nord == [cast.jonas, cast.per]
    assert people_with_role(cast.solvik.pk, Role.LEADER, over_path=cast.teknisk.path, on=TODAY) == [cast.tor]
    assert people_with_role(cast.solvik.pk, Role.HR, over_path=cast.nord.path, on=TODAY) == [cast.per, cast.tor]
    assert people_with_role(cast.solvik.pk, Role.SAFETY_REP, on=TODAY) == [cast.amina]


def test_the_tree_has_every_unit_after_the_one_above_it(cast: Cast) -> None:
    tree = tree_on(cast.solvik.pk, TODAY)
    assert tree.names == ("Solvik", "Helse", "Hjemmetjenesten Nord", "Hjemmetjenesten Sør", "Teknisk")
    assert tree.parents == (-1, 0, 1, 1, 0)
    assert tree.paths == tuple(Unit.objects.get(pk=pk).path for pk in tree.ids)
    assert tree.external_ids[2] == "hjemmetjenesten-nord"
    assert tree.positions()[cast.helse.pk] == 1
    assert set(tree.measurement) == {"pulse"}


def test_the_tree_of_an_earlier_day_undoes_what_happened_since(cast: Cast) -> None:
    moved, closed = date(2025, 6, 1), date(2025, 9, 1)
    Unit.objects.filter(pk=cast.sor.pk).update(parent=cast.teknisk, name="Sør")
    Unit.objects.filter(pk=cast.nord.pk).update(closed_on=closed)
    kinds = UnitEvent.Kind
    UnitEvent.objects.create(unit=cast.sor, kind=kinds.MOVED, on=moved, parent_before=cast.helse)
    UnitEvent.objects.create(unit=cast.sor, kind=kinds.RENAMED, on=moved, before="Hjemmetjenesten Sør", after="Sør")
    UnitEvent.objects.create(unit=cast.nord, kind=kinds.CLOSED, on=closed)
    before = tree_on(cast.solvik.pk, date(2025, 5, 31))
    assert before.names == ("Solvik", "Helse", "Hjemmetjenesten Nord", "Hjemmetjenesten Sør", "Teknisk")
    between = tree_on(cast.solvik.pk, moved)
    assert between.names == ("Solvik", "Helse", "Hjemmetjenesten Nord", "Teknisk", "Sør")
    assert tree_on(cast.solvik.pk, closed).names == ("Solvik", "Helse", "Teknisk", "Sør")
    assert tree_on(cast.solvik.pk, date(2023, 12, 31)).ids == ()


def test_a_reopened_unit_was_away_in_between(cast: Cast) -> None:
    UnitEvent.objects.create(unit=cast.nord, kind=UnitEvent.Kind.CLOSED, on=date(2025, 1, 1))
    UnitEvent.objects.create(unit=cast.nord, kind=UnitEvent.Kind.REOPENED, on=date(2025, 3, 1))
    days = (date(2024, 12, 31), date(2025, 1, 1), date(2025, 2, 28), date(2025, 3, 1))
    assert [cast.nord.pk in tree_on(cast.solvik.pk, day).ids for day in days] == [True, False, False, True]


def test_the_general_manager_leads_the_whole_and_is_not_invited(cast) -> None:
    give_role(cast.per, Role.GENERAL_MANAGER)
    assert home_units(cast.solvik.pk, date(2026, 11, 23))[cast.per.pk] is None
