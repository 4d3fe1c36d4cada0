"""The pages' drawings outside the pages: with their rules laid in, as wide as the line, and as pictures for Word."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import typst

from samspill.design.charts.styles import HEAD, WIDTHS, is_chart, with_styles
from samspill.documents.pdf import TEMPLATES, typefaces

LINE = 612
"""Points of a drawing across the text of an A4 page: its words are then nine points high on paper."""
WIDEST = 700
"""A drawing made for the whole width of a screen is drawn somewhat smaller, so that two have room on a page."""
SHARPNESS = 220


def on_paper(picture: str, *, most: int = LINE) -> str:
    """An SVG for paper; one of our charts is drawn anew for the room there is, so that its words keep their size."""
    if not is_chart(picture):
        return picture
    return with_styles(picture, width=WIDEST if _is_wide(picture) else min(width_of(picture), most))


def width_of(picture: str) -> int:
    """How wide one of our charts is drawn, in points of the screen; other pictures take the line."""
    head = HEAD.match(picture)
    return min(WIDTHS[head["name"]], LINE) if head else LINE


def _is_wide(picture: str) -> bool:
    head = HEAD.match(picture)
    return head is not None and WIDTHS[head["name"]] > WIDEST


def as_pictures(drawings: Sequence[str]) -> list[bytes]:
    """PNG of each SVG, in our typefaces, all in one go."""
    if not drawings:
        return []
    made: Any = typst.compile(
        TEMPLATES / "pictures.typ",
        root=TEMPLATES,
        font_paths=typefaces(),
        format="png",
        ppi=SHARPNESS,
        sys_inputs={"data": json.dumps({"pictures": list(drawings)}, ensure_ascii=False)},
    )
    return [bytes(one) for one in made] if isinstance(made, list) else [bytes(made)]
