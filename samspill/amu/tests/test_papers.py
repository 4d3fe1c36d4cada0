from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from samspill.amu.actions.reports import draft_report
from samspill.amu.models import Case
from samspill.amu.tests.holding import (
    SECRET,
    a_called_meeting,
    a_group,
    a_held_meeting,
    a_secret_case,
    approved_minutes,
    sent_minutes,
    today_of,
)
from samspill.leadership.tests.telling import viewer_of


@pytest.fixture
def now():
    return timezone.now()


def body(answer) -> str:
    return answer.content.decode()


# -- papers ------------------------------------------------------------------------------------------------


def words_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_minutes_on_paper_hold_what_their_reader_may_read(client, cast, committee, now):
    minutes = approved_minutes(cast, a_held_meeting(cast, committee, now, secret=True), now)
    address = reverse("minutes_export", args=[minutes.pk, "pdf"])
    read = {}
    for name, asked in (("amina", ""), ("amina", "?merke=offentlig"), ("jonas", ""), ("kari", "")):
        client.force_login(cast.user(name))
        read[name + asked] = words_of(client.get(address + asked).content)
    assert SECRET in read["amina"]
    for name in ("amina?merke=offentlig", "jonas", "kari"):
        assert SECRET not in read[name]
        assert "Hvilen skal være elleve timer." in read[name]
    assert "Kan deles" in read["jonas"]
    assert "Intern" in read["amina"]


def test_the_report_of_the_year_comes_as_word_too(client, cast, committee, now):
    per = viewer_of(cast, "per", today_of(now))
    report = draft_report(committee=committee, year=per.today.year, by=per, now=now)
    client.force_login(cast.user("per"))
    answer = client.get(reverse("report_export", args=[report.pk, "docx"]))
    with zipfile.ZipFile(BytesIO(answer.content)) as word:
        assert "Hvem vi er" in word.read("word/document.xml").decode()
    assert client.get(reverse("report_export", args=[report.pk, "exe"])).status_code == 404


def test_an_archive_has_the_papers_and_what_they_are(client, cast, committee, now):
    meeting = a_held_meeting(cast, committee, now, secret=True)
    approved_minutes(cast, meeting, now)
    client.force_login(cast.user("per"))
    answer = client.get(reverse("meeting_archive", args=[meeting.pk]))
    with zipfile.ZipFile(BytesIO(answer.content)) as kept:
        files = {name: kept.read(name) for name in kept.namelist()}
    assert set(files) == {"protokoll.pdf", "innkalling.pdf", "metadata.xml", "metadata.json", "LES-MEG.txt"}
    told = json.loads(files["metadata.json"])
    for document in told["dokumentobjekt"]:
        assert document["sjekksum"] == sha256(files[document["filnavn"]]).hexdigest()
    assert told["mappe"]["arkivskaper"] == "Solvik kommune"
    assert {one["moetedeltakerNavn"] for one in told["moetedeltaker"]} == {"Tor Lie", "Amina Ali"}
    assert [one["side"] for one in told["journalpost"]["godkjentAv"]] == ["employer", "employees"]
    assert "ikke en Noark-kjerne" in files["LES-MEG.txt"].decode()
    assert b"<moetemappe>" in files["metadata.xml"]


def test_an_archive_for_everybody_says_nothing_of_what_is_exempt(client, cast, committee, now):
    meeting = a_held_meeting(cast, committee, now, secret=True)
    approved_minutes(cast, meeting, now)
    client.force_login(cast.user("per"))
    address = f"{reverse('meeting_archive', args=[meeting.pk])}?merke=offentlig"
    assert address in client.get(reverse("meeting", args=[meeting.pk])).content.decode()
    answer = client.get(address)
    with zipfile.ZipFile(BytesIO(answer.content)) as kept:
        files = {name: kept.read(name) for name in kept.namelist()}
    assert "innkalling.pdf" not in files
    assert SECRET not in files["metadata.json"].decode() + files["metadata.xml"].decode()
    assert SECRET not in words_of(files["protokoll.pdf"])


def test_an_archive_can_be_read_whatever_signs_somebody_has_typed(client, cast, committee, now):
    """A control sign pasted into a name has no place in XML, and an archive refuses the whole file for it."""
    meeting = a_held_meeting(cast, committee, now)
    meeting.attendance.create(name="Gjest\x01 Uffe\ufffe", is_present=True)
    approved_minutes(cast, meeting, now)
    client.force_login(cast.user("per"))
    with zipfile.ZipFile(BytesIO(client.get(reverse("meeting_archive", args=[meeting.pk])).content)) as kept:
        told = ET.fromstring(kept.read("metadata.xml"))
    assert "Gjest Uffe" in [one.text for one in told.iter("moetedeltakerNavn")]


@pytest.mark.parametrize("paper", ["meeting_archive", "minutes_export"])
def test_papers_for_everybody_leave_out_what_was_found_exempt_afterwards(client, cast, committee, now, paper):
    meeting = a_held_meeting(cast, committee, now)
    minutes = approved_minutes(cast, meeting, now)
    Case.objects.update(is_exempt=True, exempt_reason="Sett i ettertid")
    client.force_login(cast.user("amina" if paper == "minutes_export" else "per"))
    args = [minutes.pk, "pdf"] if paper == "minutes_export" else [meeting.pk]
    content = client.get(reverse(paper, args=args), {"merke": "offentlig"}).content
    if paper == "meeting_archive":
        with zipfile.ZipFile(BytesIO(content)) as kept:
            assert "Overtid i turnus" not in kept.read("metadata.json").decode()
            content = kept.read("protokoll.pdf")
    assert "Overtid" not in words_of(content)
    assert "elleve timer" not in words_of(content)


def test_the_agenda_on_paper_names_no_exempt_case_to_those_who_may_not_read_it(client, cast, committee, now):
    meeting = a_called_meeting(cast, committee, now)
    a_secret_case(cast, meeting, now)
    address = reverse("meeting_export", args=[meeting.pk, "pdf"])
    for name, reads in (("amina", True), ("kari", False)):
        client.force_login(cast.user(name))
        assert (SECRET in words_of(client.get(address).content)) is reads


def test_a_management_groups_papers_are_never_for_everybody(client, cast, now):
    from samspill.amu.actions.minutes import approve_minutes

    minutes = sent_minutes(cast, a_held_meeting(cast, a_group(cast, now), now), now)
    approve_minutes(minutes=minutes, by=viewer_of(cast, "jonas", today_of(now)), now=now)
    client.force_login(cast.user("jonas"))
    address = reverse("minutes_export", args=[minutes.pk, "pdf"])
    assert "Intern" in words_of(client.get(address, {"merke": "offentlig"}).content)
    client.force_login(cast.user("kari"))
    assert client.get(address).status_code == 404
