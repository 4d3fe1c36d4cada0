"""What comes back every year, who sees to it, and what may become of it: without a database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.audit.rules import Refused, permits
from samspill.content.holidays import is_working_day
from samspill.organisations.rules import Hat, Viewer, Worker
from samspill.yearwheel.models import DoneBy, Milestone, Occurrence
from samspill.yearwheel.rules import (
    MOST_AT_ONCE,
    Seat,
    Status,
    Window,
    can_change,
    can_manage,
    check_can_change_at_once,
    check_can_choose,
    check_can_cite,
    check_can_finish,
    check_can_move,
    check_can_recur,
    check_can_skip,
    check_can_switch_off,
    check_can_undo,
    check_is_open,
    check_title,
    managed_organisation,
    remind_day,
    status_of,
    status_of_many,
)

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
days = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def somebody(*hats: Hat, person_id: int | None = 1) -> Viewer:
    return Viewer(1, person_id, 1, "Solvik", "Kari", "nb", TODAY, hats=hats, root_path="/1/")


def hat(role: str, *paths: str) -> Hat:
    return Hat(role, role, role, paths)


@pytest.mark.parametrize(
    ("window", "sentence"),
    [
        (Window(2, 30, 3, 10), "30. februar finnes ikke. Velg en dag fra 1 til 28."),
        (Window(2, 1, 2, 29), "29. februar kommer bare hvert fjerde år. Velg 28. februar."),
        (Window(4, 1, 4, 31), "31. april finnes ikke. Velg en dag fra 1 til 30."),
        (Window(13, 1, 13, 2), "Velg en måned."),
        (Window(5, 0, 5, 2), "0. mai finnes ikke"),
        (Window(9, 20, 9, 10), "Siste dag kommer før første dag."),
        (Window(12, 10, 1, 10), "legg den inn som to milepæler"),
        (Window(7, 1, 7, 10), "Juli er fri for milepæler."),
        (Window(6, 20, 8, 10), "Juli er fri for milepæler."),
    ],
)
def test_what_cannot_come_back_every_year_is_refused_with_what_would_be_right(window: Window, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence.replace(".", r"\.")):
        check_can_recur(window)


@pytest.mark.parametrize(
    "window", [Window(2, 28, 2, 28), Window(6, 1, 6, 30), Window(8, 1, 12, 31), Window(1, 1, 6, 30)]
)
def test_what_every_year_has_outside_july_may_come_back(window: Window) -> None:
    check_can_recur(window)


def test_a_window_begins_on_a_working_day_and_never_after_it_ends() -> None:
    assert Window(5, 1, 5, 31).in_year(2026) == (date(2026, 5, 4), date(2026, 5, 31))
    assert Window(12, 26, 12, 27).in_year(2026) == (date(2026, 12, 27), date(2026, 12, 27))


@given(starts_on=days.filter(lambda day: day.month != 7), lead=st.integers(0, 90))
def test_a_reminder_never_comes_in_july_nor_after_the_beginning(starts_on: date, lead: int) -> None:
    day = remind_day(starts_on, lead)
    assert day.month != 7
    assert day <= starts_on
    assert is_working_day(day) or day == starts_on


def test_what_begins_in_august_is_told_of_when_july_is_over() -> None:
    assert remind_day(date(2026, 8, 5), 14) == date(2026, 8, 3)
    assert remind_day(date(2026, 11, 23), 14) == date(2026, 11, 9)


@pytest.mark.parametrize(
    ("state", "starts", "ends", "status"),
    [
        ("open", 1, 5, Status.PLANNED),
        ("open", 0, 5, Status.DUE),
        ("open", -5, 0, Status.DUE),
        ("open", -5, -1, Status.OVERDUE),
        ("done", -5, -1, Status.DONE),
        ("skipped", -5, -1, Status.SKIPPED),
        ("off", 1, 5, Status.OFF),
    ],
)
def test_how_it_stands_follows_from_the_days(state: str, starts: int, ends: int, status: Status) -> None:
    assert status_of(state, TODAY + starts * DAY, TODAY + ends * DAY, TODAY) == status


@pytest.mark.parametrize(
    ("undone", "late", "done", "begins", "status"),
    [
        (2, 1, 3, -5, Status.OVERDUE),
        (1, 0, 3, -5, Status.DUE),
        (1, 0, 3, 5, Status.PLANNED),
        (0, 0, 1, 0, Status.DONE),
        (0, 0, 0, 0, Status.SKIPPED),
    ],
)
def test_of_several_units_what_is_left_decides(undone: int, late: int, done: int, begins: int, status: Status) -> None:
    found = status_of_many(undone=undone, late=late, done=done, begins=TODAY + begins * DAY, today=TODAY)
    assert found == status


NORD, SOR = "/1/2/3/", "/1/2/4/"


@pytest.mark.parametrize(
    ("viewer", "seat", "may"),
    [
        (somebody(hat("member", NORD)), Seat("hr"), False),
        (somebody(hat("hr")), Seat("general_manager"), True),
        (somebody(hat("general_manager")), Seat("leader", NORD), True),
        (somebody(hat("leader", NORD)), Seat("leader", NORD), True),
        (somebody(hat("leader", "/1/2/")), Seat("leader", NORD), True),
        (somebody(hat("leader", SOR)), Seat("leader", NORD), False),
        (somebody(hat("safety_rep", NORD)), Seat("leader", NORD), False),
        (somebody(hat("amu_member")), Seat("amu_member"), True),
        (somebody(hat("leader", SOR)), Seat("amu_member"), False),
        (somebody(hat("member", NORD)), Seat("leader", NORD, 1), True),
        (somebody(hat("member", NORD), person_id=None), Seat("leader", NORD, None), False),
    ],
)
def test_who_sees_to_something_says_how_it_went_and_hr_may_too(viewer, seat, may):
    assert can_change(viewer, seat) is may


def test_the_wheel_is_set_up_by_hr_and_the_manager_and_the_worker() -> None:
    assert can_manage(somebody(hat("hr")))
    assert can_manage(somebody(hat("general_manager")))
    assert not can_manage(somebody(hat("leader", "/1/")))
    assert can_manage(Worker(1))  # type: ignore[arg-type]


def an_occurrence(pk: int = 1, *, done_by: str = DoneBy.MARKED, state: str = "open") -> Occurrence:
    return Occurrence(pk=pk, milestone=Milestone(own_title=f"Nummer {pk}", done_by=done_by), state=state)


def test_what_asks_for_evidence_is_not_done_without_it() -> None:
    some = [an_occurrence(1), an_occurrence(2, done_by=DoneBy.ATTACHED)]
    with pytest.raises(Refused, match="Nummer 2"):
        check_can_finish(some, shown=frozenset(), done_on=TODAY, today=TODAY)
    check_can_finish(some, shown=frozenset({2}), done_on=TODAY, today=TODAY)


def test_nothing_is_done_tomorrow() -> None:
    with pytest.raises(Refused, match="ikke kommet ennå"):
        check_can_finish([an_occurrence()], shown=frozenset(), done_on=TODAY + DAY, today=TODAY)


@pytest.mark.parametrize(
    ("starts", "ends", "sentence"),
    [
        (date(2026, 12, 5), date(2026, 12, 1), "Siste dag kommer før første"),
        (date(2026, 11, 1), date(2026, 11, 20), "alt gått"),
        (date(2027, 7, 1), date(2027, 7, 5), "Juli er fri"),
        (date(2027, 6, 20), date(2027, 8, 5), "Juli er fri"),
        (date(2026, 11, 1), date(2027, 8, 5), "Juli er fri"),
        (date(2028, 1, 1), date(2028, 1, 5), "mer enn et år fram"),
    ],
)
def test_something_is_moved_only_to_where_it_can_be(starts: date, ends: date, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        check_can_move(starts, ends, year=2026, today=TODAY)


def test_something_may_be_moved_over_new_year() -> None:
    check_can_move(date(2026, 12, 20), date(2027, 1, 15), year=2026, today=TODAY)


@pytest.mark.parametrize("check", [check_can_skip, check_can_switch_off, check_title])
def test_what_is_left_out_says_why_and_what_is_added_has_a_name(check) -> None:  # type: ignore[no-untyped-def]
    check("Fordi")
    with pytest.raises(Refused):
        check("  ")


def test_what_is_done_is_not_done_again() -> None:
    check_is_open(an_occurrence())
    with pytest.raises(Refused, match="alt gjort"):
        check_is_open(an_occurrence(state="done"))


def test_only_what_stands_is_undone() -> None:
    check_can_undo(found=1, changed_since=[], undone=False)
    for found, since, undone in ((0, [], False), (1, ["Vernerunde"], False), (1, [], True)):
        with pytest.raises(Refused):
            check_can_undo(found=found, changed_since=since, undone=undone)


@pytest.mark.parametrize(("number", "may"), [(0, False), (1, True), (MOST_AT_ONCE, True), (MOST_AT_ONCE + 1, False)])
def test_at_least_one_and_not_too_many_are_changed_at_once(number, may):
    assert permits(check_can_change_at_once, number) is may


@pytest.mark.parametrize(
    ("keys", "left_out", "reason", "may"),
    [
        ({"safety_round"}, [], "", True),
        ({"safety_round"}, ["Fagdag"], "Vi har en egen dag.", True),
        ({"safety_round"}, ["Fagdag"], " ", False),
        ({"tull"}, [], "", False),
    ],
)
def test_what_follows_from_the_kind_is_left_out_with_a_reason_and_nothing_unknown_is_chosen(
    keys, left_out, reason, may
):
    assert permits(check_can_choose, keys, left_out=left_out, reason=reason) is may


def test_only_paragraphs_we_know_are_cited() -> None:
    assert permits(check_can_cite, ("aml § 3-1",))
    with pytest.raises(Refused, match="«aml § 99»"):
        check_can_cite(("aml § 3-1", "aml § 99"))


def test_a_wheel_is_always_somebodys() -> None:
    assert managed_organisation(Worker(7)) == 7
    with pytest.raises(Refused, match="Velg en virksomhet først"):
        managed_organisation(Worker(None))
