"""The report of a unit and of the whole: what the pages show, in three forms, to those who see the pages, and no more."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import docx
import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspill.answers.seal import Written
from samspill.audit.models import Event
from samspill.documents.report import FORMS
from samspill.documents.tests.pdfs import faults, opened
from samspill.measures.models import Measure, SharedPlan
from samspill.measures.tests.plans import TODAY, a_finished_measure, a_measure
from samspill.organisations.models import Role, Unit
from samspill.pulses.models import PulseRound
from samspill.results.actions import close_round
from samspill.results.tests.rounds import open_round, quarterly
from samspill.results.tests.test_effects import five_calm, year
from tests.cast import Cast, make_unit

CALM = [2, 3, 3, 4, 4, 3, 3, 2, 4, 3, 4, 2]
SAID = [Written(f"Hemmelig {number}", "team", "nb") for number in range(6)]
NUMBER = re.compile(r"(?<![\d.])[1-5],\d(?!\d)")


@pytest.fixture
def month(cast: Cast, now: datetime) -> PulseRound:
    """One round: figures for Nord and Sør, too few in Teknisk; with comments in Nord."""
    answers = {cast.nord: CALM, cast.sor: CALM[:9], cast.teknisk: [3, 2]}
    due = open_round(cast.solvik, answers, now=now, definition=quarterly(), comments={cast.nord: SAID})
    return close_round(pulse_round=due, now=now)


def begun(cast: Cast, now: datetime, **fields: Any) -> Measure:
    """A measure in Nord, whose figures rose clearly after its start."""
    start = year(cast, now, {cast.nord: 1}, five_calm(cast))
    given = {"status": "evaluating", "starts_on": start, "indicator": "P1", "hoped_level": 3.8, **fields}
    return a_measure(cast.nord, title="Stilleblokker", expected_on=start, **given)


def signed_in(client: Client, cast: Cast, who: str) -> Client:
    client.force_login(cast.user(who))
    return client


def report(client: Client, cast: Cast, who: str, unit: Unit, form: str, **asked: Any) -> bytes:
    answer = signed_in(client, cast, who).get(reverse("unit_report", args=[unit.pk, form]), asked)
    assert answer.status_code == 200
    return answer.content


def words_in(content: bytes, form: str) -> str:
    if form == "pdf":
        return " ".join(" ".join(page.extract_text() for page in opened(content).pages).split())
    if form == "docx":
        made = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
        alts = [one._inline.docPr.get("descr") for one in made.inline_shapes]
        return " ".join([*(line.text for line in made.paragraphs), *cells, *alts])
    return " ".join(_cells(content))


def _cells(content: bytes) -> Iterator[str]:
    """Numbers as the pages write them; no cell knows more of them than the pages do."""
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows(values_only=True):
            for cell in row:
                assert not isinstance(cell, float) or cell == round(cell, 1)
                yield f"{cell:.1f}".replace(".", ",") if isinstance(cell, float) else str(cell or "")


def seen_on_pages(client: Client, cast: Cast, who: str, unit: Unit) -> str:
    """Everything the viewer is shown of a unit: each round, the history, the units below, the measures' pages."""
    viewer = signed_in(client, cast, who)
    result, history = reverse("results_unit", args=[unit.pk]), reverse("results_history", args=[unit.pk])
    addresses = [f"{result}?maling={pk}" for pk in PulseRound.objects.values_list("pk", flat=True)]
    addresses += [history, reverse("results_area", args=[unit.pk])]
    addresses += [
        reverse("measure", args=[pk]) for pk in Measure.objects.filter(unit=unit).values_list("pk", flat=True)
    ]
    pages = [viewer.get(address) for address in addresses]
    return unescape(" ".join(page.content.decode() for page in pages if page.status_code == 200))


# -- what stands in it -----------------------------------------------------------------------------


def test_the_report_has_findings_trends_measures_and_how_the_figures_are_protected(client, cast, now) -> None:
    begun(cast, now, expectation="Roligere formiddager.")
    a_measure(cast.nord, title="Bare foreslått", status="proposed")
    a_finished_measure(cast.nord, title="For lenge siden", starts_on=TODAY - timedelta(days=900), finished_on=TODAY - timedelta(days=800), due_on=TODAY - timedelta(days=800))  # fmt: skip
    words = words_in(report(client, cast, "kari", cast.nord, "docx"), "docx")
    for expected in (
        "Hva er endret, og hva er som før?", "Faktor for faktor", "Håndterbar belastning", "Hva gjør vi",
        "Stilleblokker", "Virket det?", "Tegn til bedring. «Håndterbar belastning» ligger høyere enn før start",
        "Vi kan ikke vite at tiltaket er årsaken.", "Roligere formiddager.", "Slik er tallene beskyttet",
        "minst fem har svart", "Ingen ser hva én person svarte.", "Hvem ser dette?",
    ):  # fmt: skip
        assert expected in words
    assert "Bare foreslått" not in words
    assert "For lenge siden" not in words


def test_the_pdf_can_be_read_aloud(client, cast, now) -> None:
    begun(cast, now)
    for who, unit in (("kari", cast.nord), ("per", cast.root)):
        assert faults(report(client, cast, who, unit, "pdf")) == []


