"""Assessments, the register and the internal control folder as files and as a page."""

from __future__ import annotations

import io
from datetime import timedelta

import docx
import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspill.audit.models import Event
from samspill.audit.rules import Hidden
from samspill.documents.tests.pdfs import faults
from samspill.measures.tests.plans import a_measure
from samspill.risk.models import RiskMeasure
from samspill.risk.queries.internal_control import internal_control_for
from samspill.risk.tests.assessing import looks, valid, waiting
from tests.cast import make_unit

NOW = timezone.now


@pytest.fixture
def signed_in(client, cast):
    def sign_in(name):
        client.force_login(cast.user(name))
        return client

    return sign_in


def text_of(content: bytes) -> str:
    made = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in made.paragraphs), *cells])


def fetched(client, name, *args, query=""):
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200
    return response


def test_an_assessment_is_whole_in_word(signed_in, cast):
    one = valid(cast, cast.nord, now=NOW())
    said = text_of(fetched(signed_in("jonas"), "risk_export", one.pk, "docx").content)
    for words in ("Mengde og lite hvile forsterker hverandre.", "Det kom fram i samtalen.", "Amina Ali", "Teamet og"):
        assert words in said


def test_what_may_be_read_by_everybody_names_nobody(signed_in, cast):
    one = valid(cast, cast.nord, now=NOW())
    said = text_of(fetched(signed_in("jonas"), "risk_export", one.pk, "docx", query="?merke=offentlig").content)
    assert "Amina" not in said
    assert "Teamet og verneombudet" not in said
    assert "Navn og fakta om enheten er utelatt." in said
    assert "Har skrevet under" in said


