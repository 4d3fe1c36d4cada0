from __future__ import annotations

import io
import re
import subprocess

import pypdf
import pytest
from django.utils import translation

from samspill.design.charts.trend import trend_chart
from samspill.design.charts.types import Point, Series
from samspill.documents.pdf import render, typefaces
from samspill.documents.qr import qr_svg

SHARED = {"organisation": "Solvik kommune", "made_on": "22. november 2026", "language": "nb"}
CHART = str(trend_chart(Series((Point("okt", 3.1), Point("nov", 3.2))), title="Jevn", description=""))
ROWS = [
    {
        "name": "Støtte",
        "value": "3,9",
        "interval": "mellom 3,6 og 4,2",
        "count": "omfatter 21 svar",
        "svg": CHART,
        "alt": "Jevn",
    },
    {"name": "Fokus", "reason": "For få svar til å vise et tall."},
]
DOCUMENTS = {
    "letter": {
        "title": "Brev",
        "sections": [{"heading": "Del", "paragraphs": ["Avsnitt"], "points": ["Punkt"], "facts": [["A", "B"]]}],
    },
    "result": {
        "title": "Resultat",
        "sentences": ["Jevnt."],
        "rows": ROWS,
        "tables": [{"heading": "Tall", "columns": ["a", "b"], "rows": [["x", 3.4]]}],
    },
    "minutes": {
        "title": "Protokoll",
        "points": [{"heading": "Formål", "text": "En.\nTo."}],
        "signatures": [{"name": "Per", "role": "For arbeidsgiver"}],
    },
    "codes": {
        "title": "Koder",
        "address": "solvik.example/kode",
        "codes": [{"code": f"K-{n}", "qr": qr_svg(f"https://solvik.example/s/{n}")} for n in range(11)],
    },
}


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


def test_what_is_sent_is_text_and_never_markup():
    hostile = '#panic("x") *fet* $x$ "] #image("/etc/passwd") <svg'
    assert hostile in text_of("letter", title=hostile, notes=[hostile])


def test_figures_are_shown_with_interval_and_count_and_hidden_ones_with_their_reason():
    text = text_of("result")
    for part in ("3,9", "mellom 3,6 og 4,2", "omfatter 21 svar", "For få svar til å vise et tall.", "3,4"):
        assert part in text


def test_the_foot_says_page_and_who_may_see_it_in_the_readers_language():
    assert "Side 1 av 1" in text_of("letter")
    assert "Intern: bare for dem" in text_of("letter")
    assert "Kan deles med alle" in text_of("letter", mark="public")
    with translation.override("en"):
        assert opened("letter", language="en").trailer["/Root"]["/Lang"] == "en"


def test_ten_cards_go_on_a_page():
    pages = opened("codes").pages
    assert len(pages) == 2
    assert "K-9" in pages[0].extract_text()
    assert "K-10" in pages[1].extract_text()


def test_no_typeface_of_the_machine_is_used():
    used = {str(font["/BaseFont"]) for page in opened("result").pages for font in page["/Resources"]["/Font"].values()}
    ours = {family.replace(" ", "") for family in typefaces().families()}
    assert all(any(family in name for family in ours) for name in used)


def test_a_chart_carries_its_colours_onto_the_paper(tmp_path):
    if not any(family == "Inter" for family in typefaces().families()):
        pytest.skip("the front end is not built")
    (tmp_path / "r.pdf").write_bytes(render("result", {**SHARED, **DOCUMENTS["result"]}))
    subprocess.run(["pdftoppm", "-r", "80", "-png", "r.pdf", "r"], cwd=tmp_path, check=True)
    from PIL import Image

    picture = Image.open(next(tmp_path.glob("r*.png"))).convert("RGB")
    assert (18, 81, 78) in {colour for _, colour in picture.getcolors(1_000_000)}


def test_a_qr_code_is_black_squares_with_a_quiet_zone():
    svg = qr_svg("https://solvik.example/s/abc")
    assert re.match(r'<svg xmlns="http://www.w3.org/2000/svg" width="\d+" height="\d+"', svg)
    assert "style=" not in svg


@pytest.mark.parametrize("text", ["王芳", "Bra 😀", "ไทย", "a\x0b\x1b[0mb", "\ufeffa", "#panic(1) $x$ *b* _c_ @d"])
def test_a_document_is_made_whatever_people_are_called(text: str) -> None:
    chart = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>{text}</title></svg>'
    rows = [{"name": text, "question": text, "word": text, "svg": chart, "alt": text, "reason": text}]
    result = {"title": text, "organisation": text, "made_on": text, "kicker": text, "sentences": [text], "rows": rows}
    assert render("result", {**result, "sections": [], "notes": []}).startswith(b"%PDF")
