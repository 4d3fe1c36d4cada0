"""What is done without anybody saying so: found in the apps below, or told by those above."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from samspill.leadership.tests.telling import viewer_of
from samspill.measures.models import Conversation, Measure
from samspill.measures.tests.plans import a_measure
from samspill.organisations.models import Unit
from samspill.organisations.rules import Worker
from samspill.pulses.models import PulseRound
from samspill.risk.models import Assessment, AssessmentNumber
from samspill.yearwheel.actions import Done, find_done, report_done
from samspill.yearwheel.models import Change, Occurrence
from samspill.yearwheel.tests.telling import a_wheel, an_own_milestone, at, of
from tests.cast import Cast

DAY = timedelta(days=1)
APRIL = date(2026, 4, 20)


def found(cast: Cast, today: date) -> int:
    return find_done(organisation_id=cast.solvik.pk, today=today, by=Worker(cast.solvik.pk), now=at(today))


def talked(unit: Unit, on: date, **fields: Any) -> Conversation:
    given = {"kind": "dialogue", "began_at": at(on), "finished_at": at(on, 10), **fields}
    return Conversation.objects.create(organisation=unit.organisation, unit=unit, **given)


def assessed(unit: Unit, on: date) -> Assessment:
    number = AssessmentNumber.objects.create(organisation=unit.organisation, unit=unit)
    return Assessment.objects.create(
        number=number, edition=1, state="valid", together="Samlet", took_part="Alle", begun_on=on, valid_from=on,
        review_on=on + 365 * DAY, signed_on=on,
    )  # fmt: skip


def test_a_conversation_a_unit_has_held_is_its_meeting_and_no_other_units(cast: Cast) -> None:
    a_wheel(cast)
    held = talked(cast.nord, date(2026, 4, 15))
    assert found(cast, APRIL) == 1
    one = of("results_spring", unit=cast.nord)
    assert (one.state, one.how, one.done_on) == ("done", "by_itself", date(2026, 4, 15))
    assert one.source == f"/tiltak/samtaler/{held.pk}/" or str(held.pk) in one.source
    assert of("results_spring", unit=cast.sor).state == "open"
    assert Change.objects.get(occurrence=one).made_by_name == "Samspill"
    assert found(cast, APRIL) == 0


def test_a_meeting_within_the_lead_time_counts_and_one_long_before_does_not(cast: Cast) -> None:
    a_wheel(cast)
    talked(cast.nord, date(2026, 3, 27))
    talked(cast.sor, date(2026, 2, 10))
    found(cast, APRIL)
    assert of("results_spring", unit=cast.nord).state == "done"
    assert of("results_spring", unit=cast.sor).state == "open"


def test_an_assessment_of_a_unit_above_covers_those_below(cast: Cast) -> None:
    a_wheel(cast)
    assessed(cast.helse, date(2026, 4, 14))
    assert found(cast, APRIL) == 2
    assert of("risk", unit=cast.nord).state == of("risk", unit=cast.sor).state == "done"
    assert of("risk", unit=cast.teknisk).state == "open"


def test_a_measure_that_was_evaluated_is_its_units_evaluation(cast: Cast) -> None:
    a_wheel(cast)
    on = date(2026, 6, 10)
    a_measure(cast.nord, status="finished", verdict="better", finished_on=on, due_on=on, starts_on=on, created_on=on)
    found(cast, on + DAY)
    assert of("evaluate_spring", unit=cast.nord).state == "done"
    assert of("evaluate_spring", unit=cast.sor).state == "open"


def test_the_plan_is_gone_through_when_something_was_decided_and_nothing_is_left_lying(cast: Cast) -> None:
    a_wheel(cast)
    today = date(2026, 1, 20)
    late = a_measure(cast.nord, due_on=today - DAY, starts_on=today - 9 * DAY, created_on=date(2025, 12, 1))
    a_measure(cast.nord, due_on=today + DAY, starts_on=today, created_on=today)
    found(cast, today)
    assert of("goals").state == "open"
    Measure.objects.filter(pk=late.pk).update(due_on=today + DAY)
    found(cast, today)
    assert of("goals").state == "done"


def test_a_closed_round_closes_an_own_milestone_that_waits_for_one(cast: Cast) -> None:
    today = date(2026, 11, 23)
    an_own_milestone(cast, done_by="round_closed", title="Målingen er lukket")
    closed = datetime.combine(today, at(today).timetz())
    PulseRound.objects.create(
        organisation=cast.solvik, kind="monthly", definition={"title": {"nb": "Puls"}, "items": []},
        opens_at=closed - 5 * DAY, closes_at=closed, state="published", published_at=closed,
    )  # fmt: skip
    assert found(cast, today) == 1
    assert timezone.localdate(closed) == Occurrence.objects.get(year=2026).done_on


def test_what_people_must_say_themselves_is_never_found(cast: Cast) -> None:
    a_wheel(cast)
    talked(cast.nord, date(2026, 8, 20))
    found(cast, date(2026, 8, 25))
    assert of("team_agreement", unit=cast.nord).state == "open"


@pytest.mark.parametrize("number", [10, 20])
def test_looking_for_what_is_done_takes_as_many_statements_however_much_is_open(
    cast: Cast, django_assert_max_num_queries: Any, number: int
) -> None:
    a_wheel(cast)
    for n in range(number):
        an_own_milestone(cast, day=date(2026, 1, 3), title=f"Egen {n}", done_by="meeting_held")
    with django_assert_max_num_queries(9):
        found(cast, date(2026, 11, 25))


def a_meeting(cast: Cast, on: date, **fields: Any) -> Done:
    keys = ("amu_1", "amu_2", "amu_3", "amu_4")
    return Done(**{"organisation_id": cast.solvik.pk, "how": "meeting_held", "on": on, "keys": keys, **fields})


def test_the_committee_reports_its_meeting_and_the_one_that_fits_is_closed(cast: Cast) -> None:
    a_wheel(cast)
    on = date(2026, 2, 11)
    closed = report_done(done=a_meeting(cast, on, source="/amu/1/"), by=viewer_of(cast, "per", on), now=at(on))
    assert closed is not None
    assert closed.milestone.key == "amu_1"
    one = of("amu_1")
    assert (one.state, one.done_on, one.source, one.how) == ("done", on, "/amu/1/", "by_itself")


def test_the_same_report_twice_closes_nothing_more(cast: Cast) -> None:
    a_wheel(cast)
    on = date(2026, 5, 20)
    for _twice in range(2):
        report_done(done=a_meeting(cast, on, source="/amu/2/"), by=Worker(cast.solvik.pk), now=at(on))
    assert Occurrence.objects.filter(state="done").count() == 1


def test_a_meeting_that_is_early_within_the_lead_time_counts_and_earlier_ones_close_nothing(cast: Cast) -> None:
    a_wheel(cast)
    report_done(done=a_meeting(cast, date(2026, 2, 11), source="/1/"), by=Worker(cast.solvik.pk), now=at(APRIL))
    assert report_done(done=a_meeting(cast, date(2026, 3, 2), source="/2/"), by=Worker(1), now=at(APRIL)) is None
    early = report_done(done=a_meeting(cast, date(2026, 4, 20), source="/3/"), by=Worker(cast.solvik.pk), now=at(APRIL))
    assert early is not None
    assert early.milestone.key == "amu_2"


def test_a_report_of_a_unit_closes_that_units_own(cast: Cast) -> None:
    a_wheel(cast)
    done = a_meeting(cast, date(2026, 4, 15), keys=(), unit_id=cast.nord.pk)
    closed = report_done(done=done, by=Worker(cast.solvik.pk), now=at(APRIL))
    assert closed is not None
    assert (closed.milestone.key, closed.unit) == ("results_spring", cast.nord)


def test_where_there_is_no_wheel_a_report_is_no_error(cast: Cast) -> None:
    assert report_done(done=a_meeting(cast, APRIL), by=Worker(cast.solvik.pk), now=at(APRIL)) is None
    a_wheel(cast)
    other = a_meeting(cast, APRIL, organisation_id=cast.other.pk)
    assert report_done(done=other, by=Worker(cast.other.pk), now=at(APRIL)) is None
