"""A file as an answer: its type by its ending, and a name of letters and digits whatever it is made of."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.documents.report import INTERNAL, PUBLIC, Mark

TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
}

MARKED: dict[str, Mark] = {"": INTERNAL, "intern": INTERNAL, "offentlig": PUBLIC}


def wanted_mark(request: HttpRequest) -> Mark:
    """Whom a file is asked for, by the ``merke`` of its address; whoever hands it out decides whether that may be."""
    named = request.GET.get("merke", "")
    if named not in MARKED:
        told = _("Vi kjenner ikke merket «%(mark)s». Et dokument er «intern» eller «offentlig».")
        raise Refused(told % {"mark": named[:40]})
    return MARKED[named]


def download(content: bytes, name: str) -> HttpResponse:
    """``content`` to be kept as ``name``, whose ending is one of ``TYPES``.

    A unit's number comes from a file and may hold anything, also a quote or a line break.
    """
    stem, _dot, ending = name.rpartition(".")
    kept = re.sub(r"[^\w-]+", "-", stem).strip("-") or "fil"
    disposition = content_disposition_header(as_attachment=True, filename=f"{kept}.{ending}")
    return HttpResponse(content, content_type=TYPES[ending], headers={"Content-Disposition": disposition})


def attached(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file somebody has handed in, as they named it: kept, never shown as a page."""
    kept = re.sub(r"[\x00-\x1f\x7f]+", " ", name).strip() or "fil"
    disposition = content_disposition_header(as_attachment=True, filename=kept)
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=media_type, headers=headers)