def test_what_may_be_read_by_everybody_has_no_measure_for_one_person(signed_in, cast):
    one = valid(cast, cast.nord, now=NOW())
    for factor in one.factors.all()[:2]:
        RiskMeasure.objects.create(factor=factor, measure=a_measure(cast.nord, title="Faste pauser"))
        RiskMeasure.objects.create(factor=factor, measure=a_measure(cast.nord, title="Veileder", level="individual"))
    jonas = signed_in("jonas")
    said = text_of(fetched(jonas, "risk_export", one.pk, "docx").content)
    assert "Faste pauser" in said
    assert "Veileder" in said
    public = fetched(jonas, "risk_export", one.pk, "docx", query="?merke=offentlig").content
    assert "Faste pauser" in text_of(public)
    assert "Veileder" not in text_of(public)
    assert "Tiltak for enkeltpersoner er utelatt (færre enn 5)." in text_of(public)
    book = openpyxl.load_workbook(
        io.BytesIO(fetched(jonas, "risk_export", one.pk, "xlsx", query="?merke=offentlig").content)
    )
    cells = [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert "Faste pauser" in cells
    assert "Veileder" not in " ".join(cells)


def test_only_those_who_assess_decide_that_it_is_open_to_all(signed_in, cast):
    one = valid(cast, cast.nord, now=NOW())
    said = text_of(fetched(signed_in("kari"), "risk_export", one.pk, "docx", query="?merke=offentlig").content)
    assert "utelatt" not in said


def test_the_workbook_has_a_row_for_each_factor_and_says_what_it_is(signed_in, cast):
    one = valid(cast, cast.nord, now=NOW())
    book = openpyxl.load_workbook(io.BytesIO(fetched(signed_in("jonas"), "risk_export", one.pk, "xlsx").content))
    assert book.sheetnames == ["Om", "Faktorer"]
    assert book["Faktorer"].max_row == 1 + one.factors.count()
    about = {row[0].value: row[1].value for row in book["Om"].iter_rows()}
    assert about["Merking"] == "Intern: bare for dem som har rett til å se den"
    assert about["Utgave"] == str(one.edition)


def test_the_pdf_is_one(signed_in, cast):
    one = waiting(cast, cast.nord, now=NOW())
    assert faults(fetched(signed_in("jonas"), "risk_export", one.pk, "pdf").content) == []


@pytest.mark.parametrize("form", ["exe", "pdfx"])
def test_there_are_no_other_forms(signed_in, cast, form):
    one = valid(cast, cast.nord, now=NOW())
    per = signed_in("per")
    for address in (
        reverse("risk_export", args=[one.pk, form]),
        reverse("risk_register_export", args=[form]),
        reverse("internal_control_export", args=[form]),
    ):
        assert per.get(address).status_code == 404


def test_the_register_comes_out_as_one_has_filtered_it(signed_in, cast):
    valid(cast, cast.nord, now=NOW())
    waiting(cast, cast.sor, now=NOW())
    per = signed_in("per")
    everything = fetched(per, "risk_register_export", "csv").content.decode("utf-8-sig")
    assert "Hjemmetjenesten Nord" in everything
    assert "Hjemmetjenesten Sør" in everything
    some = fetched(per, "risk_register_export", "csv", query="?status=valid").content.decode("utf-8-sig")
    assert "Hjemmetjenesten Sør" not in some
    book = openpyxl.load_workbook(io.BytesIO(fetched(per, "risk_register_export", "xlsx").content))
    assert book.worksheets[0].max_row == 3


def test_every_file_leaves_a_line_in_the_log(signed_in, cast):
    one, per = valid(cast, cast.nord, now=NOW()), signed_in("per")
    Event.objects.all().delete()
    fetched(per, "risk_export", one.pk, "xlsx")
    fetched(per, "risk_register_export", "csv")
    fetched(per, "internal_control_export", "docx")
    told = list(Event.objects.order_by("pk").values_list("action", flat=True))
    assert told == ["export_assessment", "export_risk_register", "export_internal_control"]


# -- internal control ------------------------------------------------------------------------------


def parts(cast, now, name="per"):
    return {part.number: part for part in internal_control_for(looks(cast, name, now))}


def test_the_folder_has_exactly_the_eight_headings(cast, now):
    found = parts(cast, now)
    assert list(found) == list(range(1, 9))
    assert [number for number, part in found.items() if part.written] == [4, 5, 6, 7, 8]


def test_with_nothing_done_it_asks_instead_of_claiming(cast, now):
    found = parts(cast, now)
    assert not any(found[number].is_filled for number in (2, 3, 4, 6, 7, 8))
    assert all(found[number].guidance.endswith("?") for number in found)


def test_it_is_filled_from_what_is_there(cast):
    now = NOW()
    valid(cast, cast.nord, now=now)
    a_measure(cast.nord, aim="To hele helger fri på rad.")
    a_measure(cast.nord, aim="Hun skal bli tryggere.", level="individual")
    found = parts(cast, now)
    assert "Hun skal bli tryggere." not in found[4].points
    assert "To hele helger fri på rad." in found[4].points
    assert ("Verneombud", "Amina Ali") in found[5].facts
    assert found[6].rows[0][0] == "Hjemmetjenesten Nord"
    assert found[3].facts
    assert found[8].facts


def test_the_files_say_what_the_page_says(signed_in, cast):
    valid(cast, cast.nord, now=NOW())
    per = signed_in("per")
    page = fetched(per, "internal_control").content.decode()
    said = text_of(fetched(per, "internal_control_export", "docx").content)
    for words in ("Kartlegging, risiko og plan", "Hjemmetjenesten Nord", "Rutiner mot avvik"):
        assert words in page
        assert words in said
    assert fetched(per, "internal_control_export", "pdf").content.startswith(b"%PDF")


def test_leaders_and_members_have_no_folder(cast, now):
    for name in ("kari", "jonas"):
        with pytest.raises(Hidden):
            internal_control_for(looks(cast, name, now))


def test_the_folder_takes_as_many_statements_for_twenty_units_as_for_ten(cast):
    now, asked = NOW(), []
    for rows in (10, 20):
        for number in range(rows - 10, rows):
            unit = make_unit(cast.solvik, f"Lag {number}", cast.helse)
            valid(cast, unit, now=now - timedelta(days=1))
        with CaptureQueriesContext(connection) as caught:
            internal_control_for(looks(cast, "per", now))
        asked.append(len(caught))
    assert asked[0] == asked[1]
