from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from samspill.audit.rules import Refused
from samspill.documents.refusals import UnreadableFile
from samspill.organisations.rules import Worker
from samspill.pulses.models import Kind, PulseRound
from samspill.results.imports import SurveyFiles, import_survey
from samspill.results.models import Comment, CommentPool, Figure, Rate
from tests.cast import make_unit

SURVEY = """
id: trivsel-2024
title: {nb: Trivsel 2024}
scale: {min: 1, max: 5, labels: {1: {nb: helt uenig}, 5: {nb: helt enig}}}
items:
  - {id: Q1, text: {nb: Jeg trives.}, factor: FOKUS, direction: "+"}
  - {id: Q2, text: {nb: Jeg er sliten.}, factor: MENGDE, direction: "-"}
"""
CLOSED = date(2024, 11, 15)


def rows(*lines: str) -> str:
    return "\n".join(["unit_id,Q1,Q2", *lines])


NORD = [f"hjemmetjenesten-nord,{q1},{q2}" for q1, q2 in [(3, 2), (4, 1), (2, 3), (3, 2), (4, 2), (3, 4), (2, 3)]]
SOR = [f"hjemmetjenesten-sør,{q1},{q2}" for q1, q2 in [(3, 3), (4, 2), (3, 3), (2, 3), (4, 2), (3, 3)]]


def read_in(cast, now, answers, *, survey=SURVEY, closed_on=CLOSED):
    files = SurveyFiles(survey.encode(), answers.encode(), "answers.csv")
    return import_survey(organisation=cast.solvik, files=files, closed_on=closed_on, by=Worker(cast.solvik.pk), now=now)


def refused(cast, now, answers, **more) -> list[str]:
    with pytest.raises(UnreadableFile) as refusal:
        read_in(cast, now, answers, **more)
    assert not PulseRound.objects.exists()
    return list(refusal.value.problems)


def test_a_survey_becomes_a_published_round_marked_as_imported(cast, now) -> None:
    imported = read_in(cast, now, rows(*NORD, *SOR))
    assert imported.respondents == 13
    assert imported.pulse_round.kind == Kind.IMPORTED
    assert imported.pulse_round.state == PulseRound.State.PUBLISHED
    nord = Figure.objects.get(unit=cast.nord, item="Q1")
    assert (nord.n, nord.mean, nord.covers) == (7, 3.0, ["hjemmetjenesten-nord"])


def test_a_reversed_item_is_turned_so_that_high_is_good(cast, now) -> None:
    read_in(cast, now, rows(*NORD))
    assert Figure.objects.get(unit=cast.nord, item="Q2").mean == pytest.approx(6 - 17 / 7, abs=0.01)


def test_units_that_are_too_small_pass_the_same_gate(cast, now) -> None:
    read_in(cast, now, rows(*NORD, "teknisk,3,3", "teknisk,2,4"))
    assert Figure.objects.get(unit=cast.teknisk, item="Q1").n is None
    assert not Figure.objects.filter(n__lt=5).exists()


def test_how_many_were_asked_is_not_known_so_there_is_no_rate(cast, now) -> None:
    read_in(cast, now, rows(*NORD, *SOR))
    assert not Rate.objects.exists()


def test_an_empty_field_and_na_are_no_answer(cast, now) -> None:
    read_in(cast, now, rows(*NORD, "hjemmetjenesten-nord,,4", "hjemmetjenesten-nord,NA,2"))
    assert Figure.objects.get(unit=cast.nord, item="Q1").n == 7
    assert Figure.objects.get(unit=cast.nord, item="Q2").n == 9


def test_every_fault_is_told_with_its_row_and_nothing_is_imported(cast, now) -> None:
    problems = refused(cast, now, rows(*NORD, "ukjent,3,3", "hjemmetjenesten-nord,6,3", "hjemmetjenesten-nord,3,2.5"))
    assert problems[:3] == [
        "Rad 9, kolonne «unit_id»: enheten «ukjent» finnes ikke her.",
        "Rad 10, kolonne «Q1»: «6» er utenfor skalaen 1–5.",
        "Rad 11, kolonne «Q2»: «2.5» er ikke et helt tall fra 1 til 5, tomt eller NA.",
    ]


