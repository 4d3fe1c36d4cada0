from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from samspill.audit.rules import Refused
from samspill.measures.models import Measure, OwnMeasure
from samspill.measures.rules import (
    STEPS,
    MeasurePlan,
    check_can_edit,
    check_can_expect,
    check_can_move_on,
    check_can_rewrite,
    check_can_undo,
    check_plan,
    check_verdict,
    has_begun,
    is_overdue,
    is_to_evaluate,
)
from samspill.measures.rules.plans import MOST_SIGNS
from samspill.organisations.models import Person, Unit

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
UNIT = Unit(pk=1, organisation_id=1, name="Nord")
PLAN = MeasurePlan(unit=UNIT, title="Stilleblokker", level="team", starts_on=TODAY, due_on=TODAY + 30 * DAY)


def refused(plan: MeasurePlan) -> str:
    with pytest.raises(Refused) as refusal:
        check_plan(plan, today=TODAY)
    return str(refusal.value)


def test_an_ordinary_plan_passes() -> None:
    check_plan(PLAN, today=TODAY)


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        ({"title": "  "}, "Skriv hva tiltaket heter."),
        (
            {"due_on": TODAY - DAY},
            "Fristen kan ikke være før tiltaket starter, 23. november 2026. Velg en senere frist.",
        ),
        ({"evaluate_on": TODAY - DAY}, "Tiltaket kan ikke vurderes før det starter"),
        ({"level": "planet"}, "Velg om tiltaket gjelder"),
        ({"factors": ("MENGDE", "VÆRET")}, "Velg blant faktorene"),
        ({"library_id": "T99"}, "Velg ett tiltak fra biblioteket."),
        ({"origin": "sky"}, "Velg hvor tiltaket kommer fra."),
        ({"hoped_level": 5.5}, "mellom 1 og 5"),
        ({"own": OwnMeasure(organisation_id=2)}, "Velg ett tiltak fra biblioteket."),
        ({"own": OwnMeasure(organisation_id=1), "library_id": "T1"}, "Velg ett tiltak fra biblioteket."),
    ],
)
def test_what_cannot_be_planned_is_refused_with_the_way_out(wishes: dict[str, Any], sentence: str) -> None:
    assert sentence in refused(replace(PLAN, **wishes))


def test_a_closed_unit_takes_no_new_measures() -> None:
    closed = Unit(pk=1, organisation_id=1, name="Nord", closed_on=TODAY)
    assert refused(replace(PLAN, unit=closed)) == "«Nord» er lagt ned. Velg en enhet som finnes."


def test_somebody_who_has_left_is_not_made_responsible() -> None:
    left = Person(organisation_id=1, name="Kari Nes", left_on=TODAY - DAY)
    assert refused(replace(PLAN, responsible=left)) == "Kari Nes har sluttet. Velg en annen ansvarlig."
    check_plan(replace(PLAN, responsible=Person(organisation_id=1, left_on=TODAY)), today=TODAY)


def test_nor_somebody_from_another_workplace() -> None:
    assert "som arbeider her" in refused(replace(PLAN, responsible=Person(organisation_id=2)))


@pytest.mark.parametrize("name", ["title", "aim", "description", "took_part", "resources", "expectation"])
def test_a_text_of_a_hundred_kilobytes_is_refused_with_its_length(name: str) -> None:
    sentence = refused(replace(PLAN, **{name: "å" * 100_000}))
    assert "100000 tegn" in sentence.replace("\xa0", "").replace(" ", " ")
    assert str(MOST_SIGNS[name]) in sentence


def test_the_limits_are_those_of_the_columns() -> None:
    assert {name: Measure._meta.get_field(name).max_length for name in MOST_SIGNS} == MOST_SIGNS


def test_what_is_expected_is_written_before_the_start() -> None:
    check_can_expect(replace(PLAN, expectation="Roligere uker"), today=TODAY)
    check_can_expect(replace(PLAN, starts_on=TODAY - DAY), today=TODAY)
    with pytest.raises(Refused, match="skrives før start"):
        check_can_expect(replace(PLAN, starts_on=TODAY - DAY, hoped_level=3.5), today=TODAY)


