from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from samspill.audit.rules import Hidden
from samspill.measures.models import Conversation, Measure, Proposal
from samspill.organisations.models import Role
from samspill.results.actions import close_round
from samspill.results.tests.rounds import open_round, quarterly
from samspill.risk.actions import add_own_factor, find_not_relevant, find_relevant_again, record_mapping
from samspill.risk.actions.factors import Mapped
from samspill.risk.queries.coverage import coverage_for
from samspill.risk.tests.assessing import begun, looks, valid
from tests.cast import give_role

CALM = [2, 3, 3, 4, 4, 3, 3, 2, 4, 3, 4, 2]
LOAD, EMOTION, VIOLENCE = "aml § 4-3 (2) c", "aml § 4-3 (2) b", "aml § 4-3 (6)"


def line(cast, now, reference, who="per"):
    return next(one for one in coverage_for(looks(cast, who, now)) if one.provision.reference == reference)


def test_where_nothing_is_done_nothing_is_claimed(cast, now):
    for one in coverage_for(looks(cast, "per", now)):
        assert (one.is_mapped, one.risk, one.measures, one.review_on) == (False, None, 0, None)


def test_a_published_round_maps_the_factors_it_asked_about(cast, now):
    answers = {cast.nord: CALM, cast.sor: CALM}
    close_round(pulse_round=open_round(cast.solvik, answers, now=now, definition=quarterly()), now=now)
    assert line(cast, now, LOAD).is_mapped
    assert "2026" in line(cast, now, LOAD).last.how
    assert not line(cast, now, VIOLENCE).is_mapped


def test_the_latest_occasion_is_told_whatever_its_method(cast, now):
    per, day = looks(cast, "per", now), timezone.localtime(now).date()
    for days, method in ((90, "safety_round"), (3, "conversation"), (40, "survey")):
        mapped = Mapped(cast.nord, ("MENGDE",), method, day - timedelta(days=days))
        record_mapping(mapped=mapped, by=per, now=now)
    found = line(cast, now, LOAD).last
    assert (found.on, found.how) == (day - timedelta(days=3), "samtaler")


def test_what_a_group_talked_about_is_mapped_once_the_talk_is_over(cast, now):
    talk = Conversation.objects.create(organisation=cast.solvik, unit=cast.nord, kind="dialogue", began_at=now)
    Proposal.objects.create(conversation=talk, kind="change", factor="EMO")
    assert not line(cast, now, EMOTION).is_mapped
    Conversation.objects.update(finished_at=now)
    assert line(cast, now, EMOTION).is_mapped


def test_the_highest_risk_in_force_and_the_next_review_are_told_and_drafts_are_not(cast, now):
    begun(cast, cast.sor, now=now)
    assert line(cast, now, LOAD).risk is None
    made = valid(cast, cast.nord, now=now)
    made.factors.filter(factor="MENGDE").update(probability=4, consequence=4)
    found = line(cast, now, LOAD)
    assert (found.risk, found.review_on) == ("high", made.review_on)


def test_running_measures_are_counted_and_finished_ones_are_not(cast, now):
    day = timezone.localtime(now).date()
    common = {"organisation": cast.solvik, "unit": cast.nord, "level": "team", "starts_on": day, "due_on": day}
    common |= {"factors": ["MENGDE"], "created_on": day}
    Measure.objects.create(title="Slutteliste", **common)
    Measure.objects.create(title="Stanset", status="stopped", finished_on=day, **common)
    assert line(cast, now, LOAD).measures == 1


def test_an_own_factor_stands_with_its_paragraph(cast, now):
    add_own_factor(name="Skiftbytte", explanation="", law=(LOAD,), by=looks(cast, "per", now), now=now)
    assert "Skiftbytte" in [one.name for one in line(cast, now, LOAD).factors]


def test_what_is_not_relevant_says_why_until_it_is_relevant_again(cast, now):
    per, later = looks(cast, "per", now), timezone.localtime(now).date() + timedelta(days=365)
    found = find_not_relevant(code="VOLD", reason="Ingen møter publikum.", review_on=later, by=per, now=now)
    assert [one.not_relevant for one in line(cast, now, VIOLENCE).not_relevant] == ["Ingen møter publikum."]
    find_relevant_again(found=found, by=per, now=now)
    assert line(cast, now, VIOLENCE).not_relevant == ()


@pytest.mark.parametrize(("who", "may"), [("per", True), ("amina", True), ("kari", False), ("jonas", False)])
def test_the_coverage_is_for_those_who_run_and_those_who_watch(cast, now, who, may):
    if may:
        assert coverage_for(looks(cast, who, now))
    else:
        with pytest.raises(Hidden):
            coverage_for(looks(cast, who, now))


def test_a_member_of_the_committee_reads_it(cast, now):
    give_role(cast.kari, Role.AMU_MEMBER)
    assert coverage_for(looks(cast, "kari", now))


def test_another_workplace_maps_nothing_for_this_one(cast, now):
    day = timezone.localtime(now).date()
    mapped = Mapped(cast.other.units.get(), ("MENGDE",), "survey", day)
    record_mapping(mapped=mapped, by=looks(cast, "ola", now), now=now)
    assert not line(cast, now, LOAD).is_mapped


def test_the_coverage_costs_the_same_at_ten_and_at_twenty(cast, now):
    per, day = looks(cast, "per", now), timezone.localtime(now).date()
    costs = []
    for _ in range(2):
        for _number in range(10):
            record_mapping(mapped=Mapped(cast.nord, ("MENGDE",), "survey", day), by=per, now=now)
        with CaptureQueriesContext(connection) as asked:
            coverage_for(per)
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 9


def test_an_assessment_in_force_is_a_mapping_too(cast, now):
    whole = "forskrift om utførelse av arbeid kap. 1A"
    begun(cast, cast.sor, now=now)
    assert not line(cast, now, whole).is_mapped
    valid(cast, cast.nord, now=now)
    assert line(cast, now, whole).last.how == "risikovurdering"
    assert line(cast, now, LOAD).last.how == "risikovurdering"
    assert not line(cast, now, VIOLENCE).is_mapped


def test_factors_are_named_in_the_language_of_the_page(cast, now):
    with translation.override("en"):
        names = {one.name for line in coverage_for(looks(cast, "per", now)) for one in line.factors}
    assert "Role clarity and goals" in names
