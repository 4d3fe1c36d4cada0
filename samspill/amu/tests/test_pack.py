"""A pack is built of what is published. Each test plants what must never be in one, and looks for it everywhere."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from pypdf import PdfReader

from samspill.amu.actions.meetings import call_meeting, refresh_pack
from samspill.amu.models import Meeting
from samspill.amu.queries.packs import build_pack, pack_of, points_of
from samspill.amu.rules.packs import COUNTS_OF_WORK, Pack
from samspill.amu.tests.holding import DAY, a_called_meeting, a_case, a_meeting, today_of
from samspill.amu.tests.measured import a_measured_year
from samspill.answers.seal import Written
from samspill.audit.rules import Refused
from samspill.leadership.tests.telling import viewer_of
from samspill.measures.actions.stories import thank_story
from samspill.measures.models import Story
from samspill.measures.tests.plans import a_finished_measure, a_measure
from samspill.pulses.models import PulseRound
from samspill.results.actions import close_round
from samspill.results.models import Comment, CommentPool, Figure, Withdrawal
from samspill.results.tests.rounds import open_round

COMMENT = "Sjefen vår roper til oss i gangen"
NAME = "Kari Nes"
TEAM = "Teknisk"


@pytest.fixture
def now():
    """The doors look at the clock on the wall."""
    return timezone.now()


def everywhere(client, cast, meeting: Meeting, who: str = "amina") -> str:
    """The page, the PDF, every part of the Word file, and what is kept."""
    client.force_login(cast.user(who))
    page = client.get(reverse("meeting_pack", args=[meeting.pk])).content.decode()
    pdf = client.get(reverse("meeting_export", args=[meeting.pk, "pdf"])).content
    word = client.get(reverse("meeting_export", args=[meeting.pk, "docx"])).content
    paper = " ".join(" ".join(part.extract_text() for part in PdfReader(io.BytesIO(pdf)).pages).split())
    with zipfile.ZipFile(io.BytesIO(word)) as parts:
        texts = [parts.read(name).decode(errors="ignore") for name in parts.namelist() if name.endswith(".xml")]
    meeting.refresh_from_db()
    return "\n".join([page, paper, *texts, json.dumps(meeting.pack, ensure_ascii=False)])


def the_pack(meeting: Meeting) -> Pack:
    found = pack_of(meeting)
    assert found is not None
    return found


def test_a_pack_tells_the_trend_of_the_whole_and_what_has_changed(cast, client, now, committee):
    a_measured_year(cast, now)
    meeting = a_called_meeting(cast, committee, now)
    pack = the_pack(meeting)
    assert pack.overall is not None
    assert pack.overall.place == "Solvik"
    assert [one.place for one in pack.signals] == ["Hjemmetjenesten Nord"]
    assert "lavere enn før" in pack.signals[0].words
    assert "16 svar" in pack.signals[0].detail
    said = everywhere(client, cast, meeting)
    assert said.count("<svg") >= 2
    assert "Hjemmetjenesten Nord" in said


def test_there_are_three_signals_at_most(cast, now, committee):
    a_measured_year(cast, now)
    assert len(the_pack(a_called_meeting(cast, committee, now)).signals) <= 3


def test_a_unit_of_three_is_never_there(cast, client, now, committee):
    a_measured_year(cast, now)
    said = everywhere(client, cast, a_called_meeting(cast, committee, now))
    assert TEAM not in said


def test_a_change_in_a_team_of_fewer_than_ten_answers_is_left_to_that_team(cast, client, now, committee):
    a_measured_year(cast, now, people=9)
    meeting = a_called_meeting(cast, committee, now)
    assert the_pack(meeting).signals == ()
    assert "Hjemmetjenesten Nord" not in everywhere(client, cast, meeting)


def test_a_comment_is_never_there_waiting_or_let_through_or_told_as_a_story(cast, client, now, committee):
    comments = {cast.nord: [Written(COMMENT, "team", "nb")] * 6}
    at = now - DAY
    answers = {cast.nord: [3] * 12, cast.sor: [3] * 12}
    last = open_round(cast.solvik, answers, now=at, comments=comments)
    last = close_round(pulse_round=last, now=at)
    pool = CommentPool.objects.first() or CommentPool.objects.create(
        pulse_round=last, unit=cast.nord, expires_on=today_of(now) + 21 * DAY
    )
    for state in (Comment.State.WAITING, Comment.State.SHOWN):
        Comment.objects.create(pool=pool, text=COMMENT, reader="team", state=state)
    Story.objects.create(organisation=cast.solvik, unit=cast.nord, text=COMMENT, told_on=today_of(now), comment_key=77)
    for_the_unit = Story(organisation=cast.solvik, unit=cast.nord, text=f"{COMMENT} igjen", told_on=today_of(now))
    for_the_unit.is_for_unit_only = True
    for_the_unit.save()
    assert COMMENT not in everywhere(client, cast, a_called_meeting(cast, committee, now))


@pytest.mark.parametrize("state", [state for state in PulseRound.State if state != PulseRound.State.PUBLISHED])
def test_a_round_that_is_not_published_has_nothing_there(cast, client, now, committee, state):
    last = a_measured_year(cast, now)
    PulseRound.objects.filter(organisation=cast.solvik).exclude(pk=last.pk).delete()
    key = b"x" if state == PulseRound.State.OPEN else None
    PulseRound.objects.filter(pk=last.pk).update(state=state, sealed_key=key)
    assert Figure.objects.filter(pulse_round=last).exists()
    meeting = a_called_meeting(cast, committee, now)
    pack = the_pack(meeting)
    assert (pack.overall, pack.signals, pack.measured) == (None, (), "")
    assert "Ingen tall er publisert ennå" in everywhere(client, cast, meeting)


def test_a_round_that_closes_after_the_meeting_was_called_is_not_of_it(cast, now, committee):
    a_measured_year(cast, now)
    meeting = a_meeting(cast, committee, now - 60 * DAY, days=5)
    measured, latest = the_pack(meeting).measured, PulseRound.objects.latest("closes_at")
    assert measured
    assert measured != latest.name


def test_no_name_is_there_though_people_stand_behind_everything(cast, client, now, committee):
    a_measured_year(cast, now)
    today = today_of(now)
    common = {"starts_on": today - 10 * DAY, "due_on": today + DAY, "responsible": cast.kari}
    a_measure(cast.root, title="Færre møter", status="under_way", **common)
    a_measure(cast.root, title=f"Tilrettelegging for {NAME}", level="individual", status="under_way", **common)
    a_measure(cast.nord, title=f"Samtale med {NAME}", status="under_way", **common)
    Story.objects.create(organisation=cast.solvik, unit=cast.sor, text="Kortere møter.", teller=NAME, told_on=today)
    meeting = a_meeting(cast, committee, now)
    said = everywhere(client, cast, meeting)
    assert "Færre møter" in said
    assert "Kortere møter." in said
    assert NAME not in said
    assert "Hjemmetjenesten Sør" not in said


def test_with_all_of_it_planted_at_once_nothing_is_there_in_any_language(cast, client, now, committee):
    """An open round with answers, a team of three, one of nine that falls, comments, one person's measure and a name."""
    a_measured_year(cast, now, people=9)
    comments = {cast.sor: [Written(COMMENT, "team", "nb")] * 6}
    waiting = open_round(cast.solvik, {cast.sor: [1] * 12, cast.nord: [1] * 12}, now=now, comments=comments)
    today = today_of(now)
    a_measure(cast.nord, title=f"Samtale med {NAME}", level="individual", starts_on=today, due_on=today + DAY)
    Story.objects.create(organisation=cast.solvik, unit=cast.nord, text=COMMENT, told_on=today, comment_key=7)
    meeting = a_called_meeting(cast, committee, now)
    said = everywhere(client, cast, meeting)
    kept = json.dumps(meeting.pack, ensure_ascii=False)
    assert set(meeting.pack) == {"nb", "nn", "en"}
    for hidden in (COMMENT, TEAM, "Hjemmetjenesten", "12 svar", "9 svar"):
        assert hidden not in said
        assert hidden not in kept
    assert NAME not in kept
    assert waiting.state == PulseRound.State.OPEN