def test_every_drawing_of_the_page_is_in_the_report_with_what_it_shows(client, cast, now) -> None:
    begun(cast, now)
    page = signed_in(client, cast, "kari").get(reverse("results_unit", args=[cast.nord.pk])).content.decode()
    drawn = page.count('class="s-chart c-row"')
    made = docx.Document(io.BytesIO(report(client, cast, "kari", cast.nord, "docx")))
    assert len(made.inline_shapes) >= drawn + 1
    assert all(one._inline.docPr.get("descr") for one in made.inline_shapes)


def test_the_workbook_has_the_numbers_behind_every_figure(client, cast, now) -> None:
    begun(cast, now)
    book = openpyxl.load_workbook(io.BytesIO(report(client, cast, "kari", cast.nord, "xlsx")))
    assert book.sheetnames[:3] == ["Om", "Siste måling", "Over tid"]
    assert "Stilleblokker" in book.sheetnames
    head, *rows = book["Over tid"].iter_rows(values_only=True)
    assert head == ("Faktor", "Måling", "Lukket", "Tall", "Fra", "Til", "Antall svar")
    assert len({row[1] for row in rows}) > 8
    assert all(isinstance(row[3], (int, float)) and row[4] <= row[3] <= row[5] for row in rows)
    about = {row[0].value: row[1].value for row in book["Om"].iter_rows()}
    assert about["Merking"] == "Intern: bare for dem som har rett til å se den"
    assert "Slik er tallene beskyttet" in about


