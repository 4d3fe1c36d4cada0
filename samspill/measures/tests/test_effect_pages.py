"""Did it work? What the page of a measure shows of figures, to whom, and what it suggests."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from samspill.measures.models import Measure, SharedPlan
from samspill.measures.queries.effect import effect_of
from samspill.measures.tests.plans import TODAY, a_measure
from samspill.pulses.tests.rounds import viewer_of
from samspill.results.tests.test_effects import five_calm, year
from tests.cast import Cast


def begun(cast: Cast, now: datetime, **fields: Any) -> Measure:
    """A measure in Nord, whose figures rose clearly after its start."""
    start = year(cast, now, {cast.nord: 1}, five_calm(cast))
    given = {"status": "evaluating", "starts_on": start, "indicator": "P1", "hoped_level": 3.8, **fields}
    return a_measure(cast.nord, expected_on=start, **given)


def seen(client: Client, cast: Cast, who: str, name: str, measure: Measure) -> str:
    client.force_login(cast.user(who))
    answer = client.get(reverse(name, args=[measure.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_what_the_figures_say_and_the_reservation_with_it(
    client: Client, cast: Cast, now: datetime
) -> None:
    text = seen(client, cast, "kari", "measure", begun(cast, now))
    assert "Tegn til bedring. «Håndterbar belastning» ligger høyere enn før start" in text
    assert "Vi kan ikke vite at tiltaket er årsaken." in text
    assert "Vi håpet på 3,8" in text


def test_the_verdict_is_suggested_and_the_team_decides(client: Client, cast: Cast, now: datetime) -> None:
    measure = begun(cast, now)
    text = seen(client, cast, "jonas", "measure_end", measure)
    assert re.search(r'value="better"[^>]*checked', text)
    client.post(reverse("measure_end", args=[measure.pk]), {"verdict": "unclear", "lesson": "Vi er ikke sikre."})
    measure.refresh_from_db()
    assert (measure.status, measure.verdict) == ("finished", "unclear")


def test_whoever_reads_a_shared_plan_gets_no_figures_with_it(client: Client, cast: Cast, now: datetime) -> None:
    measure = begun(cast, now)
    SharedPlan.objects.create(unit=cast.nord, shared_on=TODAY)
    stranger = viewer_of(cast.crew[8])
    assert effect_of(stranger, measure, "nb") is None
    assert effect_of(viewer_of(cast.kari), measure, "nb") is not None


def test_whoever_is_responsible_from_another_unit_gets_no_figures_either(cast: Cast, now: datetime) -> None:
    measure = begun(cast, now, responsible=cast.crew[8])
    assert effect_of(viewer_of(cast.crew[8]), measure, "nb") is None


def test_what_is_only_proposed_has_no_effect(cast: Cast, now: datetime) -> None:
    measure = begun(cast, now, status="proposed")
    assert effect_of(viewer_of(cast.jonas), measure, "nb") is None


def test_without_an_indicator_the_three_monthly_questions_together_are_shown(cast: Cast, now: datetime) -> None:
    measure = begun(cast, now)
    measure.indicator = ""
    page = effect_of(viewer_of(cast.jonas), measure, "nb")
    assert page
    assert page.item_name.startswith("Samlet")


def test_the_same_measure_elsewhere_is_known_and_only_once_it_has_begun(cast: Cast, now: datetime) -> None:
    measure = begun(cast, now, library_id="T3")
    a_measure(cast.sor, library_id="T3", status="under_way", starts_on=measure.starts_on)
    a_measure(cast.helse, library_id="T3")
    page = effect_of(viewer_of(cast.jonas), measure, "nb")
    assert page
    assert "Én eller to enheter er for få" in " ".join(page.reservations)


def test_a_measure_that_ended_leads_to_telling_what_helped(client: Client, cast: Cast, now: datetime) -> None:
    measure = begun(cast, now, status="finished", verdict="worse", finished_on=TODAY)
    for name in ("kari", "jonas"):
        text = seen(client, cast, name, "measure", measure)
        assert "Dere så tegn til forverring." in text
        assert f"{reverse('story_tell')}?tiltak={measure.pk}" in text
