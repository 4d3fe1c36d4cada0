"""A meeting for the archive, from the text that is kept: nothing here asks the database."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from samspill.amu.exports.archive import archive_zip, metadata
from samspill.amu.exports.papers import annual_report_paper, is_open_edition, minutes_report
from samspill.amu.models import AnnualReport, Approval, Committee, Meeting, Minutes
from samspill.amu.queries.minutes import EditionPage
from samspill.amu.rules.minutes import CaseLine, DissentLine, MinutesText, PersonLine
from samspill.amu.tests.standings import HOUR, MEMBER, NOW
from samspill.documents.report import INTERNAL, PUBLIC, Facts, Paragraph, Points, Report
from samspill.organisations.models import Organisation

PEOPLE = (
    PersonLine("Tor Lie", "employer"),
    PersonLine("Amina Ali", "employees", is_present=False),
    PersonLine("Kari Nes", "employees", is_deputy=True, stands_in_for="Amina Ali"),
    PersonLine("Arne Lien", "employees", is_present=False, is_deputy=True),
    PersonLine("Berit, BHT"),
)
OPEN = CaseLine(
    1,
    "1/26",
    "Hvile",
    "V",
    letter="f",
    discussion="Vi snakket om turnus.",
    decision="Elleve timer.",
    dissents=(DissentLine("Tor Lie", "Ti holder."), DissentLine("Kari Nes")),
    votes_for=3,
    votes_against=1,
    owner_name="Jonas Vik",
    due="2026-12-01",
)
SECRET = CaseLine(2, "2/26", "Om noen få", "O", is_exempt=True, exempt_reason="Få personer", decision="Hemmelig.")
BARE = CaseLine(3, "3/26", "Eventuelt", "D")
TEXT = MinutesText("AMU", "1/26", "2026-11-23", "9.00–11.00", "Rom 2", PEOPLE, (OPEN, SECRET, BARE))
DOCUMENTS = [("protokoll.pdf", "Protokoll", b"%PDF-1.7 en"), ("innkalling.pdf", "Innkalling til møte", b"%PDF-1.7 to")]


def a_meeting() -> Meeting:
    organisation = Organisation(name="Solvik kommune", registration_number="999999999")
    committee = Committee(name="AMU", organisation=organisation)
    return Meeting(committee=committee, starts_at=NOW, ends_at=NOW + 2 * HOUR, place="Rom 2", called_at=NOW)


def an_edition(state: str = "approved", *approvals: Approval) -> Any:
    told = SimpleNamespace(all=lambda: list(approvals))
    return SimpleNamespace(
        edition=2,
        state=state,
        approved_at=NOW if state == "approved" else None,
        sent_at=NOW,
        written_name="Per Moe",
        approvals=told,
        get_state_display=lambda: "godkjent",
    )


def told(text: MinutesText = TEXT) -> dict[str, Any]:
    edition = an_edition("approved", Approval(name="Tor Lie", side="employer", at=NOW))
    return metadata(a_meeting(), edition, text, DOCUMENTS)


def zipped(text: MinutesText = TEXT) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(archive_zip(a_meeting(), an_edition(), text, DOCUMENTS))) as kept:
        return {name: kept.read(name) for name in kept.namelist()}


# -- metadata ------------------------------------------------------------------------------------------------


def test_the_folder_says_whose_meeting_it_was_and_when():
    folder = told()["mappe"]
    assert folder["arkivskaper"] == "Solvik kommune"
    assert folder["organisasjonsnummer"] == "999999999"
    assert (folder["moetedato"], folder["innkaltDato"], folder["avsluttetDato"]) == ("2026-11-23",) * 3
    assert (folder["moetenummer"], folder["moetested"]) == ("1/26", "Rom 2")


def test_a_deputy_who_was_not_asked_for_is_no_participant():
    names = [(one["moetedeltakerNavn"], one["tilStede"], one["moetteFor"]) for one in told()["moetedeltaker"]]
    assert names == [
        ("Tor Lie", True, ""),
        ("Amina Ali", False, ""),
        ("Kari Nes", True, "Amina Ali"),
        ("Berit, BHT", True, ""),
    ]


def test_a_guest_has_no_side():
    assert told()["moetedeltaker"][-1]["moetedeltakerFunksjon"] == "annen"


def test_a_case_is_told_by_number_kind_and_letter():
    first, second, third = told()["moeteregistrering"]
    assert (first["saksnummer"], first["moeteregistreringstype"], first["klasse"]) == ("1/26", "V", "f")
    assert (first["skjermet"], second["skjermet"], third["skjermet"]) == (False, True, False)


def test_votes_and_dissent_are_told_where_there_were_any():
    first, _second, third = told()["moeteregistrering"]
    assert first["stemmer"] == {"for": 3, "mot": 1, "blanke": 0}
    assert first["protokolltilfoersel"] == [
        {"navn": "Tor Lie", "tekst": "Ti holder."},
        {"navn": "Kari Nes", "tekst": ""},
    ]
    assert "stemmer" not in third
    assert "protokolltilfoersel" not in third


def test_the_entry_says_which_edition_by_whom_and_who_approved_it():
    entry = told()["journalpost"]
    assert (entry["utgave"], entry["forfatter"], entry["dokumenttype"]) == (2, "Per Moe", "Møteprotokoll")
    assert entry["godkjentAv"] == [{"navn": "Tor Lie", "side": "employer", "dato": "2026-11-23"}]


def test_every_document_has_its_size_and_sum():
    for said, (name, title, content) in zip(told()["dokumentobjekt"], DOCUMENTS, strict=True):
        assert (said["filnavn"], said["tittel"], said["format"]) == (name, title, "PDF")
        assert said["filstoerrelse"] == len(content)
        assert said["sjekksum"] == sha256(content).hexdigest()


def test_open_to_all_it_tells_of_an_exempt_case_only_that_there_was_one():
    said = json.dumps(told(TEXT.open_to_all()), ensure_ascii=False)
    for hidden in ("Om noen få", "Få personer", "Hemmelig."):
        assert hidden not in said
    assert "Unntatt sak" in said


# -- the file ------------------------------------------------------------------------------------------------


def test_the_same_meeting_is_the_same_file_every_time():
    first, second = (archive_zip(a_meeting(), an_edition(), TEXT, DOCUMENTS) for _ in range(2))
    assert first == second


def test_it_holds_the_documents_as_they_were_given():
    files = zipped()
    assert set(files) == {"protokoll.pdf", "innkalling.pdf", "metadata.xml", "metadata.json", "LES-MEG.txt"}
    assert files["innkalling.pdf"] == b"%PDF-1.7 to"


def test_xml_and_json_say_the_same():
    files = zipped()
    root, data = ET.fromstring(files["metadata.xml"]), json.loads(files["metadata.json"])
    assert [one.text for one in root.iter("saksnummer")] == [one["saksnummer"] for one in data["moeteregistrering"]]
    assert [one.text for one in root.iter("tilStede")] == ["true", "false", "true", "true"]
    assert root.findtext("moeteregistrering/stemmer/for") == "3"
    assert root.findtext("moeteregistrering/protokolltilfoersel/navn") == "Tor Lie"


@pytest.mark.parametrize("words", ["Hvile & <turnus>", 'Sagt "rett ut"', "Æ ø å – 3/26", "To\nlinjer"])
def test_whatever_is_written_can_be_read_back(words):
    case = CaseLine(1, "1/26", words, "V", dissents=(DissentLine("Tor Lie", words),))
    root = ET.fromstring(zipped(MinutesText("AMU", "1/26", "2026-11-23", "", "", (), (case,)))["metadata.xml"])
    assert root.findtext("moeteregistrering/tittel") == words
    assert root.findtext("moeteregistrering/protokolltilfoersel/tekst") == words


# -- the minutes on paper ------------------------------------------------------------------------------------


def paper(*, is_public: bool = False, approvals: tuple[str, ...] = (), missing: tuple[str, ...] = ()) -> Report:
    place: Any = SimpleNamespace(standing=MEMBER)
    page = EditionPage(an_edition(), place, TEXT, TEXT.open_to_all(), approvals, missing, ())
    return minutes_report(page, organisation="Solvik kommune", is_public=is_public)


def section(report: Report, start: str) -> list[Any]:
    return list(next(one for one in report.sections if one.heading.startswith(start)).blocks)


def words_of(report: Report) -> str:
    return repr(report)


def test_who_was_there_is_told_with_side_and_whom_they_sat_for():
    points, away = section(paper(), "Til stede")
    assert points.lines == ["Tor Lie, arbeidsgiver", "Kari Nes, arbeidstakerne, for Amina Ali", "Berit, BHT"]
    assert away.pairs == [("Ikke til stede", "Amina Ali")]


def test_a_case_on_paper_has_what_came_up_the_decision_and_the_facts():
    blocks = section(paper(), "1/26")
    texts = [one.text for one in blocks if isinstance(one, Paragraph)]
    assert texts == ["Vi snakket om turnus.", "Vedtak: Elleve timer.", "Dissens og protokolltilførsel"]
    facts = dict(next(one for one in blocks if isinstance(one, Facts)).pairs)
    assert facts["Stemmer"] == "3 for, 1 mot"
    assert (facts["Ansvarlig"], facts["Frist"]) == ("Jonas Vik", "1. desember 2026")
    assert blocks[-1].lines == ["Tor Lie: Ti holder.", "Kari Nes er uenig i vedtaket."]


def test_a_case_nothing_was_written_of_says_so():
    assert section(paper(), "3/26") == [Paragraph("Ingenting ført.", voice="quiet")]


def test_what_may_be_shared_says_nothing_of_what_is_exempt_and_that_it_leaves_it_out():
    report = paper(is_public=True)
    assert report.mark == PUBLIC
    assert report.notes == ["Saker som er unntatt, står uten innhold."]
    for hidden in ("Om noen få", "Få personer", "Hemmelig."):
        assert hidden not in words_of(report)
    assert "Elleve timer." in words_of(report)


def test_what_is_internal_has_everything():
    report = paper()
    assert report.mark == INTERNAL
    assert "Hemmelig." in words_of(report)


def test_approvals_and_what_is_waited_for_stand_at_the_end():
    approved = paper(approvals=("Tor Lie for arbeidsgiver, 23. november 2026",))
    assert section(approved, "Godkjenning") == [Points(("Tor Lie for arbeidsgiver, 23. november 2026",))]
    assert section(paper(missing=("arbeidstakerne",)), "Godkjenning")[0].text == "Venter på: arbeidstakerne."
    assert section(paper(), "Godkjenning")[0].text == "Ikke godkjent."


@pytest.mark.parametrize("state", [one for one in Minutes.State if one != Minutes.State.APPROVED])
def test_only_approved_minutes_may_be_shared(state):
    assert not is_open_edition(Minutes(state=state))
    assert is_open_edition(Minutes(state="approved"))


# -- the report of the year on paper -------------------------------------------------------------------------


def yearly(text: str, *, adopted: bool = False) -> Report:
    report: Any = SimpleNamespace(
        year=2026,
        state=AnnualReport.State.ADOPTED if adopted else AnnualReport.State.DRAFT,
        adopted_in=a_meeting() if adopted else None,
        adopted_at=NOW if adopted else None,
        drafted_at=NOW,
        committee=a_meeting().committee,
    )
    line: Any = SimpleNamespace(heading="Møtene våre", section=SimpleNamespace(text=text))
    return annual_report_paper(report, [line])


def test_lines_with_a_dash_become_points_and_the_rest_paragraphs():
    blocks = yearly("Først dette.\n– én sak\n– en til\n\nSå dette.\n– til slutt").sections[0].blocks
    assert blocks == [
        Paragraph("Først dette."),
        Points(["én sak", "en til"]),
        Paragraph("Så dette."),
        Points(["til slutt"]),
    ]


@pytest.mark.parametrize("text", ["", "  \n \n"])
def test_a_section_nobody_has_written_says_so(text):
    assert yearly(text).sections[0].blocks == [Paragraph("Ikke skrevet ennå.", voice="quiet")]


def test_a_draft_is_internal_and_what_is_adopted_may_be_shared():
    draft, adopted = yearly("Tre møter."), yearly("Tre møter.", adopted=True)
    assert (draft.mark, adopted.mark) == (INTERNAL, PUBLIC)
    assert draft.kicker.endswith("Utkast.")
    assert "Vedtatt i møtet 23. november 2026." in adopted.kicker
    assert adopted.title == "Årsrapport 2026"


# -- who sees to it ------------------------------------------------------------------------------------------


def responsible_in(case: CaseLine, *, is_public: bool) -> list[str]:
    text = replace(TEXT, cases=(case,))
    page: Any = SimpleNamespace(minutes=an_edition(), text=text, open_text=text, approvals=(), missing=())
    report = minutes_report(page, organisation="Solvik kommune", is_public=is_public)
    facts = [block for section in report.sections for block in section.blocks if isinstance(block, Facts)]
    return [str(value) for block in facts for label, value in block.pairs if label == "Ansvarlig"]


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (OPEN, "en ansatt"),
        (replace(OPEN, owner_role="leader"), "leder"),
        (replace(OPEN, owner_name="Berit, BHT"), "en ansatt"),
        (replace(OPEN, owner_has_left=True), "sekretæren"),
        (replace(OPEN, owner_name="Tor Lie", owner_role="hr"), "Tor Lie"),
        (replace(OPEN, owner_name=""), ""),
    ],
)
def test_open_minutes_tell_the_role_of_who_sees_to_it_and_the_name_of_a_member_alone(
    case: CaseLine, words: str
) -> None:
    assert "".join(responsible_in(case, is_public=True)).lower() == words.lower()


def test_the_committees_own_minutes_name_who_sees_to_it() -> None:
    assert responsible_in(OPEN, is_public=False) == ["Jonas Vik"]