@pytest.mark.parametrize("many", [0, 1, 4, 5, 6])
def test_every_count_of_work_says_few_below_five_and_its_number_from_there(cast, now, committee, many):
    """Whether it is none or four is the same to read; and what is counted is this organisation's alone."""
    for number in range(many):
        Story.objects.create(organisation=cast.solvik, text=f"Fortelling {number}", told_on=today_of(now))
    for number in range(7):
        Story.objects.create(organisation=cast.other, text=f"Deres {number}", told_on=today_of(now))
    counts = dict(the_pack(a_meeting(cast, committee, now)).counts)
    assert counts["Fortellinger om hva som hjalp"] == ("færre enn 5" if many < 5 else str(many))
    assert counts["Samtaler i team om resultatet"] == "færre enn 5"


def test_counts_of_what_people_have_done_are_told_from_five_on(cast, now, committee):
    today = today_of(now)
    for number in range(4):
        Story.objects.create(organisation=cast.solvik, text=f"Fortelling {number}", told_on=today)
    label = "Fortellinger om hva som hjalp"
    assert dict(the_pack(a_meeting(cast, committee, now)).counts)[label] == "færre enn 5"
    Story.objects.create(organisation=cast.solvik, text="En til", told_on=today)
    assert dict(the_pack(a_meeting(cast, committee, now, days=20)).counts)[label] == "5"


