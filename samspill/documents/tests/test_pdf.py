from __future__ import annotations

import io
import re
import subprocess
from typing import Any

import pypdf
import pytest
from django.utils import translation

from samspill.documents.pdf import render, typefaces
from samspill.documents.qr import qr_svg
from samspill.documents.report import report_pdf
from samspill.documents.tests.pdfs import tags
from samspill.documents.tests.reports import REPORT

SHARED = {"organisation": "Solvik kommune", "made_on": "22. november 2026", "language": "nb"}
CODES = {
    "title": "Koder",
    "address": "solvik.example/kode",
    "codes": [{"code": f"K-{n}", "qr": qr_svg(f"https://solvik.example/s/{n}")} for n in range(11)],
}
PLAIN = {"title": "Brev", "sections": [{"heading": "Del", "level": 2, "keep": False, "blocks": []}]}
DOCUMENTS: dict[str, dict[str, Any]] = {"report": PLAIN, "codes": CODES}


def opened(template: str, **extra: object) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(render(template, {**SHARED, **DOCUMENTS[template], **extra})))


def text_of(template: str, **extra: object) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in opened(template, **extra).pages))


@pytest.mark.parametrize("template", DOCUMENTS)
def test_every_document_is_tagged_titled_and_says_its_language(template):
    document = opened(template)
    root = document.trailer["/Root"]
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nb"
    assert "/StructTreeRoot" in root
    assert document.metadata.title == DOCUMENTS[template]["title"]


def test_every_sheet_of_codes_has_a_text_for_each_picture():
    pictures = [tag.alt for tag in tags(opened("codes")) if tag.name == "Figure"]
    assert pictures == [f"solvik.example/kode K-{n}" for n in range(11)]


def test_what_is_sent_is_text_and_never_markup():
    hostile = '#panic("x") *fet* $x$ "] #image("/etc/passwd") <svg'
    assert hostile in text_of("report", title=hostile, kicker=hostile)


def test_the_foot_says_page_and_who_may_see_it_in_the_readers_language():
    assert "Side 1 av 1" in text_of("report")
    assert "Intern: bare for dem" in text_of("report")
    assert "Kan deles med alle" in text_of("report", mark="public")
    with translation.override("en"):
        assert opened("report", language="en").trailer["/Root"]["/Lang"] == "en"


def test_ten_cards_go_on_a_page():
    pages = opened("codes").pages
    assert len(pages) == 2
    assert "K-9" in pages[0].extract_text()
    assert "K-10" in pages[1].extract_text()


def test_no_typeface_of_the_machine_is_used():
    pages = pypdf.PdfReader(io.BytesIO(report_pdf(REPORT))).pages
    used = {str(font["/BaseFont"]) for page in pages for font in page["/Resources"]["/Font"].values()}
    ours = {family.replace(" ", "") for family in typefaces().families()}
    assert used
    assert all(any(family in name for family in ours) for name in used)


def test_a_chart_carries_its_colours_onto_the_paper(tmp_path):
    if not any(family == "Inter" for family in typefaces().families()):
        pytest.skip("the front end is not built")
    (tmp_path / "r.pdf").write_bytes(report_pdf(REPORT))
    subprocess.run(["pdftoppm", "-r", "80", "-png", "r.pdf", "r"], cwd=tmp_path, check=True)
    from PIL import Image

    picture = Image.open(min(tmp_path.glob("r*.png"))).convert("RGB")
    assert (18, 81, 78) in {colour for _, colour in picture.getcolors(1_000_000)}


def test_a_qr_code_is_black_squares_with_a_quiet_zone():
    svg = qr_svg("https://solvik.example/s/abc")
    assert re.match(r'<svg xmlns="http://www.w3.org/2000/svg" width="\d+" height="\d+"', svg)
    assert "style=" not in svg
