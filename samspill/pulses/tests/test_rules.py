from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from samspill.audit.rules import Hidden, Refused
from samspill.organisations.rules import Hat, Viewer
from samspill.pulses.models import Channel, Participant, PulseRound
from samspill.pulses.rules import (
    Readiness,
    TokenClosed,
    TokenSpent,
    answering,
    check_can_cancel,
    check_can_open,
    check_can_print_codes,
    check_can_stop,
    check_plan,
    comments_are_possible,
    is_receiving,
    mailing_due,
    obstacles,
    participation_word,
    sees_participation,
)
from samspill.pulses.rules.access import check_can_approve

OSLO = ZoneInfo("Europe/Oslo")
NOON = datetime(2026, 11, 23, 12, tzinfo=OSLO)
READY = Readiness(invited=40, smallest_group=5, is_consulted=True)


def a_round(**fields):
    given = {
        "state": "open",
        "opens_at": NOON - timedelta(days=1),
        "closes_at": NOON + timedelta(days=4),
        "languages": ["nb"],
        "definition": {"items": [1]},
        **fields,
    }
    return PulseRound(kind="monthly", **given)


def a_viewer(**hats: tuple[str, ...]):
    worn = tuple(Hat(role, role, role, paths) for role, paths in hats.items())
    return Viewer(1, 1, 1, "Solvik", "Kari", "nb", NOON.date(), worn, root_path="/1/")


@pytest.mark.parametrize(
    ("state", "hours", "receives"),
    [
        ("open", 0, True),
        ("open", -25, False),
        ("open", 96, False),
        ("planned", 0, False),
        ("closing", 0, False),
        ("cancelled", 0, False),
        ("published", 0, False),
    ],
)
def test_a_round_receives_while_it_is_open_by_state_and_by_clock(state, hours, receives):
    assert is_receiving(a_round(state=state), NOON + timedelta(hours=hours)) is receives


def test_a_ready_round_opens():
    check_can_open(a_round(state="planned"), READY, NOON)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"invited": 4}, "samtale i stedet"),
        ({"invited": 8, "smallest_group": 10}, "minst 10 må til"),
        ({"is_consulted": False}, "drøftingsprotokollen"),
        ({"almost_the_same_as": "månedspuls 10.11.2026"}, "månedspuls 10.11.2026"),
        ({"unapproved": ("Nord", "Sør")}, "Nord, Sør"),
        ({"units_missing": ("Øst",)}, "finnes ikke lenger: Øst"),
    ],
)
def test_what_stands_in_the_way_is_said_with_what_mends_it(change, sentence):
    with pytest.raises(Refused, match=sentence):
        check_can_open(a_round(state="planned"), replace(READY, **change), NOON)


@pytest.mark.parametrize(
    ("fields", "when", "sentence"),
    [
        ({"state": "open"}, NOON, "Bare en planlagt"),
        ({}, NOON - timedelta(days=2), "åpner først 22.11.2026"),
        ({}, NOON + timedelta(days=9), "Tiden for målingen er ute"),
        ({"closes_at": NOON + timedelta(days=400)}, datetime(2027, 7, 5, tzinfo=OSLO), "juli"),
        ({"languages": []}, NOON, "ingen språk"),
    ],
)
def test_a_round_opens_neither_at_the_wrong_time_nor_in_the_wrong_state(fields, when, sentence):
    with pytest.raises(Refused, match=sentence):
        check_can_open(a_round(**{"state": "planned", **fields}), READY, when)


def test_all_that_stands_in_the_way_is_told_at_once():
    blocked = replace(READY, invited=2, is_consulted=False)
    assert len(list(obstacles(a_round(state="planned"), blocked, NOON))) == 2


def plan(**change):
    day = datetime(2026, 11, 23, 7, tzinfo=OSLO)
    given = {"opens_at": day, "closes_at": day + timedelta(days=4), "languages": ["nb"], "definition": {"items": [1]}}
    check_plan(**{**given, **change})


def test_an_ordinary_plan_is_fine():
    plan()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"closes_at": datetime(2026, 11, 23, 12, tzinfo=OSLO)}, "minst ett døgn"),
        ({"closes_at": datetime(2027, 2, 23, 12, tzinfo=OSLO)}, "høyst 60 dager"),
        (
            {"opens_at": datetime(2026, 6, 29, 7, tzinfo=OSLO), "closes_at": datetime(2026, 7, 1, 8, tzinfo=OSLO)},
            "juli",
        ),
        (
            {"opens_at": datetime(2026, 6, 20, 7, tzinfo=OSLO), "closes_at": datetime(2026, 8, 10, 8, tzinfo=OSLO)},
            "juli",
        ),
        ({"languages": []}, "minst ett av språkene"),
        ({"languages": ["de"]}, "minst ett av språkene"),
        ({"definition": {"items": []}}, "ingen spørsmål"),
    ],
)
def test_an_impossible_plan_is_refused(change, sentence):
    with pytest.raises(Refused, match=sentence):
        plan(**change)


