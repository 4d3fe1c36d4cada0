"""The plan as a file: whole for those who may read it, and what of it may leave the house."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
import openpyxl
import pytest
from django.test import Client

from samspill.audit.models import Event
from samspill.documents.tests.pdfs import faults, opened
from samspill.measures.tests.plans import a_finished_measure, a_measure
from samspill.organisations.models import Role
from tests.cast import Cast, give_role


def client_of(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.user(name))
    return client


def a_whole_plan(cast: Cast) -> None:
    a_measure(cast.nord, title="=1+1", responsible=cast.kari, took_part="Hele teamet", resources="Vikar", aim="Mer ro")
    a_finished_measure(cast.nord, title="Felles chat", responsible=cast.kari, verdict="worse", lesson="Flere avbrudd.")
    a_measure(cast.nord, title="Bare foreslått", status="proposed")


def taken_out(cast: Cast, form: str, mark: str = "") -> bytes:
    answer = client_of(cast, "jonas").get(f"/tiltak/plan/{cast.nord.pk}/fil/{form}/{mark}")
    assert answer.status_code == 200
    return answer.content


def words_of(content: bytes) -> str:
    made = docx.Document(io.BytesIO(content))
    return "\n".join(paragraph.text for paragraph in made.paragraphs)


def cells_of(content: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield from (str(cell) for cell in row if cell is not None)


def test_a_plan_in_word_has_headings_and_says_what_it_is(cast: Cast) -> None:
    a_whole_plan(cast)
    content = taken_out(cast, "docx")
    made = docx.Document(io.BytesIO(content))
    heads = [
        (one.style.name, one.text) for one in made.paragraphs if one.style and one.style.name.startswith("Heading")
    ]
    assert heads == [
        ("Heading 1", "Handlingsplan"),
        ("Heading 2", "Det vi gjør"),
        ("Heading 3", "=1+1"),
        ("Heading 2", "Avsluttet, og hva vi lærte"),
        ("Heading 3", "Felles chat"),
    ]
    assert "Ansvarlig\tKari Nes" in words_of(content)
    assert made.core_properties.language == "nb-NO"
    assert "Intern" in made.sections[0].footer.paragraphs[0].text


def test_what_is_open_to_everybody_names_nobody(cast: Cast) -> None:
    a_whole_plan(cast)
    word = words_of(taken_out(cast, "docx", "?merke=offentlig"))
    sheet = " ".join(cells_of(taken_out(cast, "xlsx", "?merke=offentlig")))
    for said in (word, sheet):
        assert "Flere avbrudd." in said
        assert not [kept for kept in ("Kari Nes", "Hele teamet", "Vikar") if kept in said]
    assert "Kan deles med alle" in sheet


def test_a_member_takes_out_the_internal_one_whatever_they_ask_for(cast: Cast) -> None:
    a_whole_plan(cast)
    answer = client_of(cast, "kari").get(f"/tiltak/plan/{cast.nord.pk}/fil/xlsx/?merke=offentlig")
    assert "Intern: bare for dem som har rett til å se den" in set(cells_of(answer.content))


def paper_words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in opened(content).pages).split())


def everywhere(cast: Cast, query: str, *, by: str = "jonas") -> list[str]:
    """All that stands in the plan of Nord, in each of the three forms."""
    client, address = client_of(cast, by), f"/tiltak/plan/{cast.nord.pk}/fil"
    word, book, paper = (client.get(f"{address}/{form}/{query}").content for form in ("docx", "xlsx", "pdf"))
    return [words_of(word), " ".join(cells_of(book)), paper_words(paper)]


def test_what_is_open_tells_the_role_of_who_is_responsible_where_everybody_may_know_it(cast: Cast) -> None:
    a_measure(cast.nord, title="Ett", responsible=cast.jonas)
    a_measure(cast.nord, title="To", responsible=cast.amina)
    a_measure(cast.nord, title="Tre", responsible=cast.kari)
    give_role(cast.kari, Role.UNION_REP)
    book = openpyxl.load_workbook(io.BytesIO(taken_out(cast, "xlsx", "?merke=offentlig")))
    told = {row[0]: row[4] or "" for row in book["Tiltak"].iter_rows(min_row=2, values_only=True)}
    assert told == {"Ett": "Leder", "To": "Verneombud", "Tre": ""}
    for said in everywhere(cast, "?merke=offentlig"):
        assert "Leder" in said
        assert not [name for name in ("Jonas", "Amina", "Kari", "tillitsvalgt") if name in said]


def test_what_is_open_to_everybody_has_no_measure_for_one_person_and_says_so(cast: Cast) -> None:
    a_measure(cast.nord, title="Roligere morgener")
    a_measure(cast.nord, title="Egen veileder", level="individual", aim="Hun skal bli tryggere", status="under_way")
    for said in everywhere(cast, "?merke=offentlig"):
        assert "Roligere morgener" in said
        assert not [kept for kept in ("Egen veileder", "tryggere") if kept in said]
        assert "Tiltak for enkeltpersoner er utelatt (færre enn 5)." in said
        assert "Ingen tiltak er i gang, og ett er besluttet." in said
    for said in everywhere(cast, ""):
        assert "Egen veileder" in said
        assert "enkeltpersoner" not in said


def test_five_for_one_person_are_counted_and_none_is_as_silent_as_four(cast: Cast) -> None:
    a_measure(cast.nord)
    assert all("utelatt (færre enn 5)" in said for said in everywhere(cast, "?merke=offentlig"))
    a_measure(cast.nord, level="individual", status="proposed")
    for _number in range(5):
        a_measure(cast.nord, level="individual")
    assert all("utelatt (5)" in said for said in everywhere(cast, "?merke=offentlig"))


def test_to_ask_for_them_alone_gives_none_either(cast: Cast) -> None:
    a_measure(cast.nord, title="Egen veileder", level="individual")
    assert not [said for said in everywhere(cast, "?niva=individual&merke=offentlig") if "Egen veileder" in said]


def test_an_unknown_mark_is_said_to_be_so_and_nothing_is_taken_out(cast: Cast) -> None:
    answer = client_of(cast, "jonas").get(f"/tiltak/plan/{cast.nord.pk}/fil/docx/?merke=public")
    assert answer.status_code == 403
    assert "Vi kjenner ikke merket «public»." in answer.content.decode()
    assert not Event.objects.filter(action="export_plan").exists()


def test_a_workbook_runs_no_formula_and_has_dates_as_dates(cast: Cast) -> None:
    a_whole_plan(cast)
    content = taken_out(cast, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Alle opplysninger"]
    assert sheet["A2"].value == "'=1+1"
    assert sheet["F2"].is_date
    assert "Kari Nes" in set(cells_of(content))
    assert "Bare foreslått" not in set(cells_of(content))


def test_a_plan_on_paper_is_accessible_pdf_and_the_log_tells_of_it(cast: Cast) -> None:
    a_whole_plan(cast)
    content = taken_out(cast, "pdf")
    assert content.startswith(b"%PDF-")
    assert faults(content) == []
    event = Event.objects.get(action="export_plan")
    assert (event.subject_name, event.detail) == ("Hjemmetjenesten Nord", {"form": "pdf"})


def test_a_plan_of_more_than_a_few_begins_with_all_of_them_in_a_table(cast: Cast) -> None:
    for number in range(4):
        a_measure(cast.nord, title=f"Tiltak {number}", responsible=cast.kari)
    [table] = docx.Document(io.BytesIO(taken_out(cast, "docx"))).tables
    assert [cell.text for cell in table.rows[0].cells] == ["Tiltak", "Enhet", "Status", "Frist", "Ansvarlig"]
    assert [row.cells[0].text for row in table.rows[1:]] == [f"Tiltak {number}" for number in range(4)]
    [table] = docx.Document(io.BytesIO(taken_out(cast, "docx", "?merke=offentlig"))).tables
    assert "Kari Nes" not in table._tbl.xml


def test_a_plan_is_a_file_of_three_kinds_only(cast: Cast) -> None:
    assert client_of(cast, "jonas").get(f"/tiltak/plan/{cast.nord.pk}/fil/exe/").status_code == 404


@pytest.mark.parametrize(("query", "printed"), [("", 6), ("?merke=offentlig", 6)])
def test_a_workbook_has_a_sheet_to_print_and_behind_it_one_with_everything(
    cast: Cast, query: str, printed: int
) -> None:
    a_measure(cast.nord, title="Roligere morgener " * 6, responsible=cast.kari, aim="Ingen skal løpe. " * 20)
    book = openpyxl.load_workbook(io.BytesIO(taken_out(cast, "xlsx", query)))
    assert book.sheetnames == ["Om", "Tiltak", "Alle opplysninger"]
    paper, everything = book["Tiltak"], book["Alle opplysninger"]
    heads, all_heads = ([cell.value for cell in sheet[1]] for sheet in (paper, everything))
    assert (len(heads), len(heads) < len(all_heads)) == (printed, True)
    assert set(heads) <= set(all_heads)
    assert paper.page_setup.orientation == "landscape"
    assert paper.sheet_properties.pageSetUpPr.fitToPage
    assert paper.print_title_rows == "$1:$1"
    assert sum(one.width for one in paper.column_dimensions.values()) < 150
    assert paper["A2"].alignment.wrap_text
