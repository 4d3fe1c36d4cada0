from __future__ import annotations

import io
import json
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from samspill.documents.readers import rows_from_file
from samspill.documents.sheets import Table, csv_bytes, json_bytes, neutral, xlsx_bytes

TABLE = Table("Resultater", ["enhet", "tall"], [["Nord", 3.5], ["Sør", None], ["=1+1", -2]])
FORMULAS = ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", " =1", "|cmd", "%0", "\uff1d1"]


def sheet_of(content: bytes, name: str | None = None):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return book[name] if name else book.active


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_begins_like_a_formula_gets_an_apostrophe(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Nord", "3-1", "a=b", "", "Sør + øst", "–"])
def test_other_text_is_left_alone(text):
    assert neutral(text) == text


def test_csv_opens_in_norwegian_excel():
    content = csv_bytes([TABLE])
    assert content.decode("utf-8-sig") == "enhet;tall\r\nNord;3,5\r\nSør;\r\n'=1+1;-2\r\n"
    assert content.startswith(b"\xef\xbb\xbf")


def test_csv_for_programs_keeps_the_point():
    assert b"Nord;3.5" in csv_bytes([TABLE], decimal=".")


def test_several_tables_in_one_csv_stand_under_their_names():
    text = csv_bytes([Table("=A", ["x"], [[1]]), Table("B", ["y"], [["a;b"]])]).decode("utf-8-sig")
    assert text == '\'=A\r\nx\r\n1\r\n\r\nB\r\ny\r\n"a;b"\r\n'


def test_what_we_write_we_can_read():
    assert rows_from_file(csv_bytes([TABLE]), "x.csv").rows[0].values == {"enhet": "Nord", "tall": "3,5"}
    assert rows_from_file(xlsx_bytes([TABLE]), "x.xlsx").rows[0].values == {"enhet": "Nord", "tall": "3.5"}


def test_a_workbook_keeps_numbers_dates_and_truth():
    row = [3.5, 7, Decimal("1.25"), date(2026, 11, 23), datetime.fromisoformat("2026-11-23T09:00:00+01:00"), True]
    sheet = sheet_of(xlsx_bytes([Table("T", list("abcdef"), [row])]))
    cells = [cell.value for cell in sheet[2]]
    assert cells == [
        3.5,
        7,
        1.25,
        datetime.fromisoformat("2026-11-23"),
        datetime.fromisoformat("2026-11-23T09:00"),
        True,
    ]


def test_no_cell_of_a_workbook_is_a_formula_or_a_link():
    texts = [*FORMULAS, "http://example.org"]
    sheet = sheet_of(xlsx_bytes([Table("T", ["=x"], [[text] for text in texts])]))
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert sheet["A2"].value == "'=1+1"
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_not_a_number_is_an_empty_cell():
    table = Table("T", ["a", "b"], [[float("nan"), float("inf")]])
    assert sheet_of(xlsx_bytes([table]))["A2"].value is None
    assert csv_bytes([table]).endswith(b"a;b\r\n;\r\n")


def test_sheet_names_are_made_ones_that_excel_takes():
    long = "Hjemmetjenesten / Nord: avdeling [A] med langt navn"
    names = openpyxl.load_workbook(
        io.BytesIO(xlsx_bytes([Table(n, ["x"], []) for n in (long, long, "'", "history")]))
    ).sheetnames
    assert names == ["Hjemmetjenesten   Nord  avdelin", "Hjemmetjenesten   Nord  avd (2)", "Ark", "history (2)"]
    assert all(len(name) <= 31 for name in names)


def test_a_very_long_text_is_cut_rather_than_lost():
    assert len(sheet_of(xlsx_bytes([Table("T", ["x"], [["a" * 40_000]])]))["A2"].value) == 32_000


@pytest.mark.parametrize(("columns", "across"), [(3, 1), (6, 2), (9, 3)])
def test_a_wide_table_is_printed_on_pages_beside_each_other_each_with_the_name_of_its_rows(
    columns: int, across: int
) -> None:
    sheet = sheet_of(xlsx_bytes([Table("T", ["Tekst"] * columns, [["ord " * 30] * columns])]))
    assert int(sheet.page_setup.fitToWidth or 1) == across
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.print_title_cols == "$A:$A") is (across > 1)


def test_json_is_readable_and_honest():
    content = json_bytes({"navn": "Sør", "dag": date(2026, 11, 23), "tall": Decimal("1.5")})
    assert json.loads(content) == {"navn": "Sør", "dag": "2026-11-23", "tall": 1.5}
    assert "Sør".encode() in content
    with pytest.raises(ValueError, match="JSON"):
        json_bytes([float("nan")])
    with pytest.raises(TypeError, match="no word for object"):
        json_bytes([object()])
