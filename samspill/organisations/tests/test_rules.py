"""Truth tables of what a workplace allows."""

from __future__ import annotations

from datetime import date

import pytest

from samspill.audit.rules import Refused, permits
from samspill.organisations.models import Role, Unit
from samspill.organisations.rules import (
    MAX_DEPTH,
    MEMBER,
    Hat,
    Held,
    Viewer,
    Worker,
    can_administer,
    can_see_register,
    check_can_administer,
    check_can_close_unit,
    check_can_date_change,
    check_can_end_role,
    check_can_give_role,
    check_can_merge_units,
    check_can_move_unit,
    check_can_open_unit,
    check_can_place_person,
    check_can_reopen_unit,
    check_nobody_leads_and_represents,
    check_somebody_administers,
    hat_over,
)

DAY, LATER, LONG_AGO = date(2026, 1, 1), date(2026, 6, 1), date(2020, 1, 1)
ROOT, HELSE, NORD, TEKNISK = "/1/", "/1/2/", "/1/2/4/", "/1/3/"


def looking(*hats: Hat) -> Viewer:
    return Viewer(1, 1, 1, "Solvik", "Noen", "nb", DAY, hats=hats, active=hats[0], root_path=ROOT)


def hat(role: str, *paths: str) -> Hat:
    return Hat(key=role, role=role, label=role, paths=paths)


@pytest.mark.parametrize(
    ("role", "scope", "seen"),
    [
        (MEMBER, NORD, {ROOT, NORD}),
        (MEMBER, HELSE, {ROOT, HELSE}),
        (Role.LEADER, HELSE, {ROOT, HELSE, NORD}),
        (Role.SAFETY_REP, HELSE, {ROOT, HELSE, NORD}),
        (Role.CONSULTANT, HELSE, {HELSE, NORD}),
        (Role.CONSULTANT, ROOT, {ROOT, HELSE, NORD, TEKNISK}),
        (Role.HR, None, {ROOT, HELSE, NORD, TEKNISK}),
        (Role.CHIEF_SAFETY_REP, None, {ROOT, HELSE, NORD, TEKNISK}),
        (Role.GENERAL_MANAGER, None, {ROOT, HELSE, NORD, TEKNISK}),
        (Role.AMU_MEMBER, None, {ROOT}),
        (Role.UNION_REP, None, {ROOT}),
    ],
)
def test_what_each_role_sees(role: str, scope: str | None, seen: set[str]) -> None:
    viewer = looking(hat(role, *([scope] if scope else [])))
    assert {path for path in (ROOT, HELSE, NORD, TEKNISK) if hat_over(viewer, path)} == seen


def test_the_active_hat_gives_the_right_when_it_can() -> None:
    leader, hr = hat(Role.LEADER, NORD), hat(Role.HR)
    assert hat_over(looking(leader, hr), NORD) == leader
    assert hat_over(looking(leader, hr), TEKNISK) == hr
    assert hat_over(looking(hr, leader), NORD) == hr


@pytest.mark.parametrize("role", [*Role.values, MEMBER])
def test_who_administers_and_sees_the_register(role: str) -> None:
    expected = role in {Role.HR, Role.GENERAL_MANAGER}
    assert can_administer(looking(hat(role, ROOT))) is expected
    assert can_see_register(looking(hat(role, ROOT))) is expected
    check_can_administer(Worker(organisation_id=1))


def held(role: Role, *paths: str, person: str = "jonas", since: date = DAY, until: date | None = None) -> Held:
    return Held(person, person.title(), role, paths, since, until)


@pytest.mark.parametrize(
    ("leads", "represents", "allowed"),
    [
        (held(Role.LEADER, NORD), held(Role.SAFETY_REP, NORD), False),
        (held(Role.LEADER, HELSE), held(Role.SAFETY_REP, NORD), False),
        (held(Role.LEADER, NORD), held(Role.SAFETY_REP, HELSE), False),
        (held(Role.LEADER, NORD), held(Role.SAFETY_REP, TEKNISK, HELSE), False),
        (held(Role.LEADER, NORD), held(Role.SAFETY_REP, TEKNISK), True),
        (held(Role.LEADER, NORD), held(Role.CHIEF_SAFETY_REP), False),
        (held(Role.GENERAL_MANAGER), held(Role.SAFETY_REP, NORD), False),
        (held(Role.HR), held(Role.SAFETY_REP, NORD), True),
        (held(Role.LEADER, NORD), held(Role.SAFETY_REP, NORD, person="amina"), True),
        (held(Role.LEADER, NORD, until=date(2026, 5, 31)), held(Role.SAFETY_REP, NORD, since=LATER), True),
        (held(Role.LEADER, NORD, until=LATER), held(Role.SAFETY_REP, NORD, since=LATER), False),
    ],
)
def test_nobody_leads_and_represents_the_same_unit(leads: Held, represents: Held, allowed) -> None:
    assert permits(check_nobody_leads_and_represents, [leads, represents]) is allowed
    assert permits(check_nobody_leads_and_represents, [represents, leads]) is allowed


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (held(Role.LEADER), "Velg hvilke enheter"),
        (held(Role.SAFETY_REP), "Velg hvilke enheter"),
        (held(Role.CONSULTANT, HELSE), "så lenge oppdraget varer"),
        (held(Role.HR, since=LATER, until=DAY), "kan ikke slutte før"),
        (held(Role.LEADER, NORD), "har allerede rollen"),
        (held(Role.AMU_MEMBER), "har allerede rollen"),
        (held(Role.SAFETY_REP, HELSE), "både lede og være verneombud"),
        (held(Role.LEADER, TEKNISK), None),
        (held(Role.CONSULTANT, HELSE, until=LATER), None),
        (held(Role.UNION_REP), None),
    ],
)
def test_giving_a_role_to_a_leader_of_nord_in_the_committee(wanted: Held, sentence: str | None) -> None:
    already = [held(Role.LEADER, NORD), held(Role.AMU_MEMBER)]
    if sentence is None:
        check_can_give_role(wanted, already=already)
    else:
        with pytest.raises(Refused, match=sentence):
            check_can_give_role(wanted, already=already)


