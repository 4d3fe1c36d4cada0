from __future__ import annotations

from datetime import date

import pytest

from samspill.audit.rules import Refused
from samspill.organisations.models import Role
from samspill.organisations.rules import MEMBER, Hat, Viewer
from samspill.risk.rules import (
    FactorWords,
    Weighed,
    can_assess,
    can_manage_factors,
    can_sign,
    check_can_begin,
    check_can_decide_change,
    check_can_edit,
    check_can_validate_unsigned,
    check_change_days,
    check_is_complete,
    check_is_to_sign,
    check_is_unchanged,
    check_levels,
    check_not_relevant,
    check_own_factor,
    check_review_day,
    check_texts,
    reads_draft,
    reads_valid,
    score_of,
)

ROOT, HELSE, NORD, SOR = "/1/", "/1/2/", "/1/2/3/", "/1/2/4/"
DAY = date(2026, 11, 23)


def viewer(role, *paths):
    hat = Hat("key", role, role, paths)
    return Viewer(1, 1, 1, "Solvik", "Navn", "nb", DAY, (hat,), hat, ROOT)


@pytest.mark.parametrize(
    ("role", "scope", "about", "assesses", "signs", "draft", "valid"),
    [
        (Role.LEADER, [NORD], NORD, True, False, True, True),
        (Role.LEADER, [HELSE], NORD, True, False, True, True),
        (Role.LEADER, [NORD], SOR, False, False, False, False),
        (Role.LEADER, [NORD], HELSE, False, False, False, True),
        (Role.HR, [], SOR, True, False, True, True),
        (Role.GENERAL_MANAGER, [], ROOT, True, False, True, True),
        (Role.SAFETY_REP, [HELSE], NORD, False, True, True, True),
        (Role.SAFETY_REP, [NORD], SOR, False, False, False, False),
        (Role.CHIEF_SAFETY_REP, [], NORD, False, True, True, True),
        (Role.AMU_MEMBER, [], ROOT, False, False, False, True),
        (Role.AMU_MEMBER, [], NORD, False, False, False, False),
        (Role.UNION_REP, [], ROOT, False, False, False, True),
        (Role.UNION_REP, [], NORD, False, False, False, False),
        (Role.CONSULTANT, [HELSE], NORD, False, False, False, True),
        (Role.CONSULTANT, [HELSE], ROOT, False, False, False, False),
        (MEMBER, [NORD], NORD, False, False, False, True),
        (MEMBER, [NORD], HELSE, False, False, False, True),
        (MEMBER, [NORD], SOR, False, False, False, False),
    ],
)
def test_who_assesses_who_signs_and_who_reads(role, scope, about, assesses, signs, draft, valid):
    looks = viewer(role, *scope)
    assert (can_assess(looks, about), can_sign(looks, about)) == (assesses, signs)
    assert (reads_draft(looks, about), reads_valid(looks, about)) == (draft, valid)


@pytest.mark.parametrize("role", [*Role, MEMBER])
def test_factors_are_kept_by_hr_and_the_general_manager(role):
    assert can_manage_factors(viewer(role, NORD)) is (role in {Role.HR, Role.GENERAL_MANAGER})


def whole(**more):
    return {
        "factors": [FactorWords("MENGDE", "Arbeidsmengde", Weighed(2, 3), "Overtid hver uke.")],
        "together": "Mengde og lite hvile.",
        "took_part": "Teamet.",
        **more,
    }


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"factors": []}, "minst én faktor"),
        ({"factors": [FactorWords("MENGDE", "Arbeidsmengde", Weighed(2), "Overtid.")]}, "«Arbeidsmengde» mangler sann"),
        ({"factors": [FactorWords("MENGDE", "Arbeidsmengde", Weighed(2, 3), " ")]}, "«Arbeidsmengde» mangler begr"),
        ({"together": " "}, "samlede vurderingen mangler"),
        ({"took_part": ""}, "hvem som har vært med"),
    ],
)
def test_an_assessment_is_whole_before_it_is_sent(missing, sentence):
    check_is_complete(**whole())
    with pytest.raises(Refused, match=sentence):
        check_is_complete(**whole(**missing))


