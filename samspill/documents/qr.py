"""QR codes as SVG, for sheets and screens."""

from __future__ import annotations

import io

import segno


def qr_svg(content: str) -> str:
    """``content`` as black squares with the quiet zone that readers need; medium error correction."""
    out = io.BytesIO()
    segno.make_qr(content, error="m").save(
        out, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None, omitsize=False
    )
    return out.getvalue().decode()


def qr_picture(content: str) -> str:
    """The same as the address of a picture, black on white also where the page is dark."""
    picture: str = segno.make_qr(content, error="m").svg_data_uri(border=3, scale=6, light="white")
    return picture
