from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError

from samspill.audit.models import Event
from samspill.audit.rules import Refused
from samspill.measures.actions import (
    Ending,
    carry_over,
    change_measure,
    decide_measure,
    end_measure,
    move_measure_on,
    propose_measure,
    share_plan,
    undo_status,
    write_note,
)
from samspill.measures.models import Measure, Note, SharedPlan
from samspill.measures.tests.plans import TODAY, a_measure, a_plan
from samspill.organisations.rules import Worker
from samspill.pulses.tests.rounds import viewer_of
from tests.cast import Cast

DAY = timedelta(days=1)


def test_a_leader_puts_a_measure_on_the_plan_and_the_log_says_so(cast: Cast, now: datetime) -> None:
    plan = a_plan(cast.nord, responsible=cast.jonas, expectation="Roligere uker", indicator="P1", hoped_level=3.5)
    measure = decide_measure(plan=plan, by=viewer_of(cast.jonas), now=now)
    measure.refresh_from_db()
    assert (measure.organisation_id, measure.unit, measure.status) == (cast.solvik.pk, cast.nord, "decided")
    assert (measure.expected_on, measure.created_on, measure.factors) == (TODAY, TODAY, ["MENGDE"])
    assert (measure.responsible, measure.hoped_level) == (cast.jonas, 3.5)
    event = Event.objects.get(action="decide_measure")
    assert (event.actor_name, event.subject_id, event.detail) == (
        "Jonas Vik",
        str(measure.pk),
        {"unit": "Hjemmetjenesten Nord"},
    )


def test_who_may_not_decide_leaves_nothing_behind(cast: Cast, now: datetime) -> None:
    for name in ("kari", "amina", "siri"):
        with pytest.raises(Refused):
            decide_measure(plan=a_plan(cast.nord), by=viewer_of(getattr(cast, name)), now=now)
    assert not Measure.objects.exists()
    assert not Event.objects.exists()


def test_the_worker_decides_on_nobodys_behalf(cast: Cast, now: datetime) -> None:
    assert decide_measure(plan=a_plan(cast.nord), by=Worker(cast.solvik.pk), now=now).pk


def test_a_measure_that_began_before_it_was_written_down_expects_nothing(cast: Cast, now: datetime) -> None:
    begun = a_plan(cast.nord, starts_on=TODAY - DAY)
    assert decide_measure(plan=begun, by=viewer_of(cast.jonas), now=now).expected_on is None
    with pytest.raises(Refused, match="skrives før start"):
        decide_measure(plan=replace(begun, expectation="Ro"), by=viewer_of(cast.jonas), now=now)


def test_a_proposal_waits_for_the_leader(cast: Cast, now: datetime) -> None:
    proposed = propose_measure(plan=a_plan(cast.nord), by=viewer_of(cast.amina), now=now)
    assert (proposed.status, proposed.proposed_by) == ("proposed", cast.amina)
    with pytest.raises(Refused):
        move_measure_on(measure=proposed, status="decided", by=viewer_of(cast.amina), now=now)
    assert move_measure_on(measure=proposed, status="decided", by=viewer_of(cast.jonas), now=now).status == "decided"


def test_a_change_is_stored_and_written_down(cast: Cast, now: datetime) -> None:
    measure = a_measure(cast.nord)
    plan = a_plan(cast.nord, title="To ganger i uken", due_on=TODAY + 20 * DAY)
    changed = change_measure(measure=measure, plan=plan, by=viewer_of(cast.jonas), now=now)
    changed.refresh_from_db()
    assert (changed.title, changed.due_on) == ("To ganger i uken", TODAY + 20 * DAY)
    assert Event.objects.get().action == "change_measure"


def test_a_measure_is_taken_from_no_unit_one_does_not_lead_and_put_in_none(cast: Cast, now: datetime) -> None:
    jonas = viewer_of(cast.jonas)
    for here, there in ((cast.sor, cast.nord), (cast.nord, cast.sor)):
        measure = a_measure(here)
        with pytest.raises(Refused, match="Tiltak bestemmes av"):
            change_measure(measure=measure, plan=a_plan(there), by=jonas, now=now)
        measure.refresh_from_db()
        assert measure.unit == here


def test_what_was_expected_stands_after_the_start(cast: Cast, now: datetime) -> None:
    measure = a_measure(
        cast.nord, status="under_way", starts_on=TODAY - DAY, expectation="Ro", indicator="P3", expected_on=TODAY - DAY
    )
    plan = a_plan(cast.nord, title="Nytt navn", starts_on=TODAY + DAY, expectation="Noe annet")
    change_measure(measure=measure, plan=plan, by=viewer_of(cast.jonas), now=now)
    measure.refresh_from_db()
    assert (measure.title, measure.expectation, measure.indicator) == ("Nytt navn", "Ro", "P3")
    assert (measure.starts_on, measure.expected_on) == (TODAY - DAY, TODAY - DAY)