@pytest.mark.parametrize("wrong", [Weighed(0, 1), Weighed(5, 1), Weighed(1, 5), Weighed(1, 1, 9), Weighed(1, 1, 1, 0)])
def test_levels_are_of_four(wrong):
    check_levels(Weighed(1, 4, 4, 1))
    check_levels(Weighed())
    with pytest.raises(Refused, match="fra 1 til 4"):
        check_levels(wrong)


def test_a_score_needs_both():
    assert (score_of(3, 4), score_of(None, 4), score_of(3, None)) == (12, None, None)


def test_states_lead_one_way():
    check_can_begin(under_way=False)
    check_can_edit("draft")
    check_is_to_sign("to_sign")
    check_is_unchanged(seen=3, now_at=3)
    for call in (
        lambda: check_can_begin(under_way=True),
        lambda: check_can_edit("valid"),
        lambda: check_can_edit("to_sign"),
        lambda: check_is_to_sign("draft"),
        lambda: check_is_unchanged(seen=2, now_at=3),
    ):
        with pytest.raises(Refused):
            call()


@pytest.mark.parametrize(
    ("headcount", "represented", "reason", "sentence"),
    [
        (4, True, "Avtale.", "Be verneombudet"),
        (5, False, "Avtale.", "skal ha verneombud"),
        (4, False, " ", "hvilken ordning"),
    ],
)
def test_only_a_workplace_under_five_may_do_without_a_signature_and_says_why(headcount, represented, reason, sentence):
    check_can_validate_unsigned(headcount=4, represented=False, reason="Skriftlig avtale av 3. januar.")
    with pytest.raises(Refused, match=sentence):
        check_can_validate_unsigned(headcount=headcount, represented=represented, reason=reason)


def test_days_come_in_their_order():
    check_review_day(valid_from=DAY, review_on=date(2027, 1, 1))
    check_change_days(change_on=DAY, evaluate_on=DAY)
    check_not_relevant(reason="Ingen møter publikum.", decided_on=DAY, review_on=date(2027, 1, 1))
    for call in (
        lambda: check_review_day(valid_from=DAY, review_on=DAY),
        lambda: check_change_days(change_on=DAY, evaluate_on=date(2026, 11, 22)),
        lambda: check_not_relevant(reason="Ingen.", decided_on=DAY, review_on=DAY),
        lambda: check_not_relevant(reason=" ", decided_on=DAY, review_on=date(2027, 1, 1)),
    ):
        with pytest.raises(Refused):
            call()


def test_a_change_is_decided_once_and_with_those_it_is_about():
    check_can_decide_change(state="draft", participation="Drøftet.", decision="Vi gjør det.")
    for wrong in (
        {"state": "decided", "participation": "Drøftet.", "decision": "Ja."},
        {"state": "draft", "participation": " ", "decision": "Ja."},
        {"state": "draft", "participation": "Drøftet.", "decision": ""},
    ):
        with pytest.raises(Refused):
            check_can_decide_change(**wrong)


def test_an_own_factor_has_a_name_of_its_own_and_known_paragraphs():
    check_own_factor(name="Skiftbytte", law=["aml § 4-2"], taken=["Arbeidsmengde"])
    for wrong in (
        {"name": " ", "law": [], "taken": []},
        {"name": "arbeidsmengde", "law": [], "taken": ["Arbeidsmengde"]},
        {"name": "Skiftbytte", "law": ["aml § 99"], "taken": []},
    ):
        with pytest.raises(Refused):
            check_own_factor(**wrong)


def test_a_text_of_a_hundred_thousand_signs_is_refused_with_its_beginning():
    check_texts({"together": "x" * 4000})
    with pytest.raises(Refused, match="100000 tegn"):
        check_texts({"together": "y" * 100_000})
