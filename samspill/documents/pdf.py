"""PDF/UA by typst: tagged, in our typefaces, and with every text handed over as data, never as markup."""

from __future__ import annotations

import json
import logging
import re
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samspill.design.charts.styles import is_chart, with_styles
from samspill.documents.signs import printable

TEMPLATES = Path(__file__).resolve().parent / "typst"
FONTS = Path(__file__).resolve().parent / "fonts"
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
MARKS = {
    "internal": gettext_lazy("Intern: bare for dem som har rett til å se den"),
    "public": gettext_lazy("Kan deles med alle"),
}
log = logging.getLogger(__name__)


def render(template: str, data: dict[str, Any]) -> bytes:
    """The PDF (PDF/UA-1) of ``typst/<template>.typ``.

    Every template reads ``title``, ``organisation``, ``mark`` ("internal" or "public"), ``made_on`` (as it is
    to be read) and ``language``; what else it reads stands at its top. A chart is a text that begins with
    ``<svg``; the chart rules of the pages are laid into it.
    """
    content = {"language": get_language() or "nb", "mark": "internal", **data, "words": _words()}
    text = json.dumps(_styled(printable(content)), ensure_ascii=False, default=str)
    try:
        return _compiled(template, text, is_accessible=True)
    except typst.TypstError as error:
        # PDF/UA forbids a sign that none of our typefaces has, such as an emoji or a name in Chinese. A document with
        # an empty box in that place is of more use than none; it does not claim to be PDF/UA.
        log.warning("A %s is no PDF/UA: none of our typefaces has %s.", template, _signs(error))
        return _compiled(template, text, is_accessible=False)


def _compiled(template: str, data: str, *, is_accessible: bool) -> bytes:
    result = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=typefaces(),
        format="pdf",
        pdf_standards=["ua-1"] if is_accessible else [],
        sys_inputs={"data": data},
    )
    return bytes(result)


def _signs(error: typst.TypstError) -> str:
    """The signs that are missing, by number: the text they stand in may be somebody's name."""
    named = (ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in MISSING.findall(error.diagnostic))
    # Letters that stand in the same cluster are there; only what is beyond them can be lacking.
    found = {f"U+{ord(sign):04X}" for text in named for sign in text if not sign.isascii()}
    return ", ".join(sorted(found)) or "a sign"


def _words() -> dict[str, str]:
    return {
        "page": _("Side"),
        "of": _("av"),
        **{mark: str(said) for mark, said in MARKS.items()},
        "signature": _("Underskrift"),
        "day": _("Dato"),
        "figure": _("Figur"),
        "table": _("Tabell"),
    }


@cache
def typefaces() -> typst.Fonts:
    """Our own typefaces, else those inside typst; never the machine's, so that a page looks the same everywhere."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS] if FONTS.exists() else []
    )


def _styled(value: Any) -> Any:
    """Charts carry classes only; on paper their rules must travel with them."""
    if isinstance(value, dict):
        return {key: _styled(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_styled(inner) for inner in value]
    if isinstance(value, str) and is_chart(value):
        return with_styles(value)
    return value
