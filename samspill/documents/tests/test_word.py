"""Word documents: real headings and tables, in a language, and nothing in them that Word could choke on."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from django.utils.translation import override
from docx.document import Document

from samspill.documents.word import word_bytes

DATA: dict[str, Any] = {
    "title": "Handlingsplan",
    "kicker": "Nord",
    "organisation": "Solvik kommune",
    "made_on": "30. november 2026",
    "mark": "internal",
    "sentences": ["To tiltak er i gang."],
    "sections": [
        {"heading": "Det vi gjør", "paragraphs": ["Ett avsnitt."], "points": ["Ett punkt"]},
        {"subheading": "Stilleblokker", "facts": [("Frist", "15. januar")]},
        {"heading": "Tall", "table": {"columns": ["Enhet", "Tall"], "rows": [["Nord", 3.2], ["Sør", None]]}},
    ],
    "notes": ["Navn er utelatt."],
}


def made(**changes: Any) -> Document:
    with override("nb"):
        return docx.Document(io.BytesIO(word_bytes({**DATA, **changes})))


def test_headings_lists_and_notes_have_the_styles_of_the_program() -> None:
    styles = [(one.style.name, one.text) for one in made().paragraphs if one.style and one.text]
    assert styles == [
        ("Subtitle", "Nord"),
        ("Heading 1", "Handlingsplan"),
        ("Normal", "To tiltak er i gang."),
        ("Heading 2", "Det vi gjør"),
        ("Normal", "Ett avsnitt."),
        ("List Bullet", "Ett punkt"),
        ("Heading 3", "Stilleblokker"),
        ("Normal", "Frist: 15. januar"),
        ("Heading 2", "Tall"),
        ("Intense Quote", "Navn er utelatt."),
    ]


def test_a_table_is_a_table_whose_heading_is_repeated() -> None:
    table = made().tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Enhet", "Tall"],
        ["Nord", "3.2"],
        ["Sør", "–"],
    ]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblHeader" not in table.rows[1]._tr.xml


@pytest.mark.parametrize(("mark", "said"), [("internal", "Intern"), ("public", "Kan deles med alle")])
def test_every_page_says_for_whom_it_is_and_where_one_is(mark: str, said: str) -> None:
    page = made(mark=mark).sections[0]
    foot = page.footer.paragraphs[0]
    assert said in foot.text
    assert "PAGE" in foot._p.xml
    assert "Solvik kommune" in page.header.paragraphs[0].text


def test_it_says_its_title_its_language_and_nobody_who_wrote_it() -> None:
    facts = made().core_properties
    assert (facts.title, facts.author, facts.language) == ("Handlingsplan", "Solvik kommune", "nb-NO")
    assert (facts.last_modified_by or "", facts.comments) == ("", "")
    assert 'w:val="nb-NO"' in made().styles["Normal"].element.xml


def test_signs_that_no_paper_can_show_are_left_out() -> None:
    assert made(title="Plan\x00\x0b \ud800<b>").paragraphs[1].text == "Plan <b>"


def test_the_same_data_give_the_same_words() -> None:
    assert [one.text for one in made().paragraphs] == [one.text for one in made().paragraphs]
