from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from samspill.documents import workbooks
from samspill.documents.readers import Row, Rows, UnreadableFile, require_columns, rows_from_file

UNITS = "unit_id;name\nn;Hjemmetjenesten Nord\ns;Sør, og øst\n"
EXPECTED = Rows(
    ("unit_id", "name"),
    [
        Row(2, {"unit_id": "n", "name": "Hjemmetjenesten Nord"}),
        Row(3, {"unit_id": "s", "name": "Sør, og øst"}),
    ],
)


def workbook(*rows: list[object], title: str = "Enheter") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refused(content: bytes, filename: str = "enheter.csv") -> str:
    with pytest.raises(UnreadableFile) as told:
        rows_from_file(content, filename)
    return str(told.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encodings_of_norwegian_programs_give_the_same_rows(encoding):
    assert rows_from_file(UNITS.encode(encoding), "enheter.csv") == EXPECTED


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_the_separator_is_found_from_the_first_line(separator):
    text = f'unit_id{separator}name\nn{separator}Hjemmetjenesten Nord\ns{separator}"Sør, og øst"\n'
    assert rows_from_file(text.encode(), "enheter.csv") == EXPECTED


def test_excels_own_line_about_the_separator_is_obeyed_and_counted():
    assert rows_from_file(b"sep=;\r\na;b,c\r\n1;2\r\n", "x.csv") == Rows(("a", "b,c"), [Row(3, {"a": "1", "b,c": "2"})])


def test_a_workbook_gives_the_same_rows_as_text():
    content = workbook(["unit_id", "name"], ["n", "Hjemmetjenesten Nord"], ["s", "Sør, og øst"])
    assert rows_from_file(content, "enheter.xlsx") == EXPECTED


def test_blanks_are_trimmed_and_empty_rows_skipped_while_row_numbers_stay():
    rows = rows_from_file("\n id ; name\u00a0;\n;;\n 1 ; Nord ;\n;;\n2;;\n".encode(), "x.csv")
    assert rows == Rows(("id", "name"), [Row(4, {"id": "1", "name": "Nord"}), Row(6, {"id": "2", "name": ""})])


def test_cells_of_a_workbook_become_text_as_one_would_type_it():
    content = workbook(
        ["n", "d", "f", "t", "b"], [12.0, date(2026, 3, 1), 3.5, datetime.fromisoformat("2026-03-01T08:00"), True]
    )
    assert rows_from_file(content, "x.xlsx").rows[0].values == {
        "n": "12",
        "d": "2026-03-01",
        "f": "3.5",
        "t": "2026-03-01T08:00:00",
        "b": "TRUE",
    }


def test_the_first_visible_sheet_with_content_is_read():
    book = openpyxl.Workbook()
    book.active.append(["skjult"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Tomt")
    book.create_sheet("Data").append(["unit_id"])
    out = io.BytesIO()
    book.save(out)
    assert rows_from_file(out.getvalue(), "x.xlsx").header == ("unit_id",)


def test_a_line_break_inside_quotes_keeps_the_row_number_of_the_spreadsheet():
    rows = rows_from_file(b'a;b\n1;"to\nlinjer"\n2;x\n', "x.csv")
    assert [row.number for row in rows.rows] == [2, 3]


def test_a_column_named_twice_is_refused_with_both_places():
    assert "«name» står flere ganger i rad 1 (kolonne B, D)" in refused(b"id;name;x;name\n1;2;3;4\n")


def test_content_under_no_heading_is_refused_with_every_row():
    told = refused(b"id;name\n1;Nord;og mer\n2;S\n3;a;b\n")
    assert "Rad 2 har innhold i kolonne C" in told
    assert "Rad 4 har innhold i kolonne C" in told


def test_a_quote_left_open_is_refused_with_its_row():
    assert "Rad 3" in refused(b'id;name\n1;a\n2;"b\n3;c\n')


def test_a_fault_in_a_formula_is_refused_with_its_cell():
    assert "Celle B2 inneholder regnearkfeilen #REF!" in refused(workbook(["a", "b"], [1, "#REF!"]), "x.xlsx")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "er tom"),
        (b" \n\n", "er tom"),
        (b";;\n;;\n", "har ingen rader"),
        (b"%PDF-1.7\x00\x01", "verken CSV eller Excel"),
        (b"a;b\n\x81\x8d\xff", "verken CSV eller Excel"),
        (b"\xd0\xcf\x11\xe0 old", "eldre Excel-format eller har passord"),
        (b"PK\x03\x04 broken", "er skadet"),
        (b"PK\x03\x04", "er skadet"),
    ],
)
def test_other_files_are_refused_with_what_to_do(content, sentence):
    assert sentence in refused(content, "fil")


def test_another_kind_of_archive_is_refused():
    assert "ikke en Excel-arbeidsbok" in refused(archive({"content.xml": b"<x/>"}), "fil.ods")


def test_a_damaged_workbook_is_refused():
    content = archive({"[Content_Types].xml": b"<x", "xl/workbook.xml": b"<x"})
    assert "er skadet og lar seg ikke lese" in refused(content, "x.xlsx")


def test_a_file_above_the_limit_is_refused_unread(settings):
    settings.MAX_IMPORT_BYTES = 1024 * 1024
    assert "er på 3 MB; grensen er 1 MB" in refused(b"a" * 3 * 1024 * 1024)


def test_an_archive_that_swells_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(workbooks.openpyxl, "load_workbook", None)
    bomb = archive({"[Content_Types].xml": b"", "xl/worksheets/sheet1.xml": b" " * (workbooks.MAX_UNPACKED + 1)})
    assert len(bomb) < 1024 * 1024
    assert "400 MB utpakket, og åpnes ikke" in refused(bomb, "bombe.xlsx")


def test_texts_and_styles_that_swell_are_refused():
    assert "åpnes ikke" in refused(archive({"[Content_Types].xml": b"", "xl/styles.xml": b" " * 9_000_000}), "x.xlsx")


def test_a_row_far_below_the_others_is_refused_and_does_not_hang():
    content = workbook(["a"], ["1"])
    far = rewritten(content, "xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="99999999999"')
    assert "er for stort" in refused(far, "x.xlsx")


def test_entities_are_not_expanded():
    content = workbook(["a"], ["1"])
    lie = b'<!DOCTYPE x [<!ENTITY e "eeee">]><worksheet'
    assert "er skadet" in refused(rewritten(content, "xl/worksheets/sheet1.xml", b"<worksheet", lie), "x.xlsx")


def test_a_missing_column_is_named_with_the_one_that_was_perhaps_meant():
    rows = rows_from_file(b"unitid;name\n1;Nord\n", "x.csv")
    with pytest.raises(UnreadableFile) as told:
        require_columns(rows, ["unit_id", "parent_id", "name"])
    assert told.value.problems == (
        "Kolonnen «unit_id» mangler i overskriftsraden. Gi «unitid» navnet «unit_id», hvis det er den.",
        "Kolonnen «parent_id» mangler i overskriftsraden.",
        "Filen har kolonnene «unitid», «name».",
    )


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return out.getvalue()


def rewritten(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        parts = {part: source.read(part) for part in source.namelist()}
    assert old in parts[name]
    return archive({**parts, name: parts[name].replace(old, new)})
