"""What files do to a workplace: first time, again, and all or nothing."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import openpyxl
import pytest
from django.core.management import call_command

from samspill.accounts.models import User
from samspill.audit.models import Event
from samspill.audit.rules import Refused
from samspill.organisations.imports import (
    ImportFile,
    ImportPlan,
    ImportRefused,
    carry_out,
    confirm_draft,
    draft_plan,
    drop_draft,
    keep_draft,
    plan_import,
)
from samspill.organisations.models import (
    Assignment,
    ImportDraft,
    Organisation,
    Person,
    Post,
    Role,
    Unit,
    UnitEvent,
)
from samspill.organisations.queries import home_units, tree_on
from samspill.organisations.rules import Worker
from samspill.organisations.tests.acting import TODAY, viewer
from tests.cast import Cast, give_role, make_unit

YESTERDAY = TODAY - timedelta(days=1)
UNITS = "unit_id,parent_id,name,name_nn,kind\nk,,Kommunen,Kommunen,\nh,k,Helse,Helse,sektor\nn,h,Nord,Nord,team\ns,h,Sør,Sør,team\n"
PEOPLE = (
    "person_id,name,email,unit_id,leader_of,roles,language,valid_from,sted\n"
    "1,Kari Nes,Kari@ny.example,n,,,nn,2024-03-01,Bodø\n"
    "2,Jonas Vik,jonas@ny.example,n,n;s,,,01.02.2020,Bodø\n"
    "3,Amina Ali,,s,,safety_rep:h;amu_member,,,\n"
    "4,Per Moe,per@ny.example,k,,HR,,,Oslo\n"
)


@pytest.fixture
def empty(db: None) -> Organisation:
    return Organisation.objects.create(name="Ny kommune", slug="ny")


def planned(
    organisation: Organisation, units: str = UNITS, people: str | None = None, today: date = TODAY
) -> ImportPlan:
    people_file = ImportFile("people.csv", people.encode()) if people is not None else None
    return plan_import(organisation, ImportFile("units.csv", units.encode()), people_file, today=today)


def imported(organisation: Organisation, now: datetime, units: str = UNITS, people: str | None = PEOPLE) -> ImportPlan:
    plan = planned(organisation, units, people)
    carry_out(plan=plan, by=Worker(organisation_id=organisation.pk), now=now)
    return plan


def said(plan: ImportPlan) -> dict[str, list[str]]:
    return {section.heading: section.lines for section in plan.sections()}


def paths_are_right() -> bool:
    units = Unit.objects.select_related("parent")
    return all(unit.path == f"{unit.parent.path if unit.parent else '/'}{unit.pk}/" for unit in units)


def test_a_plan_changes_nothing(empty: Organisation) -> None:
    plan = planned(empty, UNITS, PEOPLE)
    assert {heading: len(lines) for heading, lines in said(plan).items()} == {
        "Nye enheter": 4,
        "Nye personer": 4,
        "Roller som gis": 4,
    }
    assert not Unit.objects.exists()
    assert not Person.objects.exists()


def test_the_first_import_makes_the_tree_the_people_and_the_roles(empty: Organisation, now: datetime) -> None:
    imported(empty, now)
    assert tree_on(empty.pk, TODAY).names == ("Kommunen", "Helse", "Nord", "Sør")
    assert paths_are_right()
    assert [event.kind for event in UnitEvent.objects.all()] == ["created"] * 4
    kari = Person.objects.get(external_id="1")
    assert (kari.email, kari.language, kari.joined_on) == ("kari@ny.example", "nn", date(2024, 3, 1))
    assert kari.attributes == {"sted": "Bodø"}
    assert kari.user is not None
    assert not kari.user.has_usable_password()
    post = kari.posts.get()
    assert (post.unit.external_id, post.valid_from, post.recorded_on) == ("n", date(2024, 3, 1), TODAY)
    amina = Person.objects.get(external_id="3")
    assert (amina.user, amina.attributes, amina.joined_on) == (None, {}, TODAY)
    roles = {
        (given.person.name, given.role): {unit.external_id for unit in given.units.all()}
        for given in Assignment.objects.all()
    }
    assert roles == {
        ("Jonas Vik", "leader"): {"n", "s"},
        ("Amina Ali", "safety_rep"): {"h"},
        ("Amina Ali", "amu_member"): set(),
        ("Per Moe", "hr"): set(),
    }
    assert home_units(empty.pk, TODAY)[Person.objects.get(external_id="2").pk] == Unit.objects.get(external_id="h").pk
    assert Event.objects.get().detail["counts"]["Nye personer"] == 4


def test_the_same_files_again_change_nothing(empty: Organisation, now: datetime) -> None:
    imported(empty, now)
    assert planned(empty, UNITS, PEOPLE).changes_nothing


def test_new_files_are_an_update(empty: Organisation, now: datetime) -> None:
    imported(empty, now)
    units = "unit_id,parent_id,name\nk,,Kommunen\nh,k,Helse og omsorg\nn,k,Nord\nt,k,Teknisk\n"
    people = (
        "person_id,name,email,unit_id,leader_of,roles\n"
        "1,Kari Nes Lie,jonas@ny.example,t,,\n"
        "2,Jonas Vik,kari@ny.example,n,n,amu\n"
        "4,Per Moe,per@ny.example,k,,hr\n"
        "5,Ny Mann,,t,,verneombud\n"
    )
    plan = imported(empty, now, units, people)
    assert said(plan) == {
        "Nye enheter": ["Teknisk (t)"],
        "Enheter som får nytt navn": ["Helse → Helse og omsorg"],
        "Enheter som flyttes": ["Nord: fra Helse til Kommunen"],
        "Enheter som legges ned": ["Sør (s)"],
        "Nye personer": ["Ny Mann (t)"],
        "Personer som bytter enhet": ["Kari Nes Lie: n → t"],
        "Personer med nye opplysninger": ["Kari Nes Lie", "Jonas Vik"],
        "Personer som har sluttet": ["Amina Ali"],
        "Roller som gis": ["Jonas Vik: leder (n)", "Jonas Vik: AMU-medlem", "Ny Mann: verneombud (t)"],
        "Roller som avsluttes": ["Amina Ali: verneombud", "Amina Ali: AMU-medlem", "Jonas Vik: leder"],
    }
    assert tree_on(empty.pk, TODAY).names == ("Kommunen", "Helse og omsorg", "Nord", "Teknisk")
    assert paths_are_right()
    kari = Person.objects.get(external_id="1")
    assert (kari.email, kari.user, kari.language) == (
        "jonas@ny.example",
        User.objects.get(email="jonas@ny.example"),
        "nn",
    )
    assert kari.attributes == {"sted": "Bodø"}
    old, new = kari.posts.order_by("valid_from")
    assert (old.valid_to, old.end_recorded_on, new.valid_from) == (YESTERDAY, TODAY, TODAY)
    amina = Person.objects.get(external_id="3")
    assert amina.left_on == TODAY
    assert not amina.posts.exists()
    assert not Assignment.objects.filter(person=amina).exists()


def test_who_is_no_longer_in_the_file_had_their_last_day_yesterday(cast: Cast, now: datetime) -> None:
    units = "unit_id,parent_id,name\nsolvik,,Solvik\nhelse,solvik,Helse\n"
    people = "person_id,name,email,unit_id\nper-moe,Per Moe,per@solvik.example,solvik\nkari-nes,Kari Nes,,helse\n"
    Assignment.objects.filter(person=cast.siri).update(valid_to=TODAY + timedelta(days=30))
    Post.objects.filter(person=cast.siri).delete()
    imported(cast.solvik, now, units, people)
    cast.jonas.refresh_from_db()
    cast.siri.refresh_from_db()
    assert cast.jonas.left_on == YESTERDAY
    assert cast.jonas.posts.get().valid_to == YESTERDAY
    assert Assignment.objects.get(person=cast.jonas).valid_to == YESTERDAY
    assert cast.siri.left_on is None, "a guest is in nobody's payroll"
    assert Assignment.objects.get(person=cast.siri).valid_to == TODAY + timedelta(days=30)
    assert Assignment.objects.get(person=cast.per).valid_to is None, "a file without roles leaves them"
    kari = Person.objects.get(pk=cast.kari.pk)
    assert (kari.email, kari.user) == (None, None)


def test_units_alone_leave_people_where_they_are(cast: Cast, now: datetime) -> None:
    rows = "solvik,,Solvik\nhelse,solvik,Helse\nteknisk,helse,Teknisk\nhjemmetjenesten-nord,helse,Nord\n"
    units = "unit_id,parent_id,name\n" + rows + "hjemmetjenesten-sør,helse,Hjemmetjenesten Sør\n"
    imported(cast.solvik, now, units, None)
    assert cast.kari.posts.get().unit == cast.nord
    assert paths_are_right()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("k,,Kommunen\nh,k,Helse\n", "ny,,Konsernet\nk,ny,Kommunen\nh,k,Helse\n"),
        ("k,,Kommunen\nh,k,Helse\n", "h,,Helse\nk,h,Kommunen\n"),
        ("k,,Kommunen\nh,k,Helse\n", "ny,,Konsernet\nh,ny,Helse\n"),
        ("k,,Kommunen\nh,k,Helse\n", "h,,Helse\n"),
        ("a,,A\nb,a,B\nc,b,C\nd,c,D\n", "d,,D\nc,d,C\nb,c,B\na,b,A\n"),
    ],
)
def test_the_top_may_change(empty: Organisation, now: datetime, before: str, after: str) -> None:
    head = "unit_id,parent_id,name\n"
    imported(empty, now, head + before, None)
    imported(empty, now, head + after, None)
    expected = dict(line.split(",")[:2] for line in after.split())
    found = {
        unit.external_id: unit.parent.external_id if unit.parent else "" for unit in Unit.objects.filter(closed_on=None)
    }
    assert found == expected
    assert paths_are_right()
    assert planned(empty, head + after).changes_nothing


def test_a_closed_unit_in_the_file_is_open_again_with_its_history(empty: Organisation, now: datetime) -> None:
    head = "unit_id,parent_id,name\nk,,Kommunen\n"
    imported(empty, now, head + "p,k,Prosjektet\n", None)
    imported(empty, now, head, None)
    plan = imported(empty, now, head + "p,k,Prosjektet II\n", None)
    assert said(plan) == {
        "Enheter som får nytt navn": ["Prosjektet → Prosjektet II"],
        "Enheter som åpnes igjen": ["Prosjektet II"],
    }
    unit = Unit.objects.get(external_id="p")
    assert unit.closed_on is None
    assert [event.kind for event in unit.events.all()] == ["created", "closed", "renamed", "reopened"]


def test_somebody_who_left_and_stands_in_the_file_is_back(empty: Organisation, now: datetime) -> None:
    imported(empty, now)
    without_kari = PEOPLE.replace("1,Kari Nes,Kari@ny.example,n,,,nn,2024-03-01,Bodø\n", "")
    imported(empty, now, UNITS, without_kari)
    kari = Person.objects.get(external_id="1")
    assert kari.left_on == YESTERDAY
    plan = imported(empty, now)
    assert said(plan) == {"Personer som er tilbake": ["Kari Nes"]}
    kari.refresh_from_db()
    assert kari.left_on is None
    assert [post.valid_to for post in kari.posts.order_by("valid_from")] == [YESTERDAY, None]


def test_a_role_given_in_two_goes_is_not_given_again(empty: Organisation, now: datetime) -> None:
    imported(empty, now)
    jonas = Person.objects.get(external_id="2")
    Assignment.objects.filter(person=jonas).delete()
    for unit in Unit.objects.filter(external_id__in=["n", "s"]):
        give_role(jonas, Role.LEADER, unit)
    assert planned(empty, UNITS, PEOPLE).changes_nothing


def test_headings_of_other_systems_and_excel_files_are_understood(empty: Organisation, now: datetime) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Enhetsnummer", "Overordnet enhet", "Navn"])
    for row in (["k", None, " Kommunen  i\tnord "], ["h", "k", "Helse"]):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    people = "Ansattnummer;Navn;E-post;Enhet;Språk;Innleid\n7;Ås, Liv;liv@ny.example;h;nynorsk;ja\n".encode("cp1252")
    plan = plan_import(
        empty, ImportFile("enheter.xlsx", content.getvalue()), ImportFile("ansatte.csv", people), today=TODAY
    )
    carry_out(plan=plan, by=Worker(organisation_id=empty.pk), now=now)
    assert Unit.objects.get(external_id="k").name == "Kommunen i nord"
    liv = Person.objects.get()
    assert (liv.name, liv.language, liv.is_hired_in) == ("Ås, Liv", "nn", True)


def test_nobody_can_be_on_both_sides_by_import(empty: Organisation) -> None:
    people = "person_id,name,email,unit_id,leader_of,roles\n1,Kari,,n,h,hr;safety_rep\n"
    with pytest.raises(ImportRefused, match=r"people\.csv, rad 2, kolonne leader_of: Kari ville både lede"):
        planned(empty, UNITS, people)


def test_a_new_tree_alone_can_put_somebody_on_both_sides(cast: Cast) -> None:
    give_role(cast.amina, Role.LEADER, cast.teknisk)
    rows = "solvik,,S\nhelse,solvik,H\nteknisk,helse,T\nhjemmetjenesten-nord,helse,N\nhjemmetjenesten-sør,helse,S\n"
    with pytest.raises(ImportRefused, match=r"units\.csv: Amina Ali ville både lede"):
        planned(cast.solvik, "unit_id,parent_id,name\n" + rows)


def test_the_last_administrator_cannot_be_left_out(empty: Organisation, now: datetime) -> None:
    imported(empty, now)
    with pytest.raises(ImportRefused, match="ingen lenger administrere"):
        planned(empty, UNITS, PEOPLE.replace("k,,HR", "k,,"))
    assert planned(empty).warnings == []


def test_all_or_nothing(empty: Organisation, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = planned(empty, UNITS, PEOPLE)
    monkeypatch.setattr("samspill.organisations.imports.carrying_people._give_roles", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        carry_out(plan=plan, by=Worker(organisation_id=empty.pk), now=now)
    assert not Unit.objects.exists()
    assert not Person.objects.exists()
    assert not User.objects.exists()


def test_an_upload_lies_sealed_until_it_is_confirmed_by_the_same_person(cast: Cast, now: datetime) -> None:
    per, tor = viewer(cast, "per"), viewer(cast, "tor")
    tree = "unit_id,parent_id,name\nsolvik,,Solvik\nhemmelig,solvik,Hemmelig\n"
    people = "person_id,name,email,unit_id\nper-moe,Per Moe,per@solvik.example,hemmelig\n"
    units_file, people_file = ImportFile("u.csv", tree.encode()), ImportFile("p.csv", people.encode())
    keep_draft(units=units_file, people=people_file, by=per, now=now)
    assert b"Hemmelig" not in bytes(ImportDraft.objects.get().units_file)
    assert draft_plan(by=tor, now=now) is None
    assert draft_plan(by=per, now=now + timedelta(days=2)) is None
    plan = draft_plan(by=per, now=now)
    assert plan is not None
    confirm_draft(digest=plan.digest, by=per, now=now)
    assert not ImportDraft.objects.exists()
    assert Person.objects.get(pk=cast.per.pk).posts.get(valid_to=None).unit.name == "Hemmelig"
    with pytest.raises(Refused, match="Last dem opp på nytt"):
        confirm_draft(digest=plan.digest, by=per, now=now)


def test_what_was_not_seen_is_not_confirmed(cast: Cast, now: datetime) -> None:
    per = viewer(cast, "per")
    files = ImportFile("u.csv", UNITS.encode()), ImportFile("p.csv", PEOPLE.replace("@ny", "@solvik2").encode())
    keep_draft(units=files[0], people=files[1], by=per, now=now)
    plan = draft_plan(by=per, now=now)
    assert plan is not None
    make_unit(cast.solvik, "Ny siden sist", cast.teknisk)
    with pytest.raises(Refused, match="Se gjennom en gang til"):
        confirm_draft(digest=plan.digest, by=per, now=now)
    drop_draft(by=per)
    assert draft_plan(by=per, now=now) is None


def test_the_command_imports_shows_and_refuses(db: None, tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    units, people = tmp_path / "units.csv", tmp_path / "people.csv"
    units.write_text(UNITS, encoding="utf-8")
    people.write_text(PEOPLE, encoding="utf-8")
    arguments = ["import_organisation", "--organisation", "ny", "--name", "Ny kommune", str(units), str(people)]
    call_command(*arguments, "--dry-run")
    assert "Nye enheter: 4" in capsys.readouterr().out
    assert not Organisation.objects.exists()
    call_command(*arguments)
    assert Organisation.objects.get().name == "Ny kommune"
    assert Person.objects.count() == 4
    units.write_text("unit_id,parent_id,name\na,,A\nb,,B\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        call_command(*arguments)
    assert ended.value.code == 1
    assert "units.csv, rad 3, kolonne parent_id: «B» (b)" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        call_command("import_organisation", "--organisation", "ny", str(tmp_path / "missing.csv"))
    assert Unit.objects.filter(closed_on=None).count() == 4
