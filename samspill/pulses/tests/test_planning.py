from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from samspill.audit.models import Event
from samspill.audit.rules import Refused
from samspill.organisations.models import Unit
from samspill.organisations.rules import Worker
from samspill.pulses.actions import (
    RoundPlan,
    cancel_round,
    choose_rhythm,
    keep_questionnaire,
    plan_round,
    plan_year,
    record_consultation,
    replan_round,
    retire_questionnaire,
    reword_texts,
)
from samspill.pulses.models import PulseRound, Questionnaire, Rhythm
from samspill.pulses.queries import questionnaires_for, rewordings_for, rhythm_for, shipped_definition
from samspill.pulses.tests.rounds import DEFINITION, an_open_round, viewer_of
from tests.cast import make_unit

OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def plan(cast):
    return RoundPlan(
        kind="monthly",
        definition=shipped_definition("monthly"),
        opens_on=date(2026, 11, 30),
        closes_on=date(2026, 12, 4),
        units=(cast.root,),
    )


def planned(cast, now, plan, by="per"):
    return plan_round(plan=plan, organisation=cast.solvik, by=viewer_of(getattr(cast, by)), now=now)


def test_a_round_is_open_from_seven_in_the_morning_to_the_end_of_its_last_day(cast, now, plan):
    pulse_round = planned(cast, now, plan)
    assert timezone.localtime(pulse_round.opens_at) == datetime(2026, 11, 30, 7, tzinfo=OSLO)
    assert timezone.localtime(pulse_round.closes_at) == datetime(2026, 12, 4, 23, 59, tzinfo=OSLO)


def test_planning_is_audited_with_the_units(cast, now, plan):
    pulse_round = planned(cast, now, plan)
    line = Event.objects.get(action="plan_round")
    assert (line.actor_name, line.subject_id, line.detail) == ("Per Moe", str(pulse_round.pk), {"units": ["Solvik"]})


@pytest.mark.parametrize("name", ["kari", "jonas", "amina", "siri"])
def test_only_hr_and_the_general_manager_plan(cast, now, plan, name):
    with pytest.raises(Refused, match="HR"):
        planned(cast, now, plan, by=name)
    assert not PulseRound.objects.exists()


def test_a_unit_below_a_chosen_one_says_nothing_new(cast, now, plan):
    pulse_round = planned(cast, now, replace(plan, units=(cast.nord, cast.helse, cast.teknisk)))
    assert {each.unit for each in pulse_round.audience.all()} == {cast.helse, cast.teknisk}


@pytest.mark.parametrize("kind", ["none", "closed", "strange"])
def test_the_audience_is_chosen_among_the_organisations_open_units(cast, now, plan, kind):
    closed = make_unit(cast.solvik, "Nedlagt", cast.root)
    Unit.objects.filter(pk=closed.pk).update(closed_on=date(2026, 1, 1))
    closed.refresh_from_db()
    units = {"none": (), "closed": (closed,), "strange": (cast.ola.posts.get().unit,)}[kind]
    with pytest.raises(Refused, match="Velg"):
        planned(cast, now, replace(plan, units=units))


def test_reminders_outside_the_round_are_left_out(cast, now, plan):
    days = (date(2026, 11, 30), date(2026, 12, 3), date(2026, 12, 5))
    assert planned(cast, now, replace(plan, reminders_on=days)).reminders_on == ["2026-12-03"]


def test_without_an_open_question_there_are_no_comments(cast, now, plan):
    assert not planned(cast, now, plan).has_comments
    quarterly = replace(plan, kind="quarterly", definition=shipped_definition("quarterly"))
    assert planned(cast, now, quarterly).has_comments


def test_what_is_planned_can_be_changed_until_it_opens(cast, now, plan):
    pulse_round = planned(cast, now, plan)
    later = replace(plan, opens_on=date(2026, 12, 1), units=(cast.helse,))
    replan_round(pulse_round=pulse_round, plan=later, by=viewer_of(cast.per), now=now)
    pulse_round.refresh_from_db()
    assert timezone.localdate(pulse_round.opens_at) == date(2026, 12, 1)
    assert Event.objects.filter(action="replan_round").count() == 1
    running = an_open_round(cast, now)
    with pytest.raises(Refused, match="kan ikke endres"):
        replan_round(pulse_round=running, plan=later, by=viewer_of(cast.per), now=now)


def a_rhythm(cast, **fields):
    return Rhythm(organisation=cast.solvik, **{"variant": "standard", "starts_on": date(2026, 1, 1), **fields})