def test_an_expectation_that_is_written_anew_before_the_start_has_its_new_date(cast: Cast, now: datetime) -> None:
    measure = a_measure(cast.nord, starts_on=TODAY + 9 * DAY, expectation="Ro", expected_on=TODAY - 5 * DAY)
    jonas = viewer_of(cast.jonas)
    same = a_plan(cast.nord, starts_on=TODAY + 9 * DAY, expectation="Ro")
    assert change_measure(measure=measure, plan=same, by=jonas, now=now).expected_on == TODAY - 5 * DAY
    anew = replace(same, expectation="Mer ro")
    assert change_measure(measure=measure, plan=anew, by=jonas, now=now).expected_on == TODAY


def test_a_measure_starts_the_day_it_is_started(cast: Cast, now: datetime) -> None:
    measure = a_measure(cast.nord, starts_on=TODAY - 9 * DAY, due_on=TODAY - 2 * DAY, evaluate_on=TODAY - DAY)
    begun = move_measure_on(measure=measure, status="under_way", by=viewer_of(cast.jonas), now=now)
    assert (begun.starts_on, begun.due_on, begun.evaluate_on) == (TODAY, TODAY, TODAY)


def test_it_ends_with_a_verdict_and_a_lesson(cast: Cast, now: datetime) -> None:
    measure, jonas = a_measure(cast.nord, status="evaluating"), viewer_of(cast.jonas)
    with pytest.raises(Refused, match="Velg hva dere ser"):
        end_measure(measure=measure, ending=Ending(), by=jonas, now=now)
    ended = end_measure(measure=measure, ending=Ending(verdict="worse", lesson="For mange møter."), by=jonas, now=now)
    assert (ended.status, ended.verdict, ended.finished_on, ended.lesson) == (
        "finished", "worse", TODAY, "For mange møter.",
    )  # fmt: skip


def test_a_step_is_undone_and_the_lesson_is_kept(cast: Cast, now: datetime) -> None:
    measure, jonas = a_measure(cast.nord, status="evaluating"), viewer_of(cast.jonas)
    end_measure(measure=measure, ending=Ending(verdict="better", lesson="Kort er godt."), by=jonas, now=now)
    back = undo_status(measure=measure, by=jonas, now=now)
    assert (back.status, back.verdict, back.finished_on, back.lesson) == ("evaluating", "", None, "Kort er godt.")
    with pytest.raises(Refused, match="ingen endring"):
        undo_status(measure=measure, by=jonas, now=now)


def test_the_one_responsible_moves_it_on_but_does_not_edit_it(cast: Cast, now: datetime) -> None:
    measure, kari = a_measure(cast.nord, responsible=cast.kari), viewer_of(cast.kari)
    assert move_measure_on(measure=measure, status="under_way", by=kari, now=now).status == "under_way"
    with pytest.raises(Refused):
        change_measure(measure=measure, plan=a_plan(cast.nord), by=kari, now=now)


def test_a_measure_is_carried_over_as_one_of_its_own(cast: Cast, now: datetime) -> None:
    old = a_measure(cast.nord, status="stopped", finished_on=TODAY)
    carried = carry_over(measure=old, plan=a_plan(cast.nord), by=viewer_of(cast.jonas), now=now)
    assert (carried.carried_from, carried.status) == (old, "decided")
    old.refresh_from_db()
    assert old.status == "stopped"


def test_a_plan_is_shared_and_taken_back(cast: Cast, now: datetime) -> None:
    jonas = viewer_of(cast.jonas)
    for _twice in range(2):
        share_plan(unit=cast.nord, is_shared=True, by=jonas, now=now)
    assert SharedPlan.objects.get().shared_by == cast.jonas
    share_plan(unit=cast.nord, is_shared=False, by=jonas, now=now)
    assert not SharedPlan.objects.exists()
    with pytest.raises(Refused):
        share_plan(unit=cast.sor, is_shared=True, by=jonas, now=now)


def test_a_note_says_who_wrote_it_and_the_log_not_what(cast: Cast, now: datetime) -> None:
    measure = a_measure(cast.nord)
    write_note(measure=measure, text=" Gikk fint i dag. ", by=viewer_of(cast.kari), now=now)
    note = Note.objects.get()
    assert (note.person, note.text) == (cast.kari, "Gikk fint i dag.")
    assert "fint" not in str(Event.objects.get().detail)


@pytest.mark.parametrize("text", ["   ", "x" * 2001])
def test_an_empty_note_and_one_too_long_are_refused(text: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused):
        write_note(measure=a_measure(cast.nord), text=text, by=viewer_of(cast.kari), now=now)
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"due_on": TODAY - DAY},
        {"evaluate_on": TODAY - DAY},
        {"expectation": "Ro", "expected_on": TODAY + DAY},
        {"status": "finished", "finished_on": TODAY},
        {"status": "under_way", "verdict": "better"},
    ],
)
def test_the_database_holds_what_the_rules_say(fields: dict[str, date | str], cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        a_measure(cast.nord, **fields)


def test_a_decision_is_not_undone_by_the_one_it_gave_the_task(cast: Cast, now: datetime) -> None:
    measure = a_measure(cast.nord, status="decided", status_before="proposed", responsible=cast.kari)
    with pytest.raises(Refused, match="bestemmes av lederen"):
        undo_status(measure=measure, by=viewer_of(cast.kari), now=now)
    assert undo_status(measure=measure, by=viewer_of(cast.jonas), now=now).status == "proposed"
