"""What the worker does: plans follow their units and their people, and people are reminded once."""

from __future__ import annotations

from datetime import datetime, timedelta

from samspill.audit.models import Event
from samspill.measures.jobs import tick
from samspill.measures.models import Measure, Note, SharedPlan
from samspill.measures.tests.plans import TODAY, a_finished_measure, a_measure, later, leave
from samspill.notices.models import Message
from samspill.notices.queries import opened
from tests.cast import Cast

DAY = timedelta(days=1)


def letters() -> list[tuple[str, str, str]]:
    mails = [opened(message) for message in Message.objects.order_by("pk")]
    return [(mail.to, mail.subject, mail.text) for mail in mails]


def test_the_plan_of_a_merged_unit_moves_and_says_where_from(cast: Cast, now: datetime) -> None:
    measure, done = a_measure(cast.sor), a_finished_measure(cast.sor)
    SharedPlan.objects.create(unit=cast.sor, shared_on=TODAY)
    cast.sor.closed_on, cast.sor.merged_into = TODAY, cast.nord
    cast.sor.save()
    for _twice in range(2):
        tick(now)
    for one in (measure, done):
        one.refresh_from_db()
        assert (one.unit, one.moved_from) == (cast.nord, cast.sor)
    assert not SharedPlan.objects.exists()
    assert Event.objects.filter(action="move_plan").count() == 1


def test_a_unit_that_closes_later_keeps_its_plan_till_then(cast: Cast, now: datetime) -> None:
    measure = a_measure(cast.sor)
    cast.sor.closed_on, cast.sor.merged_into = TODAY + DAY, cast.nord
    cast.sor.save()
    tick(now)
    measure.refresh_from_db()
    assert measure.unit == cast.sor
    tick(later(now, days=1))
    measure.refresh_from_db()
    assert measure.unit == cast.nord


def test_what_somebody_who_has_left_saw_to_falls_to_the_leader_and_a_note_says_so(cast: Cast, now: datetime) -> None:
    running, done = a_measure(cast.nord, responsible=cast.kari), a_finished_measure(cast.nord, responsible=cast.kari)
    nobody = a_measure(cast.root, responsible=cast.kari)
    leave(cast, "kari", TODAY - DAY)
    for _twice in range(2):
        tick(now)
    running.refresh_from_db()
    assert running.responsible == cast.jonas
    assert [note.text for note in Note.objects.all()] == ["Kari Nes har sluttet. Ansvaret ligger nå hos Jonas Vik."]
    for kept in (done, nobody):
        kept.refresh_from_db()
        assert kept.responsible == cast.kari


def test_one_letter_to_each_with_a_link_and_nothing_of_what_it_is(cast: Cast, now: datetime) -> None:
    for title in ("Hemmelig", "Hemmelig også"):
        a_measure(cast.nord, title=title, responsible=cast.jonas, due_on=TODAY + 7 * DAY)
    a_measure(cast.nord, responsible=cast.kari, due_on=TODAY + 6 * DAY)
    tick(now)
    sent = sorted(letters())
    assert [(to, subject) for to, subject, _text in sent] == [
        ("jonas@solvik.example", "2 tiltak du har ansvar for, venter"),
        ("kari@solvik.example", "Et tiltak du har ansvar for, venter"),
    ]
    assert all("/tiltak/plan/mine/" in text and "Hemmelig" not in text for _to, _subject, text in sent)


def test_each_date_is_told_once(cast: Cast, now: datetime) -> None:
    a_measure(cast.nord, responsible=cast.jonas, due_on=TODAY + 7 * DAY, evaluate_on=TODAY + 20 * DAY)
    told = []
    for days in range(25):
        tick(later(now, days=days))
        tick(later(now, days=days, hours=3))
        told.append(Message.objects.count())
        Message.objects.all().delete()
    assert [day for day, count in enumerate(told) if count] == [0, 8, 20]


def test_nobody_is_reminded_of_what_is_far_off_done_or_not_theirs(cast: Cast, now: datetime) -> None:
    a_measure(cast.nord, responsible=cast.jonas, due_on=TODAY + 8 * DAY)
    a_measure(cast.nord, responsible=cast.jonas, status="evaluating", due_on=TODAY + DAY)
    a_measure(cast.nord, responsible=cast.jonas, status="proposed", due_on=TODAY + DAY)
    a_finished_measure(cast.nord, responsible=cast.jonas, due_on=TODAY + DAY)
    a_measure(cast.nord, due_on=TODAY + DAY)
    a_measure(cast.nord, responsible=cast.crew[0], due_on=TODAY + DAY)
    tick(now)
    assert letters() == []
    assert not Measure.objects.exclude(reminded_on=None).exists()
