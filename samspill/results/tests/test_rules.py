from __future__ import annotations

from datetime import date

import pytest

from samspill.audit.rules import Refused, permits
from samspill.organisations.models import Role
from samspill.organisations.rules import MEMBER, Hat, Viewer
from samspill.results.models import Comment, Reader
from samspill.results.rules import (
    Opinion,
    check_can_curate,
    check_can_vote,
    curates_choices,
    decided,
    readers_choices,
    votes_needed,
)

ROOT, DEPARTMENT, TEAM = "/1/", "/1/2/", "/1/2/3/"
ALL = frozenset({Reader.TEAM, Reader.MANAGEMENT, Reader.SAFETY_REP})


def wearing(*hats: tuple[str, str]) -> Viewer:
    return Viewer(
        user_id=1,
        person_id=7,
        organisation_id=1,
        organisation_name="",
        name="",
        language="nb",
        today=date(2026, 1, 1),
        hats=tuple(Hat(str(n), role, "", (path,) if path else ()) for n, (role, path) in enumerate(hats)),
        root_path=ROOT,
    )


@pytest.mark.parametrize(
    ("role", "scope", "path", "reads"),
    [
        (MEMBER, TEAM, TEAM, {Reader.TEAM}),
        (MEMBER, TEAM, DEPARTMENT, set()),
        (MEMBER, TEAM, ROOT, set()),
        (MEMBER, ROOT, ROOT, {Reader.TEAM}),
        (Role.LEADER, TEAM, TEAM, {Reader.TEAM}),
        (Role.LEADER, DEPARTMENT, TEAM, {Reader.TEAM, Reader.MANAGEMENT}),
        (Role.LEADER, ROOT, ROOT, {Reader.TEAM, Reader.MANAGEMENT}),
        (Role.SAFETY_REP, DEPARTMENT, TEAM, {Reader.TEAM, Reader.SAFETY_REP}),
        (Role.SAFETY_REP, TEAM, ROOT, set()),
        (Role.CHIEF_SAFETY_REP, "", TEAM, {Reader.TEAM, Reader.SAFETY_REP}),
        (Role.HR, "", TEAM, {Reader.TEAM}),
        (Role.GENERAL_MANAGER, "", TEAM, {Reader.TEAM, Reader.MANAGEMENT}),
        (Role.AMU_MEMBER, "", ROOT, set()),
        (Role.UNION_REP, "", ROOT, set()),
        (Role.CONSULTANT, DEPARTMENT, TEAM, set()),
    ],
)
def test_who_reads_a_comment_follows_the_writers_choice(role, scope, path, reads) -> None:
    assert readers_choices(wearing((role, scope)), path) == reads


@pytest.mark.parametrize(
    ("hats", "curators", "may"),
    [
        ([(Role.HR, "")], [7], True),
        ([(Role.HR, "")], [8], False),
        ([(Role.SAFETY_REP, TEAM)], [7], True),
        ([(MEMBER, TEAM)], [7], False),
        ([(Role.HR, ""), (Role.LEADER, TEAM)], [7], False),
        ([(Role.HR, ""), (Role.LEADER, DEPARTMENT)], [7], False),
        ([(Role.HR, ""), (Role.LEADER, "/1/9/")], [7], True),
        ([(Role.HR, ""), (Role.GENERAL_MANAGER, "")], [7], False),
        ([(Role.SAFETY_REP, "/1/9/")], [7], False),
    ],
)
def test_who_reads_first_leads_nobody_there(hats, curators, may) -> None:
    assert permits(check_can_curate, wearing(*hats), path=TEAM, curators=curators) is may


def test_hr_does_not_read_what_is_for_the_verneombud_alone() -> None:
    assert Reader.SAFETY_REP not in curates_choices(wearing((Role.HR, "")), TEAM)
    assert curates_choices(wearing((Role.SAFETY_REP, TEAM)), TEAM) == ALL
    assert curates_choices(wearing((MEMBER, TEAM)), TEAM) == frozenset()


def test_a_verneombud_of_another_area_is_nobodys_verneombud_here() -> None:
    elsewhere = (Role.SAFETY_REP, "/1/9/")
    assert curates_choices(wearing(elsewhere), TEAM) == frozenset()
    assert curates_choices(wearing(elsewhere, (Role.HR, "")), TEAM) == ALL - {Reader.SAFETY_REP}


@pytest.mark.parametrize(
    ("reader", "safety", "needed"),
    [(Reader.TEAM, 0, 2), (Reader.SAFETY_REP, 0, 1), (Reader.SAFETY_REP, 1, 1), (Reader.SAFETY_REP, 3, 2)],
)
def test_two_must_agree_where_there_are_two(reader, safety, needed) -> None:
    assert votes_needed(reader, safety) == needed


def test_one_voice_twice_is_still_one() -> None:
    same = [Opinion(1, "left_out"), Opinion(1, "left_out")]
    assert decided(same, 2) is None
    assert decided([*same, Opinion(2, "left_out")], 2) is not None


@pytest.mark.parametrize(
    ("state", "opinion"),
    [
        ("shown", Opinion(1, "left_out")),
        ("waiting", Opinion(1, "waiting")),
        ("waiting", Opinion(1, "nonsense")),
        ("waiting", Opinion(1, "shown", "  ")),
    ],
)
def test_a_vote_that_says_nothing_is_refused(state, opinion) -> None:
    with pytest.raises(Refused):
        check_can_vote(Comment(text="x", state=state), opinion)
