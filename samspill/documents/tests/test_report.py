"""What a report may be made of, and that its three forms say the same."""

from __future__ import annotations

import io
import re

import docx
import openpyxl
import pytest
from django.utils.translation import override

from samspill.documents.report import FORMS, Figure, Report, Section, Table, report_file, report_in
from samspill.documents.report.cells import laid
from samspill.documents.tests.pdfs import opened
from samspill.documents.tests.reports import CHART, REPORT, report


def said_in(form: str, one: Report) -> str:
    content = report_in(one, form)
    if form == "pdf":
        return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in opened(content).pages))
    if form == "docx":
        made = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
        return re.sub(r"\s+", " ", " ".join([*(line.text for line in made.paragraphs), *cells]))
    book = openpyxl.load_workbook(io.BytesIO(content))
    return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_on_paper_and_in_word_stands_the_same_in_the_same_order(form: str) -> None:
    words = said_in(form, REPORT)
    expected = [
        "Hjemmetjenesten Nord", "Årsrapport for Ærfuglåsen", "To tiltak er i gang.", "Faktor for faktor", "Støtte",
        "«Jeg får hjelp.»", "Som før.", "Fokus", "Det vi gjør", "Første.", "Andre.", "Avtalt.", "Ett punkt", "Ett steg",
        "Stilleblokker", "Figur 1: Støtte over tid", "Status", "Tabell 1: Tiltak og tall", "Merk", "Navn er utelatt.",
        "Underskrift", "Per Lie", "Fylt ut fra Samspill.", "Slik er tallene beskyttet", "Ingen ser hva én person svarte.",
    ]  # fmt: skip
    places = [words.find(text) for text in expected]
    assert -1 not in places
    assert [words.find(text, places[0]) for text in expected[:2]] == places[:2]
    starts = iter(range(len(words)))
    assert all(any(words.startswith(text, start) for start in starts) for text in expected)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_figure_stands_with_how_sure_it_is_and_a_hidden_one_with_its_reason(form: str) -> None:
    words = said_in(form, REPORT)
    for text in ("3,9", "mellom 3,6 og 4,2", "21 svar", "For få svar."):
        assert text in words


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_whose_it_is_when_it_was_made_and_how_the_figures_are_protected(form: str) -> None:
    words = said_in(form, REPORT)
    assert "Årsrapport for Ærfuglåsen" in words
    assert "Ingen ser hva én person svarte." in words
    if form != "docx":  # there they stand in the head, which the next test but one reads
        assert "Solvik kommune" in words


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", ["王芳 😀", "a\x0b\x1b[0m\ud800b", "=1+1", '#panic("x") *fet* $x$ <svg & <b>'])
def test_whatever_people_write_is_text_and_stops_nothing(form: str, text: str) -> None:
    table = Table(text, [text], [[text]])
    section = Section(text, [table, Figure(CHART, text, text, table)])
    hostile = report(title=text, organisation=text, kicker=text, sentences=[text], sections=[section], notes=[text])
    assert len(report_in(hostile, form)) > 1_000


@pytest.mark.parametrize("form", FORMS)
def test_a_report_of_nothing_but_a_title_is_a_report(form: str) -> None:
    assert "Tom" in said_in(form, Report("Tom", "Solvik", REPORT.made_on))


def test_a_heading_may_not_jump_over_a_level() -> None:
    with pytest.raises(ValueError, match="«Dypt» is a heading of level 4 under one of 2"):
        report(sections=[Section("Del"), Section("Dypt", level=4)])
    with pytest.raises(ValueError, match="level 3 under one of 1"):
        report(sections=[Section("Først", level=3)])
    with pytest.raises(ValueError, match="level 1"):
        report(sections=[Section("Tittel", level=1)])
    report(sections=[Section("Del"), Section("Under", level=3), Section("Enda dypere", level=4), Section("Del")])


def test_a_figure_without_words_and_a_report_without_a_title_are_not_made() -> None:
    with pytest.raises(ValueError, match="text for those who do not see it"):
        Figure(CHART, " ")
    with pytest.raises(ValueError, match="title"):
        Report(" ", "Solvik", REPORT.made_on)


def test_the_numbers_of_a_column_have_the_same_decimals_and_stand_to_the_right() -> None:
    table = laid(Table("T", ["Navn", "Tall", "Antall"], [["Nord", 3.25, 4], ["Sør", -3.0, None], ["", None, 12]]))
    assert table.rows == [["Nord", "3,25", "4"], ["Sør", "−3,00", "–"], ["–", "–", "12"]]
    assert table.numeric == [False, True, True]


def test_dates_truth_and_text_are_written_as_people_write_them() -> None:
    row = [REPORT.made_on, True, False, 3.0]
    assert laid(Table("T", list("abcd"), [row])).rows == [["30.11.2026", "ja", "nei", "3"]]
    with override("en"):
        assert laid(Table("T", ["a"], [[True]])).rows == [["yes"]]


def test_a_column_is_as_wide_as_its_longest_word_but_no_wider_than_a_good_line() -> None:
    words = "Hjemmetjenesten og rehabiliteringsavdelingen for eldre på Øvre Ærfuglåsen"
    narrow, wide = laid(Table("T", ["Nr", "Enhet"], [[1, words]])).weights
    assert wide == 36 + 4
    assert narrow == 4 + 4
    assert laid(Table("T", ["x" * 50], [])).weights == [54]


def test_the_same_report_gives_the_same_words_in_another_language() -> None:
    with override("en"):
        words = said_in("pdf", REPORT)
    assert "How the figures are protected" in words
    assert "Page 1 of" in words


def test_a_file_is_named_by_its_form() -> None:
    made = report_file(REPORT, name="rapport-nord", form="xlsx")
    assert made.name == "rapport-nord.xlsx"
    assert made.content.startswith(b"PK")
