"""What may lie beside a measure: judged by what the file is, not by what it is called."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.measures.models import Attachment, Measure
from samspill.measures.rules.plans import check_length
from samspill.organisations.rules import Viewer, can_administer

MOST_FILES = 20
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TEXT = "text/plain"
ENDINGS = {PDF: "pdf", PNG: "png", JPEG: "jpg", WORD: "docx", EXCEL: "xlsx", POWERPOINT: "pptx", TEXT: "txt"}
BEGINNINGS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
OFFICE = {b"word/document.xml": WORD, b"xl/workbook.xml": EXCEL, b"ppt/presentation.xml": POWERPOINT}
ZIP = b"PK\x03\x04"
MACROS = b"vbaProject.bin"


def check_attachment(name: str, content: bytes, *, already: int) -> str:
    """The media type of a file that may be kept."""
    if already >= MOST_FILES:
        raise Refused(_("Det er plass til %(most)d vedlegg. Slett ett først.") % {"most": MOST_FILES})
    if not content:
        raise Refused(_("Filen «%(name)s» er tom.") % {"name": name})
    if len(content) > Attachment.MOST_BYTES:
        raise Refused(
            _("Filen «%(name)s» er for stor. Den kan være høyst 5 MB. Gjør den mindre, eller legg den et annet sted.")
            % {"name": name}
        )
    found = media_type(content)
    if found is None:
        raise Refused(
            _("Vi tar ikke imot filer som «%(name)s». Bruk PDF, PNG, JPEG, Word, Excel, PowerPoint eller ren tekst.")
            % {"name": name}
        )
    return found


def media_type(content: bytes) -> str | None:
    """By the first bytes; an Office file by what its archive holds, and never with macros."""
    for beginning, kind in BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if content.startswith(ZIP):
        return next((kind for part, kind in OFFICE.items() if part in content and MACROS not in content), None)
    return TEXT if _is_text(content) else None


def _is_text(content: bytes) -> bool:
    """Plain words, and nothing a browser could take for a page."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    is_markup = text.lstrip("\ufeff \t\r\n").startswith("<")
    return not is_markup and not any(ord(sign) < 32 and sign not in "\t\r\n" for sign in text)


def check_note(text: str) -> None:
    if not text.strip():
        raise Refused(_("Skriv noe i notatet først."))
    check_length(text, 2000)


def check_can_remove_attachment(viewer: Viewer, attachment: Attachment, measure: Measure) -> None:
    """Whoever put it there, the one responsible, and HR/HMS and the general manager."""
    mine = viewer.person_id is not None and viewer.person_id in {attachment.added_by_id, measure.responsible_id}
    if not (mine or can_administer(viewer)):
        raise Refused(_("Vedlegget slettes av den som la det inn, den ansvarlige eller HR."))
