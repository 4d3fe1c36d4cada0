"""Whoever opens a pack or minutes reads them in their own language, whoever called the meeting in whichever."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from pypdf import PdfReader

from samspill.accounts.models import User
from samspill.amu.actions.meetings import call_meeting
from samspill.amu.models import Side
from samspill.amu.queries.minutes import edition_page
from samspill.amu.queries.packs import build_packs, pack_of
from samspill.amu.rules.minutes import CaseLine, DissentLine, MinutesText, PersonLine, differences
from samspill.amu.tests.holding import (
    DAY,
    a_called_meeting,
    a_case,
    a_held_meeting,
    a_meeting,
    approved_minutes,
    today_of,
)
from samspill.amu.tests.measured import a_measured_year
from samspill.leadership.tests.telling import viewer_of
from samspill.measures.models import Story
from samspill.measures.tests.plans import a_measure

FALLS = {"nb": "lavere enn før", "nn": "lågare enn før", "en": "lower than before"}
FEW = {"nb": "færre enn 5", "nn": "færre enn 5", "en": "fewer than 5"}


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def meeting(cast, committee, now):
    a_measured_year(cast, now)
    day = today_of(now)
    a_measure(cast.root, title="Færre møter", status="under_way", starts_on=day, due_on=day + DAY)
    Story.objects.create(organisation=cast.solvik, text="Vakttelefonen har én eier.", told_on=day, factor="RESTIT")
    return a_called_meeting(cast, committee, now)


@pytest.fixture
def reads(client, cast):
    """Who reads in what, as their account says."""

    def page(who, language, name, /, *args, **asked):
        user = cast.user(who)
        User.objects.filter(pk=user.pk).update(language=language)
        user.refresh_from_db()
        client.force_login(user)
        client.cookies["django_language"] = language
        answer = client.get(reverse(name, args=args), asked)
        assert answer.status_code == 200
        return answer.content

    return page


def words_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


# -- the pack ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_of_a_pack_is_in_the_language_of_its_reader(reads, meeting, language):
    said = reads("amina", language, "meeting_pack", meeting.pk).decode()
    assert FALLS[language] in said
    assert FEW[language] in said
    for other in {"nb", "en"} - {language}:
        assert FALLS[other] not in said


@pytest.mark.parametrize("language", ["nb", "en"])
def test_so_are_its_files(reads, meeting, language):
    paper = words_of(reads("amina", language, "meeting_export", meeting.pk, "pdf"))
    with zipfile.ZipFile(BytesIO(reads("amina", language, "meeting_export", meeting.pk, "docx"))) as word:
        document = word.read("word/document.xml").decode()
    for said in (paper, document):
        assert FALLS[language] in said
        assert FEW[language] in said


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_language_of_whoever_calls_it_leaves_no_trace(cast, committee, now, language):
    a_measured_year(cast, now)
    meeting = a_meeting(cast, committee, now)
    a_case(cast, meeting, now)
    with translation.override(language):
        meeting = call_meeting(meeting=meeting, by=viewer_of(cast, "per", today_of(now)), now=now)
    with translation.override("nb"):
        found = pack_of(meeting)
    assert found is not None
    assert FALLS["nb"] in found.signals[0].words
    assert set(meeting.pack) == {"nb", "nn", "en"}


def test_what_people_wrote_is_the_same_in_every_language(meeting):
    packs = []
    for language in ("nb", "nn", "en"):
        with translation.override(language):
            packs.append(pack_of(meeting))
    assert {one.story for one in packs} == {"Vakttelefonen har én eier."}
    assert {tuple(line.title for line in one.plan) for one in packs} == {("Færre møter",)}
    assert {one.overall.place for one in packs} == {"Solvik"}


def test_the_figures_are_the_same_in_every_language(meeting):
    packs = []
    for language in ("nb", "nn", "en"):
        with translation.override(language):
            packs.append(pack_of(meeting))
    lines = {tuple(point.mean for point in one.signals[0].series.points) for one in packs}
    assert len(lines) == 1


def test_words_about_a_figure_are_frozen_with_it_in_every_language(cast, meeting, now, committee):
    """A measure renamed and a story changed afterwards are in no pack that was sent, in whatever language."""
    Story.objects.update(text="Endret etterpå.")
    for language in ("nb", "nn", "en"):
        with translation.override(language):
            assert pack_of(meeting).story == "Vakttelefonen har én eier."


def test_a_language_there_is_no_pack_in_is_read_in_the_organisations(meeting):
    with translation.override("de"):
        assert FALLS["nb"] in pack_of(meeting).signals[0].words


def test_nothing_that_must_not_be_there_is_there_in_another_language(cast, now, committee):
    a_measured_year(cast, now, people=9)
    meeting = a_called_meeting(cast, committee, now)
    kept = json.dumps(meeting.pack, ensure_ascii=False)
    assert "Hjemmetjenesten Nord" not in kept
    assert "Teknisk" not in kept
    assert set(meeting.pack) == {"nb", "nn", "en"}


def test_every_language_is_built_of_the_same_moment(cast, now, committee):
    a_measured_year(cast, now)
    meeting, per = a_meeting(cast, committee, now), viewer_of(cast, "per", today_of(now))
    packs = build_packs(per, meeting, None)
    assert list(packs) == ["nb", "nn", "en"]
    assert len({len(one.signals) for one in packs.values()}) == 1
    assert packs["en"].signals[0].words != packs["nb"].signals[0].words


# -- minutes -------------------------------------------------------------------------------------------------

A_CASE = CaseLine(1, "1/26", "Hvile", "V", decision="Elleve timer.", owner_name="Tor Lie", due="2026-12-01")
TEXT = MinutesText("AMU", "1/26", "2026-11-23", "9.00–11.00", "Her", (PersonLine("Tor Lie", "employer"),), (A_CASE,))


@pytest.mark.parametrize(
    ("language", "day", "side"),
    [
        ("nb", "23. november 2026", "arbeidsgiver"),
        ("nn", "23. november 2026", "arbeidsgivar"),
        ("en", "23 November 2026", "the employer"),
    ],
)
def test_days_and_sides_are_said_in_the_language_of_the_reader(language, day, side):
    with translation.override(language):
        assert TEXT.day == day
        assert TEXT.people[0].side_label == side
        assert TEXT.cases[0].due_on.split()[-1] == "2026"
        assert TEXT.cases[0].decision == "Elleve timer."


def test_what_is_kept_holds_no_word_of_any_language_but_what_people_wrote():
    kept = json.dumps(TEXT.as_data(), ensure_ascii=False)
    assert "november" not in kept
    assert "arbeidsgiver" not in kept
    assert date.fromisoformat(json.loads(kept)["on"]) == date(2026, 11, 23)


@pytest.mark.parametrize(("language", "words"), [("nb", "har sluttet"), ("en", "has left")])
def test_that_an_owner_has_left_is_kept_as_a_fact_and_said_to_each(language, words):
    case = CaseLine(1, "1/26", "Hvile", "V", owner_name="Tor Lie", owner_has_left=True)
    with translation.override(language):
        assert words in case.owner
        assert "Tor Lie" in case.owner
    assert CaseLine(1, "1/26", "Hvile", "V").owner == ""


@pytest.mark.parametrize(("language", "words"), [("nb", "er uenig"), ("nn", "er usamd"), ("en", "disagrees")])
def test_dissent_without_words_is_said_to_each_and_words_stand_as_they_are(language, words):
    with translation.override(language):
        assert words in DissentLine("Tor Lie").words
        assert DissentLine("Tor Lie", "Ti timer holder.").words == "Tor Lie: Ti timer holder."


def test_two_editions_written_in_two_languages_do_not_differ_for_that(cast, committee, now, look):
    from samspill.amu.actions.minutes import send_minutes, take_back_minutes

    meeting = a_held_meeting(cast, committee, now)
    with translation.override("en"):
        first = send_minutes(meeting=meeting, by=look("per"), now=now)
        take_back_minutes(minutes=first, reason="Feil", by=look("per"), now=now)
    meeting.refresh_from_db()
    second = send_minutes(meeting=meeting, by=look("per"), now=now)
    texts = [edition_page(look("amina"), one.pk).text for one in (first, second)]
    assert differences(*texts) == []
    assert {one.side for one in texts[0].people} == {Side.EMPLOYER, Side.EMPLOYEES}


def test_minutes_sent_by_somebody_who_writes_english_are_read_in_norwegian(cast, committee, now, reads):
    meeting = a_held_meeting(cast, committee, now)
    with translation.override("en"):
        minutes = approved_minutes(cast, meeting, now)
    said = reads("amina", "nb", "minutes", minutes.pk).decode()
    assert "arbeidstakerne" in said
    assert "employees" not in said
    paper = words_of(reads("amina", "en", "minutes_export", minutes.pk, "pdf"))
    assert "employees" in paper
    assert "Hvilen skal være elleve timer." in paper


# -- the archive ---------------------------------------------------------------------------------------------


def test_what_goes_to_the_archive_is_in_the_organisations_language_whoever_takes_it_out(cast, committee, now, reads):
    a_measured_year(cast, now)
    meeting = a_held_meeting(cast, committee, now)
    approved_minutes(cast, meeting, now)
    taken = {language: reads("per", language, "meeting_archive", meeting.pk) for language in ("nb", "en")}
    papers = {}
    for language, content in taken.items():
        with zipfile.ZipFile(BytesIO(content)) as kept:
            assert "LES-MEG.txt" in kept.namelist()
            papers[language] = [words_of(kept.read(name)) for name in ("protokoll.pdf", "innkalling.pdf")]
            told = json.loads(kept.read("metadata.json"))
        assert {one["moetedeltakerFunksjon"] for one in told["moetedeltaker"]} == {"arbeidsgiver", "arbeidstakerne"}
    assert papers["nb"] == papers["en"]
    assert "Til stede" in papers["en"][0]
