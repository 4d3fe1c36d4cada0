from __future__ import annotations

from datetime import date

import pytest

from samspill.audit.rules import Refused
from samspill.leadership.rules import can_tell, can_tell_somewhere, check_can_review, check_days
from samspill.organisations.models import Role
from samspill.organisations.rules import MEMBER, Hat, Viewer

ROOT, HELSE, NORD, SOR = "/1/", "/1/2/", "/1/2/3/", "/1/2/4/"
DAY = date(2026, 11, 23)


def viewer(role, *paths):
    hat = Hat("key", role, role, paths)
    return Viewer(1, 1, 1, "Solvik", "Navn", "nb", DAY, (hat,), hat, ROOT)


@pytest.mark.parametrize(
    ("role", "scope", "about", "may"),
    [
        (Role.LEADER, [NORD], [NORD], True),
        (Role.LEADER, [HELSE], [NORD, SOR], True),
        (Role.LEADER, [NORD], [NORD, SOR], False),
        (Role.LEADER, [NORD], [HELSE], False),
        (Role.LEADER, [NORD], [], False),
        (Role.HR, [], [ROOT], True),
        (Role.GENERAL_MANAGER, [], [SOR], True),
        (Role.SAFETY_REP, [HELSE], [NORD], False),
        (Role.CHIEF_SAFETY_REP, [], [NORD], False),
        (Role.AMU_MEMBER, [], [ROOT], False),
        (Role.UNION_REP, [], [ROOT], False),
        (Role.CONSULTANT, [HELSE], [NORD], False),
        (MEMBER, [NORD], [NORD], False),
    ],
)
def test_leaders_tell_those_they_lead_and_hr_and_the_general_manager_everybody(role, scope, about, may):
    assert can_tell(viewer(role, *scope), about) is may


@pytest.mark.parametrize("role", [*Role, MEMBER])
def test_only_those_who_decide_for_others_have_something_to_tell(role):
    assert can_tell_somewhere(viewer(role, NORD)) is (role in {Role.LEADER, Role.HR, Role.GENERAL_MANAGER})


def test_a_decision_is_told_when_it_is_taken_and_looked_at_later():
    check_days(decided_on=DAY, review_on=date(2026, 11, 24), today=DAY)
    check_days(decided_on=DAY, review_on=None, today=DAY)
    with pytest.raises(Refused, match="i dag eller tidligere"):
        check_days(decided_on=date(2026, 11, 24), review_on=None, today=DAY)
    with pytest.raises(Refused, match="etter avgjørelsen"):
        check_days(decided_on=DAY, review_on=DAY, today=DAY)


def test_a_decision_is_reviewed_once_and_not_on_its_first_day():
    check_can_review(reviewed_on=None, decided_on=date(2026, 11, 22), today=DAY)
    with pytest.raises(Refused, match="virket en stund"):
        check_can_review(reviewed_on=None, decided_on=DAY, today=DAY)
    with pytest.raises(Refused, match="alt sett"):
        check_can_review(reviewed_on=DAY, decided_on=date(2026, 11, 1), today=DAY)