def test_a_role_cannot_be_ended_later_than_it_ends_and_somebody_must_administer() -> None:
    assert permits(check_can_end_role, DAY, until=None)
    assert permits(check_can_end_role, DAY, until=DAY)
    assert not permits(check_can_end_role, LATER, until=DAY)
    assert permits(check_somebody_administers, 1)
    assert not permits(check_somebody_administers, 0)


def unit(path: str, *, closed: bool = False, opened_on: date = LONG_AGO) -> Unit:
    ids = [int(part) for part in path.split("/") if part]
    return Unit(
        pk=ids[-1],
        name=f"Enhet {ids[-1]}",
        path=path,
        parent_id=ids[-2] if len(ids) > 1 else None,
        opened_on=opened_on,
        closed_on=DAY if closed else None,
    )


DEEP = "/" + "/".join(str(number) for number in range(1, MAX_DEPTH + 1)) + "/"


@pytest.mark.parametrize(
    ("parent", "root", "allowed"),
    [
        (None, None, True),
        (None, unit(ROOT), False),
        (unit(ROOT), unit(ROOT), True),
        (unit(NORD, closed=True), unit(ROOT), False),
        (unit(NORD, opened_on=LATER), unit(ROOT), False),
        (unit(DEEP), unit(ROOT), False),
    ],
)
def test_where_a_unit_may_be_opened(parent: Unit | None, root: Unit | None, allowed) -> None:
    assert permits(check_can_open_unit, parent, root=root, on=DAY) is allowed


@pytest.mark.parametrize(
    ("moved", "to", "allowed"),
    [
        (unit(NORD), unit(TEKNISK), True),
        (unit(NORD), unit(ROOT), True),
        (unit(NORD), unit(HELSE), False),
        (unit(HELSE), unit(NORD), False),
        (unit(HELSE), unit(HELSE), False),
        (unit(ROOT), unit(NORD), False),
        (unit(NORD), unit(TEKNISK, closed=True), False),
        (unit(NORD), unit(TEKNISK, opened_on=LATER), False),
        (unit(NORD, closed=True), unit(TEKNISK), False),
        (unit(NORD), unit(DEEP), False),
    ],
)
def test_where_a_unit_may_be_moved(moved: Unit, to: Unit, allowed) -> None:
    assert permits(check_can_move_unit, moved, to, on=DAY) is allowed


def test_a_tall_branch_is_not_moved_too_far_down() -> None:
    low = unit("/1/3/" + "/".join(str(number) for number in range(10, 10 + MAX_DEPTH - 3)) + "/")
    assert permits(check_can_move_unit, unit(NORD), low, on=DAY)
    assert not permits(check_can_move_unit, unit(NORD), low, on=DAY, levels_below=1)


@pytest.mark.parametrize(
    ("merged", "into", "allowed"),
    [
        (unit(NORD), unit(TEKNISK), True),
        (unit(NORD), unit(HELSE), True),
        (unit(HELSE), unit(NORD), False),
        (unit(NORD), unit(NORD), False),
        (unit(ROOT), unit(NORD), False),
        (unit(NORD), unit(TEKNISK, closed=True), False),
        (unit(NORD, closed=True), unit(TEKNISK), False),
    ],
)
def test_what_may_be_merged(merged: Unit, into: Unit, allowed) -> None:
    assert permits(check_can_merge_units, merged, into, on=DAY) is allowed


@pytest.mark.parametrize(
    ("closing", "children", "people", "allowed"),
    [
        (unit(NORD), 0, 0, True),
        (unit(NORD), 1, 0, False),
        (unit(NORD), 0, 1, False),
        (unit(ROOT), 0, 0, False),
        (unit(NORD, closed=True), 0, 0, False),
    ],
)
def test_what_may_be_closed(closing: Unit, children: int, people: int, allowed) -> None:
    assert permits(check_can_close_unit, closing, children=children, people=people) is allowed


@pytest.mark.parametrize(
    ("reopened", "parent", "merged_into", "allowed"),
    [
        (unit(NORD, closed=True), unit(HELSE), None, True),
        (unit(NORD), unit(HELSE), None, False),
        (unit(NORD, closed=True), unit(HELSE, closed=True), None, False),
        (unit(NORD, closed=True), unit(HELSE), unit(TEKNISK), False),
        (unit(ROOT, closed=True), None, None, False),
    ],
)
def test_what_may_be_reopened(reopened: Unit, parent: Unit | None, merged_into: Unit | None, allowed) -> None:
    assert permits(check_can_reopen_unit, reopened, parent=parent, merged_into=merged_into) is allowed


def test_a_change_of_the_tree_has_happened_and_after_the_last() -> None:
    assert permits(check_can_date_change, DAY, today=DAY, not_before=DAY)
    assert not permits(check_can_date_change, LATER, today=DAY, not_before=DAY)
    assert not permits(check_can_date_change, DAY, today=LATER, not_before=date(2026, 1, 2))


def test_a_person_is_placed_where_a_unit_is_and_once() -> None:
    assert permits(check_can_place_person, unit(NORD), on=DAY, already=False)
    assert not permits(check_can_place_person, unit(NORD), on=DAY, already=True)
    assert not permits(check_can_place_person, unit(NORD, closed=True), on=DAY, already=False)
    assert not permits(check_can_place_person, unit(NORD, opened_on=LATER), on=DAY, already=False)
