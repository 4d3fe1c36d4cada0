"""PDF/UA-1, looked at from outside: tags, texts for pictures, headings in order, typefaces inside."""

from __future__ import annotations

import logging

import pytest
from django.utils.translation import override

from samspill.documents.pdf import render
from samspill.documents.report import (
    Facts,
    Figure,
    Listed,
    PageBreak,
    Paragraph,
    Points,
    Report,
    Results,
    Section,
    Table,
    report_pdf,
)
from samspill.documents.tests.pdfs import faults, opened, tags
from samspill.documents.tests.reports import CHART, REPORT, ROWS, report


def names(content: bytes) -> list[str]:
    return [tag.name for tag in tags(opened(content))]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_report_can_be_read_aloud(language: str) -> None:
    with override(language):
        content = report_pdf(REPORT)
    assert faults(content) == []
    assert opened(content).trailer["/Root"]["/Lang"] == language


def test_it_is_tagged_as_what_it_is() -> None:
    content = report_pdf(REPORT)
    found = tags(opened(content))
    by_name = {name: sum(tag.name == name for tag in found) for name in {tag.name for tag in found}}
    assert by_name["H1"] == 1
    assert by_name["H3"] == len(ROWS) + 1
    assert by_name["TH"] == 3
    assert {"L", "LI", "LBody", "Table", "TR", "TD", "Caption"} <= set(by_name)
    pictures = [tag.alt for tag in found if tag.name == "Figure"]
    assert "Støtten er jevn." in pictures
    assert "Støtte: Som før. 3,9, mellom 3,6 og 4,2, 21 svar." in pictures


def test_the_check_finds_what_is_wrong() -> None:
    """A check that never finds anything proves nothing."""
    plain = render("codes", {"title": "Koder", "organisation": "x", "made_on": "y", "codes": []})
    assert "no headings" in faults(plain)
    not_accessible = report_pdf(report(title="王芳"))
    assert "does not say that it is PDF/UA-1" in faults(not_accessible)


def test_a_sign_that_no_typeface_has_is_told_by_its_number_alone(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        content = report_pdf(report(kicker="Wang 王 😀"))
    assert content.startswith(b"%PDF")
    assert [one.getMessage() for one in caplog.records] == [
        "A report is no PDF/UA: none of our typefaces has U+1F600, U+738B."
    ]
    assert "Wang" not in caplog.text
    caplog.clear()
    report_pdf(report(kicker="Familien a\u200d👩"))
    assert [one.getMessage() for one in caplog.records] == [
        "A report is no PDF/UA: none of our typefaces has U+1F469, U+200D."
    ]
    caplog.clear()
    report_pdf(REPORT)
    assert not caplog.records


def test_headings_of_a_table_are_repeated_on_every_page_and_no_row_is_parted() -> None:
    text = "Et tiltak med et navn som går over flere linjer, for at raden skal være høy. " * 3
    rows = [[f"start-{number} {text} slutt-{number}", number] for number in range(60)]
    pages = opened(report_pdf(report(sections=[Section("Lang", [Listed(Table("T", ["Navnet", "Nr"], rows))])]))).pages
    told = [page.extract_text() for page in pages]
    assert len([text for text in told if "start-" in text]) > 2
    for text in told:
        if "start-" in text:
            assert "Navnet" in text
        assert text.count("start-") == text.count("slutt-")


def test_nothing_is_cut_off_however_long_it_is() -> None:
    long = " ".join(f"ord{number}" for number in range(4_000))
    table = Table("T", ["Navn", "Tekst"], [["En", long]])
    blocks = [Paragraph(long), Points([long]), Facts([("Fakta", long)]), table]
    content = report_pdf(report(sections=[Section("Del"), Section("Langt", blocks, level=3)]))
    words = " ".join(page.extract_text() for page in opened(content).pages)
    assert words.count("ord3999") == len(blocks)


def test_what_is_short_stays_together_under_its_small_heading() -> None:
    parts = [
        Section(f"Tiltak-{number}", [Facts([(f"Merke {row}", f"Verdi-{number}-{row}") for row in range(9)])], level=3)
        for number in range(25)
    ]
    pages = [
        page.extract_text() for page in opened(report_pdf(report(sections=[Section("Alle"), *parts], notes=[]))).pages
    ]
    assert len(pages) > 4
    for text in pages:
        for number in range(25):
            assert (f"Tiltak-{number}\n" in text) == (f"Verdi-{number}-8" in text)


def test_a_heading_never_stands_last_on_a_page() -> None:
    filler = [Section(f"Kapittel-{number}", [Paragraph("Ett avsnitt. " * 30)]) for number in range(40)]
    for page in opened(report_pdf(report(sections=filler))).pages:
        lines = [line for line in page.extract_text().splitlines() if line.strip()]
        assert not lines[-2].startswith("Kapittel-")


def test_a_line_that_introduces_rows_is_not_left_alone_with_its_heading() -> None:
    rows = [row.__class__(f"Rad {number}", row.figure, CHART) for number, row in enumerate(ROWS * 40)]
    parts = [
        part
        for place in range(0, 80, 5)
        for part in (Section(f"Del-{place}"), Section("Sjelden", [Paragraph("Innledning.", "quiet"), Results(rows[place : place + 5])], level=3))
    ]  # fmt: skip
    for page in opened(report_pdf(report(sections=parts))).pages:
        lines = [line for line in page.extract_text().splitlines() if line.strip()]
        assert not lines[-2].startswith(("Innledning", "Del-", "Sjelden"))


def test_a_page_break_and_parts_below_are_never_inside_something_kept_together() -> None:
    parts = [
        Section("Del", [Paragraph("Kort.")]),
        Section("Under", [Paragraph("Kort."), PageBreak(), Paragraph("Neste.")], level=3),
        Section("Enda dypere", [Paragraph("Kort.")], level=4),
    ]
    pages = opened(report_pdf(report(sections=parts, notes=[], protection=[]))).pages
    assert [("Neste." in page.extract_text()) for page in pages] == [False, True]


def test_values_of_the_whole_report_stand_under_each_other() -> None:
    parts = [Section("A", [Facts([("Kort", "én")])]), Section("B", [Facts([("En mye lengre merkelapp", "to")])])]
    places: dict[str, float] = {}

    def see(text: str, matrix: list[float], place: list[float], _font: object, _size: float) -> None:
        places[text.strip()] = matrix[4] + place[4] * matrix[0]

    opened(report_pdf(report(sections=parts))).pages[0].extract_text(visitor_text=see)
    assert places["én"] == pytest.approx(places["to"], abs=1)


def test_a_drawing_keeps_the_size_of_its_words_and_its_colours() -> None:
    content = report_pdf(Report("Bilde", "Solvik", REPORT.made_on, [Section("Del", [Figure(CHART, "Jevn.")])]))
    fonts = [float(size) for size in _sizes(content)]
    assert min(fonts) >= 8.5


def _sizes(content: bytes) -> list[float]:
    """The heights of the letters as they stand on the page."""
    found: list[float] = []

    def see(text: str, matrix: list[float], place: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.append(abs(size * place[3] * matrix[3]))

    for page in opened(content).pages:
        page.extract_text(visitor_text=see)
    return found


def test_a_row_without_a_drawing_and_a_part_without_rows_are_no_fault() -> None:
    bare = [row.__class__(row.name, row.figure) for row in ROWS]
    content = report_pdf(report(sections=[Section("Tall", [Results(bare)]), Section("Tomt", [Results([])])]))
    assert faults(content) == []
    assert "Figure" not in names(content)