def test_measures_are_counted_and_what_did_not_work_is_counted_too(cast, now, committee):
    today = today_of(now)
    a_measure(cast.nord, starts_on=today - 90 * DAY, due_on=today - DAY, status="under_way")
    a_finished_measure(cast.sor, starts_on=today - 90 * DAY, due_on=today, finished_on=today, verdict="worse")
    said = " ".join(the_pack(a_meeting(cast, committee, now)).measures)
    assert (
        said == "Ett tiltak er i gang. Ett er over fristen. 1 er avsluttet siden sist, 0 av dem med tegn til bedring."
    )


def test_the_story_is_the_one_that_helped_most_others(cast, now, committee):
    first = Story.objects.create(
        organisation=cast.solvik, text="Vakttelefonen har én eier.", told_on=today_of(now) - DAY
    )
    Story.objects.create(organisation=cast.solvik, text="Kake på fredag.", told_on=today_of(now))
    thank_story(story=first, by=viewer_of(cast, "jonas", today_of(now)), now=now)
    assert the_pack(a_meeting(cast, committee, now)).story == "Vakttelefonen har én eier."


def test_another_organisations_work_is_not_in_it(cast, now, committee):
    Story.objects.create(organisation=cast.other, text="Hos de andre.", told_on=today_of(now))
    pack = the_pack(a_meeting(cast, committee, now))
    assert pack.story == ""
    assert pack.overall is None


def test_whoever_builds_it_the_pack_is_the_same(cast, now, committee):
    a_measured_year(cast, now)
    meeting = a_meeting(cast, committee, now)
    builders = [viewer_of(cast, name, today_of(now)) for name in ("per", "tor", "amina", "kari")]
    packs = [build_pack(one, meeting, None, language="nb") for one in builders]
    packs.append(build_pack(replace(builders[0], hats=(), active=None), meeting, None, language="nb"))
    assert all(one == packs[0] for one in packs)


def test_it_is_kept_and_read_back_as_it_was(cast, now, committee):
    a_measured_year(cast, now)
    pack = the_pack(a_meeting(cast, committee, now))
    assert Pack.from_data(json.loads(json.dumps(pack.as_data()))) == pack
    assert all(value for _label, value in points_of(pack.signals[0]))
    with translation.override("en"):
        assert not any("," in value for _label, value in points_of(pack.signals[0])), "as the reader writes a number"


def test_it_can_be_made_anew_until_the_meeting_is_called_and_never_after(cast, now, committee):
    per = viewer_of(cast, "per", today_of(now))
    meeting = a_meeting(cast, committee, now)
    a_case(cast, meeting, now)
    Story.objects.create(organisation=cast.solvik, text="Den første.", told_on=today_of(now))
    assert the_pack(refresh_pack(meeting=meeting, by=per, now=now)).story == "Den første."
    Story.objects.update(text="Endret før innkalling.")
    called = call_meeting(meeting=meeting, by=per, now=now)
    assert the_pack(called).story == "Endret før innkalling."
    Story.objects.update(text="Endret etterpå.")
    with pytest.raises(Refused, match="sendt ut"):
        refresh_pack(meeting=called, by=per, now=now + timedelta(hours=1))
    called.refresh_from_db()
    assert the_pack(called).story == "Endret før innkalling."


