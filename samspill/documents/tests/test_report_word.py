"""Word documents: real styles and headings, pictures with words, tables whose headings are repeated."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from django.utils.translation import override
from docx.document import Document
from docx.oxml.ns import qn
from PIL import Image

from samspill.documents.report import Facts, Figure, Listed, Paragraph, Points, Section, Table, report_word
from samspill.documents.tests.reports import CHART, REPORT, ROWS, STATUS, report


def made(**changes: Any) -> Document:
    return docx.Document(io.BytesIO(report_word(report(**changes))))


def test_every_line_has_a_style_of_its_own() -> None:
    styles = [(one.style.name, one.text) for one in made().paragraphs if one.style and one.text.strip()]
    assert styles[:6] == [
        ("Subtitle", "Hjemmetjenesten Nord"),
        ("Heading 1", "Årsrapport for Ærfuglåsen"),
        ("Report Finding", "To tiltak er i gang."),
        ("Heading 2", "Faktor for faktor"),
        ("Heading 3", "Støtte"),
        ("Normal", "«Jeg får hjelp.»\nSom før.\n"),
    ]
    for expected in [
        ("Report Agreed", "Avtalt."),
        ("List Bullet", "Ett punkt"),
        ("List Number", "Ett steg"),
        ("Heading 3", "Stilleblokker"),
        ("Report Fact", "Frist\t15. januar"),
        ("Caption", "Figur 1: Støtte over tid"),
        ("Caption", "Tabell 1: Tiltak og tall"),
        ("Report Note", "Navn er utelatt."),
        ("Report Signature", "\t\nPer Lie\nFor arbeidsgiver · Dato / Underskrift"),
        ("Heading 2", "Slik er tallene beskyttet"),
    ]:
        assert expected in styles
    assert "Tomt" not in str(styles)


def test_every_style_that_is_used_is_one_the_document_has() -> None:
    document = made()
    known = {style.style_id for style in document.styles}
    used = {node.get(qn("w:val")) for node in document.element.body.iter(qn("w:pStyle"), qn("w:tblStyle"))}
    assert len(used) > 10
    assert used <= known


def test_every_picture_says_what_it_shows_and_is_sharp_enough_to_print() -> None:
    document = made()
    pictures = document.inline_shapes
    assert len(pictures) == len(ROWS) + 1
    assert [one._inline.docPr.get("descr") for one in pictures][-1] == "Støtten er jevn."
    for one in pictures:
        part = document.part.related_parts[one._inline.graphic.graphicData.pic.blipFill.blip.embed]
        picture = Image.open(io.BytesIO(part.blob)).convert("RGB")
        assert picture.width / one.width.inches >= 200
        assert one.width.cm <= 16.2
        assert (18, 81, 78) in {colour for _, colour in picture.getcolors(1_000_000)}
        assert picture.getpixel((0, 0)) == (255, 255, 255)
        assert [one._inline.get(f"dist{side}") for side in "TBLR"] == ["0"] * 4


def test_a_drawing_that_stands_twice_is_drawn_once() -> None:
    assert len({part.blob for part in made().part.related_parts.values() if part.content_type == "image/png"}) == 1


def test_another_drawing_than_ours_takes_the_share_of_the_line_it_is_given() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><circle cx="45" cy="45" r="40"/></svg>'
    [picture] = made(sections=[Section("Hjul", [Figure(svg, "Et hjul", share=0.5)])]).inline_shapes
    assert round(picture.width.cm, 1) == 8.1


def test_captions_are_numbered_by_word_itself() -> None:
    fields = [node.text.strip() for node in made().element.body.iter(qn("w:instrText"))]
    assert fields == ["SEQ Figur \\* ARABIC", "SEQ Tabell \\* ARABIC"]


def test_a_table_is_a_table_whose_heading_is_repeated_and_whose_rows_are_whole() -> None:
    table = made().tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Tiltak", "Frist", "Snitt"],
        ["Stille", "01.12.2026", "3,25"],
        ["Øyne", "–", "3,00"],
    ]
    assert [("w:tblHeader" in row._tr.xml, "w:cantSplit" in row._tr.xml) for row in table.rows] == [
        (True, True), (False, True), (False, True),
    ]  # fmt: skip
    assert table.style.name == "Report Table"
    assert 'w:tblCaption w:val="Status"' in table._tbl.xml
    assert all(run.font.bold for cell in table.rows[0].cells for run in cell.paragraphs[0].runs)


def test_what_belongs_together_is_kept_on_one_page() -> None:
    kept = {one.text: one.paragraph_format.keep_with_next for one in made().paragraphs}
    assert kept["«Jeg får hjelp.»\nSom før.\n"]
    facts = Section("Fakta", [Paragraph("Innledning."), Facts([("A", "1"), ("B", "2"), ("C", "3")])])
    kept = {one.text: one.paragraph_format.keep_with_next for one in made(sections=[facts]).paragraphs}
    assert (kept["Innledning."], kept["A\t1"], kept["B\t2"], kept["C\t3"]) == (True, True, True, False)
    label = Section("Del", [Points(["Punkt"]), Paragraph("Merke", "strong"), Paragraph("Sagt.")])
    kept = {one.text: one.paragraph_format.keep_with_next for one in made(sections=[label]).paragraphs}
    assert (kept["Merke"], kept["Sagt."]) == (True, None)


def test_a_table_is_never_wider_than_the_page() -> None:
    wide = Table("Bred", ["Rehabiliteringsavdelingen"] * 9, [["Et langt navn på en enhet " * 4] * 9])
    [table] = made(sections=[Section("Del", [Listed(wide)])]).tables
    assert sum(column.width.cm for column in table.columns) <= 16.21


@pytest.mark.parametrize(("mark", "said"), [("internal", "Intern"), ("public", "Kan deles med alle")])
def test_every_page_says_for_whom_it_is_whose_it_is_and_where_one_is(mark: str, said: str) -> None:
    page = made(mark=mark).sections[0]
    foot = page.footer.paragraphs[0]
    assert said in foot.text
    assert foot.text.endswith("Side 1 av 1")
    assert {"PAGE", "NUMPAGES"} <= set(foot._p.xml.split())
    assert page.header.paragraphs[0].text == "Solvik kommune\t30. november 2026"
    assert round(page.page_width.cm, 1) == 21.0


def test_it_says_its_title_its_language_and_nobody_who_wrote_it() -> None:
    document = made()
    facts = document.core_properties
    assert (facts.title, facts.author, facts.language) == ("Årsrapport for Ærfuglåsen", "Solvik kommune", "nb-NO")
    assert (facts.last_modified_by or "", facts.comments) == ("", "")
    assert 'w:val="nb-NO"' in document.styles["Normal"].element.xml
    with override("en"):
        assert made().core_properties.language == "en-GB"


def test_signs_that_no_paper_can_show_are_left_out() -> None:
    assert made(title="Plan\x00\x0b \ud800<b>").paragraphs[1].text == "Plan <b>"


def test_the_same_report_gives_the_same_file_but_for_when_it_was_packed() -> None:
    first, second = (made().element.body.xml for _ in range(2))
    assert first == second
    assert STATUS.name in first
    assert CHART not in first
    assert REPORT.title in first
