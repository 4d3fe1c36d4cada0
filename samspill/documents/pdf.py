"""PDF/UA by typst: tagged, in our typefaces, and with every text handed over as data, never as markup."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.design.charts.styles import is_chart, with_styles

TEMPLATES = Path(__file__).resolve().parent / "typst"
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
FONTS = Path(__file__).resolve().parent / "fonts"


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
    except typst.TypstError:
        # PDF/UA forbids a sign that none of our typefaces has, such as an emoji or a name in Chinese. A document with
        # an empty box in that place is of more use than none.
        return _compiled(template, text, is_accessible=False)


def _compiled(template: str, data: str, *, is_accessible: bool) -> bytes:
    result = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        format="pdf",
        pdf_standards=["ua-1"] if is_accessible else [],
        sys_inputs={"data": data},
    )
    return bytes(result)


def printable(value: Any) -> Any:
    """Control signs and half signs have no place on paper, and stop the reading of a chart."""
    if isinstance(value, dict):
        return {key: printable(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [printable(inner) for inner in value]
    return UNPRINTABLE.sub("", value) if isinstance(value, str) else value


def _words() -> dict[str, str]:
    return {
        "page": _("Side"),
        "of": _("av"),
        "internal": _("Intern: bare for dem som har rett til å se den"),
        "public": _("Kan deles med alle"),
        "signature": _("Underskrift"),
        "day": _("Dato"),
        "figures": _("Tallene"),
    }


@cache
def _fonts() -> typst.Fonts:
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