def test_a_withdrawn_figure_does_not_change_what_was_sent(cast, now, committee):
    """What people prepared on is what is kept: the pack is paper."""
    a_measured_year(cast, now)
    meeting = a_called_meeting(cast, committee, now)
    before = the_pack(meeting)
    Figure.objects.all().delete()
    meeting.refresh_from_db()
    assert the_pack(meeting) == before


def test_a_survey_withdrawn_afterwards_is_read_in_no_pack(cast, client, now, committee):
    """What the auditor has objected to is nobody's to read; what was done since last stands."""
    last = a_measured_year(cast, now)
    meeting = a_called_meeting(cast, committee, now)
    assert the_pack(meeting).signals
    Withdrawal.objects.create(pulse_round=last, withdrawn_at=now + DAY, withdrawn_by="Amina Ali")
    pack = the_pack(meeting)
    assert (pack.overall, pack.signals, pack.measured) == (None, (), "")
    assert len(pack.counts) == COUNTS_OF_WORK
    client.force_login(cast.user("amina"))
    page = client.get(reverse("meeting_pack", args=[meeting.pk])).content.decode()
    file = client.get(reverse("meeting_export", args=[meeting.pk, "pdf"])).content
    paper = " ".join(" ".join(part.extract_text() for part in PdfReader(io.BytesIO(file)).pages).split())
    for said in (page, paper):
        assert "En måling er trukket tilbake" in said
        assert "Hjemmetjenesten Nord" not in said
        assert "16 svar" not in said
        assert "Risikovurderinger som gjelder" in said


def test_a_survey_withdrawn_before_a_pack_or_in_another_organisation_takes_nothing_from_it(cast, now, committee):
    last = a_measured_year(cast, now)
    meeting = a_called_meeting(cast, committee, now)
    before = Withdrawal.objects.create(pulse_round=last, withdrawn_at=now - DAY, withdrawn_by="Amina Ali")
    assert the_pack(meeting).signals
    Withdrawal.objects.filter(pk=before.pk).update(withdrawn_at=now + DAY)
    PulseRound.objects.filter(pk=last.pk).update(organisation=cast.other)
    assert the_pack(meeting).signals


def test_what_is_done_for_one_person_is_not_even_counted(cast, now, committee):
    """Of the only measure in a team a number would tell as much as a name."""
    a_measured_year(cast, now)
    day = today_of(now)
    a_measure(cast.nord, level="individual", status="under_way", starts_on=day, due_on=day + DAY)
    a_finished_measure(cast.nord, level="individual", finished_on=day)
    pack = the_pack(a_called_meeting(cast, committee, now))
    assert pack.signals[0].measures == "Ingen tiltak så langt."
    assert pack.measures == ("0 tiltak er i gang.",)


def test_a_story_its_teller_has_taken_back_is_read_in_no_pack(cast, now, committee):
    story = Story.objects.create(organisation=cast.solvik, unit=cast.nord, text="Vi ble hørt.", told_on=today_of(now))
    meeting = a_called_meeting(cast, committee, now)
    assert the_pack(meeting).story == "Vi ble hørt."
    Story.objects.filter(pk=story.pk).update(withdrawn_on=today_of(now), text="–")
    assert the_pack(meeting).story == ""


def test_a_pack_costs_as_many_statements_for_many_units_as_for_few(cast, now, committee):
    from tests.cast import make_unit

    a_measured_year(cast, now)
    meeting, per, costs = a_meeting(cast, committee, now), viewer_of(cast, "per", today_of(now)), []
    for _ in range(2):
        for number in range(10):
            unit = make_unit(cast.solvik, f"Enhet {number} {len(costs)}", cast.helse)
            a_measure(unit, starts_on=today_of(now), due_on=today_of(now))
        with CaptureQueriesContext(connection) as asked:
            build_pack(per, meeting, None, language="nb")
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 30
