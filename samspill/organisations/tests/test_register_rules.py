"""Truth tables of the register: numbers, addresses, coming and going, and how well people are looked after."""

from __future__ import annotations

from datetime import date

import pytest

from samspill.audit.rules import Refused, permits
from samspill.organisations.models import Person, Post, Role, Unit
from samspill.organisations.rules import (
    check_are_open,
    check_can_end_post,
    check_can_have_email,
    check_can_leave,
    check_can_name_organisation,
    check_can_number_person,
    check_can_return,
    check_is_here,
    check_safety,
)

JOINED, LEFT, BACK = date(2024, 3, 1), date(2026, 1, 31), date(2026, 6, 1)
HERE = Person(name="Kari Nes", joined_on=JOINED)
GONE = Person(name="Kari Nes", joined_on=JOINED, left_on=LEFT)


@pytest.mark.parametrize(
    ("person", "on", "may"),
    [
        (HERE, date.max, True),
        (GONE, date.max, False),
        (GONE, LEFT, True),
        (GONE, BACK, False),
    ],
)
def test_a_place_or_a_role_is_for_somebody_who_is_here_then(person, on, may):
    assert permits(check_is_here, person, on=on) is may


def test_who_is_told_no_is_told_what_to_do_first() -> None:
    with pytest.raises(Refused, match="Registrer først at personen er tilbake"):
        check_is_here(GONE)


@pytest.mark.parametrize(("last_day", "may"), [(date(2024, 2, 29), False), (JOINED, True), (LEFT, True)])
def test_nobody_leaves_before_the_day_they_came(last_day, may):
    assert permits(check_can_leave, HERE, last_day=last_day) is may


@pytest.mark.parametrize(("person", "on", "may"), [(HERE, BACK, False), (GONE, LEFT, False), (GONE, BACK, True)])
def test_only_somebody_who_left_comes_back_and_only_afterwards(person, on, may):
    assert permits(check_can_return, person, on=on) is may


def test_a_number_an_address_and_a_short_name_belong_to_one() -> None:
    assert permits(check_can_number_person, "17", is_taken=False)
    assert not permits(check_can_number_person, "17", is_taken=True)
    assert permits(check_can_have_email, "kari@solvik.example", holder=None)
    with pytest.raises(Refused, match="tilhører Kari Nes"):
        check_can_have_email("kari@solvik.example", holder=HERE)
    assert permits(check_can_name_organisation, "solvik", is_taken=False)
    assert not permits(check_can_name_organisation, "solvik", is_taken=True)


@pytest.mark.parametrize(("is_main", "may"), [(True, False), (False, True)])
def test_a_main_post_ends_only_by_another_or_by_leaving(is_main, may):
    assert permits(check_can_end_post, Post(is_main=is_main)) is may


def test_the_closed_one_among_several_units_is_named() -> None:
    check_are_open([Unit(name="Nord"), Unit(name="Sør")])
    with pytest.raises(Refused, match="«Sør» er lagt ned"):
        check_are_open([Unit(name="Nord"), Unit(name="Sør", closed_on=LEFT)])


@pytest.mark.parametrize(
    ("least", "roles", "may"),
    [(5, (), True), (9, (Role.LEADER, "member"), True), (4, (), False), (5, ("king",), False)],
)
def test_no_figure_is_about_fewer_than_five_and_only_known_roles_need_two_factors(least, roles, may):
    assert permits(check_safety, minimum_group=least, second_factor_roles=roles) is may