def test_a_missing_and_a_strange_column_are_named(cast, now) -> None:
    assert "«Q2»" in refused(cast, now, "unit_id,Q1\nteknisk,3")[0]
    assert "«Q3»" in refused(cast, now, "unit_id,Q1,Q2,Q3\nteknisk,3,3,3")[0]


def test_a_faulty_questionnaire_is_refused_in_its_own_words(cast, now) -> None:
    assert refused(cast, now, rows(*NORD), survey="id: x")


def test_a_survey_cannot_have_closed_in_the_future(cast, now) -> None:
    assert refused(cast, now, rows(*NORD), closed_on=date(2027, 1, 1))


def test_the_same_survey_twice_is_refused(cast, now) -> None:
    read_in(cast, now, rows(*NORD, *SOR))
    with pytest.raises(Refused, match="lest inn før"):
        read_in(cast, now, rows(*SOR, *NORD), closed_on=date(2024, 11, 16))
    assert PulseRound.objects.count() == 1


def test_the_same_answers_on_another_tree_are_refused_with_the_reason(cast, now) -> None:
    read_in(cast, now, rows(*NORD, *SOR))
    make_unit(cast.solvik, "Vest", cast.helse)
    moved = [line.replace("hjemmetjenesten-sør", "vest") for line in SOR]
    with pytest.raises(Refused, match="trekkes fra hverandre"):
        read_in(cast, now, rows(*NORD, *moved), closed_on=date(2024, 12, 1))


def test_the_command_tells_that_raw_answers_have_been_seen(cast, tmp_path, capsys) -> None:
    (tmp_path / "q.yaml").write_text(SURVEY)
    (tmp_path / "a.csv").write_text(rows(*NORD, *SOR))
    given = ["--organisation", "solvik", "--questionnaire", str(tmp_path / "q.yaml"), "--closed-on", "2024-11-15"]
    call_command("import_survey", *given, str(tmp_path / "a.csv"))
    assert "Du har sett enkeltsvarene" in capsys.readouterr().out


def test_the_command_writes_the_faults_and_answers_one(cast, tmp_path, capsys) -> None:
    (tmp_path / "q.yaml").write_text(SURVEY)
    (tmp_path / "a.csv").write_text(rows("ukjent,3,3"))
    given = ["--organisation", "solvik", "--questionnaire", str(tmp_path / "q.yaml"), "--closed-on", "2024-11-15"]
    with pytest.raises(SystemExit) as ended:
        call_command("import_survey", *given, str(tmp_path / "a.csv"))
    assert ended.value.code == 1
    assert "Rad 2" in capsys.readouterr().err
    with pytest.raises(CommandError):
        call_command("import_survey", *["--organisation", "annen-by", *given[2:]], str(tmp_path / "a.csv"))


@pytest.mark.parametrize(
    ("comments", "number"), [(["Bra", " ", "", "Mye støy"], 2), (["", "", "", ""], 0), (["Bra", "", "", ""], 1)]
)
def test_comments_are_counted_and_left_out_and_stored_nowhere(cast, now, tmp_path, capsys, comments, number) -> None:
    said = [f"{row},{text}" for row, text in zip(NORD, [*comments, "", "", ""], strict=True)]
    (tmp_path / "q.yaml").write_text(SURVEY, encoding="utf-8")
    (tmp_path / "a.csv").write_text("\n".join(["unit_id,Q1,Q2,comment", *said]), encoding="utf-8")
    given = ["--organisation", "solvik", "--questionnaire", str(tmp_path / "q.yaml"), "--closed-on", "2024-11-15"]
    call_command("import_survey", *given, str(tmp_path / "a.csv"))
    told = capsys.readouterr().out
    word = {0: "", 1: "1 kommentar er utelatt", 2: "2 kommentarer er utelatt"}[number]
    assert word in told
    assert ("utelatt" in told) is bool(number)
    assert not Comment.objects.exists()
    assert not CommentPool.objects.exists()
    assert Figure.objects.get(unit=cast.nord, item="Q1").n == 7
