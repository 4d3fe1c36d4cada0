"""The wheel as it is drawn of a real year."""

from __future__ import annotations

import pytest

from samspill.content.yearwheel import preset_for, shipped_milestones
from samspill.design.charts.marks import RINGS
from samspill.design.charts.wheel import MonthName, Segment, YearWheel, year_wheel
from samspill.yearwheel.models import Ring

MONTHS = tuple(MonthName(str(number), str(number)) for number in range(1, 13))
MARKS = ("done", "due", "planned")


def test_every_ring_has_its_place_and_its_shape() -> None:
    assert set(RINGS) == set(Ring.values) == {one.ring.value for one in shipped_milestones().values()}


@pytest.mark.parametrize("shift", range(3))
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("headcount", [3, 7, 20, 40, 180])
def test_the_words_of_every_shipped_wheel_fit_whole(headcount: int, language: str, shift: int) -> None:
    segments = tuple(
        Segment(one.month, one.ring.value, one.short.in_language(language), MARKS[(number + shift) % 3], "")
        for number, one in enumerate(preset_for(headcount, public=True, violence=True).milestones)
    )
    wheel = YearWheel(2026, "Solvik kommune", MONTHS, segments, ("Fellesferie", "ingen måling"))
    assert "…" not in year_wheel(wheel, title="a", description="b")
