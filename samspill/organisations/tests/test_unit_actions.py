"""What happens to units, and what is written of it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.organisations.actions import (
    OrganisationFacts,
    UnitFacts,
    change_organisation,
    change_safety,
    close_unit,
    create_organisation,
    create_unit,
    edit_unit,
    merge_units,
    move_unit,
    reopen_unit,
    set_measurement,
)
from samspill.organisations.models import Assignment, Measurement, Post, Role, Unit, UnitEvent
from samspill.organisations.queries import home_units, tree_on
from samspill.organisations.rules import Worker
from samspill.organisations.tests.acting import TODAY, viewer
from tests.cast import Cast, give_role, make_unit

SPRING, SUMMER = date(2026, 3, 1), date(2026, 6, 1)


def path_is_right(unit: Unit) -> bool:
    unit.refresh_from_db()
    above = unit.parent.path if unit.parent else "/"
    return unit.path == f"{above}{unit.pk}/"


def all_paths_are_right() -> bool:
    return all(path_is_right(unit) for unit in Unit.objects.all())


def test_a_unit_is_opened_with_a_number_a_place_and_a_history(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    first = create_unit(facts=UnitFacts(name="Hjemmetjenesten Øst"), parent=cast.helse, on=SPRING, by=by, now=now)
    second = create_unit(facts=UnitFacts(name="Hjemmetjenesten Øst"), parent=cast.helse, on=SPRING, by=by, now=now)
    assert (first.external_id, second.external_id) == ("hjemmetjenesten-ost", "hjemmetjenesten-ost-2")
    assert path_is_right(first)
    event = first.events.get()
    assert (event.kind, event.on, event.after, event.recorded_on) == ("created", SPRING, "Hjemmetjenesten Øst", TODAY)
    assert Event.objects.filter(action="create_unit", actor_name="Per Moe").count() == 2


def test_a_second_root_is_refused_by_name(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused, match="«Solvik»"):
        create_unit(facts=UnitFacts(name="Ny topp"), parent=None, on=SPRING, by=viewer(cast, "per"), now=now)


def test_only_those_who_administer_change_the_tree(cast: Cast, now: datetime) -> None:
    for name in ("kari", "jonas", "amina", "siri"):
        with pytest.raises(Refused):
            move_unit(unit=cast.nord, parent=cast.teknisk, on=SPRING, by=viewer(cast, name), now=now)
    with pytest.raises(Hidden):
        move_unit(unit=cast.nord, parent=cast.teknisk, on=SPRING, by=viewer(cast, "ola"), now=now)
    with pytest.raises(Hidden):
        create_unit(facts=UnitFacts(name="X"), parent=cast.root, on=SPRING, by=Worker(organisation_id=None), now=now)


def test_a_move_takes_the_whole_branch_along(cast: Cast, now: datetime) -> None:
    closed = make_unit(cast.solvik, "Nedlagt", cast.nord)
    Unit.objects.filter(pk=closed.pk).update(closed_on=SPRING)
    move_unit(unit=cast.helse, parent=cast.teknisk, on=SUMMER, by=viewer(cast, "per"), now=now)
    assert all_paths_are_right()
    event = cast.helse.events.get()
    assert (event.before, event.after, event.parent_before) == ("Solvik", "Teknisk", cast.root)
    assert tree_on(cast.solvik.pk, date(2026, 5, 31)).parents == (-1, 0, 1, 1, 0)
    assert tree_on(cast.solvik.pk, SUMMER).parents == (-1, 0, 1, 2, 2)


def test_moving_takes_as_many_statements_for_many_units_as_for_few(
    cast: Cast, now: datetime, django_assert_max_num_queries
) -> None:
    for number in range(30):
        make_unit(cast.solvik, f"Gruppe {number}", cast.nord)
    by = viewer(cast, "per")
    with django_assert_max_num_queries(14):
        move_unit(unit=cast.nord, parent=cast.teknisk, on=SUMMER, by=by, now=now)
    assert all_paths_are_right()


def test_a_cycle_is_refused_also_through_a_stale_object(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    stale = Unit.objects.get(pk=cast.teknisk.pk)
    move_unit(unit=cast.teknisk, parent=cast.nord, on=SPRING, by=by, now=now)
    with pytest.raises(Refused, match="under seg selv"):
        move_unit(unit=cast.helse, parent=stale, on=SUMMER, by=by, now=now)


def test_a_move_that_would_put_somebody_on_both_sides_is_refused(cast: Cast, now: datetime) -> None:
    give_role(cast.amina, Role.LEADER, cast.teknisk)
    with pytest.raises(Refused, match="Amina Ali"):
        move_unit(unit=cast.teknisk, parent=cast.helse, on=SUMMER, by=viewer(cast, "per"), now=now)
    assert path_is_right(cast.teknisk)
    assert not UnitEvent.objects.exists()


def test_history_is_written_forwards(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    move_unit(unit=cast.nord, parent=cast.teknisk, on=SUMMER, by=by, now=now)
    with pytest.raises(Refused, match=r"1\. juni 2026"):
        move_unit(unit=cast.nord, parent=cast.root, on=SPRING, by=by, now=now)
    with pytest.raises(Refused, match="fram i tid"):
        move_unit(unit=cast.nord, parent=cast.root, on=date(2026, 11, 24), by=by, now=now)


def test_a_new_name_is_an_event_and_another_kind_is_not(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    facts = UnitFacts(name="Hjemmetjenesten Nord", name_nn="Heimetenesta Nord", kind="team")
    edit_unit(unit=cast.nord, facts=facts, on=SUMMER, by=by, now=now)
    assert not cast.nord.events.exists()
    edit_unit(unit=cast.nord, facts=UnitFacts(name="Nord"), on=SUMMER, by=by, now=now)
    event = cast.nord.events.get()
    assert (event.kind, event.before, event.after) == ("renamed", "Hjemmetjenesten Nord", "Nord")
    assert tree_on(cast.solvik.pk, SPRING).names[2] == "Hjemmetjenesten Nord"


def test_a_merge_moves_people_and_units_ends_roles_and_marks_both(cast: Cast, now: datetime) -> None:
    below = make_unit(cast.solvik, "Natt", cast.nord)
    give_role(cast.per, Role.SAFETY_REP, cast.nord, cast.teknisk)
    merge_units(unit=cast.nord, into=cast.sor, on=SUMMER, by=viewer(cast, "per"), now=now)
    nord = Unit.objects.get(pk=cast.nord.pk)
    assert (nord.closed_on, nord.merged_into) == (SUMMER, cast.sor)
    below.refresh_from_db()
    assert below.parent == cast.sor
    assert all_paths_are_right()
    old, new = Post.objects.filter(person=cast.kari).order_by("valid_from")
    assert (old.unit, old.valid_to, old.end_recorded_on) == (cast.nord, date(2026, 5, 31), TODAY)
    assert (new.unit, new.valid_from, new.valid_to, new.recorded_on) == (cast.sor, SUMMER, None, TODAY)
    assert Assignment.objects.get(person=cast.jonas).valid_to == date(2026, 5, 31)
    wide, narrow = Assignment.objects.filter(person=cast.per, role=Role.SAFETY_REP).order_by("pk")
    assert (set(wide.units.all()), wide.valid_to) == ({cast.nord, cast.teknisk}, date(2026, 5, 31))
    assert (set(narrow.units.all()), narrow.valid_from, narrow.valid_to) == ({cast.teknisk}, SUMMER, None)
    assert [(event.before, event.after) for event in cast.nord.events.all()] == [("", "Hjemmetjenesten Sør")]
    assert [(event.before, event.after) for event in cast.sor.events.all()] == [("Hjemmetjenesten Nord", "")]
    assert home_units(cast.solvik.pk, SPRING)[cast.kari.pk] == cast.nord.pk
    assert home_units(cast.solvik.pk, SUMMER)[cast.kari.pk] == cast.sor.pk


def test_a_unit_with_people_or_units_is_not_closed(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    with pytest.raises(Refused, match="10 personer"):
        close_unit(unit=cast.nord, on=SUMMER, by=by, now=now)
    with pytest.raises(Refused, match="2 enheter under seg"):
        close_unit(unit=cast.helse, on=SUMMER, by=by, now=now)


def test_a_unit_is_closed_and_opened_again_under_the_same_number(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    empty = make_unit(cast.solvik, "Prosjektet", cast.teknisk)
    give_role(cast.kari, Role.LEADER, empty)
    close_unit(unit=empty, on=SPRING, by=by, now=now)
    assert Assignment.objects.get(person=cast.kari).valid_to == date(2026, 2, 28)
    reopen_unit(unit=empty, on=SUMMER, by=by, now=now)
    assert [event.kind for event in empty.events.all()] == ["closed", "reopened"]
    days = (date(2026, 2, 28), SPRING, SUMMER)
    assert [empty.pk in tree_on(cast.solvik.pk, day).ids for day in days] == [True, False, True]


def test_how_a_unit_answers_is_set(cast: Cast, now: datetime) -> None:
    set_measurement(unit=cast.nord, measurement=Measurement.DIALOGUE, by=viewer(cast, "per"), now=now)
    assert Unit.objects.get(pk=cast.nord.pk).measurement == "dialogue"


def test_an_organisation_is_founded_once(db: None, now: datetime) -> None:
    facts = OrganisationFacts(name="Ny AS", headcount=60, industry="helse")
    made = create_organisation(slug="ny", facts=facts, by=Worker(organisation_id=None), now=now)
    assert (made.headcount, made.minimum_group, made.language) == (60, 5, "nb")
    assert Event.objects.get().organisation_id == made.pk
    with pytest.raises(Refused, match="«ny»"):
        create_organisation(slug="ny", facts=facts, by=Worker(organisation_id=None), now=now)


def test_settings_change_and_the_floor_of_five_holds(cast: Cast, now: datetime) -> None:
    by = viewer(cast, "per")
    change_organisation(facts=OrganisationFacts(name="Solvik", headcount=50), by=by, now=now)
    changed = change_safety(minimum_group=8, second_factor_roles=["hr", "leader"], by=by, now=now)
    assert (changed.name, changed.minimum_group, changed.second_factor_roles) == ("Solvik", 8, ["hr", "leader"])
    assert Event.objects.get(action="change_safety").detail["minimum_group"] == [5, 8]
    with pytest.raises(Refused, match="færre enn fem"):
        change_safety(minimum_group=4, second_factor_roles=[], by=by, now=now)
    with pytest.raises(Refused, match="sjef"):
        change_safety(minimum_group=5, second_factor_roles=["sjef"], by=by, now=now)
