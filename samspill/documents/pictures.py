"""Pictures people hand in: read, made smaller and written anew, so that nothing but what one sees is kept.

A photograph from a phone says where and when it was taken and with what. Writing the points anew leaves that behind,
and whatever else may lie in a file that only looks like a picture.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from samspill.documents.refusals import UnreadableFile, megabytes

MOST_BYTES = 12_000_000
MOST_POINTS = 60_000_000
LONGEST_EDGE = 1400
QUALITY = 82
KINDS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    media_type: str = "image/jpeg"


def cleaned(content: bytes, filename: str) -> Picture:
    """The picture alone, as JPEG of at most 1400 points. Raises ``UnreadableFile`` with what would be right."""
    if len(content) > MOST_BYTES:
        size = {"file": filename, "size": megabytes(len(content)), "limit": megabytes(MOST_BYTES)}
        raise UnreadableFile(_("Bildet «%(file)s» er på %(size)s; grensen er %(limit)s.") % size)
    try:
        with warnings.catch_warnings():
            # A small file can unfold to more points than the machine has memory for.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _written_anew(content)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        sentence = _("«%(file)s» er ikke et bilde vi kan lese. Bruk JPEG, PNG eller WebP.") % {"file": filename}
        raise UnreadableFile(sentence) from error


def _written_anew(content: bytes) -> Picture:
    with Image.open(io.BytesIO(content), formats=KINDS) as opened:
        if opened.width * opened.height > MOST_POINTS:
            raise Image.DecompressionBombError
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
        plain = Image.new("RGB", upright.size, "white")
        coloured = upright.convert("RGBA")
        plain.paste(coloured, mask=coloured.getchannel("A"))
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=QUALITY, optimize=True)
    return Picture(written.getvalue())