@pytest.mark.parametrize("status", Measure.Status.values)
def test_when_a_measure_has_begun(status: str) -> None:
    assert has_begun(Measure(status=status)) is (status not in {"proposed", "decided"})


def test_what_is_expected_may_be_rewritten_until_the_start_and_no_start_put_before_it() -> None:
    measure = Measure(status="decided", starts_on=TODAY, expectation="Ro", expected_on=TODAY - 3 * DAY)
    check_can_rewrite(measure, replace(PLAN, expectation="Mer ro"), today=TODAY)
    check_can_rewrite(measure, replace(PLAN, expectation="Ro", starts_on=TODAY - DAY), today=TODAY)
    with pytest.raises(Refused, match="skrives før start"):
        check_can_rewrite(measure, replace(PLAN, expectation="Mer ro", starts_on=TODAY - DAY), today=TODAY)
    with pytest.raises(Refused, match="kan ikke starte før dere skrev"):
        check_can_rewrite(measure, replace(PLAN, expectation="Ro", starts_on=TODAY - 4 * DAY), today=TODAY)


def test_every_status_has_its_steps_and_none_leads_to_itself() -> None:
    assert set(STEPS) == set(Measure.Status.values)
    assert not [status for status, steps in STEPS.items() if status in steps]


@pytest.mark.parametrize("status", Measure.Status.values)
@pytest.mark.parametrize("wanted", Measure.Status.values)
def test_a_measure_goes_only_where_a_step_leads(status: str, wanted: str) -> None:
    measure = Measure(status=status)
    if wanted in STEPS[status]:
        check_can_move_on(measure, wanted)
    else:
        with pytest.raises(Refused, match="kan ikke bli"):
            check_can_move_on(measure, wanted)


@pytest.mark.parametrize("status", ["finished", "stopped"])
def test_what_has_ended_is_not_edited(status: str) -> None:
    with pytest.raises(Refused, match="Angre avslutningen"):
        check_can_edit(Measure(status=status))


def test_there_must_be_something_to_undo() -> None:
    check_can_undo(Measure(status="under_way", status_before="decided"))
    with pytest.raises(Refused, match="ingen endring av status"):
        check_can_undo(Measure(status="decided"))


@pytest.mark.parametrize(
    ("status", "verdict", "passes"),
    [
        ("finished", "better", True),
        ("finished", "too_early", True),
        ("finished", "", False),
        ("finished", "great", False),
        ("stopped", "", True),
        ("stopped", "worse", True),
        ("stopped", "great", False),
    ],
)
def test_what_is_finished_has_a_verdict(status: str, verdict: str, *, passes: bool) -> None:
    if passes:
        check_verdict(status, verdict, "")
    else:
        with pytest.raises(Refused):
            check_verdict(status, verdict, "")


def test_a_lesson_has_its_limit() -> None:
    with pytest.raises(Refused, match="plass til 1000"):
        check_verdict("finished", "better", "x" * 1001)


@pytest.mark.parametrize(
    ("status", "due_on", "late"),
    [
        ("decided", TODAY - DAY, True),
        ("under_way", TODAY - DAY, True),
        ("under_way", TODAY, False),
        ("evaluating", TODAY - DAY, False),
        ("proposed", TODAY - DAY, False),
        ("finished", TODAY - DAY, False),
    ],
)
def test_when_a_measure_is_past_its_date(status: str, due_on: date, *, late: bool) -> None:
    assert is_overdue(Measure(status=status, due_on=due_on), TODAY) is late


@pytest.mark.parametrize(
    ("status", "evaluate_on", "due"),
    [
        ("under_way", TODAY, True),
        ("under_way", None, False),
        ("evaluating", TODAY + DAY, False),
        ("finished", TODAY, False),
    ],
)
def test_when_it_is_time_to_ask_whether_it_worked(status: str, evaluate_on: date | None, *, due: bool) -> None:
    assert is_to_evaluate(Measure(status=status, evaluate_on=evaluate_on), TODAY) is due
