"""What holds after any sequence of files and any sequence of changes by hand."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspill.audit.rules import Refused, permits
from samspill.organisations.actions import (
    UnitFacts,
    close_unit,
    create_unit,
    merge_units,
    move_unit,
    reopen_unit,
)
from samspill.organisations.imports import ImportFile, carry_out, plan_import
from samspill.organisations.models import Assignment, Organisation, Person, Post, Role, Unit
from samspill.organisations.queries import home_units, tree_on
from samspill.organisations.rules import Held, Worker, check_nobody_leads_and_represents
from samspill.organisations.tests.acting import TODAY

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def files(draw: Any) -> tuple[dict[str, str], dict[str, str]]:
    """A tree (unit → the one above, in any order) and where people work."""
    names = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8, unique=True))
    parents = {name: draw(st.sampled_from(names[:place])) if place else "" for place, name in enumerate(names)}
    people = draw(st.dictionaries(st.sampled_from("123456"), st.sampled_from(names), max_size=6))
    order = draw(st.permutations(names))
    return {name: parents[name] for name in order}, people or {"1": names[0]}


@contextmanager
def an_organisation() -> Iterator[Organisation]:
    """One that leaves no trace: every example begins anew."""
    with transaction.atomic():
        yield Organisation.objects.create(name="X", slug="x")
        transaction.set_rollback(True)


def as_files(tree: dict[str, str], people: dict[str, str]) -> tuple[ImportFile, ImportFile]:
    units = "".join(f"{unit},{above},Enhet {unit}\n" for unit, above in tree.items())
    works = "".join(f"{person},Navn {person},{person}@x.example,{unit}\n" for person, unit in people.items())
    return (
        ImportFile("units.csv", f"unit_id,parent_id,name\n{units}".encode()),
        ImportFile("people.csv", f"person_id,name,email,unit_id\n{works}".encode()),
    )


def check_the_house(organisation: Organisation) -> None:
    units = Unit.objects.filter(organisation=organisation).select_related("parent")
    for unit in units:
        assert unit.path == f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
        assert unit.closed_on or not unit.parent or unit.parent.closed_on is None, "no open unit under a closed one"
    assert sum(1 for unit in units if unit.parent is None and unit.closed_on is None) == 1
    open_mains = Counter(Post.objects.filter(is_main=True, valid_to=None).values_list("person_id", flat=True))
    assert set(open_mains.values()) <= {1}
    assert not Post.objects.filter(valid_to=None, unit__closed_on__isnull=False).exists()


Sequence = list[tuple[dict[str, str], dict[str, str]]]


@FEW
@given(sequence=st.lists(files(), min_size=1, max_size=4))
def test_after_any_files_the_workplace_is_what_the_last_ones_say(db: None, now: datetime, sequence: Sequence) -> None:
    with an_organisation() as organisation:
        for day, (tree, people) in enumerate(sequence):
            today = TODAY + timedelta(days=day)
            plan = plan_import(organisation, *as_files(tree, people), today=today)
            carry_out(plan=plan, by=Worker(organisation_id=organisation.pk), now=now)
            check_the_house(organisation)
            assert drawn(organisation, today) == tree
            assert working(organisation, today) == people
            assert plan_import(organisation, *as_files(tree, people), today=today).changes_nothing
        for day, (tree, _people) in enumerate(sequence):
            assert drawn(organisation, TODAY + timedelta(days=day)) == tree, "the tree of every earlier day"


def drawn(organisation: Organisation, on: date) -> dict[str, str]:
    tree = tree_on(organisation.pk, on)
    above = ["" if place < 0 else tree.external_ids[place] for place in tree.parents]
    return dict(zip(tree.external_ids, above, strict=True))


def working(organisation: Organisation, on: date) -> dict[str, str]:
    units = dict(Unit.objects.filter(organisation=organisation).values_list("pk", "external_id"))
    people = dict(Person.objects.filter(organisation=organisation).values_list("pk", "external_id"))
    return {people[pk]: units[unit] for pk, unit in home_units(organisation.pk, on).items() if unit}


@FEW
@given(seed=st.integers(0, 10_000))
def test_any_changes_by_hand_leave_one_tree_on_every_day(db: None, now: datetime, seed: int) -> None:
    chance = random.Random(seed)
    with an_organisation() as organisation:
        by = Worker(organisation_id=organisation.pk)
        create_unit(facts=UnitFacts(name="Topp"), parent=None, on=date(2026, 1, 1), by=by, now=now)
        trees: dict[date, dict[str, str]] = {}
        for step in range(12):
            on = date(2026, 1, 2) + timedelta(days=step)
            with suppress(Refused):
                change_something(chance, organisation, on, now)
            check_the_house(organisation)
            trees[on] = {
                unit.external_id: unit.parent.external_id if unit.parent else ""
                for unit in Unit.objects.filter(organisation=organisation, closed_on=None).select_related("parent")
            }
        assert {on: drawn(organisation, on) for on in trees} == trees


def change_something(chance: random.Random, organisation: Organisation, on: date, now: datetime) -> None:
    units = list(organisation.units.order_by("pk"))
    one, other = chance.choice(units), chance.choice(units)
    how: dict[str, Any] = {"on": on, "by": Worker(organisation_id=organisation.pk), "now": now}
    kind = chance.choices(["create", "move", "merge", "close", "reopen"], weights=[4, 2, 1, 1, 1])[0]
    if kind == "create":
        create_unit(facts=UnitFacts(name="Enhet"), parent=one, **how)
    elif kind == "move":
        move_unit(unit=one, parent=other, **how)
    elif kind == "merge":
        merge_units(unit=one, into=other, **how)
    else:
        {"close": close_unit, "reopen": reopen_unit}[kind](unit=one, **how)


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_nobody_leads_and_represents_is_found_however_it_is_nested(data: Any) -> None:
    """Against the plain definition: some unit and some day that both roles take in."""
    paths = ["/1/", "/1/2/", "/1/3/", "/1/2/4/", "/1/2/5/", "/1/3/6/"]
    days = [date(2026, 1, day) for day in range(1, 6)]

    def role(kind: Role) -> Held:
        since, until = sorted(data.draw(st.tuples(st.sampled_from(days), st.sampled_from(days))))
        scope = data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=2))
        return Held("kari", "Kari", kind, tuple(scope), since, until)

    held = [role(Role.LEADER), role(Role.SAFETY_REP)]
    meets = any(
        all(
            one.since <= day <= (one.until or day) and any(path.startswith(scope) for scope in one.paths)
            for one in held
        )
        for day in days
        for path in paths
    )
    assert permits(check_nobody_leads_and_represents, held) is not meets


@pytest.mark.parametrize("seed", range(5))
def test_leading_roles_follow_the_file_whatever_they_were(db: None, now: datetime, seed: int) -> None:
    chance = random.Random(seed)
    organisation = Organisation.objects.create(name="X", slug=f"roller-{seed}")
    by = Worker(organisation_id=organisation.pk)
    units = ImportFile("u.csv", b"unit_id,parent_id,name\nk,,K\na,k,A\nb,k,B\nc,a,C\n")
    for day in range(4):
        leads = {str(n): sorted(chance.sample("abc", chance.randint(0, 2))) for n in range(3)}
        rows = "".join(f"{n},Navn {n},,k,{';'.join(led)}\n" for n, led in leads.items())
        people = ImportFile("p.csv", f"person_id,name,email,unit_id,leader_of\n{rows}".encode())
        today = TODAY + timedelta(days=day)
        carry_out(plan=plan_import(organisation, units, people, today=today), by=by, now=now)
        given_now = Assignment.objects.filter(person__organisation=organisation, valid_to=None)
        found = {n: [] for n in leads} | {
            one.person.external_id: sorted(unit.external_id for unit in one.units.all()) for one in given_now
        }
        assert found == leads
