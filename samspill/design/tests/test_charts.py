"""Charts: small, quick, calm, the same everywhere, and never saying more than the figures."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import pairwise, product

import pytest
import typst

from samspill.design.charts import (
    Band,
    Effect,
    Part,
    Point,
    Relation,
    Scale,
    Series,
    distribution_bar,
    effect_chart,
    effect_charts,
    points_chart,
    relation_chart,
    sparkline,
    trend_chart,
    with_styles,
)
from samspill.design.charts.frame import PADDING
from samspill.design.charts.styles import SHEET, WIDTHS, is_chart
from samspill.design.tests.places import ROOT

MONTHS = ("des", "jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov")
MEANS = (3.6, 3.5, 3.7, 3.4, 3.6, 3.5, 3.5, None, 3.1, 2.9, 3.0, 2.9)
SAID = {"title": "Ro til å arbeide har ligget lavere enn før", "description": "Siste måling 2,9, 13 svar."}


def series(means: tuple[float | None, ...] = MEANS, *, signal: range = range(8, 12)) -> Series:
    last = len(means) - 1
    points = (
        Point(
            month, mean, *((mean - 0.4, mean + 0.4) if mean and index == last else (None, None)), signal=index in signal
        )
        for index, (month, mean) in enumerate(zip(MONTHS, means, strict=False))
    )
    return Series(tuple(points), Band(3.25, 3.9))


def quarters(*last: Point) -> Series:
    return Series((Point("mar", 4.3, 3.9, 4.7), Point("jun", 4.4, 4, 4.8), Point("sep", 4.4, 4, 4.8), *last))


EFFECT = Effect(
    Series(tuple(Point(m, 3.0, 2.6, 3.4) for m in MONTHS), Band(2.6, 3.2), Scale(low_word="aldri", high_word="alltid")),
    start=5.5,
    start_label="Start 2. februar",
    team_label="Teamet: 3,5",
    hoped=3.4,
    hoped_label="Vi håpet på 3,4",
    others=(3.1,) * 12,
    others_label="Fem lignende team: 3,1",
    band_label="Vanlig variasjon før",
)
PARTS = (Part(5, "5 svarte 1–2"), Part(4, "4 svarte 3"), Part(1, "1 svarte 4–5"))
CHARTS: dict[str, Callable[[], str]] = {
    "trend": lambda: trend_chart(series(), **SAID),
    "trend tiny": lambda: trend_chart(series(), **SAID, width="tiny"),
    "points": lambda: points_chart(quarters(Point("nov", area=(4, 5))), **SAID),
    "spark": lambda: sparkline(series(), **SAID),
    "effect": lambda: effect_chart(EFFECT, **SAID),
    "effect narrow": lambda: effect_chart(EFFECT, **SAID, width="narrow"),
    "distribution": lambda: distribution_bar(PARTS, **SAID),
    "relation": lambda: relation_chart(Relation(0.5, 0.2, 0.7), **SAID),
}


def lines(chart: str, name: str) -> list[ET.Element]:
    return [e for e in ET.fromstring(chart).iter("line") if name in e.get("class", "").split()]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_small_and_well_formed(name: str):
    chart = CHARTS[name]()
    assert len(chart.encode()) <= 6_000
    ET.fromstring(chart)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_title_and_description_by_ids_of_its_own(name: str):
    root = ET.fromstring(CHARTS[name]())
    title, desc = root.find("title"), root.find("desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == SAID["title"]
    found = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(found) == len(set(found))


def test_no_two_charts_on_a_page_share_an_id():
    keys = [re.search(r'aria-labelledby="(\S+)', draw()).group(1) for draw in CHARTS.values()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_values_give_the_same_drawing(name: str):
    assert CHARTS[name]() == CHARTS[name]()


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_classes_only_and_every_class_has_a_rule(name: str):
    chart = CHARTS[name]()
    assert "style" not in chart
    rules = (ROOT / "frontend/css/charts.css").read_text()
    for used in {name for names in re.findall(r'class="([^"]+)"', chart) for name in names.split()}:
        assert f".{used}" in rules, used


def test_words_from_people_are_escaped():
    hostile = '</title><script>alert("x")</script>'
    chart = trend_chart(Series((Point(hostile, 3.0),)), title=hostile, description=hostile)
    assert "<script" not in chart


def test_a_missing_round_is_a_gap_and_never_bridged():
    assert len(lines(trend_chart(series(), **SAID), "c-line")) == 9
    whole = tuple(mean or 3.3 for mean in MEANS)
    assert len(lines(trend_chart(series(whole), **SAID), "c-line")) == 11


def test_a_round_between_two_gaps_is_still_seen():
    chart = trend_chart(series((3.0, None, 3.4, None, 3.1), signal=range(0)), **SAID)
    assert chart.count("c-ring") == 2
    assert not lines(chart, "c-line")


def test_only_a_signal_is_drawn_strong_and_ringed():
    calm = trend_chart(series(signal=range(0)), **SAID)
    assert "c-strong" not in calm
    assert "c-ring" not in calm
    loud = trend_chart(series(), **SAID)
    assert len(lines(loud, "c-strong")) == 3
    assert loud.count("c-ring") == 3
    assert [e.text for e in ET.fromstring(loud).iter("text") if e.get("class") == "c-tx-line"] == ["aug"]


def test_the_latest_round_is_filled_and_has_its_interval():
    chart = trend_chart(series(), **SAID)
    assert chart.count("c-dot") == 1
    assert chart.count("c-ci") == 1


def test_an_area_is_hatched_over_its_whole_width_and_has_no_point():
    root = ET.fromstring(points_chart(quarters(Point("nov", area=(4, 5))), **SAID))
    zone = next(e for e in root.iter("rect") if e.get("class") == "c-zone")
    pattern = next(root.iter("pattern"))
    assert zone.get("fill") == f"url(#{pattern.get('id')})"
    assert (float(zone.get("y")), float(zone.get("height"))) == (10.0, 23.0)
    assert sum("c-dot" in e.get("class", "") for e in root.iter("circle")) == 0


def test_a_hidden_quarter_is_a_dash():
    chart = points_chart(quarters(Point("nov")), **SAID)
    assert ">–</text>" in chart
    assert "c-dot" not in chart


def test_few_points_get_no_line_and_no_band():
    chart = points_chart(Series(quarters().points, Band(3, 4)), **SAID)
    assert "c-line" not in chart.replace("c-tx-line", "")
    assert "c-band" not in chart


def test_a_changed_unit_is_marked_between_the_rounds():
    points = (Point("okt", 3.0), Point("nov", 3.1, changed=True))
    assert len(lines(trend_chart(Series(points), **SAID), "c-break")) == 1


def test_the_whole_scale_is_drawn_whatever_the_figures():
    low, high = (trend_chart(Series((Point("a", mean), Point("b", mean))), **SAID) for mean in (1.2, 4.9))
    for chart, label in product((low, high), ("1", "3", "5")):
        assert f">{label}</text>" in chart


def test_another_scale_is_drawn_to_its_own_ends():
    chart = trend_chart(Series((Point("a", 40), Point("b", 60)), scale=Scale(0, 100)), **SAID)
    assert ">100</text>" in chart
    assert ">50</text>" in chart


def test_there_are_no_more_months_than_there_is_room_for():
    months = [e.text for e in ET.fromstring(trend_chart(series(), **SAID)).iter("text") if e.text in MONTHS]
    assert len(months) <= 6
    assert {"aug", "nov"} <= set(months)


@pytest.mark.parametrize("means", [(), (3.0,), (None,), (None, None), (5.0, 1.0)])
def test_the_smallest_series_are_drawn_too(means: tuple[float | None, ...]):
    for draw in (trend_chart, points_chart, sparkline):
        ET.fromstring(draw(series(means), **SAID))


def test_names_at_the_ends_do_not_cover_each_other():
    root = ET.fromstring(effect_chart(EFFECT, **SAID))
    heights = sorted(float(e.get("y")) for e in root.iter("text") if e.get("dx") == "16")
    assert len(heights) == 4
    assert all(after - before >= 19 for before, after in pairwise(heights))


def test_a_narrow_effect_chart_leaves_its_names_to_the_list_below():
    assert "Teamet: 3,5" not in effect_chart(EFFECT, **SAID, width="narrow")
    both = effect_charts(EFFECT, **SAID)
    assert both.count("<svg") == 2


def test_a_part_too_small_for_words_shows_its_number():
    chart = distribution_bar(PARTS, **SAID)
    assert ">5 svarte 1–2<" in chart
    assert ">1<" in chart
    assert "1 svarte 4–5" not in chart


def test_nobody_answered_is_an_empty_bar():
    assert "<rect" not in distribution_bar((Part(0, "a"), Part(0, "b")), **SAID)


def test_page_and_paper_agree_on_the_room_around_the_plot():
    rules = (ROOT / "frontend/css/charts.css").read_text()
    for name, (left, right) in PADDING.items():
        written = re.search(rf"\.{name} \{{\s*padding-inline: (\d+)(?:px)? (\d+)(?:px)?;", rules)
        assert (int(written.group(1)), int(written.group(2))) == (left, right), name
    assert WIDTHS.keys() == PADDING.keys()


@pytest.mark.skipif(not SHEET.exists(), reason="the front end is not built")
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_with_styles_can_be_set_in_a_document(name: str, tmp_path):
    chart = with_styles(CHARTS[name]())
    assert is_chart(CHARTS[name]())
    assert "var(" not in chart
    (tmp_path / "chart.svg").write_text(chart)
    (tmp_path / "page.typ").write_text('#image("chart.svg", width: 100mm, alt: "x")')
    assert typst.compile(tmp_path / "page.typ", format="png", ppi=40)[:4] == b"\x89PNG"


def test_only_our_own_drawings_are_given_styles():
    with pytest.raises(ValueError, match="drawn here"):
        with_styles("<svg><script/></svg>")
