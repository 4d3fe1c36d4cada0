"""What a pack may be made of, as types: nothing here asks the database."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samspill.amu.exports.papers import Agenda, agenda_report
from samspill.amu.queries.packs import points_of
from samspill.amu.rules.packs import (
    COUNTS_OF_WORK,
    MOST_SIGNALS,
    Pack,
    PackMeasure,
    PackTrend,
)
from samspill.amu.views.drawing import drawn_pack
from samspill.design.charts.types import Band, Point, Scale, Series
from samspill.design.figures import few
from samspill.documents.report import Facts, Figure, Listed, Note, Paragraph, Points, Report

POINTS = (
    Point("okt", 3.6, 3.3, 3.9),
    Point("nov", None, None, None, (3.0, 3.5)),
    Point("des"),
    Point("jan", 2.75, 2.4, 3.1, signal=True),
)
TREND = PackTrend(
    place="Solvik",
    name="Samlet",
    words="Ingen tydelig endring.",
    detail="Siste måling 2,8, 16 svar.",
    series=Series(POINTS, Band(3.3, 3.9), Scale()),
    is_line=False,
    measures="Ingen tiltak så langt.",
)
PACK = Pack(
    made_on="23. november 2026",
    measured="Månedspuls, november 2026",
    overall=replace(TREND, measures=""),
    signals=(replace(TREND, place="Hjemmetjenesten Nord", words="Lavere enn før."),),
    story="Vakttelefonen har én eier.",
    story_about="Restitusjon",
    story_id=7,
    measures=("Ett tiltak er i gang.",),
    plan=(PackMeasure("Færre møter", "I gang", "1. desember 2026"),),
    wheel=("1.–16. desember: AMU går gjennom året",),
    counts=(
        ("Svar på målingen", "Mellom 70 og 75 prosent svarte."),
        ("Samtaler i team om resultatet", "færre enn 5"),
        ("Fortellinger om hva som hjalp", "6"),
        ("Avgjørelser", "færre enn 5"),
        ("Risikovurderinger som gjelder", "1"),
    ),
)
EMPTY = Pack(made_on="23. november 2026", measured="", overall=None, signals=())


# -- what there is room for ----------------------------------------------------------------------------------

ALLOWED = {
    "made_on", "measured", "overall", "signals", "story", "story_about", "story_id", "measures", "plan", "wheel", "counts",
    "is_taken_back", "place", "name", "words", "detail", "series", "is_line", "title", "status", "remark", "points", "band",
    "scale", "label", "mean", "low", "high", "area", "signal", "changed", "lowest", "highest", "low_word", "high_word",
}  # fmt: skip
"""Every name there is in a pack that is kept. A new one is a decision: see ADR 0025."""


def names_in(data: Any) -> set[str]:
    if isinstance(data, dict):
        return set(data) | {name for value in data.values() for name in names_in(value)}
    if isinstance(data, list | tuple):
        return {name for value in data for name in names_in(value)}
    return set()


def test_a_pack_that_is_kept_has_room_for_these_things_and_no_others():
    assert names_in(PACK.as_data()) == ALLOWED


@pytest.mark.parametrize("word", ["comment", "person", "owner", "unit", "teller", "responsible", "answers", "email"])
def test_there_is_nowhere_for_a_comment_a_person_or_an_answer(word):
    assert not [name for name in ALLOWED if word in name]


def test_a_measure_in_a_pack_has_no_place_for_who_sees_to_it():
    assert {one.name for one in fields(PackMeasure)} == {"title", "status", "remark"}


def test_there_are_three_signals_at_most():
    assert MOST_SIGNALS == 3


# -- kept and read back --------------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", [PACK, EMPTY, replace(PACK, overall=None), replace(PACK, signals=())])
def test_it_is_read_back_as_it_was_kept(pack):
    assert Pack.from_data(json.loads(json.dumps(pack.as_data()))) == pack


@pytest.mark.parametrize(
    "series",
    [
        Series(()),
        Series(POINTS[:1]),
        Series(POINTS),
        Series(POINTS, Band(2.0, 4.0), Scale(1, 7, "svært uenig", "svært enig")),
        Series((Point("æøå", 1.0, 1.0, 5.0, changed=True), Point("", area=(1.0, 5.0)))),
    ],
)
@pytest.mark.parametrize("story", ["", "Sagt «rett ut»\nog \\ videre"])
def test_whatever_is_drawn_and_told_is_read_back(series, story):
    pack = replace(PACK, overall=replace(TREND, series=series), story=story)
    assert Pack.from_data(json.loads(json.dumps(pack.as_data()))) == pack


# -- taken out -----------------------------------------------------------------------------------------------


def test_without_figures_nothing_that_was_answered_is_left():
    left = PACK.without_figures()
    assert left.is_taken_back
    assert (left.overall, left.signals, left.measured) == (None, (), "")
    assert len(left.counts) == COUNTS_OF_WORK
    assert "svarte" not in str(left.counts)
    assert (left.story, left.plan, left.wheel) == (PACK.story, PACK.plan, PACK.wheel)


def test_without_figures_twice_is_without_figures():
    assert PACK.without_figures().without_figures() == PACK.without_figures()


def test_a_pack_that_never_had_a_count_of_answers_loses_no_other():
    unmeasured = replace(PACK, counts=PACK.counts[1:])
    assert unmeasured.without_figures().counts == PACK.counts[1:]


def test_without_its_story_the_rest_stands():
    left = PACK.without_story()
    assert (left.story, left.story_about) == ("", "")
    assert (left.overall, left.counts, left.plan) == (PACK.overall, PACK.counts, PACK.plan)


# -- few -----------------------------------------------------------------------------------------------------


@given(count=st.integers(0, 999))
def test_below_five_every_count_is_the_same_words(count):
    assert (few(count) == few(0)) is (count < 5)
    assert count < 5 or few(count) == str(count)


@pytest.mark.parametrize(("language", "words"), [("nb", "færre enn 5"), ("nn", "færre enn 5"), ("en", "fewer than 5")])
def test_few_is_said_in_the_language_that_is_on(language, words):
    with translation.override(language):
        assert {few(count) for count in range(5)} == {words}


# -- drawn and laid out --------------------------------------------------------------------------------------


def test_figures_behind_a_chart_are_numbers_areas_or_a_dash():
    assert points_of(TREND) == [("okt", "3,60"), ("nov", "3,0–3,5"), ("des", "–"), ("jan", "2,75")]
    with translation.override("en"):
        assert dict(points_of(TREND))["jan"] == "2.75"


def test_every_trend_of_a_pack_is_drawn_with_its_words():
    drawn = drawn_pack(PACK)
    assert drawn.overall is not None
    assert "Ingen tydelig endring." in drawn.overall.chart
    assert [one.trend.place for one in drawn.signals] == ["Hjemmetjenesten Nord"]
    assert drawn_pack(EMPTY).overall is None


def paper(pack: Pack | None) -> Report:
    from samspill.amu.models import Committee, Meeting
    from samspill.amu.tests.standings import HOUR, NOW
    from samspill.organisations.models import Organisation

    committee = Committee(name="Arbeidsmiljøutvalget", organisation=Organisation(name="Solvik kommune"))
    meeting = Meeting(committee=committee, starts_at=NOW, ends_at=NOW + 2 * HOUR, place="Rom 2", pack_at=NOW)
    return agenda_report(Agenda(meeting, [], [], pack), language="nb")


def blocks_of(report: Report, kind: type) -> list[Any]:
    return [block for section in report.sections for block in section.blocks if isinstance(block, kind)]


def headings(report: Report) -> list[str]:
    return [section.heading for section in report.sections]


def test_on_paper_a_pack_is_told_in_the_order_of_the_page():
    assert headings(paper(PACK)) == [
        "Saksliste",
        "Møtepakke",
        "Samlet for virksomheten",
        "Tegn å snakke om",
        "Hva hjalp?",
        "Status for tiltakene",
        "Årshjulet framover",
        "Tall siden sist",
    ]


def test_every_chart_on_paper_has_words_for_those_who_do_not_see_it():
    figures = blocks_of(paper(PACK), Figure)
    assert len(figures) == 2
    assert all(one.alt and one.data.rows for one in figures)


def test_the_story_and_the_counts_stand_as_they_are():
    report = paper(PACK)
    assert [one.text for one in blocks_of(report, Note)] == ["Vakttelefonen har én eier."]
    assert blocks_of(report, Facts)[0].pairs == PACK.counts
    assert [one.table.rows for one in blocks_of(report, Listed)] == [[("Færre møter", "I gang", "1. desember 2026")]]
    assert PACK.wheel in [one.lines for one in blocks_of(report, Points)]


@pytest.mark.parametrize(
    ("pack", "sentence"),
    [
        (PACK, "Tallene er fra Månedspuls, november 2026."),
        (EMPTY, "Ingen tall er publisert ennå."),
        (PACK.without_figures(), "En måling er trukket tilbake etter at pakken ble laget, så tallene er tatt bort."),
    ],
)
def test_what_the_figures_are_of_is_said_first(pack, sentence):
    assert blocks_of(paper(pack), Paragraph)[0].text == sentence


def test_where_nothing_has_changed_that_is_said_calmly():
    calm = replace(PACK, signals=())
    assert any("svinger som vanlig" in one.text for one in blocks_of(paper(calm), Paragraph))


def test_figures_that_were_taken_back_leave_no_empty_heading():
    assert "Tegn å snakke om" not in headings(paper(PACK.without_figures()))
    assert "Samlet for virksomheten" not in headings(paper(PACK.without_figures()))


def test_how_people_are_protected_stands_where_there_are_figures_alone():
    assert paper(PACK).protection
    assert not paper(None).protection
    assert headings(paper(None)) == ["Saksliste"]