@pytest.mark.parametrize(
    ("hats", "path", "sentence"),
    [
        ({"hr": ()}, "/1/2/", None),
        ({"safety_rep": ("/1/2/",)}, "/1/2/3/", None),
        ({"chief_safety_rep": ()}, "/1/2/", None),
        ({"safety_rep": ("/1/4/",)}, "/1/2/", "HR eller verneombudet"),
        ({"member": ("/1/2/",)}, "/1/2/", "HR eller verneombudet"),
        ({"leader": ("/1/2/",)}, "/1/2/", "leder enheten"),
        ({"leader": ("/1/2/",), "hr": ()}, "/1/2/3/", "leder enheten"),
        ({"leader": ("/1/4/",), "hr": ()}, "/1/2/3/", None),
    ],
)
def test_codes_are_printed_by_hr_or_the_safety_representative_and_never_by_the_leader(hats, path, sentence):
    if sentence is None:
        check_can_print_codes(a_viewer(**hats), a_round(), path)
        return
    with pytest.raises(Refused, match=sentence):
        check_can_print_codes(a_viewer(**hats), a_round(), path)


def test_codes_are_printed_only_while_the_round_is_open():
    with pytest.raises(Refused, match="mens målingen er åpen"):
        check_can_print_codes(a_viewer(hr=()), a_round(state="planned"), "/1/2/")


@pytest.mark.parametrize(
    ("hats", "may"),
    [
        ({"safety_rep": ("/1/2/",)}, True),
        ({"chief_safety_rep": ()}, True),
        ({"safety_rep": ("/1/3/",)}, False),
        ({"hr": ()}, False),
        ({"leader": ("/1/2/",)}, False),
    ],
)
def test_membership_is_approved_by_whoever_represents_the_unit(hats, may):
    if may:
        check_can_approve(a_viewer(**hats), "/1/2/")
        return
    with pytest.raises(Refused):
        check_can_approve(a_viewer(**hats), "/1/2/")


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("hr", True),
        ("safety_rep", True),
        ("chief_safety_rep", True),
        ("leader", False),
        ("member", False),
        ("general_manager", False),
        ("amu_member", False),
        ("consultant", False),
    ],
)
def test_only_hr_and_the_safety_representatives_are_told_how_many_have_answered(role, sees):
    assert sees_participation(a_viewer(**{role: ("/1/",)})) is sees


@pytest.mark.parametrize(
    ("invited", "answered", "word"),
    [
        (19, 19, ""),
        (20, 0, "under_half"),
        (20, 10, "under_half"),
        (20, 11, "over_half"),
        (20, 16, "over_half"),
        (20, 17, "over_80"),
        (1000, 800, "over_half"),
        (1000, 801, "over_80"),
    ],
)
def test_participation_is_three_words_from_twenty_invited(invited, answered, word):
    assert participation_word(invited=invited, answered=answered) == word


@pytest.mark.parametrize(
    ("employees", "curators", "possible"), [(30, 2, True), (29, 2, False), (500, 1, False), (500, 5, True)]
)
def test_small_workplaces_have_no_comments_and_comments_have_two_curators(employees, curators, possible):
    assert comments_are_possible(employees=employees, curators=curators) is possible


def test_a_round_is_not_closed_before_its_time():
    with pytest.raises(Refused, match="ikke før"):
        check_can_stop(a_round(), NOON)
    with pytest.raises(Refused, match="Bare en åpen"):
        check_can_stop(a_round(state="closing"), NOON + timedelta(days=9))
    check_can_stop(a_round(), NOON + timedelta(days=9))


@pytest.mark.parametrize(
    ("state", "destroys", "may"),
    [
        ("planned", False, True),
        ("open", False, False),
        ("open", True, True),
        ("closing", True, False),
        ("published", True, False),
    ],
)
def test_an_open_round_is_called_off_only_by_destroying_what_was_collected(state, destroys, may):
    if may:
        check_can_cancel(a_round(state=state), destroys_answers=destroys)
        return
    with pytest.raises(Refused):
        check_can_cancel(a_round(state=state), destroys_answers=destroys)


def test_who_may_answer_from_the_home_page():
    invited = Participant(channel=Channel.LINK, has_answered=False)
    assert answering(a_round(), invited, NOON) is invited
    for participant, refusal in [
        (None, Hidden),
        (Participant(channel=Channel.LINK, has_answered=True), TokenSpent),
        (Participant(channel=Channel.CODE, has_answered=False), Refused),
    ]:
        with pytest.raises(refusal):
            answering(a_round(), participant, NOON)
    with pytest.raises(TokenClosed):
        answering(a_round(), invited, NOON + timedelta(days=5))


@pytest.mark.parametrize(
    ("done", "mark", "when", "due"),
    [
        (0, None, "2026-11-23 12:00", 0),
        (0, 77, "2026-11-25 12:00", 0),
        (1, None, "2026-11-24 12:00", None),
        (1, None, "2026-11-25 07:59", None),
        (1, None, "2026-11-25 08:00", 1),
        (1, None, "2026-11-26 09:00", 2),
        (2, None, "2026-11-25 12:00", None),
        (2, None, "2026-11-26 09:00", 2),
        (3, None, "2026-11-27 09:00", None),
        (1, None, "2026-11-27 13:00", None),
    ],
)
def test_which_mailing_is_due(done, mark, when, due):
    pulse_round = a_round(mailings_done=done, mailed_up_to=mark, reminders_on=["2026-11-25", "2026-11-26"])
    assert mailing_due(pulse_round, datetime.fromisoformat(when).replace(tzinfo=OSLO)) == due