def test_a_rhythm_is_put_in_the_plan_from_today_on_and_not_twice(cast, now):
    viewer = viewer_of(cast.per)
    first = choose_rhythm(wanted=a_rhythm(cast), by=viewer, now=now)
    assert min(pulse_round.opens_at for pulse_round in first) > now
    assert plan_year(rhythm=Rhythm.objects.get(), year=2027, by=Worker(cast.solvik.pk), now=now) == []
    again = choose_rhythm(wanted=a_rhythm(cast), by=viewer, now=now)
    assert PulseRound.objects.count() == len(again) == len(first)


def test_a_round_that_was_called_off_is_not_planned_again(cast, now):
    first = choose_rhythm(wanted=a_rhythm(cast), by=viewer_of(cast.per), now=now)[0]
    cancel_round(pulse_round=first, by=viewer_of(cast.per), now=now)
    plan_year(rhythm=Rhythm.objects.get(), year=first.opens_at.year, by=Worker(cast.solvik.pk), now=now)
    assert PulseRound.objects.filter(rhythm_on=first.rhythm_on).count() == 1


def test_a_round_that_was_moved_is_not_planned_again(cast, now, plan):
    first = choose_rhythm(wanted=a_rhythm(cast), by=viewer_of(cast.per), now=now)[0]
    moved = replace(plan, opens_on=date(2026, 12, 14), closes_on=date(2026, 12, 18))
    replan_round(pulse_round=first, plan=moved, by=viewer_of(cast.per), now=now)
    plan_year(rhythm=Rhythm.objects.get(), year=2026, by=Worker(cast.solvik.pk), now=now)
    assert PulseRound.objects.filter(opens_at__year=2026).count() == 1


def test_a_new_rhythm_leaves_what_was_planned_by_hand(cast, now, plan):
    by_hand = planned(cast, now, plan)
    choose_rhythm(wanted=a_rhythm(cast), by=viewer_of(cast.per), now=now)
    choose_rhythm(wanted=a_rhythm(cast, variant="quarterly"), by=viewer_of(cast.per), now=now)
    assert PulseRound.objects.filter(pk=by_hand.pk).exists()
    assert PulseRound.objects.filter(opens_at__year=2027).count() == 4


def test_choosing_a_rhythm_keeps_the_words_already_written(cast, now):
    words = {"thanks.title": {"nb": "Takk skal du ha."}}
    reword_texts(texts=words, by=viewer_of(cast.per), now=now)
    assert rhythm_for(viewer_of(cast.per)) is None
    choose_rhythm(wanted=a_rhythm(cast), by=viewer_of(cast.per), now=now)
    assert rewordings_for(viewer_of(cast.per)) == words
    assert rhythm_for(viewer_of(cast.per)).variant == "standard"


def test_a_questionnaire_sent_in_again_replaces_the_old_for_later_rounds(cast, now):
    viewer, definition = viewer_of(cast.per), {**DEFINITION, "id": "eget"}
    keep_questionnaire(definition=definition, licence="", by=viewer, now=now)
    keep_questionnaire(definition={**definition, "title": {"nb": "Nytt"}}, licence="CC", by=viewer, now=now)
    kept = Questionnaire.objects.get()
    assert (kept.definition["title"], kept.licence) == ({"nb": "Nytt"}, "CC")
    retire_questionnaire(questionnaire=kept, by=viewer, now=now)
    assert not questionnaires_for(viewer).exists()
    assert [line.action for line in Event.objects.order_by("pk")] == ["keep_questionnaire"] * 2 + [
        "retire_questionnaire"
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda viewer, now: keep_questionnaire(definition=DEFINITION, licence="", by=viewer, now=now),
        lambda viewer, now: record_consultation(
            held_on=date(2026, 1, 8), participants="", answers={}, by=viewer, now=now
        ),
        lambda viewer, now: reword_texts(texts={}, by=viewer, now=now),
    ],
    ids=["questionnaire", "consultation", "texts"],
)
def test_a_leader_decides_none_of_this(cast, now, change):
    with pytest.raises(Refused, match="HR"):
        change(viewer_of(cast.jonas), now)
    assert not Event.objects.exists()


def test_the_recorded_consultation_lets_a_waiting_round_be_tried_at_once(cast, now, plan):
    pulse_round = planned(cast, now, plan)
    PulseRound.objects.update(tried_at=now)
    record_consultation(held_on=date(2026, 1, 8), participants="Per", answers={}, by=viewer_of(cast.per), now=now)
    pulse_round.refresh_from_db()
    assert pulse_round.tried_at is None


def test_a_day_in_summer_time_is_still_the_same_day(cast, now, plan):
    summer = replace(plan, opens_on=date(2027, 8, 10), closes_on=date(2027, 8, 16))
    pulse_round = planned(cast, now, summer)
    assert timezone.localtime(pulse_round.closes_at).date() == date(2027, 8, 16)
    assert pulse_round.closes_at - pulse_round.opens_at == timedelta(days=6, hours=16, minutes=59)
