"""A meeting as a public archive may take it in: the minutes on paper, and what they are, in one zip.

The metadata are named as in Noark 5, so that whoever registers it need not type it again. Samspill is no Noark core: it
gives no journal and keeps no archive.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.amu.models import Approval, Meeting, Minutes
from samspill.amu.rules.minutes import CaseLine, MinutesText, PersonLine
from samspill.documents.signs import printable

ZIP_DAY = (2000, 1, 1, 0, 0, 0)
"""The same meeting is the same file, whenever it is taken out."""
Documents = list[tuple[str, str, bytes]]
"""Name of the file, title, content."""


def archive_zip(meeting: Meeting, minutes: Minutes, text: MinutesText, documents: Documents) -> bytes:
    """Documents, ``metadata.xml``, the same as ``metadata.json``, and a text that says what it is and is not."""
    told = printable(metadata(meeting, minutes, text, documents))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name, _title, content in documents:
            _put(kept, name, content)
        _put(kept, "metadata.xml", _xml(told))
        _put(kept, "metadata.json", json.dumps(told, ensure_ascii=False, indent=2).encode())
        _put(kept, _("LES-MEG.txt"), _read_me().encode())
    return out.getvalue()


def _put(kept: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=ZIP_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    kept.writestr(entry, content)


def metadata(meeting: Meeting, minutes: Minutes, text: MinutesText, documents: Documents) -> dict[str, Any]:
    return {
        "mappe": _folder(meeting, minutes, text),
        "moetedeltaker": [_participant(one) for one in text.people if one.is_present or not one.is_deputy],
        "moeteregistrering": [_case(one) for one in text.cases],
        "journalpost": {
            "tittel": str(_("Protokoll")),
            "dokumenttype": "Møteprotokoll",
            "utgave": minutes.edition,
            "dokumentstatus": str(minutes.get_state_display()),
            "forfatter": minutes.written_name,
            "godkjentAv": [_approval(one) for one in minutes.approvals.all()],
        },
        "dokumentobjekt": [_document(*one) for one in documents],
    }


def _folder(meeting: Meeting, minutes: Minutes, text: MinutesText) -> dict[str, Any]:
    committee = meeting.committee
    return {
        "tittel": f"{committee.name} {meeting.day}",
        "mappetype": "Møtemappe",
        "arkivskaper": committee.organisation.name,
        "organisasjonsnummer": committee.organisation.registration_number,
        "utvalg": committee.name,
        "moetenummer": text.number,
        "moetedato": timezone.localtime(meeting.starts_at).date().isoformat(),
        "moetested": text.place,
        "innkaltDato": _day(meeting.called_at),
        "avsluttetDato": _day(minutes.approved_at),
    }


def _participant(one: PersonLine) -> dict[str, Any]:
    return {
        "moetedeltakerNavn": one.name,
        "moetedeltakerFunksjon": one.side_label or "annen",
        "tilStede": one.is_present,
        "vara": one.is_deputy,
        "moetteFor": one.stands_in_for,
    }


def _case(one: CaseLine) -> dict[str, Any]:
    told: dict[str, Any] = {
        "saksnummer": one.sign,
        "tittel": one.title,
        "moeteregistreringstype": one.kind,
        "klasse": one.letter,
        "skjermet": one.is_exempt,
    }
    if one.votes:
        counts = {"for": one.votes_for, "mot": one.votes_against, "blanke": one.votes_blank}
        told["stemmer"] = {name: count or 0 for name, count in counts.items()}
    if one.dissents:
        told["protokolltilfoersel"] = [{"navn": each.name, "tekst": each.reason} for each in one.dissents]
    return told


def _document(name: str, title: str, content: bytes) -> dict[str, Any]:
    return {
        "filnavn": name,
        "tittel": title,
        "format": name.rpartition(".")[2].upper(),
        "filstoerrelse": len(content),
        "sjekksumAlgoritme": "SHA-256",
        "sjekksum": hashlib.sha256(content).hexdigest(),
    }


def _approval(one: Approval) -> dict[str, str]:
    return {"navn": one.name, "side": one.side, "dato": _day(one.at)}


def _day(at: datetime | None) -> str:
    return timezone.localtime(at).date().isoformat() if at else ""


def _xml(told: dict[str, Any]) -> bytes:
    root = ET.Element("moetemappe")
    for name, value in told.items():
        _add(root, name, value)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _add(parent: ET.Element, name: str, value: Any) -> None:
    if isinstance(value, list):
        for one in value:
            _add(parent, name, one)
        return
    element = ET.SubElement(parent, name)
    if isinstance(value, dict):
        for key, inner in value.items():
            _add(element, key, inner)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    else:
        element.text = str(value)


def _read_me() -> str:
    return _(
        "Dette er et møte hentet ut av Samspill: dokumentene, og opplysninger om dem i metadata.xml og metadata.json.\n"
        "Navnene på opplysningene følger Noark 5, så langt de passer, for at de skal være lette å registrere.\n"
        "Samspill er ikke en Noark-kjerne. Journalføring og arkivering skjer i arkivsystemet deres.\n"
        "Sjekksummene er SHA-256 av filene slik de ligger her.\n"
    )