def test_the_report_of_the_whole_lists_the_units_right_below_by_name(client, cast, month) -> None:
    book = openpyxl.load_workbook(io.BytesIO(report(client, cast, "per", cast.helse, "xlsx")))
    rows = list(book["Enhetene under"].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Enhet", "Hjemmetjenesten Nord", "Hjemmetjenesten Sør"]
    assert [row[4] for row in rows[1:]] == [12, 9]


def test_an_earlier_round_has_its_own_report(client, cast, now) -> None:
    begun(cast, now)
    first = PulseRound.objects.order_by("closes_at")[9]
    book = openpyxl.load_workbook(io.BytesIO(report(client, cast, "kari", cast.nord, "xlsx", maling=first.pk)))
    days = [row[2].date() for row in book["Over tid"].iter_rows(min_row=2, values_only=True)]
    assert max(days) == first.closes_at.date()


# -- attacks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "place"), [("kari", "nord"), ("amina", "helse"), ("per", "root"), ("kari", "root")])
def test_there_is_no_figure_in_any_file_that_is_not_on_the_pages(client, cast, month, who, place) -> None:
    unit = getattr(cast, place)
    shown = set(NUMBER.findall(seen_on_pages(client, cast, who, unit)))
    for form in FORMS:
        told = set(NUMBER.findall(words_in(report(client, cast, who, unit, form), form)))
        assert told
        assert told <= shown


def test_nor_when_there_is_a_year_of_rounds_and_a_measure(client, cast, now) -> None:
    begun(cast, now)
    shown = set(NUMBER.findall(seen_on_pages(client, cast, "kari", cast.nord)))
    for form in FORMS:
        assert set(NUMBER.findall(words_in(report(client, cast, "kari", cast.nord, form), form))) <= shown


@pytest.mark.parametrize("form", FORMS)
def test_small_units_and_comments_are_in_no_report(client, cast, month, form) -> None:
    for who, unit in (("per", cast.root), ("tor", cast.root), ("jonas", cast.nord)):
        words = words_in(report(client, cast, who, unit, form), form)
        assert "Teknisk" not in words
        assert "Hemmelig" not in words


def test_a_unit_too_small_has_dashes_and_no_numbers_in_its_own_report(client, cast, month) -> None:
    book = openpyxl.load_workbook(io.BytesIO(report(client, cast, "tor", cast.teknisk, "xlsx")))
    for name in ("Siste måling", "Over tid"):
        rows = list(book[name].iter_rows(min_row=2, values_only=True))
        assert rows
        assert all(cell is None for row in rows for cell in row[-4:])
    assert not NUMBER.findall(words_in(report(client, cast, "tor", cast.teknisk, "docx"), "docx"))


@pytest.mark.parametrize("form", FORMS)
def test_a_member_gets_the_whole_without_units_she_may_not_see(client, cast, month, form) -> None:
    words = words_in(report(client, cast, "kari", cast.root, form), form)
    assert "Hjemmetjenesten Sør" not in words
    assert "Helse" not in words


@pytest.mark.parametrize(
    ("who", "place", "form"),
    [("kari", "sor", "pdf"), ("ola", "nord", "docx"), ("siri", "root", "xlsx"), ("kari", "nord", "exe")],
)
def test_others_are_told_that_there_is_nothing(client, cast, month, who, place, form) -> None:
    answer = signed_in(client, cast, who).get(reverse("unit_report", args=[getattr(cast, place).pk, form]))
    assert answer.status_code == 404
    assert not Event.objects.filter(action="record_export").exists()


def test_a_round_that_is_open_or_not_there_has_no_report(client, cast, month, now) -> None:
    still_open = open_round(cast.solvik, {cast.nord: CALM}, now=now)
    viewer = signed_in(client, cast, "kari")
    for asked in (str(still_open.pk), "999999", "abc"):
        assert viewer.get(reverse("unit_report", args=[cast.nord.pk, "pdf"]), {"maling": asked}).status_code == 404


def test_without_any_round_there_is_no_report(client, cast) -> None:
    answer = signed_in(client, cast, "kari").get(reverse("unit_report", args=[cast.nord.pk, "pdf"]))
    assert answer.status_code == 404


def test_who_reads_a_shared_plan_has_no_report_and_the_whole_no_effect_of_a_unit(client, cast, now) -> None:
    begun(cast, now)
    SharedPlan.objects.create(unit=cast.nord, shared_on=TODAY)
    cast.tor.assignments.filter(role=Role.HR).delete()
    tor = signed_in(client, cast, "tor")
    assert tor.get(reverse("plan_board", args=[cast.nord.pk])).status_code == 200
    assert tor.get(reverse("unit_report", args=[cast.nord.pk, "docx"])).status_code == 404
    for who in ("tor", "per"):
        words = words_in(report(client, cast, who, cast.root, "docx"), "docx")
        assert "Stilleblokker" in words
        assert "ligger høyere enn før start" not in words


@pytest.mark.parametrize("form", FORMS)
def test_only_the_organisations_own_report_is_open_to_all_only_by_hr_and_names_nobody(
    client, cast, month, form
) -> None:
    a_measure(cast.root, title="Felles lunsj", responsible=cast.kari, status="under_way", starts_on=TODAY)
    asked = {"merke": "offentlig"}
    words = words_in(report(client, cast, "per", cast.root, form, **asked), form)
    assert "Felles lunsj" in words
    assert not [one for one in ("Kari Nes", "Per Moe", "Jonas Vik", "Hvem ser dette?") if one in words]
    internal = words_in(report(client, cast, "per", cast.nord, form, **asked), form)
    hers = words_in(report(client, cast, "kari", cast.root, form, **asked), form)
    if form != "docx":  # there the mark stands in the foot, which is tested with the engine
        assert "Kan deles med alle" in words
        assert "Kan deles med alle" not in internal + hers


@pytest.mark.parametrize("form", FORMS)
def test_what_is_open_to_all_tells_neither_of_the_units_below_nor_of_one_person(client, cast, month, form) -> None:
    a_measure(cast.root, title="Felles lunsj", status="under_way", starts_on=TODAY)
    a_measure(cast.root, title="Tilrettelegging for en", level="individual", status="under_way", starts_on=TODAY)
    a_measure(cast.nord, title="Lytte mer til hverandre", status="under_way", starts_on=TODAY)
    told = ("Enhetene under", "Tilrettelegging for en", "Lytte mer til hverandre")
    inside = words_in(report(client, cast, "per", cast.root, form), form)
    assert all(one in inside for one in told)
    outside = words_in(report(client, cast, "per", cast.root, form, merke="offentlig"), form)
    assert "Felles lunsj" in outside
    assert not [one for one in told if one in outside]
    if form != "xlsx":  # the workbook has the measures themselves, and no sentence about them
        assert "Tre tiltak er i gang" in " ".join(inside.split())
        assert "To tiltak er i gang" in " ".join(outside.split())


# -- doors and cost --------------------------------------------------------------------------------


def test_the_page_leads_to_the_report_of_the_round_one_looks_at(client, cast, month) -> None:
    for who, is_open in (("kari", False), ("per", True)):
        text = signed_in(client, cast, who).get(reverse("results_unit", args=[cast.root.pk])).content.decode()
        for form in FORMS:
            assert f"{reverse('unit_report', args=[cast.root.pk, form])}?maling={month.pk}" in text
        assert ("PDF som kan deles med alle" in text) == is_open


def test_every_report_leaves_a_line_in_the_log(client, cast, month) -> None:
    report(client, cast, "kari", cast.nord, "pdf")
    event = Event.objects.get(action="record_export")
    assert (event.subject_name, event.detail["form"]) == ("Hjemmetjenesten Nord", "pdf")


def test_it_takes_as_many_statements_for_twenty_units_and_measures_as_for_ten(client, cast, now) -> None:
    asked, teams = [], []
    for rows in (10, 20):
        teams += [make_unit(cast.solvik, f"Team {number}", cast.helse) for number in range(rows - 10, rows)]
        for team in teams[-10:]:
            a_measure(team, title=f"Tiltak i {team.name}", responsible=cast.kari)
        answers = dict.fromkeys(teams, CALM)
        close_round(pulse_round=open_round(cast.solvik, answers, now=now), now=now)
        report(client, cast, "per", cast.helse, "xlsx")
        with CaptureQueriesContext(connection) as caught:
            book = openpyxl.load_workbook(io.BytesIO(report(client, cast, "per", cast.helse, "xlsx")))
        assert book["Enhetene under"].max_row == rows + 1
        assert book["Tiltak"].max_row == rows + 1
        asked.append(len(caught))
    assert asked[0] == asked[1]
