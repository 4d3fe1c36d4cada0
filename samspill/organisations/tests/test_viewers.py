"""Who somebody is when they look: hats, the first one, and what lies in its reach."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator

from samspill.audit.rules import Hidden
from samspill.organisations.models import Assignment, Organisation, Person, Post, Role, Unit
from samspill.organisations.queries import hats_of, readers_of, unit_for, units_for, viewer_for
from samspill.organisations.rules import MEMBER, Viewer, hat_over
from samspill.organisations.tests.acting import TODAY, viewer
from tests.cast import NAMES, Cast, give_role, make_person


@pytest.mark.parametrize(
    ("name", "role", "label"),
    [
        ("kari", MEMBER, "ansatt i Hjemmetjenesten Nord"),
        ("jonas", Role.LEADER, "leder i Hjemmetjenesten Nord"),
        ("amina", Role.SAFETY_REP, "verneombud for Helse"),
        ("per", Role.HR, "HR- og HMS-rådgiver i Solvik kommune"),
        ("tor", Role.LEADER, "leder i Teknisk"),
        ("ola", Role.HR, "HR- og HMS-rådgiver i Annen AS"),
    ],
)
def test_one_starts_with_the_hat_that_has_something_to_do(cast: Cast, name: str, role: str, label: str) -> None:
    active = viewer(cast, name).active
    assert active is not None
    assert (active.role, active.label) == (role, label)


def test_a_leader_who_is_also_hr_wears_all_hats_and_may_choose(cast: Cast) -> None:
    first = viewer(cast, "tor")
    assert [hat.role for hat in first.hats] == [Role.LEADER, Role.HR, MEMBER]
    chosen = viewer(cast, "tor", first.hats[1].key)
    assert chosen.active == first.hats[1]
    assert chosen.hats == first.hats


def test_a_consultant_in_two_organisations_is_in_one_at_a_time(cast: Cast) -> None:
    hats = hats_of(cast.user("siri"), TODAY)
    assert {organisation.name for organisation, _hat in hats} == {"Annen AS", "Solvik kommune"}
    for organisation, hat in hats:
        found = viewer(cast, "siri", hat.key)
        assert found.organisation_id == organisation.pk
        assert set(found.hats) == {hat for other, hat in hats if other == organisation}


def test_who_works_nowhere_has_no_viewer(cast: Cast) -> None:
    assert viewer_for(cast.rut, hat_key=None, today=TODAY) is None


def test_who_has_left_has_no_viewer_from_the_day_after_the_last(cast: Cast) -> None:
    cast.kari.left_on = TODAY
    cast.kari.save()
    assert viewer_for(cast.user("kari"), hat_key=None, today=TODAY)
    assert viewer_for(cast.user("kari"), hat_key=None, today=TODAY + timedelta(days=1)) is None


def test_a_role_ends_with_its_last_day(cast: Cast) -> None:
    Assignment.objects.filter(person=cast.amina).update(valid_to=TODAY)
    assert viewer(cast, "amina").has(Role.SAFETY_REP)
    tomorrow = viewer_for(cast.user("amina"), hat_key=None, today=TODAY + timedelta(days=1))
    assert tomorrow
    assert not tomorrow.has(Role.SAFETY_REP)


def test_a_further_post_gives_a_further_hat(cast: Cast) -> None:
    Post.objects.create(person=cast.kari, unit=cast.sor, is_main=False, valid_from=TODAY, recorded_on=TODAY)
    assert [hat.unit_ids for hat in viewer(cast, "kari").hats] == [(cast.nord.pk,), (cast.sor.pk,)]


def test_a_hat_names_two_units_and_counts_more(cast: Cast) -> None:
    give_role(cast.kari, Role.LEADER, cast.sor, cast.teknisk)
    give_role(cast.per, Role.LEADER, cast.nord, cast.sor, cast.teknisk)
    assert viewer(cast, "kari").hats[0].label == "leder i Hjemmetjenesten Sør og Teknisk"
    assert viewer(cast, "per").hats[0].label == "leder i Hjemmetjenesten Nord og 2 til"


def test_a_hired_in_worker_is_called_one(cast: Cast) -> None:
    Person.objects.filter(pk=cast.kari.pk).update(is_hired_in=True)
    assert viewer(cast, "kari").hats[0].label == "innleid i Hjemmetjenesten Nord"


def test_a_role_that_demands_a_second_factor_asks_for_it_until_there_is_one(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.solvik.pk).update(second_factor_roles=[Role.HR])
    assert viewer(cast, "per").needs_second_factor
    assert not viewer(cast, "kari").needs_second_factor
    Authenticator.objects.create(user=cast.user("per"), type=Authenticator.Type.RECOVERY_CODES, data={})
    assert viewer(cast, "per").needs_second_factor
    Authenticator.objects.create(user=cast.user("per"), type=Authenticator.Type.TOTP, data={})
    assert not viewer(cast, "per").needs_second_factor


SEEN = {
    "kari": {"Solvik", "Hjemmetjenesten Nord"},
    "jonas": {"Solvik", "Hjemmetjenesten Nord"},
    "amina": {"Solvik", "Helse", "Hjemmetjenesten Nord", "Hjemmetjenesten Sør"},
    "per": {"Solvik", "Helse", "Hjemmetjenesten Nord", "Hjemmetjenesten Sør", "Teknisk"},
    "tor": {"Solvik", "Helse", "Hjemmetjenesten Nord", "Hjemmetjenesten Sør", "Teknisk"},
    "ola": {"Annen"},
}


@pytest.mark.parametrize("name", SEEN)
def test_each_sees_the_units_of_their_roles(cast: Cast, name: str) -> None:
    assert {unit.name for unit in units_for(viewer(cast, name))} == SEEN[name]


def test_a_consultant_sees_the_scope_that_was_lent_and_nothing_above_it(cast: Cast) -> None:
    Post.objects.filter(person=cast.siri).delete()
    hats = {organisation.pk: hat.key for organisation, hat in hats_of(cast.user("siri"), TODAY)}
    seen = units_for(viewer(cast, "siri", hats[cast.solvik.pk]))
    assert {unit.name for unit in seen} == {"Helse", "Hjemmetjenesten Nord", "Hjemmetjenesten Sør"}


@pytest.mark.parametrize("name", [name for name in NAMES if name != "rut"])
def test_the_list_the_single_unit_and_the_rule_agree(cast: Cast, name: str) -> None:
    looking = viewer(cast, name)
    listed = set(units_for(looking).values_list("pk", flat=True))
    for unit in Unit.objects.all():
        own = unit.organisation_id == looking.organisation_id
        assert (own and hat_over(looking, unit.path) is not None) == (unit.pk in listed)
        if unit.pk in listed:
            assert unit_for(looking, unit.pk) == unit
        else:
            with pytest.raises(Hidden):
                unit_for(looking, unit.pk)


def test_who_reads_a_unit_is_exactly_who_would_be_let_in(cast: Cast) -> None:
    give_role(cast.kari, Role.AMU_MEMBER)
    give_role(cast.crew[0], Role.CHIEF_SAFETY_REP)
    for unit in Unit.objects.filter(organisation=cast.solvik):
        named = {name for line in readers_of(unit, TODAY) for name in line.names}
        let_in = set()
        for name in ("kari", "jonas", "amina", "per", "tor", "siri"):
            hat_keys = [hat.key for organisation, hat in hats_of(cast.user(name), TODAY) if organisation == cast.solvik]
            looking = viewer(cast, name, hat_keys[0])
            hat = hat_over(looking, unit.path)
            if any(hat_over(_wearing_only(looking, hat), unit.path) for hat in looking.hats if hat.role != MEMBER):
                assert hat
                let_in.add(looking.name)
        assert named - {cast.crew[0].name} == let_in, unit.name


def _wearing_only(looking: Viewer, hat: object) -> Viewer:
    return Viewer(
        None,
        None,
        looking.organisation_id,
        "",
        "",
        "nb",
        TODAY,
        hats=(hat,),
        root_path=looking.root_path,  # type: ignore[arg-type]
    )


def test_readers_are_said_by_role_and_members_are_counted(cast: Cast) -> None:
    lines = {line.role: line for line in readers_of(cast.nord, TODAY)}
    assert lines[Role.LEADER].names == ("Jonas Vik",)
    assert lines[Role.SAFETY_REP].names == ("Amina Ali",)
    assert lines[Role.HR].names == ("Per Moe", "Tor Lie")
    assert lines[Role.CONSULTANT].names == ("Siri Dahl",)
    assert (lines[MEMBER].names, lines[MEMBER].count) == ((), 10)


def test_reading_takes_as_many_statements_for_ten_as_for_twenty(cast: Cast, django_assert_num_queries) -> None:
    for size in (10, 20):
        for number in range(10):
            make_person(cast.nord, f"Ny {size} {number}")
            give_role(cast.amina, Role.SAFETY_REP, cast.teknisk)
        with django_assert_num_queries(2):
            looking = viewer_for(cast.user("amina"), hat_key=None, today=TODAY)
        assert looking
        with django_assert_num_queries(1):
            list(units_for(looking))
        with django_assert_num_queries(1):
            unit_for(looking, cast.nord.pk)
        with django_assert_num_queries(1):
            readers_of(cast.nord, TODAY)
