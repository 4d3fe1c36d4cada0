"""The pages, role by role: what one sees, what one is spared, and what a form does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.audit.models import Event
from samspill.organisations.imports import ImportFile, plan_import
from samspill.organisations.models import (
    Assignment,
    ImportDraft,
    Organisation,
    Person,
    Post,
    Role,
    Unit,
)
from samspill.organisations.queries.browsing import branches, children_for, top_units, units_without
from samspill.organisations.queries.register import PeopleFilter, people_for
from samspill.organisations.tests.acting import TODAY, viewer
from tests.browsing import opened
from tests.cast import Cast, give_role, make_person, make_unit


def day(back: int) -> str:
    return (timezone.localdate() - timedelta(days=back)).isoformat()


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.user(name))
    return client


def page(cast: Cast, name: str, door: str, query: str = "", **args: Any) -> str:
    answer = signed_in(cast, name).get(reverse(door, kwargs=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def sent(cast: Cast, door: str, data: dict[str, Any], **args: Any) -> Any:
    return signed_in(cast, "per").post(reverse(door, kwargs=args), data)


def test_a_member_sees_the_leader_and_the_safety_representative_and_no_other_name(cast: Cast) -> None:
    for text in (page(cast, "kari", "organisation"), page(cast, "kari", "unit", unit_id=cast.nord.pk)):
        assert "Jonas Vik" in text
        assert "Amina Ali" in text
        assert "Hjemmetjenesten Nord 1" not in text
        assert "jonas@solvik.example" not in text
        assert "Flytt" not in text
    assert "Teknisk" not in page(cast, "kari", "organisation")


def test_who_keeps_the_register_sees_people_and_tools(cast: Cast) -> None:
    text = page(cast, "per", "unit", unit_id=cast.nord.pk)
    assert "Hjemmetjenesten Nord 1" in text
    assert "Slå sammen med en annen" in text
    assert "Hvem ser dette?" in text
    overview = page(cast, "per", "organisation")
    assert "5 enheter og 30 ansatte" in overview
    assert "Helse" in overview
    assert "Hjemmetjenesten Nord" not in overview, "one level at a time"
    assert "Hjemmetjenesten Nord" in page(cast, "per", "organisation", "?q=nord")
    assert "Ingen treff" in page(cast, "per", "organisation", "?q=finnes+ikke")


def test_an_organisation_without_units_is_told_how_to_begin(cast: Cast) -> None:
    empty = Organisation.objects.create(name="Tom AS", slug="tom")
    cast.rut.people.create(organisation=empty, external_id="1", name="Rut", email=cast.rut.email, joined_on=TODAY)
    give_role(cast.rut.people.get(), Role.HR)
    assert "Ingen enheter ennå" in page(cast, "rut", "organisation")
    client = signed_in(cast, "rut")
    assert client.post(reverse("unit_new"), {"name": "Tom AS", "on": day(300)}).status_code == 302
    assert Unit.objects.get(organisation=empty).path


def test_the_overview_of_many_units_takes_as_many_statements_as_of_few(cast: Cast, django_assert_num_queries) -> None:
    by = viewer(cast, "per")
    for size in (10, 20):
        for number in range(10):
            make_person(make_unit(cast.solvik, f"Avdeling {size}-{number}", cast.teknisk), f"Ny {size}-{number}")
        with django_assert_num_queries(4):
            tops = top_units(by)
            found = branches(by, list(children_for(by, cast.teknisk)))
        assert (len(tops), len(found), found[0].people) == (1, size, 1)


def test_the_register_takes_as_many_statements_for_twenty_as_for_ten(cast: Cast, django_assert_num_queries) -> None:
    by = viewer(cast, "per")
    for _size in (10, 20):
        give_role(cast.crew[_size], Role.SAFETY_REP, cast.nord)
        with django_assert_num_queries(3):
            people = list(people_for(by, PeopleFilter()))
            assert [unit for person in people for given in person.roles_now for unit in given.units.all()]
        with django_assert_num_queries(3):
            units_without(by, Role.LEADER)


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("?q=kari", "Kari Nes", "Jonas Vik"),
        ("?q=jonas@solvik", "Jonas Vik", "Kari Nes"),
        ("?q=kari-nes", "Kari Nes", "Jonas Vik"),
        ("?role=leader", "Jonas Vik", "Kari Nes"),
        ("?state=no_email", "Teknisk 1", "Kari Nes"),
        ("?state=hired_in", "Amina Ali", "Kari Nes"),
        ("?state=left", "Borte Olsen", "Kari Nes"),
        ("?q=finnes-ikke", "Ingen treff", "Kari Nes"),
    ],
)
def test_the_register_is_searched_and_filtered(cast: Cast, query: str, there: str, gone: str) -> None:
    Person.objects.filter(pk=cast.amina.pk).update(is_hired_in=True)
    left = make_person(cast.nord, "Borte Olsen")
    Person.objects.filter(pk=left.pk).update(left_on=date(2025, 1, 1))
    text = page(cast, "per", "people", query)
    assert there in text
    assert gone not in text


def test_the_register_of_one_unit_holds_those_below_it_and_is_sorted(cast: Cast) -> None:
    text = page(cast, "per", "people", f"?unit={cast.helse.pk}&sort=-name")
    assert text.index("Kari Nes") < text.index("Jonas Vik") < text.index("Amina Ali")
    assert "Tor Lie" not in text


def test_the_register_goes_out_and_comes_in_again_unchanged(cast: Cast) -> None:
    Person.objects.filter(pk=cast.kari.pk).update(is_hired_in=True, attributes={"sted": "Bodø"}, name="=1+1")
    give_role(cast.kari, Role.AMU_MEMBER)
    content = sent(cast, "people_export", {"as": "csv"}).content
    assert b"'=1+1" in content, "a name is never a formula"
    assert Event.objects.get(action="export_register").actor_name == "Per Moe"
    units = ["unit_id,parent_id,name"]
    units += [
        f"{unit.external_id},{unit.parent.external_id if unit.parent else ''},{unit.name}"
        for unit in Unit.objects.filter(organisation=cast.solvik)
    ]
    plan = plan_import(
        cast.solvik,
        ImportFile("units.csv", "\n".join(units).encode()),
        ImportFile("people.csv", content.replace(b"'=1+1", b"=1+1")),
        today=TODAY,
    )
    assert plan.changes_nothing, plan.sections()
    assert sent(cast, "people_export", {"as": "xlsx"}).content[:2] == b"PK"


def test_a_unit_is_made_named_moved_merged_closed_and_reopened_by_hand(cast: Cast) -> None:
    client = signed_in(cast, "per")
    under = reverse("unit_new") + f"?under={cast.teknisk.pk}"
    assert client.post(under, {"name": "Vei", "on": day(9)}).status_code == 302
    vei = Unit.objects.get(name="Vei")
    assert vei.parent == cast.teknisk

    def send(door: str, **data: Any) -> None:
        assert client.post(reverse(door, args=[vei.pk]), data).status_code == 302
        vei.refresh_from_db()

    def change(door: str, **data: Any) -> None:
        send(door, **opened(client, reverse(door, args=[vei.pk]), **data))

    change("unit_edit", name="Vei og vann", on=day(9))
    change("unit_measurement", measurement="dialogue")
    send("unit_move", unit=cast.root.pk, on=day(9))
    send("unit_close", on=day(9))
    send("unit_reopen", on=day(8))
    assert (vei.name, vei.measurement, vei.parent, vei.closed_on) == ("Vei og vann", "dialogue", cast.root, None)
    send("unit_merge", unit=cast.teknisk.pk, on=day(7))
    assert vei.merged_into == cast.teknisk
    text = page(cast, "per", "unit", unit_id=vei.pk)
    for sentence in ("Ble en del av Teknisk", "Het Vei, heter nå Vei og vann.", "Flyttet fra Teknisk til Solvik."):
        assert sentence in text
    assert "Gjenåpne" not in page(cast, "per", "unit", unit_id=vei.pk).split("Historikk")[0]


def test_a_refusal_stands_in_the_form_and_what_was_typed_stays(cast: Cast) -> None:
    answer = sent(cast, "unit_close", {"on": day(9)}, unit_id=cast.nord.pk)
    assert answer.status_code == 422
    assert "10 personer arbeider i «Hjemmetjenesten Nord»." in answer.content.decode()
    answer = sent(cast, "unit_move", {"unit": cast.nord.pk, "on": "i går"}, unit_id=cast.teknisk.pk)
    assert answer.status_code == 422
    assert Unit.objects.get(pk=cast.teknisk.pk).parent == cast.root


def test_in_a_large_organisation_a_unit_is_written_by_name_or_number(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samspill.organisations.forms.FEW_UNITS", 2)
    make_unit(cast.solvik, "Drift", cast.helse)
    twin = make_unit(cast.solvik, "d2", cast.nord)
    Unit.objects.filter(pk=twin.pk).update(name="Drift")
    answers = {
        "ukjent": "Vi finner ikke «ukjent».",
        "Drift": "Flere enheter heter «Drift»: drift, d2.",
        "teknisk": None,
        "hjemmetjenesten nord": None,
    }
    for text, sentence in answers.items():
        answer = sent(cast, "unit_move", {"unit": text, "on": day(9)}, unit_id=cast.sor.pk)
        assert answer.status_code == (422 if sentence else 302)
        assert sentence is None or sentence in answer.content.decode()
    term = {"role": "safety_rep", "units": "teknisk; d2", "since": day(9)}
    assert sent(cast, "role_give", term, person_id=cast.kari.pk).status_code == 302
    assert Assignment.objects.get(person=cast.kari).units.count() == 2


def test_a_person_is_added_moved_given_a_role_and_leaves_by_hand(cast: Cast) -> None:
    facts = {
        "name": "Liv Ås",
        "email": "liv@solvik.example",
        "language": "nn",
        "unit": cast.nord.pk,
        "on": day(200),
    }
    assert sent(cast, "person_new", facts).status_code == 302
    liv = Person.objects.get(name="Liv Ås")
    address = reverse("person_edit", args=[liv.pk])
    mended = opened(signed_in(cast, "per"), address, name="Liv Aas", language="nb")
    assert sent(cast, "person_edit", mended, person_id=liv.pk).status_code == 302
    further = {"unit": cast.sor.pk, "on": day(180), "kind": "further"}
    assert sent(cast, "person_place", further, person_id=liv.pk).status_code == 302
    main = {"unit": cast.teknisk.pk, "on": day(150), "kind": "main"}
    assert sent(cast, "person_place", main, person_id=liv.pk).status_code == 302
    post = Post.objects.get(person=liv, is_main=False)
    assert sent(cast, "post_end", {"on": day(150)}, post_id=post.pk).status_code == 302
    role = {"role": "safety_rep", "units": [cast.teknisk.pk], "since": day(150)}
    assert sent(cast, "role_give", role, person_id=liv.pk).status_code == 302
    text = page(cast, "per", "person", person_id=liv.pk)
    for word in ("Liv Aas", "Hjemmetjenesten Nord", "Hjemmetjenesten Sør", "Teknisk", "verneombud"):
        assert word in text
    given = Assignment.objects.get(person=liv)
    assert sent(cast, "role_end", {"on": day(9)}, assignment_id=given.pk).status_code == 302
    assert sent(cast, "person_departure", {"on": day(5)}, person_id=liv.pk).status_code == 302
    assert "Sluttet " in page(cast, "per", "person", person_id=liv.pk)
    back = {"unit": cast.nord.pk, "on": timezone.localdate().isoformat()}
    assert sent(cast, "person_return", back, person_id=liv.pk).status_code == 302
    assert Person.objects.get(pk=liv.pk).left_on is None


def test_a_scoped_role_without_units_is_asked_for_them(cast: Cast) -> None:
    answer = sent(cast, "role_give", {"role": "leader", "since": day(9)}, person_id=cast.kari.pk)
    assert "Velg hvilke enheter rollen gjelder for." in answer.content.decode()


def test_the_overview_of_roles_shows_who_what_where_and_what_ends_soon(cast: Cast) -> None:
    Assignment.objects.filter(person=cast.amina).update(valid_to=timezone.localdate())
    text = page(cast, "per", "roles")
    assert "Slutter innen to måneder" in text
    assert "Enheter uten leder" in text
    assert "Solvik, Helse" in text
    only = page(cast, "per", "roles", "?role=consultant")
    assert "Siri Dahl" in only
    assert "Jonas Vik" not in only


def uploaded(cast: Cast, units: str, people: str = "") -> Any:
    files = {"units": SimpleUploadedFile("enheter.csv", units.encode())}
    if people:
        files["people"] = SimpleUploadedFile("folk.csv", people.encode())
    return sent(cast, "import_upload", files)


def test_files_are_uploaded_seen_over_and_confirmed(cast: Cast) -> None:
    people = "person_id,name,email,unit_id\nper-moe,Per Moe,per@solvik.example,ny\n"
    assert uploaded(cast, "unit_id,parent_id,name\nsolvik,,Solvik\nny,solvik,Nytt sted\n", people).status_code == 302
    text = page(cast, "per", "import_preview")
    for sentence in ("Nye enheter: 1", "Nytt sted (ny)", "Enheter som legges ned: 4", "Personer som har sluttet: 29"):
        assert sentence in text
    digest = text.split('name="digest" value="')[1].split('"')[0]
    assert sent(cast, "import_preview", {"digest": "en annen"}).status_code == 302
    assert Unit.objects.filter(name="Nytt sted").count() == 0
    assert sent(cast, "import_preview", {"digest": digest}).status_code == 302
    assert Post.objects.get(person=cast.per, valid_to=None).unit.name == "Nytt sted"
    assert not ImportDraft.objects.exists()


def test_wrong_files_are_answered_with_every_place_and_nothing_is_kept(cast: Cast) -> None:
    answer = uploaded(cast, "unit_id,parent_id,name\nsolvik,,Solvik\nny,feil,X\nny,solvik,Y\n")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "enheter.csv, rad 3, kolonne parent_id:" in text
    assert "enheter.csv, rad 4, kolonne unit_id:" in text
    assert not ImportDraft.objects.exists()


def test_a_file_that_is_too_large_is_refused_with_the_limit(cast: Cast, settings: Any) -> None:
    settings.MAX_IMPORT_BYTES = 1024 * 1024
    answer = uploaded(cast, "x" * (2 * 1024 * 1024))
    assert answer.status_code == 422
    assert "er på 2 MB; grensen er 1 MB." in answer.content.decode()


def test_files_may_be_thrown_away(cast: Cast) -> None:
    uploaded(
        cast,
        "unit_id,parent_id,name\n"
        + "".join(
            f"{unit.external_id},{unit.parent.external_id if unit.parent else ''},{unit.name}\n"
            for unit in Unit.objects.filter(organisation=cast.solvik)
        ),
    )
    assert "Filene sier det samme" in page(cast, "per", "import_preview")
    assert sent(cast, "import_drop", {}).status_code == 302
    assert not ImportDraft.objects.exists()


def test_settings_keep_the_floor_of_five(cast: Cast) -> None:
    answer = sent(cast, "organisation_settings", {"safety-sent": "1", "safety-minimum_group": "4"})
    assert "Ingen tall skal gjelde færre enn fem." in answer.content.decode()
    per, address = signed_in(cast, "per"), reverse("organisation_settings")
    safety = opened(per, address, "safety", minimum_group="7", second_factor_roles=["leader"])
    assert sent(cast, "organisation_settings", safety).status_code == 302
    facts = opened(per, address, "facts", name="Solvik", headcount="45", language="nn")
    del facts["facts-is_public"]
    assert sent(cast, "organisation_settings", facts).status_code == 302
    solvik = Organisation.objects.get(pk=cast.solvik.pk)
    assert (solvik.minimum_group, solvik.second_factor_roles) == (7, ["leader"])
    assert (solvik.name, solvik.headcount, solvik.language, solvik.is_public) == ("Solvik", 45, "nn", False)


def test_one_changes_hats_and_with_them_the_organisation(cast: Cast) -> None:
    client = signed_in(cast, "siri")
    text = client.get(reverse("hat_switch")).content.decode()
    assert "Solvik kommune" in text
    assert "Annen AS" in text
    key = f"role-{Assignment.objects.get(person=cast.siri).pk}"
    assert client.post(reverse("hat_switch"), {"hat": key}).status_code == 302
    assert client.get(reverse("unit", args=[cast.nord.pk])).status_code == 200
    not_hers = f"role-{Assignment.objects.get(person=cast.ola).pk}"
    assert client.post(reverse("hat_switch"), {"hat": not_hers}).status_code == 404
