from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from samspill.answers.seal import Written
from samspill.audit.models import Event
from samspill.insight.auditor import audit
from samspill.insight.auditor.command import main
from samspill.organisations.models import Unit
from samspill.pulses.models import Participant, PulseRound
from samspill.results.actions import close_round
from samspill.results.queries.files import Scope, file_figures
from samspill.results.tests.rounds import open_round, quarterly

CALM = [2, 3, 3, 4, 4, 3, 3, 2, 4, 3, 4, 2]
SAID = [Written(f"Hemmelig {number}", "team", "nb") for number in range(6)]


@pytest.fixture
def published(cast, now):
    answers = {cast.nord: CALM, cast.sor: CALM[:9], cast.teknisk: [3, 2]}
    due = open_round(cast.solvik, answers, now=now, definition=quarterly(), comments={cast.nord: SAID})
    return close_round(pulse_round=due, now=now)


def exported(tmp_path, form, *more) -> bytes:
    to = tmp_path / f"out.{form}"
    call_command("export_results", "--organisation", "solvik", "--format", form, "--output", str(to), *more)
    return to.read_bytes()


def test_the_whole_file_is_what_an_auditor_can_read_and_finds_nothing_in(published, tmp_path) -> None:
    results = json.loads(exported(tmp_path, "json"))
    assert results["k"] == 5
    assert results["scale"] == [1, 5]
    assert {figure["unit"] for figure in results["rounds"][0]["figures"]} >= {"solvik", "hjemmetjenesten-nord"}
    assert {one["kind"] for one in results["rounds"][0]["other"]} == {"rate", "comments"}
    assert audit(results) == ()


def test_members_come_under_codes_drawn_anew_and_the_audit_takes_them(published, cast, tmp_path) -> None:
    pulse_round = PulseRound.objects.get()
    cell = pulse_round.cells.get(key="hjemmetjenesten-nord")
    for person in (cast.kari, cast.crew[0]):
        Participant.objects.create(pulse_round=pulse_round, person=person, cell=cell, home=cast.nord)
    files = []
    for _ in range(2):
        exported(tmp_path, "json", "--members", str(tmp_path / "members.csv"))
        files.append((tmp_path / "members.csv").read_text("utf-8-sig").splitlines())
    assert files[0][0] == "round;person;cell"
    assert len({line.split(";")[1] for file in files for line in file[1:]}) == 4
    assert {line.split(";")[2] for line in files[0][1:]} == {"hjemmetjenesten-nord"}
    assert "Kari" not in str(files)
    assert main([str(tmp_path / "out.json"), str(tmp_path / "members.csv")]) == 0


def test_no_file_holds_a_comment(published, tmp_path) -> None:
    assert b"Hemmelig" not in exported(tmp_path, "json") + exported(tmp_path, "csv")


def test_a_hidden_figure_has_its_reason_and_nothing_else(published, tmp_path) -> None:
    figures = json.loads(exported(tmp_path, "json"))["rounds"][0]["figures"]
    hidden = next(one for one in figures if one["unit"] == "teknisk" and one["item"] == "P1")
    assert (hidden["n"], hidden["mean"], hidden["covers"]) == (None, None, [])
    assert hidden["reason"] == "too_few_or_extreme"


def test_csv_and_xlsx_carry_the_same_figures(published, tmp_path) -> None:
    lines = list(csv.DictReader(io.StringIO(exported(tmp_path, "csv").decode("utf-8-sig")), delimiter=";"))
    exported(tmp_path, "xlsx")
    rows = list(load_workbook(tmp_path / "out.xlsx").worksheets[0].iter_rows(values_only=True))
    nord = next(line for line in lines if line["unit"] == "hjemmetjenesten-nord" and line["item"] == "P1")
    assert float(nord["mean"]) == 3.08
    assert len(rows) - 1 == len(lines)


def test_a_name_that_is_a_formula_is_text(published, cast, tmp_path) -> None:
    Unit.objects.filter(pk=cast.nord.pk).update(name="=1+1")
    assert b"'=1+1" in exported(tmp_path, "csv")


def test_one_round_may_be_chosen_and_an_open_one_is_not_there(published, cast, now, tmp_path) -> None:
    assert len(json.loads(exported(tmp_path, "json", "--round", str(published.pk)))["rounds"]) == 1
    still_open = open_round(cast.solvik, {cast.nord: CALM}, now=now)
    with pytest.raises(CommandError):
        exported(tmp_path, "json", "--round", str(still_open.pk))


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_viewer_takes_home_what_the_page_shows(published, cast, client, form) -> None:
    client.force_login(cast.kari.user)
    answer = client.get(reverse("results_export", args=[cast.nord.pk, form]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{form}"')
    assert Event.objects.filter(action="record_export").count() == 1


def test_the_file_of_a_unit_tells_of_that_unit_alone(published, cast, client) -> None:
    client.force_login(cast.kari.user)
    results = json.loads(client.get(reverse("results_export", args=[cast.nord.pk, "json"])).content)
    assert {figure["unit"] for figure in results["rounds"][0]["figures"]} == {"hjemmetjenesten-nord"}
    assert results["mark"] == "internal"
    assert all(cell["invited"] is None for cell in results["rounds"][0]["cells"])
    assert audit(results) == ()


def test_only_the_organisations_own_figures_are_marked_public_and_only_by_hr(published, cast, client) -> None:
    asked = {"merke": "offentlig"}
    for name, unit, mark in [
        ("per", cast.root, "public"),
        ("kari", cast.root, "internal"),
        ("per", cast.nord, "internal"),
    ]:
        client.force_login(cast.user(name))
        results = json.loads(client.get(reverse("results_export", args=[unit.pk, "json"]), asked).content)
        assert results["mark"] == mark


@pytest.mark.parametrize("form", ["exe", "pdf", "xlsx"])
def test_another_kind_of_file_is_not_there(published, cast, client, form) -> None:
    client.force_login(cast.kari.user)
    assert client.get(reverse("results_export", args=[cast.nord.pk, form])).status_code == 404


def test_figures_of_another_organisation_are_never_in_scope(published, cast) -> None:
    assert not list(file_figures(Scope(cast.other.pk, (published.pk,))))
