"""A case made exempt after its decision was put on the plan that everybody reads."""

from __future__ import annotations

import pytest

from samspill.amu.actions.cases import change_case, follow_up_case
from samspill.amu.actions.meetings import call_meeting
from samspill.amu.actions.minutes import write_outcome
from samspill.amu.models import Case
from samspill.amu.queries.packs import pack_of
from samspill.amu.rules.meetings import CasePlan, Outcome
from samspill.amu.tests.holding import DAY, a_case, a_held_meeting, a_meeting, today_of
from samspill.audit.models import Event
from samspill.content.factors import factors
from samspill.measures.actions import Days, attach_file, carry_over_all, write_note
from samspill.measures.models import Attachment, Measure, Note

TITLE = "Overtid i turnus"
SAID = "Hvilen skal være elleve timer."
NEUTRAL = "Oppfølging av sak 1/26"
EXEMPT = CasePlan("Om to navngitte", kind="V", letter="f", is_exempt=True, exempt_reason="Gjelder få personer")


@pytest.fixture
def followed(cast, committee, now, look):
    case = a_held_meeting(cast, committee, now).cases.get()
    follow_up_case(case=case, by=look("per"), now=now)
    return Case.objects.get()


def told(one):
    return " ".join(str(getattr(one, field.name)) for field in one._meta.concrete_fields)


def made_exempt(case, look, now):
    return change_case(case=case, plan=EXEMPT, by=look("per"), now=now)


def test_its_measure_stays_under_the_number_of_the_case_and_says_nothing_of_it(followed, look, now):
    before = Measure.objects.get()
    assert (before.title, before.aim) == (TITLE, SAID)
    case = made_exempt(followed, look, now)
    after = Measure.objects.get()
    assert (after.title, after.aim, case.measure) == (NEUTRAL, "", after)
    for name in ("status", "due_on", "starts_on", "responsible"):
        assert getattr(after, name) == getattr(before, name)
    assert case.decision == SAID


def test_nor_does_what_people_wrote_of_it_since_or_what_it_was_carried_on_as(followed, look, now, cast):
    per, secret = look("per"), "Gjelder Kari"
    measure = Measure.objects.get()
    Measure.objects.update(
        description=secret, resources=secret, lesson=secret, took_part=secret, factors=list(factors())[:1],
        expectation=secret, indicator="P1", hoped_level=4.0, expected_on=measure.starts_on,
    )  # fmt: skip
    write_note(measure=measure, text=secret, by=per, now=now)
    attach_file(measure=measure, name="sak.txt", content=b"Gjelder Kari", by=per, now=now)
    measure.refresh_from_db()
    days = Days(today_of(now), today_of(now) + DAY)
    carry_over_all(measures=carry_over_all(measures=[measure], days=days, by=per, now=now), days=days, by=per, now=now)
    assert Measure.objects.filter(title=TITLE).count() == 3
    made_exempt(followed, look, now)
    for one in Measure.objects.all():
        assert one.title == NEUTRAL
        assert "Kari" not in told(one)
        assert "elleve" not in told(one)
        assert (one.factors, one.indicator, one.hoped_level, one.expected_on) == ([], "", None, None)
    assert not Note.objects.exists()
    assert not Attachment.objects.exists()


def test_the_log_calls_it_what_it_is_called_now_and_says_that_it_was_done(followed, look, now):
    assert Event.objects.filter(subject_name=TITLE).exists()
    made_exempt(followed, look, now)
    assert not Event.objects.filter(subject_name=TITLE).exists()
    named = Event.objects.filter(subject_type="Measure").values_list("action", "subject_name")
    assert set(named) == {("decide_measure", NEUTRAL), ("withhold_measure", NEUTRAL)}


def test_a_pack_that_named_it_names_it_so_no_more_in_any_language(cast, committee, followed, look, now):
    later = a_meeting(cast, committee, now)
    a_case(cast, later, now, title="Noe annet")
    later = call_meeting(meeting=later, by=look("per"), now=now)
    assert all([one["title"] for one in pack["plan"]] == [TITLE] for pack in later.pack.values())
    made_exempt(followed, look, now)
    later.refresh_from_db()
    assert len(later.pack) == 3
    assert all([one["title"] for one in pack["plan"]] == [NEUTRAL] for pack in later.pack.values())
    assert TITLE not in str(later.pack)
    assert [one.title for one in pack_of(later).plan] == [NEUTRAL]


def test_other_measures_and_packs_stand_as_they_were(cast, committee, followed, look, now):
    other = a_case(cast, followed.meeting, now, title="Ny rampe")
    write_outcome(case=other, outcome=Outcome(decision="Bygges.", due_on=today_of(now) + DAY), by=look("per"), now=now)
    follow_up_case(case=other, by=look("per"), now=now)
    made_exempt(followed, look, now)
    assert set(Measure.objects.values_list("title", "aim")) == {(NEUTRAL, ""), ("Ny rampe", "Bygges.")}


def test_a_case_that_is_changed_and_stays_open_keeps_its_measure(followed, look, now):
    change_case(case=followed, plan=CasePlan("Overtid om natten", kind="V"), by=look("per"), now=now)
    assert Measure.objects.get().aim == SAID


def test_whoever_makes_it_exempt_is_told_beforehand_what_is_deleted(followed, committee, cast, now, visit):
    warning = "blir tiltaket stående der med saksnummeret som navn"
    assert warning in visit("per", "case_edit", followed.pk)
    bare = a_case(cast, followed.meeting, now, title="Ny rampe")
    assert warning not in visit("per", "case_edit", bare.pk)
