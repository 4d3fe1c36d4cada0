"""Workbooks: what it is and how it is protected first, then the numbers behind every figure."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from samspill.documents.report import Listed, Report, Section, Table, report_workbook
from samspill.documents.tests.reports import REPORT, STATUS, report


def book(**changes: Any) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(report_workbook(report(**changes))))


def about(one: openpyxl.Workbook) -> list[tuple[Any, Any]]:
    return [(row[0].value, row[1].value) for row in one["Om"].iter_rows(max_col=2)]


def test_there_is_a_sheet_for_every_figure_and_table_in_the_order_of_the_report() -> None:
    assert book().sheetnames == ["Om", "Siste måling", "Støtte over tid", "Status"]
    more = Table("Alle tiltak", ["Navn"], [["Stille"]])
    assert book(sheets=[more]).sheetnames[:2] == ["Om", "Alle tiltak"]


def test_the_first_sheet_says_what_it_is_for_whom_when_and_how_the_figures_are_protected() -> None:
    said = about(book())
    assert said[0][0] == "Årsrapport for Ærfuglåsen"
    day = REPORT.made_on
    assert [(label, value.date() if label == "Tatt ut" else value) for label, value in said if label and value] == [
        ("Virksomhet", "Solvik kommune"),
        ("Gjelder", "Hjemmetjenesten Nord"),
        ("Merking", "Intern: bare for dem som har rett til å se den"),
        ("Tatt ut", day),
        ("Måling", "november 2026"),
        ("Kort sagt", "To tiltak er i gang."),
        ("Merk", "Fylt ut fra Samspill."),
        ("Slik er tallene beskyttet", "Ingen ser hva én person svarte."),
        ("Ark", "Hva som står der"),
        ("Siste måling", "Faktor, Snitt"),
        ("Støtte over tid", "Måling, Snitt"),
        ("Status", "Tiltak, Frist, Snitt"),
    ]


def test_the_list_of_sheets_leads_to_them() -> None:
    links = {link.location for row in book()["Om"].iter_rows() for link in [row[0].hyperlink] if link}
    assert set(map(_named, links)) == {"Siste måling", "Støtte over tid", "Status"}


def test_numbers_are_numbers_and_the_headings_stand_first_in_sight_and_on_every_page() -> None:
    sheet = book()["Status"]
    assert [cell.value for cell in sheet[1]] == list(STATUS.columns)
    assert [cell.value for cell in sheet[3]] == ["Øyne", None, 3.0]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.auto_filter.ref == "A1:C3"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_every_printed_page_says_for_whom_it_is() -> None:
    for sheet in book(title="30 & 40", mark="public"):
        assert sheet.oddFooter.left.text.strip() == "Kan deles med alle"
        # The library reads && as one sign; a number at the beginning is no size.
        assert sheet.oddHeader.left.text.strip() in {"30 & 40", "30 && 40"}
        assert sheet.oddHeader.right.text.strip() == "30. november 2026"


def test_the_workbook_may_have_a_fuller_table_than_the_paper() -> None:
    fuller = Table("Alle", ["Tiltak", "Frist", "Snitt", "Ressurser"], [["Stille", None, 3.0, "To timer"]])
    assert book(sheets=[], sections=[Section("Del", [Listed(STATUS, data=fuller)])]).sheetnames == ["Om", "Alle"]
    rest = Section("Del", [Listed(fuller), Listed(STATUS, paper_only=True)])
    assert book(sheets=[], sections=[rest]).sheetnames == ["Om", "Alle"]


@pytest.mark.parametrize("name", ["Om", "om", "a/b:c" * 9, "", "History", "O'Neil"])
def test_any_name_gives_a_sheet_and_a_way_to_it(name: str) -> None:
    one = book(sheets=[Table(name, ["x"], [[1]]), Table(name, ["x"], [[2]])])
    names = one.sheetnames
    assert len({each.lower() for each in names}) == len(names) == 6
    targets = [row[0].hyperlink.location for row in one["Om"].iter_rows() if row[0].hyperlink]
    assert [one[_named(target)]["A2"].value for target in targets[:2]] == [1, 2]


def _named(target: str) -> str:
    return target.rsplit("!", 1)[0].removeprefix("'").removesuffix("'").replace("''", "'")


def test_a_long_text_has_the_room_it_needs() -> None:
    sheet = book(sheets=[Table("Lang", ["Tekst", "Nr"], [["ord " * 100, 1], ["kort", 2]])])["Lang"]
    assert sheet.row_dimensions[2].height > 75
    assert sheet.row_dimensions[3].height is None
    assert sheet["A2"].alignment.wrap_text


def test_nobody_is_named_as_its_writer() -> None:
    facts = book().properties
    assert (facts.title, facts.creator, facts.lastModifiedBy) == (REPORT.title, "Solvik kommune", "Solvik kommune")


def test_a_report_without_tables_has_the_first_sheet_alone() -> None:
    bare = report_workbook(Report("Tom", "Solvik", REPORT.made_on))
    assert openpyxl.load_workbook(io.BytesIO(bare)).sheetnames == ["Om"]
