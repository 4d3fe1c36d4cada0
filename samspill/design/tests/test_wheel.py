"""The wheel of the year: what it draws, how it stands by shape, and words that fit."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from samspill.design.charts.arcs import Arc, point
from samspill.design.charts.fitting import SIZES, fitted, width_of
from samspill.design.charts.marks import MARKS, RINGS, mark_svg
from samspill.design.charts.styles import wheel_with_styles
from samspill.design.charts.wheel import MonthName, Segment, YearWheel, rings_drawn, year_wheel

MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
SVG = "{http://www.w3.org/2000/svg}"


def a_wheel(*segments: Segment, linked: bool = True, **more: object) -> YearWheel:
    months = tuple(MonthName(name, f"{name}: 1", f"/m/{name}" if linked else "") for name in MONTHS)
    rest = ("Fellesferie", "ingen måling")
    wheel = YearWheel(2026, "Solvik kommune", months, segments, rest, today=date(2026, 12, 2), today_words="I dag")
    return replace(wheel, **more)  # type: ignore[arg-type]


def a_segment(**fields: object) -> Segment:
    given = {"month": 9, "ring": "duties", "short": "Vernerunde", "status": "done", "heard": "Vernerunde: gjort"}
    return Segment(**{**given, "url": "/v/", **fields})  # type: ignore[arg-type]


def drawn(wheel: YearWheel) -> str:
    return str(year_wheel(wheel, title="Årshjul 2026", description="Alt står i listen."))


def parsed(wheel: YearWheel) -> ET.Element:
    return ET.fromstring(drawn(wheel).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))


def test_every_month_is_a_link_one_can_reach_and_what_lies_in_it_is_for_those_who_point():
    links = parsed(a_wheel(a_segment())).findall(f".//{SVG}a")
    reached = [link for link in links if link.get("tabindex") != "-1"]
    assert [link.get("aria-label") for link in reached] == [f"{name}: 1" for name in MONTHS]
    others = [link for link in links if link.get("tabindex") == "-1"]
    assert [(link.get("href"), link.get("aria-hidden")) for link in others] == [("/v/", "true")]


def test_it_has_a_title_and_a_description_and_is_a_picture_where_nothing_leads_on():
    found = parsed(a_wheel(a_segment()))
    assert found.get("role") == "group"
    assert found.find(f"{SVG}title").text == "Årshjul 2026"
    assert parsed(a_wheel(a_segment(url=""), linked=False)).get("role") == "img"


def test_it_carries_classes_only_and_each_id_once():
    wheel = a_wheel(a_segment(), a_segment(month=3, ring="rounds", status="due"))
    text = drawn(wheel)
    assert "style=" not in text
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)
    other = set(re.findall(r' id="([^"]+)"', drawn(replace(wheel, year=2027))))
    assert not set(ids) & other


@pytest.mark.parametrize("status", ["due", "overdue", "done", "skipped"])
def test_how_it_stands_is_told_by_a_shape_of_its_own(status):
    assert MARKS[status] in drawn(a_wheel(a_segment(status=status)))
    assert len(set(MARKS.values())) == len(MARKS)


def test_what_is_planned_has_no_mark_and_lets_the_rest_be_seen():
    text = drawn(a_wheel(a_segment(status="planned")))
    assert not any(mark in text for mark in MARKS.values())
    assert mark_svg("planned")


def test_today_is_marked_in_its_own_year_alone():
    assert "I dag" in drawn(a_wheel(a_segment()))
    assert "w-month-now" in drawn(a_wheel(a_segment()))
    assert "I dag" not in drawn(a_wheel(a_segment(), today=date(2027, 1, 5)))


def test_july_says_that_nothing_happens_unless_something_does():
    assert "Fellesferie" in drawn(a_wheel(a_segment()))
    assert "Fellesferie" not in drawn(a_wheel(a_segment(), a_segment(month=7, ring="rounds")))


def test_more_than_there_is_room_for_are_counted_and_lead_to_the_month():
    many = [a_segment(short=f"Sak {n}", heard=f"Sak {n}", url=f"/{n}/", status="planned") for n in range(5)]
    text = drawn(a_wheel(*many))
    assert "Sak 1" in text
    assert "+ 3" in text
    assert "Sak 2; Sak 3; Sak 4" in text
    assert 'href="/m/sep" tabindex="-1"' in text


def test_a_ring_with_nothing_in_it_is_not_drawn():
    assert rings_drawn([a_segment(ring="support"), a_segment()]) == ("duties", "support")
    assert rings_drawn([a_segment(ring=ring) for ring in reversed(RINGS)]) == RINGS
    assert "w-track" not in drawn(a_wheel())


def test_a_wheel_for_the_wall_has_the_numbers_of_the_weeks_and_none_upon_another():
    text = drawn(a_wheel(a_segment(), has_weeks=True))
    weeks = re.findall(r'class="w-week" x="([\d.-]+)" y="([\d.-]+)"[^>]*>(\d+)<', text)
    assert [int(week) for _x, _y, week in weeks] == list(range(1, 53))
    places = [(float(x), float(y)) for x, y, _week in weeks]
    assert all((a - c) ** 2 + (b - d) ** 2 > 400 for (a, b), (c, d) in pairwise(places))


def test_what_people_have_written_is_text():
    text = drawn(a_wheel(a_segment(short='<b>"&', heard='<script>"')))
    assert "<b>" not in text
    assert "<script>" not in text


def test_on_paper_its_rules_travel_with_it():
    text = wheel_with_styles(drawn(a_wheel(a_segment(), linked=False)))
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert ".w-duties" in text
    assert "var(" not in text


def test_words_below_the_middle_run_the_other_way_so_that_they_stand_upright():
    above, below = Arc(0, 30, 300, 340), Arc(180, 210, 300, 340)
    assert (above.is_below, below.is_below) == (False, True)
    assert " 0 0 1 " in above.line(320)
    assert " 0 0 0 " in below.line(320)
    assert below.reading_start(320, 0)[2] == pytest.approx(390)
    assert point(180, 100) == (500.0, 600.0)


def test_words_are_broken_then_made_smaller_then_cut():
    assert fitted("Puls", (200.0,)).lines == ("Puls",)
    assert fitted("Rutine for varsling", (100.0, 110.0)).lines == ("Rutine for", "varsling")
    assert fitted("Tids\u00adlekkasjer", (110.0, 110.0)).lines == ("Tids-", "lekkasjer")
    assert fitted("Vernerunder", (width_of("Vernerunder", SIZES[1]) + 1,)).size == SIZES[1]
    cut = fitted("Donaudampfschifffahrtsgesellschaft", (80.0, 80.0))
    assert cut.lines[0].endswith("…")
    assert width_of(cut.lines[0], cut.size) <= 80
