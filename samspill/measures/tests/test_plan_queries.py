"""What the plan shows to whom, and in how many statements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.audit.rules import Hidden
from samspill.measures.models import Measure, SharedPlan
from samspill.measures.queries import (
    Wanted,
    board,
    counts_of,
    due_between,
    ended_this_year,
    filtered,
    first_scope_key,
    gaps_for,
    happened_since,
    lines,
    listed,
    measure_for,
    measures_for,
    measures_in,
    own_work_of,
    plan_month,
    plan_sentences,
    planned_unit_for,
    scope_for,
    scopes_for,
)
from samspill.measures.rules import sees_plan
from samspill.measures.tests.plans import TODAY, a_finished_measure, a_measure, leave
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.pulses.tests.rounds import viewer_of
from samspill.results.tests.rounds import open_round, quarterly
from tests.cast import Cast, make_unit

DAY = timedelta(days=1)
STAFF = ("kari", "jonas", "amina", "per", "tor", "siri")


def titles(measures: object) -> set[str]:
    return {measure.title for measure in measures}  # type: ignore[attr-defined]


def in_each(cast: Cast) -> None:
    for name in ("root", "helse", "nord", "sor", "teknisk"):
        a_measure(getattr(cast, name), title=name)


@pytest.mark.parametrize("name", STAFF)
def test_one_sees_the_measures_of_the_units_one_may_see_the_plan_of(name: str, cast: Cast) -> None:
    in_each(cast)
    viewer = viewer_of(getattr(cast, name))
    seen = {unit for unit in ("root", "helse", "nord", "sor", "teknisk") if sees_plan(viewer, getattr(cast, unit).path)}
    assert titles(measures_for(viewer)) == seen


def test_another_workplace_sees_nothing(cast: Cast) -> None:
    in_each(cast)
    assert not measures_for(viewer_of(cast.ola)).exists()
    with pytest.raises(Hidden):
        measure_for(viewer_of(cast.ola), Measure.objects.latest("pk").pk)


def test_a_shared_plan_is_read_by_everybody_in_the_workplace_and_by_nobody_else(cast: Cast) -> None:
    measure = a_measure(cast.teknisk)
    kari = viewer_of(cast.kari)
    with pytest.raises(Hidden):
        planned_unit_for(kari, cast.teknisk.pk)
    SharedPlan.objects.create(unit=cast.teknisk, shared_on=TODAY)
    assert measure_for(kari, measure.pk) == measure
    assert scope_for(kari, str(cast.teknisk.pk), "nb").is_shared
    with pytest.raises(Hidden):
        planned_unit_for(viewer_of(cast.ola), cast.teknisk.pk)


def test_whoever_is_responsible_sees_the_measure_wherever_it_is(cast: Cast) -> None:
    measure = a_measure(cast.teknisk, responsible=cast.kari)
    assert measure_for(viewer_of(cast.kari), measure.pk) == measure


def close(unit: Unit, *, into: Unit | None = None) -> None:
    unit.closed_on, unit.merged_into = TODAY - DAY, into
    unit.save()


def test_the_plan_of_a_closed_unit_is_seen_in_its_successor_before_anything_has_moved(cast: Cast) -> None:
    a_measure(cast.sor, title="Fra Sør")
    close(cast.sor, into=cast.nord)
    jonas = viewer_of(cast.jonas)
    scope = scope_for(jonas, str(cast.nord.pk), "nb")
    assert titles(measures_in(jonas, scope)) == {"Fra Sør"}
    moved = scope_for(viewer_of(cast.amina), str(cast.sor.pk), "nb")
    assert (moved.moved_to, moved.may_propose) == (cast.nord, False)


def test_without_a_successor_it_goes_to_the_unit_above_however_far(cast: Cast) -> None:
    below = make_unit(cast.solvik, "Natt", cast.sor)
    a_measure(below, title="Fra natt")
    close(below)
    close(cast.sor)
    amina = viewer_of(cast.amina)
    assert titles(measures_in(amina, scope_for(amina, str(cast.helse.pk), "nb"))) == {"Fra natt"}


def test_a_plan_of_an_area_takes_in_what_lies_below_and_can_leave_it_out(cast: Cast) -> None:
    in_each(cast)
    amina = viewer_of(cast.amina)
    scope = scope_for(amina, str(cast.helse.pk), "nb")
    assert titles(measures_in(amina, scope)) == {"helse", "nord", "sor"}
    assert titles(measures_in(amina, scope, with_below=False)) == {"helse"}


def test_the_root_plan_is_everybodys_but_not_what_lies_below_it(cast: Cast) -> None:
    in_each(cast)
    kari = viewer_of(cast.kari)
    assert titles(measures_in(kari, scope_for(kari, str(cast.root.pk), "nb"))) == {"root", "nord"}


@pytest.mark.parametrize("key", ["0", "999999", "nord", "-1", "9" * 40])
def test_what_is_no_plan_is_not_there(key: str, cast: Cast) -> None:
    with pytest.raises(Hidden):
        scope_for(viewer_of(cast.per), key, "nb")


def test_one_begins_with_the_unit_of_ones_hat(cast: Cast) -> None:
    assert first_scope_key(viewer_of(cast.kari)) == str(cast.nord.pk)
    keys = [key for key, _name in scopes_for(viewer_of(cast.jonas), "nb")]
    assert keys == [str(cast.nord.pk), str(cast.root.pk), "alle", "mine"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(search="møte"), {"Møte"}),
        (Wanted(search="nord"), {"Møte", "Støtte"}),
        (Wanted(search="jonas"), {"Støtte"}),
        (Wanted(level="organisation"), {"Støtte"}),
        (Wanted(factor="LEDERSTØTTE"), {"Støtte"}),
        (Wanted(factor="finnes ikke"), {"Møte", "Støtte"}),
        (Wanted(status="under_way"), {"Møte"}),
        (Wanted(day=TODAY + 3 * DAY), {"Møte"}),
        (Wanted(search="%"), set()),
    ],
)
def test_a_list_is_searched_and_filtered(wanted: Wanted, found: set[str], cast: Cast) -> None:
    a_measure(cast.nord, title="Møte", status="under_way", due_on=TODAY + 3 * DAY)
    a_measure(cast.nord, title="Støtte", level="organisation", factors=["LEDERSTØTTE", "TRYGG"], responsible=cast.jonas)
    assert titles(filtered(measures_for(viewer_of(cast.per)), wanted)) == found


def test_a_list_is_sorted_both_ways_and_what_runs_comes_first_by_itself(cast: Cast) -> None:
    a_finished_measure(cast.nord, title="a")
    a_measure(cast.nord, title="b", due_on=TODAY + 9 * DAY)
    a_measure(cast.nord, title="c", due_on=TODAY + DAY)
    every = measures_for(viewer_of(cast.per))
    assert [one.title for one in filtered(every, Wanted())] == ["c", "b", "a"]
    assert [one.title for one in filtered(every, Wanted(sort="title"))] == ["a", "b", "c"]
    assert [one.title for one in filtered(every, Wanted(sort="-title"))] == ["c", "b", "a"]


def test_a_line_says_calmly_what_one_should_know(cast: Cast) -> None:
    a_measure(cast.nord, title="sen", starts_on=TODAY - 9 * DAY, due_on=TODAY - DAY)
    a_measure(cast.nord, title="klar", starts_on=TODAY - 9 * DAY, evaluate_on=TODAY)
    a_measure(cast.nord, title="flyttet", moved_from=cast.sor)
    shown = {
        line.measure.title: line.remark for line in lines(listed(Measure.objects.all()), today=TODAY, language="nb")
    }
    assert shown == {
        "sen": "Fristen var 22. november 2026",
        "klar": "Klart til å vurderes",
        "flyttet": "Flyttet hit fra Hjemmetjenesten Sør",
    }


def test_a_line_says_who_sees_to_it_when_somebody_has_left(cast: Cast) -> None:
    a_measure(cast.nord, title="a", responsible=cast.kari)
    a_measure(cast.teknisk, title="b", responsible=cast.kari)
    a_measure(cast.root, title="c", responsible=cast.kari)
    a_measure(cast.nord, title="d")
    leave(cast, "kari", TODAY - DAY)
    shown = {
        line.measure.title: line.responsible
        for line in lines(listed(Measure.objects.all()), today=TODAY, language="nb")
    }
    assert shown == {
        "a": "Jonas Vik (Kari Nes har sluttet)",
        "b": "Tor Lie (Kari Nes har sluttet)",
        "c": "Kari Nes, som har sluttet",
        "d": "Ingen ennå",
    }


def test_the_board_counts_all_and_shows_some(cast: Cast) -> None:
    for number in range(11):
        a_measure(cast.nord, title=f"Tiltak {number}")
    a_measure(cast.nord, title="I gang", status="under_way")
    every = measures_for(viewer_of(cast.jonas))
    columns = board(every, counts_of(every, TODAY), today=TODAY, language="nb")
    assert [(column.heading, column.count, len(column.lines), column.hidden) for column in columns] == [
        ("Besluttet", 11, 8, 3),
        ("I gang", 1, 1, 0),
        ("Virket det?", 0, 0, 0),
    ]


def test_what_failed_is_shown_like_what_worked(cast: Cast) -> None:
    a_finished_measure(cast.nord, title="virket")
    a_finished_measure(cast.nord, title="virket ikke", verdict="worse")
    a_finished_measure(cast.nord, title="i fjor", finished_on=date(2025, 12, 31), starts_on=date(2025, 1, 1))
    shown = ended_this_year(measures_for(viewer_of(cast.kari)), today=TODAY, language="nb")
    assert {(line.measure.title, line.chip) for line in shown} == {("virket", "better"), ("virket ikke", "worse")}


def test_the_plan_is_said_in_sentences(cast: Cast) -> None:
    every = measures_for(viewer_of(cast.per))
    assert plan_sentences(counts_of(every, TODAY)) == ["Ingen tiltak er bestemt ennå."]
    for _each in range(2):
        a_measure(cast.nord, status="under_way")
    a_measure(cast.nord, status="evaluating")
    for verdict in ("better", "better", "worse"):
        a_finished_measure(cast.nord, verdict=verdict)
    a_measure(cast.nord, starts_on=TODAY - 2 * DAY, due_on=TODAY - DAY)
    assert plan_sentences(counts_of(every, TODAY)) == [
        "To tiltak er i gang, og ett er klart til å vurderes.",
        "Tre er avsluttet i år, og to av dem viste tegn til bedring.",
        "Ett er over fristen.",
    ]


def test_a_month_holds_what_starts_falls_due_and_is_evaluated(cast: Cast) -> None:
    a_measure(
        cast.nord, title="a", starts_on=date(2026, 11, 2), due_on=date(2026, 11, 30), evaluate_on=date(2026, 12, 6)
    )
    for number in range(5):
        a_measure(cast.nord, title=f"m{number}", starts_on=date(2026, 1, 1), due_on=date(2026, 11, 10))
    month = plan_month(measures_for(viewer_of(cast.per)), date(2026, 11, 1), today=TODAY)
    days = {day.on: day for week in month.weeks for day in week}
    assert [item.what for item in days[date(2026, 11, 2)].items] == ["Starter"]
    assert [item.what for item in days[date(2026, 12, 6)].items] == ["Vurderes"]
    assert not days[date(2026, 12, 6)].is_in_month
    assert (len(days[date(2026, 11, 10)].items), days[date(2026, 11, 10)].more) == (2, 3)
    assert days[TODAY].is_today
    assert (month.before_query, month.after_query) == ("?maned=2026-10", "?maned=2026-12")


def gaps(viewer: Viewer, key: str) -> dict[str, int]:
    return {gap.key: gap.count for gap in gaps_for(viewer, scope_for(viewer, key, "nb"))}


def test_the_look_through_finds_what_was_left_lying(cast: Cast) -> None:
    jonas = viewer_of(cast.jonas)
    a_measure(cast.nord, responsible=cast.jonas)
    assert set(gaps(jonas, str(cast.nord.pk)).values()) == {0}
    a_measure(cast.nord, starts_on=TODAY - 9 * DAY, due_on=TODAY - DAY, evaluate_on=TODAY - DAY)
    a_measure(cast.nord, responsible=cast.kari)
    a_finished_measure(cast.nord)
    leave(cast, "kari", TODAY - DAY)
    assert gaps(jonas, str(cast.nord.pk)) == {"owner": 1, "left": 1, "due": 1, "evaluate": 1, "result": 0}


def published(cast: Cast, days_ago: int) -> None:
    from samspill.results.actions import close_round
    from samspill.results.tests.doors import CALM

    then = viewer_now() - days_ago * DAY
    answers = {cast.nord: CALM, cast.sor: CALM}
    close_round(pulse_round=open_round(cast.solvik, answers, now=then, definition=quarterly()), now=then)


def viewer_now():  # type: ignore[no-untyped-def]
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Oslo"))


def test_a_result_without_follow_up_is_found_after_four_weeks(cast: Cast) -> None:
    per = viewer_of(cast.per)
    published(cast, 29)
    found = next(gap for gap in gaps_for(per, scope_for(per, "alle", "nb")) if gap.key == "result")
    assert [one.heading for one in found.found] == ["Helse", "Hjemmetjenesten Nord", "Hjemmetjenesten Sør", "Solvik"]
    a_measure(cast.nord)
    assert gaps(per, str(cast.nord.pk))["result"] == 0
    assert gaps(per, str(cast.sor.pk))["result"] == 1


def test_but_not_before(cast: Cast) -> None:
    published(cast, 20)
    assert gaps(viewer_of(cast.per), "alle")["result"] == 0


def test_an_app_above_adds_its_own_check(cast: Cast) -> None:
    from samspill.measures.queries import Gap

    per = viewer_of(cast.per)
    extra = gaps_for(per, scope_for(per, "alle", "nb"), further=[lambda viewer, scope: Gap("risk", "Risiko", "", 2)])
    assert (extra[-1].key, extra[-1].count) == ("risk", 2)


def test_the_home_page_is_told_what_comes_and_what_has_happened(cast: Cast) -> None:
    a_measure(cast.nord, title="a", starts_on=TODAY, due_on=TODAY + 3 * DAY, evaluate_on=TODAY + 99 * DAY)
    a_measure(cast.teknisk, title="skjult", starts_on=TODAY, due_on=TODAY + 3 * DAY)
    a_finished_measure(cast.nord, title="ferdig", verdict="worse")
    kari = viewer_of(cast.kari)
    assert [(one.on, one.what, one.title) for one in due_between(kari, TODAY, TODAY + 7 * DAY)] == [
        (TODAY, "start", "a"),
        (TODAY + 3 * DAY, "due", "a"),
    ]
    assert [(one.title, one.verdict) for one in happened_since(kari, TODAY - DAY)] == [("ferdig", "worse")]
    assert happened_since(kari, TODAY + DAY) == []


def test_ones_own_work_is_counted(cast: Cast) -> None:
    a_measure(cast.teknisk, responsible=cast.jonas, due_on=TODAY + DAY)
    a_measure(cast.nord, responsible=cast.jonas, starts_on=TODAY - 9 * DAY, due_on=TODAY - DAY, evaluate_on=TODAY)
    a_measure(cast.nord, status="proposed")
    a_measure(cast.sor, status="proposed")
    work = own_work_of(viewer_of(cast.jonas), TODAY + 7 * DAY)
    assert (work.overdue, work.due_soon, work.to_evaluate, work.proposed) == (1, 1, 1, 1)


def _board(viewer: Viewer, cast: Cast) -> object:
    every = measures_in(viewer, scope_for(viewer, str(cast.helse.pk), "nb"))
    return board(every, counts_of(every, TODAY), today=TODAY, language="nb")


def _list(viewer: Viewer, cast: Cast) -> object:
    return lines(listed(filtered(measures_for(viewer), Wanted(factor="MENGDE")))[:25], today=TODAY, language="nb")


def _month(viewer: Viewer, cast: Cast) -> object:
    return plan_month(measures_for(viewer), TODAY.replace(day=1), today=TODAY)


def _gaps(viewer: Viewer, cast: Cast) -> object:
    return gaps_for(viewer, scope_for(viewer, "alle", "nb"))


def _ended(viewer: Viewer, cast: Cast) -> object:
    return ended_this_year(measures_for(viewer), today=TODAY, language="nb")


@pytest.mark.parametrize("page", [_board, _list, _month, _gaps, _ended])
def test_every_list_takes_the_same_number_of_statements_at_ten_and_at_twenty(
    page: Callable[[Viewer, Cast], object], cast: Cast
) -> None:
    leave(cast, "kari", TODAY - DAY)
    amina = viewer_of(cast.amina)

    def ten_more() -> None:
        for number in range(10):
            unit = (cast.nord, cast.sor)[number % 2]
            a_measure(unit, responsible=cast.kari, starts_on=TODAY - 9 * DAY, due_on=TODAY - DAY)
            a_finished_measure(unit, responsible=cast.jonas)

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(amina, cast)
        return len(asked)

    ten_more()
    at_ten = statements()
    ten_more()
    assert statements() == at_ten
