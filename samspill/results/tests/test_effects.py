"""A measure seen from the results: from published figures only, and only those the viewer may see."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.audit.rules import Hidden
from samspill.insight.effect import Verdict
from samspill.insight.tables import INDEX
from samspill.organisations.models import Role, Unit
from samspill.pulses.models import PulseRound
from samspill.pulses.tests.rounds import viewer_of
from samspill.results.access import Trial, effect_for, round_with_figures
from samspill.results.actions import close_round
from samspill.results.gate.comparing import Course, course_of
from samspill.results.tests.rounds import open_round
from tests.cast import Cast, give_role, make_person, make_unit

MONTHS, AFTER = 12, 6
"""Twelve rounds, the last six of them after the start."""


def year(cast: Cast, now: datetime, changed: dict[Unit, int], calm: list[Unit]) -> date:
    """Units in ``changed`` move by so many steps at half time; returns the day the measure began."""
    chance = random.Random(7)
    for month in range(MONTHS, 0, -1):
        at = now - timedelta(days=30 * month - 20)
        step = 1 if month <= AFTER else 0
        answers = {
            unit: [min(5, max(1, 3 + step * move + chance.choice([-1, 0, 0, 0, 1]))) for _ in range(14)]
            for unit, move in {**changed, **dict.fromkeys(calm, 0)}.items()
        }
        close_round(pulse_round=open_round(cast.solvik, answers, now=at), now=at)
    return (now - timedelta(days=30 * AFTER + 5)).date()


def five_calm(cast: Cast, number: int = 5) -> list[Unit]:
    return [make_unit(cast.solvik, f"Enhet {place}", cast.teknisk) for place in range(number)]


def course(cast: Cast, who: str, unit: Unit, start: date, **more: object) -> Course:
    trial = Trial(item="P1", start=start, elsewhere=more.get("elsewhere", {}), seed=1)  # type: ignore[arg-type]
    found = course_of(viewer_of(getattr(cast, who)), unit, trial, language="nb")
    assert found
    return found


def test_before_anything_is_asked_there_is_nothing_to_show(cast: Cast, now: datetime) -> None:
    trial = Trial("P1", now.date(), {}, 1)
    assert effect_for(viewer_of(cast.kari), cast.nord, trial, hoped=None, language="nb") is None
    assert round_with_figures(viewer_of(cast.kari), cast.nord) is None


def test_a_units_figures_are_hidden_from_those_who_may_not_see_them(cast: Cast, now: datetime) -> None:
    start = year(cast, now, {cast.nord: 1}, [cast.sor])
    with pytest.raises(Hidden):
        effect_for(viewer_of(cast.jonas), cast.sor, Trial("P1", start, {}, 1), hoped=None, language="nb")
    with pytest.raises(Hidden):
        round_with_figures(viewer_of(cast.ola), cast.nord)


@pytest.mark.parametrize(("move", "verdict"), [(1, Verdict.BETTER), (-1, Verdict.WORSE), (0, Verdict.UNCLEAR)])
def test_one_unit_gets_a_sign_without_a_probability(cast: Cast, now: datetime, move: int, verdict: Verdict) -> None:
    start = year(cast, now, {cast.nord: move}, five_calm(cast))
    found = course(cast, "jonas", cast.nord, start)
    assert (found.basis, found.effect.verdict, found.effect.p) == ("alone", verdict, None)


def test_others_are_one_line_of_at_least_five_units_and_name_none(cast: Cast, now: datetime) -> None:
    start = year(cast, now, {cast.nord: 1}, five_calm(cast))
    found = course(cast, "jonas", cast.nord, start)
    assert len(found.others) == MONTHS
    assert all(value is not None and 2.5 < value < 3.5 for value in found.others)
    page = effect_for(viewer_of(cast.jonas), cast.nord, Trial("P1", start, {}, 1), hoped=4.0, language="nb")
    assert page
    assert "Enhet 1" not in page.chart + page.sentence + " ".join(page.reservations)


def test_with_four_others_there_is_no_line(cast: Cast, now: datetime) -> None:
    start = year(cast, now, {cast.nord: 1}, five_calm(cast, 4))
    assert set(course(cast, "jonas", cast.nord, start).others) == {None}


def test_a_viewer_who_sees_all_but_one_of_the_others_gets_no_line(cast: Cast, now: datetime) -> None:
    calm = five_calm(cast)
    start = year(cast, now, {cast.nord: 1}, calm)
    curious = make_person(cast.nord, "Nysgjerrig Per", email="n@solvik.example")
    give_role(curious, Role.LEADER, *calm[:4])
    trial = Trial("P1", start, {}, 1)
    found = course_of(viewer_of(curious), cast.nord, trial, language="nb")
    assert found
    assert set(found.others) == {None}
    assert course(cast, "per", cast.nord, start).others[0] is not None


def test_units_with_the_same_measure_are_not_compared_with(cast: Cast, now: datetime) -> None:
    calm = five_calm(cast)
    start = year(cast, now, {cast.nord: 1}, calm)
    elsewhere = {calm[0].pk: start - timedelta(days=100)}
    found = course(cast, "jonas", cast.nord, start, elsewhere=elsewhere)
    assert set(found.others) == {None}


def test_three_units_that_began_together_are_compared_with_those_that_did_not(cast: Cast, now: datetime) -> None:
    three = [cast.nord, cast.sor, make_unit(cast.solvik, "Legevakta", cast.helse)]
    start = year(cast, now, dict.fromkeys(three, 1), five_calm(cast, 8))
    found = course(cast, "per", cast.nord, start, elsewhere={unit.pk: start for unit in three[1:]})
    assert (found.basis, found.effect.verdict) == ("compared", Verdict.BETTER)
    assert found.effect.p is not None
    assert found.effect.p <= 0.05
    assert (found.effect.units, found.effect.compared) == (3, 8)


def test_units_that_began_another_month_are_not_judged_by_this_date(cast: Cast, now: datetime) -> None:
    three = [cast.nord, cast.sor, make_unit(cast.solvik, "Legevakta", cast.helse)]
    start = year(cast, now, dict.fromkeys(three, 1), five_calm(cast, 5))
    elsewhere = {three[1].pk: start, three[2].pk: start - timedelta(days=70)}
    assert course(cast, "per", cast.nord, start, elsewhere=elsewhere).basis == "alone"


def test_the_whole_organisation_is_compared_with_its_own_course(cast: Cast, now: datetime) -> None:
    start = year(cast, now, {cast.nord: 1, cast.sor: 1}, [])
    found = course(cast, "kari", cast.root, start)
    assert (found.basis, found.effect.verdict) == ("organisation", Verdict.TOO_EARLY)


def test_soon_after_the_start_it_is_too_early(cast: Cast, now: datetime) -> None:
    year(cast, now, {cast.nord: 1}, five_calm(cast))
    found = course(cast, "jonas", cast.nord, now.date() - timedelta(days=20))
    assert found.effect.verdict == Verdict.TOO_EARLY
    page = effect_for(viewer_of(cast.jonas), cast.nord, Trial("P1", now.date(), {}, 1), hoped=None, language="nb")
    assert page
    assert page.sentence.startswith("For tidlig eller for få svar.")
    assert page.rounds_since == 0


def test_the_page_never_says_that_the_measure_did_it(cast: Cast, now: datetime) -> None:
    start = year(cast, now, {cast.nord: 1}, five_calm(cast))
    page = effect_for(viewer_of(cast.jonas), cast.nord, Trial("P1", start, {}, 1), hoped=3.9, language="nb")
    assert page
    assert page.sentence.startswith("Tegn til bedring.")
    assert page.reservations[0].startswith("Vi kan ikke vite at tiltaket er årsaken.")
    assert "stiger ofte av seg selv" in page.reservations[-1]
    words = " ".join([page.sentence, *page.reservations])
    assert not any(claim in words for claim in ("førte til", "hjalp", "ga bedre", "virket"))
    assert "Vi håpet på 3,9" in page.chart
    assert "Start " in page.chart
    assert len(page.lines) == MONTHS
    assert dict(page.ends).keys() == {"line", "goal", "compare", "band"}


def test_the_index_can_be_what_a_measure_should_show_in(cast: Cast, now: datetime) -> None:
    start = year(cast, now, {cast.nord: 1}, [cast.sor])
    page = effect_for(viewer_of(cast.jonas), cast.nord, Trial(INDEX, start, {}, 1), hoped=None, language="nb")
    assert page
    assert "Samlet for de tre månedsspørsmålene" in page.item_name


def test_a_round_that_is_not_published_tells_nothing(cast: Cast, now: datetime) -> None:
    start = year(cast, now, {cast.nord: 1}, [cast.sor])
    PulseRound.objects.update(state=PulseRound.State.NOT_PUBLISHED)
    trial = Trial("P1", start, {}, 1)
    assert effect_for(viewer_of(cast.jonas), cast.nord, trial, hoped=None, language="nb") is None


def test_the_cost_does_not_grow_with_the_units(cast: Cast, now: datetime) -> None:
    start = year(cast, now, {cast.nord: 1}, five_calm(cast, 7))
    jonas = viewer_of(cast.jonas)
    with CaptureQueriesContext(connection) as said:
        effect_for(jonas, cast.nord, Trial("P1", start, {}, 1), hoped=None, language="nb")
    assert len(said) <= 8, [one["sql"][:80] for one in said]
