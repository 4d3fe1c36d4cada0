from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.leadership.actions import (
    answer_question,
    ask_about_decision,
    review_decision,
    revise_decision,
    tell_decision,
)
from samspill.leadership.models import Decision
from samspill.leadership.queries import (
    decision_for,
    decisions_for,
    due_between,
    happened_since,
    readers_of_decision,
    unanswered_for,
)
from samspill.leadership.tests.telling import a_decision, question_in, told_in, viewer_of

DAY = timedelta(days=1)


@pytest.fixture
def today(now):
    return timezone.localtime(now).date()


def readers(cast, today, decision):
    """The names of those of the cast who find the decision."""
    people = [("siri", "Solvik kommune"), *((name, "") for name in ("kari", "jonas", "amina", "per", "tor", "ola"))]
    return {
        name
        for name, place in people
        if decisions_for(viewer_of(cast, name, today, organisation=place)).filter(pk=decision.pk).exists()
    }


def test_a_decision_is_read_by_those_it_concerns_and_those_responsible(cast, now, today):
    assert readers(cast, today, told_in(cast, cast.nord, now=now)) == {"kari", "jonas", "amina", "siri", "per", "tor"}
    assert readers(cast, today, told_in(cast, cast.sor, now=now)) == {"amina", "siri", "per", "tor"}
    assert readers(cast, today, told_in(cast, cast.teknisk, now=now)) == {"tor", "per"}


def test_what_is_decided_for_a_unit_concerns_those_below_it(cast, now, today):
    assert readers(cast, today, told_in(cast, cast.helse, now=now)) == {"kari", "jonas", "amina", "siri", "per", "tor"}


def test_what_is_decided_for_the_whole_concerns_all_who_work_there_and_nobody_else(cast, now, today):
    decision = told_in(cast, cast.root, now=now)
    assert readers(cast, today, decision) == {"kari", "jonas", "amina", "siri", "per", "tor"}
    with pytest.raises(Hidden):
        decision_for(viewer_of(cast, "ola", today), decision.pk)


def test_a_leader_cannot_tell_another_team(cast, now, today):
    with pytest.raises(Refused):
        tell_decision(told=a_decision(cast.sor, day=today), by=viewer_of(cast, "jonas", today), now=now)
    assert not Decision.objects.exists()


def test_telling_is_one_row_and_one_line_in_the_log(cast, now, today):
    decision = told_in(cast, cast.nord, now=now, by="jonas")
    event = Event.objects.get()
    assert (event.action, event.subject_name, event.detail) == (
        "tell_decision",
        decision.title,
        {"units": ["Hjemmetjenesten Nord"]},
    )
    assert decision.decided_by_name == "Jonas Vik"


def test_revising_keeps_the_first_teller(cast, now, today):
    decision = told_in(cast, cast.nord, now=now, by="jonas")
    told = a_decision(cast.nord, day=today, reason="Fordi hvilen ble for kort.")
    kept = revise_decision(decision=decision, told=told, by=viewer_of(cast, "per", today), now=now)
    assert (kept.reason, kept.decided_by_name) == ("Fordi hvilen ble for kort.", "Jonas Vik")


def test_somebody_it_does_not_concern_can_neither_revise_nor_review(cast, now, today):
    decision = told_in(cast, cast.nord, now=now - 2 * DAY)
    told = a_decision(cast.nord, day=today)
    with pytest.raises(Refused):
        revise_decision(decision=decision, told=told, by=viewer_of(cast, "kari", today), now=now)
    with pytest.raises(Refused):
        review_decision(decision=decision, outcome="Bra.", by=viewer_of(cast, "amina", today), now=now)


