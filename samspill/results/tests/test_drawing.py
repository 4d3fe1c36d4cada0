"""What a row's drawing says under its points, and when the key explains a changed unit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samspill.insight.trends import Assessment, State
from samspill.results.gate.drawing import has_breaks, series_of
from samspill.results.gate.tables import SafeFigure, SafePoint, SafeRound, SafeRow

FIGURE = SafeFigure("value", n=12, mean=3.4, low=3.0, high=3.8)
HIDDEN = SafeFigure("hidden", reason="few")
MARCH = date(2025, 3, 14)


def point(number: int, *, days: int, is_new_cover: bool = False, figure: SafeFigure = FIGURE) -> SafePoint:
    closed_on = MARCH + timedelta(days=days * number)
    one = SafeRound(number, "Puls", "Puls", "pulse", closed_on, "mnd", is_published=True, is_imported=False)
    return SafePoint(one, figure, is_new_cover)


def row(*points: SafePoint, is_monthly: bool = True) -> SafeRow:
    calm = Assessment("team", State.ORDINARY, ())
    return SafeRow("ro", "Ro", "Jeg har ro.", "FOKUS", FIGURE, points, calm, is_monthly, 1)


def labels(shown: SafeRow) -> list[str]:
    return [one.label for one in series_of(shown, (1, 5), 13).points]


def test_a_year_of_months_needs_no_year() -> None:
    assert labels(row(*(point(number, days=31) for number in range(13)))) == ["mnd"] * 13


def test_over_several_years_each_month_has_its_year() -> None:
    quarters = row(*(point(number, days=91) for number in range(9)), is_monthly=False)
    assert labels(quarters) == [*["mnd ’25"] * 4, *["mnd ’26"] * 4, "mnd ’27"]


def test_nothing_measured_has_no_labels() -> None:
    assert labels(row()) == []


@pytest.mark.parametrize(
    ("changed_at", "figure", "is_monthly", "marked"),
    [(2, FIGURE, True, True), (0, FIGURE, True, False), (2, HIDDEN, True, False), (2, FIGURE, False, False)],
)
def test_the_key_explains_a_changed_unit_only_where_a_line_marks_one(
    *, changed_at: int, figure: SafeFigure, is_monthly: bool, marked: bool
) -> None:
    points = [point(number, days=31) for number in range(4)]
    points[changed_at] = point(changed_at, days=31, is_new_cover=True, figure=figure)
    assert has_breaks(row(*points, is_monthly=is_monthly)) is marked