def test_a_question_waits_for_whoever_decided_until_it_is_answered(cast, now, today):
    question = question_in(cast, now=now)
    jonas = viewer_of(cast, "jonas", today)
    assert [one.pk for one in unanswered_for(jonas)] == [question.decision_id]
    assert not unanswered_for(viewer_of(cast, "per", today)).exists()
    answer_question(
        decision=question.decision, question_id=question.pk, answer="Fordi hvilen ble bedre.", by=jonas, now=now
    )
    assert not unanswered_for(jonas).exists()


def test_only_those_who_may_tell_may_answer(cast, now, today):
    question = question_in(cast, now=now)
    kari = viewer_of(cast, "kari", today)
    with pytest.raises(Refused):
        answer_question(decision=question.decision, question_id=question.pk, answer="Nei.", by=kari, now=now)


def test_an_answer_goes_to_a_question_about_that_decision(cast, now, today):
    question, other = question_in(cast, now=now), told_in(cast, cast.nord, now=now)
    with pytest.raises(Hidden):
        answer_question(
            decision=other, question_id=question.pk, answer="Ja.", by=viewer_of(cast, "per", today), now=now
        )


def test_a_review_falls_due_for_whoever_decided_and_is_gone_when_done(cast, now, today):
    decision = told_in(cast, cast.nord, now=now - 2 * DAY, by="jonas", review_on=today)
    jonas = viewer_of(cast, "jonas", today)
    assert [one.on for one in due_between(jonas, today - DAY, today)] == [today]
    assert due_between(jonas, today + DAY, today + 30 * DAY) == []
    assert due_between(viewer_of(cast, "per", today), today - DAY, today) == []
    review_decision(decision=decision, outcome="Den står ved lag.", by=jonas, now=now)
    assert due_between(jonas, today - DAY, today) == []


def test_news_are_of_decisions_one_may_read(cast, now, today):
    told_in(cast, cast.sor, now=now)
    ours = told_in(cast, cast.nord, now=now)
    told_in(cast, cast.nord, now=now - 30 * DAY)
    assert list(happened_since(viewer_of(cast, "kari", today), now - DAY)) == [ours]


@pytest.mark.parametrize("change", [{"reason": ""}, {"reviewed_on": "2026-11-23"}])
def test_the_database_keeps_a_decision_whole(cast, now, change):
    decision = told_in(cast, cast.nord, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**change)


def test_the_list_costs_the_same_at_ten_and_at_twenty(cast, client, now, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(cast.user("kari"))
    costs = []
    for _ in range(2):
        for number in range(10):
            told_in(cast, cast.nord, cast.helse, now=now, title=f"Avgjørelse {number}")
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("decisions"))
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 12


def test_search_finds_words_of_the_reason(cast, now, today):
    told_in(cast, cast.nord, now=now)
    kari = viewer_of(cast, "kari", today)
    assert decisions_for(kari, sought="hvile").count() == 1
    assert decisions_for(kari, sought="ferie").count() == 0


def test_a_question_bears_its_askers_name(cast, now, today):
    question = question_in(cast, now=now)
    assert question.asked_by == cast.kari
    nobody = viewer_of(cast, "kari", today)
    from dataclasses import replace

    with pytest.raises(Refused):
        ask_about_decision(decision=question.decision, text="Hm?", by=replace(nobody, person_id=None), now=now)


@pytest.mark.parametrize("place", ["root", "helse", "nord", "teknisk"])
def test_the_page_names_exactly_those_whom_the_query_lets_in(cast, now, today, place):
    decision = told_in(cast, getattr(cast, place), now=now)
    lines = readers_of_decision(decision, today)
    named = {name.split()[0].lower() for line in lines for name in line.names}
    found = readers(cast, today, decision)
    assert named <= found
    # Whoever is let in without being named is counted among those it concerns.
    unnamed = found - named
    assert {getattr(cast, name) for name in unnamed} <= set(members_below(getattr(cast, place)))
    assert lines[-1].count == len(members_below(getattr(cast, place)))


def members_below(unit):
    from samspill.organisations.models import Person

    return list(Person.objects.filter(posts__unit__path__startswith=unit.path).distinct())
